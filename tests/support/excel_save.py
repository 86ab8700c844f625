"""What Excel is known to change when it opens and saves a workbook, done to a file (no Excel is at hand).

Shared formulas down a column, 17-digit results, strings renumbered, booleans and attributes of its own,
validations that read another sheet moved to an extension, quoted sheet names in defined names, a calculation
chain, no request to recalculate.
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree

from openpyxl.formula.translate import Translator

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NS = f"{{{MAIN}}}"
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"


def excel_saves(source: Path, target: Path) -> Path:
    """Copy a workbook as Excel would have saved it."""
    ElementTree.register_namespace("", MAIN)
    ElementTree.register_namespace("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
    ElementTree.register_namespace("x14ac", _X14)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        strings = ElementTree.fromstring(old.read("xl/sharedStrings.xml"))
        size = len(strings)
        strings[:] = list(reversed(strings))  # Excel numbers the strings anew
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "xl/sharedStrings.xml":
                data = ElementTree.tostring(strings, "utf-8", xml_declaration=True)
            elif entry.filename.startswith("xl/worksheets/sheet"):
                data = _sheet(data, size)
            elif entry.filename == "xl/workbook.xml":
                data = _book(data)
            elif entry.filename == "xl/_rels/workbook.xml.rels":
                said = f'<Relationship Id="rIdChain" Type="{_RELATIONS}/calcChain" Target="calcChain.xml"/></Relationships>'
                data = data.decode().replace("</Relationships>", said).encode()
            elif entry.filename == "[Content_Types].xml":
                data = (
                    data.decode()
                    .replace("</Types>", f'<Override PartName="/xl/calcChain.xml" ContentType="{_CHAIN}"/></Types>')
                    .encode()
                )
            new.writestr(entry.filename, data)
        new.writestr("xl/calcChain.xml", f'<calcChain xmlns="{MAIN}"><c r="A1" i="1"/></calcChain>')
    return target


def _book(data: bytes) -> bytes:
    text = data.decode()
    text = re.sub(r' fullCalcOnLoad="1"', "", text)
    return re.sub(r">([^<>!]+)!(\$[^<]*?)</definedName>", r">'\1'!\2</definedName>", text).encode()


def _sheet(data: bytes, strings: int) -> bytes:
    root = ElementTree.fromstring(data)
    runs: dict[str, tuple[str, str, str]] = {}
    above: dict[str, tuple[str, str]] = {}
    shared: dict[str, list[ElementTree.Element]] = defaultdict(list)
    for row in root.iter(f"{NS}row"):
        row.set(f"{{{_X14}}}dyDescent", "0.25")
        for cell in row:
            value, formula = cell.find(f"{NS}v"), cell.find(f"{NS}f")
            if value is not None and cell.get("t") == "s":
                value.text = str(strings - 1 - int(value.text or ""))
            elif value is not None and cell.get("t") is None and value.text:
                value.text = f"{float(value.text):.17g}"
            elif value is not None and formula is not None and not value.text:
                cell.set("t", "str")
            if formula is None or not formula.text:
                continue
            place = cell.get("r", "")
            column = re.sub(r"\d", "", place)
            first, start = above.get(column, ("", ""))
            moved = Translator(f"={start}", first).translate_formula(place)[1:] if first else ""
            if moved == formula.text and column in runs:
                number = runs[column][0]
                formula.attrib.update({"t": "shared", "si": number})
                formula.text = ""
                shared[number].append(cell)
            else:
                above[column] = (place, formula.text)
                number = str(len(shared))
                runs[column] = (number, place, formula.text)
                shared[number].append(cell)
    for number, cells in shared.items():
        if len(cells) > 1:
            formula = cells[0].find(f"{NS}f")
            assert formula is not None
            formula.attrib.update({"t": "shared", "si": number, "ref": f"{cells[0].get('r')}:{cells[-1].get('r')}"})
    _move_validations(root)
    return ElementTree.tostring(root, "utf-8", xml_declaration=True)


def _move_validations(root: ElementTree.Element) -> None:
    block = root.find(f"{NS}dataValidations")
    if block is None:
        return
    root.remove(block)
    newer, main = (
        "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main",
        "http://schemas.microsoft.com/office/excel/2006/main",
    )
    extension = ElementTree.SubElement(
        ElementTree.SubElement(root, f"{NS}extLst"), f"{NS}ext", uri="{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}"
    )
    moved = ElementTree.SubElement(extension, f"{{{newer}}}dataValidations", count=str(len(block)))
    for old in block:
        attributes = {name: text for name, text in old.attrib.items() if name != "sqref"}
        one = ElementTree.SubElement(moved, f"{{{newer}}}dataValidation", attributes)
        first = ElementTree.SubElement(one, f"{{{newer}}}formula1")
        ElementTree.SubElement(first, f"{{{main}}}f").text = old.findtext(f"{NS}formula1", "")
        ElementTree.SubElement(one, f"{{{main}}}sqref").text = old.get("sqref")
