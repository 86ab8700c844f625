"""Messages of a folder blame the right file, once: each lack is told to whoever should have handed the figure in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from scoring.scheme.scheme import Scheme
from tests.support.bureaus import (
    BUREAU,
    COUNTY,
    Rows,
    bureau_books,
    certified,
    county_books,
    supplied,
    without,
    without_column,
    write_book,
)
from tests.support.cells import edited
from tests.workbook.reading.merged.conftest import Told
from workbook.template.content import TemplateContent
from workbook.template.county_writer import county_template_bytes

pytestmark = pytest.mark.usefixtures("module_reads_once")

STATISTICS = "市统计局"
FILE = f"{BUREAU}/{STATISTICS}.xlsx"
TWO_HIGH = "市发展改革委"  # counties report its items, and it certifies them
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


def test_three_counties_are_told_one_by_one(city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path) -> None:
    three = list(figures.index[:3])
    found = told(bureau_books(tmp_path, city, figures, edits={STATISTICS: without(*three)}))
    assert [(one.code, one.source.file, one.county) for one in found] == [
        ("E_COUNTY_MISSING", FILE, county) for county in three
    ]


def test_many_counties_lack_what_any_of_them_lacks(
    city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path
) -> None:
    """The first of them sent a book of its own and lacks three figures; the others lack seven."""
    bureau_books(tmp_path, city, figures, edits={STATISTICS: without(*figures.index[:4])})
    county_books(tmp_path, city, figures.iloc[[0, 12]])
    found = [one for one in told(tmp_path) if one.code == "E_COUNTY_MISSING"]
    assert [one.message for one in found] == [
        f"工作表“市统计局”没有“{'、'.join(figures.index[:4])}”的数，{SEVEN}按缺报处理"
    ]


@pytest.mark.parametrize("whole", [False, True], ids=["own sheet only", "others blank"])
def test_a_bureau_that_has_not_sent_is_named_once(
    city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path, whole: bool
) -> None:
    """No file is blamed: the problem stands at none."""
    found = told(bureau_books(tmp_path, city, figures, but=[STATISTICS], whole=whole))
    assert [(one.code, str(one.source)) for one in found] == [("E_NOT_SENT", "")]
    assert found[0].message.startswith("“市统计局”没有报送：")
    assert found[0].message.endswith("没有一个文件里有，各县按缺报处理")
    if not whole:
        assert SEVEN in found[0].message


def test_only_one_bureau_has_sent(city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path) -> None:
    """The four others are named, once each, and the one that sent is not blamed for four sheets."""
    others = [name for name in certified(city) if name != STATISTICS]
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
    """A warning where the bureaus have certified everything; an error where that leaves holes."""
    county_books(bureau_books(tmp_path, city, figures), city, figures.drop(index="夏县"))
    assert [(one.code, one.county) for one in told(tmp_path)] == [("W_ABSENT", "夏县")]
    (tmp_path / BUREAU / f"{TWO_HIGH}.xlsx").unlink()
    found = told(tmp_path)
    assert {(one.code, one.county) for one in found} == {("E_ABSENT", "夏县"), ("E_NOT_SENT", "夏县")}


def no_sheet(sheets: dict[str, Rows]) -> None:
    del sheets[TWO_HIGH]


def short_sheet(sheets: dict[str, Rows]) -> None:
    without_column("violating_projects")(sheets[TWO_HIGH])


@pytest.mark.parametrize(("edit", "code"), [(no_sheet, "E_SHEET_MISSING"), (short_sheet, "E_COLUMN_MISSING")])
def test_a_county_answers_for_its_own_book(
    city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path,
    edit: Callable[[dict[str, Rows]], None], code: str,
) -> None:  # fmt: skip
    """Until the bureau has certified: then what a county left out is nobody's error."""
    county_books(bureau_books(tmp_path, city, figures), city, figures, edits={"夏县": edit})
    assert told(tmp_path) == []
    (tmp_path / BUREAU / f"{TWO_HIGH}.xlsx").unlink()
    found = [one for one in told(tmp_path) if one.code != "E_NOT_SENT"]
    assert [(one.code, one.source.file) for one in found] == [(code, f"{COUNTY}/夏县.xlsx")]


def test_county_books_alone_name_what_the_bureaus_owe(
    city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path
) -> None:
    """One error a bureau and one for the targets; no county is blamed."""
    found = told(county_books(tmp_path, city, figures))
    assert {one.code for one in found} == {"E_NOT_SENT"}
    named = {one.message.split("”")[0].lstrip("“") for one in found}
    assert (
        named == {*supplied(city, "bureau"), found[0].message.split("“")[0]}
        or len(found) == len(supplied(city, "bureau")) + 1
    )
    assert [one for one in found if one.message.startswith("目标没有下达")]


def test_a_file_of_another_year_is_the_one_thing_told(
    city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path
) -> None:
    """All files of the folder are of 2025: with 2024 asked for, nobody is told that 13 counties are absent."""
    bureau_books(tmp_path, city, figures)
    found = told(tmp_path, year=2024)
    assert [one.code for one in found] == ["E_OTHER_YEAR"] * 6
    county_books(tmp_path, city, figures)
    (tmp_path / COUNTY / "夏县.xlsx").unlink()
    sheets = {"市统计局": [["县（市、区）", "energy_use"], ["夏县", 1.0]]}
    write_book(tmp_path / COUNTY / "夏县.xlsx", sheets, year=2024)
    found = told(tmp_path, year=2025)
    assert [(one.code, one.county) for one in found] == [("E_OTHER_YEAR", "夏县")]


def of_template(city: Scheme, figures: pd.DataFrame, path: Path, edit: Callable[[Any, dict[str, int]], None]) -> None:
    """A county's workbook as ``kaohe template`` lays it out, edited: its statistics sheet, and the row of each id."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = county_template_bytes(city, 2025, "夏县", TemplateContent(values=figures.loc[["夏县"]]))

    def change(book: Any) -> None:
        sheet = book[TWO_HIGH]
        rows = {str(cell.value): cell.row for row in sheet.iter_rows() for cell in row if cell.value in city.items}
        edit(sheet, rows)

    path.write_bytes(edited(content, change))


def other_unit(sheet: Any, rows: dict[str, int]) -> None:
    cell = next(cell for cell in sheet[rows["violating_projects"]] if cell.value == "个")
    cell.value = "万个"


def row_twice(sheet: Any, rows: dict[str, int]) -> None:
    place = next(cell for cell in sheet[rows["violating_projects"]] if cell.value == "violating_projects")
    sheet.cell(rows["new_projects"], place.column).value = "violating_projects"


@pytest.mark.parametrize(
    ("edit", "codes"), [(other_unit, ["E_UNIT"]), (row_twice, ["E_ROW_MISSING", "E_ROW_TWICE"])], ids=["unit", "twice"]
)
def test_what_a_county_was_told_of_a_row_is_not_told_again(
    city: Scheme, figures: pd.DataFrame, told: Told, tmp_path: Path, edit: Any, codes: list[str]
) -> None:
    county_books(bureau_books(tmp_path, city, figures, but=[TWO_HIGH]), city, figures.drop(index="夏县"))
    of_template(city, figures, tmp_path / COUNTY / "夏县.xlsx", edit)
    found = [one.code for one in told(tmp_path) if one.code not in ("E_NOT_SENT", "E_AUTHORITY")]
    assert sorted(found) == codes


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
