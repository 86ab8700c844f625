"""How a sheet lies on paper: as many pages across as its type needs to stay readable, pages that end where a block ends."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from workbook.drawing.headers import A3, A4, plain

SMALLEST = 8.0
"""Points that no type on paper is below."""
_NUMBERS = {"A4": A4, "A3": A3}
_INCHES = {"A4": (8.27, 11.69), "A3": (11.69, 16.54)}
_SIDE, _TOP = 0.5, 0.75
_SURELY = 0.97  # of a page: programs differ in how wide a column and how high a row is
_WIDTH, _HEIGHT = 8.43, 15.0  # of a column and a row of which nothing is said
_ALONE = 3  # rows that a last page has at least, and that stay with a heading


@dataclass(frozen=True)
class Paper:
    """How a sheet is printed.

    rows: repeated on every page (first, last, from 0). columns: how many at the left are repeated on pages that go on to the right.
    type: its smallest, in points. footer: what stands in the middle of the foot, before the page's number.
    """

    size: Literal["A4", "A3"] = "A4"  # A3, where all columns would not go on one page of A4
    upright: bool = False
    rows: tuple[int, int] | None = None
    columns: int = 0
    type: float = 9.0
    footer: str = ""

    def room(self) -> tuple[float, float]:
        """Inches across and down between the margins, of which every program fills that much."""
        short, long = _INCHES[self.size]
        across, down = (short, long) if self.upright else (long, short)
        return (across - 2 * _SIDE) * _SURELY, (down - 2 * _TOP) * _SURELY


def across(paper: Paper, widths: Sequence[float], blocks: Sequence[tuple[int, int]] = ()) -> tuple[float, list[int]]:
    """The scale (1 is full size) at which columns are printed, and the columns that begin a further page.

    blocks: first and last column of what a page's edge should not cut; one that is wider than a page is cut all the same.
    """
    room, inches = paper.room()[0], [_inches(one) for one in widths]
    least = min(1.0, SMALLEST / paper.type)
    whole = sum(inches)
    if whole * least <= room:
        return min(1.0, room / whole), []
    repeated = sum(inches[: paper.columns])
    free = room / least - repeated
    starts, used, place = list[int](), 0.0, paper.columns
    ends = {first: last + 1 for first, last in blocks}
    while place < len(inches):
        end = ends.get(place, place + 1)
        wide = sum(inches[place:end])
        if wide > free and end > place + 1:  # too wide for a page: column by column
            end, wide = place + 1, inches[place]
        if used and used + wide > free:
            starts.append(place)
            used = 0.0
        used += wide
        place = end
    return least, starts


def down(
    paper: Paper,
    heights: Mapping[int, float],
    last: int,
    scale: float,
    blocks: Collection[int] = (),
    turns: Collection[int] = (),
) -> list[int]:
    """The rows that begin a further page. blocks: rows of headings, which stay with what follows them; turns: that begin one in any case."""

    def high(row: int) -> float:
        return heights.get(row, _HEIGHT)

    first = 0 if paper.rows is None else paper.rows[1] + 1
    again = 0.0 if paper.rows is None else sum(high(row) for row in range(paper.rows[0], first))
    room = paper.room()[1] * 72 / scale - again
    starts, used, begun = list[int](), sum(high(row) for row in range(first)) - again, first
    for row in range(first, last + 1):
        if used and (row in turns or used + high(row) > room):
            cut = row
            while row not in turns and cut > begun + 1 and any(cut - back in blocks for back in range(1, _ALONE)):
                cut -= 1
            starts.append(cut)
            used, begun = sum(high(one) for one in range(cut, row)), cut
        used += high(row)
    if starts and last + 1 - starts[-1] < _ALONE and starts[-1] not in turns:
        before = starts[-2] if len(starts) > 1 else first
        starts[-1] = max(before + 1, last + 1 - _ALONE)
    return starts


def lay_out(sheet: Any, paper: Paper, name: str) -> None:
    """Set a worksheet's paper, margins, scale, pages and foot, when all is drawn on it."""
    last = max(sheet.widths, default=0)
    widths = [sheet.widths.get(place, _WIDTH) for place in range(last + 1)]
    if paper.size == "A4" and across(paper, widths)[1]:
        paper = replace(paper, size="A3")
    if sheet.repeated is not None:
        paper = replace(paper, rows=sheet.repeated)
    sheet.set_paper(_NUMBERS[paper.size])
    if not paper.upright:
        sheet.set_landscape()
    sheet.set_margins(left=_SIDE, right=_SIDE, top=_TOP, bottom=_TOP)
    scale, columns = across(paper, widths, sheet.blocks)
    percent = max(10, math.floor(scale * 100)) if scale < 1 else 100
    if columns:
        percent = math.ceil(scale * 100)
        sheet.set_v_pagebreaks(columns)
        sheet.repeat_columns(0, paper.columns - 1) if paper.columns else None
    sheet.set_print_scale(percent)
    rows = down(paper, sheet.heights, sheet.bottom, percent / 100, sheet.headings, sheet.turns)
    if rows:
        sheet.set_h_pagebreaks(rows)
    if paper.rows is not None:
        sheet.repeat_rows(*paper.rows)
    foot = f"{plain(paper.footer or name)}　" if paper.footer or name else ""
    sheet.set_footer(f"&C&10 {foot}第 &P 页，共 &N 页", {"scale_with_doc": False})


def _inches(units: float) -> float:
    """A column of w units is 8w + 5 pixels wide, of 96 to the inch, in 宋体; in a font that stands in for it, up to this."""
    return (9.4 * units + 5) / 96
