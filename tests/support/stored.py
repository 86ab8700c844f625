"""What the cells of a workbook hold, read straight from its XML: ten times as quick as openpyxl, which keeps their looks too."""

from __future__ import annotations

import posixpath
import zipfile
from pathlib import Path
from typing import NamedTuple

from lxml import etree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
Value = float | str | None


class Stored(NamedTuple):
    """A cell's formula, None for a constant, and its value: a number (a truth is 1 or 0), a text, an error as #N/A."""

    formula: str | None
    value: Value


def stored(path: Path) -> dict[str, dict[str, Stored]]:
    """The cells of every worksheet by sheet and address, sheets in their order; blank cells are left out."""
    with zipfile.ZipFile(path) as book:
        shared = _shared(book)
        targets = {
            one.get("Id"): one.get("Target") for one in etree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
        }
        sheets = etree.fromstring(book.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")
        parts = {one.get("name"): posixpath.join("/xl", targets[one.get(f"{_OFFICE}id")])[1:] for one in sheets}
        return {name: dict(_cells(book.read(part), shared)) for name, part in parts.items()}


def _shared(book: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    return [_text(one) for one in etree.fromstring(book.read("xl/sharedStrings.xml"))]


def _text(element: etree._Element) -> str:
    """The text of its runs, pronunciations left out."""
    return "".join(one.text or "" for one in element.iter(f"{_MAIN}t") if one.getparent().tag != f"{_MAIN}rPh")


def _cells(part: bytes, shared: list[str]) -> list[tuple[str, Stored]]:
    found = []
    for cell in etree.fromstring(part, etree.XMLParser(huge_tree=True)).iter(f"{_MAIN}c"):
        formula, value, kind = cell.find(f"{_MAIN}f"), cell.findtext(f"{_MAIN}v"), cell.get("t", "n")
        if kind == "inlineStr":
            said: Value = _text(cell)
        elif not value:
            said = None
        else:
            said = shared[int(value)] if kind == "s" else float(value) if kind in "nb" else value
        if formula is not None or said is not None:
            found.append((cell.get("r"), Stored(None if formula is None else f"={formula.text or ''}", said)))
    return found
