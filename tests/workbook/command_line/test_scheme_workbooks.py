"""``--scheme 方案.xlsx`` wherever a scheme's id may stand: the command's options, and the argument of worksheet functions."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from examples.build import HERE
from scoring.errors import KaoheError
from scoring.scheme.loader import load_scheme
from workbook.command.app import app
from workbook.functions.schemes import chosen
from workbook.functions.values import CallRefusal
from workbook.scheme_workbook.writing import write_scheme_book

CITY, SET = HERE / "yuncheng-2025" / "yuncheng-2025.xlsx", HERE / "yuncheng-2025-set"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_scheme_book(load_scheme("yuncheng-14fyp"), tmp_path_factory.mktemp("scheme") / "方案.xlsx")


def call(*words: str | Path) -> int:
    try:
        return int(app([str(one) for one in words], prog_name="kaohe", standalone_mode=False) or 0)
    except SystemExit as error:
        return int(error.code or 0)


COMMANDS = {
    "check": ["check", CITY],
    "template": ["template", "--year", "2025", "-o", "空表.xlsx"],
    "sort": ["sort", SET],
    "explain": ["explain", CITY, "-c", "稷山"],
    "compare": ["compare", CITY, CITY],
    "improve": ["improve", CITY, "-c", "稷山"],
    "robustness": ["robustness", CITY, "--draws", "50"],
    "revisions": ["revisions", "list", CITY],
    "notices": ["revisions", "notice", CITY, "-o", "通知"],
    "allocate": ["targets", "allocate", "100", "--data", CITY, "--by", "energy_use"],
    "scenarios": ["scenarios", CITY, "--scheme", "yuncheng-14fyp-strict"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_command_takes_a_workbook_as_it_takes_an_id(
    name: str, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = {}
    for which in ("yuncheng-14fyp", str(book)):
        room = tmp_path / Path(which).stem
        room.mkdir()
        monkeypatch.chdir(room)
        try:
            status: int | str = call(*COMMANDS[name], "--scheme", which)
        except KaoheError as error:  # that there is nothing to give notice of
            status = str(error)
        said[which] = status, capsys.readouterr().out
    assert said[str(book)] == said["yuncheng-14fyp"]
    assert said[str(book)][0] in (0, 1) or name == "notices"


def test_a_result_is_read_under_the_workbook_of_its_own_scheme_and_no_other(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = tmp_path / "r.xlsx"
    assert call("score", CITY, "--scheme", book, "-o", result, "--no-robustness") == 0
    assert call("explain", result, "--scheme", book, "-c", "稷山") == 0
    other = write_scheme_book(load_scheme("yuncheng-14fyp-strict"), tmp_path / "另一个.xlsx")
    with pytest.raises(Exception, match="是按方案 yuncheng-14fyp 计的"):
        call("explain", result, "--scheme", other, "-c", "稷山")
    capsys.readouterr()


def test_cities_are_scored_by_a_workbook(book: Path, tmp_path: Path) -> None:
    (tmp_path / "全省").mkdir()
    shutil.copy(CITY, tmp_path / "全省" / "运城.xlsx")
    assert call("cities", tmp_path / "全省", "-o", tmp_path / "全省.xlsx", "--scheme", book, "--no-robustness", "--jobs", "1") == 0  # fmt: skip
    result = next((tmp_path / "全省-各市结果").glob("*.xlsx"))
    assert call("explain", result, "--scheme", book, "-c", "稷山") == 0


def test_a_function_takes_the_path_of_a_workbook(book: Path, tmp_path: Path) -> None:
    scheme = load_scheme("yuncheng-14fyp")
    assert chosen(str(book)) == scheme
    assert chosen(str(book)) is chosen(str(book))  # a sheet calls many
    spoilt = tmp_path / "坏.xlsx"
    spoilt.write_bytes(b"no workbook")
    with pytest.raises(CallRefusal, match=r"坏\.xlsx"):
        chosen(str(spoilt))
    with pytest.raises(CallRefusal, match="没有方案"):
        chosen(str(tmp_path / "没有.xlsx"))


def test_check_counts_what_emptied_rows_take_away(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The trial scheme without its gates is a scheme still: the count is what shows it."""
    trial = load_scheme(Path(__file__).resolve().parents[2] / "schemes" / "trial")
    path = write_scheme_book(trial, tmp_path / "方案.xlsx")
    assert call("scheme", "check", path) == 0
    assert f"等次约束 {len(trial.spec.gates)} 条" in capsys.readouterr().out.replace("\n", "")
    workbook = openpyxl.load_workbook(path)
    gates = {one.name for one in trial.spec.gates}
    uses = workbook["结果运用"]
    for row in range(uses.max_row, 3, -1):
        if any(cell.value in gates for cell in uses[row]):
            uses.delete_rows(row)
    workbook["等次约束"].delete_rows(4, workbook["等次约束"].max_row)
    workbook.save(path)
    assert call("scheme", "check", path) == 0
    assert "等次约束 0 条" in capsys.readouterr().out.replace("\n", "")
