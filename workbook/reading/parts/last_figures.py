"""Last year's figures, to stand beside this year's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class LastYear:
    """Figures by (county, id as this year's workbook names it: ``energy_use@2024``)."""

    year: int
    figures: Mapping[tuple[str, str], float]

    def of(self, item: str) -> str:
        """The id of an item of that year."""
        return f"{item}@{self.year}"

    def has(self, name: str) -> bool:
        """Whether any county has the figure."""
        return any(one == name for _, one in self.figures)
