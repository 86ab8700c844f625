"""A result of an earlier layout: scores, grades and ranks are held against its archive, and the verdict says that no more is.

``before/yuncheng-2026.1.xlsx``: three counties of the demonstration city as it was, scored by reference scheme 2026.1 and
written by the program of 2026-11-26 (archive format 2, layouts not yet numbered).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from scoring import assess, load_scheme
from workbook.archive import read_result
from workbook.command.app import app
from workbook.result.write import write_result
from workbook.verifying import verify_result

BEFORE = Path(__file__).parent / "before/yuncheng-2026.1.xlsx"


def test_an_earlier_layout_has_a_verdict_of_its_own() -> None:
    done = verify_result(BEFORE)
    assert (done.verdict, done.differences) == ("旧版式", ())
    assert done.stored.scheme.spec.version == "2026.1"
    counties, lines = len(done.stored.assessment.counties), len(done.stored.scheme.indicators)
    assert done.cells >= counties * (lines + 3), "points of every line, total, grade and rank"
    said = CliRunner().invoke(app, ["verify", str(BEFORE)])
    assert said.exit_code == 0
    assert "旧版式，其余未核对" in said.output


def _first(book: Any, sheet: str, head: str) -> Any:
    """The cell below a heading, in the row of the first county."""
    page = book[sheet]
    heading = next(cell for row in page.iter_rows() for cell in row if str(cell.value).partition("\n")[0] == head)
    return next(row[heading.column - 1] for row in page.iter_rows(min_row=heading.row + 1) if row[0].value is not None)


@pytest.mark.parametrize(
    ("sheet", "head", "value"),
    [("排名", "总分", 99.99), ("排名", "等次", "超额"), ("排名", "名次", 3), ("汇总", "total", 1.0)],
)
def test_a_changed_score_of_an_earlier_layout_is_named(sheet: str, head: str, value: object, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BEFORE)
    cell = _first(book, sheet, head)
    cell.value = value
    book.save(tmp_path / "改.xlsx")
    done = verify_result(tmp_path / "改.xlsx")
    assert done.verdict == "不一致"
    assert f"{sheet}!{cell.coordinate}" in [one.place for one in done.differences]


def test_the_same_data_under_the_scheme_of_now_are_compared(tmp_path: Path) -> None:
    """Result of 2026.1 beside its own figures under 2026.2: the totals printed are those of the two results."""
    stored = read_result(BEFORE)
    scheme = load_scheme("yuncheng-14fyp")
    now = assess(scheme, stored.table, stored.year)
    write_result(now, tmp_path / "今.xlsx")
    said = CliRunner().invoke(app, ["compare", str(BEFORE), str(tmp_path / "今.xlsx")], env={"COLUMNS": "200"})
    assert said.exit_code == 0, said.output
    for county in now.counties:
        line = next(one for one in said.output.splitlines() if county in one)
        for one in (stored.assessment, now):
            total = one.scores.loc[county, "total"]
            assert total != total or f"{total:.2f}" in line, (county, total, line)
