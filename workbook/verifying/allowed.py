"""What may stand in a part of a result workbook: every other element, attribute or value is named.

A line is a path of elements from the root on and, behind the colon, their attributes: ``name`` may say anything (it is
compared elsewhere, or is harmless and then told by ``NOT_COMPARED``), ``name=a,b`` only these. ``+`` behind an element: it
may be there several times. ``**`` in place of attributes: whatever stands in the element is harmless. Indented lines go on with the path above that is indented less.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from lxml import etree

from workbook.reading.formats.xml import Element
from workbook.verifying.allowed_table import TABLE

NOT_COMPARED = (
    "字体名称（只认常用的正文字体）、加粗、倾斜、下划线，边框（斜线除外），水平和垂直对齐",
    "比写出时高的行、宽的列，缩放、网格线、选中的格、工作表标签颜色、大纲分级",
    "页边距（每边不超过 3 英寸）、居中、分页符、打印质量和份数，工作表保护，筛选按钮",
    "图表里线条、网格线、图例位置和间隙，文档属性，链接的屏幕提示",
)
"""Looks that may differ in a workbook that another program saved: told with the verdict."""

PREFIXES = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r:",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a:",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c:",
    "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing": "xdr:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main": "x14:",
    "http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac": "x14ac:",
    "http://schemas.microsoft.com/office/spreadsheetml/2010/11/main": "x15:",
    "http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac": "x15ac:",
    "http://schemas.microsoft.com/office/excel/2006/main": "xm:",
    "http://schemas.microsoft.com/office/spreadsheetml/2014/revision": "xr:",
    "http://schemas.microsoft.com/office/spreadsheetml/2015/revision2": "xr2:",
    "http://schemas.microsoft.com/office/spreadsheetml/2016/revision3": "xr3:",
    "http://schemas.microsoft.com/office/spreadsheetml/2016/revision6": "xr6:",
    "http://schemas.microsoft.com/office/spreadsheetml/2016/revision10": "xr10:",
    "http://schemas.microsoft.com/office/spreadsheetml/2018/calcfeatures": "xcalcf:",
    "http://schemas.microsoft.com/office/drawing/2007/8/2/chart": "c14:",
    "http://schemas.microsoft.com/office/drawing/2012/chart": "c15:",
    "http://schemas.microsoft.com/office/drawing/2014/chart": "c16:",
    "http://schemas.microsoft.com/office/drawing/2017/03/chart": "c16r3:",
    "http://schemas.microsoft.com/office/drawing/2014/main": "a16:",
    "http://schemas.libreoffice.org/": "lo:",
    "http://www.w3.org/XML/1998/namespace": "xml:",
}
_WORDS = {"true": "1", "false": "0"}


@dataclass(frozen=True)
class Oddity:
    """message: where and what. content: all of it, so that two can be compared."""

    message: str
    content: str


@dataclass
class _Entry:
    attributes: dict[str, frozenset[str] | None]
    deep: bool = False
    several: bool = False


@lru_cache(maxsize=1024)
def short_name(tag: str) -> str:
    """An element or attribute as the table writes it; whole where its namespace is unknown."""
    if not tag.startswith("{"):
        return tag
    space, _, name = tag[1:].partition("}")
    return f"{PREFIXES[space]}{name}" if space in PREFIXES else tag


def is_allowed(path: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element at this path may have these attributes."""
    entry = _table().get(path)
    return entry is not None and (entry.deep or not _strange(entry, attributes))


def oddities(part: str, root: Element, path: str = "", skipped: str = "") -> Iterator[Oddity]:
    """What is not allowed in a part or in an element at ``path``, outermost first. skipped: whose children are left."""
    yield from _walk(part, root, path or short_name(root.tag), skipped)


def _walk(part: str, element: Element, path: str, skipped: str) -> Iterator[Oddity]:
    entry = _table().get(path)
    if entry is None:
        yield odd(f"部件 {part}", element, "不认得的内容")
        return
    if entry.deep:
        return
    if strange := _strange(entry, element.attrib):
        yield odd(f"部件 {part}", element, f"不认得的设置 {'、'.join(strange)}")
    if path != skipped:
        seen: set[str] = set()
        for child in element:
            below = f"{path}/{short_name(child.tag)}"
            if below in seen and below in _table() and not _table()[below].several:
                yield odd(f"部件 {part}", child, "写了两遍的内容")
            seen.add(below)
            yield from _walk(part, child, below, skipped)


def _strange(entry: _Entry, attributes: Mapping[str, str]) -> list[str]:
    found = []
    for tag, text in attributes.items():
        name = short_name(tag)
        allowed = entry.attributes.get(name, frozenset())
        if allowed is not None and _WORDS.get(text, text) not in allowed:
            found.append(f'{name}="{text[:40]}"')
    return found


def odd(where: str, element: Element, what: str) -> Oddity:
    """An element that is not allowed. where: the part or chart that it is in."""
    name = short_name(element.tag).rpartition("}")[2]
    return Oddity(f"{where} 里有{what}（{name}）", etree.tostring(element, encoding="unicode", with_tail=False))


@cache
def _table() -> Mapping[str, _Entry]:
    found: dict[str, _Entry] = {}
    above: list[tuple[int, list[str]]] = []
    for line in TABLE.splitlines():
        if not line.strip():
            continue
        indent = len(line) - len(line.lstrip())
        names, _, ending = line.strip().partition(" ")
        above = [one for one in above if one[0] < indent]
        starts = [f"{path}/" for path in above[-1][1]] if above else [""]
        paths = [f"{start}{name.rstrip('+')}" for start in starts for name in names.split("|")]
        for path in paths:
            entry = found.setdefault(path, _Entry({}))
            entry.several = names.endswith("+")
            for word in ending.split():
                attribute, equals, values = word.partition("=")
                if word == "**":
                    entry.deep = True
                else:
                    entry.attributes[attribute] = frozenset(values.split(",")) if equals else None
        above.append((indent, paths))
    return found
