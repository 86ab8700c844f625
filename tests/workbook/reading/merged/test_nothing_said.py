"""A file of a folder that says nothing: 是空表 only of blank tables, else what is missing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from scoring.problems import Problem
from scoring.scheme.scheme import Scheme
from tests.support.bureaus import bureau_books, decision, sheet_rows, write_book, write_text
from tests.support.cells import edited
from tests.workbook.reading.merged.conftest import Told
from workbook.reading.account import Account
from workbook.reading.merged.merging import merge
from workbook.reading.opening import open_book
from workbook.reading.parts.one_file import read_part
from workbook.template.content import TemplateContent
from workbook.template.county_writer import county_template_bytes

pytestmark = pytest.mark.usefixtures("module_reads_once")


def county_book(city: Scheme, figures: pd.DataFrame, path: Path, edit: Any = None) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(county_template_bytes(city, 2025, "夏县", TemplateContent(values=figures.loc[["夏县"]])))
    if edit is not None:
        path.write_bytes(edited(path.read_bytes(), edit))
    return path


def no_guide(book: openpyxl.Workbook) -> None:
    del book["填表说明"]


def everywhere(old: str | set[str], new: Any) -> Any:
    named = {old} if isinstance(old, str) else old

    def edit(book: openpyxl.Workbook) -> None:
        for sheet in book:
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value in named):
                cell.value = new

    return edit


@pytest.fixture
def others(city: Scheme, figures: pd.DataFrame, tmp_path: Path) -> Path:
    """Every county but 夏县, by bureaus."""
    return bureau_books(tmp_path, city, figures.drop(index="夏县"))


def of(file: str, found: list[Problem]) -> list[tuple[str, str]]:
    return [(one.code, one.message) for one in found if one.source.file == file and one.severity == "error"]


@pytest.mark.parametrize(
    ("edit", "code", "said"),
    [
        (no_guide, "E_COUNTY_BLANK", "没有写明是哪个县"),
        (everywhere("夏县", "夏县人民政府"), "E_COUNTY_UNKNOWN", "没有“夏县人民政府”这个县"),
    ],
)
def test_a_full_county_book_is_never_empty(
    city: Scheme, figures: pd.DataFrame, told: Told, others: Path, edit: Any, code: str, said: str
) -> None:
    county_book(city, figures, others / "甲.xlsx", edit)
    found = told(others)
    assert [one[0] for one in of("甲.xlsx", found)] == [code]
    assert said in of("甲.xlsx", found)[0][1]


def test_a_county_book_without_ids(city: Scheme, figures: pd.DataFrame, told: Told, others: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        everywhere({*city.items, *city.check_items}, None)(book)

    county_book(city, figures, others / "甲.xlsx", edit)
    found = told(others)
    mine = of("甲.xlsx", found)
    assert {code for code, _ in mine} == {"E_HEADER"}  # each of its sheets is named, once
    assert len(mine) == len(city.bureau_sheets())
    assert "E_ABSENT" not in [one.code for one in found]


def test_a_blank_county_book_is_empty_and_its_county_told_once(city: Scheme, told: Told, others: Path) -> None:
    (others / "甲.xlsx").write_bytes(county_template_bytes(city, 2025, "夏县"))
    assert [(one.code, one.county) for one in told(others) if one.source.file == "甲.xlsx"] == [("E_EMPTY", "夏县")]


def test_only_other_tables_of_ours_are_not_empty(city: Scheme, told: Told, others: Path) -> None:
    """A workbook of adjustments alone has its say, and is not asked for data sheets."""
    rows = [
        ["县（市、区）", "指标编号", "加减分", "理由", "批准人", "文号", "日期"],
        ["永济市", "intensity_annual", -1, "核查", "组长", "1号", "2026-05-01"],
    ]
    write_book(others / "决定" / "核定.xlsx", {"核定调整": rows}, said=decision(city))
    assert of("决定/核定.xlsx", told(others)) == []


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_another_table_under_any_name(city: Scheme, told: Told, others: Path, suffix: str) -> None:
    """As text, or on a sheet of another name: named for what it is, not called empty or full of unknown columns."""
    spec = next(iter(city.lists.values()))
    heads = ["序号", "县（市、区）", *(column.name for column in spec.columns)]
    rows = [heads, ["夏县", *["x"] * (len(heads) - 1)]]
    if suffix == ".csv":
        write_text(others / "附件.csv", rows, "附件")
    else:
        write_book(others / "附件.xlsx", {"Sheet1": rows}, year=None)
    found = of(f"附件{suffix}", told(others))
    assert found == [("E_OTHER_TABLE", f"看表头是“{spec.sheet}”，不是数据表，没有读")]


def test_a_table_with_cells_that_nobody_read_is_not_called_empty(
    city: Scheme, figures: pd.DataFrame, tmp_path: Path
) -> None:
    """The account of a file knows better than its figures whether there is something in it."""
    blank = write_book(tmp_path / "空.xlsx", {"市统计局": [["县（市、区）", "energy_use"], ["夏县"]]})
    full = write_book(tmp_path / "全.xlsx", {"市统计局": sheet_rows(city, figures, ["energy_use"])})
    parts = [read_part(open_book(path), city, partly=True) for path in (blank, full)]
    for account, code in ((None, "E_EMPTY"), (Account(5, unread=0), "E_EMPTY"), (Account(5, unread=3), "E_NOTHING")):
        found = merge([replace(parts[0], account=account), parts[1]], city, 2025).problems
        assert [name for name, _ in of("空.xlsx", found)] == [code]
