"""The worksheet that sheets of the result are drawn on: XlsxWriter's, with what our own drawing asks for."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

from workbook.drawing.measure import width
from workbook.drawing.paper import Paper, across
from workbook.drawing.text_book import TextWorksheet

_ROW, _HIGHEST, _PADDING = 15.0, 409.0, 4.0
_LINE = 1.42
"""Height of a line over the size of its type: of the fonts that stand in for 宋体, the highest."""
_BROKEN = 1.06
"""Lines are broken before signs that may not begin one, and so hold a little less."""


class ResultWorksheet(TextWorksheet):
    """A worksheet that knows how wide and high what was drawn is.

    A private method of XlsxWriter is overridden, ``_opt_close``: the public ``constant_memory`` is of a whole book, and
    closes a file that a sheet kept in memory does not have.
    """

    live = True
    follows = True
    """Whether its figures follow a trial (``ResultSheet.follows``); its title says so where they do not."""

    def __init__(self) -> None:
        super().__init__()
        self._hidden: set[int] = set()
        self._merged: dict[tuple[int, int], int] = {}
        self.widths: dict[int, float] = {}
        self.heights: dict[int, float] = {}
        self.blocks: list[tuple[int, int]] = []
        """First and last of columns that the edge of a page should not cut."""
        self.headings: set[int] = set()
        """Rows of headings, which stay with the rows below them."""
        self.turns: set[int] = set()
        """Rows that begin a page."""
        self.repeated: tuple[int, int] | None = None
        """Rows that are repeated on each page, where they are known only once the sheet is drawn."""
        self.bottom = 0
        """The last row that is printed."""

    def write(self, row: int, column: int, *cell: Any) -> Any:
        """As in XlsxWriter, by numbers."""
        self._fit(row, column, column, *cell[:2])
        return super().write(row, column, *cell)

    def write_string(self, row: int, column: int, text: str, form: Any = None) -> Any:
        """As in XlsxWriter, by numbers."""
        self._fit(row, column, column, text, form)
        return super().write_string(row, column, text, form)

    def write_formula(self, row: int, column: int, formula: str, form: Any = None, value: Any = 0) -> Any:
        """A formula with its result; the result alone in a book of values only."""
        if self.live:
            self._fit(row, column, column, value, form)
            return super().write_formula(row, column, formula, form, value)
        if isinstance(value, str):
            return self.write_string(row, column, value, form)
        return self.write_number(row, column, value, form)

    def merge_range(self, row: int, first: int, bottom: int, last: int, text: Any, form: Any = None) -> Any:
        """As in XlsxWriter, by numbers. A sentence that is written into it later is fitted to all of it."""
        done = super().merge_range(row, first, bottom, last, text, form)
        if row == bottom:
            self._merged[row, first] = last
            self._fit(row, first, last, text, form)
        return done

    def set_row(self, row: int, height: float | None = None, form: Any = None, options: Any = None) -> Any:
        """As in XlsxWriter, but no lower than its texts."""
        if options and options.get("hidden"):
            self.heights[row] = 0.0
            self._hidden.add(row)
        if height is not None:
            height = self.heights[row] = max(height, self.heights.get(row, 0.0))
        return super().set_row(row, height, form, options)

    def set_column(self, first: int, last: int, width: float | None = None, *more: Any) -> Any:
        """As in XlsxWriter, by numbers; the width is remembered."""
        if width is not None:
            self.widths |= dict.fromkeys(range(first, last + 1), width)
        return super().set_column(first, last, width, *more)

    def pages_begin(self, paper: Paper, first: int) -> list[int]:
        """Where titles stand, once widths and blocks are known: at a column of the first page, and at the first of each further one."""
        return [first, *across(paper, self._widths(), self.blocks)[1]]

    def page_ends(self, paper: Paper) -> int:
        """The last column of the first page."""
        starts = across(paper, self._widths(), self.blocks)[1]
        return starts[0] - 1 if starts else max(self.widths)

    def _widths(self) -> list[float]:
        return [self.widths.get(place, 8.43) for place in range(max(self.widths, default=0) + 1)]

    def _fit(self, row: int, first: int, last: int, text: Any = None, form: Any = None) -> None:
        """Make a row as high as a text that is broken into lines needs: not every program does so by itself."""
        if row > self.bottom:
            self.bottom = row
        if not isinstance(text, str) or not text or form is None or not form.text_wrap:
            return
        if form.rotation or row in self._hidden:
            return
        last = max(last, self._merged.get((row, first), last))
        room = sum(8 * self.widths.get(place, 8.43) for place in range(first, last + 1)) - _PADDING
        high = tall(text, room, form.font_size)
        if high > self.heights.get(row, _ROW):
            self.set_row(row, min(high, _HIGHEST))

    def _opt_close(self) -> None:
        if self.constant_memory:
            super()._opt_close()


@lru_cache(maxsize=1 << 12)  # names, headings and clauses stand in many rows
def tall(text: str, room: float, size: float) -> float:
    """Points that a text takes in so many pixels, in type of so many points."""
    half = size * 96 / 72 / 2  # pixels of a Latin character; a Chinese one is two
    count = sum(max(1, math.ceil(width(line) * half * _BROKEN / max(room, 2 * half))) for line in text.split("\n"))
    return count * size * _LINE + 2
