"""What the sheets of the roll-up are drawn with: titles, tables, rows of figures and texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workbook.drawing.styles import Styles
from workbook.printable import printable

Cell = float | int | str | None
HEAD_ROW = 2
"""Of a sheet that is one table, or tables with the same heads."""
TITLE_ROWS, HEADED_ROWS = (0, 1), (0, HEAD_ROW)
"""Rows that are printed on every page: the title and the note below it; the heads as well."""


@dataclass
class SheetDrawing:
    """A worksheet that is filled from the top down. ``row`` is the next one."""

    sheet: Any
    styles: Styles
    row: int = 0

    def begin(self, title: str, note: str, widths: Sequence[float]) -> None:
        """Widths, the title and the sentence below it."""
        self.sheet.columns(widths)
        self.sheet.write_string(0, 0, printable(title), self.styles.sheet_title())
        self.sheet.set_row(0, 24)
        self.sheet.merge_range(
            1, 0, 1, len(widths) - 1, printable(note), self.styles.note(text_wrap=True, valign="top")
        )
        self.row = 2

    def sentence(self, text: str, last: int, **more: Any) -> None:
        """A line of text over all columns."""
        form = self.styles.get(font_size=9, text_wrap=True, valign="top", **more)
        self.sheet.merge_range(self.row, 0, self.row, last, printable(text), form)
        self.row += 1

    def heading(self, text: str) -> None:
        """A table's title, which stays with the rows below it."""
        self.sheet.headings.add(self.row)
        self.sheet.write_string(self.row, 0, printable(text), self.styles.get(font_name="黑体", font_size=11))
        self.sheet.set_row(self.row, 20)
        self.row += 1

    def heads(self, heads: Sequence[str]) -> None:
        """The heads of columns."""
        self.sheet.headings.add(self.row)
        self.sheet.heads(self.row, heads, self.styles.head(font_size=9))
        self.row += 1

    def line(self, cells: Sequence[Cell], formats: Sequence[str] = (), fills: Sequence[str] = (), **more: Any) -> None:
        """A row. formats: number formats by place; texts under one are centred. fills: colours by place."""
        for place, cell in enumerate(cells):
            number = formats[place] if place < len(formats) else ""
            own = {"bg_color": fills[place]} if place < len(fills) and fills[place] else {}
            if cell is None or isinstance(cell, str):
                side = {"align": "center"} if number else {}
                form = self.styles.wrapped(font_size=9, **side, **own, **more)
                self.sheet.write_string(self.row, place, printable(cell or "", keep="\n"), form)
            else:
                form = self.styles.cell(font_size=9, align="right", num_format=number or "General", **own, **more)
                self.sheet.write_number(self.row, place, cell, form)
        self.row += 1

    def named(self, name: str, text: str, last: int) -> None:
        """A row of a name and a sentence that takes all other columns."""
        self.sheet.merge_range(self.row, 1, self.row, last, "", self.styles.wrapped(font_size=9))
        self.line((name, text))

    def skip(self) -> None:
        """An empty row."""
        self.row += 1
