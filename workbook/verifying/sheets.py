"""A sheet's XML to what it shows: rows one at a time, then what stands around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from workbook.reading.formats.refusal import Refusal
from workbook.reading.formats.xml import Chunks, Element, Stream
from workbook.verifying import normal
from workbook.verifying.allowed import Oddity, is_allowed, oddities, short_name
from workbook.verifying.content import CellContent, CellStyle, ErrorText, SheetContent, TextRun, Value
from workbook.verifying.frame import read_frame
from workbook.verifying.styles import NS, StyleTable, is_true, number_of

_CELL, _F, _V, _IS = f"{NS}c", f"{NS}f", f"{NS}v", f"{NS}is"
_ROWS = "worksheet/sheetData"
_PLAIN_CELL = frozenset({"r", "s", "t"})
_LETTERS = {letter: place for place, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 1)}

Text = tuple[str, tuple[TextRun, ...]]
"""A text and its stretches; none where it has but one style."""


class SheetReader:
    """Reads one sheet part. part: its name. relations: what an r:id of the sheet stands for."""

    def __init__(self, part: str, strings: Sequence[Text], styles: StyleTable, relations: Callable[[str], str]) -> None:
        self._part, self._strings, self._styles, self._relations = part, strings, styles, relations
        self._shared: dict[str, tuple[str, str]] = {}
        self._last = 0
        self._like: Mapping[str, CellContent] = {}
        self._odd: Counter[Oddity] = Counter()
        self.sheet = SheetContent()

    def read(self, chunks: Chunks, like: SheetContent | None = None) -> SheetContent:
        """The sheet. like: see BookFile.sheet."""
        self._like = like.cells if like is not None else {}
        stream = Stream(self._part, chunks, "row", "sheetData")
        for row in stream:
            self._row(row)
        root = stream.root_at_end()
        self._odd.update(oddities(self._part, root, skipped=_ROWS))
        read_frame(self.sheet, root, self._styles, self._relations)
        self.sheet.odd = self._odd
        return self.sheet

    def _row(self, row: Element) -> None:
        number = _whole(row.get("r"), self._part)
        if number <= self._last:
            raise Refusal(f"部件 {self._part} 的第 {number} 行有两份或次序不对，各程序读到的会不一样")
        self._last = number
        if not is_allowed(f"{_ROWS}/row", row.attrib):
            self._name(row, f"第 {number} 行有不认得的设置")
        if is_true(row.get("hidden")):
            self.sheet.heights[number] = 0.0
        elif (height := row.get("ht")) is not None:
            self.sheet.heights[number] = number_of(height)
        last = 0
        for cell in row:
            address = cell.get("r", "")
            column = _column(address, number)
            if cell.tag != _CELL or column <= last:
                raise Refusal(
                    f"部件 {self._part} 的第 {number} 行有放错地方的格（{address[:12]}），各程序读到的会不一样"
                )
            last = column
            if not _PLAIN_CELL.issuperset(cell.attrib):
                self._name(cell, f"{address} 有不认得的设置")
            if len(cell):
                read = self._cell(cell, address)
                if read is not None:
                    known = self._like.get(address)
                    self.sheet.cells[address] = known if known == read else read

    def _name(self, element: Element, text: str) -> None:
        bare = Oddity(f"部件 {self._part} 的{text}", repr(sorted(element.attrib.items())))
        self._odd[bare] += 1

    def _cell(self, cell: Element, address: str) -> CellContent | None:
        formula: str | None = None
        raw: str | None = None
        inline: Text | None = None
        kind = cell.get("t", "n")
        seen = set()
        for part in cell:
            if part.tag in seen or not is_allowed(f"{_ROWS}/row/c/{short_name(part.tag)}", part.attrib):
                raise Refusal(f"部件 {self._part} 的 {address} 里有放错地方的内容，各程序读到的会不一样")
            seen.add(part.tag)
            if part.tag == _IS:
                self._odd.update(oddities(self._part, part, "sst/si"))
                inline = rich_text(part, self._styles, self._part)
            elif len(part):
                raise Refusal(f"部件 {self._part} 的 {address} 里有放错地方的内容，各程序读到的会不一样")
            elif part.tag == _V:
                raw = part.text or ""
            elif part.tag == _F:
                formula = self._formula(part, address)
        if (inline is not None) != (kind == "inlineStr") or (inline is not None and raw is not None):
            raise Refusal(f"部件 {self._part} 的 {address} 里文字写了两份或写错了地方，各程序读到的会不一样")
        runs: tuple[TextRun, ...] = ()
        value: Value
        if inline is not None:
            value, runs = inline
        elif kind == "s" and raw:
            value, runs = self._strings[_index(raw, self._strings, self._part)]
        else:
            value = self._value(kind, raw)
        if formula is None and (value is None or value == ""):
            return None
        style = self._styles.style(cell.get("s"))
        return CellContent(formula, value, style, _unlike(runs, style))

    def _value(self, kind: str, raw: str | None) -> Value:
        if raw is None:
            return "" if kind == "str" else None
        if kind == "str":
            return normal.unescaped(raw)
        if raw == "":  # a formula without a stored result, or with the result ""
            return None
        if kind == "b":
            return is_true(raw)
        if kind == "e":
            return ErrorText(raw)
        return number_of(raw.strip()) if kind == "n" else raw

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
        elif kind != "normal":
            text = f"TABLE({element.get('r1', '')})"
        return text


def rich_text(element: Element, styles: StyleTable, part: str) -> Text:
    """The text of a shared or inline string, and its stretches if they say how they look."""
    runs: list[TextRun] = []
    for one in element:
        if one.tag == f"{NS}t" and not runs:
            runs.append(TextRun(_plain(one, part)))
        elif one.tag == f"{NS}r":
            style, text = one.find(f"{NS}rPr"), one.find(f"{NS}t")
            if text is None or len(one) != 1 + (style is not None):
                raise Refusal(f"部件 {part} 的文字里有放错地方的内容")
            content = _plain(text, part)
            runs.append(TextRun(content) if style is None else styles.run(style, content))
        elif one.tag != f"{NS}phoneticPr":
            raise Refusal(f"部件 {part} 的文字里有注音或放错地方的内容")
    text = "".join(one.text for one in runs)
    return text, tuple(runs) if any(one[1:] != (None,) * 4 for one in runs) else ()


def _plain(element: Element, part: str) -> str:
    if len(element):
        raise Refusal(f"部件 {part} 的文字里有放错地方的内容")
    return normal.unescaped(element.text or "").replace("\r\n", "\n")


def _unlike(runs: Sequence[TextRun], style: CellStyle) -> tuple[TextRun, ...]:
    """The stretches that look otherwise than their cell."""
    own = (style.font, style.size, style.marks, style.face)
    return tuple(
        one
        for one in runs
        if one.text.strip() and any(stated not in (None, should) for stated, should in zip(one[1:], own, strict=True))
    )


def _moved(origin: str, text: str, address: str) -> str:
    from openpyxl.formula.translate import Translator

    return str(Translator(f"={text}", origin).translate_formula(address)).removeprefix("=")


def _whole(text: str | None, part: str) -> int:
    if text is None or not (text.isascii() and text.isdigit() and len(text) < 8):
        raise Refusal(f"部件 {part} 里有一行没有写行号")
    return int(text)


def _column(address: str, row: int) -> int:
    """The column number of a cell of a row; 0 if the address is not of it."""
    letters = address.removesuffix(str(row))
    column = 0
    for letter in letters if 0 < len(letters) < 4 else "":
        column = column * 26 + _LETTERS.get(letter, -20_000)
    return max(column, 0) if f"{letters}{row}" == address else 0


def _index(raw: str, strings: Sequence[Text], part: str) -> int:
    if not (raw.isascii() and raw.isdigit() and len(raw) < 10) or int(raw) >= len(strings):
        raise Refusal(f"部件 {part} 用到了没有的文字（第 {raw[:12]} 项）")
    return int(raw)
