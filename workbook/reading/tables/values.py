"""What sheets say, by county and item, and where it goes while they are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from scoring.coal import Caliber
from scoring.problems import Source
from scoring.scheme.models import ItemSpec
from workbook.reading.tables.cells import Declared

SAME = "同自报"

Key = tuple[str, str]  # county and item
Figures = dict[Key, float]
Later = list[tuple[str, Callable[[], None]]]
"""Work put off, by county: rows without any figure, and rows that are not there. It is done for counties that
the file turns out to speak of on another sheet."""


@dataclass
class SheetValues:
    """What sheets said, by county and item."""

    values: dict[Key, float | str] = field(default_factory=dict)
    declared: dict[Key, Declared] = field(default_factory=dict)
    sources: dict[Key, Source] = field(default_factory=dict)
    calibers: dict[str, Caliber] = field(default_factory=dict)  # by item
    same: dict[Key, Source] = field(default_factory=dict)
    """Where a cell says that the county's own figure is certified (同自报); its value is 缺报 until that is known."""


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
