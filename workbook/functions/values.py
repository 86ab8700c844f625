"""Cells as functions see them: every host's values become these, and only these, at the edge.

A cell is a float, a text, a bool, a date, None for a blank, or an ErrorValue. Nothing else reaches a function.
"""

from __future__ import annotations

import datetime
import numbers
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from math import isfinite
from typing import Any

from workbook.reading.raw import ERRORS, ErrorValue, Raw, is_blank, is_error

Grid = tuple[tuple[Raw, ...], ...]


class CellError(StrEnum):
    """The errors that a function may return to a cell."""

    NA = "#N/A"
    VALUE = "#VALUE!"
    NUM = "#NUM!"


class CallRefusal(Exception):
    """A call that has no result: the error that its cell shows, and why (Chinese)."""

    def __init__(self, error: CellError, message: str) -> None:
        super().__init__(message)
        self.error, self.message = error, message


# Excel's errors travel through COM as 0x800A0000 + the number that VBA's CVErr takes.
_BASE = -2146828288
OMITTED = -2147352572
"""What COM passes for an argument left out (DISP_E_PARAMNOTFOUND)."""


def normalised(value: Any) -> Raw:
    """One cell, whatever the host sent. What is no cell value at all becomes #VALUE!, never a number."""
    kind = value.__class__
    if kind is float:
        return value if isfinite(value) else ErrorValue("#NUM!")
    if kind is str:
        return _text(value)
    if value is None or kind is ErrorValue or kind is bool:
        return value  # type: ignore[no-any-return]
    return _unusual(value)


def _text(value: str) -> Raw:
    if is_error(value):
        return ErrorValue(value)
    return None if is_blank(value) else value


def _unusual(value: Any) -> Raw:
    if isinstance(value, CellError):
        return ErrorValue(value.value)
    if isinstance(value, int) and not isinstance(value, bool):
        return _whole(value)
    if isinstance(value, (datetime.date, datetime.time, datetime.timedelta)):
        return value
    if type(value).__name__ in ("bool_", "bool"):  # numpy's
        return bool(value)
    if isinstance(value, (Decimal, numbers.Real)):
        return normalised(float(value))
    if type(value).__name__ in ("NAType", "NaTType"):
        return None
    return ErrorValue("#VALUE!")


def _whole(value: int) -> Raw:
    if value == OMITTED:
        return None
    number = value - _BASE
    if 2000 <= number < 2100:
        return ErrorValue(ERRORS.get(number, "#VALUE!"))
    return float(value)


def grid(value: Any) -> Grid:
    """A range: rows of cells, all of one length. A single cell is a grid of one; a flat sequence is one row, as COM passes it."""
    rows = _rows(value)
    width = max(map(len, rows), default=0)
    if any(len(row) != width for row in rows):
        raise CallRefusal(CellError.VALUE, "区域各行的列数不一样")
    return tuple(tuple([x if x.__class__ is float and isfinite(x) else normalised(x) for x in row]) for row in rows)


def trimmed(cells: Grid) -> Grid:
    """A grid without the blank rows and columns at its end (whole columns chosen as a table)."""
    height, width = len(cells), len(cells[0])
    while height > 1 and all(cell is None for cell in cells[height - 1]):
        height -= 1
    while width > 1 and all(row[width - 1] is None for row in cells[:height]):
        width -= 1
    return tuple(row[:width] for row in cells[:height])


def _rows(value: Any) -> list[Sequence[Any]]:
    if hasattr(value, "tolist"):
        value = value.tolist()
    if not isinstance(value, (list, tuple)):
        return [(value,)]
    if not value:
        raise CallRefusal(CellError.VALUE, "区域是空的")
    if not isinstance(value[0], (list, tuple)):
        return [value]
    return list(value)
