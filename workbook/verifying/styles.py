"""The styles part: each cell style, and what conditional formats show."""

from __future__ import annotations

import colorsys
import math
from collections.abc import Sequence

from workbook.reading.formats.cell_formats import BUILT_IN
from workbook.reading.formats.refusal import Refusal
from workbook.reading.formats.xml import Element
from workbook.verifying import normal
from workbook.verifying.content import CellStyle, TextRun
from workbook.verifying.shown import meaning

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NS = f"{{{MAIN}}}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

FACES = frozenset(
    "宋体 simsun nsimsun 新宋体 黑体 simhei 楷体 楷体_gb2312 kaiti 仿宋 仿宋_gb2312 fangsong 等线 dengxian 微软雅黑 微软雅黑light "
    "microsoftyahei microsoftyaheiui 方正小标宋简体 方正仿宋_gbk 华文细黑 华文仿宋 华文宋体 calibri calibrilight cambria arial timesnewroman verdana tahoma consolas "
    "courier couriernew segoeui aptos aptosnarrow dejavusans dejavuserif liberationsans liberationserif carlito caladea notosanscjksc notoserifcjksc "
    "sourcehansanscn sourcehansanssc wenquanyizenhei wenquanyimicrohei droidsansfallback".split()
)
"""Fonts of running text: one looks like another. In any other the digits may be pictures."""

_THEME = {
    "lt1": "FFFFFF",
    "dk1": "000000",
    "lt2": "EEECE1",
    "dk2": "1F497D",
    "accent1": "4F81BD",
    "accent2": "C0504D",
    "accent3": "9BBB59",
    "accent4": "8064A2",
    "accent5": "4BACC6",
    "accent6": "F79646",
    "hlink": "0000FF",
    "folHlink": "800080",
}
"""Colours of a workbook without a theme, by their names in one, in the order of their numbers."""
_INDEXED = (
    "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 800000 008000 000080 808000 "
    "800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF "
    "00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 "
    "993300 993366 333399 333333"
).split()  # fmt: skip


class StyleTable:
    """cells: the style of each number. rules: of each format that a conditional format may take."""

    def __init__(self, root: Element | None, theme: Element | None) -> None:
        self._theme = list(_THEME.values())
        self._theme_faces: tuple[str, ...] = ()
        if theme is not None:
            self._read_theme(theme)
        self.cells: list[CellStyle] = [CellStyle()]
        self.rules: list[str] = []
        if root is None:
            return
        palette = [
            one.get("rgb", "")[-6:].upper() for one in root.iterfind(f"{NS}colors/{NS}indexedColors/{NS}rgbColor")
        ]
        self._palette = palette or list(_INDEXED)
        self._codes = {**BUILT_IN, 0: "General"}
        for one in root.iterfind(f"{NS}numFmts/{NS}numFmt"):
            number, code = _whole(one.get("numFmtId")), one.get("formatCode", "")
            if number >= 164 and self._codes.get(number, code) != code:
                raise Refusal(f"数字格式 {number} 有两个写法，各程序用的会不一样")
            self._codes[number] = code
        fonts = [self.run(one) for one in root.iterfind(f"{NS}fonts/{NS}font")]
        fills = [self._fill(one) for one in root.iterfind(f"{NS}fills/{NS}fill")]
        crossed = [_crossed(one) for one in root.iterfind(f"{NS}borders/{NS}border")]
        self.cells = [self._style(one, fonts, fills, crossed) for one in root.iterfind(f"{NS}cellXfs/{NS}xf")] or [
            CellStyle()
        ]
        self.rules = [self._rule(one) for one in root.iterfind(f"{NS}dxfs/{NS}dxf")]

    _palette: Sequence[str] = _INDEXED

    def style(self, number: str | None) -> CellStyle:
        """The style of that number; of a cell that names none, the first."""
        return self.cells[_within(_whole(number or "0"), self.cells)]

    def _style(self, xf: Element, fonts: Sequence[TextRun], fills: Sequence[str], crossed: Sequence[str]) -> CellStyle:
        font = fonts[_within(_whole(xf.get("fontId", "0")), fonts)]
        fill = fills[_within(_whole(xf.get("fillId", "0")), fills)]
        border = crossed[_within(_whole(xf.get("borderId", "0")), crossed)]
        code = self._codes.get(number := _whole(xf.get("numFmtId", "0")), f"?{number}")
        words = _aligned(xf.find(f"{NS}alignment")) + ([border] if border else [])
        size = 11.0 if font.size is None else font.size
        return CellStyle(code, font.font or "000000", fill, size, font.marks or "", font.face or "", " ".join(words))

    def run(self, font: Element, text: str = "") -> TextRun:
        """A font, of a cell or of a stretch of a text."""
        size, name = font.find(f"{NS}sz"), font.find(f"{NS}name")
        name = name if name is not None else font.find(f"{NS}rFont")
        marks = [
            word
            for word in ("strike", "outline", "shadow", "condense", "extend")
            if (one := font.find(f"{NS}{word}")) is not None and is_true(one.get("val", "1"))
        ]
        raised = font.find(f"{NS}vertAlign")
        if raised is not None and raised.get("val") != "baseline":
            marks.append(raised.get("val", ""))
        colour = font.find(f"{NS}color")
        return TextRun(
            text,
            None if colour is None else self.colour(colour, "000000"),
            None if size is None else number_of(size.get("val", "")),
            " ".join(marks),
            self._face(font, name),
        )

    def _face(self, font: Element, name: Element | None) -> str:
        names = [name.get("val", "")] if name is not None else []
        if font.find(f"{NS}scheme") is not None:
            names += self._theme_faces
        odd = [one for one in names if one and one.replace(" ", "").casefold() not in FACES]
        charset = font.find(f"{NS}charset")
        if charset is not None and charset.get("val") == "2":
            odd.append("符号字符集")
        return "、".join(odd)

    def colour(self, element: Element, otherwise: str) -> str:
        """A colour as RRGGBB, tint applied; words where it is said in two ways."""
        named = [word for word in ("rgb", "theme", "indexed") if word in element.attrib]
        if is_true(element.get("auto")) and not named:
            return otherwise
        if len(named) != 1 or is_true(element.get("auto")):
            return " ".join(f"{name}={text}" for name, text in sorted(element.attrib.items())) or otherwise
        if named == ["rgb"]:
            plain = element.get("rgb", "")[-6:].upper()
        elif named == ["theme"]:
            plain = self._theme[_within(_whole(element.get("theme")), self._theme)]
        else:
            number = _whole(element.get("indexed"))
            plain = otherwise if number in (64, 65, 81) else self._palette[_within(number, self._palette)]
        return _tinted(plain, number_of(element.get("tint", "0")))

    def _fill(self, fill: Element) -> str:
        pattern = fill.find(f"{NS}patternFill")
        if pattern is None:
            return "" if len(fill) == 0 else "渐变"
        kind = pattern.get("patternType", "none")
        if kind == "none":
            return ""
        front, back = pattern.find(f"{NS}fgColor"), pattern.find(f"{NS}bgColor")
        if kind == "solid":
            return "000000" if front is None else self.colour(front, "000000")
        colours = (self.colour(one, "") if one is not None else "" for one in (front, back))
        return " ".join((kind, *colours)).strip()

    def _rule(self, dxf: Element) -> str:
        """What a conditional format shows, in words; its solid fill stands in bgColor, of some programs in fgColor."""
        parts = []
        code, font, pattern = dxf.find(f"{NS}numFmt"), dxf.find(f"{NS}font"), dxf.find(f"{NS}fill/{NS}patternFill")
        if code is not None:
            parts.append(f"格式 {meaning(code.get('formatCode', ''))}")
        if font is not None:
            _, colour, size, marks, face = self.run(font)
            words = (("字色", colour), ("字号", f"{size:g}" if size else ""), ("字样", marks), ("字体", face))
            parts += [f"{what} {value}" for what, value in words if value]
        if pattern is not None:
            front, back = (pattern.find(f"{NS}{one}") for one in ("fgColor", "bgColor"))
            kind = pattern.get("patternType", "solid")
            colours = [self.colour(one, "") for one in (back, front) if one is not None]
            alike = kind == "solid" and len(set(colours)) == 1
            parts.append(f"底色 {colours[0]}" if alike else f"底纹 {' '.join((kind, *colours))}")
        if aligned := _aligned(dxf.find(f"{NS}alignment")):
            parts.append(" ".join(aligned))
        return "，".join(parts)

    def _read_theme(self, theme: Element) -> None:
        for place, name in enumerate(_THEME):
            for one in theme.iterfind(f"{_A}themeElements/{_A}clrScheme/{_A}{name}/*"):
                self._theme[place] = (one.get("lastClr") or one.get("val", ""))[-6:].upper()
        fonts = theme.iterfind(f"{_A}themeElements/{_A}fontScheme/*/*")
        chosen = (one for one in fonts if one.tag in (f"{_A}latin", f"{_A}ea") or one.get("script") == "Hans")
        self._theme_faces = tuple(one.get("typeface", "") for one in chosen)


def _aligned(element: Element | None) -> list[str]:
    """What an alignment does to the legibility of a text."""
    if element is None:
        return []
    words = [word for word in ("wrapText", "shrinkToFit") if is_true(element.get(word))]
    if element.get("horizontal") in ("fill", "distributed", "justify", "centerContinuous"):
        words.append(element.get("horizontal", ""))
    for name, most in (("textRotation", 0), ("indent", 3), ("relativeIndent", 0)):
        if (number := number_of(element.get(name, "0"))) > most or number < 0:
            words.append(f"{name}={number:g}")
    if element.get("readingOrder") == "2":
        words.append("从右到左")
    return words


def _crossed(border: Element) -> str:
    line = border.find(f"{NS}diagonal")
    ways = [one for one in ("diagonalUp", "diagonalDown") if is_true(border.get(one))]
    return "斜线" if ways and line is not None and line.get("style", "none") != "none" else ""


def _tinted(colour: str, tint: float) -> str:
    if not tint:
        return colour
    hue, light, much = colorsys.rgb_to_hls(*(int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(255 * one):02X}" for one in colorsys.hls_to_rgb(hue, light, much))


def _whole(text: str | None) -> int:
    if text is None or not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Refusal("样式里有不是编号的编号")
    return int(text)


def _within(number: int, values: Sequence[object]) -> int:
    if number >= len(values):
        raise Refusal(f"样式里没有第 {number} 项")
    return number


def number_of(text: str) -> float:
    """A number as XML writes it. Refusal if it is none."""
    number = float(text) if normal.NUMBER.fullmatch(text) else math.inf
    if math.isinf(number):
        raise Refusal(f"“{text[:40]}”不是数")
    return number


def is_true(text: str | None) -> bool:
    """A truth value as XML writes it."""
    return text in ("1", "true")
