"""A comparison as a workbook of its own: the sheet 变动, whole or not at all, the same bytes for the same input."""

from __future__ import annotations

import io
from pathlib import Path

from scoring.comparison import Comparison
from workbook.saving import check_free, save_whole


def write_comparison_book(comparison: Comparison, path: Path, *, remark: str = "", force: bool = False) -> Path:
    """Write it and return the path. remark: a label of the figures (made-up ones say so). KaoheError as save_whole."""
    from workbook.drawing.paper import lay_out
    from workbook.drawing.styles import Styles
    from workbook.drawing.text_book import TextBook
    from workbook.drawing.worksheet import ResultWorksheet
    from workbook.result.sheets.changes import PAPER, SHEET, write_changes

    check_free(path, force=force, suffix=".xlsx")
    buffer = io.BytesIO()
    this = comparison.this
    title = f"{this.scheme.title}  {this.year}年度"
    book = TextBook(buffer, f"{title}对比")
    sheet = book.add_worksheet(SHEET, worksheet_class=ResultWorksheet)
    write_changes(sheet, "    ".join(part for part in (title, remark) if part), Styles(book), comparison)
    lay_out(sheet, PAPER, SHEET)
    book.close()
    save_whole(path, buffer.getvalue(), force=force)
    return path
