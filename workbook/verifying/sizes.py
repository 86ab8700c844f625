"""Row heights and column widths: is all that stands in the cells still to be read?"""

from __future__ import annotations

from collections.abc import Iterator

from xlsxwriter.utility import xl_cell_to_rowcol, xl_col_to_name

from workbook.verifying.content import SheetContent
from workbook.verifying.difference import Discrepancy

_KEPT_HEIGHT = 0.85
"""The part of a height that programs keep at least when they count in units of their own."""
_LINE = 1.1  # the height of a line of text, by its size
_KEPT_WIDTH, _LESS_WIDTH = 0.93, 0.3
_MORE_HEIGHT, _MORE_WIDTH = 60.0, 30.0
"""What a row or a column may be larger: more would push the rest off the page."""


def compare_sizes(name: str, expected: SheetContent, actual: SheetContent) -> Iterator[Discrepancy]:
    """Rows and columns with a content that are hidden, too low or narrow, or far too large."""
    sizes: dict[int, float] = {}
    used: set[int] = set()
    for address, cell in expected.cells.items():
        row, column = xl_cell_to_rowcol(address)
        sizes[row + 1] = max(sizes.get(row + 1, 0.0), cell.style.size)
        used.add(column + 1)
    for row in sorted(sizes):
        yield from _row(name, row, sizes[row], expected, actual)
    for column in sorted(used):
        yield from _column(name, column, min(expected.widths_of(column)), actual)


def _column(name: str, column: int, should: float, actual: SheetContent) -> Iterator[Discrepancy]:
    least, most = _KEPT_WIDTH * should - _LESS_WIDTH, max(2 * should, should + _MORE_WIDTH)
    letter = xl_col_to_name(column - 1)
    for stands in sorted(actual.widths_of(column)):
        if not least <= stands <= most or (stands == 0 and should > 0):
            text = f"{letter} 列被隐藏" if stands == 0 else f"{letter} 列宽 {stands:.3g} 个字，应当是 {should:.3g} 个"
            yield Discrepancy("hidden", name, f"{letter}:{letter}", text, f"{stands:g}", f"{should:g}")


def _row(name: str, row: int, size: float, expected: SheetContent, actual: SheetContent) -> Iterator[Discrepancy]:
    written = expected.heights.get(row)
    if written == 0:
        return
    stands = actual.heights.get(row, actual.height)
    least = _KEPT_HEIGHT * written if written is not None else min(_LINE * size, _KEPT_HEIGHT * expected.height)
    if stands >= least and stands > 0 and (written is None or stands <= max(2 * written, written + _MORE_HEIGHT)):
        return
    message = (
        f"第 {row} 行被隐藏"
        if stands == 0
        else f"第 {row} 行高 {stands:.3g} 磅，应当有 {written or expected.height:.3g} 磅"
    )
    yield Discrepancy("hidden", name, f"{row}:{row}", message, f"{stands:g}", f"{written or expected.height:g}")
