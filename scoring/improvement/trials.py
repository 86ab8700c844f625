"""Many assessments at once, each with one figure of one county changed: only what reads the figure is computed again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import numpy.typing as npt

from scoring.assessment import Assessment
from scoring.formula.columns import ADJUSTMENTS, Column
from scoring.formula.nodes import Down, FromList, Order, Rank
from scoring.formula.numbers import Floats, Frame, fill

Places = npt.NDArray[np.intp]
_CELLS = 20_000  # trials × counties at a time: arrays that stay in the processor's cache


@dataclass(frozen=True)
class TrialOutcomes:
    """How each trial's county comes out: arrays over trials; gates[id] is 1 where the gate acts."""

    total: Floats
    ordinal: Floats
    rank: Floats
    gates: dict[str, Floats]


@dataclass(frozen=True)
class _Spread:
    """The columns that follow a change, in order, and those before them that they read. across: whether a county's change moves others' points."""

    columns: tuple[Column, ...]
    read: tuple[str, ...]
    across: bool


class Trials:
    """Trials are taken together by the figure that they change: the columns that it reaches are filled again, all
    others stand as they are.

    Where one of those columns looks at the whole city (shares, averages, ranks), trials fill cases × counties;
    elsewhere a trial is one row, ranked against the other counties as they stand.
    """

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.base = assessment.filled.frame
        self.size = len(assessment.counties)
        self.columns = [
            one for one in assessment.compiled.columns.values() if one.formula is not None and not one.is_text
        ]
        self.gates = [one.id for one in self.columns if one.role == "gate"]
        formula = assessment.compiled.columns["rank"].formula
        assert isinstance(formula, Rank)
        self._keys = [
            (key.column, -1.0 if down else 1.0) for key, down in zip(formula.keys, formula.descending, strict=True)
        ]
        self._goals = {"total", "grade_ordinal", *self.gates, *(key for key, _ in self._keys)}
        self.spread = cache(self._spread_of)

    def _spread_of(self, item: str) -> _Spread:
        """What follows the item, or ("") the approved adjustments."""
        touched = {item}
        for column in self.columns:
            assert column.formula is not None
            adjusted = not item and any(
                isinstance(one, FromList) and one.list_id == ADJUSTMENTS for one in column.formula.walk()
            )
            if adjusted or not touched.isdisjoint(column.reads):
                touched.add(column.id)
        needed, found = set(self._goals), list[Column]()
        for column in reversed(self.columns):
            if column.id in needed and column.id in touched:
                found.append(column)
                needed.update(column.reads)
        again = {one.id for one in found}
        read = {name for one in found for name in one.reads} - again
        nodes = (node for one in found if one.formula is not None for node in one.formula.walk())
        return _Spread(
            tuple(reversed(found)), tuple(sorted(read)), any(isinstance(one, (Down, Rank, Order)) for one in nodes)
        )

    def run(
        self, counties: Places, items: npt.NDArray[np.object_], figures: Floats, points: float = 0.0
    ) -> TrialOutcomes:
        """counties: positions; items: an item id each ("" changes none); figures: what it becomes, a number.

        points: added to every trial's county as an approved adjustment, where no item is changed.
        """
        size = len(counties)
        found = TrialOutcomes(
            np.empty(size), np.empty(size), np.empty(size), {name: np.empty(size) for name in self.gates}
        )
        for item in dict.fromkeys(items.tolist()):
            hit = np.flatnonzero(items == item)
            step = max(1, _CELLS // self.size)
            for at in range(0, len(hit), step):
                some = hit[at : at + step]
                self._some(found, some, item, counties[some], figures[some], points)
        return found

    @np.errstate(all="ignore")
    def _some(
        self, found: TrialOutcomes, places: Places, item: str, counties: Places, figures: Floats, points: float
    ) -> None:
        """Trials of one figure, into their places of ``found``."""
        spread, trials = self.spread(item), np.arange(len(counties))
        own = (trials, counties) if spread.across else (trials,)
        frame = self._frame(spread, counties)
        if item:
            changed = self._of_trials(self.base.values[item], spread, counties)
            changed[own] = figures
            frame.values[item] = changed
        else:
            sums = self.base.lists.get(ADJUSTMENTS, {}).get("points", np.zeros(self.size))
            changed = self._of_trials(sums, spread, counties)
            changed[own] += points
            frame.lists = {**frame.lists, ADJUSTMENTS: {"points": changed}}
        for column in spread.columns:
            fill(column, frame)

        def outcome(name: str) -> Floats:
            """A column as each trial's county has it."""
            values = frame.values.get(name)
            if values is None or (spread.across and values.ndim == 1):
                return (self.base.values[name] if values is None else values)[counties]
            return values[own]

        found.total[places], found.ordinal[places] = outcome("total"), outcome("grade_ordinal")
        for name, flags in found.gates.items():
            flags[places] = outcome(name)
        others = frame.values if spread.across else self.base.values
        keys = [(sign * outcome(name), sign * others.get(name, self.base.values[name])) for name, sign in self._keys]
        found.rank[places] = _ranks(keys, counties)

    def _frame(self, spread: _Spread, counties: Places) -> Frame:
        """What the columns to be filled read: the city's as they stand, or the row of each trial's county."""
        if not spread.across:
            return self.assessment.rows(counties, spread.read)
        values = {name: self.base.values[name] for name in spread.read}
        return replace(self.base, values=values, states=dict(self.base.states))

    def _of_trials(self, values: Floats, spread: _Spread, counties: Places) -> Floats:
        """A column of the city for every trial, or each trial's county's own, to be changed."""
        return np.tile(values, (len(counties), 1)) if spread.across else values[counties]


def _ranks(keys: list[tuple[Floats, Floats]], counties: Places) -> Floats:
    """1 + how many other counties stand before each trial's: (its key, the others' as they stand or trials × counties)."""
    trials, size = len(counties), keys[0][1].shape[-1]
    ahead, level, lacking = np.zeros((trials, size), bool), np.ones((trials, size), bool), np.zeros((1, size), bool)
    for own, others in keys:
        ahead |= level & (others < own[:, None])
        level &= others == own[:, None]
        lacking = lacking | np.isnan(others)
    ahead &= ~lacking
    ahead[np.arange(trials), counties] = False
    pending = np.logical_or.reduce([np.isnan(own) for own, _ in keys])
    return np.where(pending, np.nan, 1.0 + ahead.sum(axis=1))
