"""A second sheet of the same table is an error that names both, whichever stands first; none is chosen by order."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from scoring.problems import Problem
from scoring.resources import examples_dir
from tests.workbook.reading.door.trying import city, county, decided, lines, read
from workbook.reading.submissions import read_submissions

TITLES = ["{}（更正）", "{} (2)", "{}2024", "{}（去年）", "{}-副本", "{}初报", "复件 {}", "Sheet9", "最终稿"]


def both(problems: list[Problem], one: str, other: str) -> None:
    """An error says the names of both sheets."""
    for problem in problems:
        said = problem.message + problem.remedy + str(problem.source) + "".join(map(str, problem.also))
        if problem.severity == "error" and other in said and one in said.replace(other, ""):
            return
    raise AssertionError(f"no error names both “{one}” and “{other}”; told is:\n{lines(problems) or '  nothing'}")


def doubled(sheet: str, title: str, before: bool, at: str, value: Any) -> Any:
    """A copy of a sheet under another title, with one cell changed, before or behind everything."""

    def edit(book: Any) -> None:
        book.double(sheet, title, first=before)[at] = value

    return edit


@pytest.mark.parametrize(("title", "before"), [(title, bool(number % 2)) for number, title in enumerate(TITLES[:5])])
def test_of_a_city_workbook(title: str, before: bool, tmp_path: Path) -> None:
    """污染减排 twice; 夏县's recognised reduction differs. Neither is silently chosen."""
    name = title.format("污染减排")
    _, problems = read(city(), doubled("污染减排", name, before, "C14", 9.9), tmp_path)
    both(problems, "污染减排", name)


@pytest.mark.parametrize(("title", "before"), [(title, not number % 2) for number, title in enumerate(TITLES[4:])])
def test_of_a_county_workbook(title: str, before: bool, tmp_path: Path) -> None:
    name = title.format("市能源局")
    submission, problems = read(county(), doubled("市能源局", name, before, "G4", 9.9), tmp_path)
    both(problems, "市能源局", name)
    assert 9.9 not in submission.table.loc["夏县"].tolist()


@pytest.mark.parametrize(("title", "sheet", "at", "value"), [
    ("{}（更正）", "车辆清单", "C6", "另一单位"), ("Sheet9", "公共机构清单", "C6", "另一单位"), ("{} (2)", "重点减排工程清单", "H6", 1.5),
    ("Sheet9", "两高项目清单", "F6", 99000), ("{}（更正）", "核定调整", "C4", -9), ("Sheet9", "核定调整", "C4", -9),
    ("Sheet9", "数据修订", "C5", 1.5), ("{}2", "数据修订", "C5", 1.5), ("{}（更正）", "自评分", "C6", 1),
])  # fmt: skip
def test_of_the_sheets_beside_the_data(title: str, sheet: str, at: str, value: Any, tmp_path: Path) -> None:
    """Lists, 核定调整, 数据修订 and 自评分, each with rows."""
    name = title.format(sheet)
    change = doubled(sheet, name, False, at, value)

    def edit(book: Any) -> None:
        decided(book)
        change(book)

    _, problems = read(city(lists=True), edit, tmp_path)
    both(problems, sheet, name)


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_second_sheet(state: str, tmp_path: Path) -> None:
    change = doubled("公共机构", "公共机构（底稿）", True, "C14", 3)

    def edit(book: Any) -> None:
        change(book)
        book.state("公共机构（底稿）", state)

    _, problems = read(city(), edit, tmp_path)
    both(problems, "公共机构", "公共机构（底稿）")


def test_part_of_a_table_again(tmp_path: Path) -> None:
    """A sheet with one item's column and its counties, as a bureau puts a correction in."""

    def edit(book: Any) -> None:
        sheet = book.create_sheet("统计局更正")
        sheet.append(["县（市、区）", "energy_use"])
        sheet.append(["夏县", 377_000])

    _, problems = read(city(), edit, tmp_path)
    both(problems, "能耗强度", "统计局更正")


@pytest.mark.parametrize("filled", [True, False])
def test_an_unknown_sheet_is_named_if_anything_stands_in_it(filled: bool, tmp_path: Path) -> None:
    """A sheet of notes or sums of a bureau's own: read past, and said so; an empty Sheet1 is nothing."""

    def edit(book: Any) -> None:
        sheet = book.create_sheet("计算过程")
        if filled:
            sheet["B3"], sheet["C7"] = "折标系数", 1.229

    _, problems = read(city(), edit, tmp_path)
    named = [one for one in problems if "计算过程" in str(one.source) + one.message]
    assert bool(named) == filled, lines(problems)


def test_the_countys_own_figure_is_not_certified_by_one_of_two(tmp_path: Path) -> None:
    """同自报 on the first of two sheets of a bureau: neither was read, so that it is 缺报 as the others are."""
    home = tmp_path / "set"
    shutil.copytree(examples_dir() / "yuncheng-2025-set", home)
    path = home / "部门" / "市统计局.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["市统计局"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    item, county = (next(cell for cell in cells if cell.value == text) for text in ("energy_use", "夏县"))
    book.copy_worksheet(sheet).title = "另一张"
    sheet.cell(county.row, item.column).value = "同自报"
    book.save(path)
    submission = read_submissions([home], None, None, "yuncheng-14fyp").submission
    both(submission.problems, "市统计局", "另一张")
    assert submission.table["energy_use"].tolist() == ["缺报"] * len(submission.table)
