"""A result of an earlier layout: its scores, grades and ranks are compared with the archive; the rest is not.

Where a layout keeps them is found by what stands in its sheets: a row of ids over rows of counties (working papers,
得分表, 汇总, 数值), the headings of 排名, 计分表 and 排名图. What the archive itself of earlier formats says otherwise is
read by ``workbook.archive.upgrades``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

from scoring.assessment import Assessment
from workbook.archive.sheet import SHEET as ARCHIVE
from workbook.archive.stored import StoredResult
from workbook.verifying.bookfile import BookFile
from workbook.verifying.cells import same_result
from workbook.verifying.compare import odd_ones
from workbook.verifying.content import SheetContent, Value
from workbook.verifying.difference import Discrepancy, shown

_RANKING = {"名次": "rank", "等次": "grade", "总分": "total"}
_COUNTY = "县（市、区）"
_HEADED = ("排名", "计分表", "排名图")
"""Sheets with scores under headings in words; 稳健性 has the same headings over sentences and probabilities."""

Grid = dict[int, dict[int, Value]]
"""Row → column → value, both from 0."""


def compare_older(stored: StoredResult, book: BookFile) -> tuple[list[Discrepancy], int]:
    """What differs, and how many cells were compared: totals, grades, ranks, points of every line."""
    from workbook.layout.values import cell_texts

    assessment = stored.assessment
    needed = {"total", "grade", "rank", *(one.id for one in assessment.scheme.indicators)}
    shown_too = {one.id for one in assessment.scheme.spec.dimensions}
    columns = [column for column in assessment.compiled.columns if column in needed | shown_too]
    should = {column: dict(zip(assessment.counties, cell_texts(assessment, column), strict=True)) for column in columns}
    found = list(odd_ones("", Counter(), book.head.odd))
    seen: set[tuple[str, str]] = set()
    ranked: set[str] = set()
    cells = 0
    for entry in book.head.sheets:
        if entry.name == ARCHIVE:
            continue
        sheet = book.sheet(entry.name)
        found += odd_ones(entry.name, Counter(), sheet.odd)
        headed = entry.name in _HEADED
        for column, county, address in _places(_grid(sheet), should, assessment, headed):
            cells += 1
            value, stands = should[column][county], sheet.cells[address].value if address in sheet.cells else None
            if not _same(value, stands):
                message = f"{county} {column} 现在是 {shown(stands)}，重算是 {shown(value)}"
                found.append(Discrepancy("score", entry.name, address, message, shown(stands), shown(value)))
            seen.add((column, county))
            if entry.name == "排名":
                ranked.add(county)
    for column in sorted(needed & should.keys()):
        lost = [county for county in assessment.counties if (column, county) not in seen]
        if lost:
            found.append(Discrepancy("score", "", "", f"没有找到 {column} 一列的 {'、'.join(lost[:5])}，无法核对"))
    if lost := [one for one in assessment.counties if one not in ranked]:
        found.append(Discrepancy("score", "排名", "", f"排名里没有 {'、'.join(lost[:5])}"))
    return found, cells


def _grid(sheet: SheetContent) -> Grid:
    found: Grid = {}
    for address, cell in sheet.cells.items():
        row, column = xl_cell_to_rowcol(address)
        found.setdefault(row, {})[column] = cell.value
    return found


def _places(
    grid: Grid, should: Mapping[str, Mapping[str, Any]], assessment: Assessment, headed: bool
) -> Iterator[tuple[str, str, str]]:
    """(ledger column, county, address) of every cell of a sheet that shows one. headed: also under headings in words."""
    counties = frozenset(assessment.counties)
    heads: dict[int, str] = {}
    home = 1
    for row in sorted(grid):
        cells = grid[row]
        texts = {place: text for place, text in cells.items() if isinstance(text, str)}
        ids = {place: text for place, text in texts.items() if text in should}
        if len(ids) > 1:
            heads, home = ids, 1
        elif headed and _COUNTY in texts.values() and "总分" in texts.values():
            heads = {place: column for place, text in texts.items() if (column := _ranking(text, assessment))}
            home = next(place for place, text in texts.items() if text == _COUNTY)
        elif (county := str(cells.get(home))) in counties:
            for place, column in heads.items():
                yield column, county, xl_rowcol_to_cell(row, place)


def _ranking(head: str, assessment: Assessment) -> str:
    bare = head.partition("\n")[0]
    names = {one.name: one.id for one in assessment.scheme.spec.dimensions}
    return _RANKING.get(bare) or names.get(bare, "")


def _same(value: Any, stands: Value) -> bool:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return isinstance(stands, float) and same_result(float(value), stands)
    return ("" if value is None or value is pd.NA else str(value)) == ("" if stands is None else stands)
