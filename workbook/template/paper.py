"""How a sheet lies on A4 paper: as few pages across as readable type allows, with what they repeat."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

A4, A3 = 9, 8  # Excel's numbers for paper sizes
MARGIN = 0.5
_INCHES = 11.69 - 2 * MARGIN  # A4 landscape between the margins
_SMALLEST = 0.7  # no smaller scale than this, as long as columns can go to another page
_SURELY = 0.75  # share of a page that every program fills before it begins the next


def pages_across(kept: Sequence[float], widths: Sequence[float]) -> int:
    """How many pages wide the columns print. kept: those repeated on each page; both in column units."""
    return max(1, math.ceil(_inches(widths) / (_INCHES / _SMALLEST - _inches(kept))))


def surely_first(widths: Sequence[float], pages: int) -> int:
    """How many of the columns are on the first of so many pages, whatever program prints them."""
    if pages == 1:
        return len(widths)
    share = _inches(widths) / pages * _SURELY
    return max(1, sum(_inches(widths[: column + 1]) <= share for column in range(len(widths))))


def _inches(widths: Sequence[float]) -> float:
    """A column of w units is 7w + 5 pixels wide, of 96 to the inch."""
    return sum(7 * units + 5 for units in widths) / 96


def landscape(sheet: Any, footer: str, alert: str) -> None:
    """A4 across, with the sheet's name, page numbers and, at the left, the label of made-up figures."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=MARGIN, right=MARGIN, top=0.6, bottom=0.6)
    sheet.set_footer(f"&L&9 {plain(alert)}&C&9 {plain(footer)}　第 &P 页，共 &N 页")


def plain(text: str) -> str:
    """Text as a page header or footer takes it, where & begins a code."""
    return text.replace("&", "&&")
