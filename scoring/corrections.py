"""What corrections did: points, grade and rank before and after each, other counties' places included.

Corrections are taken one after another by date; those of one date and one appeal (复查) are one step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from scoring.assessment import Adjustment, Assessment
from scoring.rounding import round_half_up
from scoring.vintages import Revision, with_figures

Score = Callable[[pd.DataFrame, Sequence[Adjustment]], Assessment]
"""Scores a table with adjustments, all else (scheme, year) being settled."""


@dataclass(frozen=True)
class Standing:
    """Where a county stands: total and rank are numbers, or 待定 and the like."""

    total: float | str
    grade: str
    rank: float | str


@dataclass(frozen=True)
class PointsChange:
    """An indicator's points before and after: numbers, or 缺报, 不适用."""

    indicator: str
    before: float | str
    after: float | str


@dataclass(frozen=True)
class Effect:
    """What a step did to a county."""

    county: str
    points: tuple[PointsChange, ...]
    before: Standing
    after: Standing

    @property
    def moved(self) -> bool:
        """Whether grade or rank is another one."""
        return (self.before.grade, self.before.rank) != (self.after.grade, self.after.rank)


@dataclass(frozen=True)
class Step:
    """Corrections taken together. effects: of the counties corrected; others: of those that it moved all the same."""

    date: str
    appeal: str
    revisions: tuple[Revision, ...]
    adjustments: tuple[Adjustment, ...]
    effects: tuple[Effect, ...]
    others: tuple[Effect, ...]


def trace(
    score: Score,
    table: pd.DataFrame,
    revisions: Sequence[Revision],
    adjustments: Sequence[Adjustment] = (),
    dates: Mapping[str, str] | None = None,
) -> tuple[Step, ...]:
    """The steps from a table to the same with all revisions in it.

    table: the first vintages. revisions: by date, as ``replay`` gives them. adjustments: all; those that carry an appeal's number
    count from its step on. dates: of appeals by number, for appeals whose decision changes points only.
    """
    keys = {(one.new.date, one.new.appeal) for one in revisions}
    of_appeal: dict[str, str] = {}
    for one in adjustments:
        if one.appeal:
            own = [date for date, appeal in keys if appeal == one.appeal]
            of_appeal[one.appeal] = max(own, default=(dates or {}).get(one.appeal, ""))
            keys.add((of_appeal[one.appeal], one.appeal))
    if not keys:
        return ()
    applied = [one for one in adjustments if not one.appeal]
    before, steps = score(table, applied), []
    for date, appeal in sorted(keys):
        own_revisions = tuple(one for one in revisions if (one.new.date, one.new.appeal) == (date, appeal))
        own_points = tuple(one for one in adjustments if one.appeal == appeal and appeal and of_appeal[appeal] == date)
        table = with_figures(table, {one.new.key: one.new.value for one in own_revisions})
        applied = [*applied, *own_points]
        after = score(table, applied)
        named = {one.new.county for one in own_revisions} | {one.county for one in own_points}
        sums = _sums(before), _sums(after)
        effects = [_effect(before, after, place, sums) for place in range(len(after.counties))]
        steps.append(
            Step(
                date,
                appeal,
                own_revisions,
                own_points,
                tuple(one for one in effects if one.county in named),
                tuple(one for one in effects if one.county not in named and (one.moved or one.points)),
            )
        )
        before = after
    return tuple(steps)


def _standing(assessment: Assessment, place: int) -> Standing:
    """Where the county at a place stands."""
    text = assessment.filled.text
    return Standing(text("total", place), str(text("grade", place)), text("rank", place))


Sums = dict[tuple[str, str], float]


def _sums(assessment: Assessment) -> Sums:
    """Approved adjustments by county and indicator."""
    sums: Sums = {}
    for one in assessment.adjustments:
        sums[one.county, one.indicator] = sums.get((one.county, one.indicator), 0.0) + one.points
    return sums


def _effect(before: Assessment, after: Assessment, place: int, sums: tuple[Sums, Sums]) -> Effect:
    """What changed for the county at a place; points with approved adjustments (核定分)."""
    changes = []
    for indicator in after.scheme.indicators:
        old, new = _points(before, place, indicator.id, sums[0]), _points(after, place, indicator.id, sums[1])
        if old != new:
            changes.append(PointsChange(indicator.id, old, new))
    return Effect(after.counties[place], tuple(changes), _standing(before, place), _standing(after, place))


def _points(assessment: Assessment, place: int, indicator: str, sums: Sums) -> float | str:
    """An indicator's verified points: computed and adjusted, rounded as the scheme rounds points."""
    points = assessment.filled.text(indicator, place)
    added = sums.get((assessment.counties[place], indicator))
    if isinstance(points, str) or added is None:
        return points
    return float(round_half_up(points + added, assessment.scheme.spec.rounding.points))
