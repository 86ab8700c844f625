"""What a file of decisions says of itself: its year and scheme, and the document by which its targets were assigned."""

from __future__ import annotations

from scoring.problems import Problem, Source
from scoring.scheme.scheme import Scheme
from workbook.reading.findings import of_file
from workbook.reading.grid import Place
from workbook.reading.labels import DOCUMENT_LABEL, GUIDE, ISSUED_LABEL, SCHEME_LABEL, YEAR_LABEL
from workbook.reading.merged.decided import old_number
from workbook.reading.papers import DocumentCell, of_other_years, out_of_step, outside, paper
from workbook.reading.parts.file_data import FileData
from workbook.reading.raw import address
from workbook.reading.roles import Role
from workbook.reading.tables.dates import BadDate, read_date
from workbook.reading.tables.rows import DOCUMENT
from workbook.reading.text import short, squeezed


def undeclared(part: FileData, scheme: Scheme) -> Problem | None:
    """Why nothing of a file of decisions is used: it does not say its year and scheme, or says another scheme."""
    declared = part.declaration
    lacking = [name for name, value in ((YEAR_LABEL, declared.year), (SCHEME_LABEL, declared.scheme_id)) if not value]
    remedy = f"在“{GUIDE}”里（.csv 在表的上面）写“{YEAR_LABEL}”和“{SCHEME_LABEL}”：{scheme.id}"
    if lacking:
        return of_file("E_DECISION_YEAR", part.file, f"没有写明{'、'.join(lacking)}，里面的决定没有采用", remedy)
    if declared.scheme_id != scheme.id:
        message = f"写的方案是 {declared.scheme_id}，现在用的是 {scheme.id}，里面的决定没有采用"
        return of_file("E_DECISION_SCHEME", part.file, message, "换成这个方案的文件；写错的，改正方案编号")
    return _unissued(part, scheme) if _assigns(part) else None


def _assigns(part: FileData) -> bool:
    """Whether it holds a target at all."""
    return any(value == value for value in part.figures.values.values())


def _unissued(part: FileData, scheme: Scheme) -> Problem | None:
    """Why targets are not assigned: no document, none that is written, no day, or a day that cannot be theirs. What a
    plan sets is often assigned years before the year assessed, so that the days begin with the plan."""
    declared = part.declaration
    what, place, remedy = "", None, f"在“{GUIDE}”里写“{DOCUMENT_LABEL}”“{ISSUED_LABEL}”"
    if not (declared.document and declared.issued):
        lacking = [
            name for name, text in ((DOCUMENT_LABEL, declared.document), (ISSUED_LABEL, declared.issued)) if not text
        ]
        what = f"没有写明{'和'.join(lacking)}"
    elif paper(declared.document) != DocumentCell.WRITTEN:
        what, place = f"{DOCUMENT_LABEL}写的是“{short(declared.document)}”，还不是文件", declared.document_place
        remedy = f"有了文件再下达：{DOCUMENT}"
    elif what := of_other_years(declared.document, declared.year, scheme.spec.period.start):
        place, remedy = declared.document_place, f"核对{DOCUMENT_LABEL}"
    else:
        place = declared.issued_place
        try:
            issued = read_date(declared.issued)
            what = outside(issued, declared.year, scheme.spec.period.start) or out_of_step(declared.document, issued)
            remedy = f"核对{ISSUED_LABEL}和{DOCUMENT_LABEL}"
        except BadDate as wrong:
            what, remedy = f"{ISSUED_LABEL}：{wrong}", f"写{ISSUED_LABEL}"
    if not what:
        return None
    message = f"有下达的目标，{what}，里面的决定没有采用"
    return Problem("error", "E_DECISION_PAPER", "", "", message, _place(part, place), "", remedy)


def of_last_year(part: FileData) -> list[Problem]:
    """A warning where the targets of a decision were assigned under last year's number."""
    declared = part.declaration
    if part.role != Role.DECISION or not declared.issued or not _assigns(part):
        return []
    return old_number(declared.document, read_date(declared.issued), _place(part, declared.issued_place))


def _place(part: FileData, place: Place | None) -> Source:
    """A cell of the guide."""
    sheet = next((name for name in part.sheets if squeezed(name) == GUIDE), "")
    return Source(part.file, sheet, address(*place) if place else "")
