"""A range of cells as the data of an assessment: read as a data sheet is, by the same reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from scoring.problems import Problem
from scoring.scheme.scheme import Scheme
from workbook.functions.values import CellError, Grid, Refusal
from workbook.reading.cells import UNUSABLE, is_percent_item
from workbook.reading.counties import Counties
from workbook.reading.county_rows import find_county_rows
from workbook.reading.findings import Findings
from workbook.reading.headers import Layout, find_layout
from workbook.reading.raw import Raw, address, as_text, is_blank
from workbook.reading.sheet import SheetValues, read_sheet

SHEET = "区域"


@dataclass(frozen=True)
class GridBook:
    """A range as a book of one sheet."""

    cells: Grid
    sheets: tuple[str, ...] = (SHEET,)

    def rows(self, sheet: str) -> Sequence[Sequence[Raw]]:
        """The range."""
        return self.cells

    def is_percent(self, sheet: str, row: int, column: int) -> bool:
        """A function sees no number formats."""
        return False

    def behind_blank(self, sheet: str, row: int, column: int) -> Raw:
        """A blank is a blank."""
        return None


@dataclass(frozen=True)
class Figures:
    """The data of a range: the table, its problems, and each row's county (None: not read)."""

    table: pd.DataFrame
    problems: tuple[Problem, ...]
    rows: tuple[tuple[str, str | None], ...]
    sources: dict[tuple[str, str], object] = field(default_factory=dict)


def figures(cells: Grid, scheme: Scheme) -> Figures:
    """Counties down, items across, with a heading of item ids or names; Refusal where there is no such table.

    Items without a column and cells that cannot be read are problems, and leave their counties pending.
    """
    found: list[Problem] = []
    findings, counties = Findings("", "", found), Counties(scheme.region)
    items = tuple(scheme.items.values())
    homes = dict.fromkeys(scheme.items, SHEET)
    book, silent = GridBook(cells), Findings("", "")
    layout = find_layout(cells, items, counties, silent, homes, required=False) if len(cells) > 1 else None
    if layout is None:
        raise Refusal(
            CellError.VALUE, "这不是一张数据表：第一行写表头（县（市、区）和数据项的编号或名称），下面一县一行"
        )
    values = SheetValues()
    read_sheet(book, SHEET, items, counties, findings, homes, values, required=False)
    placed = find_county_rows(cells, layout, counties, Findings("", "")).rows
    if not placed:
        raise Refusal(CellError.NA, "表里没有一个认得出的县（市、区）")
    names = list(placed)
    columns = {one: [values.values.get((name, one), UNUSABLE) for name in names] for one in layout.columns}
    table = pd.DataFrame(
        {one: pd.Series(cells, names, dtype=object) for one, cells in columns.items()}, names
    ).infer_objects()
    found += _percent_as_share(scheme, table)
    sources = dict(values.sources)
    return Figures(table, tuple(found), _rows(cells, layout, placed, found), sources)  # type: ignore[arg-type]


def _rows(
    cells: Grid, layout: Layout, placed: dict[str, int], problems: Sequence[Problem]
) -> tuple[tuple[str, str | None], ...]:
    """The rows that stand for a county, in their order: what is written there, and the county if it was read."""
    by_row = {row: name for name, row in placed.items()}
    troubled = {one.source.cell for one in problems if one.severity == "error"}
    rows: list[tuple[str, str | None]] = []
    for row in range(layout.start, len(cells)):
        if row in by_row:
            rows.append((by_row[row], by_row[row]))
            continue
        places = [layout.county] if layout.code is None else [layout.county, layout.code]
        doubted = any(address(row, column) in troubled for column in places)
        if doubted or not is_blank(cells[row][layout.county]):
            rows.append((as_text(cells[row][layout.county]), None) if doubted else ("", ""))
    return tuple(one for one in rows if one != ("", ""))


def _percent_as_share(scheme: Scheme, table: pd.DataFrame) -> list[Problem]:
    """Percent items whose every figure is between 0 and 1: cells formatted as percent, most likely."""
    found = []
    for name in table.columns:
        item = scheme.items[name]
        numbers = [one for one in table[name] if isinstance(one, float) and one == one and one != 0]
        if is_percent_item(item) and len(numbers) > 1 and all(abs(one) < 1 for one in numbers):
            message = f"“{item.name}”以 % 为单位，各县的数却都小于 1：函数看不到百分比格式，0.155 按 0.155% 算"
            found.append(Problem("warning", "W_PERCENT_FORMAT", "", name, message, remedy="改填 15.5 这样的数"))
    return found
