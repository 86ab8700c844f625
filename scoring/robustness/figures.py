"""Reported figures as things that may be off: which are measured, to how many decimals, within which bounds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scoring.formula.nodes import Down, Rank
from scoring.formula.numbers import Floats
from scoring.robustness.replay import Replay
from scoring.robustness.settings import DecimalPlaces, Decimals
from scoring.rounding import decimals
from scoring.scheme.models import ItemSpec


@dataclass(frozen=True)
class Figure:
    """An item whose figures may be off. values: all counties of the table; stands: where there is a figure.

    decimals: to how many the item is reported, never fewer than the setting says. rounded: whether its last decimal carries a rounding error.
    """

    item: ItemSpec
    values: Floats
    stands: npt.NDArray[np.bool_]
    decimals: int
    rounded: bool

    @property
    def low(self) -> float:
        """The least figure that can be meant."""
        return -np.inf if self.item.minimum is None else self.item.minimum

    @property
    def high(self) -> float:
        """The greatest figure that can be meant."""
        if self.item.kind == "yes_no":
            return 1.0
        return np.inf if self.item.maximum is None else self.item.maximum

    @property
    def unit(self) -> float:
        """One unit of the last decimal reported."""
        return float(10.0**-self.decimals)


def measured(replay: Replay, settings: DecimalPlaces) -> tuple[Figure, ...]:
    """The items that are measured: all that the result reads, without targets and other figures set by decision."""
    frame, scheme = replay.assessment.filled.frame, replay.assessment.scheme
    decided = {item for one in scheme.indicators for part in (one.target, one.waiver) if part for item in part.items()}
    decided -= {item for one in scheme.indicators if one.value for item in one.value.items()}
    read = {name for column in replay.ledger.columns.values() for name in column.reads}
    found = []
    for item in scheme.items.values():
        if item.id in decided or item.id not in read:
            continue
        stands = frame.is_number(item.id)
        if not stands.any():
            continue
        declared: Decimals = "exact" if item.kind == "yes_no" else getattr(settings, item.kind)
        declared = settings.items.get(item.id, declared)
        values = frame.values[item.id]
        places = 0 if item.kind in ("count", "yes_no") else max(map(decimals, values[stands].tolist()))
        if isinstance(declared, int):  # finer figures keep their decimals: a step of the declared unit would round them
            places = max(declared, places)
        found.append(Figure(item, values, stands, places, declared != "exact"))
    return tuple(found)


def across_counties(replay: Replay, items: tuple[str, ...]) -> set[str]:
    """Those of the items through which a county's figure moves other counties' points (peers, ranks, min–max)."""
    columns = replay.ledger.columns
    down = {
        name
        for name, column in columns.items()
        if column.formula is not None
        and name not in ("rank", "group_rank", "order")
        and any(isinstance(node, (Down, Rank)) for node in column.formula.walk())
    }
    return {item for item in items if replay.touched([item]) & down} if down else set()
