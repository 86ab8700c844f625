"""The sheet 数据修订: late revisions of figures, each a new vintage with its date, caliber and source."""

from __future__ import annotations

from scoring.problems import Source
from scoring.scheme.models import ItemSpec
from scoring.scheme.scheme import Scheme
from scoring.vintages import Vintage
from workbook.reading.findings import Where
from workbook.reading.papers import LATE
from workbook.reading.raw import as_text, is_blank
from workbook.reading.tables.appearance import appearance_at
from workbook.reading.tables.cells import read_cell
from workbook.reading.tables.columns import items_by_name
from workbook.reading.tables.counties import Counties
from workbook.reading.tables.dates import BadDate, read_date
from workbook.reading.tables.headers import COUNTY_LABELS
from workbook.reading.tables.labels import beside
from workbook.reading.tables.rows import RowTable
from workbook.reading.tables.sheet import Sheet, Use
from workbook.reading.text import near, plain, short, squeezed

FILES = ("数据修订.xlsx", "数据修订.csv")
"""Names of files of revisions; beside the data such a file decides nothing, and is reported."""

APPEAL_FILES = ("复查.yaml", "复查.yml")
"""Names of files of appeals; beside the data such a file decides nothing, and is reported."""

SHEET = "数据修订"
DATE_LABEL = "数据日期"
COLUMNS = ("县（市、区）", "数据项编号", "数值", "版本日期", "口径", "来源/文号", "说明", "复查编号", LATE)
_COUNTY, _ITEM, _VALUE, _DATE, _CALIBER, _DOCUMENT, _NOTE, _APPEAL, _LATE = range(9)
_NEEDED = (_COUNTY, _ITEM, _VALUE, _DATE, _DOCUMENT)
SPELLINGS = (
    COUNTY_LABELS,
    frozenset(("数据项编号", "数据项", "数据项名称", "编号", "指标编号")),
    frozenset(("数值", "修订数", "修订后", "核定数", "新数")),
    frozenset(("版本日期", "核定日期", "发布日期", "修订日期", "日期")),
    frozenset(("口径", "数据口径", "统计口径")),
    frozenset(("来源文号", "来源", "文号", "数据来源", "依据")),
    frozenset(("说明", "修订说明", "原因", "修订原因", "备注")),
    frozenset(("复查编号", "复查", "复核编号")),
    frozenset((LATE,)),
)


def read_revisions(sheet: Sheet, scheme: Scheme, counties: Counties) -> list[Vintage]:
    """The sheet's vintages in row order; a row with anything wrong is reported and left out."""
    table = RowTable(sheet, counties, COLUMNS, SPELLINGS, _NEEDED, "E_VINTAGE")
    reader = _Reader(table, scheme)
    read = (reader.read(number) for number in table.places())
    return [one for one in read if one is not None]


def read_data_date(sheet: Sheet) -> tuple[str, Source]:
    """The date of the workbook's own figures, where the sheet says it (数据日期), and its place; else empty."""
    raw, place, label = beside(sheet.rows, (DATE_LABEL,)).get(DATE_LABEL, (None, None, None))
    if label is not None:
        sheet.claim(label)
    if place is None or is_blank(raw):
        return "", Source()
    sheet.claim(place, Use.FIGURE)
    try:
        return read_date(raw), sheet.findings.source(place)
    except BadDate as wrong:
        sheet.findings.add("E_VINTAGE", f"“{DATE_LABEL}”：{wrong}", "数据表不注明日期的，这一格留空", place)
        return "", Source()


class _Reader:
    def __init__(self, table: RowTable, scheme: Scheme) -> None:
        self.table, self.scheme = table, scheme
        items = tuple(scheme.items.values())
        self.items = {item.id: item.id for item in items} | items_by_name(items)

    def read(self, number: int) -> Vintage | None:
        """The vintage of a row; None for one that was reported."""
        county = self.table.county(number)
        item = self._item(number, county or "")
        where: Where = {"county": county or "", "item": "" if item is None else item.id}
        figure = self._figure(number, item, where)
        date = self.table.date(number, _DATE, "版本日期是这个数发布或核定的日期", **where)
        document = self.table.document(number, _DOCUMENT, **where)
        if county is None or item is None or figure is None or not date or not document:
            return None
        value, reason = figure
        caliber, remark, appeal, late = (self.table.text(number, which) for which in (_CALIBER, _NOTE, _APPEAL, _LATE))
        note = "；".join(part for part in (reason, remark) if part)
        source = self.table.sheet.findings.source(self.table.place(number, _VALUE))
        return Vintage(county, item.id, value, date, caliber, document, note, appeal, source, late)

    def _item(self, number: int, county: str) -> ItemSpec | None:
        text = squeezed(self.table.text(number, _ITEM))
        known = self.items.get(text) or self.items.get(text.lower())
        if known is not None:
            return self.scheme.items[known]
        close = near(text.lower(), self.items)
        hint = f"是不是 {self.items[close[0]]}（{self.scheme.items[self.items[close[0]]].name}）？" if close else ""
        message = f"方案里没有数据项“{short(text)}”" if text else "没有写数据项编号"
        self.table.wrong(message, f"{hint}请写数据表“编号”行里的编号", number, _ITEM, county=county)
        return None

    def _figure(self, number: int, item: ItemSpec | None, where: Where) -> tuple[float | str, str] | None:
        """The figure and, where it is a declaration, its reason."""
        if item is None:
            return None
        raw, place = self.table.raw(number, _VALUE), self.table.place(number, _VALUE)
        if is_blank(raw):
            remedy = "写修订后的数；撤销的数写“暂缺（原因）”或“不适用（原因）”"
            self.table.wrong("没有写数值", remedy, number, _VALUE, **where)
            return None
        reading = read_cell(raw, item, appearance_at(self.table.sheet.grid, place))
        fault = reading.fault
        if fault is not None and fault.code.startswith("E_"):
            shown = short(plain(as_text(raw)))
            self.table.wrong(
                fault.message, fault.remedy, number, _VALUE, county=where["county"], item=item.id, value=shown
            )
            return None
        if fault is not None:
            self.table.sheet.findings.fault(fault, place, **where)
        return reading.value, reading.declared[1] if reading.declared else ""
