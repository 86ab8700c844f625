"""A row with data in its own columns is a row, whatever its first cell looks like; a total is one by what it is."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from scoring import load_scheme
from tests.workbook.reading.door.trying import (
    FIGURES,
    SCHEME,
    cell,
    city,
    figure,
    handed,
    lines,
    list_cell,
    no_errors,
    read,
    rebuilt,
    spoilt,
    told,
)  # fmt: skip
from tests.workbook.reading.door.trying import (
    county as county_book,
)
from workbook.template.content import TemplateContent
from workbook.template.writer import template_bytes

MARKS = ["*7", "※", "注1：", "备注", "审核", "小计", "7*", "（7）", "⑦", "说明：补报", "合计", "填表人", "No.7", "—"]
LISTS = [
    ("两高项目清单", "two_high_projects"),
    ("重点减排工程清单", "reduction_projects"),
    ("车辆清单", "vehicles"),
    ("公共机构清单", "public_institutions"),
]


def test_marks_in_the_first_cell_of_a_list(tmp_path: Path) -> None:
    """序号 of 14 rows of each list says something strange: all 52 rows are cases."""

    def edit(book: Any) -> None:
        for sheet, _ in LISTS:
            for row, mark in enumerate(MARKS, 8):
                book[sheet].cell(row, 1).value = mark

    submission, problems = read(city(lists=True), edit, tmp_path)
    assert [len(submission.lists[name].frame) for _, name in LISTS] == [52] * 4, lines(problems)


@pytest.mark.parametrize("sheet", ["车辆清单", "两高项目清单"])
def test_marks_in_the_first_filled_cell_of_a_list(sheet: str, tmp_path: Path) -> None:
    """序号 blank and county misspelt with a mark: an error at the county, and never a row passed over."""
    marks = {9: "*7", 16: "备注", 23: "审核", 57: "小计"}

    def edit(book: Any) -> None:
        for row, mark in marks.items():
            book[sheet].cell(row, 1).value, book[sheet].cell(row, 2).value = None, mark

    _, problems = read(city(lists=True), edit, tmp_path)
    for row, mark in marks.items():
        told(problems, f"{sheet}!B{row}", mark)


NO_COUNTIES = [
    "运城市", "全市", "合计", "小计", "*夏县", "夏县*", "夏县（补）", "※绛县", "市直", "各县（市、区）",
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "name"), [LISTS[1], LISTS[2]])
def test_cases_of_no_county(sheet: str, name: str, tmp_path: Path) -> None:
    """Rows 10 to 19 have case data: the county is an error with its cell, or (夏县 with a mark) is read as 夏县."""
    key = str(SCHEME.lists[name].case.name or SCHEME.lists[name].case.code)
    cases = {}

    def edit(book: Any) -> None:
        for row, county in enumerate(NO_COUNTIES, 10):
            book[sheet].cell(row, 2).value = county
            cases[row, county] = list_cell(book, sheet, key, row).value

    submission, problems = read(city(lists=True), edit, tmp_path)
    frame = submission.lists[name].frame.set_index(key)
    for (row, county), case in cases.items():
        if case in frame.index:
            assert frame.at[case, "county"] in ("夏县", "绛县")
            assert frame.at[case, "county"] in county
        else:
            told(problems, f"{sheet}!B{row}", county)
    assert len(frame) >= 52 - len(cases)


@pytest.mark.parametrize("mark", ["*", "※", "注", "备注", "小计", "审核", "140828*"])
def test_marks_in_the_first_cell_of_a_data_sheet(mark: str, tmp_path: Path) -> None:
    """The code of 夏县 is overwritten: its figure is read, or the cell is named; the row is not lost."""

    def edit(book: Any) -> None:
        target = cell(book, "cod_recognised")
        target.parent.cell(target.row, 1).value = mark

    submission, problems = read(city(), edit, tmp_path)
    if figure(submission, "cod_recognised") != 120:
        told(problems, "污染减排!A14", mark)


@pytest.mark.parametrize("name", ["*夏县", "※夏县", "夏县小计", "备注夏县", "合计", "全市", "注：夏县"])
def test_marks_at_the_county_of_a_data_sheet(name: str, tmp_path: Path) -> None:
    """The name of 夏县's row: read as 夏县, or an error at the cell; a second row of totals is no county's."""

    def edit(book: Any) -> None:
        target = cell(book, "cod_recognised")
        target.parent.cell(target.row, 2).value = name

    submission, problems = read(city(), edit, tmp_path)
    if figure(submission, "cod_recognised") != 120:
        told(problems, "污染减排!B14", name.strip("*※"))


@pytest.mark.parametrize("county", ["*夏县", "※夏县", "备注", "小计", "全市", "运城市", "注：夏县", "合计"])
@pytest.mark.parametrize("sheet", ["核定调整", "数据修订"])
def test_a_decision_on_no_county(sheet: str, county: str, tmp_path: Path) -> None:
    """A full row of 核定调整 or 数据修订: used, or an error with its cell."""
    rows = {
        "核定调整": (county, "cod", -3, "核查", "考核组"),
        "数据修订": (county, "energy_use", 380_000, "2026-06-30", None, "省厅核定函"),
    }

    def edit(book: Any) -> None:
        for place, value in enumerate(rows[sheet], 1):
            book[sheet].cell(6, place).value = value

    submission, problems = read(city(), edit, tmp_path)
    used = len(submission.adjustments) == 2 if sheet == "核定调整" else len(submission.vintages) == 1
    if not used:
        told(problems, f"{sheet}!A6", county.strip("*※"))


@pytest.mark.parametrize("mark", ["*", "※", "注：", "备注"])
def test_a_decision_behind_a_mark(mark: str, tmp_path: Path) -> None:
    """A column of marks before the table's own does not hide the row."""

    def edit(book: Any) -> None:
        for sheet in ("核定调整", "数据修订"):
            for area in list(book[sheet].merged_cells.ranges):
                book[sheet].unmerge_cells(str(area))
            book[sheet].insert_cols(1)
        book["核定调整"]["A4"] = mark
        for place, value in enumerate((mark, "夏县", "energy_use", 380_000, "2026-06-30", None, "省厅核定函"), 1):
            book["数据修订"].cell(5, place).value = value

    submission, problems = read(city(), edit, tmp_path, rebuilt)
    assert (len(submission.adjustments), len(submission.vintages)) == (1, 1), lines(problems)


def test_totals_are_no_cases(tmp_path: Path) -> None:
    """A row 合计 with nothing but sums in the columns of amounts is left out, with or without a note; 52 stay."""

    def edit(book: Any) -> None:
        sheet = book["重点减排工程清单"]
        for row, label in ((58, "合计"), (59, "总计")):
            sheet.cell(row, 1).value, sheet.cell(row, 2).value = None, label
            list_cell(book, "重点减排工程清单", "claimed", row).value = 1234.5
            list_cell(book, "重点减排工程清单", "recognised", row).value = 1200.1

    submission, problems = read(city(lists=True), edit, tmp_path)
    assert len(submission.lists["reduction_projects"].frame) == 52, lines(problems)
    no_errors(problems)


TOTALS = [
    "合计（2县）", "全市均值", "合计", "小计", "总 计", "全市合计", "各县平均值", "两县合计", "平均数", "全省", "合计：", "最大值", "加权平均",
]  # fmt: skip


@pytest.mark.parametrize("which", ["water-2016", "national-2007", "co2-2014"])
def test_totals_without_a_region(which: str, tmp_path: Path) -> None:
    """Thirteen ways to write a total, with figures: none is a county that is ranked, and each is named."""
    scheme = load_scheme(which)
    places = []

    def edit(book: Any) -> None:
        for sheet in book:
            heads = [head for head in sheet[5] if head.value in scheme.items]
            if heads and sheet.title != "自评分":
                for row, name in enumerate(["甲县", "乙县", *TOTALS], 6):
                    sheet.cell(row, 2).value = name
                    for head in heads:
                        item = scheme.items[head.value]
                        low, high = item.minimum or 0, item.maximum if item.maximum is not None else 100
                        right = "是" if item.kind == "yes_no" else int(min(max(low, 5), high))
                        sheet.cell(row, head.column).value = right
                places.append(sheet.title)

    submission = handed(spoilt(template_bytes(scheme, scheme.spec.period.end), edit, tmp_path / "a.xlsx")).submission
    assert list(submission.table.index) == ["甲县", "乙县"]
    for row, name in enumerate(TOTALS, 8):
        told(submission.problems, f"{places[0]}!B{row}", severity="note|warning|error")
        assert name not in submission.counties


def test_counties_whose_names_look_like_totals(tmp_path: Path) -> None:
    """合江县, 均县, 小金县, 平均乡: without a region, a name is a name."""
    scheme = load_scheme("water-2016")
    names = ["合江县", "均县", "小金县", "全州县", "总岗县"]
    values = pd.DataFrame({one.id: [1.0] * len(names) for one in scheme.items.values()}, pd.Index(names, dtype=object))
    path = tmp_path / "a.xlsx"
    path.write_bytes(template_bytes(scheme, 2018, TemplateContent(values=values)))
    assert list(handed(path).submission.table.index) == names


def test_every_county_of_the_region_is_there(tmp_path: Path) -> None:
    """A note among the rows, and a row of another table below, take nobody's place."""

    def edit(book: Any) -> None:
        sheet = book["公共机构"]
        for area in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(area))
        sheet.insert_rows(10)
        sheet["A10"] = "注：以下为第二批"

    submission, problems = read(city(), edit, tmp_path, rebuilt)
    assert [name for name in FIGURES.index if figure(submission, "agencies_met", name) == "缺报"] == [], lines(problems)


@pytest.mark.parametrize(
    ("written", "pending"), [("盐湖城", ("盐湖区",)), ("夏县县", ("夏县",)), (None, ("盐湖区", "夏县", "绛县"))]
)
def test_a_list_row_of_nobody_leaves_no_smaller_count(
    written: str | None, pending: tuple[str, ...], tmp_path: Path
) -> None:
    """The county that the row is likely of is pending, and where nobody can tell every county of the list."""

    def county_cell(book: Any) -> None:
        book["两高项目清单"]["B6"].value = written

    submission, problems = read(city(lists=True), county_cell, tmp_path)
    assert [one.code for one in problems if one.severity == "error"] == ["E_LIST_COUNTY"]
    for name in pending:
        assert figure(submission, "violating_projects", name) == "暂缺", lines(problems)


def _row_of(sheet: Any, item: str) -> int:
    return next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == item)


@pytest.mark.parametrize(
    ("sheet", "item"),
    [("自评分", SCHEME.indicators[0].id), ("自评分", SCHEME.indicators[-1].id), ("市统计局", "energy_growth")],
    ids=["first self score", "last self score", "figure for checks"],
)
def test_a_row_of_a_county_s_form_that_is_gone_is_noted(sheet: str, item: str, tmp_path: Path) -> None:
    """Rows that need not be there, without a figure: nothing is read otherwise, and the place is named."""
    row = _row_of(openpyxl.load_workbook(io.BytesIO(county_book()))[sheet], item)
    _, problems = read(county_book(), lambda book: book[sheet].delete_rows(row), tmp_path, rebuilt)
    assert any(one.code == "N_FORM" and item in one.message for one in problems if one.source.sheet == sheet), lines(
        problems
    )


def test_the_label_of_the_numbers_moved_into_the_table(tmp_path: Path) -> None:
    """序号 of a county's self scores dragged three rows down: the heading is still the heading, and lacks it."""

    def edit(book: Any) -> None:
        book["自评分"]["A6"].value, book["自评分"]["A3"].value = book["自评分"]["A3"].value, None

    _, problems = read(county_book(), edit, tmp_path)
    told(problems, "自评分!A3", "序号", code="N_FORM", severity="note")
