"""A sheet as a grid: what every filled cell holds and how it looks, whatever the file's format.

A format's reader makes the grids of a file in one pass; nothing above them knows a format or looks beside them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from workbook.reading.raw import Raw

MOST_CELLS = 5_000_000
"""A sheet whose used area is larger than this is refused (100,000 rows of 50)."""

TEXT_TABLE = ""
"""The name of the one sheet of a text table: a .csv file, or a range that a formula gives. No sheet of a workbook is called so."""

Place = tuple[int, int]
"""Row and column from 0."""

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 0 and inclusive."""


@dataclass(frozen=True)
class CellRun:
    """A stretch of a cell's text in one look. raised: superscript or subscript."""

    text: str
    struck: bool = False
    raised: bool = False


@dataclass(frozen=True)
class Hidden:
    """What of a sheet is not shown: the sheet itself, rows (of height 0, too) and columns (from 0)."""

    sheet: bool = False
    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Grid:
    """One sheet.

    rows: the values of all cells from A1 on, every row as long as the others; a blank is None. A formula's value is
    its stored result: an empty text where that is one, ``Uncalculated`` where there is none in the file. An error
    is an ``ErrorValue``. formats: the number format code of every filled cell that has another than General.
    formulas: the formula of every cell that has one, from ``=`` on (``=…`` where its text stands elsewhere); None if
    the format does not tell formulas from figures (.xls, .csv). struck: cells struck out as a whole. runs: the
    stretches of texts in which some are struck out or raised (the value is all of them, joined). merged: areas
    shown as one cell.
    """

    name: str
    rows: Sequence[Sequence[Raw]]
    formats: Mapping[Place, str] = field(default_factory=dict)
    formulas: Mapping[Place, str] | None = field(default_factory=dict)
    struck: frozenset[Place] = frozenset()
    runs: Mapping[Place, tuple[CellRun, ...]] = field(default_factory=dict)
    hidden: Hidden = Hidden()
    merged: Sequence[Range] = ()


class Remark(Enum):
    """What a file carries that a reader should hear of: code, what it is, what to do."""

    LINKS = (
        "W_LINKS",
        "工作簿里有指向其他文件的链接，读的是保存时的数，没有打开那些文件",
        "核对这些格的数；最好“复制—选择性粘贴—数值”后再交",
    )
    MACROS = ("W_MACROS", "工作簿带有宏，没有运行，只读了格里的数", "最好另存为不带宏的“Excel 工作簿（*.xlsx）”后再交")


def is_text_table(*sheets: str) -> bool:
    """Whether one of these sheets is a text table, which has no guide beside it and says all that it says itself."""
    return TEXT_TABLE in sheets


class Book(Protocol):
    """An opened workbook, held in memory; the file itself is closed again."""

    @property
    def sheets(self) -> tuple[str, ...]:
        """Names of the worksheets in order; sheets of other kinds (charts, macros, modules) are left out."""

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What the file carries besides figures."""

    def grid(self, sheet: str) -> Grid:
        """A sheet, read at its first asking. Raises DataError, naming the file, if it is damaged or too large."""

    def rows(self, sheet: str) -> Sequence[Sequence[Raw]]:
        """The values of a sheet: ``grid(sheet).rows``."""
