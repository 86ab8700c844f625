"""What each decision did: points, grade and rank without it and with it, other counties' places included.

A decision is an appeal's (复查), or one document's late figures of one day for one county. Each is compared with the
result without *it*, all others standing, whatever their dates: two of one day are never taken for each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from scoring.assessment import Adjustment, Assessment
from scoring.ledger.fill import FilledLedger
from scoring.rounding import round_half_up
from scoring.vintages import Revision, Vintage

Score = Callable[[pd.DataFrame, Sequence[Adjustment]], Assessment]
"""Scores a table with adjustments, all else (scheme, year) being settled."""

Replay = Callable[[Sequence[Vintage]], pd.DataFrame]
"""The table with these vintages brought in, all else (first figures, day) being settled."""

Decision = tuple[str, str, str, str]
"""(appeal, "", "", "") or ("", date, document, county)."""


@dataclass(frozen=True)
class CountyResult:
    """Where a county stands: total and rank are numbers, or 待定 and the like."""

    total: float | str
    grade: str
    rank: float | str

    def same_place(self, other: CountyResult) -> bool:
        """Whether grade and rank are the same."""
        return (self.grade, self.rank) == (other.grade, other.rank)


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
    before: CountyResult
    after: CountyResult

    @property
    def moved(self) -> bool:
        """Whether grade or rank is another one."""
        return not self.before.same_place(self.after)


@dataclass(frozen=True)
class CorrectionStep:
    """One decision. effects: on the counties corrected; others: on those that it moved all the same.

    ``before`` of an effect is the result without this decision, ``after`` the result with all. revisions: the figures
    that it put in place, also those that a later vintage replaced since.
    """

    date: str
    appeal: str
    revisions: tuple[Revision, ...]
    adjustments: tuple[Adjustment, ...]
    effects: tuple[Effect, ...]
    others: tuple[Effect, ...]
    document: str = ""


def trace(
    score: Score,
    replayed: Replay,
    vintages: Sequence[Vintage],
    revisions: Sequence[Revision],
    adjustments: Sequence[Adjustment] = (),
    dates: Mapping[str, str] | None = None,
) -> tuple[CorrectionStep, ...]:
    """Every decision, by date, with what the result would be without it.

    vintages: all that were out by the day; revisions: what ``replay`` made of them. adjustments: all in force. dates: of
    appeals by number, for appeals whose decision changes points only.
    """
    decisions = _decisions(revisions, adjustments, dates or {})
    if not decisions:
        return ()
    after, steps = score(replayed(vintages), adjustments), []
    after_sums = _sums(after)
    for decision, date in decisions:
        own = tuple(one for one in revisions if decision_of(one.new) == decision)
        points = tuple(one for one in adjustments if one.appeal and one.appeal == decision[0])
        clash = set() if any(decision_of(one) == decision for one in vintages) else {_slot(one.new) for one in own}
        left = [one for one in vintages if decision_of(one) != decision and _slot(one) not in clash]
        before = score(replayed(left), [one for one in adjustments if one not in points])
        named = {one.new.county for one in own} | {one.county for one in points}
        sums = _sums(before), after_sums
        effects = [_effect(before, after, place, sums) for place in range(len(after.counties))]
        mine = tuple(one for one in effects if one.county in named)
        others = tuple(one for one in effects if one.county not in named and (one.moved or one.points))
        steps.append(CorrectionStep(date, decision[0], own, points, mine, others, decision[2]))
    return tuple(steps)


def decision_of(vintage: Vintage) -> Decision:
    """The decision that a late figure belongs to."""
    if vintage.appeal:
        return vintage.appeal, "", "", ""
    return "", vintage.date, vintage.document, vintage.county


def _slot(vintage: Vintage) -> tuple[str, str, str]:
    """Two different figures of one slot contradict each other; what stands for them is nobody's decision."""
    return vintage.date, vintage.county, vintage.item


def _decisions(
    revisions: Sequence[Revision], adjustments: Sequence[Adjustment], dates: Mapping[str, str]
) -> list[tuple[Decision, str]]:
    """Decisions with their dates, by date; an appeal's is that of its last figure."""
    found: dict[Decision, str] = {}
    for one in revisions:
        decision = decision_of(one.new)
        found[decision] = max(found.get(decision, ""), one.new.date)
    for adjusted in adjustments:
        if adjusted.appeal:
            found.setdefault((adjusted.appeal, "", "", ""), dates.get(adjusted.appeal, ""))
    return sorted(found.items(), key=lambda pair: (pair[1], pair[0]))


def county_result(filled: FilledLedger, place: int) -> CountyResult:
    """Where the county at a place stands."""
    return CountyResult(filled.text("total", place), str(filled.text("grade", place)), filled.text("rank", place))


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
    was, now = (county_result(one.filled, place) for one in (before, after))
    return Effect(after.counties[place], tuple(changes), was, now)


def _points(assessment: Assessment, place: int, indicator: str, sums: Sums) -> float | str:
    """An indicator's verified points: computed and adjusted, rounded as the scheme rounds points."""
    points = assessment.filled.text(indicator, place)
    added = sums.get((assessment.counties[place], indicator))
    if isinstance(points, str) or added is None:
        return points
    return float(round_half_up(points + added, assessment.scheme.spec.rounding.points))
