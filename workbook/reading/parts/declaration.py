"""What a workbook says of itself on 填表说明: the year assessed and the scheme."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workbook.printable import printable
from workbook.reading.findings import Findings, Place
from workbook.reading.formats.book import UNNAMED, Book
from workbook.reading.raw import Raw, as_text, is_blank
from workbook.reading.tables.columns import Rows
from workbook.reading.text import plain, short, squeezed

GUIDE = "填表说明"
YEAR_LABEL = "考核年度"
SCHEME_LABEL = "方案编号"
REMARK_LABEL = "数据标注"
COUNTY_LABEL = "填报县（市、区）"

_LABELS = (YEAR_LABEL, SCHEME_LABEL, REMARK_LABEL, COUNTY_LABEL)
_YEAR = re.compile(r"(20[0-9]{2})(年|年度)?")


@dataclass(frozen=True)
class Declaration:
    """The year assessed, the scheme's id, a label that the figures carry, and the one county that a county
    workbook is of; None or empty where not said."""

    year: int | None = None
    scheme_id: str | None = None
    scheme_place: Place | None = None
    remark: str = ""
    county: str = ""
    county_place: Place | None = None


def read_declaration(book: Book, findings: Findings) -> Declaration:
    """What the sheet 填表说明 declares; an unreadable year is an error."""
    sheet = next((name for name in book.sheets if squeezed(name) == GUIDE), None)
    if book.sheets == (UNNAMED,):  # a text table says it above its heading
        sheet = UNNAMED
    if sheet is None:
        return Declaration()
    said = beside(book.rows(sheet), _LABELS)
    year, year_place = said.get(YEAR_LABEL, (None, None))
    scheme, scheme_place = said.get(SCHEME_LABEL, (None, None))
    county, county_place = said.get(COUNTY_LABEL, (None, None))
    return Declaration(
        _year(year, year_place, findings),
        plain(as_text(scheme)) or None if scheme_place else None,
        scheme_place,
        printable(as_text(said.get(REMARK_LABEL, (None, None))[0]).strip()),
        as_text(county).strip(),
        county_place,
    )


def beside(rows: Rows, labels: Sequence[str]) -> dict[str, tuple[Raw, Place]]:
    """The value after each label, where it first stands: in the same cell behind a colon, or in the next filled cell."""
    found: dict[str, tuple[Raw, Place]] = {}
    known = {plain(one): one for one in labels}
    first = {one[0] for one in known}
    for number, row in enumerate(rows):
        for column, raw in enumerate(row):
            if not raw or not isinstance(raw, str) or ("\u3001" < raw[0] < "\ufe00" and raw[0] not in first):
                continue
            head, _, rest = squeezed(raw).partition(":")
            label = known.get(head, "")
            if not label or label in found:
                continue
            if rest:
                found[label] = (rest, (number, column))
                continue
            others = [(value, (number, place)) for place, value in enumerate(row) if place > column]
            found[label] = next((one for one in others if not is_blank(one[0])), (None, (number, column)))
    return found


def _year(raw: Raw, place: Place | None, findings: Findings) -> int | None:
    if place is None:
        return None
    found = _YEAR.fullmatch(squeezed(as_text(raw)))
    if found:
        return int(found[1])
    said = f"写的是“{short(as_text(raw))}”，读不懂" if not is_blank(raw) else "没有填"
    findings.error("E_YEAR", f"“{YEAR_LABEL}”{said}", "写四位数的年份，如 2025", place)
    return None
