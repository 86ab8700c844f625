"""The sheet 数据修订: late revisions of figures, each a new vintage with its date, caliber and source."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.problems import Source
from scoring.scheme.models import ItemSpec
from scoring.scheme.scheme import Scheme
from scoring.vintages import Vintage
from workbook.reading.findings import Findings
from workbook.reading.formats.book import Book
from workbook.reading.parts.declaration import beside
from workbook.reading.raw import Raw, as_text, is_blank
from workbook.reading.tables.cells import read_cell
from workbook.reading.tables.columns import items_by_name, spelt_columns
from workbook.reading.tables.counties import Counties, Unknown, is_note
from workbook.reading.tables.dates import BadDate, read_date
from workbook.reading.tables.headers import COUNTY_LABELS
from workbook.reading.text import near, plain, short, squeezed, tidy

FILES = ("数据修订.xlsx", "数据修订.csv")
"""Files beside the data that are laid out as the sheet is."""

APPEAL_FILES = ("复查.yaml", "复查.yml")
"""Files of appeals beside the data."""

SHEET = "数据修订"
DATE_LABEL = "数据日期"
COLUMNS = ("县（市、区）", "数据项编号", "数值", "版本日期", "口径", "来源/文号", "说明", "复查编号")
_COUNTY, _ITEM, _VALUE, _DATE, _CALIBER, _DOCUMENT, _NOTE, _APPEAL = range(8)
_NEEDED = (_COUNTY, _ITEM, _VALUE, _DATE, _DOCUMENT)
_SPELLINGS = (
    COUNTY_LABELS,
    frozenset(("数据项编号", "数据项", "数据项名称", "编号", "指标编号")),
    frozenset(("数值", "修订数", "修订后", "核定数", "新数")),
    frozenset(("版本日期", "核定日期", "发布日期", "修订日期", "日期")),
    frozenset(("口径", "数据口径", "统计口径")),
    frozenset(("来源文号", "来源", "文号", "数据来源", "依据")),
    frozenset(("说明", "修订说明", "原因", "修订原因", "备注")),
    frozenset(("复查编号", "复查", "复核编号")),
)


def read_revisions(book: Book, sheet: str, scheme: Scheme, counties: Counties, findings: Findings) -> list[Vintage]:
    """The sheet's vintages in row order; a row with anything wrong is reported and left out."""
    rows = book.rows(sheet)
    header, columns = spelt_columns(rows, _SPELLINGS)
    absent = [COLUMNS[which] for which in _NEEDED if columns[which] is None]
    if absent:
        if any(not is_blank(raw) for row in rows for raw in row):
            message = f"“{findings.sheet or SHEET}”的表头缺少：{'、'.join(absent)}，整张表没有读"
            findings.error("E_VINTAGE", message, f"表头应为：{'、'.join(COLUMNS)}")
        return []
    reader = _Reader(book, sheet, scheme, counties, findings, columns)
    read = (reader.read(rows[number], number) for number in range(header + 1, len(rows)))
    return [one for one in read if one is not None]


def read_data_date(book: Book, sheet: str, findings: Findings) -> str:
    """The date of the workbook's own figures, where the sheet says it (数据日期); empty where it does not."""
    raw, place = beside(book.rows(sheet), (DATE_LABEL,)).get(DATE_LABEL, (None, None))
    if place is None or is_blank(raw):
        return ""
    try:
        return read_date(raw)
    except BadDate as wrong:
        findings.error("E_VINTAGE", f"“{DATE_LABEL}”：{wrong}", "数据表不注明日期的，这一格留空", place)
        return ""


class _Reader:
    def __init__(
        self,
        book: Book,
        sheet: str,
        scheme: Scheme,
        counties: Counties,
        findings: Findings,
        columns: list[int | None],
    ) -> None:
        self.book, self.sheet, self.scheme = book, sheet, scheme
        self.counties, self.findings, self.columns = counties, findings, columns
        items = tuple(scheme.items.values())
        self.items = {item.id: item.id for item in items} | items_by_name(items)

    def read(self, row: Sequence[Raw], number: int) -> Vintage | None:
        """The vintage of a row; None for a blank row, a remark, or one that was reported."""
        cells = [None if column is None else row[column] for column in self.columns]
        first = next((as_text(raw) for raw in row if not is_blank(raw)), "")
        if all(is_blank(raw) and self._behind(which, number) is None for which, raw in enumerate(cells)) or is_note(
            first
        ):
            return None
        county = self._county(cells[_COUNTY], number)
        item = self._item(cells[_ITEM], number, county or "")
        figure = self._figure(cells[_VALUE], number, county or "", item)
        date = self._date(cells[_DATE], number, county or "", item)
        document = self._document(cells[_DOCUMENT], number, county or "", item)
        if county is None or item is None or figure is None or not date or not document:
            return None
        value, reason = figure
        words = [tidy(as_text(cells[which])) for which in (_CALIBER, _NOTE, _APPEAL)]
        note = "；".join(part for part in (reason, words[1]) if part)
        return Vintage(county, item.id, value, date, words[0], document, note, words[2], self._source(number))

    def _source(self, number: int) -> Source:
        return self.findings.source((number, self._at(_VALUE)))

    def _at(self, which: int) -> int:
        return self.columns[which] or 0

    def _behind(self, which: int, number: int) -> Raw:
        column = self.columns[which]
        return None if column is None else self.book.behind_blank(self.sheet, number, column)

    def _county(self, raw: Raw, number: int) -> str | None:
        found = self.counties.find(raw) if not is_blank(raw) else Unknown("", ())
        if not isinstance(found, Unknown):
            return found
        hint = f"是不是{'、'.join(f'“{name}”' for name in found.likely)}？" if found.likely else ""
        said = f"没有“{short(found.text)}”这个县（市、区）" if found.text else "没有写县（市、区）"
        self._wrong(said, f"{hint}请写全称：{self.counties.all_named()}", _COUNTY, number)
        return None

    def _item(self, raw: Raw, number: int, county: str) -> ItemSpec | None:
        text = squeezed(as_text(raw))
        known = self.items.get(text) or self.items.get(text.lower())
        if known is not None:
            return self.scheme.items[known]
        close = near(text.lower(), self.items)
        hint = f"是不是 {self.items[close[0]]}（{self.scheme.items[self.items[close[0]]].name}）？" if close else ""
        said = f"方案里没有数据项“{short(text)}”" if text else "没有写数据项编号"
        self._wrong(said, f"{hint}请写数据表“编号”行里的编号", _ITEM, number, county)
        return None

    def _figure(self, raw: Raw, number: int, county: str, item: ItemSpec | None) -> tuple[float | str, str] | None:
        """The figure and, where it is a declaration, its reason."""
        if item is None:
            return None
        if is_blank(raw):
            raw = self._behind(_VALUE, number)
        if is_blank(raw):
            self._wrong(
                "没有写数值", "写修订后的数；撤销的数写“暂缺（原因）”或“不适用（原因）”", _VALUE, number, county, item
            )
            return None
        percent = isinstance(raw, float) and self.book.is_percent(self.sheet, number, self._at(_VALUE))
        reading = read_cell(raw, item, percent=percent)
        if reading.fault is not None and reading.fault.severity == "error":
            self._wrong(
                reading.fault.message, reading.fault.remedy, _VALUE, number, county, item, short(plain(as_text(raw)))
            )
            return None
        if reading.fault is not None:
            place = (number, self._at(_VALUE))
            fault = reading.fault
            self.findings.add(
                fault.severity, fault.code, fault.message, fault.remedy, place, county=county, item=item.id
            )
        return reading.value, reading.declared[1] if reading.declared else ""

    def _date(self, raw: Raw, number: int, county: str, item: ItemSpec | None) -> str:
        try:
            return read_date(self._behind(_DATE, number) if is_blank(raw) else raw)
        except BadDate as wrong:
            self._wrong(f"版本日期：{wrong}", "版本日期是这个数发布或核定的日期", _DATE, number, county, item)
            return ""

    def _document(self, raw: Raw, number: int, county: str, item: ItemSpec | None) -> str:
        text = tidy(as_text(raw))
        if not text:
            self._wrong("没有写来源/文号", "写明由谁、以什么文件核定", _DOCUMENT, number, county, item)
        return text

    def _wrong(
        self,
        said: str,
        remedy: str,
        which: int,
        number: int,
        county: str = "",
        item: ItemSpec | None = None,
        value: str = "",
    ) -> None:
        place = (number, self._at(which))
        where = {"county": county, "item": "" if item is None else item.id, "value": value}
        self.findings.error("E_VINTAGE", f"{said}，这一行没有采用", remedy, place, **where)
