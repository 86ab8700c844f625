"""What the terminal is sent: texts as they stand, whoever wrote them; no markup, no sign that steers it."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from scoring.errors import DataError
from scoring.problems import Problem, Source
from scoring.scheme.loader import load_scheme
from tests.support.commands import DEMO
from tests.support.results import scored
from tests.support.small_scheme import SMALL
from workbook.command.app import app, main
from workbook.command.scheme_text import print_scheme
from workbook.steps import console
from workbook.verifying.seal import read_seal

pytestmark = pytest.mark.usefixtures("writes_once")
RUN = CliRunner()
NASTY = "甲[/bold]:smile:[red]\x1b]0;x\x07\x9b31m\u202e乙"
SHOWN = "甲[/bold]:smile:[red][U+001B]]0;x[U+0007][U+009B]31m[U+202E]乙"


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration city's result."""
    return scored(tmp_path_factory.mktemp("screen") / "结果.xlsx")


def test_texts_wherever_they_stand(capsys: pytest.CaptureFixture[str]) -> None:
    """In a line, with a style, as a cell, a heading and a title of a table."""
    from rich.table import Table

    table = Table(title=NASTY)
    table.add_column(NASTY)
    table.add_row(NASTY)
    for screen in (console.out(), console.page(), console.err()):
        screen.print(NASTY)
        screen.print(NASTY, style="bold")
        screen.print(table)
    said = capsys.readouterr()
    assert (said.out + said.err).count(SHOWN) == 3 * 5
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", said.out + said.err)


def test_a_scheme_with_markup_in_its_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """``scheme show``: any text of a scheme may hold what rich would take for a tag."""
    monkeypatch.setenv("COLUMNS", "600")
    names = ("年度目标", "小方案", "两个指标", "违规")
    (tmp_path / "scheme.yaml").write_text(_marked(SMALL, names), encoding="utf-8")
    print_scheme(load_scheme(tmp_path))
    said = "".join(capsys.readouterr().out.split()).replace("│", "")
    assert [name for name in names if f"{name}[/x]:fire:[bold]" not in said] == []


def test_markup_in_what_is_scored(tmp_path: Path) -> None:
    """In the names of counties, dimensions and grades: robustness, improve, explain, check."""
    (tmp_path / "方案").mkdir()
    (tmp_path / "方案" / "scheme.yaml").write_text(_marked(SMALL, ("小方案", "能耗")), encoding="utf-8")
    rows = ["考核年度：2022", "县（市、区）,fall,goal,events", "甲[/县],3,3,0", "乙[red]县,2,3,1", "丙县,1,3,2"]
    (tmp_path / "数.csv").write_text("\n".join(rows), encoding="utf-8")
    for command in (["robustness", "--draws", "100", "--full"], ["improve"], ["explain"], ["check"]):
        done = RUN.invoke(app, [command[0], str(tmp_path / "数.csv"), "-s", str(tmp_path / "方案"), *command[1:]])
        assert done.exit_code == 0, (command, done.output)
        assert command[0] == "check" or ("甲[/县]" in done.output and "乙[red]县" in done.output)


def _marked(text: str, names: tuple[str, ...]) -> str:
    for name in names:
        assert f": {name}\n" in text
        text = text.replace(f": {name}\n", f": '{name}[/x] :fire: [bold]'\n", 1)
    return text


def test_steering_signs_in_a_files_name_and_in_a_seal(result: Path, tmp_path: Path) -> None:
    """compare prints the file's name, verify --against what the seal says of itself; --json is JSON all the same."""
    name = tmp_path / "\x1b[2J\x9b1m结果.xlsx"
    shutil.copy(result, name)
    done = RUN.invoke(app, ["compare", str(name), str(result)])
    assert done.exit_code == 0
    assert "[U+001B][2J[U+009B]1m结果.xlsx" in done.output
    assert "\x1b" not in done.output
    assert RUN.invoke(app, ["verify", str(result), "--seal", str(tmp_path / "封.json")]).exit_code == 0
    seal = json.loads((tmp_path / "封.json").read_text(encoding="utf-8"))
    seal["sealed_at"] = "2026\x1b[2J\u202e"
    (tmp_path / "封.json").write_text(json.dumps(seal), encoding="utf-8")
    done = RUN.invoke(app, ["verify", str(result), "--against", str(tmp_path / "封.json")])
    assert "2026[U+001B][2J[U+202E] 封存" in done.output
    assert "\x1b" not in done.output
    seal["files"]["\x9b1m\u202e.xlsx"] = "0"
    (tmp_path / "封.json").write_text(json.dumps(seal), encoding="utf-8")
    done = RUN.invoke(app, ["verify", str(result), "--against", str(tmp_path / "封.json"), "--json"])
    assert any("\x9b1m\u202e.xlsx" in said for said in json.loads(done.stdout)["against"])
    assert not re.search(r"[\x1b\x9b\u202e]", done.output)


@pytest.mark.parametrize("content", ["[" * 100_000, '{"kind": "kaohe-seal", "format": 1}', "9" * 6000, "\x00", ""])
def test_what_is_no_seal(tmp_path: Path, content: str) -> None:
    (tmp_path / "封.json").write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match="不是 kaohe 的封存文件，或已损坏"):
        read_seal(tmp_path / "封.json")


def test_a_seal_is_no_pipe_and_no_film(tmp_path: Path) -> None:
    """Neither waited for nor read into memory."""
    with (tmp_path / "片.json").open("wb") as stream:
        stream.truncate(1 << 30)
    with pytest.raises(DataError, match=r"片\.json：超过 16 MB，不是封存文件"):
        read_seal(tmp_path / "片.json")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "管")
        with pytest.raises(DataError, match="管：不是普通文件，没有读"):
            read_seal(tmp_path / "管")


def test_a_total_is_not_shared_out_by_yes_or_no(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for item, said in (
        ("data_falsified", "填的是是或否，不能作分摊依据"),
        ("major_incidents", "分摊依据全部是 0，分不出多少"),
    ):
        monkeypatch.setattr("sys.argv", ["kaohe", "targets", "allocate", "10", "--by", item, "--data", str(DEMO)])
        with pytest.raises(SystemExit) as caught:
            main()
        assert caught.value.code == 2
        assert said in capsys.readouterr().err


def test_a_problem_without_a_place_begins_with_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    placed = Problem("error", "E", "夏县", "", "错", Source("甲.xlsx", "表", "A1"), remedy="改")
    console.print_problems([Problem("note", "N", "", "", "由考核办下达"), placed])
    assert capsys.readouterr().err.splitlines()[:2] == ["错误 甲.xlsx：表!A1 夏县：错。改", "提示 由考核办下达"]


@pytest.mark.parametrize(
    ("coding", "written"),
    [("gbk", "1744300 - 46000 = 1698300 ÷ 2 km2 ?"), ("ascii", "1744300 - 46000 = 1698300 ? 2 km2 ?"), ("utf-8", "")],
)
def test_a_console_that_lacks_a_character_gets_a_plainer_one(
    coding: str, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The minus of the workings (U+2212) is not in GBK; as ? it would be no figure."""
    said = "1744300 − 46000 = 1698300 ÷ 2 km² ☃"
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding=coding))
    console.prepare()
    print(said, flush=True)
    assert raw.getvalue().decode(coding) == (written or said) + "\n"
