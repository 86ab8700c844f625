"""Page headers and footers: what is printed left, in the middle and right, on first, odd and even pages."""

from __future__ import annotations

import re
from typing import NamedTuple

from workbook.reading.formats.xml import Element
from workbook.verifying.styles import NS, is_true

PLACES = {"L": "左", "C": "中", "R": "右"}
_CODE = re.compile(
    r'&(?:(?P<place>[LCR])|(?P<font>"[^"]*")|K(?P<colour>[0-9A-Fa-f]{6}|\d\d[-+]\d{3})|(?P<size>\d+)|(?P<sign>.))|(?P<text>[^&]+)',
    re.DOTALL,
)
_OWN_SIZE = 10.0
_FIELDS = {"P": "页码", "N": "页数", "D": "日期", "T": "时间", "A": "表名", "F": "文件名", "Z": "路径", "G": "图片"}
_MARKS = {"S": "删除线", "X": "上标", "Y": "下标", "O": "空心", "H": "阴影"}


class Piece(NamedTuple):
    """Signs of one style. size: points."""

    text: str
    size: float
    colour: str
    marks: str


def printed(element: Element | None) -> dict[str, str]:
    """What a sheet's headerFooter prints, by kind and page: 首页页眉, 奇数页页眉, …; "" for nothing."""
    texts: dict[str, str] = {}
    flags: dict[str, bool] = {}
    if element is not None:
        texts = {str(one.tag).removeprefix(NS): one.text or "" for one in element}
        flags = {name: is_true(element.get(name)) for name in ("differentFirst", "differentOddEven")}
    found = {}
    for kind, word in (("Header", "页眉"), ("Footer", "页脚")):
        odd = texts.get(f"odd{kind}", "")
        found[f"奇数页{word}"] = normal_form(odd)
        found[f"偶数页{word}"] = normal_form(texts.get(f"even{kind}", "") if flags.get("differentOddEven") else odd)
        found[f"首页{word}"] = normal_form(texts.get(f"first{kind}", "") if flags.get("differentFirst") else odd)
    return found


def normal_form(code: str) -> str:
    """A header's code as what it prints: place, text, and sizes, colours and marks where they are not the usual ones."""
    pieces: dict[str, list[Piece]] = {"L": [], "C": [], "R": []}
    place, size, colour, marks = "C", _OWN_SIZE, "", set[str]()
    for match in _CODE.finditer(code):
        text = match["text"]
        if match["place"]:
            place, size, colour, marks = match["place"], _OWN_SIZE, "", set()
        elif match["font"]:
            continue
        elif match["colour"]:
            colour = match["colour"].upper() if match["colour"] != "000000" else ""
        elif match["size"]:
            size = float(match["size"])
        elif (sign := match["sign"]) in _MARKS:
            marks ^= {_MARKS[sign]}
        elif sign in _FIELDS:
            text = f"［{_FIELDS[sign]}］"
        elif sign == "&":
            text = "＆"
        elif sign is not None and sign not in "BIUE":
            text = f"［{sign}］"
        if text and (bare := "".join(text.split())):
            pieces[place].append(Piece(bare, size, colour, "".join(sorted(marks))))
    return "；".join(f"{PLACES[place]}：{_pieces_text(own)}" for place, own in pieces.items() if own)


def _pieces_text(pieces: list[Piece]) -> str:
    joined: list[Piece] = []
    for one in pieces:
        if joined and joined[-1][1:] == one[1:]:
            joined[-1] = one._replace(text=joined[-1].text + one.text)
        else:
            joined.append(one)
    return "".join(f"{one.text}{_style(one)}" for one in joined)


def _style(one: Piece) -> str:
    usual = 8 <= one.size <= 14
    words = [*([] if usual else [f"{one.size:g} 磅"]), *([f"颜色 {one.colour}"] if one.colour else []), one.marks]
    described = "、".join(word for word in words if word)
    return f"（{described}）" if described else ""
