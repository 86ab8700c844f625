"""What a reader of a workbook sees, and what its formulas use: the same for every program that saved it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from workbook.verifying.allowed import Oddity


class ErrorText(str):
    """An error value of a cell, such as #N/A."""

    __slots__ = ()


Value = float | bool | str | None


class CellStyle(NamedTuple):
    """How a cell is printed: format code, font colour and fill as RRGGBB (fill "" for none), what else bears on reading.

    size: points. marks: strike, outline, superscript …. face: of a font that is none of the usual ones, else "".
    set: wrapping, turning, repeating and shrinking of the text; diagonal borders.
    """

    number_format: str = "General"
    font: str = "000000"
    fill: str = ""
    size: float = 11.0
    marks: str = ""
    face: str = ""
    set: str = ""


class TextRun(NamedTuple):
    """A stretch of a text. Fields as of a style; None where the run says nothing."""

    text: str
    font: str | None = None
    size: float | None = None
    marks: str | None = None
    face: str | None = None


class CellContent(NamedTuple):
    """A cell with a content. value: None where a formula has no stored result. formula: None for a constant.

    runs: the stretches of a text that look otherwise than the cell.
    """

    formula: str | None
    value: Value
    style: CellStyle
    runs: tuple[TextRun, ...] = ()


Rule = tuple[str, ...]
"""Area, then what it says, a word a field."""


@dataclass
class SheetContent:
    """A sheet. Areas are strings as the file has them; ``cells`` is keyed by A1 addresses.

    heights, widths: of rows in points and columns in characters, only those that are given; 0 where hidden.
    """

    cells: dict[str, CellContent] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    widths: list[tuple[int, int, float]] = field(default_factory=list)
    height: float = 15.0
    width: float = 9.14
    merged: set[str] = field(default_factory=set)
    links: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Area → target, tip."""
    rules: list[Rule] = field(default_factory=list)
    """Conditional formats in the order in which they apply."""
    validations: list[Rule] = field(default_factory=list)
    page: dict[str, str] = field(default_factory=dict)
    """Headers and footers of first, odd and even pages, and what bears on the printed size."""
    margins: float = 0.0
    """The widest, in inches."""
    pane: str = ""
    charts: tuple[ChartContent, ...] = ()
    odd: Counter[Oddity] = field(default_factory=Counter)

    def widths_of(self, column: int) -> set[float]:
        """All that is said of a column, counted from 1: of several, one program takes the first, another the last."""
        return {width for first, last, width in self.widths if first <= column <= last} or {self.width}


class ChartContent(NamedTuple):
    """place: the cells (column, row) of its corners. facts: what it shows. cached: (area, index, text) kept in it."""

    place: tuple[int, int, int, int]
    facts: tuple[str, ...]
    cached: tuple[tuple[str, int, str], ...]


class SheetEntry(NamedTuple):
    """A sheet in the workbook's list. state: visible, hidden or veryHidden."""

    name: str
    state: str
    part: str


@dataclass(frozen=True)
class BookHead:
    """What stands outside the sheets. names: (name, sheet or "") → what it refers to."""

    sheets: tuple[SheetEntry, ...]
    names: Mapping[tuple[str, str], str]
    odd: Counter[Oddity]
