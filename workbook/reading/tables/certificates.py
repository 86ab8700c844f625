"""The sheet 认定说明: how a bureau certifies its figures, once for all of them or by item and county."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scoring.problems import Source
from scoring.scheme.scheme import Scheme
from workbook.reading.papers import LATE, DocumentCell, paper
from workbook.reading.raw import is_blank
from workbook.reading.roles import Certificate
from workbook.reading.tables.columns import items_by_name
from workbook.reading.tables.counties import Counties
from workbook.reading.tables.headers import COUNTY_LABELS
from workbook.reading.tables.rows import DOCUMENT, RowTable
from workbook.reading.tables.sheet import Sheet
from workbook.reading.text import near, short, squeezed

SHEET = "认定说明"
COLUMNS = (
    "数据项", "县（市、区）", "认定单位", "转报单位", "文号", "日期", "初步/最终", "认定方式", "原件", "录入人", "复核人",
    "与自报不同的原因",
)  # fmt: skip
MORE = (LATE,)  # a column that need not be there
(
    _ITEM, _COUNTY, _CERTIFIER, _FORWARDER, _DOCUMENT, _DATE, _STATE, _METHOD, _SCAN, _TYPIST, _CHECKER, _REASON, _LATE,
) = range(13)  # fmt: skip
STATES = ("初步", "最终")
METHODS = ("逐项", "抽查", "上级认定")
SPELLINGS = (
    frozenset(("数据项", "数据项编号", "编号")),
    COUNTY_LABELS,
    frozenset(("认定单位", "核定单位")),
    frozenset(("转报单位",)),
    frozenset(("文号", "认定文号")),
    frozenset(("日期", "认定日期", "核定日期")),
    frozenset(("初步最终", "状态")),
    frozenset(("认定方式", "核定方式")),
    frozenset(("原件", "原件文件名")),
    frozenset(("录入人",)),
    frozenset(("复核人",)),
    frozenset(("与自报不同的原因", "差异原因", "差异的原因")),
    frozenset((LATE,)),
)
_CODE = "E_CERTIFICATE"

Scope = tuple[str, str]


@dataclass(frozen=True)
class CertificateRow:
    """Where a certificate stands: the cell of its date. late: who allowed a day outside the calendar."""

    place: Source
    late: str


def read_certificates(
    sheet: Sheet, scheme: Scheme, counties: Counties
) -> tuple[dict[Scope, Certificate], dict[Scope, CertificateRow]]:
    """Certificates and their rows by (county, item), blank for all; a row with anything wrong, and rows that contradict, are left out."""
    table = RowTable(sheet, counties, (*COLUMNS, *MORE), SPELLINGS, (_ITEM, _COUNTY, _STATE), _CODE)
    reader, found, first = _Reader(table, scheme), dict[Scope, Certificate](), dict[Scope, int]()
    for number in table.places():
        read = reader.read(number)
        if read is None:
            continue
        scope, certificate = read
        if scope in first and found.get(scope) != certificate:
            message = f"与第 {first[scope] + 1} 行说的是同样的数，写的不一样"
            table.wrong(message, "只留一行", number, _ITEM)
            found.pop(scope, None)
        elif scope not in first:
            found[scope], first[scope] = certificate, number
    places = {scope: sheet.findings.source(table.place(first[scope], _DATE)) for scope in found}
    return found, {scope: CertificateRow(place, table.text(first[scope], _LATE)) for scope, place in places.items()}


class _Reader:
    def __init__(self, table: RowTable, scheme: Scheme) -> None:
        self.table = table
        items = tuple(scheme.items.values())
        self.items = {item.id: item.id for item in items} | items_by_name(items)

    def read(self, number: int) -> tuple[Scope, Certificate] | None:
        """A row's scope and certificate; None for one that was reported."""
        table = self.table
        county = "" if is_blank(table.raw(number, _COUNTY)) else table.county(number, _COUNTY)
        item, date = self._item(number), table.date(number, _DATE, "写认定的日期", needed=False)
        state = self._word(number, _STATE, STATES, needed=True)
        method = self._word(number, _METHOD, METHODS, needed=False)
        if county is None or item is None or date is None or state is None or method is None:
            return None
        texts = {which: table.text(number, which) for which in range(len(COLUMNS))}
        certificate = Certificate(
            texts[_CERTIFIER], texts[_FORWARDER], texts[_DOCUMENT], date, state == "最终", method, texts[_SCAN], "",
            texts[_TYPIST], texts[_CHECKER], texts[_REASON],
        )  # fmt: skip
        return ((county, item), self._final(number, certificate)) if self._complete(number, certificate) else None

    def _final(self, number: int, one: Certificate) -> Certificate:
        """The certificate; without a written document it is not final, whatever its row says."""
        if not one.final or paper(one.document) == DocumentCell.WRITTEN:
            return one
        message = f"写的是“最终”，还没有文件（“{short(one.document)}”），按初步数用"
        place = self.table.place(number, _DOCUMENT)
        self.table.sheet.findings.add("W_CERTIFICATE", message, f"补到文件后{DOCUMENT}", place)
        return replace(one, final=False)

    def _complete(self, number: int, one: Certificate) -> bool:
        """Whether a final figure has its document and date, and a typed one its two persons."""
        wrong, which, remedy = "", _STATE, ""
        if one.final and not (one.document and one.date):
            lacking = "、".join(name for name, text in (("文号", one.document), ("日期", one.date)) if not text)
            wrong, remedy = f"写的是“最终”，没有写{lacking}", f"写明{lacking}；还没有最终数的写“初步”"
        elif one.final and paper(one.document) == DocumentCell.NONE:
            wrong, which = f"写的是“最终”，“文号”写的是“{short(one.document)}”，不是文件", _DOCUMENT
            remedy = f"{DOCUMENT}；还没有最终数的写“初步”"
        elif one.scan and not (one.typist and one.checker):
            wrong, which, remedy = "由原件转录，没有写录入人、复核人", _SCAN, "转录要两个人：一人录入，一人复核"
        elif one.scan and squeezed(one.typist) == squeezed(one.checker):
            wrong, which, remedy = f"录入人和复核人是同一个人（{short(one.typist)}）", _CHECKER, "换一个人复核"
        if wrong:
            self.table.wrong(wrong, remedy, number, which)
        return not wrong

    def _item(self, number: int) -> str | None:
        text = squeezed(self.table.text(number, _ITEM))
        known = "" if not text else self.items.get(text) or self.items.get(text.lower())
        if known is not None:
            return known
        close = near(text.lower(), self.items)
        hint = f"是不是 {self.items[close[0]]}？" if close else ""
        self.table.wrong(f"方案里没有数据项“{short(text)}”", f"{hint}写数据项编号；全部数都一样的留空", number, _ITEM)
        return None

    def _word(self, number: int, which: int, words: tuple[str, ...], *, needed: bool) -> str | None:
        text = squeezed(self.table.text(number, which))
        if text in words or not (text or needed):
            return text
        message = f"“{COLUMNS[which]}”写的是“{short(text)}”" if text else f"没有写{COLUMNS[which]}"
        self.table.wrong(message, f"写{'、'.join(words)}之一", number, which)
        return None
