"""A sheet's XML to what it shows: cells one row at a time, then what stands after them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import IO
from xml.etree import ElementTree

from xlsxwriter.utility import xl_col_to_name

from workbook.verifying import normal
from workbook.verifying.looks import CellLook, ErrorText, SheetLook, Value
from workbook.verifying.styles import NS, StyleTable

Element = ElementTree.Element
_ROW, _CELL, _F, _V, _IS = f"{NS}row", f"{NS}c", f"{NS}f", f"{NS}v", f"{NS}is"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_NEWER = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
_XM = "{http://schemas.microsoft.com/office/excel/2006/main}"
FLAT = 2.0  # points: a row that is lower cannot be read
NARROW = 0.5  # characters: nor a column that is narrower
_DIGITS = re.compile(r"\d+$")


class SheetReader:
    """Reads one sheet part. relations: what an r:id of the sheet stands for."""

    def __init__(self, strings: Sequence[str], styles: StyleTable, relations: Callable[[str], str]) -> None:
        self._strings, self._styles, self._relations = strings, styles, relations
        self._shared: dict[str, tuple[str, str]] = {}
        self._oddities: set[str] = set()
        self._last = 0
        self._like: dict[str, CellLook] = {}
        self.sheet = SheetLook()

    def read(self, content: IO[bytes], like: SheetLook | None = None) -> SheetLook:
        """The sheet. like: see BookFile.sheet."""
        self._like = like.cells if like is not None else {}
        handlers = {
            _ROW: self._row, f"{NS}col": self._column, f"{NS}mergeCell": self._merge, f"{NS}hyperlink": self._link,
            f"{NS}conditionalFormatting": self._rule, f"{NS}dataValidation": self._validation,
            f"{NS}oddHeader": self._header, f"{NS}sheetView": self._view, f"{NS}sheetFormatPr": self._defaults,
            f"{_NEWER}conditionalFormatting": self._newer_rule,
            f"{_NEWER}dataValidation": self._newer_validation,
        }  # fmt: skip
        for _, element in ElementTree.iterparse(content):
            handler = handlers.get(element.tag)
            if handler is not None:
                handler(element)
                element.clear()
        self.sheet.oddities = frozenset(self._oddities)
        return self.sheet

    def _row(self, row: Element) -> None:
        number = self._last = int(row.get("r", self._last + 1))
        if _true(row.get("hidden")) or float(row.get("ht", "15")) < FLAT:
            self.sheet.hidden_rows.add(number)
        cells = self.sheet.cells
        for place, cell in enumerate(row):
            if len(cell):
                address = cell.get("r") or f"{xl_col_to_name(place)}{number}"  # leaving it out is allowed
                read = self._cell(cell, address)
                if read is not None:
                    known = self._like.get(address)
                    cells[address] = known if known == read else read

    def _cell(self, cell: Element, address: str) -> CellLook | None:
        formula: str | None = None
        raw: str | None = None
        inline: Element | None = None
        for part in cell:
            if part.tag == _V:
                raw = part.text or ""
            elif part.tag == _F:
                formula = self._formula(part, address)
            elif part.tag == _IS:
                inline = part
        kind = cell.get("t", "n")
        value: Value = plain_text(inline) if inline is not None else self._value(kind, raw)
        if formula is None and (value is None or value == ""):
            return None
        return CellLook(formula, value, self._styles.look(cell.get("s")))

    def _value(self, kind: str, raw: str | None) -> Value:
        if raw is None:
            return "" if kind == "str" else None
        if kind == "str":
            return normal.unescaped(raw)
        if raw == "":  # a formula without a stored result, or with the result ""
            return None
        if kind == "s":
            return self._strings[int(raw)]
        if kind == "b":
            return raw in ("1", "true")
        if kind == "e":
            return ErrorText(raw)
        return float(raw) if kind == "n" else raw

    def _formula(self, element: Element, address: str) -> str:
        text, kind = element.text or "", element.get("t", "normal")
        if kind == "shared":
            number = element.get("si", "")
            if text:
                self._shared[number] = (address, text)
            elif number in self._shared:
                text = _moved(*self._shared[number], address)
        elif kind == "array":
            text = f"{{{text}}}" if element.get("ref", address) == address else f"{{{text}}}{element.get('ref')}"
        elif kind == "dataTable":
            text = f"TABLE({element.get('r1', '')})"
        return text

    def _column(self, column: Element) -> None:
        if _true(column.get("hidden")) or float(column.get("width", "9")) < NARROW:
            self.sheet.hidden_columns.append((int(column.get("min", "1")), int(column.get("max", "1"))))

    def _merge(self, element: Element) -> None:
        self.sheet.merged.add(element.get("ref", ""))

    def _link(self, element: Element) -> None:
        outside = element.get(_RELATION)
        target = self._relations(outside) if outside else ""
        place = element.get("location", "")
        self.sheet.links[element.get("ref", "")] = normal.link(
            f"{target}#{place}" if target and place else target or place
        )

    def _rule(self, element: Element) -> None:
        area = normal.areas(element.get("sqref", ""))
        for rule in element.iterfind(f"{NS}cfRule"):
            formulas = tuple(normal.formula(one.text or "") for one in rule.iterfind(f"{NS}formula"))
            number = rule.get("dxfId")
            shown = "" if number is None else _at(self._styles.rules, int(number))
            self.sheet.rules.append((area, rule.get("type", ""), "；".join(formulas), shown))

    def _newer_rule(self, _: Element) -> None:
        self.sheet.rules.append(("", "2010", "", ""))  # the engine writes none of these

    def _validation(self, element: Element) -> None:
        first = element.findtext(f"{NS}formula1", "")
        self.sheet.validations.append(
            (normal.areas(element.get("sqref", "")), element.get("type", "none"), normal.formula(first))
        )

    def _newer_validation(self, element: Element) -> None:
        """Where Excel puts a validation that reads another sheet."""
        area = normal.areas(element.findtext(f"{_XM}sqref", ""))
        first = normal.formula(element.findtext(f"{_NEWER}formula1/{_XM}f", ""))
        self.sheet.validations.append((area, element.get("type", "none"), first))

    def _header(self, element: Element) -> None:
        self.sheet.header = normal.header(element.text or "")

    def _view(self, element: Element) -> None:
        if element.get("showZeros") in ("0", "false"):
            self._oddities.add("设成了不显示零值")

    def _defaults(self, element: Element) -> None:
        if _true(element.get("zeroHeight")) or float(element.get("defaultColWidth", "9")) < NARROW:
            self._oddities.add("设成了默认隐藏行或列")


def plain_text(element: Element) -> str:
    """The text of a shared or inline string, runs joined, phonetic guides left out."""
    texts = [one.text or "" for one in element.iterfind(f"{NS}t")]
    texts += [one.text or "" for one in element.iterfind(f"{NS}r/{NS}t")]
    return normal.unescaped("".join(texts)).replace("\r\n", "\n")


def _moved(origin: str, text: str, address: str) -> str:
    from openpyxl.formula.translate import Translator

    return str(Translator(f"={text}", origin).translate_formula(address)).removeprefix("=")


def _at(values: Sequence[str], number: int) -> str:
    return values[number] if number < len(values) else ""


def _true(text: str | None) -> bool:
    return text in ("1", "true")


def row_of(address: str) -> int:
    """The row number of an address such as AB12; 0 if it has none."""
    match = _DIGITS.search(address)
    return int(match[0]) if match else 0
