"""Which sheet of a workbook holds which items: by bureau, by dimension, or wherever their ids stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from scoring.scheme.scheme import Scheme
from workbook.reading.formats.book import UNNAMED, Book
from workbook.reading.parts import declaration as declaring
from workbook.reading.raw import Raw
from workbook.reading.tables import adjustments as adjusting
from workbook.reading.tables.self_scores import SHEET as SELF_SCORES
from workbook.reading.text import is_chinese, squeezed

CHECKS = "数据核对"
"""The sheet of live checks, which nothing is read from."""

Wanted = Mapping[str, tuple[str, ...]]


def wanted_sheets(book: Book, scheme: Scheme) -> Wanted:
    """Item ids by the sheet that should hold them, in the layout that the workbook has.

    The layout of which more sheets are there by name counts; where none is, every sheet is searched for ids.
    """
    if book.sheets == (UNNAMED,):
        return {UNNAMED: tuple(scheme.items)}
    names = {squeezed(name) for name in book.sheets}
    layouts = (scheme.sheets(), scheme.bureau_sheets())
    there = [sum(squeezed(name) in names for name in layout) for layout in layouts]
    if not any(there):
        return _anywhere(book, scheme) or layouts[0]
    return layouts[int(there[1] > there[0])]


def own_sheets(scheme: Scheme) -> set[str]:
    """Names, without blanks, of the sheets that hold something else than items."""
    names = [declaring.GUIDE, adjusting.SHEET, SELF_SCORES, CHECKS, *(one.sheet for one in scheme.lists.values())]
    return {squeezed(name) for name in names}


def item_sheets(book: Book, scheme: Scheme) -> list[str]:
    """The sheets that may hold items."""
    return [name for name in book.sheets if squeezed(name) not in own_sheets(scheme)]


def ids_in(cells: Iterable[Raw], ids: Iterable[str]) -> list[str]:
    """The ids that stand in a row or a column, each once."""
    texts = {squeezed(raw).lower() for raw in cells if raw and isinstance(raw, str) and not is_chinese(raw[0])}
    return [one for one in ids if one in texts]


def _anywhere(book: Book, scheme: Scheme) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    left = list(scheme.items)
    for sheet in item_sheets(book, scheme):
        rows = book.rows(sheet)
        best: Sequence[str] = max((ids_in(row, left) for row in rows), key=len, default=())
        if best:
            found[sheet] = tuple(best)
            left = [one for one in left if one not in best]
    if found and left:  # told as columns that are missing where most items stand
        fullest = max(found, key=lambda sheet: len(found[sheet]))
        found[fullest] = (*found[fullest], *left)
    return found
