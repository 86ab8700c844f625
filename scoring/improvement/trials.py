"""Many assessments at once, each with one figure of one county changed: the ledger filled again, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from scoring.assessment import Assessment
from scoring.formula.columns import ADJUSTMENTS, GROUP, Column
from scoring.formula.nodes import Down, Order, Rank
from scoring.formula.numbers import Floats, Frame, fill

Places = npt.NDArray[np.intp]
_CELLS = 400_000  # rows × counties that are compared, or rows that are filled, at a time


@dataclass(frozen=True)
class Outcome:
    """How each trial's county comes out: arrays over trials; gates[id] is 1 where the gate acts."""

    total: Floats
    ordinal: Floats
    rank: Floats
    gates: dict[str, Floats]


class Trials:
    """Fills the ledger for rows that are each a county with one figure changed (or with points added).

    Where a column before the tail looks at the whole city (shares, averages, ranks), each trial is a whole city of its
    own; elsewhere it is one row, ranked against the other counties as they stand.
    """

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.base = assessment.filled.frame
        self.size = len(assessment.counties)
        self.columns = [
            one for one in assessment.compiled.columns.values() if one.formula is not None and not one.is_text
        ]
        self.gates = [one.id for one in self.columns if one.role == "gate"]

    @cached_property
    def coupled(self) -> bool:
        """Whether one county's figure can change another's points."""
        return any(
            isinstance(node, (Down, Rank, Order))
            for column in self.columns
            if column.role != "rank" and column.formula is not None
            for node in column.formula.walk()
        )

    def run(self, counties: Places, items: npt.NDArray[np.object_], figures: Floats, points: float = 0.0) -> Outcome:
        """counties: positions; items: an item id each ("" changes none); figures: what it becomes, a number.

        points: added to every trial's county as an approved adjustment.
        """
        whole = self.size if self.coupled else 1
        step = max(1, min(_CELLS // self.size, 64 if self.coupled else len(counties)))
        parts = [
            self._some(counties[at : at + step], items[at : at + step], figures[at : at + step], points, whole)
            for at in range(0, len(counties), step)
        ]
        gates = {name: np.concatenate([one.gates[name] for one in parts]) for name in self.gates}
        total, ordinal, rank = (
            np.concatenate([getattr(one, field) for one in parts]) for field in ("total", "ordinal", "rank")
        )
        return Outcome(total, ordinal, rank, gates)

    @np.errstate(all="ignore")
    def _some(
        self, counties: Places, items: npt.NDArray[np.object_], figures: Floats, points: float, whole: int
    ) -> Outcome:
        trials = len(counties)
        rows = counties if whole == 1 else np.tile(np.arange(self.size), trials)
        own = np.arange(trials) if whole == 1 else np.arange(trials) * whole + counties
        frame = self._frame(rows, own, points, np.repeat(np.arange(trials, dtype=np.float64), whole))
        for item in dict.fromkeys(items.tolist()):
            if item:
                hit = np.flatnonzero(items == item)
                frame.values[item][own[hit]] = figures[hit]
        for column in self.columns:
            if self._needed(column, whole):
                fill(column, frame)
        rank = frame.values["rank"][own] if whole > 1 else self._ranks(frame, counties)
        return Outcome(
            frame.values["total"][own], frame.values["grade_ordinal"][own], rank,
            {name: frame.values[name][own] for name in self.gates},
        )  # fmt: skip

    def _needed(self, column: Column, whole: int) -> bool:
        return column.role != "rank" or (whole > 1 and column.id == "rank")

    def _frame(self, rows: Places, own: Places, points: float, cities: Floats) -> Frame:
        """The items of each row's county, to be changed."""
        base = self.base
        adjusted = base.lists.get(ADJUSTMENTS, {}).get("points", np.zeros(self.size))[rows]
        adjusted[own] += points
        lists = {**base.lists, ADJUSTMENTS: {"points": adjusted}}
        frame = Frame(len(rows), base.parameters, base.tables, lists, cities=cities if self.coupled else None)
        for item in (GROUP, *self.assessment.intake.values):
            states = base.states[item]
            frame.values[item] = base.values[item][rows]
            frame.states[item] = None if states is None else states[rows]
        return frame

    def _ranks(self, frame: Frame, counties: Places) -> Floats:
        """1 + how many other counties stand before the row's, by the keys of the ledger's rank."""
        formula = self.assessment.compiled.columns["rank"].formula
        assert isinstance(formula, Rank)
        ahead = np.zeros((len(counties), self.size), bool)
        level = np.ones((len(counties), self.size), bool)
        pending = np.zeros(len(counties), bool)
        for key, down in zip(formula.keys, formula.descending, strict=True):
            sign = -1.0 if down else 1.0
            own, others = sign * frame.values[key.column][:, None], sign * self.base.values[key.column][None, :]
            pending |= np.isnan(own[:, 0])
            ahead |= level & (others < own)
            level &= others == own
        lacking = np.logical_or.reduce([np.isnan(self.base.values[key.column]) for key in formula.keys])
        ahead &= ~lacking[None, :]
        ahead[np.arange(len(counties)), counties] = False
        return np.where(pending, np.nan, 1.0 + ahead.sum(axis=1))
