"""Energy figures of two calibers in one county's data are reported, wherever the data come from."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from scoring import load_scheme
from tests.support.cells import Book
from workbook.functions.calls import call
from workbook.functions.demonstration import demonstration_table
from workbook.reading.submissions import read_city_workbook
from workbook.revisions.apply import apply_revisions
from workbook.template.writer import template_bytes

ENERGY = ("energy_use", "renewable_power", "renewable_power_2020")
SCHEME = load_scheme("yuncheng-14fyp")


@cache
def template() -> bytes:
    return template_bytes(SCHEME, 2025)


def book_with(path: Path, calibers: dict[str, str]) -> list[tuple[str, str, str, str]]:
    """A template with three energy figures of 盐湖区 and a row 口径 above the units; problems of calibers."""
    book = openpyxl.load_workbook(io.BytesIO(template()))
    sheet = book["能耗强度"]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    ids = next(row for row in sheet.iter_rows() if any(cell.value == "energy_use" for cell in row))
    units = next(row for row in sheet.iter_rows() if any(cell.value == "单位" for cell in row))
    label = next(cell for cell in units if cell.value == "单位")
    county = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "盐湖区")
    for cell in units:
        cell.value = None
    label.value = "口径"
    for cell in ids:
        if cell.value in ENERGY:
            sheet.cell(county.row, cell.column).value = 1000
        if cell.value in calibers:
            sheet.cell(units[0].row, cell.column).value = calibers[cell.value]
    book.save(path)
    found = read_city_workbook(path, SCHEME).problems
    return [(one.code, one.county, one.source.cell, one.message) for one in found if one.code.startswith("E_CALIBER")]


def test_one_caliber_is_no_problem(tmp_path: Path) -> None:
    assert book_with(tmp_path / "a.xlsx", dict.fromkeys(ENERGY, "等价值")) == []


def test_two_calibers_in_a_countys_figures_are_an_error_of_that_county(tmp_path: Path) -> None:
    """GB/T 2589: 全社会 totals take the primary value, enterprises the equivalent; one county keeps to one."""
    found = book_with(tmp_path / "b.xlsx", {"energy_use": "等价值", "renewable_power": "当量值"})
    assert len(found) == 1
    assert found[0][:2] == ("E_CALIBER_MIXED", "盐湖区")
    assert "同一个县的数用了两个电力折标口径" in found[0][3]


def test_a_word_that_is_no_caliber_is_an_error_of_its_cell(tmp_path: Path) -> None:
    found = book_with(tmp_path / "c.xlsx", {"energy_use": "等价"})
    assert [(one[0], one[3]) for one in found] == [("E_CALIBER", "口径应当是当量值或等价值，现在是“等价”")]


def test_functions_report_it_too() -> None:
    rows: list[list[Any]] = [list(row) for row in demonstration_table()]
    said = [""] * len(rows[0])
    said[0] = "口径"
    said[rows[1].index("energy_use")] = "等价值"
    said[rows[1].index("renewable_power")] = "当量值"
    answer = call("check", [[*rows[:2], said, *rows[2:]], None, 2025])
    mixed = [row for row in answer if "两个电力折标口径" in row[4]]
    assert {row[1] for row in mixed} >= {"盐湖区", "河津市"}
    assert all(row[0] == "错误" for row in mixed)


def revised(path: Path, calibers: dict[str, str], caliber: str) -> list[tuple[str, str]]:
    """Problems of calibers after 盐湖区's energy use was revised in another caliber than its heading says."""
    book_with(path, calibers)
    book = Book(path.read_bytes())
    row = ("盐湖区", "energy_use", 900, "2026-06-30", caliber, "核定函")
    for column, value in zip("ABCDEF", row, strict=True):
        book["数据修订"][f"{column}5"] = value
    path.write_bytes(book.bytes())
    done = apply_revisions(read_city_workbook(path, SCHEME), SCHEME)
    found = done.submission.problems
    return [(one.county, one.source.cell) for one in found if one.code == "E_CALIBER_MIXED"]


def test_a_revision_in_another_caliber_is_an_error_and_one_that_mends_the_mixture_is_none(tmp_path: Path) -> None:
    assert revised(tmp_path / "d.xlsx", dict.fromkeys(ENERGY, "等价值"), "当量值") == [("盐湖区", "C5")]
    mixed = {"energy_use": "当量值", "renewable_power": "等价值", "renewable_power_2020": "等价值"}
    assert revised(tmp_path / "e.xlsx", mixed, "等价值") == []
