"""The styles part: what the number of a cell's style says of its look."""

from __future__ import annotations

from workbook.reading.formats.cell_formats import BUILT_IN, GENERAL, CellFormat
from workbook.reading.formats.refusal import doubtful
from workbook.reading.formats.strings import marks_of
from workbook.reading.formats.xml import MAINS, Chunks, Element, namespace, parsed
from workbook.reading.number_format import shown_as

_PLAIN = CellFormat()


class CellFormats(dict[str | None, CellFormat | None]):
    """Looks by the number of the style as a cell writes it; None for a cell in the ordinary look.

    A cell without a number has style 0. A style that there is not is a KeyError.
    """

    def __init__(self, part: str = "", chunks: Chunks = ()) -> None:
        super().__init__({None: None, "0": None})
        if not part:
            return
        root = parsed(part, chunks)
        space = f"{{{namespace(root)}}}"
        if namespace(root) not in MAINS or root.tag != f"{space}styleSheet":
            raise doubtful(f"部件 {part} 不是样式表")
        codes = dict(BUILT_IN)
        for one in _children(root, space, "numFmts", "numFmt", part):
            number, code = _whole(one.get("numFmtId"), part), one.get("formatCode") or GENERAL
            if codes.get(number, code) != code and number not in BUILT_IN:
                raise doubtful(f"部件 {part} 里数字格式 {number} 有两个写法，各程序用的会不一样")
            codes[number] = code
        fonts = [marks_of(one) for one in _children(root, space, "fonts", "font", part)] or [(False, False)]
        for number, one in enumerate(_children(root, space, "cellXfs", "xf", part)):
            code = codes.get(_whole(one.get("numFmtId", "0"), part), GENERAL)
            font = _whole(one.get("fontId", "0"), part)
            if font >= len(fonts):
                raise doubtful(f"部件 {part} 里没有第 {font} 种字体")
            cell_format = CellFormat("" if code == GENERAL else code, *fonts[font], shown_as(code))
            self[str(number)] = None if cell_format == _PLAIN else cell_format
        self[None] = self["0"]

    @property
    def marked(self) -> bool:
        """Whether any format strikes out or raises."""
        return any(one is not None and (one.struck or one.raised) for one in self.values())


def _children(root: Element, space: str, holder: str, name: str, part: str) -> list[Element]:
    homes = [one for one in root if one.tag == f"{space}{holder}"]
    if len(homes) > 1 or any(one.tag not in (f"{space}{name}", f"{space}extLst") for one in homes for one in one):
        raise doubtful(f"部件 {part} 里“{holder}”有两份或有放错地方的内容")
    return [one for home in homes for one in home if one.tag == f"{space}{name}"]


def _whole(text: str | None, part: str) -> int:
    if text is None or not (text.isascii() and text.isdigit() and len(text) < 10):
        raise doubtful(f"部件 {part} 里有不是编号的编号")
    return int(text)
