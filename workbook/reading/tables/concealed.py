"""What a sheet does not show as it is: hidden rows and columns that hold figures, cells merged to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbook.reading.findings import Findings, Place
from workbook.reading.formats.book import Hidden, Range
from workbook.reading.raw import address, is_blank
from workbook.reading.tables.columns import Rows
from workbook.reading.text import listed

_REMEDY = "取消隐藏，核对这些数；不该交的删除后再交"


def warn_of_hidden(
    hidden: Hidden,
    rows: Rows,
    placed: Mapping[str, int],
    readable: Sequence[tuple[str, int]],
    findings: Findings,
) -> None:
    """Warn of figures that were read although nobody sees them: one warning for the sheet, its rows, its columns.

    placed: the row of each county (or item); readable: names and columns of what is read.
    """
    columns = [column for _, column in readable]
    filled = {row for row in placed.values() if any(not is_blank(rows[row][column]) for column in columns)}
    if hidden.sheet and filled:
        findings.warning("W_HIDDEN", f"工作表“{findings.sheet}”是隐藏的，里面的数照样读了", _REMEDY)
    unseen = [(county, row) for county, row in placed.items() if row in hidden.rows and row in filled]
    if unseen:
        named = listed((f"第 {row + 1} 行（{county}）" for county, row in unseen), 10)
        findings.warning("W_HIDDEN", f"{named}是隐藏的，里面的数照样读了", _REMEDY, (unseen[0][1], columns[0]))
    closed = [
        (name, column)
        for name, column in readable
        if column in hidden.columns and any(not is_blank(rows[row][column]) for row in placed.values())
    ]
    if closed:
        named = listed((f"{_letter(column)} 列（{name}）" for name, column in closed), 10)
        first = (min(placed.values()), closed[0][1])
        findings.warning("W_HIDDEN", f"{named}是隐藏的，里面的数照样读了", _REMEDY, first)


def merged_figures(
    areas: Sequence[Range], rows: Rows, placed: Mapping[str, int], readable: Sequence[tuple[str, int]]
) -> dict[Place, str]:
    """Cells of figures that are merged with others, or under another cell: nobody can tell whose the figure is."""
    where, across = set(placed.values()), {column for _, column in readable}
    found: dict[Place, str] = {}
    for top, left, bottom, right in areas:
        if top >= len(rows) or left >= len(rows[0]) or is_blank(rows[top][left]):
            continue
        inside = [
            (row, column) for row in where if top <= row <= bottom for column in across if left <= column <= right
        ]
        if len(inside) > 1 or (inside and inside[0] != (top, left)):
            found.update(dict.fromkeys(inside, f"{address(top, left)}:{address(bottom, right)}"))
    return found


def _letter(column: int) -> str:
    return address(0, column)[:-1]
