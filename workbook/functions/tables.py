"""A range of cells as the data of an assessment: read as a data sheet is, by the same reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from scoring.problems import Problem, Source
from scoring.rounding import to_15_digits
from scoring.scheme.models import ItemSpec
from scoring.scheme.scheme import Scheme
from workbook.functions.values import CellError, Grid, Refusal
from workbook.reading.grid import Grid as Cells
from workbook.reading.raw import address, as_text, is_blank
from workbook.reading.tables.across import SheetValues, read_figure
from workbook.reading.tables.calibers import mixed_calibers
from workbook.reading.tables.counties import Counties
from workbook.reading.tables.county_rows import find_county_rows
from workbook.reading.tables.displayed import is_percent_item
from workbook.reading.tables.headers import Layout, find_layout
from workbook.reading.tables.sheet import Sheet


@dataclass(frozen=True)
class Figures:
    """The data of a range: the table, its problems, and each row's county (None: not read)."""

    table: pd.DataFrame
    problems: tuple[Problem, ...]
    rows: tuple[tuple[str, str | None], ...]
    sources: Mapping[tuple[str, str], Source]


def figures(cells: Grid, scheme: Scheme) -> Figures:
    """Counties down, items across, with a heading of item ids or names; Refusal where there is no such table.

    Items without a column and cells that cannot be read are problems, and leave their counties pending.
    """
    found: list[Problem] = []
    sheet, counties = Sheet(Cells("", cells), "", found), Counties(scheme.region)
    items = tuple(scheme.items.values())
    homes = dict.fromkeys(scheme.items, "")
    layout = find_layout(sheet, cells, items, counties, homes, required=False) if len(cells) > 1 else None
    if layout is None:
        raise Refusal(
            CellError.VALUE, "这不是一张数据表：第一行写表头（县（市、区）和数据项的编号或名称），下面一县一行"
        )
    placed = find_county_rows(sheet, cells, layout, counties).rows
    if not placed:
        raise Refusal(CellError.NA, "；".join(one.message for one in found[:12]) or "表里没有一个认得出的县（市、区）")
    table = pd.DataFrame(
        {name: _column(sheet, scheme.items[name], at, placed) for name, at in layout.columns.items()},
        list(placed),
    )
    found += _percent_as_share(scheme, table)
    sources = Places(placed, layout.columns)
    found += _mixed(layout, scheme, table, sources)
    return Figures(table, tuple(found), _rows(cells, layout, placed, found), sources)


class Places(Mapping[tuple[str, str], Source]):
    """Where each figure stands in the range, worked out when asked."""

    def __init__(self, rows: Mapping[str, int], columns: Mapping[str, int]) -> None:
        self._rows, self._columns = rows, columns

    def __getitem__(self, key: tuple[str, str]) -> Source:
        county, item = key
        return Source("", "", address(self._rows[county], self._columns[item]))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((county, item) for county in self._rows for item in self._columns)

    def __len__(self) -> int:
        return len(self._rows) * len(self._columns)


def _column(sheet: Sheet, item: ItemSpec, at: int, placed: Mapping[str, int]) -> Any:
    """An item's figures: at once where all are plain numbers within bounds, else cell by cell as a sheet is read."""
    raws = [sheet.rows[row][at] for row in placed.values()]
    if item.kind in ("number", "percent") and all(raw.__class__ is float for raw in raws):
        values = to_15_digits(np.array(raws, np.float64))
        low = -np.inf if item.minimum is None else item.minimum
        high = np.inf if item.maximum is None else item.maximum
        if values.min() >= low and values.max() <= high:
            return values
    read = SheetValues()
    for county, row in placed.items():
        read_figure(sheet, (row, at), county, item, read)
    return pd.Series([read.values[county, item.id] for county in placed], list(placed), dtype=object).infer_objects()


def _rows(
    cells: Grid, layout: Layout, placed: Mapping[str, int], problems: Sequence[Problem]
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


def _mixed(
    layout: Layout, scheme: Scheme, table: pd.DataFrame, sources: Mapping[tuple[str, str], Source]
) -> list[Problem]:
    if not layout.calibers:
        return []
    names = {item: scheme.items[item].name for item in layout.calibers}
    given = {
        county: [item for item in names if isinstance(row[item], float) and row[item] == row[item]]
        for county, row in table[list(names)].astype(object).to_dict("index").items()
    }
    return mixed_calibers(layout.calibers, names, given, sources)  # type: ignore[arg-type]


def _percent_as_share(scheme: Scheme, table: pd.DataFrame) -> list[Problem]:
    """Percent items whose every figure is between 0 and 1: cells formatted as percent, most likely."""
    found = []
    for name in table.columns:
        item = scheme.items[name]
        if not is_percent_item(item):
            continue
        numbers = pd.to_numeric(table[name], errors="coerce").to_numpy(np.float64)
        numbers = np.abs(numbers[np.isfinite(numbers) & (numbers != 0)])
        if len(numbers) > 1 and numbers.max() < 1:
            message = f"“{item.name}”以 % 为单位，各县的数却都小于 1：函数看不到百分比格式，0.155 按 0.155% 算"
            found.append(Problem("warning", "W_PERCENT_FORMAT", "", name, message, remedy="改填 15.5 这样的数"))
    return found
