"""Rows of a sheet, taken one after the other from the top: what is planned once is written there and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable


class RowPlan:
    """Names for rows, from 0."""

    def __init__(self, first: int = 0) -> None:
        self.next = first
        self.at: dict[str, int] = {}

    def take(self, name: str, rows: int = 1) -> int:
        """The next row, under a name, with so many rows in all; it is found again in ``at``."""
        row = self.at[name] = self.next
        self.next += rows
        return row

    def each(self, names: Iterable[str]) -> None:
        """A row each."""
        for name in names:
            self.take(name)

    def skip(self, rows: int = 1) -> None:
        """Leave rows free."""
        self.next += rows
