"""What a workbook says of itself on 填表说明, or a text table above its heading: the year, the scheme, the county."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from workbook.printable import printable
from workbook.reading.grid import TEXT_TABLE, Book, Place, is_text_table
from workbook.reading.labels import (
    BUREAU_LABEL,
    COUNTY_LABEL,
    DOCUMENT_LABEL,
    GUIDE,
    ISSUED_LABEL,
    REMARK_LABEL,
    SCHEME_LABEL,
    YEAR_LABEL,
)
from workbook.reading.raw import Raw, as_text, is_blank
from workbook.reading.tables.labels import beside
from workbook.reading.tables.sheet import Rows, Sheet, Use
from workbook.reading.text import plain, short, squeezed, tidy

_LABELS = (YEAR_LABEL, SCHEME_LABEL, REMARK_LABEL, COUNTY_LABEL, BUREAU_LABEL, DOCUMENT_LABEL, ISSUED_LABEL)
_YEAR = re.compile(r"(20[0-9]{2})(年|年度)?")
_TITLED = re.compile(r"(.*?)(20[0-9]{2})年度考核数据")
_TITLE = re.compile(r"(.+?)(20[0-9]{2})年度考核数据[:：]")
_NOTE_SCHEME = re.compile(r"考核年度[:：].*方案[:：].*[（(]([a-z0-9][a-z0-9-]*)[）)]\s*$")
_SCHEME_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_TOP = 3  # rows that the title and the note of one of our own sheets may stand in


@dataclass(frozen=True)
class Declaration:
    """The year assessed, the scheme's id, a label that the figures carry, and the one county that a county
    workbook is of; None or empty where not said. sheet: where it is said, or empty. titled: whether the county is only what a title begins with. bureau: whose
    book it is; document, issued: by which targets were assigned."""

    year: int | None = None
    scheme_id: str | None = None
    scheme_place: Place | None = None
    remark: str = ""
    county: str = ""
    county_place: Place | None = None
    year_place: Place | None = None
    titled: bool = False
    bureau: str = ""
    document: str = ""
    issued: str = ""
    document_place: Place | None = None
    issued_place: Place | None = None


def declaration_sheet(book: Book) -> str | None:
    """The name of the sheet that says it; None if there is none."""
    if is_text_table(*book.sheets):
        return TEXT_TABLE
    return next((name for name in book.sheets if squeezed(name) == GUIDE), None)


def read_declaration(sheet: Sheet | None) -> Declaration:
    """What the sheet declares; an unreadable year is an error."""
    if sheet is None:
        return Declaration()
    found = beside(sheet.rows, _LABELS)
    for value, place, label in found.values():
        sheet.claim(label)
        if not is_blank(value):
            sheet.claim(place, Use.FIGURE)
    labelled = {label: (value, place) for label, (value, place, _) in found.items()}
    labelled |= _brief_scheme(sheet, labelled)
    year, year_place = labelled.get(YEAR_LABEL, (None, None))
    scheme, scheme_place = labelled.get(SCHEME_LABEL, (None, None))
    county, county_place = labelled.get(COUNTY_LABEL, (None, None))
    titled = _own_sheet(sheet) if is_text_table(sheet.name) else Declaration()
    *texts, issued = (
        tidy(as_text(labelled.get(one, (None, None))[0])) for one in (BUREAU_LABEL, DOCUMENT_LABEL, ISSUED_LABEL)
    )
    bureau, document = texts
    return Declaration(
        _year(sheet, year, year_place) or titled.year,
        plain(as_text(scheme)) or None if scheme_place else titled.scheme_id,
        scheme_place,
        printable(as_text(labelled.get(REMARK_LABEL, (None, None))[0]).strip()),
        as_text(county).strip() or titled.county,
        county_place or titled.county_place,
        year_place,
        not as_text(county).strip(),
        bureau,
        document,
        issued.removesuffix(" 00:00:00"),  # of a date cell
        labelled.get(DOCUMENT_LABEL, (None, None))[1],
        labelled.get(ISSUED_LABEL, (None, None))[1],
    )


def _brief_scheme(sheet: Sheet, labelled: Mapping[str, object]) -> dict[str, tuple[Raw, Place]]:
    """方案：yuncheng-14fyp above a text table, where 方案编号 is not said; a scheme's name is no id."""
    if not is_text_table(sheet.name) or SCHEME_LABEL in labelled:
        return {}
    value, place, label = beside(sheet.rows, ("方案",)).get("方案", (None, None, None))
    if place is None or label is None or not _SCHEME_ID.fullmatch(plain(as_text(value))):
        return {}
    sheet.claim(label)
    sheet.claim(place, Use.FIGURE)
    return {SCHEME_LABEL: (value, place)}


def titled(rows: Rows) -> tuple[str, int | None]:
    """What the title of a sheet that was made from a form says it is of, and the year; None if it has no such title."""
    title = _TITLED.match(as_text(rows[0][0]).strip()) if rows and rows[0] else None
    return (title[1], int(title[2])) if title else ("", None)


def _own_sheet(sheet: Sheet) -> Declaration:
    """What the title and the note of one of our own sheets say, where it was saved as text."""
    county, place, scheme = "", None, None
    for number, row in enumerate(sheet.rows[:_TOP]):
        text = as_text(row[0]) if row else ""
        title, note = _TITLE.match(text), _NOTE_SCHEME.match(text)
        if title:
            county, place = title[1], (number, 0)
            sheet.claim(place)
        if note:
            scheme = note[1]
            sheet.claim((number, 0))
    return Declaration(scheme_id=scheme, county=county, county_place=place)


def _year(sheet: Sheet, raw: Raw, place: Place | None) -> int | None:
    if place is None:
        return None
    found = _YEAR.fullmatch(squeezed(as_text(raw)))
    if found:
        return int(found[1])
    fault = f"写的是“{short(as_text(raw))}”，读不懂" if not is_blank(raw) else "没有填"
    sheet.findings.add("E_YEAR", f"“{YEAR_LABEL}”{fault}", "写四位数的年份，如 2025", place)
    return None
