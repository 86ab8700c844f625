"""The one interface that every file format is read through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from workbook.reading.raw import Raw

MOST_CELLS = 5_000_000
"""A sheet whose used area is larger than this is refused (100,000 rows of 50)."""


class Book(Protocol):
    """An opened workbook, held in memory; the file itself is closed again."""

    @property
    def sheets(self) -> tuple[str, ...]:
        """Sheet names in order."""

    def rows(self, sheet: str) -> Sequence[Sequence[Raw]]:
        """All cells of a sheet from A1 on; every row as long as the others."""

    def is_percent(self, sheet: str, row: int, column: int) -> bool:
        """Whether a cell's number format shows percent."""

    def behind_blank(self, sheet: str, row: int, column: int) -> Raw:
        """What a cell that reads as blank really holds: an error value, a formula without result, or None."""
