"""What sheets say, by county and item, and where it goes while they are read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from scoring.coal import Caliber
from scoring.problems import Source
from scoring.scheme.models import ItemSpec
from workbook.reading.tables.cells import UNUSABLE, Declared

SAME = "同自报"

Key = tuple[str, str]  # county and item
Figures = dict[Key, float]
Later = list[tuple[str, Callable[[], None]]]
"""Work put off, by county: rows without any figure, and rows that are not there. It is done for counties that
the file turns out to speak of on another sheet."""


T = TypeVar("T")


def _without(said: Mapping[Key, T], items: Collection[str]) -> dict[Key, T]:
    return {key: one for key, one in said.items() if key[1] not in items}


@dataclass
class SheetValues:
    """What sheets said, by county and item."""

    values: dict[Key, float | str] = field(default_factory=dict)
    declared: dict[Key, Declared] = field(default_factory=dict)
    sources: dict[Key, Source] = field(default_factory=dict)
    calibers: dict[str, Caliber] = field(default_factory=dict)  # by item
    same: dict[Key, Source] = field(default_factory=dict)
    """Where a cell says that the county's own figure is certified (同自报); its value is 缺报 until that is known."""

    def take(self, key: Key, other: SheetValues) -> None:
        """Take a figure, and what is said with it, from elsewhere."""
        self.values[key], self.sources[key] = other.values[key], other.sources[key]
        self.declared.pop(key, None)
        self.same.pop(key, None)
        if key in other.declared:
            self.declared[key] = other.declared[key]
        if key in other.same:
            self.same[key] = other.same[key]

    def without(self, items: Collection[str]) -> SheetValues:
        """What is said of other items."""
        return SheetValues(
            _without(self.values, items),
            _without(self.declared, items),
            _without(self.sources, items),
            self.calibers,
            _without(self.same, items),
        )

    def spoil(self, key: Key) -> None:
        """Leave a figure 缺报, whatever was declared in its stead."""
        self.values[key] = UNUSABLE
        self.declared.pop(key, None)
        self.same.pop(key, None)


@dataclass
class Beside:
    """Figures that only checks read: items that the scheme does not have, other years' (``energy_use@2024``) and, for
    county ``""``, the city's own (``energy_use@city``). summed: items whose sum over the counties has a live check."""

    items: Mapping[str, ItemSpec] = field(default_factory=dict)
    summed: frozenset[str] = frozenset()
    figures: Figures = field(default_factory=dict)


@dataclass
class Into:
    """Where the figures of a sheet go, those that only checks read, and the work for counties that the sheet says nothing of."""

    figures: SheetValues
    beside: Beside = field(default_factory=Beside)
    later: Later | None = None
