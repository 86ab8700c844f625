"""A second column that could be the same is an error that names both; none is chosen by order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scoring.problems import Problem
from tests.support.conservation.addresses import letters, place_of
from tests.support.conservation.seen import names
from tests.workbook.reading.door.trying import (
    cell,
    city,
    county,
    decided,
    figure,
    heading,
    lines,
    list_cell,
    read,
    told,
    unread,
)  # fmt: skip

BEHIND = "本年填报数"

LABELS = ["本年填报数（初报）", "本年填报数2", "本年填报（核定）", "填报数", "本年数", "本年填报数(修改后)"]


@pytest.mark.parametrize(
    ("sheet", "label", "before"),
    [("市统计局" if number % 2 else "市机关事务管理局", label, number % 3 > 0) for number, label in enumerate(LABELS)],
)
def test_two_columns_of_figures_in_a_county_workbook(sheet: str, label: str, before: bool, tmp_path: Path) -> None:
    """The other column stands in O with 1 in every row; or it takes the place of G, and G's figures go to O."""
    items = []

    def edit(book: Any) -> None:
        page = book[sheet]
        for row in range(3, page.max_row + 1):
            if isinstance(page.cell(row, 3).value, str):
                own = page.cell(row, 7).value
                page.cell(row, 15).value, page.cell(row, 7).value = (own, 1) if before else (1, own)
                items.append(page.cell(row, 3).value)
        page["O3"].value, page["G3"].value = (BEHIND, label) if before else (label, BEHIND)

    submission, problems = read(county(), edit, tmp_path)
    told(problems, f"{sheet}!O3", "G3")
    assert [item for item in items[1:] if item in submission.table and not unread(figure(submission, item))] == []
    assert [one for one in submission.elsewhere if one[1] in items] == []


@pytest.mark.parametrize(("label", "first"), [("状态", "H3"), ("原因", "I3"), ("单位", "D3"), ("编号", "C3")])
def test_two_columns_of_the_same_label_in_a_county_workbook(label: str, first: str, tmp_path: Path) -> None:
    """The second one holds something else: 暂缺, 等核定, 万吨标准煤, another item."""
    other = {"状态": "暂缺", "原因": "等核定", "单位": "万吨标准煤", "编号": "decline_target"}[label]

    def edit(book: Any) -> None:
        page = cell(book, "energy_use").parent
        page["O3"].value = label
        page.cell(cell(book, "energy_use").row, 15).value = other

    _, problems = read(county(), edit, tmp_path)
    told(problems, "市统计局!O3", first)


@pytest.mark.parametrize(("form", "ids"), [
    ("{}（初报）", "gone"), ("{}（核定）", "kept"), ("{}(更正)", "gone"), ("{}2", "kept"), ("{}（6月反馈）", "gone"), ("{}", "gone"),
])  # fmt: skip
def test_two_columns_of_an_item_in_a_city_workbook(form: str, ids: str, tmp_path: Path) -> None:
    """能源消费总量 and 能源消费总量（初报）, with and without the row of ids: both named, neither read without a word."""
    where = []

    def edit(book: Any) -> None:
        name, _, own = heading(book, "energy_use")
        page, at = name.parent, page_end(name.parent)
        page.cell(3, at).value = form.format(name.value)
        for row in range(6, 19):
            page.cell(row, at).value = 7
        if ids == "gone":
            own.value = None
        where.extend([letters(at - 1), name.column_letter])

    submission, problems = read(city(), edit, tmp_path)
    found = heading_named(problems, "能耗强度", where[0])
    if ids == "gone":  # then nothing says which is meant
        found = [one for one in found if one.severity == "error" and where[1] in one.message]
    assert found, lines(problems)
    assert figure(submission, "energy_use") != 7


def heading_named(problems: list[Problem], sheet: str, letter: str) -> list[Problem]:
    """Errors and warnings that name a column by a cell of its heading (rows 3 to 5)."""
    places = [place_of(f"{letter}{row}") for row in (3, 4, 5)]
    return [one for one in problems if one.severity != "note" and any(names(one, sheet, place) for place in places)]


def page_end(page: Any) -> int:
    """A column behind all others of a sheet."""
    return int(page.max_column) + 2


@pytest.mark.parametrize(("sheet", "name", "ids"), [
    ("重点减排工程清单", "recognised", "same id"), ("重点减排工程清单", "recognised", "name only"), ("车辆清单", "power", "same id"),
    ("公共机构清单", "saving", "name only"), ("两高项目清单", "outcome", "same id"),
])  # fmt: skip
def test_two_columns_of_a_list(sheet: str, name: str, ids: str, tmp_path: Path) -> None:
    where = []

    def edit(book: Any) -> None:
        first = list_cell(book, sheet, name, 3)
        page, at = book[sheet], page_end(book[sheet])
        for row in range(6, 40):
            page.cell(row, at).value = page.cell(6, first.column).value
        if ids == "same id":
            page.cell(3, at).value, page.cell(5, at).value = first.value, name
        else:
            page.cell(3, at).value = first.value
            page.cell(5, first.column).value = None
        where.extend([letters(at - 1), first.column_letter])

    _, problems = read(city(lists=True), edit, tmp_path)
    found = heading_named(problems, sheet, where[0])
    assert [one for one in found if one.severity == "error" and where[1] in one.message], lines(problems)


@pytest.mark.parametrize(("sheet", "row", "label", "first"), [
    ("核定调整", 3, "加减分", "C3"), ("核定调整", 3, "调整分", "C3"), ("核定调整", 3, "指标", "B3"), ("核定调整", 3, "县（市、区）", "A3"),
    ("核定调整", 3, "批准人", "E3"), ("核定调整", 3, "复查编号", "F3"),
    ("数据修订", 4, "数值", "C4"), ("数据修订", 4, "修订后", "C4"), ("数据修订", 4, "版本日期", "D4"), ("数据修订", 4, "日期", "D4"),
    ("数据修订", 4, "口径", "E4"), ("数据修订", 4, "文号", "F4"),
])  # fmt: skip
def test_two_columns_of_decisions(sheet: str, row: int, label: str, first: str, tmp_path: Path) -> None:
    """Each holds another value in the row that is decided."""

    def edit(book: Any) -> None:
        decided(book)
        book[sheet][f"K{row}"].value = label
        book[sheet][f"K{row + 1}"].value = 3.5

    _, problems = read(city(), edit, tmp_path)
    told(problems, f"{sheet}!K{row}", first)


@pytest.mark.parametrize("sheet", ["重点减排工程清单", "能耗强度", "自评分"])
def test_two_columns_of_counties(sheet: str, tmp_path: Path) -> None:
    """A second column 县（市、区） that says another county in one row."""

    def edit(book: Any) -> None:
        page, at = book[sheet], page_end(book[sheet])
        page.cell(3, at).value = "县（市、区）"
        for row in range(6, 19):
            page.cell(row, at).value = page.cell(row, 2).value
        page.cell(7, at).value = "河津市"

    _, problems = read(city(lists=True), edit, tmp_path)
    assert [one for one in problems if one.severity == "error" and one.source.sheet == sheet], problems
