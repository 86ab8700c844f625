"""The part of one sheet, looked into for what calamine does not tell: formulas, errors, styles, what is hidden or merged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape

from workbook.reading.formats.book import Range
from workbook.reading.raw import ErrorValue, Raw, Uncalculated, address

# A <c> element that holds something; one that only carries a format closes itself.
_ANY_FILLED_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)(?<!/)>")
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s>])([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c\s*>)", re.DOTALL)
_UNUSUAL = re.compile(rb'<c(?! r="[A-Z]{1,3}[0-9]{1,7}")[\s/>]')
_ADDRESS = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']\$?([A-Z]+)\$?([0-9]+):\$?([A-Z]+)\$?([0-9]+)["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>(.*?)</(?:\w+:)?f\s*>)", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>(.*?)</(?:\w+:)?v\s*>", re.DOTALL)
_ATTRIBUTE = re.compile(rb"""\s(\w+)\s*=\s*["']([^"']*)["']""")
_MOST_HIDDEN = 20_000


@dataclass(frozen=True)
class _Special:
    style: int
    behind: Raw


class SheetXml:
    """Reads the part only as far as it is asked."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def behind(self, row: int, column: int) -> Raw:
        """An error value, a formula, or None for a cell that reads as blank."""
        found = self._cell(row, column)
        return found.behind if found else None

    def style(self, row: int, column: int) -> int:
        """The number of a cell's style; 0 is the default one."""
        found = self._cell(row, column)
        return found.style if found else 0

    def _cell(self, row: int, column: int) -> _Special | None:
        if not self._is_plain:
            return self._cells.get((row, column))
        start = self._content.find(b'<c r="%b"' % address(row, column).encode())
        if start < 0:
            return None
        end = self._content.find(b">", start)
        said = _attributes(self._content[start + 2 : end])
        closed = self._content[end - 1 : end] == b"/"
        inner = b"" if closed else self._content[end + 1 : self._content.find(b"</c", end)]
        return _special(said, inner)

    @cached_property
    def _is_plain(self) -> bool:
        return is_plain(self._content)

    @cached_property
    def hidden_rows(self) -> frozenset[int]:
        """Rows that are not shown, from 0."""
        found: set[int] = set()
        if b"hidden" in self._content:
            for match in _ROW.finditer(self._content):
                if b"hidden" in match[1]:
                    said = _attributes(match[1])
                    if _yes(said.get(b"hidden")) and said.get(b"r", b"").isdigit() and len(found) < _MOST_HIDDEN:
                        found.add(int(said[b"r"]) - 1)
        return frozenset(found)

    @cached_property
    def hidden_columns(self) -> frozenset[int]:
        """Columns that are not shown, from 0."""
        found: set[int] = set()
        if b"hidden" in self._content:
            for match in _COLUMN.finditer(self._content):
                said = _attributes(match[1])
                if _yes(said.get(b"hidden")) and said.get(b"min", b"").isdigit() and said.get(b"max", b"").isdigit():
                    found.update(range(int(said[b"min"]) - 1, min(int(said[b"max"]), 16_384)))
        return frozenset(found)

    @cached_property
    def merged(self) -> tuple[Range, ...]:
        """Areas shown as one cell."""
        return tuple(
            (int(top) - 1, number(left) - 1, int(bottom) - 1, number(right) - 1)
            for left, top, right, bottom in _MERGED.findall(self._content)
        )

    @cached_property
    def _cells(self) -> dict[tuple[int, int], _Special]:
        """Cells with a style, an error or a formula."""
        found = {}
        for attributes, inner in _CELL.findall(self._content):
            where = _ADDRESS.search(attributes)
            if where is None:
                continue
            special = _special(_attributes(attributes), inner)
            if special.behind is not None or special.style:
                found[int(where[2]) - 1, number(where[1].upper()) - 1] = special
        return found


def is_plain(content: bytes) -> bool:
    """Whether every cell is written as all the usual programs do, address first; then addresses can be searched for."""
    return b":c" not in content and not _UNUSUAL.search(content)


def _special(said: Mapping[bytes, bytes], inner: bytes) -> _Special:
    style = said.get(b"s", b"0")
    return _Special(int(style) if style.isdigit() else 0, _behind(said.get(b"t", b""), inner))


def _behind(kind: bytes, inner: bytes) -> Raw:
    if kind == b"e":
        value = _VALUE.search(inner)
        return ErrorValue(_text(value[1]) if value else "#ERROR")
    formula = _FORMULA.search(inner) if b"f" in inner else None
    return Uncalculated(f"={_text(formula[1] or b'') or '…'}") if formula else None


def _text(raw: bytes) -> str:
    return unescape(raw.decode("utf-8", "replace"))


def _attributes(raw: bytes) -> dict[bytes, bytes]:
    return dict(_ATTRIBUTE.findall(raw))


def _yes(raw: bytes | None) -> bool:
    return raw in (b"1", b"true")


def used_area(content: bytes) -> tuple[int, int]:
    """Rows and columns of the rectangle from A1 that holds every filled cell."""
    rows = columns = 0
    for attributes in _filled(content):
        where = _ADDRESS.search(attributes)
        if where is None:
            # Cells may leave out their address; then they stand in the row that says its own, somewhere.
            numbers = (_attributes(one).get(b"r", b"") for one in _ROW.findall(content))
            lowest = max((int(one) for one in numbers if one.isdigit()), default=0)
            rows, columns = max(rows, lowest), max(columns, 256)
            content = b""
            continue
        rows, columns = max(rows, int(where[2])), max(columns, number(where[1].upper()))
    return rows, columns


def _filled(content: bytes) -> Iterator[bytes]:
    return (match[1] for match in _ANY_FILLED_CELL.finditer(content))


def number(letters: bytes) -> int:
    """A column's letters as its number, A = 1."""
    found = 0
    for letter in letters:
        found = found * 26 + letter - 64
    return found
