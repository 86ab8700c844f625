"""Rows of plain figures, which most of a large table are: checked together, with what cell by cell would give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from scoring.rounding import to_15_digits
from scoring.scheme.models import ItemSpec
from workbook.reading.grid import Grid
from workbook.reading.tables.cells import lowest
from workbook.reading.tables.sheet import Rows, Sheet
from workbook.reading.tables.values import SheetValues


def plain_rows(
    grid: Grid, rows: Rows, numbers: Iterable[int], readable: Sequence[tuple[ItemSpec, int]]
) -> dict[int, list[float]]:
    """The rows in which every cell is a figure that nothing is wrong with, and these figures to 15 digits.

    Empty where cells show more than their values (formats, formulas), or an item is no number: those are read one by one.
    """
    looks = grid.formulas or grid.formats or grid.struck or grid.runs
    if looks or not readable or any(item.kind == "yes_no" for item, _ in readable):
        return {}
    columns = [column for _, column in readable]
    found = {}
    for number in numbers:
        row = rows[number]
        cells = [row[column] for column in columns]
        if set(map(type, cells)) == {float}:
            found[number] = cells
    if not found:
        return {}
    block = np.array(list(found.values()), np.float64)
    with np.errstate(over="ignore"):
        values = to_15_digits(block)
    low = np.array([lowest(item) for item, _ in readable])
    high = np.array([np.inf if item.maximum is None else item.maximum for item, _ in readable])
    whole = np.array([item.kind == "count" for item, _ in readable])
    with np.errstate(invalid="ignore"):
        fine = np.isfinite(block) & (values >= low) & (values <= high)
        fine &= ~whole | (values == np.floor(values))
    return {
        number: figures
        for number, figures, good in zip(found, values.tolist(), fine.all(axis=1).tolist(), strict=True)
        if good
    }


def take_plain(
    sheet: Sheet,
    county: str,
    row: int,
    readable: Sequence[tuple[ItemSpec, int]],
    figures: Sequence[float],
    into: SheetValues,
) -> None:
    """Take the figures of a county's row of which nothing is to be said, and their places."""
    keys = [(county, item.id) for item, _ in readable]
    columns = [column for _, column in readable]
    into.values.update(zip(keys, figures, strict=True))
    into.sources.update(zip(keys, sheet.findings.sources(row, columns), strict=True))
    sheet.claim_figures(row, columns)
