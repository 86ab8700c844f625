"""What every sheet of a scheme workbook is drawn with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workbook.drawing.paper import Paper, lay_out
from workbook.drawing.styles import Styles
from workbook.drawing.worksheet import ResultWorksheet
from workbook.scheme_workbook.figures import figure_text, fraction_of, is_exact
from workbook.scheme_workbook.live import CHECKED, ColumnPlaces
from workbook.scheme_workbook.placing import Content, PlacedScheme
from workbook.scheme_workbook.tables import CHECK, FIRST_ROW, NUMBER, REMARK, SchemeTable, tables

_PRINTED_BLANK = 2


class BookDrawing:
    """Draws on the sheets of one book."""

    def __init__(self, book: Any, placed: PlacedScheme) -> None:
        self.book, self.placed, self.styles = book, placed, Styles(book)
        self.heads = {one.sheet: _heads(one) for one in tables()}
        self.at = ColumnPlaces(
            {sheet: {head: column for column, head in enumerate(heads)} for sheet, heads in self.heads.items()}
        )

    def sheet(self, name: str) -> Any:
        """A new sheet."""
        sheet = self.book.add_worksheet(name, worksheet_class=ResultWorksheet)
        sheet.hide_gridlines(2)
        return sheet

    def top(self, sheet: Any, title: str, note: str, heads: Sequence[str], widths: Sequence[float]) -> None:
        """Title, note and headings of a sheet."""
        sheet.columns(widths)
        sheet.write_string(0, 0, title, self.styles.sheet_title())
        sheet.write_string(1, 0, note, self.styles.note())
        sheet.heads(2, heads, self.styles.head())
        sheet.freeze_panes(FIRST_ROW, 0)

    def put(self, sheet: Any, row: int, column: int, content: Content | None, *, as_text: bool = True, **look: Any) -> None:  # fmt: skip
        """A content in a cell: figures exactly, texts as texts. as_text: how a blank takes what is typed."""
        text = self.styles.wrapped(num_format="@", valign="top", **look)
        number = self.styles.cell(valign="top", **look)
        if content is None:
            sheet.write_blank(row, column, None, text if as_text else number)
        elif isinstance(content, str):
            sheet.write_string(row, column, content, text)
        elif is_exact(content):
            sheet.write_number(row, column, content, number)
        elif fraction := fraction_of(content):
            sheet.write_formula(row, column, f"={fraction}", number, content)
        else:
            sheet.write_string(row, column, figure_text(content), text)

    def lay_out(self, sheet: Any, paper: Paper, name: str, last: int) -> None:
        """Print what is filled and a few rows below it. last: the first row that is not."""
        sheet.bottom = last + _PRINTED_BLANK
        sheet.print_area(0, 0, sheet.bottom, max(sheet.widths))
        lay_out(sheet, paper, name)


def _heads(of: SchemeTable) -> tuple[str, ...]:
    """The headings of a sheet in order."""
    own = tuple(column.head for column in of.columns)
    return (NUMBER, *of.owners, *own, *((CHECK,) if of.sheet in CHECKED else ()), REMARK)
