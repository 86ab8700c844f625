"""What openpyxl and calamine read of a workbook, in the terms of a grid: the judges of our reader."""

from __future__ import annotations

import datetime
import io
import warnings
from dataclasses import dataclass
from typing import Any

import openpyxl
from openpyxl.cell.cell import MergedCell
from python_calamine import CalamineError, CalamineWorkbook

from workbook.reading.grid import Grid, Place, Range
from workbook.reading.raw import ErrorValue, Raw, Uncalculated

UNSAID = "（没有结果）"


@dataclass(frozen=True)
class Seen:
    """A sheet as a judge sees it; values in one way of writing, so that programs can be compared."""

    values: dict[Place, Any]
    formats: dict[Place, str]
    formulas: dict[Place, str]
    merged: frozenset[Range]
    hidden: tuple[bool, frozenset[int], frozenset[int]]


def by_openpyxl(data: bytes) -> dict[str, Seen]:
    """Every sheet as openpyxl reads it; a cell under a merged one is not seen by it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        formulas, results = (openpyxl.load_workbook(io.BytesIO(data), data_only=only) for only in (False, True))
    return {sheet.title: _seen(sheet, results[sheet.title]) for sheet in formulas.worksheets}


def _seen(sheet: Any, results: Any) -> Seen:
    values, formats, texts = {}, {}, {}
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, MergedCell) or cell.value in (None, ""):
                continue
            place = cell.row - 1, cell.column - 1
            if cell.data_type == "f":
                result = results.cell(cell.row, cell.column)
                values[place] = UNSAID if result.value is None else written(_typed(result))
                texts[place] = str(getattr(cell.value, "text", cell.value))
            else:
                values[place] = written(_typed(cell))
            if cell.number_format != "General":
                formats[place] = cell.number_format
    wide, high = sheet.max_column, sheet.max_row
    columns = {
        one for group in sheet.column_dimensions.values() if group.hidden for one in range(group.min - 1, group.max)
    }
    hidden = frozenset(number - 1 for number, one in sheet.row_dimensions.items() if one.hidden and number <= high)
    merged = frozenset(
        (one.min_row - 1, one.min_col - 1, one.max_row - 1, one.max_col - 1) for one in sheet.merged_cells.ranges
    )
    return Seen(values, formats, texts, merged,
                (sheet.sheet_state != "visible", hidden, frozenset(one for one in columns if one < wide)))  # fmt: skip


def _typed(cell: Any) -> Raw:
    return ErrorValue(cell.value) if cell.data_type == "e" else cell.value


def as_seen(grid: Grid) -> Seen:
    """Our grid in the same terms."""
    values = {
        (row, column): written(raw)
        for row, line in enumerate(grid.rows)
        for column, raw in enumerate(line)
        if raw is not None
    }
    hidden = grid.hidden
    return Seen(values, dict(grid.formats), dict(grid.formulas or {}), frozenset(grid.merged),
                (hidden.sheet, frozenset(hidden.rows), frozenset(hidden.columns)))  # fmt: skip


def written(raw: Raw) -> Any:
    """A value in one way of writing: numbers as floats, dates as their text to the millisecond."""
    if isinstance(raw, Uncalculated) or raw == "":
        return UNSAID
    if isinstance(raw, datetime.datetime):
        return raw.isoformat(" ", "milliseconds")
    if isinstance(raw, datetime.date):
        return f"{raw.isoformat()} 00:00:00.000"
    if isinstance(raw, datetime.time):
        return raw.isoformat("milliseconds")
    if isinstance(raw, datetime.timedelta):
        return round(raw / datetime.timedelta(milliseconds=1))
    return float(raw) if isinstance(raw, int) and not isinstance(raw, bool) else raw


def differences(ours: Seen, judge: Seen, *, results: bool = True) -> list[str]:
    """Where they differ. results: whether the results of formulas are to be compared."""
    found = []
    covered = {(row, column) for top, left, bottom, right in judge.merged for row in range(top, min(bottom, 9999) + 1)
               for column in range(left, min(right, 999) + 1)}  # fmt: skip
    corners = {(top, left) for top, left, _, _ in judge.merged}
    for place in sorted({*ours.values, *judge.values} - (covered - corners)):
        mine, other = ours.values.get(place), judge.values.get(place)
        if mine != other and (results or place not in judge.formulas):
            found.append(f"value {place}: {mine!r} != {other!r}")
        if ours.formats.get(place) != judge.formats.get(place):
            found.append(f"format {place}: {ours.formats.get(place)!r} != {judge.formats.get(place)!r}")
        formula = ours.formulas.get(place)
        is_error = isinstance(other, ErrorValue) and formula == f"={other.text}"  # XlsxWriter writes an error so
        if formula != judge.formulas.get(place) and formula != "=…" and not is_error:
            found.append(f"formula {place}: {formula!r} != {judge.formulas.get(place)!r}")
    for name in ("merged", "hidden"):
        if getattr(ours, name) != getattr(judge, name):
            found.append(f"{name}: {getattr(ours, name)} != {getattr(judge, name)}")
    return found


def calamine_differences(data: bytes, grids: dict[str, Grid]) -> list[str] | None:
    """Where calamine's values are others than ours; None if it does not open the file.

    It has a blank for an error value, a formula without result and an empty text.
    """
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in grids}
    except CalamineError:
        return None
    found = []
    for name, rows in sheets.items():
        theirs = {(row, column): written(raw) for row, line in enumerate(rows) for column, raw in enumerate(line)}
        seen = as_seen(grids[name]).values
        for place in sorted({*theirs, *seen}):
            mine, other = seen.get(place, UNSAID), theirs.get(place, UNSAID)
            if mine != other and not (other == UNSAID and isinstance(mine, ErrorValue)):
                found.append(f"{name} {place}: {mine!r} != {other!r}")
    return found
