"""The sheet 待定批准: counties whose result was approved as 待定, so that the others can be decided (审定)."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.problems import Source
from workbook.reading.findings import Where
from workbook.reading.papers import LATE
from workbook.reading.tables.counties import Counties
from workbook.reading.tables.headers import COUNTY_LABELS
from workbook.reading.tables.rows import RowTable
from workbook.reading.tables.sheet import Sheet

SHEET = "待定批准"
COLUMNS = ("县（市、区）", "事由", "批准人", "文号", "日期")
MORE = (LATE,)  # a column that need not be there
_COUNTY, _REASON, _APPROVER, _DOCUMENT, _DATE, _LATE = range(6)
SPELLINGS = (
    COUNTY_LABELS,
    frozenset(("事由", "理由", "原因")),
    frozenset(("批准人", "审批人", "批准")),
    frozenset(("文号", "文件", "批准文号")),
    frozenset(("日期", "批准日期")),
    frozenset((LATE,)),
)


@dataclass(frozen=True)
class PendingApproval:
    """A county that was approved as 待定; by which document, of which day (ISO). late: who allowed another day."""

    county: str
    document: str
    date: str
    late: str
    source: Source


def read_pending(sheet: Sheet, counties: Counties) -> tuple[PendingApproval, ...]:
    """The approvals in row order; a row with anything wrong is reported and left out."""
    table = RowTable(sheet, counties, (*COLUMNS, *MORE), SPELLINGS, range(5), "E_PENDING")
    found = [_read(table, number) for number in table.places()]
    return tuple(one for one in found if one is not None)


def _read(table: RowTable, number: int) -> PendingApproval | None:
    county = table.county(number)
    where: Where = {"county": county or ""}
    texts = [table.words(number, which, f"写明{COLUMNS[which]}", **where) for which in (_REASON, _APPROVER)]
    document = table.document(number, _DOCUMENT, **where)
    date = table.date(number, _DATE, "写批准的日期", **where)
    if county is None or document is None or date is None or not all(texts):
        return None
    source = table.sheet.findings.source(table.place(number, _DOCUMENT))
    return PendingApproval(county, document, date, table.text(number, _LATE), source)
