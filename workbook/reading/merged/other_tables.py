"""A file that is one table, of another kind than data: an evidence list as a text or under any name."""

from __future__ import annotations

from scoring.problems import Problem
from scoring.scheme.scheme import Scheme
from workbook.reading.findings import of_file
from workbook.reading.grid import Book
from workbook.reading.text import letters

_HEADING_ROWS = 30
_ENOUGH = 0.6  # of a table's headings tell that it is that table
_FEWEST = 3


def other_table(name: str, book: Book, scheme: Scheme) -> Problem | None:
    """What to report of a one-sheet file from which nothing was read, if its heading is another table's."""
    if len(book.sheets) != 1:
        return None
    headings = {one.sheet: tuple(column.name for column in one.columns) for one in scheme.lists.values()}
    rows = [{letters(raw) for raw in row if isinstance(raw, str)} for row in book.rows(book.sheets[0])[:_HEADING_ROWS]]
    best, share = "", 0.0
    for sheet, heads in headings.items():
        own = {letters(head) for head in heads}
        there = max((len(own & row) for row in rows), default=0)
        if there >= _FEWEST and there / len(own) > share:
            best, share = sheet, there / len(own)
    if share < _ENOUGH:
        return None
    remedy = f"存成 Excel 工作簿（*.xlsx），工作表名写“{best}”，再放进来"
    message = f"看表头是“{best}”，不是数据表，没有读"
    return of_file("E_OTHER_TABLE", name, message, remedy)
