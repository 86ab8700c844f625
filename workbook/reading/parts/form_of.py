"""Which form a workbook may have been made from."""

from __future__ import annotations

from scoring.scheme.scheme import Scheme, lead_bureau
from workbook.reading.grid import Book
from workbook.reading.parts.declaration import Declaration, declaration_sheet, titled
from workbook.reading.parts.finding import FoundSheets
from workbook.reading.parts.forms import ExpectedForm
from workbook.reading.text import squeezed
from workbook.reading.wording import TARGETS, Whose, certified_by, decided_items


def title_of(book: Book, found: FoundSheets) -> tuple[str, int | None]:
    """What the titles of a workbook's sheets say it is of, and the year, the guide's first; None if they have none."""
    names = [name for name in (declaration_sheet(book), *found.items, *found.downs) if name in book.sheets]
    titles = (titled(book.rows(name)) for name in names if name)
    return next((title for title in titles if title[1] is not None), ("", None))


def form_of(scheme: Scheme, year: int, declared: Declaration, found: FoundSheets, county: str) -> ExpectedForm:
    """The form of a year, with the layout that has most of the workbook's sheets. county: of a county workbook."""
    if county:
        return ExpectedForm(scheme, year, Whose(county), declared.remark, scheme.bureau_sheets())
    here = {squeezed(name) for name in found.items}
    if here == {TARGETS} or (TARGETS in here and declared.document_place is not None):
        return ExpectedForm(scheme, year, Whose(deciding=True), declared.remark, {TARGETS: decided_items(scheme)})
    bureau = lead_bureau(declared.bureau) if declared.bureau else ""
    bureau = bureau if bureau in scheme.bureau_sheets() else ""
    if bureau:
        return ExpectedForm(scheme, year, Whose(bureau=bureau), declared.remark, {bureau: certified_by(scheme, bureau)})
    layouts = [scheme.sheets(), scheme.bureau_sheets()]
    best = max(layouts, key=lambda layout: sum(squeezed(name) in here for name in layout))
    return ExpectedForm(scheme, year, Whose(), declared.remark, best)
