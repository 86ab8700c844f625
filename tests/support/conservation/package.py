"""A workbook's package, edited in its XML: stored results of formulas stay, nothing else is touched.

openpyxl would drop the stored results, and with them the very differences that the reader is tried on.
"""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lxml import etree

from tests.support.conservation.addresses import Content, Place, address, place_of

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BOOK, _LINKS, _TYPES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_REFERENCE = re.compile(r"((?:'[^']+'|[\w\u4e00-\u9fff]+)!)?(\$?[A-Z]{1,3})(\$?)([0-9]+)(?![0-9(])")


class Sheet:
    """One sheet's XML; every change leaves the others and the styles to ``Package``."""

    def __init__(self, name: str, part: str, root: Any, strings: list[str]) -> None:
        self.name, self.part, self.root, self.strings = name, part, root, strings
        self.data = root.find(f"{MAIN}sheetData")
        self.rows = {int(row.get("r")) - 1: row for row in self.data}
        self.cells: dict[Place, Any] = {place_of(c.get("r")): c for row in self.data for c in row}

    def content(self, place: Place) -> Content | None:
        """What a cell holds; None for a blank."""
        cell = self.cells.get(place)
        if cell is None:
            return None
        formula, value, inline = (cell.find(f"{MAIN}{name}") for name in ("f", "v", "is"))
        text = value.text or "" if value is not None else ""
        if inline is not None:
            text = "".join(inline.itertext())
        elif cell.get("t") == "s":
            text = self.strings[int(text)]
        kind = cell.get("t", "n")
        result: str | float = float(text) if kind == "n" and text else text
        if formula is not None:
            return Content(result, formula.text or "")
        return Content(result) if not isinstance(result, str) or result.strip() else None

    def filled(self) -> list[Place]:
        """Every cell that holds something, in order."""
        return sorted(place for place in self.cells if self.content(place) is not None)

    def style(self, place: Place) -> int:
        """The number of a cell's style."""
        cell = self.cells.get(place)
        return int(cell.get("s", "0")) if cell is not None else 0

    def merged(self) -> list[tuple[Place, Place]]:
        """The merged areas by their first and last cell."""
        found = []
        for one in self.root.iter(f"{MAIN}mergeCell"):
            first, _, last = one.get("ref").partition(":")
            found.append((place_of(first), place_of(last or first)))
        return found

    def covered(self, place: Place) -> bool:
        """Whether a cell is hidden below a merged one, or is one."""
        return any(a <= place[0] <= c and b <= place[1] <= d for (a, b), (c, d) in self.merged())

    def put(self, place: Place, content: Content | None, style: int | None = None) -> None:
        """Give a cell this content and style (its own where None)."""
        cell = self._cell(place)
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
        if style is not None:
            cell.set("s", str(style))
        if content is None:
            return
        if content.formula:
            etree.SubElement(cell, f"{MAIN}f").text = content.formula
            if isinstance(content.value, str):
                cell.set("t", "str")
        elif isinstance(content.value, str):
            cell.set("t", "inlineStr")
            text = etree.SubElement(etree.SubElement(cell, f"{MAIN}is"), f"{MAIN}t")
            text.text = content.value
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            return
        value = etree.SubElement(cell, f"{MAIN}v")
        value.text = content.value if isinstance(content.value, str) else f"{content.value:.17g}"

    def _cell(self, place: Place) -> Any:
        if place in self.cells:
            return self.cells[place]
        if place[0] not in self.rows:
            row = etree.Element(f"{MAIN}row", r=str(place[0] + 1))
            later = [one for one in self.rows if one > place[0]]
            self.data.insert(self.data.index(self.rows[min(later)]) if later else len(self.data), row)
            self.rows[place[0]] = row
        row = self.rows[place[0]]
        cell = etree.Element(f"{MAIN}c", r=address(place))
        before = sum(place_of(one.get("r"))[1] < place[1] for one in row)
        row.insert(before, cell)
        self.cells[place] = cell
        return cell

    def merge(self, first: Place, last: Place) -> None:
        """Merge two neighbours as Excel does: the first cell's content stays, the other's goes."""
        self.put(last, None)
        areas = self.root.find(f"{MAIN}mergeCells")
        if areas is None:
            after = self.root.find(f"{MAIN}sheetProtection")
            areas = etree.Element(f"{MAIN}mergeCells")
            (after if after is not None else self.data).addnext(areas)
        etree.SubElement(areas, f"{MAIN}mergeCell", ref=f"{address(first)}:{address(last)}")
        areas.attrib.pop("count", None)

    def hide(self, row: int) -> None:
        """Hide a row."""
        self.rows[row].set("hidden", "1")

    def clear(self, row: int) -> None:
        """Blank a row."""
        for place in [one for one in self.cells if one[0] == row]:
            self.put(place, None)

    def copy_row(self, row: int, target: int) -> None:
        """Copy a row's cells to another, which is blank; formulas move along as they do in Excel."""
        for place in sorted(one for one in self.cells if one[0] == row):
            content = self.content(place)
            if content is not None and content.formula:
                text = _REFERENCE.sub(lambda found: _moved(found, target - row), content.formula)
                content = Content(content.value, text)
            self.put((target, place[1]), content, self.style(place))

    def shift(self, first: int, by: int) -> None:
        """Move all rows from ``first`` on down (or up, over rows that are gone)."""
        for number in sorted((one for one in self.rows if one >= first), reverse=by > 0):
            row = self.rows.pop(number)
            self.rows[number + by] = row
            row.set("r", str(number + by + 1))
        self.data[:] = [self.rows[number] for number in sorted(self.rows)]
        for place in [one for one in self.cells if one[0] >= first]:
            self.cells[place].set("r", address((place[0] + by, place[1])))
        self.cells = {place_of(c.get("r")): c for row in self.data for c in row}
        for one in list(self.root.iter(f"{MAIN}mergeCell")):
            ends = [place_of(text) for text in one.get("ref").split(":")]
            if ends[0][0] >= first:
                one.set("ref", ":".join(address((row + by, column)) for row, column in ends))

    def drop(self, row: int) -> None:
        """Delete a row; those below move up."""
        if row in self.rows:
            self.data.remove(self.rows.pop(row))
        self.cells = {place: cell for place, cell in self.cells.items() if place[0] != row}
        for one in list(self.root.iter(f"{MAIN}mergeCell")):
            if place_of(one.get("ref").partition(":")[0])[0] == row:
                one.getparent().remove(one)
        self.shift(row + 1, -1)

    def follow(self, changed: str, first: int, by: int) -> None:
        """Let the references in formulas follow rows of the sheet ``changed`` that moved, as Excel does."""
        for cell in self.data.iter(f"{MAIN}f"):
            if cell.text:
                cell.text = _REFERENCE.sub(lambda found: self._followed(found, changed, first, by), cell.text)

    def _followed(self, found: re.Match[str], changed: str, first: int, by: int) -> str:
        sheet = (found[1] or self.name).rstrip("!").strip("'")
        row = int(found[4]) - 1
        if sheet != changed or row < first + min(by, 0):
            return found[0]
        if by < 0 and row == first + by:
            return "#REF!"
        return f"{found[1] or ''}{found[2]}{found[3]}{row + by + 1}"


def _moved(found: re.Match[str], by: int) -> str:
    return found[0] if found[3] else f"{found[1] or ''}{found[2]}{int(found[4]) + by}"


@dataclass
class Package:
    """A workbook, opened once; every case works on a copy of the sheets that it touches."""

    data: bytes
    touched: dict[str, Sheet] = field(default_factory=dict)
    styles: Any = None

    @cached_property
    def parts(self) -> dict[str, bytes]:
        """The parts of the package."""
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    @cached_property
    def sheets(self) -> dict[str, Sheet]:
        """The sheets by name, in order; not to be changed."""
        strings = self._strings()
        rels = etree.fromstring(self.parts["xl/_rels/workbook.xml.rels"])
        targets = {one.get("Id"): "xl/" + one.get("Target").removeprefix("/xl/") for one in rels}
        book = etree.fromstring(self.parts["xl/workbook.xml"])
        named = [(one.get("name"), targets[one.get(_ID)]) for one in book.iter(f"{MAIN}sheet")]
        return {name: Sheet(name, part, etree.fromstring(self.parts[part]), strings) for name, part in named}

    @cached_property
    def unlocked(self) -> frozenset[int]:
        """The styles of cells that may be filled in."""
        formats = etree.fromstring(self.parts["xl/styles.xml"]).find(f"{MAIN}cellXfs")
        locks = [one.find(f"{MAIN}protection") for one in formats]
        return frozenset(number for number, one in enumerate(locks) if one is not None and one.get("locked") == "0")

    def _strings(self) -> list[str]:
        if "xl/sharedStrings.xml" not in self.parts:
            return []
        table = etree.fromstring(self.parts["xl/sharedStrings.xml"])
        return ["".join(text.text or "" for text in one.iter(f"{MAIN}t")) for one in table]

    def sheet(self, name: str) -> Sheet:
        """A sheet to be changed."""
        if name not in self.touched:
            own = self.sheets[name]
            self.touched[name] = Sheet(name, own.part, copy.deepcopy(own.root), own.strings)
        return self.touched[name]

    def add(self, name: str, like: str = "", *, first: bool = False) -> None:
        """A sheet behind the others, or before them: blank, or with the cells of another."""
        part = f"xl/worksheets/added{len(self.sheets)}.xml"
        book, links, types = (etree.fromstring(self.parts[one]) for one in (_BOOK, _LINKS, _TYPES))
        own = f"added{len(self.sheets)}"
        number = str(1 + max(int(one.get("sheetId")) for one in book.iter(f"{MAIN}sheet")))
        listed = book.find(f"{MAIN}sheets")
        entry = etree.Element(f"{MAIN}sheet", {"name": name, "sheetId": number, _ID: own})
        listed.insert(0 if first else len(listed), entry)
        etree.SubElement(links, links[0].tag, Id=own, Type=f"{_ID[1:].partition('}')[0]}/worksheet", Target=f"/{part}")
        etree.SubElement(
            types, types[0].tag.replace("Default", "Override"), PartName=f"/{part}", ContentType=_SHEET_TYPE
        )
        changed = {_BOOK: book, _LINKS: links, _TYPES: types}
        root = etree.fromstring(f'<worksheet xmlns="{MAIN[1:-1]}"><sheetData/></worksheet>')
        if like:
            root = copy.deepcopy(self.sheets[like].root)
            for one in [one for one in root.iter() if any(key.startswith(_ID[: _ID.index("}")]) for key in one.attrib)]:
                one.getparent().remove(one)  # what other parts belong to
        self.parts = {**self.parts, part: b""} | {
            one: etree.tostring(root, xml_declaration=True, encoding="UTF-8") for one, root in changed.items()
        }
        self.touched[name] = Sheet(name, part, root, self.sheets[like].strings if like else [])
        added = {name: self.touched[name]}
        self.sheets = added | self.sheets if first else self.sheets | added

    def dressed(self, style: int, look: str) -> int:
        """The number of a style like another but for its look: ``strike``, or a number format's code."""
        if self.styles is None:
            self.styles = etree.fromstring(self.parts["xl/styles.xml"])
        formats = self.styles.find(f"{MAIN}cellXfs")
        made = copy.deepcopy(formats[style])
        if look == "strike":
            fonts = self.styles.find(f"{MAIN}fonts")
            font = copy.deepcopy(fonts[int(made.get("fontId", "0"))])
            font.insert(0, etree.Element(f"{MAIN}strike"))
            fonts.append(font)
            fonts.attrib.pop("count", None)
            made.set("fontId", str(len(fonts) - 1))
            made.set("applyFont", "1")
        else:
            kinds = self.styles.find(f"{MAIN}numFmts")
            number = str(max(399, *(int(one.get("numFmtId")) for one in kinds)) + 1)
            etree.SubElement(kinds, f"{MAIN}numFmt", numFmtId=number, formatCode=look)
            kinds.attrib.pop("count", None)
            made.set("numFmtId", number)
            made.set("applyNumberFormat", "1")
        formats.append(made)
        formats.attrib.pop("count", None)
        return len(formats) - 1

    def bytes(self) -> bytes:
        """The changed workbook; the next case begins from the unchanged one."""
        changed = {one.part: etree.tostring(one.root, xml_declaration=True, encoding="UTF-8", standalone=True)
                   for one in self.touched.values()}  # fmt: skip
        if self.styles is not None:
            changed["xl/styles.xml"] = etree.tostring(self.styles, xml_declaration=True, encoding="UTF-8")
        self.touched, self.styles = {}, None
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, content in self.parts.items():
                archive.writestr(name, changed.get(name, content))
        return buffer.getvalue()

    def every_formula_sheet(self) -> Iterator[Sheet]:
        """Every sheet that holds formulas, to be changed."""
        for name, one in self.sheets.items():
            if next(one.data.iter(f"{MAIN}f"), None) is not None:
                yield self.sheet(name)
