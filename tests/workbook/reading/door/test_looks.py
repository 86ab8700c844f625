"""What a cell looks like is part of what it says: struck out, raised, hidden, with signs that nobody sees."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scoring.errors import DataError
from tests.workbook.reading.door.trying import (
    cell,
    city,
    county,
    decided,
    figure,
    lines,
    list_cell,
    place,
    read,
    told,
    unread,
)

STRUCK, RAISED, LOWERED = "strike", "superscript", "subscript"
NO_HEIGHT = {"ht": "0", "customHeight": "1"}
RICH = {
    "a struck digit before": [(STRUCK, "3"), ("", "2.85")],
    "a struck digit behind": [("", "2.85"), (STRUCK, "1")],
    "an old figure struck": [(STRUCK, "3.42"), ("", " 2.85")],
    "a mark of a footnote": [("", "3.4"), (RAISED, "2")],
    "a circled mark": [("", "3.42"), (RAISED, "①")],
    "a lowered digit": [("", "3.4"), (LOWERED, "2")],
    "a struck sign": [(STRUCK, "-"), ("", "3.42")],
}


@pytest.mark.parametrize("which", list(RICH))
@pytest.mark.parametrize("book", ["city", "county"])
def test_parts_of_a_figure_struck_or_raised(which: str, book: str, tmp_path: Path) -> None:
    """The cell is questioned; the digits are never glued to one figure."""
    where = []

    def edit(made: Any) -> None:
        target = cell(made, "decline_actual")
        target.runs(*RICH[which])
        where.append(place(target))

    submission, problems = read(city() if book == "city" else county(), edit, tmp_path)
    told(problems, where[0], severity="error|warning")
    assert figure(submission, "decline_actual") in (2.85, 3.42, 3.4) or unread(figure(submission, "decline_actual"))


@pytest.mark.parametrize(("sheet", "at", "parts"), [
    ("重点减排工程清单", "H7", [(STRUCK, "1"), ("", "20.5")]), ("重点减排工程清单", "B7", [(STRUCK, "夏县"), ("", "绛县")]),
    ("车辆清单", "G7", [(STRUCK, "燃油"), ("", "纯电动")]), ("核定调整", "C4", [(STRUCK, "-"), ("", "0.5")]),
    ("核定调整", "A4", [(STRUCK, "垣曲县"), ("", "夏县")]), ("自评分", "C6", [("", "1"), (STRUCK, "5")]),
    ("污染减排", "B14", [(STRUCK, "绛县"), ("", "夏县")]),
])  # fmt: skip
def test_parts_struck_elsewhere(sheet: str, at: str, parts: Any, tmp_path: Path) -> None:
    """In a list, a decision, a self score, a county."""
    _, problems = read(city(lists=True), lambda book: book[sheet][at].runs(*parts), tmp_path)
    told(problems, f"{sheet}!{at}", severity="error|warning")


def test_a_year_struck_in_part(tmp_path: Path) -> None:
    """2024 struck before 2025: a file alone is refused, and the cell is named."""
    with pytest.raises(DataError, match="填表说明!C3"):
        read(city(), lambda book: book["填表说明"]["C3"].runs((STRUCK, "2024"), ("", "2025")), tmp_path)


@pytest.mark.parametrize(("sheet", "at"), [
    ("能耗强度", "C14"), ("公共机构", "L7"), ("重点减排工程清单", "H7"), ("车辆清单", "G7"), ("核定调整", "C4"), ("自评分", "C6"), ("约束事项", "E9"),
])  # fmt: skip
def test_a_cell_struck_as_a_whole(sheet: str, at: str, tmp_path: Path) -> None:
    _, problems = read(city(lists=True), lambda book: book[sheet][at].look(STRUCK), tmp_path)
    told(problems, f"{sheet}!{at}", severity="error|warning")


@pytest.mark.parametrize(
    ("sheet", "row"), [("污染减排", 9), ("车辆清单", 11), ("核定调整", 4), ("数据修订", 5), ("自评分", 6)]
)
def test_a_row_struck_as_a_whole(sheet: str, row: int, tmp_path: Path) -> None:
    """As people delete without deleting."""

    def edit(book: Any) -> None:
        decided(book)
        for target in book[sheet][row]:
            target.look(STRUCK)

    _, problems = read(city(lists=True), edit, tmp_path)
    assert any(
        one.source.sheet == sheet and (one.source.cell.endswith(str(row)) or f"第 {row} 行" in one.message)
        for one in problems
    ), problems


@pytest.mark.parametrize(
    ("sheet", "row"), [("能耗强度", 9), ("重点减排工程清单", 11), ("核定调整", 4), ("数据修订", 5), ("自评分", 6)]
)
@pytest.mark.parametrize("how", ["height 0", "hidden"])
def test_rows_that_are_not_shown(sheet: str, row: int, how: str, tmp_path: Path) -> None:
    """W_HIDDEN for a hidden row and for one of height 0, wherever something is read from it."""

    def edit(book: Any) -> None:
        decided(book)
        book[sheet].row(row, **({"hidden": "1"} if how == "hidden" else NO_HEIGHT))

    _, problems = read(city(lists=True), edit, tmp_path)
    assert any(
        one.code == "W_HIDDEN" and one.source.sheet == sheet and f"第 {row} 行" in one.message for one in problems
    ), problems


@pytest.mark.parametrize("item", ["energy_use", "agencies_met"])
def test_rows_of_height_0_in_a_county_workbook(item: str, tmp_path: Path) -> None:
    where = []

    def edit(book: Any) -> None:
        target = cell(book, item)
        target.parent.row(target.row, **NO_HEIGHT)
        where.append(place(target))

    _, problems = read(county(), edit, tmp_path)
    told(problems, where[0], code="W_HIDDEN", severity="warning")


@pytest.mark.parametrize("sheet", ["重点减排工程清单", "核定调整", "数据修订", "自评分"])
@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_sheets_that_are_not_shown(sheet: str, state: str, tmp_path: Path) -> None:
    """A hidden sheet that grants points, counts cases or revises figures."""

    def edit(book: Any) -> None:
        decided(book)
        book.state(sheet, state)

    _, problems = read(city(lists=True), edit, tmp_path)
    assert [one for one in problems if one.code == "W_HIDDEN" and one.source.sheet == sheet], problems


SIGNS = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\u00ad\ufeff\u061c\u180e"
)
BLANKS = "\u2000\u2002\u2003\u2005\u2009\u200a\u202f\u205f\u3000\u00a0"


ALL = SIGNS + BLANKS


@pytest.mark.parametrize("turn", range(0, len(ALL), 3))
def test_signs_that_nobody_sees(turn: int, tmp_path: Path) -> None:
    """Around counties, figures, ids, choices, 是, an indicator, a year, each another sign: dropped, or shown as U+…."""
    signs = (ALL[turn:] + ALL[:turn])[:9]

    def edit(book: Any) -> None:
        book["公共机构"]["B14"].value = f"{signs[0]}夏县"
        cell(book, "nh3n_assigned").value = f"18{signs[1]}"
        cell(book, "energy_use").value = f"{signs[2]}388,000"
        cell(book, "data_falsified").value = f"否{signs[3]}"
        list_cell(book, "车辆清单", "power", 7).value = f"纯电动{signs[4]}"
        book["两高项目清单"]["B7"].value = f"盐湖{signs[5]}区"
        book["核定调整"]["B4"].value = f"{signs[6]}energy_management"
        book["填表说明"]["C3"].value = f"2025{signs[7]}"
        book["污染减排"]["D5"].value = f"cod_assigned{signs[8]}"

    submission, problems = read(city(lists=True), edit, tmp_path)
    wrong = [one for one in problems if one.severity == "error" and "U+" not in one.message + one.value]
    assert not wrong, lines(wrong)
    if not problems:
        read_as = [
            figure(submission, item) for item in ("nh3n_assigned", "energy_use", "data_falsified", "cod_assigned")
        ]
        assert read_as == [18.0, 388_000.0, 0.0, 125.0]
