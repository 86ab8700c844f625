"""What a cell shows is its number format's work: a unit, a multiple, a sign that the stored figure does not have."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.workbook.reading.door.trying import (
    FIGURES,
    SCHEME,
    all_told,
    cell,
    city,
    column,
    county,
    figure,
    list_cell,
    no_errors,
    place,
    read,
    told,
    unread,
)
from workbook.reading.wording import reported

# item, number format, the unit it shows
FORMATS = [
    ("energy_use", '0.00"万吨"', "万吨"),
    ("energy_total_target", '#,##0.0"万吨标准煤"', "万吨标准煤"),
    ("renewable_power", '0.0"亿吨"', "亿吨"),
    ("cod_recognised", '0"kg"', "kg"),
    ("nox_assigned", '#,##0"千克";-#,##0"千克"', "千克"),
    ("voc_assigned", '[=0]"零";0.00"万吨"', "万吨"),
    ("decline_target", '0.0"‰"', "‰"),
    ("nh3n_assigned", "0.0万", "万"),
    ("cod_assigned", "0.0\\千\\吨", "千吨"),
    ("agencies_all", '0.0"百家"', "百家"),
]


@pytest.mark.parametrize("book", ["city", "county"])
def test_in_a_number_format(book: str, tmp_path: Path) -> None:
    """What the cell shows is 213.05万吨, what it holds 213.05: an error at the cell, and no figure."""
    where = []
    own = [one for one in FORMATS if book == "city" or reported(SCHEME.items[one[0]])]

    def edit(made: Any) -> None:
        for item, code, shown in own:
            target = cell(made, item)
            target.look(code)
            where.append((place(target), shown))

    submission, problems = read(city() if book == "city" else county(), edit, tmp_path)
    all_told(problems, where)
    assert [item for item, _, _ in own if not unread(figure(submission, item))] == []


def test_in_a_number_format_the_other_sign(tmp_path: Path) -> None:
    """[Red]-0.0;0.0 shows 388000 as -388000.0: an error at the cell."""
    submission, problems = read(city(), lambda book: cell(book, "energy_use").look("[Red]-0.0;0.0"), tmp_path)
    told(problems, "能耗强度!G14", "-388000.0", code="E_FORMAT")
    assert unread(figure(submission, "energy_use"))


def test_number_formats_that_only_decorate_are_no_fault(tmp_path: Path) -> None:
    """The own unit, blanks, colours, thousands: 13 counties, as many formats, the same figures."""
    formats = ['0.00"吨"', '#,##0.00"吨"', "0.00_ ", "#,##0", "[Red]0.0;-0.0", "0.00 ", '""0.00', "0.00_);(0.00)", "@",
               "General", "0.00;[Red]-0.00", '0.00" 吨"', "#,##0.00_ ;-#,##0.00 "]  # fmt: skip

    def edit(book: Any) -> None:
        for item in ("energy_use", "cod_recognised"):
            for target, code in zip(column(book, item), formats, strict=True):
                target.look(code.replace("吨", "吨标准煤") if item == "energy_use" else code)

    submission, problems = read(city(), edit, tmp_path)
    no_errors(problems)
    for item in ("energy_use", "cod_recognised"):
        assert [figure(submission, item, name) for name in FIGURES.index] == [float(one) for one in FIGURES[item]]


def test_in_the_format_of_a_list(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        list_cell(book, "重点减排工程清单", "recognised", 7).look('0.00"千克"')

    _, problems = read(city(lists=True), edit, tmp_path)
    told(problems, "重点减排工程清单!H7", "千克")
