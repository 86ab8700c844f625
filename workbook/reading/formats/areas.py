"""Addresses as a workbook's parts write them: C6, AB12:AC20, whole columns and rows."""

from __future__ import annotations

import re

from workbook.reading.grid import Range
from workbook.reading.raw import column_number

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})", re.ASCII)
_CORNER = re.compile(r"\$?([A-Za-z]{1,3})?\$?([0-9]{1,7})?", re.ASCII)


def place_of(text: str) -> tuple[int, int] | None:
    """Row and column from 0 of an address; None if it is none."""
    found = _ADDRESS.fullmatch(text)
    if found is None:
        return None
    row, column = int(found[2]) - 1, column_number(found[1])
    return (row, column) if 0 <= row < MOST_ROWS and column < MOST_COLUMNS else None


def area_of(text: str) -> Range | None:
    """A range, also one of whole columns (AZ:BA) or rows (1:3) or of one cell; None if it is none."""
    first, cut, last = text.strip().partition(":")
    ends = _CORNER.fullmatch(first), _CORNER.fullmatch(last if cut else first)
    if ends[0] is None or ends[1] is None or not (any if cut else all)(ends[0].groups()):
        return None
    if [bool(one) for one in ends[0].groups()] != [bool(one) for one in ends[1].groups()]:
        return None
    columns = sorted(column_number(one[1]) for one in ends if one and one[1]) or [0, MOST_COLUMNS - 1]
    rows = sorted(int(one[2]) - 1 for one in ends if one and one[2]) or [0, MOST_ROWS - 1]
    if rows[0] < 0 or rows[1] >= MOST_ROWS or columns[1] >= MOST_COLUMNS:
        return None
    return rows[0], columns[0], rows[1], columns[1]
