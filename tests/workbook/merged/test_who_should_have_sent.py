"""Messages of a folder blame the right file, once: each lack is told to whoever should have handed the figure in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from scoring.scheme.scheme import Scheme
from tests.support.bureaus import (
    Rows,
    bureau_books,
    county_books,
    sheet_rows,
    without,
    without_column,
    write_book,
)
from tests.workbook.merged.conftest import Told
from workbook.template.county_writer import county_template_bytes

STATISTICS = "市统计局"
FILE = f"{STATISTICS}.xlsx"
SEVEN = "7 项（单位地区生产总值能耗年度下降率（实际）、单位地区生产总值能耗累计下降率、能源消费总量…共 7 个）"


def wrong_unit(rows: Rows) -> None:
    rows.insert(1, ["单位", *([None] * rows[0].index("energy_use"))])
    rows[1][rows[0].index("energy_use")] = "万吨标准煤"


def blank_cell(rows: Rows) -> None:
    next(row for row in rows if row[0] == "夏县")[rows[0].index("energy_use")] = None


def blank_row(rows: Rows) -> None:
    row = next(row for row in rows if row[0] == "夏县")
    row[1:] = [None] * len(row[1:])


def misspelt(rows: Rows) -> None:
    next(row for row in rows if row[0] == "夏县")[0] = "夏现"


def no_heading(rows: Rows) -> None:
    rows[0] = [rows[0][0], *(f"x{place}" for place in range(len(rows[0]) - 1))]


@pytest.mark.parametrize("whole", [False, True], ids=["own sheet only", "others blank"])
@pytest.mark.parametrize(
    ("edit", "code", "county", "said"),
    [
        (without("夏县"), "E_COUNTY_MISSING", "夏县", "工作表“市统计局”没有“夏县”的数"),
        (blank_row, "E_COUNTY_MISSING", "夏县", "工作表“市统计局”没有“夏县”的数"),
        (without_column("energy_use"), "E_COLUMN_MISSING", "", "缺少“能源消费总量”"),
        (wrong_unit, "E_UNIT", "", "万吨标准煤"),
        (blank_cell, "E_BLANK", "夏县", "“能源消费总量”没有填"),
        (misspelt, "E_COUNTY_UNKNOWN", "", "没有“夏现”这个县"),
        (no_heading, "E_HEADER", "", "找不到表头"),
    ],
)
def test_a_bureau_is_told_what_its_own_sheet_lacks(
    city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path, edit: Any, code: str, county: str, said: str,
    whole: bool,
) -> None:  # fmt: skip
    """One error, of the file in which it is to be mended; no other bureau hears of it."""
    found = told(bureau_books(tmp_path, city, figures, edits={STATISTICS: edit}, whole=whole))
    assert [(one.code, one.source.file, one.county) for one in found] == [(code, FILE, county)]
    assert said in found[0].message


def test_bureaus_that_send_everything_are_told_nothing(
    city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path
) -> None:
    assert told(bureau_books(tmp_path, city, figures)) == []


def test_many_counties_without_a_row_are_one_problem(
    city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path
) -> None:
    found = told(bureau_books(tmp_path, city, figures, edits={STATISTICS: without(*figures.index[1:])}))
    assert [(one.code, one.source.file) for one in found] == [("E_COUNTY_MISSING", FILE)]
    assert f"没有“{'、'.join(figures.index[1:])}”的数，{SEVEN}按缺报处理" in found[0].message


@pytest.mark.parametrize("whole", [False, True], ids=["own sheet only", "others blank"])
def test_a_bureau_that_has_not_sent_is_named_once(
    city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path, whole: bool
) -> None:
    """No file is blamed: the problem stands at none."""
    found = told(bureau_books(tmp_path, city, figures, but=[STATISTICS], whole=whole))
    assert [(one.code, str(one.source)) for one in found] == [("E_NOT_SENT", "")]
    assert found[0].message.startswith("“市统计局”没有报送：")
    assert found[0].message.endswith("在 4 个文件里都没有，各县按缺报处理")
    if not whole:
        assert SEVEN in found[0].message


def test_only_one_bureau_has_sent(city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path) -> None:
    """The four others are named, once each, and the one that sent is not blamed for four sheets."""
    others = [name for name in city.bureau_sheets() if name != STATISTICS]
    found = told(bureau_books(tmp_path, city, figures, but=others))
    assert [one.code for one in found] == ["E_NOT_SENT"] * 4
    assert [one.message.split("”")[0] for one in found] == [f"“{name}" for name in others]


def test_a_row_and_a_column_lacking_in_one_sheet(
    city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path
) -> None:
    def both(rows: Rows) -> None:
        without("夏县")(rows)
        without_column("energy_use")(rows)

    found = told(bureau_books(tmp_path, city, figures, edits={STATISTICS: both}))
    assert {(one.code, one.source.file) for one in found} == {("E_COLUMN_MISSING", FILE), ("E_COUNTY_MISSING", FILE)}


def test_a_county_whose_book_is_lacking_is_told_once(
    city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path
) -> None:
    found = told(county_books(tmp_path, city, figures.drop(index="夏县")))
    assert [(one.code, one.county) for one in found] == [("E_ABSENT", "夏县")]


def no_sheet(sheets: dict[str, Rows]) -> None:
    del sheets[STATISTICS]


def short_sheet(sheets: dict[str, Rows]) -> None:
    without_column("energy_use")(sheets[STATISTICS])


@pytest.mark.parametrize(("edit", "code"), [(no_sheet, "E_SHEET_MISSING"), (short_sheet, "E_COLUMN_MISSING")])
def test_a_county_answers_for_its_own_book(
    city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path,
    edit: Callable[[dict[str, Rows]], None], code: str,
) -> None:  # fmt: skip
    """The other counties' books have the sheet; they are no bureau that could have left 夏县 out."""
    found = told(county_books(tmp_path, city, figures, edits={"夏县": edit}))
    assert [(one.code, one.source.file) for one in found] == [(code, "夏县.xlsx")]


def test_two_files_that_share_the_counties_out(city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path) -> None:
    """The second half lacks a sheet: its own fault, not that of the first half, which has it."""
    halves = list(figures.index[:7]), list(figures.index[7:])
    for name, counties in zip(("上", "下"), halves, strict=True):
        sheets = {bureau: sheet_rows(city, figures, ids, counties) for bureau, ids in city.bureau_sheets().items()}
        if name == "下":
            no_sheet(sheets)
        write_book(tmp_path / f"{name}.xlsx", sheets)
    assert [(one.code, one.source.file) for one in told(tmp_path)] == [("E_SHEET_MISSING", "下.xlsx")]


def test_a_bureau_beside_the_counties_books(city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path) -> None:
    """Counties send all but the statistics, the bureau sends these without 夏县: the bureau is told, 夏县 is not."""
    county_books(tmp_path, city, figures, edits=dict.fromkeys(figures.index, no_sheet))
    rows = sheet_rows(city, figures, city.bureau_sheets()[STATISTICS])
    without("夏县")(rows)
    write_book(tmp_path / FILE, {STATISTICS: rows})
    found = told(tmp_path)
    assert [(one.code, one.source.file, one.county) for one in found] == [("E_COUNTY_MISSING", FILE, "夏县")]
    (tmp_path / FILE).unlink()
    assert [one.code for one in told(tmp_path)] == ["E_NOT_SENT"]


def test_a_file_of_another_year_is_the_one_thing_told(
    city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path
) -> None:
    """All files of the folder are of 2025: with 2024 asked for, nobody is told that 13 counties are absent."""
    bureau_books(tmp_path, city, figures)
    found = told(tmp_path, year=2024)
    assert [one.code for one in found] == ["E_OTHER_YEAR"] * 5
    whole = county_books(tmp_path / "县", city, figures.drop(index="夏县"))
    rows = {bureau: sheet_rows(city, figures, ids, ["夏县"]) for bureau, ids in city.bureau_sheets().items()}
    write_book(whole / "夏县.xlsx", rows, year=2024)
    found = told(whole, year=2025)
    assert [(one.code, one.county) for one in found] == [("E_OTHER_YEAR", "夏县")]


def of_template(city: Scheme, figures: pd.DataFrame, path: Path, edit: Callable[[Any, dict[str, int]], None]) -> None:
    """A county's workbook as ``kaohe template`` lays it out, edited: its statistics sheet, and the row of each id."""
    path.write_bytes(county_template_bytes(city, 2025, "夏县", values=figures.loc[["夏县"]]))
    book = openpyxl.load_workbook(path)
    sheet = book[STATISTICS]
    rows = {str(cell.value): cell.row for row in sheet.iter_rows() for cell in row if cell.value in city.items}
    edit(sheet, rows)
    book.save(path)


def other_unit(sheet: Any, rows: dict[str, int]) -> None:
    cell = next(cell for cell in sheet[rows["energy_use"]] if cell.value == "吨标准煤")
    cell.value = "万吨标准煤"


def row_twice(sheet: Any, rows: dict[str, int]) -> None:
    place = next(cell for cell in sheet[rows["energy_use"]] if cell.value == "energy_use")
    sheet.cell(rows["feedstock_energy"], place.column).value = "energy_use"


@pytest.mark.parametrize(
    ("edit", "codes"), [(other_unit, ["E_UNIT"]), (row_twice, ["E_ROW_MISSING", "E_ROW_TWICE"])], ids=["unit", "twice"]
)
def test_what_a_county_was_told_of_a_row_is_not_told_again(
    city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path, edit: Any, codes: list[str]
) -> None:
    county_books(tmp_path, city, figures.drop(index="夏县"))
    of_template(city, figures, tmp_path / "夏县.xlsx", edit)
    assert sorted(one.code for one in told(tmp_path)) == codes


@pytest.mark.parametrize("whole", [False, True], ids=["own sheet only", "others blank"])
@pytest.mark.parametrize("code", ["E_COUNTY_TWICE", "E_CODE"])
def test_what_a_bureau_was_told_of_a_row_is_not_told_again(
    city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path, code: str, whole: bool
) -> None:
    """夏县 twice, or with another county's code: its row is in doubt, and is not lacking besides."""

    def edit(rows: Rows) -> None:
        place = next(number for number, row in enumerate(rows) if row[0] == "夏县")
        if code == "E_COUNTY_TWICE":
            rows.append(rows[place])
            return
        codes = {county.name: county.code for county in city.region.counties} if city.region else {}
        for row in rows[1:]:
            row.insert(0, codes[row[0]])
        rows[0].insert(0, "行政区划代码")
        rows[place][0] = "140826"

    found = told(bureau_books(tmp_path, city, figures, edits={STATISTICS: edit}, whole=whole))
    assert [(one.code, one.source.file, one.county) for one in found] == [(code, FILE, "夏县")]
