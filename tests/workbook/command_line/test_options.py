"""No option is dropped in silence: it changes what is written, or the call is refused with what to do."""

from __future__ import annotations

import shutil
from itertools import combinations, product
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from examples.build import HERE
from scoring.errors import KaoheError
from tests.support.results import scored
from workbook.command.app import app
from workbook.steps.console import Steps
from workbook.steps.run import RunOptions, run

DEMO = HERE / "yuncheng-2025" / "yuncheng-2025.xlsx"


def kaohe(*words: str | Path) -> None:
    app([str(word) for word in words], prog_name="kaohe", standalone_mode=False)


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return scored(tmp_path_factory.mktemp("options") / "r.xlsx", "--stage", "审定")


KINDS = {
    "": "数据-yuncheng-14fyp-2025.xlsx",
    "-o": "全市.xlsx",
    "--per-county": "县",
    "--per-bureau": "部门",
    "--set": "套",
}
OPTIONS = {"--last": str(DEMO), "--counties": "夏县", "--by": "dimension"}

TAKEN = {(kind, option) for kind in ("", "-o") for option in ("--last", "--by")} | {
    ("--per-county", "--last"), ("--per-county", "--counties")
}  # fmt: skip


WITHOUT: dict[str, dict[str, bytes]] = {}
"""What is written without an option, by the kind of book."""


def written(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("kind", "option"), list(product(KINDS, OPTIONS)))
def test_an_option_of_template_changes_what_is_written_or_is_refused(
    kind: str, option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every option with each of the five ways to say what is to be written; the last year's figures are those of 2025."""
    monkeypatch.chdir(tmp_path)
    call = ["template", "--scheme", "carbon-2026", "--year", "2026", *([kind, KINDS[kind]] if kind else [])]
    if (kind, option) not in TAKEN:
        with pytest.raises(KaoheError, match=rf"用不上 {option}.*只用于"):
            kaohe(*call, option, OPTIONS[option])
        assert written(tmp_path) == {}
        return
    kaohe(*call, option, OPTIONS[option])
    if kind not in WITHOUT:
        (tmp_path / "without").mkdir()
        monkeypatch.chdir(tmp_path / "without")
        kaohe(*call)
        WITHOUT[kind] = written(tmp_path / "without")
        shutil.rmtree(tmp_path / "without")
    assert written(tmp_path) != WITHOUT[kind]


@pytest.mark.parametrize(("first", "second"), list(combinations([one for one in KINDS if one], 2)))
def test_one_kind_of_empty_book_at_a_time(first: str, second: str, tmp_path: Path) -> None:
    with pytest.raises(KaoheError, match="一次只写一种"):
        kaohe("template", "--year", "2025", first, tmp_path / "a.xlsx", second, tmp_path / "b.xlsx")
    assert not list(tmp_path.iterdir())


def test_what_a_set_cannot_follow_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(KaoheError) as refused:
        kaohe("template", "--year", "2025", "--set", tmp_path / "套", "--last", DEMO, "--counties", "夏县")
    assert "报送文件夹（--set）用不上 --last、--counties" in str(refused.value)


WRITERS = [
    ["template", "--year", "2025"],
    ["score", DEMO],
    ["compare", DEMO, DEMO],
    ["cities", "{folder}"],
    ["scheme", "show", "yuncheng-14fyp"],
    ["scheme", "new"],
    ["scheme", "export", "yuncheng-14fyp"],
    ["scheme", "annex", "yuncheng-14fyp"],
    ["scheme", "compare", "yuncheng-14fyp", "carbon-2026"],
]


@pytest.mark.parametrize("words", WRITERS, ids=lambda words: " ".join(map(str, words[:2])))
@pytest.mark.parametrize("name", ["甲.pdf", "甲"])
def test_a_suffix_that_is_not_written_is_refused(words: list[Any], name: str, tmp_path: Path) -> None:
    shutil.copytree(DEMO.parent, tmp_path / "全省" / "甲市")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(KaoheError, match=r"\.xlsx|\.docx"):
        kaohe(*(str(word).format(folder=tmp_path / "全省") for word in words), "-o", tmp_path / "新" / name)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("option", ["--xlsx", "--owed", "--json"])
def test_nor_by_check(option: str, tmp_path: Path) -> None:
    with pytest.raises(KaoheError, match="只能写成"):
        kaohe("check", DEMO, option, tmp_path / "甲.pdf")
    assert not list(tmp_path.iterdir())


def test_options_that_would_mean_nothing_are_refused(result: Path, tmp_path: Path) -> None:
    issued = ["--document", "运节减办〔2026〕3号", "--date", "2026-07-10"]
    calls: dict[str, list[str | Path]] = {
        "--time 是封存的时间，只和 --seal 一起写": ["verify", result, "--time", "2026-07-10T09:00:00+08:00"],
        "两本都是结果工作簿": ["compare", result, result, "--year", "2024"],
        "没有可以标注的报送表": ["check", result, "--marked", tmp_path / "退回"],
        "是按“审定”计的，不能按“初评”重算": ["explain", result, "-c", "夏县", "--stage", "初评"],
        "--last 只用于评审页": ["report", result, "-o", tmp_path / "文件", "--only", "通报", "--last", result, *issued],
        "没有写结果工作簿": ["report", "--copy-templates", tmp_path / "模板", "-o", tmp_path / "文件"],
    }
    for said, words in calls.items():
        with pytest.raises(KaoheError, match=said):
            kaohe(*words)
    assert [path.name for path in tmp_path.iterdir()] == ["模板"]


def test_a_result_is_not_compared_with_one_of_a_later_year(result: Path) -> None:
    later: Any = SimpleNamespace(year=2026)
    with pytest.raises(KaoheError, match="--last 是 2026 年度的结果，现在考核 2025 年度"):
        run([result], RunOptions(), Steps(), last=later)


def test_a_scheme_of_the_program_is_not_asked_back_as_itself_where_a_workbook_is_wanted(tmp_path: Path) -> None:
    with pytest.raises(KaoheError, match="yuncheng-14fyp 是随程序带的方案，这里要写一个文件：先用 kaohe scheme export"):
        kaohe("scheme", "import", "yuncheng-14fyp", "-o", tmp_path / "方案")
