"""xl/styles.xml: number format, font colour and fill of each cell style, and what conditional formats show."""

from __future__ import annotations

from xml.etree import ElementTree

from workbook.verifying import normal
from workbook.verifying.looks import Look

NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Element = ElementTree.Element


class StyleTable:
    """cells: the look of each style number. rules: of each format that a conditional format may take."""

    def __init__(self, content: bytes | None) -> None:
        root = ElementTree.fromstring(content) if content else Element("styleSheet")
        own = {one.get("numFmtId", ""): one.get("formatCode", "") for one in root.iter(f"{NS}numFmt")}
        self._codes = own
        fonts = [_font(one) for one in root.iterfind(f"{NS}fonts/{NS}font")]
        fills = [_fill(one) for one in root.iterfind(f"{NS}fills/{NS}fill")]
        self.cells = [
            Look(self._code(xf.get("numFmtId", "0")), _at(fonts, xf, "fontId"), _at(fills, xf, "fillId"))
            for xf in root.iterfind(f"{NS}cellXfs/{NS}xf")
        ] or [Look()]
        self.rules = [_rule(one) for one in root.iterfind(f"{NS}dxfs/{NS}dxf")]

    def _code(self, number: str) -> str:
        if number in self._codes:
            return normal.number_format(self._codes[number])
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        return normal.number_format(str(BUILTIN_FORMATS.get(int(number), number)))

    def look(self, style: str | None) -> Look:
        """The look of a cell's style number."""
        number = int(style or 0)
        return self.cells[number] if number < len(self.cells) else self.cells[0]


def _at(values: list[str], xf: Element, name: str) -> str:
    number = int(xf.get(name, "0"))
    return values[number] if number < len(values) else ""


def _colour(element: Element | None, otherwise: str) -> str:
    if element is None or element.get("auto") in ("1", "true"):
        return otherwise
    if "rgb" in element.attrib:
        return element.attrib["rgb"][-6:].upper()
    if element.get("theme") in ("0", "1") and float(element.get("tint", "0")) == 0:
        return {"0": "FFFFFF", "1": "000000"}[element.attrib["theme"]]
    if "indexed" in element.attrib:
        return {"64": "000000", "65": "FFFFFF", "8": "000000", "9": "FFFFFF"}.get(
            element.attrib["indexed"], f"indexed {element.attrib['indexed']}"
        )
    return " ".join(f"{name} {text}" for name, text in sorted(element.attrib.items()))


def _font(font: Element) -> str:
    return _colour(font.find(f"{NS}color"), "000000")


def _fill(fill: Element) -> str:
    pattern = fill.find(f"{NS}patternFill")
    if pattern is None:
        return "" if fill.find(f"{NS}gradientFill") is None else "gradient"
    kind = pattern.get("patternType", "none")
    if kind in ("none", "gray125"):
        return ""
    colour = _colour(pattern.find(f"{NS}fgColor"), "000000")
    return colour if kind == "solid" else f"{kind} {colour}"


def _rule(dxf: Element) -> str:
    """What a conditional format shows; a solid fill is written in either of two places."""
    code, colour = dxf.find(f"{NS}numFmt"), dxf.find(f"{NS}font/{NS}color")
    pattern = dxf.find(f"{NS}fill/{NS}patternFill")
    parts = [] if code is None else [f"格式 {normal.number_format(code.get('formatCode', ''))}"]
    parts += [] if colour is None else [f"字色 {_colour(colour, '')}"]
    if pattern is not None:
        back = pattern.find(f"{NS}bgColor")
        parts.append(f"底色 {_colour(back if back is not None else pattern.find(f'{NS}fgColor'), '')}")
    return "，".join(parts)
