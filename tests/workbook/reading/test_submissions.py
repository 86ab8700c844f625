"""A folder of submissions: the same table as the one workbook it was cut from, whatever the files look like."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from scoring.errors import DataError
from scoring.scheme.scheme import Scheme
from tests.support.cells import Book
from tests.support.submissions import county_file, text_file
from tests.workbook.conftest import COUNTIES
from workbook.reading.merged.submission import Submission
from workbook.reading.submissions import read_city_workbook, read_submissions
from workbook.template.content import TemplateContent
from workbook.template.county_writer import county_template_bytes

NAMES = list(COUNTIES)


def read(folder: Path, scheme: Scheme, year: int | None = None) -> Submission:
    return read_submissions([folder], scheme, year, "").submission


def codes(found: Submission) -> list[tuple[str, str]]:
    return [(one.code, one.county) for one in found.problems]


@pytest.fixture
def mixed(good_file: Path, good_values: pd.DataFrame, scheme: Scheme, tmp_path: Path) -> Path:
    """Six counties in six ways: city layout, county layout, subfolder, and three encodings of text."""
    home = tmp_path / "报送"
    (home / "县（市、区）").mkdir(parents=True)
    county_file(good_file, home / "县（市、区）" / "甲" / "一.xlsx", NAMES[:1])
    (home / "二.xlsm").write_bytes(county_file(good_file, tmp_path / "x.xlsx", NAMES[1:2]).read_bytes())
    own = county_template_bytes(scheme, 2025, NAMES[2], TemplateContent(values=good_values.loc[[NAMES[2]]]))
    (home / "三.xlsx").write_bytes(own)
    for name, encoding in zip(NAMES[3:], ("utf-8", "utf-8-sig", "gb18030"), strict=True):
        text_file(good_file, home / f"{name}.csv", [name], encoding)
    return home


def test_mixed_folder_gives_the_table_of_the_one_workbook(mixed: Path, good_file: Path, scheme: Scheme) -> None:
    found, whole = read(mixed, scheme), read_city_workbook(good_file, scheme)
    pd.testing.assert_frame_equal(found.table, whole.table)
    assert codes(found) == [("W_DECLARED", "永济市")]
    assert found.declared == whole.declared
    assert list(found.files) == [
        "三.xlsx", "二.xlsm", "夏县.csv", "永济市.csv", "河津市.csv", "县（市、区）/甲/一.xlsx"
    ]  # fmt: skip
    assert str(found.sources["夏县", "energy_use"]) == "夏县.csv：E2"
    assert found.sources["盐湖区", "energy_use"].file == "县（市、区）/甲/一.xlsx"
    assert found.year == 2025


def test_bureaus_share_the_sheets_out(good_file: Path, scheme: Scheme, tmp_path: Path) -> None:
    """Two files of all counties, each with the sheets of its bureau: nothing is lacking, nobody sent twice."""

    def but(*kept: str) -> Path:
        book = Book(good_file.read_bytes())
        for name in ("能耗强度", "两高项目", "约束事项"):
            for row in range(6, 12) if name not in kept else ():
                for column in "CDEF":
                    book[name][f"{column}{row}"] = None
        (tmp_path / "局" / "部门").mkdir(parents=True, exist_ok=True)
        (tmp_path / "局" / "部门" / f"{kept[0]}.xlsx").write_bytes(book.bytes())
        return tmp_path / "局"

    but("能耗强度")
    found = read(but("两高项目", "约束事项"), scheme)
    pd.testing.assert_frame_equal(found.table, read_city_workbook(good_file, scheme).table)
    assert codes(found) == [("W_DECLARED", "永济市")]


def test_a_blank_of_two_files_is_blamed_on_the_bureaus(good_file: Path, scheme: Scheme, tmp_path: Path) -> None:
    """The county's own book, and the bureau's: it certifies, and the county is asked as well while nobody has."""

    def blank(book: openpyxl.Workbook) -> None:
        book["能耗强度"]["F9"] = None

    home = tmp_path / "报送"
    county_file(good_file, home / "县（市、区）" / "a.xlsx", ["夏县"], blank)
    county_file(good_file, home / "部门" / "b.xlsx", NAMES, blank)
    blanks = [one for one in read(home, scheme).problems if one.code == "E_BLANK"]
    assert [(one.source.file, one.source.cell) for one in blanks] == [
        ("县（市、区）/a.xlsx", "F9"), ("部门/b.xlsx", "F9")
    ]  # fmt: skip


def test_years_that_differ_need_a_word(good_file: Path, scheme: Scheme, tmp_path: Path) -> None:
    def last(book: openpyxl.Workbook) -> None:
        book["填表说明"]["C3"] = 2024

    home = tmp_path / "报送"
    county_file(good_file, home / "部门" / "a.xlsx", NAMES[:3])
    county_file(good_file, home / "部门" / "b.xlsx", NAMES[3:], last)
    with pytest.raises(
        DataError,
        match=r"各文件写的考核年度不一致（2024 年：部门/b.xlsx；2025 年：部门/a.xlsx）：加 --year 指定考核哪一年",
    ):
        read(home, scheme)
    assert ("E_OTHER_YEAR", "") in codes(read(home, scheme, 2025))


def test_adjustments_of_the_assessors_count_once(good_file: Path, scheme: Scheme, tmp_path: Path) -> None:
    def granting(book: openpyxl.Workbook) -> None:
        for column, value in zip(
            "ABCDEGH", ("夏县", "intensity", -1, "核查", "组长", "1号", "2026-05-01"), strict=True
        ):
            book["核定调整"][f"{column}4"] = value

    home = tmp_path / "报送"
    county_file(good_file, home / "部门" / "a.xlsx", NAMES)
    county_file(good_file, home / "决定" / "核定.xlsx", [], granting)
    county_file(
        good_file, home / "决定" / "核定（旧）.xlsx", [], lambda book: (granting(book), book.create_sheet("x"))[0]
    )
    found = read(home, scheme)
    assert [(one.county, one.points) for one in found.adjustments] == [("夏县", -1)]
    assert {code for code, _ in codes(found)} <= {"W_DECLARED", "W_ADJUSTMENT"}


def test_two_files_by_name(good_file: Path, scheme: Scheme, tmp_path: Path) -> None:
    """Files of one name are told apart by their folders; a file named twice is read once."""
    paths = [
        county_file(good_file, tmp_path / part / "x.xlsx", names)
        for part, names in (("a", NAMES[:1]), ("b", NAMES[1:2]))
    ]
    submitted = read_submissions([*paths, paths[0]], scheme, None, "")
    assert set(submitted.paths) == {str(path) for path in paths}
    assert not [one for one in codes(submitted.submission) if one[0] == "E_AUTHORITY"]


def test_nothing_to_read(tmp_path: Path, scheme: Scheme) -> None:
    (tmp_path / "说明.docx").write_bytes(b"x")
    with pytest.raises(DataError, match="没有可读的数据文件"):
        read(tmp_path, scheme)
    (tmp_path / "说明.docx").rename(tmp_path / "坏.xlsx")
    with pytest.raises(DataError, match=r"没有读到一个可用的数据文件。坏.xlsx：不是 Excel 工作簿"):
        read(tmp_path, scheme)


def test_county_workbooks_conceal_nothing(good_values: pd.DataFrame, scheme: Scheme, tmp_path: Path) -> None:
    """Hidden rows and merged figures of the county layout are named as those of the city layout are."""
    (tmp_path / "夏县.xlsx").write_bytes(
        county_template_bytes(scheme, 2025, "夏县", TemplateContent(values=good_values.loc[["夏县"]]))
    )
    book = openpyxl.load_workbook(tmp_path / "夏县.xlsx")
    sheet = book["市统计局"]
    rows = {sheet.cell(row, column).value: row for row in range(1, 20) for column in range(1, 6)}
    column = next(cell.column_letter for row in sheet for cell in row if cell.value == "本年填报数")
    first, second = rows["decline_actual"], rows["energy_use"]
    sheet.row_dimensions[first].hidden = True
    low, high = sorted((second, second + 1))
    sheet.merge_cells(f"{column}{low}:{column}{high}")
    book.save(tmp_path / "夏县.xlsx")
    found = read_city_workbook(tmp_path / "夏县.xlsx", scheme).problems
    hidden = next(one for one in found if one.code == "W_HIDDEN")
    assert hidden.message == f"第 {first} 行（单位GDP能耗实际降低率）是隐藏的，里面的数照样读了"
    merged = [one.message for one in found if one.code == "E_MERGED"]
    assert f"“能源消费总量”所在的 {column}{low}:{column}{high} 合并成了一格，看不出各是多少" in merged
    assert len(merged) == 2
