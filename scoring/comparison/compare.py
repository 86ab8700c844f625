"""compare(): two assessments of one year (a revision) or of two, and what moved each total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from scoring.assessment import Assessment, assess_intake
from scoring.comparison.changes import (
    FigureChange,
    GateChange,
    RuleChange,
    figure_changes,
    gate_changes,
    rule_changes,
)
from scoring.comparison.parts import EXTRAS, parts_of
from scoring.errors import DataError
from scoring.formula.numbers import Floats
from scoring.ledger.intake import Intake

Places = npt.NDArray[np.intp]


@dataclass(frozen=True)
class ComparedLine:
    """An indicator of either scheme. where: in both, or only in one."""

    id: str
    name: str
    dimension: str
    where: Literal["both", "last", "this"]


@dataclass(frozen=True)
class Comparison:
    """Two assessments side by side, for the counties that both have.

    table: index = county; total_last, total_this, change, grade_last, grade_this, rank_last, rank_this, then what the
    change is made of: ``indicators`` (the sum of ``moved``) and the keys of EXTRAS. NaN where one of the totals is
    pending. moved: index = county, a column a line: points this less points last (none counts 0).
    points_last, points_this: the points themselves, NaN where there are none.
    """

    last: Assessment
    this: Assessment
    lines: tuple[ComparedLine, ...]
    table: pd.DataFrame
    moved: pd.DataFrame
    points_last: pd.DataFrame
    points_this: pd.DataFrame
    gates: tuple[GateChange, ...]
    rules: tuple[RuleChange, ...]
    only_last: tuple[str, ...]
    only_this: tuple[str, ...]

    @property
    def revision(self) -> bool:
        """Whether both are of one year."""
        return self.last.year == self.this.year

    @property
    def counties(self) -> tuple[str, ...]:
        """Counties of both, in this table's order."""
        return tuple(self.table.index)

    @cached_property
    def figures(self) -> tuple[FigureChange, ...]:
        """Figures that differ. Between two years nearly all do; a revision is understood by them."""
        return figure_changes(self.last, self.this)

    @cached_property
    def effects(self) -> pd.DataFrame | None:
        """A revision under other rules: how much of each change comes from the rules and how much from the figures.

        index = county; ``rules``: last figures under this scheme less last total; ``figures``: the rest. None between
        two years, where the scheme is the same, and where this scheme reads an item that the last one has not.
        """
        if not self.revision or self.last.scheme == self.this.scheme:
            return None
        known = self.last.intake.values
        if not set(self.this.scheme.items) <= set(known):
            return None
        own = {one.id for one in self.this.scheme.indicators}
        if any(one.indicator not in own for one in self.last.adjustments):
            return None
        values = {item: known[item] for item in self.this.scheme.items}
        states = {item: self.last.intake.states[item] for item in self.this.scheme.items}
        between = assess_intake(
            self.this.scheme, Intake(self.last.counties, values, states, ()), self.this.year,
            adjustments=self.last.adjustments,
        )  # fmt: skip
        middle = pd.Series(between.filled.frame.values["total"], between.index).reindex(list(self.counties))
        return pd.DataFrame({"rules": middle - self.table["total_last"], "figures": self.table["total_this"] - middle})

    def passed(self, county: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Counties that it passed, and those that passed it, by rank, of those ranked both times."""
        last, this = (self.table[name].astype(float) for name in ("rank_last", "rank_this"))
        before, now = last[county], this[county]
        return self._where((last < before) & (this > now)), self._where((last > before) & (this < now))

    def came_and_went(self, county: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Counties now ahead of it that had no rank, and those that were ahead of it and have none now."""
        last, this = (self.table[name].astype(float) for name in ("rank_last", "rank_this"))
        before, now = last[county], this[county]
        return self._where(last.isna() & (this < now)), self._where(this.isna() & (last < before))

    def _where(self, hit: pd.Series[bool]) -> tuple[str, ...]:
        return tuple(map(str, self.table.index[hit]))

    def movers(self, county: str) -> list[tuple[str, float]]:
        """Lines and extras that moved the county's total, the largest first: (id, points)."""
        place = self.counties.index(county)
        parts = pd.concat([self.moved, self.table[list(EXTRAS)]], axis=1).iloc[place].astype(float)
        found = list(zip(map(str, parts.index), parts.tolist(), strict=True))
        real = [one for one in found if not np.isnan(one[1]) and abs(one[1]) > 1e-9]
        return sorted(real, key=lambda one: -abs(one[1]))

    def name(self, part: str) -> str:
        """The Chinese name of a line or an extra."""
        return EXTRAS.get(part) or next(one.name for one in self.lines if one.id == part)


def compare(last: Assessment, this: Assessment) -> Comparison:
    """Set two assessments side by side; DataError if they have no county in common."""
    counties = [county for county in this.counties if county in last.counties]
    if not counties:
        raise DataError("两份结果没有一个共同的县（市、区），不能对比：请核对是不是同一个市的结果")
    before, now = parts_of(last), parts_of(this)
    old = np.asarray([last.place(county) for county in counties])
    new = np.asarray([this.place(county) for county in counties])
    index = pd.Index(counties, name="county")
    lines = _lines(last, this)
    points_last, points_this = _points(last, lines, old, index), _points(this, lines, new, index)
    moved = points_this.fillna(0.0) - points_last.fillna(0.0)
    table = _ends(last, this, old, new, index)
    pending = table["change"].isna().to_numpy()
    table["indicators"] = np.where(pending, np.nan, moved.sum(axis=1).to_numpy())
    for name in EXTRAS:
        table[name] = now.extras[name][new] - before.extras[name][old]
    only_last = tuple(county for county in last.counties if county not in this.counties)
    only_this = tuple(county for county in this.counties if county not in last.counties)
    return Comparison(
        last,
        this,
        lines,
        table,
        moved,
        points_last,
        points_this,
        gates=gate_changes(last, this),
        rules=rule_changes(last, this),
        only_last=only_last,
        only_this=only_this,
    )


def _lines(last: Assessment, this: Assessment) -> tuple[ComparedLine, ...]:
    old = {one.id for one in last.scheme.indicators}
    new = {one.id for one in this.scheme.indicators}
    found = [
        ComparedLine(one.id, one.name, this.scheme.dimension_of(one.id).name, "both" if one.id in old else "this")
        for one in this.scheme.indicators
    ]
    found += [
        ComparedLine(one.id, one.name, last.scheme.dimension_of(one.id).name, "last")
        for one in last.scheme.indicators
        if one.id not in new
    ]
    return tuple(found)


def _points(
    assessment: Assessment, lines: tuple[ComparedLine, ...], places: Places, index: pd.Index[str]
) -> pd.DataFrame:
    values: Mapping[str, Floats] = assessment.filled.frame.values
    known = {one.id for one in assessment.scheme.indicators}
    none = np.full(len(index), np.nan)
    return pd.DataFrame({one.id: values[one.id][places] if one.id in known else none for one in lines}, index)


def _ends(last: Assessment, this: Assessment, old: Places, new: Places, index: pd.Index[str]) -> pd.DataFrame:
    table = pd.DataFrame(index=index)
    for name, assessment, places in (("last", last, old), ("this", this, new)):
        table[f"total_{name}"] = assessment.filled.frame.values["total"][places]
        table[f"grade_{name}"] = assessment.filled.texts["grade"][places]
        table[f"rank_{name}"] = pd.Series(assessment.filled.frame.values["rank"][places], index).astype("Int64")
    table["change"] = table["total_this"] - table["total_last"]
    order = ["total_last", "total_this", "change", "grade_last", "grade_this", "rank_last", "rank_this"]
    return table[order]
