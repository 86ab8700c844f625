"""What a workbook says of itself on 填表说明, or a text table above its heading: the year, the scheme, the county."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from scoring.scheme.scheme import Scheme
from workbook.printable import printable
from workbook.reading.findings import Findings
from workbook.reading.grid import TEXT_TABLE, Book, Place, is_text_table
from workbook.reading.labels import (
    BUREAU_LABEL,
    COUNTY_LABEL,
    DECLARED,
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
    found = beside(sheet.rows, DECLARED)
    for value, place, label in found.values():
        sheet.claim(label)
        if not is_blank(value):
            sheet.claim(place, Use.FIGURE)
    found |= _brief_scheme(sheet, found)
    texts = {label: as_text(value) for label, (value, _, _) in found.items()}
    places = {label: place for label, (_, place, _) in found.items()}
    titled = _own_sheet(sheet) if is_text_table(sheet.name) else Declaration()
    county = texts.get(COUNTY_LABEL, "").strip()
    return Declaration(
        _year(sheet, found[YEAR_LABEL][0], places[YEAR_LABEL]) if YEAR_LABEL in found else None,
        plain(texts[SCHEME_LABEL]) or None if SCHEME_LABEL in found else titled.scheme_id,
        places.get(SCHEME_LABEL),
        printable(texts.get(REMARK_LABEL, "").strip()),
        county or titled.county,
        places.get(COUNTY_LABEL, titled.county_place),
        places.get(YEAR_LABEL),
        not county,
        tidy(texts.get(BUREAU_LABEL, "")),
        tidy(texts.get(DOCUMENT_LABEL, "")),
        tidy(texts.get(ISSUED_LABEL, "")).removesuffix(" 00:00:00"),  # of a date cell
        places.get(DOCUMENT_LABEL),
        places.get(ISSUED_LABEL),
    )


def _brief_scheme(sheet: Sheet, labelled: Collection[str]) -> dict[str, tuple[Raw, Place, Place]]:
    """方案：yuncheng-14fyp above a text table, where 方案编号 is not said; a scheme's name is no id."""
    if not is_text_table(sheet.name) or SCHEME_LABEL in labelled:
        return {}
    for value, place, label in beside(sheet.rows, ("方案",)).values():
        if _SCHEME_ID.fullmatch(plain(as_text(value))):
            sheet.claim(label)
            sheet.claim(place, Use.FIGURE)
            return {SCHEME_LABEL: (value, place, label)}
    return {}


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


def warn_of_mismatches(findings: Findings, declaration: Declaration, scheme: Scheme, titled: int | None) -> None:
    """Warn where the scheme is another than the one it is read under, or the year another than the titles'."""
    if declaration.scheme_id is not None and declaration.scheme_id != scheme.id:
        findings.add(
            "W_SCHEME",
            f"工作簿是按方案 {declaration.scheme_id} 填的，现在按方案 {scheme.id} 读",
            "核对是否用对了方案；数据项相同的可以照用",
            declaration.scheme_place,
        )
    if declaration.year is not None and titled not in (None, declaration.year):
        findings.add(
            "W_YEAR",
            f"“{YEAR_LABEL}”写的是 {declaration.year}，各表标题写的是 {titled} 年度，按 {declaration.year} 年读了",
            "核对是不是拿别的年度的空表改的；年度写错的改正，数是别的年度的换成本年度的",
            declaration.year_place,
        )


def _year(sheet: Sheet, raw: Raw, place: Place) -> int | None:
    found = _YEAR.fullmatch(squeezed(as_text(raw)))
    if found:
        return int(found[1])
    fault = f"写的是“{short(as_text(raw))}”，读不懂" if not is_blank(raw) else "没有填"
    sheet.findings.add("E_YEAR", f"“{YEAR_LABEL}”{fault}", "写四位数的年份，如 2025", place)
    return None
