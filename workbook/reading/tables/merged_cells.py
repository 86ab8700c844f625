"""Cells that are merged to one: nobody can tell whose the figure is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbook.reading.grid import Place
from workbook.reading.raw import address, is_blank
from workbook.reading.tables.sheet import Sheet


def merged_areas(sheet: Sheet, rows: Iterable[int], columns: Sequence[int]) -> dict[Place, str]:
    """The cells of a table that share a value with another cell, each with the area in which they are merged."""
    if not sheet.grid.merged:
        return {}
    down, across = set(rows), set(columns)
    found: dict[Place, str] = {}
    for top, left, bottom, right in sheet.grid.merged:
        if is_blank(sheet.at((top, left))):
            continue
        inside = [
            (row, column)
            for row in (down if bottom - top > len(down) else range(top, bottom + 1))
            if row in down and top <= row <= bottom
            for column in across
            if left <= column <= right
        ]
        # One row merged with one that is no case hides whatever is written below it.
        if len(inside) > 1 or (inside and (inside[0] != (top, left) or bottom > top)):
            found.update(dict.fromkeys(inside, f"{address(top, left)}:{address(bottom, right)}"))
    return found
