"""How a sheet lies on A4 paper: as few pages across as readable type allows, with what they repeat."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from rich.cells import cell_len

A4, A3 = 9, 8  # Excel's numbers for paper sizes
MARGIN = 0.5
_INCHES = 11.69 - 2 * MARGIN  # A4 landscape between the margins
_POINTS = 72 * _INCHES
_GAP = 18  # points between what stands at the left and at the right of a line
_SMALLEST = 0.7  # no smaller scale than this, as long as columns can go to another page
_MOST = 230  # characters of a header or footer beside its codes: Excel takes 255, and XlsxWriter none of a longer one
_SURELY = 0.75  # share of a page that every program fills before it begins the next


def pages_across(repeated: Sequence[float], widths: Sequence[float]) -> int:
    """How many pages wide the columns print. repeated: those repeated on each page; both in column units."""
    return max(1, math.ceil(_inches(widths) / (_INCHES / _SMALLEST - _inches(repeated))))


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
    """A4 across, with the sheet's name, page numbers and, at the left, the label of made-up figures.

    The name stands in the middle, or at the right where the label would reach into it.
    """
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=MARGIN, right=MARGIN, top=0.6, bottom=0.6)
    name = f"{plain(footer)}　第 &P 页，共 &N 页"
    alert = _cut(alert, _MOST - len(name))
    free = (_POINTS - _wide(name, 9)) / 2 - _GAP
    sheet.set_footer(f"&L&9 {plain(alert)}&{'C' if _wide(alert, 9) < free else 'R'}&9 {name}")


def headed(sheet: Any, title: str, note: str) -> None:
    """The title at the left of the page header, the note at the right: below the title where they would meet.

    A title wider than the page is set smaller. For sheets whose title's cell would be cut off on the second page.
    """
    title = _cut(title, 100)
    note = _cut(note, _MOST - len(plain(title)))
    size = min(14, max(8, int(14 * _POINTS / max(_wide(title, 14), 1))))
    between = "&R" if _wide(title, size) + _GAP + _wide(note, 9) < _POINTS else "\n"
    sheet.set_header(f"&L&{size} {plain(title)}{between}&9 {plain(note)}", {"margin": 0.4})
    sheet.set_margins(left=MARGIN, right=MARGIN, top=0.9, bottom=0.6)


def _cut(text: str, most: int) -> str:
    """The text, or as much of it as a header has characters for."""
    while text and len(plain(text)) > most:
        text = text[: most - len(plain(text))]
    return text


def _wide(text: str, size: int) -> float:
    """Points that a line takes at most: a Chinese character is as wide as it is high, others half of that."""
    return cell_len(text) * size / 2


def plain(text: str) -> str:
    """Text as a page header or footer takes it, where & begins a code."""
    return text.replace("&", "&&")
