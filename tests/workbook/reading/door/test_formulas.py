"""A formula whose stored result is an empty text: a blank where a blank is allowed, and told as such where it is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.cells import Book
from tests.support.conservation.addresses import Content, place_of
from tests.workbook.reading.door.trying import cell, city, county, figure, handed, lines, no_errors, read, rebuilt, told

BLANK = Content("", 'IF(1=1,"",1)')
SPACES = Content("  ", 'IF(1=1,"  ",1)')


def linked(source: bytes, cells: dict[str, Content | None], folder: Path) -> Any:
    """The reading of a workbook in which cells (工作表!格) are formulas with stored results, or blank."""
    book = Book(source)
    for place, content in cells.items():
        sheet, address = place.split("!")
        book.package.sheet(sheet).put(place_of(address), content)
    path = folder / "链接.xlsx"
    path.write_bytes(book.bytes())
    return handed(path).submission


@pytest.mark.parametrize("blank", [BLANK, SPACES], ids=["empty", "blanks"])
def test_optional_items(blank: Content, tmp_path: Path) -> None:
    """M (agreed target), O and P (growth), Q (incentive) of three counties: none was set, and no error."""
    cells = {f"能耗强度!{column}{row}": blank for column in "MOPQ" for row in (8, 9, 14)}
    submission = linked(city(), cells, tmp_path)
    no_errors(submission.problems)
    assert figure(submission, "incentive_target") != figure(submission, "incentive_target")


def test_columns_that_only_checks_read(tmp_path: Path) -> None:
    submission = linked(city(), {f"能耗强度!{column}9": BLANK for column in ("Y", "Z", "AA", "AB", "AC")}, tmp_path)
    no_errors(submission.problems)


@pytest.mark.parametrize(
    ("sheet", "columns"),
    [
        ("重点减排工程清单", "DIJKLM"),
        ("车辆清单", "DHI"),
        ("公共机构清单", "DFGHIJKL"),
        ("两高项目清单", "DGHIJKLMNOPQRT"),
    ],
)
def test_optional_columns_of_lists(sheet: str, columns: str, tmp_path: Path) -> None:
    """A computed blank says what a blank says: 否, or nothing."""
    blank = linked(city(lists=True), {f"{sheet}!{column}8": None for column in columns}, tmp_path)
    submission = linked(city(lists=True), {f"{sheet}!{column}8": BLANK for column in columns}, tmp_path)
    key = {
        "重点减排工程清单": "reduction_projects",
        "车辆清单": "vehicles",
        "公共机构清单": "public_institutions",
        "两高项目清单": "two_high_projects",
    }[sheet]
    assert submission.lists[key].frame.equals(blank.lists[key].frame), lines(submission.problems)
    assert len(submission.lists[key].frame) == 52


def test_rows_of_formulas_below_lists(tmp_path: Path) -> None:
    """Sheets that link a bureau's own table for 40 rows more than it has: computed blanks in all columns are no rows."""
    last = {"两高项目清单": "T", "重点减排工程清单": "M", "车辆清单": "I", "公共机构清单": "L"}
    cells = {f"{sheet}!{chr(column)}{row}": BLANK for sheet in last for row in range(58, 98)
             for column in range(ord("B"), ord(last[sheet]) + 1)}  # fmt: skip
    submission = linked(city(lists=True), cells, tmp_path)
    no_errors(submission.problems)
    assert [len(rows.frame) for rows in submission.lists.values()] == [52] * 4


@pytest.mark.parametrize("sheet", ["核定调整", "数据修订"])
def test_rows_of_formulas_below_decisions(sheet: str, tmp_path: Path) -> None:
    cells = {f"{sheet}!{column}{row}": BLANK for row in range(8, 20) for column in "ABCDEF"}
    submission = linked(city(), cells, tmp_path)
    no_errors(submission.problems)
    assert len(submission.adjustments) == 1


def test_self_scores(tmp_path: Path) -> None:
    submission = linked(city(), {f"自评分!{column}8": BLANK for column in "CDEFGH"}, tmp_path)
    no_errors(submission.problems)


@pytest.mark.parametrize("place", ["能耗强度!C14", "污染减排!D9", "约束事项!E7"])
def test_required_items(place: str, tmp_path: Path) -> None:
    """An error at the cell that says the result is blank; to open and save the file once is no remedy for it."""
    one = told(linked(city(), {place: BLANK}, tmp_path).problems, place)
    assert "空白" in one.message or "空" in one.message
    assert "保存一次" not in one.remedy, one.remedy


@pytest.mark.parametrize("place", ["市统计局!G6", "市机关事务管理局!G4"])
def test_required_items_of_a_county_workbook(place: str, tmp_path: Path) -> None:
    one = told(linked(county(), {place: BLANK}, tmp_path).problems, place)
    assert "保存一次" not in one.remedy, one.remedy


def test_status_and_reason_of_a_county_workbook(tmp_path: Path) -> None:
    """Computed blanks beside every figure are no status and no reason."""
    cells = {f"市统计局!{column}{row}": BLANK for column in "HI" for row in range(4, 9)}
    submission = linked(county(), cells, tmp_path)
    no_errors(submission.problems)


def test_a_formula_without_a_result_is_still_told(tmp_path: Path) -> None:
    """openpyxl stores none: even in an optional item the figure is unknown, and saving once in Excel does help."""
    _, problems = read(city(), lambda book: setattr(cell(book, "decline_target"), "value", "=1+2"), tmp_path, rebuilt)
    one = told(problems, "能耗强度!D14", code="E_FORMULA")
    assert "保存" in one.remedy
