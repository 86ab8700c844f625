"""One workbook written in many ways: other prefixes, names, encodings, other programs. All say the same."""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from lxml import etree

from tests.support.packages import MAIN, OFFICE, STRICT, STRICT_OFFICE, Parts, packed, relations, unpacked
from workbook.reading.raw import column_name

_LOOKED_AT = ("xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml")


def _is_main(name: str) -> bool:
    return name in _LOOKED_AT or name.startswith("xl/worksheets/sheet")


def _each(content: Parts, edit: Callable[[bytes], bytes]) -> Parts:
    return {name: edit(part) if _is_main(name) else part for name, part in content.items()}


def strict(content: Parts) -> Parts:
    """As Excel's “Strict Open XML”: the other namespaces, and dates as dates."""
    return {name: part.replace(MAIN.encode(), STRICT.encode()).replace(OFFICE.encode(), STRICT_OFFICE.encode())
            for name, part in content.items()}  # fmt: skip


def prefixed(content: Parts) -> Parts:
    """Every element of the main namespace with a prefix."""

    def edit(part: bytes) -> bytes:
        old = etree.fromstring(part)
        new = etree.Element(old.tag, old.attrib, {"x": MAIN, **{key: value for key, value in old.nsmap.items() if key}})
        new.text = old.text
        for child in old:
            new.append(copy.deepcopy(child))
        etree.cleanup_namespaces(new, keep_ns_prefixes=["x"])
        text = etree.tostring(new).decode()
        text = re.sub(r"<(/?)(?=[A-Za-z]\w*[\s/>])", r"<\1x:", text).replace(f' xmlns="{MAIN}"', "")
        etree.fromstring(text)
        return text.encode()

    return _each(content, edit)


def without_places(content: Parts) -> Parts:
    """Rows and cells without the attribute r; the gaps are filled with blank ones."""

    def edit(part: bytes) -> bytes:
        root = etree.fromstring(part)
        for data in root.iter(f"{{{MAIN}}}sheetData"):
            last = 0
            for row in list(data):
                for _ in range(last + 1, int(row.get("r"))):
                    row.addprevious(etree.Element(f"{{{MAIN}}}row"))
                last = int(row.get("r"))
        for data in root.iter(f"{{{MAIN}}}sheetData"):
            for row in data:
                if row.get("r") is None:
                    continue
                column = 0
                for cell in list(row):
                    while cell.get("r") != f"{column_name(column)}{row.get('r')}":
                        cell.addprevious(etree.Element(f"{{{MAIN}}}c"))
                        column += 1
                    column += 1
                for element in (row, *row):
                    element.attrib.pop("r", None)
        return etree.tostring(root)

    return _each(content, edit)


def renamed(content: Parts) -> Parts:
    """Parts of other names, in other cases, in other folders, with the relationships that lead there."""
    found = {}
    for name, part in content.items():
        if name.startswith("xl/worksheets/sheet"):
            name = name.replace("xl/worksheets/sheet", "Data Sheets/S")
        elif name == "xl/workbook.xml":
            name = "xl/Book.XML"
        elif name == "xl/_rels/workbook.xml.rels":
            name = "XL/_rels/BOOK.xml.rels"
            part = part.replace(b'"worksheets/sheet', b'"../data%20sheets/s').replace(
                b"/xl/worksheets/sheet", b"/data%20sheets/s"
            )
        elif name == "_rels/.rels":
            part = relations(("rId1", "officeDocument", "./XL/../xl/book.xml"))
        found[name] = part
    return found


def backslashes(content: Parts) -> Parts:
    """Names as some Windows programs write them."""
    return {name.replace("/", "\\"): part for name, part in content.items()}


def single_quotes(content: Parts) -> Parts:
    """Attributes in single quotes."""

    def edit(part: bytes) -> bytes:
        return re.sub(rb"(<[^<>]*>)", lambda tag: re.sub(rb'="([^"\']*)"', rb"='\1'", tag[1]), part)

    return _each(content, edit)


def utf_16(content: Parts) -> Parts:
    """The other encoding that the standard allows."""

    def edit(part: bytes) -> bytes:
        text = part.decode("utf-8-sig").replace('encoding="UTF-8"', 'encoding="UTF-16"')
        return text.encode("utf-16")

    return _each(content, edit)


def spaced(content: Parts) -> Parts:
    """Line breaks and comments wherever they mean nothing."""

    def edit(part: bytes) -> bytes:
        return re.sub(
            rb"(<(?:c|row|v|f|xf|cellXfs|sheet|mergeCell)(?=[\s>/]))", rb"<!-- <c r='A1'><v>9</v></c> -->\n \1", part
        )

    return _each(content, edit)


BY_HAND: dict[str, Callable[[Parts], Parts]] = {
    one.__name__: one for one in (strict, prefixed, without_places, renamed, backslashes, single_quotes, utf_16, spaced)
}


def by_hand(name: str, data: bytes) -> bytes:
    """A variant of a file, by name."""
    return packed(BY_HAND[name](unpacked(data)))


def by_openpyxl(data: bytes) -> bytes:
    """Loaded and saved; openpyxl keeps no results of formulas."""
    buffer = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(data)).save(buffer)
    return buffer.getvalue()


def by_xlsxwriter(data: bytes) -> bytes:
    """Written anew, cell by cell, from what openpyxl reads."""
    formulas, values = (openpyxl.load_workbook(io.BytesIO(data), data_only=only) for only in (False, True))
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        looks: dict[str, Any] = {}
        for source in formulas.worksheets:
            sheet, results = book.add_worksheet(source.title), values[source.title]
            if source.sheet_state != "visible":
                sheet.very_hidden() if source.sheet_state == "veryHidden" else sheet.hide()
            for area in source.merged_cells.ranges:
                sheet.merge_range(str(area), None)
            for row in source.iter_rows():
                for cell in row:
                    if cell.value is None or isinstance(cell, openpyxl.cell.cell.MergedCell):
                        continue
                    code = cell.number_format
                    look = looks.setdefault(code, book.add_format({"num_format": code}))
                    place = cell.row - 1, cell.column - 1
                    if cell.data_type == "f":
                        result = results.cell(cell.row, cell.column).value
                        text = getattr(cell.value, "text", cell.value)
                        sheet.write_formula(*place, text, look, "" if result is None else result)
                    elif cell.data_type == "e":
                        sheet.write_formula(*place, f"={cell.value}", look, cell.value)
                    elif isinstance(cell.value, str):
                        sheet.write_string(*place, cell.value, look)
                    elif hasattr(cell.value, "year"):
                        sheet.write_datetime(*place, cell.value, look)
                    else:
                        sheet.write(*place, cell.value, look)
            for number, one in source.row_dimensions.items():
                if one.hidden:
                    sheet.set_row(number - 1, None, None, {"hidden": True})
            for one in source.column_dimensions.values():
                if one.hidden:
                    sheet.set_column(one.min - 1, one.max - 1, None, None, {"hidden": True})
    return buffer.getvalue()


def write(path: Path, data: bytes) -> Path:
    """The bytes as a file."""
    path.write_bytes(data)
    return path
