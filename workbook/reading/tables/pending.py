"""The sheet 待定批准: counties whose result was approved as 待定, so that the others can be decided (审定)."""

from __future__ import annotations

from workbook.reading.tables.counties import Counties
from workbook.reading.tables.dates import BadDate, read_date
from workbook.reading.tables.headers import COUNTY_LABELS
from workbook.reading.tables.rows import RowTable
from workbook.reading.tables.sheet import Sheet

SHEET = "待定批准"
COLUMNS = ("县（市、区）", "事由", "批准人", "文号", "日期")
_COUNTY, _REASON, _APPROVER, _DOCUMENT, _DATE = range(5)
SPELLINGS = (
    COUNTY_LABELS,
    frozenset(("事由", "理由", "原因")),
    frozenset(("批准人", "审批人", "批准")),
    frozenset(("文号", "文件", "批准文号")),
    frozenset(("日期", "批准日期")),
)


def read_pending(sheet: Sheet, counties: Counties) -> frozenset[str]:
    """The counties; a row with anything wrong is reported and left out."""
    table = RowTable(sheet, counties, COLUMNS, SPELLINGS, range(5), "E_PENDING")
    found = {_read(table, number) for number in table.places()}
    return frozenset(one for one in found if one is not None)


def _read(table: RowTable, number: int) -> str | None:
    county = table.county(number)
    lacking = [which for which in (_REASON, _APPROVER, _DOCUMENT) if not table.text(number, which)]
    for which in lacking:
        table.wrong(f"没有写{COLUMNS[which]}", f"写明{COLUMNS[which]}", number, which, county=county or "")
    try:
        read_date(table.raw(number, _DATE))
    except BadDate as wrong:
        table.wrong(f"日期：{wrong}", "写批准的日期", number, _DATE, county=county or "")
        return None
    return None if lacking else county
