"""Several tables on one sheet: one below another, each with its own heading."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from scoring.scheme.models import ItemSpec
from workbook.reading.raw import Raw
from workbook.reading.tables.columns import items_by_name
from workbook.reading.tables.counties import Counties
from workbook.reading.tables.sheet import Rows
from workbook.reading.text import squeezed

Table = tuple[Rows, Sequence[ItemSpec]]
_HEADING = 3  # rows of a heading above its row of ids, where no county tells where the table above ends


def split_tables(rows: Rows, items: Sequence[ItemSpec], counties: Counties) -> list[Table]:
    """The tables of a sheet: its rows with those of other tables blanked, so that places stay; and their items.

    A heading that repeats one above it (for printing) begins no table. Items without a heading anywhere go to
    the first.
    """
    heads = _heads(rows, {item.id: item.id for item in items}, counties)
    if not heads:
        heads = _heads(rows, items_by_name(items), counties)
    if len(heads) < 2:
        return [(rows, items)]
    ends = [_end(rows, here, following, counties) for (here, _), (following, _) in pairwise(heads)]
    starts = [0, *ends]
    blank: Sequence[Raw] = [None] * len(rows[0])
    found: list[Table] = []
    headed = set().union(*(ids for _, ids in heads))
    for number, ((_, ids), start, end) in enumerate(zip(heads, starts, [*ends, len(rows)], strict=True)):
        own = [item for item in items if item.id in ids or (number == 0 and item.id not in headed)]
        found.append(([row if start <= place < end else blank for place, row in enumerate(rows)], own))
    return found


def _heads(rows: Rows, spelt: dict[str, str], counties: Counties) -> list[tuple[int, set[str]]]:
    """Rows that head a table, with its items: each has items that no heading above has, and counties above it."""
    found: list[tuple[int, set[str]]] = []
    seen: set[str] = set()
    for number, row in enumerate(rows):
        ids = {spelt[text] for raw in row if isinstance(raw, str) and (text := squeezed(raw).lower()) in spelt}
        if not ids:
            continue
        if not found or (not ids & seen and _has_rows(rows[found[-1][0] + 1 : number], counties)):
            found.append((number, ids))
        seen |= ids
    return found


def _has_rows(rows: Rows, counties: Counties) -> bool:
    if counties.region is None:
        return len(rows) > _HEADING
    return any(map(counties.knows, (raw for row in rows for raw in row)))


def _end(rows: Rows, head: int, following: int, counties: Counties) -> int:
    known = [row for row in range(head + 1, following) if any(map(counties.knows, rows[row]))]
    return known[-1] + 1 if known else max(head + 1, following - _HEADING)
