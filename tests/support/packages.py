"""Workbooks written part by part, as no program would write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from workbook.reading.grid import Book, Grid
from workbook.reading.opening import book_of

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"

Parts = dict[str, bytes]


def relations(*given: tuple[str, str, str], extra: str = "") -> bytes:
    """A part of relationships: id, last word of the type, target."""
    inner = "".join(f'<Relationship Id="{one}" Type="{OFFICE}/{kind}" Target="{to}"/>' for one, kind, to in given)
    return f'<Relationships xmlns="{RELATIONS}">{inner}{extra}</Relationships>'.encode()


def sheet(data: str, before: str = "", after: str = "", root: str = "") -> bytes:
    """A worksheet: its rows, what stands before and behind them, more attributes of the root."""
    return (
        f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}" {root}>{before}<sheetData>{data}</sheetData>{after}</worksheet>'
    ).encode()


def styles(formats: str = "", fonts: str = "<font/>", xfs: str = "") -> bytes:
    """Styles: number formats of one's own, fonts, and the cell styles after the ordinary one."""
    own = f"<numFmts>{formats}</numFmts>" if formats else ""
    return (
        f'<styleSheet xmlns="{MAIN}">{own}<fonts>{fonts}</fonts><cellXfs><xf numFmtId="0"/>{xfs}</cellXfs></styleSheet>'
    ).encode()


def parts(data: str = "", *, strings: str = "", look: bytes = b"", rows: bytes = b"", workbook: str = "") -> Parts:
    """A workbook of one sheet 甲. data: its rows; rows: its whole part; strings: the <si> of its texts."""
    return {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{workbook}'
            '<sheets><sheet name="甲" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ).encode(),
        "xl/_rels/workbook.xml.rels": relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "styles", "styles.xml"),
            ("rId3", "sharedStrings", "sharedStrings.xml"),
        ),
        SHEET: rows or sheet(data),
        "xl/styles.xml": look or styles(),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>'.encode(),
    }


def packed(content: Mapping[str, bytes]) -> bytes:
    """The parts as a file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def unpacked(data: bytes) -> Parts:
    """The parts of a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def opened(content: Mapping[str, bytes]) -> Book:
    """The parts, opened."""
    return book_of("书.xlsx", packed(content))


def grid(content: Mapping[str, bytes], name: str = "甲") -> Grid:
    """The grid of a sheet."""
    return opened(content).grid(name)
