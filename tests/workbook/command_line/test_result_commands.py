"""Every command that reads a result refuses one that shows something else; score takes over rows typed into 核定调整."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from scoring import KaoheError
from tests.support.cells import Book
from tests.support.results import scored
from tests.workbook.revisions.test_apply import city
from workbook.archive import read_result
from workbook.command.app import app

pytestmark = pytest.mark.usefixtures("writes_once")
__all__ = ["city"]
DATA = "examples/yuncheng-2025/yuncheng-2025.xlsx"
ROW = {
    "B": "永济市", "C": "energy_management", "E": -1, "F": "现场核查台账不全", "G": "考核组组长",
    "J": "运考组〔2026〕9号", "K": "2026-04-01",
}  # fmt: skip


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The demonstration city's result; one with a row typed into 核定调整; one with another weight too."""
    folder = tmp_path_factory.mktemp("results")
    path = scored(folder / "结果.xlsx")
    paths = {"plain": path}
    for name in ("typed", "both"):
        book = Book(path.read_bytes())
        for column, value in ROW.items():
            book["核定调整"][f"{column}9"].value = value  # below the one adjustment of the city
        if name == "both":
            book["计分标准"]["E6"].value = 25
        paths[name] = folder / f"{name}.xlsx"
        paths[name].write_bytes(book.bytes())
    return paths


def run(*call: object) -> tuple[int, str]:
    """The exit status as ``main`` gives it, and what was said, without blanks."""
    done = CliRunner().invoke(app, [str(one) for one in call])
    refused = isinstance(done.exception, KaoheError)
    said = done.output + (str(done.exception) if refused else "")
    return 2 if refused else done.exit_code, "".join(said.split())


COMMANDS = {
    "report": ("report", "{}", "-o", "{folder}/报告", "--only", "评审页"),
    "compare last": ("compare", "{}", "{plain}"),
    "compare this": ("compare", "{plain}", "{}"),
    "score --last": ("score", DATA, "--last", "{}", "-o", "{folder}/r.xlsx"),
    "report --last": ("report", "{plain}", "--last", "{}", "-o", "{folder}/报告", "--only", "评审页"),
    "improve": ("improve", "{}", "-c", "夏县"),
    "explain": ("explain", "{}", "-c", "夏县"),
    "robustness": ("robustness", "{}"),
    "check": ("check", "{}"),
    "revisions list": ("revisions", "list", "{}"),
    "template --last": ("template", "-y", "2026", "--last", "{}", "-o", "{folder}/空表.xlsx"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_changed_result_is_refused(results: dict[str, Path], tmp_path: Path, command: str) -> None:
    """Another weight and a typed row: status 2, both cells named, nothing written."""
    call = [one.format(results["both"], folder=tmp_path, plain=results["plain"]) for one in COMMANDS[command]]
    status, said = run(*call)
    assert status == 2, said
    assert "both.xlsx：有" in said
    assert "计分标准!E6" in said
    assert "核定调整!B9" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["improve", "explain", "robustness", "check", "revisions list", "compare last"])
def test_an_unchanged_result_is_read(results: dict[str, Path], tmp_path: Path, command: str) -> None:
    call = [one.format(results["plain"], folder=tmp_path, plain=results["plain"]) for one in COMMANDS[command]]
    status, said = run(*call)
    assert status == 0, said
    assert "没有写明考核年度" not in said


@pytest.mark.parametrize("beside", [False, True])
def test_score_takes_over_typed_rows(results: dict[str, Path], tmp_path: Path, beside: bool) -> None:
    """From the result alone, or beside its data: as if the row had stood in a book of decisions. It names its parent."""
    target = tmp_path / "新结果.xlsx"
    data = [DATA] if beside else []
    status, said = run("score", *data, results["typed"], "-o", target, "--no-robustness")
    assert status == 0, said
    before, now = read_result(results["plain"]), read_result(target)
    added = [one for one in now.assessment.adjustments if one not in before.assessment.adjustments]
    (one,) = added
    assert (one.county, one.indicator, one.points) == ("永济市", "energy_management", -1.0)
    assert str(one.source) == "typed.xlsx：核定调整!E9"
    totals = [stored.assessment.scores.loc["永济市", "total"] for stored in (before, now)]
    assert totals[0] - totals[1] == pytest.approx(1, abs=1e-9)
    parent = read_result(results["typed"])
    (option,) = [value for name, value in now.options.items() if name.startswith("上一本结果")]
    assert option == f"typed.xlsx  SHA-256 {parent.sha256}"
    assert now.files["typed.xlsx"] == parent.sha256
    status, said = run("verify", target, "--data", DATA, "--data", results["typed"])
    assert status == 0, said


def test_score_refuses_any_other_change(results: dict[str, Path], tmp_path: Path) -> None:
    for data in ([], [DATA]):
        status, said = run("score", *data, results["both"], "-o", tmp_path / "r.xlsx")
        assert status == 2
        assert "有1处与写出时不同" in said
        assert "计分标准!E6" in said
    assert list(tmp_path.iterdir()) == []


def test_an_adjustment_of_a_result_that_is_nowhere_else_stops_score(results: dict[str, Path], tmp_path: Path) -> None:
    """A row taken over once must not be lost when the next result is scored from the data again."""
    target = tmp_path / "新结果.xlsx"
    assert run("score", results["typed"], "-o", target, "--no-robustness")[0] == 0
    status, said = run("score", DATA, target, "-o", tmp_path / "再.xlsx")
    assert status == 2
    assert "永济市energy_management-1分" in said
    assert "会被丢掉" in said
    status, said = run("score", DATA, target, results["typed"], "-o", tmp_path / "再.xlsx", "--no-robustness")
    assert status == 0, said
    assert len(read_result(tmp_path / "再.xlsx").assessment.adjustments) == 2


@pytest.mark.slow
def test_a_result_among_the_decisions_of_a_set(tmp_path: Path) -> None:
    """In the folder 决定 it is a place of decisions; anywhere else in a set it is passed over."""
    path = scored(tmp_path / "结果.xlsx")
    book = Book(path.read_bytes())
    for column, value in ROW.items():
        book["核定调整"][f"{column}9"].value = value
    path.write_bytes(book.bytes())
    for folder, count in (("决定", 1), ("部门", 0)):
        home = tmp_path / folder
        shutil.copytree("examples/yuncheng-2025-set", home)
        shutil.copy(path, home / folder / "结果.xlsx")
        target = tmp_path / f"{folder}.xlsx"
        status, said = run("score", home, "-o", target, "--no-robustness")
        assert status == 0, said
        adjustments = read_result(target).assessment.adjustments
        assert sum(one.source.file.endswith("结果.xlsx") for one in adjustments) == count


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--as-of", "2026-06-30"], "不能再按--as-of变动"),
        (["--stage", "审定"], "不能按“审定”重算"),
        (["-s", "national-2007-target"], "是按方案yuncheng-14fyp计的"),
        (["-y", "2024"], "是2025年度的结果"),
    ],
)
def test_a_result_alone_is_of_its_own_year_scheme_and_stage(
    results: dict[str, Path], tmp_path: Path, more: list[str], said: str
) -> None:
    status, output = run("score", results["plain"], *more, "-o", tmp_path / "r.xlsx")
    assert status == 2
    assert said in output


def test_the_record_of_revisions_comes_back(city: Path, tmp_path: Path) -> None:
    """A result with revisions and an appeal, scored again from itself: the same record, step by step, and figures."""
    first, second = tmp_path / "一.xlsx", tmp_path / "二.xlsx"
    decisions = ("--decisions", city.parent / "决定")
    assert run("score", city, *decisions, "--no-robustness", "-o", first)[0] == 0
    assert run("score", first, "--no-robustness", "-o", second)[0] == 0
    one, two = read_result(first), read_result(second)
    assert one.inputs.revisions
    assert two.inputs.revisions == one.inputs.revisions
    assert two.problems == one.problems
    pd.testing.assert_frame_equal(one.assessment.ledger, two.assessment.ledger)
