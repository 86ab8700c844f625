"""Each indicator left out in turn, all at once: the points it gave and its bonus go, its gates stay."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.formula.columns import State
from scoring.formula.numbers import Floats, States
from scoring.robustness.ranks import Whole
from scoring.robustness.replay import CaseChanges
from scoring.robustness.weights import WeightedTail, earned_by_lines


@dataclass(frozen=True)
class LeftOut:
    """Ranks and grades (ordinals) with each indicator left out, indicators × counties; rank 0 is none."""

    ranks: Whole
    grades: Floats

    def worst(self) -> Whole:
        """Which indicator, left out, gives each county its worst rank; the first of several."""
        return np.asarray(self.ranks.argmax(axis=0))

    def best(self) -> Whole:
        """Which indicator, left out, gives each county its best rank."""
        return np.asarray(np.where(self.ranks == 0, np.iinfo(np.int64).max, self.ranks).argmin(axis=0))

    def grades_lost(self, official: Floats) -> Whole:
        """By how many of the indicators, left out, the county's grade would be another."""
        return np.asarray(((self.grades != official) & ~np.isnan(self.grades)).sum(axis=0))


def leave_out(tail: WeightedTail) -> LeftOut:
    """Points − the line's points, in closed form, and the tail of the ledger on all lines at once.

    Where what is not applicable is reweighted, the rest of the dimension takes the line's weight. Where it
    counts as full or as nothing, everybody gets the line's full points instead, so that it tells nobody apart.
    """
    replay, lines = tail.replay, tail.indicators
    base, count = replay.base, len(tail.indicators)
    kind = replay.assessment.scheme.spec.not_applicable
    weights = _weights(tail)
    raw: dict[str, tuple[Floats, States | None]] = {}
    for block, dimension in zip(tail.blocks, tail.dimensions, strict=True):
        own = np.stack([base.values[line.id] for line in lines[block]])
        points = np.where(tail.present[block], own, 0.0)
        earned = np.tile(points.sum(axis=0), (count, 1))
        applicable = np.tile((tail.present[block] * weights[block]).sum(axis=0), (count, 1))
        left = np.tile(tail.present[block].sum(axis=0), (count, 1))
        if kind in ("within_dimension", "over_whole"):
            earned[block] -= points
            applicable[block] -= tail.present[block] * weights[block]
            left[block] -= tail.present[block]
        else:
            earned[block] += weights[block] - points
            applicable[block] += ~tail.present[block] * weights[block]
            left[block] += ~tail.present[block]
        states = np.where(left == 0, np.int8(State.NOT_APPLICABLE), np.int8(State.OK))
        raw[earned_by_lines(dimension)] = (earned, states if states.any() else None)
        raw[f"{dimension.id}.applicable"] = (applicable, None)
    outcome = replay.run(CaseChanges({}, _silent(tail), raw))
    return LeftOut(replay.ranks(outcome), np.broadcast_to(outcome.ordinal, (count, replay.size)))


def _weights(tail: WeightedTail) -> Floats:
    """Points of the lines, indicators × counties (or × 1)."""
    official = tail.official()
    result = np.empty((len(tail.indicators), tail.replay.size))
    for own, (_, members) in zip(official.lines, tail.pools, strict=True):
        result[:, members] = own.T
    return result


def _silent(tail: WeightedTail) -> dict[str, tuple[Floats, States | None]]:
    """The line's own points (where a gate looks at them) and bonus in the case that leaves it out."""
    base, shape = tail.replay.base, (len(tail.indicators), tail.replay.size)
    values: dict[str, tuple[Floats, States | None]] = {}
    known = [name for one in tail.dimensions for name in (earned_by_lines(one), f"{one.id}.applicable")]
    owned = tail.replay.ledger.owned
    bonuses = {line.id: [one.id for one in owned(line.id) if one.role == "bonus"] for line in tail.indicators}
    own_columns = [name for line, own in bonuses.items() for name in (line, *own)]
    read = {column.id for column in tail.replay.plan_of([*known, *own_columns])}
    for place, indicator in enumerate(tail.indicators):
        for bonus in read.intersection(bonuses[indicator.id]):
            granted = np.tile(base.values[bonus], (shape[0], 1))
            granted[place] = 0.0
            values[bonus] = (granted, base.states[bonus])
        if indicator.id not in read:
            continue
        own = base.states[indicator.id]
        states = np.zeros(shape, np.int8) if own is None else np.tile(own, (shape[0], 1))
        states[place] = State.NOT_APPLICABLE
        points = np.tile(base.values[indicator.id], (shape[0], 1))
        points[place] = np.nan
        values[indicator.id] = (points, states)
    return values
