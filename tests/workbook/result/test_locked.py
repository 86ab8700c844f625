"""Inputs that take no part in a trial are locked, and their sheet says so; the others are free."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from scoring import Evidence, assess, load_scheme
from scoring.scheme.scheme import Scheme
from workbook.archive.checked import check_result
from workbook.layout.inputs import ResultInputs
from workbook.reading.submissions import read_city_workbook
from workbook.result.write import write_result

SAYS = "此处改动不参与计算"


def locked(book: Any) -> set[str]:
    """The sheets that are protected; each says so in its first rows, and no other does."""
    found = {sheet.title for sheet in book.worksheets if sheet.protection.sheet}
    for sheet in book.worksheets:
        said = [cell.value for row in sheet.iter_rows(max_row=6) for cell in row if SAYS in str(cell.value)]
        assert bool(said) == (sheet.title in found), sheet.title
        assert not sheet.protection.password
    return found


def test_nothing_is_locked_in_a_result_without_lists(scheme: Scheme, good_values: pd.DataFrame, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_result(assess(scheme, good_values, 2025), tmp_path / "r.xlsx"))
    assert locked(book) == set()
    assert book["写出时"].sheet_state == "veryHidden"


def test_values_only_is_locked_where_there_are_inputs(
    scheme: Scheme, good_values: pd.DataFrame, tmp_path: Path
) -> None:
    path = write_result(assess(scheme, good_values, 2025), tmp_path / "r.xlsx", ResultInputs(values_only=True))
    book = openpyxl.load_workbook(path)
    assert locked(book) == {"计分标准", "核定调整", "数据"}
    assert "写出时" not in book.sheetnames


def test_lists_are_locked_and_still_held(tmp_path: Path) -> None:
    """Who unlocks a list and changes a row is found out."""
    scheme = load_scheme("yuncheng-14fyp")
    data = read_city_workbook("examples/yuncheng-2025/yuncheng-2025.xlsx", scheme)
    result = assess(scheme, data.table, 2025, evidence=Evidence(sources=data.sources, lists=data.lists))
    path = write_result(result, tmp_path / "r.xlsx")
    book = openpyxl.load_workbook(path)
    lists = {scheme.lists[name].sheet for name in data.lists}
    assert lists
    assert locked(book) == lists
    sheet = book[min(lists)]
    sheet.protection.disable()
    sheet["F8"] = "改过"
    book.save(tmp_path / "改.xlsx")
    assert [f"{one.sheet}!{one.cell}" for one in check_result(tmp_path / "改.xlsx").changes] == [f"{min(lists)}!F8"]


def test_many_figures_are_locked_and_not_kept_twice(
    scheme: Scheme, good_values: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Six counties of seven items, beyond a bound of 41: weights may be tried, figures may not."""
    monkeypatch.setattr("workbook.layout.marks.MOST_DATA", 41)
    path = write_result(assess(scheme, good_values, 2025), tmp_path / "r.xlsx")
    book = openpyxl.load_workbook(path)
    assert locked(book) == {"数据"}
    assert "写出时数据" not in book.sheetnames
    assert "写出时数据" not in str(book["写出时"]["F1"].value)
    book["数据"].protection.disable()
    book["数据"]["D8"] = 1
    book.save(tmp_path / "改.xlsx")
    assert [f"{one.sheet}!{one.cell}" for one in check_result(tmp_path / "改.xlsx").changes] == ["数据!D8"]
