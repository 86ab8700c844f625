"""Which figures a county can move, by what unit and how far."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.assessment import Assessment
from scoring.formula.numbers import Floats
from scoring.rounding import decimals
from scoring.scheme.models import ItemSpec


@dataclass(frozen=True)
class Lever:
    """An item that counties move by their own work.

    places: decimals of its declared unit, the finest that its example or any county's figure shows (none for whole
    numbers and yes/no, at least two for percent). low, high: the item's bounds, or, where it has none, as far as twice
    the largest figure of the city.
    """

    item: ItemSpec
    places: int
    low: float
    high: float

    def at(self, figures: Floats, units: Floats) -> Floats:
        """Figures moved by so many units (negative: down), free of float noise."""
        scale = 10.0**self.places
        return np.asarray(np.rint(figures * scale + units) / scale, np.float64)

    def room(self, figure: float, up: bool) -> int:
        """How many whole units the figure can move in a direction."""
        scale = 10.0**self.places
        left = (self.high - figure) if up else (figure - self.low)
        return max(0, int(np.floor(left * scale + 1e-6)))


def levers(assessment: Assessment) -> tuple[Lever, ...]:
    """The levers of a scheme: what its lines and gates read and a county can move, in the order of the point table.

    Targets, totals to divide by, last year's and base-year figures are not among them (see ``Part.levers``), nor what
    the office decides, nor what a bureau finds and only a gate asks for: a falsification that was found, an incident
    that happened.
    """
    scheme = assessment.scheme
    movable = [item for one in scheme.indicators for item in one.levers()]
    movable += [item for gate in scheme.spec.gates for item in gate.levers() if scheme.items[item].supplied != "bureau"]
    movable = [item for item in movable if scheme.items[item].supplied != "decision"]
    fixed = {item for one in scheme.indicators for item in one.items()} - set(movable)
    return tuple(_lever(assessment, scheme.items[item]) for item in dict.fromkeys(movable) if item not in fixed)


def _lever(assessment: Assessment, item: ItemSpec) -> Lever:
    frame = assessment.filled.frame
    figures = frame.values[item.id][frame.is_number(item.id)]
    if item.kind == "yes_no":
        return Lever(item, 0, 0.0, 1.0)
    shown = [*figures.tolist(), *([item.example] if isinstance(item.example, float) else [])]
    places = 0 if item.kind == "count" else max(2 if item.kind == "percent" else 0, *map(decimals, shown), 0)
    unit = 10.0**-places
    span = 2 * max((abs(one) for one in shown), default=0.0) + 10 * unit
    floor = -span if item.kind == "percent" else min(0.0, *shown, 0.0)
    low = floor if item.minimum is None else max(item.minimum, -span)
    high = span if item.maximum is None else min(item.maximum, span)
    return Lever(item, places, low, high)
