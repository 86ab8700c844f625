"""The sheets of a file that decide or certify: 核定调整, 数据修订, 待定批准, 认定说明."""

from __future__ import annotations

from collections.abc import Callable, Collection

from scoring.scheme.scheme import Scheme
from workbook.reading import wording
from workbook.reading.parts.file_data import FileData
from workbook.reading.parts.forms import ExpectedForm
from workbook.reading.tables import adjustments as adjusting
from workbook.reading.tables import certificates as certifying
from workbook.reading.tables import pending as waiting
from workbook.reading.tables import revisions as revising
from workbook.reading.tables.counties import Counties
from workbook.reading.tables.sheet import Sheet
from workbook.reading.text import squeezed


def read_decisions(
    optional: Callable[[str], Sheet | None],
    form: ExpectedForm | None,
    scheme: Scheme,
    counties: Counties,
    doubled: Collection[str],
    part: FileData,
) -> None:
    """Read the sheets that are there into ``part``; whether a file may say it is decided by its role.

    optional: a sheet by its name; doubled: sheets that have a second one.
    """
    sheet = optional(adjusting.SHEET)
    if sheet is not None:
        if form is not None and _named(sheet, adjusting.SHEET):
            columns = (*adjusting.COLUMNS, *adjusting.MORE)
            form.rows(sheet, wording.ADJUSTMENTS_TITLE, wording.ADJUSTMENTS_NOTE, columns)
        found = adjusting.read_adjustments(sheet, scheme, counties)
        part.adjustments = [] if sheet.name in doubled else found
    sheet = optional(revising.SHEET)
    if sheet is not None:
        if form is not None and _named(sheet, revising.SHEET):
            form.revisions(sheet)
        part.data_date, part.data_date_place = revising.read_data_date(sheet)
        late = tuple(revising.read_revisions(sheet, scheme, counties))
        part.vintages = () if sheet.name in doubled else late
    sheet = optional(certifying.SHEET)
    if sheet is not None:
        if form is not None:
            form.rows(sheet, wording.CERTIFICATES_TITLE, wording.CERTIFICATES_NOTE, certifying.COLUMNS)
        part.certificates, part.certificate_rows = certifying.read_certificates(sheet, scheme, counties)
    sheet = optional(waiting.SHEET)
    if sheet is not None:
        if form is not None:
            form.rows(sheet, wording.PENDING_TITLE, wording.PENDING_NOTE, waiting.COLUMNS)
        part.pending = waiting.read_pending(sheet, counties)


def _named(sheet: Sheet, name: str) -> bool:
    """Whether a sheet has the form's name; a table that is known by its heading alone was not made from the form."""
    return squeezed(sheet.name) == name
