"""The one interface that every file format is read through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from workbook.reading.raw import Raw

MOST_CELLS = 5_000_000
"""A sheet whose used area is larger than this is refused (100,000 rows of 50)."""

UNNAMED = ""
"""The name of the one sheet of a text table."""

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 0 and inclusive."""


@dataclass(frozen=True)
class Hidden:
    """What of a sheet is not shown: the sheet itself, rows and columns (from 0)."""

    sheet: bool = False
    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()


class Remark(Enum):
    """What a file carries that a reader should hear of: code, what it is, what to do."""

    LINKS = (
        "W_LINKS",
        "工作簿里有指向其他文件的链接，读的是保存时的数，没有打开那些文件",
        "核对这些格的数；最好“复制—选择性粘贴—数值”后再交",
    )
    MACROS = ("W_MACROS", "工作簿带有宏，没有运行，只读了格里的数", "最好另存为不带宏的“Excel 工作簿（*.xlsx）”后再交")


class Cells(Protocol):
    """What is to be known of a cell besides its value."""

    def is_percent(self, sheet: str, row: int, column: int) -> bool:
        """Whether a cell's number format shows percent."""

    def behind_blank(self, sheet: str, row: int, column: int) -> Raw:
        """What a cell that reads as blank really holds: an error value, a formula without result, or None."""


class Book(Cells, Protocol):
    """An opened workbook, held in memory; the file itself is closed again."""

    @property
    def sheets(self) -> tuple[str, ...]:
        """Sheet names in order."""

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What the file carries besides figures."""

    def rows(self, sheet: str) -> Sequence[Sequence[Raw]]:
        """All cells of a sheet from A1 on; every row as long as the others."""

    def hidden(self, sheet: str) -> Hidden:
        """What of a sheet is not shown."""

    def merged(self, sheet: str) -> Sequence[Range]:
        """Areas of a sheet that are merged to one cell."""
