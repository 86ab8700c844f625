"""Run part of a filled ledger again for many cases: what changed is given, the ledger's own columns do the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from scoring.assessment import Assessment
from scoring.errors import DataError
from scoring.formula.columns import Column
from scoring.formula.nodes import If, Rank, Ref
from scoring.formula.numbers import Floats, Frame, States, fill, keep
from scoring.robustness.ranks import Whole, ranks_of


@dataclass(frozen=True)
class CaseChanges:
    """What is different in each case.

    parameters: figures of the scheme, cases × 1. values: columns that are given, cases × counties (or × 1),
    with their states. raw: the same before rounding and guards, which their columns then apply. again: columns
    whose formula is to be computed again, since it reads a parameter.
    """

    parameters: Mapping[str, Floats] = field(default_factory=dict)
    values: Mapping[str, tuple[Floats, States | None]] = field(default_factory=dict)
    raw: Mapping[str, tuple[Floats, States | None]] = field(default_factory=dict)

    again: tuple[str, ...] = ()

    def names(self) -> set[str]:
        """The columns from which the change spreads."""
        return {*self.values, *self.raw, *self.again}


@dataclass(frozen=True)
class CaseOutcomes:
    """Grades (ordinals, 1 best), totals and the keys of the ranking, cases × counties; NaN is no figure."""

    ordinal: Floats
    total: Floats
    keys: tuple[Floats, ...]

    def of(self, counties: npt.NDArray[np.intp]) -> CaseOutcomes:
        """The same for some of the counties."""
        return CaseOutcomes(
            self.ordinal[..., counties], self.total[..., counties], tuple(key[..., counties] for key in self.keys)
        )


class Replay:
    """An assessment's ranked counties, ready to be run again. Counties pending (待定) are left out."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.ledger = assessment.compiled
        rank = assessment.filled.frame.values["rank"]
        self.ranked = np.flatnonzero(~np.isnan(rank))
        if not self.ranked.size:
            raise DataError("没有一个县（市、区）有名次（总分都是待定）：先补齐缺报的数据")
        self.rank = rank[self.ranked].astype(np.int64)
        formula = self.ledger.columns["rank"].formula
        assert isinstance(formula, Rank)
        self._keys = tuple(ref.column for ref in formula.keys)
        self._descending = formula.descending
        self._plans: dict[frozenset[str], tuple[Column, ...]] = {}

    @property
    def size(self) -> int:
        """How many counties are ranked."""
        return len(self.ranked)

    @property
    def counties(self) -> tuple[str, ...]:
        """The ranked counties, in the table's order."""
        return tuple(self.assessment.counties[place] for place in self.ranked)

    @property
    def excluded(self) -> tuple[str, ...]:
        """The counties pending."""
        places = set(self.ranked.tolist())
        return tuple(name for place, name in enumerate(self.assessment.counties) if place not in places)

    @cached_property
    def order(self) -> npt.NDArray[np.intp]:
        """Places among the ranked counties, in the order of the ranking."""
        return np.argsort(self.official("order"), kind="stable")

    @cached_property
    def base(self) -> Frame:
        """The filled ledger of the ranked counties."""
        return self.assessment.rows(self.ranked)

    def official(self, column: str) -> Floats:
        """A column of the official result, for the ranked counties."""
        return self.base.values[column]

    def touched(self, seeds: Iterable[str]) -> set[str]:
        """Every column that reads one of the seeds, directly or through others."""
        found = set(seeds)
        for column in self.ledger.columns.values():
            if column.formula is not None and not found.isdisjoint(column.reads):
                found.add(column.id)
        return found

    def plan_of(self, seeds: Iterable[str]) -> tuple[Column, ...]:
        """The columns to compute again, in order, so that grade, total and rank follow the seeds.

        A seed is among them where one of the others reads it.
        """
        key = frozenset(seeds)
        if key not in self._plans:
            touched = self.touched(key)
            required, needed = {"grade_ordinal", "total", *self._keys}, set()
            for column in reversed(tuple(self.ledger.columns.values())):
                if column.id in required and column.id in touched:
                    needed.add(column.id)
                    if column.id not in key:
                        required.update(column.reads)
            self._plans[key] = tuple(one for one in self.ledger.columns.values() if one.id in needed)
        return self._plans[key]

    @np.errstate(all="ignore")
    def run(self, change: CaseChanges, frame: Frame | None = None) -> CaseOutcomes:
        """Grades, totals and keys under a change. frame: other counties than ``base``."""
        start = self.base if frame is None else frame
        parameters = {**start.parameters, **change.parameters}
        own = replace(start, parameters=parameters, values=dict(start.values), states=dict(start.states))
        for name, (values, states) in change.values.items():
            own.values[name], own.states[name] = values, states
        for column in self.plan_of(change.names()):
            if column.id in change.raw:
                keep(column, own, *change.raw[column.id])
            elif column.id not in change.values:
                fill(column, own)
        return CaseOutcomes(
            own.values["grade_ordinal"], own.values["total"], tuple(own.values[name] for name in self._keys)
        )

    def ranks(self, outcome: CaseOutcomes) -> Whole:
        """Ranks within each case, cases × counties; 0 for a county that has none."""
        cases = len(np.atleast_2d(outcome.total))
        found = ranks_of(outcome.keys, self._descending, [self._places(name) for name in self._keys])
        return np.broadcast_to(found, (cases, found.shape[-1]))

    def rank_among_others(self, outcome: CaseOutcomes, counties: npt.NDArray[np.intp]) -> Whole:
        """The rank of each changed county (one a row of ``outcome``) while all others stand as they are."""
        signs = [-1.0 if down else 1.0 for down in self._descending]
        standing = np.stack([sign * self.official(name) for sign, name in zip(signs, self._keys, strict=True)])
        size = len(counties)
        moved = np.stack([sign * np.broadcast_to(key, size) for sign, key in zip(signs, outcome.keys, strict=True)])
        both = np.concatenate([standing, moved], axis=1)
        order = np.lexsort(both[::-1])
        ordered = both[:, order]
        new = np.concatenate([[True], (ordered[:, 1:] != ordered[:, :-1]).any(axis=0)])
        codes = np.empty(len(order), np.int64)
        codes[order] = np.cumsum(new)
        own, found = codes[: self.size], codes[self.size :]
        before = np.searchsorted(np.sort(own), found) - (own[counties] < found)
        return np.where(np.isnan(moved).any(axis=0), 0, before + 1)

    def _places(self, name: str) -> int | None:
        """The decimals of a column; of an open one, those of the column that it passes on."""
        column = self.ledger.columns[name]
        if column.places is None and isinstance(column.formula, If) and isinstance(column.formula.then, Ref):
            return self.ledger.columns[column.formula.then.column].places
        return column.places
