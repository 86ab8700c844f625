"""what_it_takes(): the nearest better grade and rank of each county, and the least single changes that reach them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring.assessment import Assessment
from scoring.formula.columns import State
from scoring.improvement.levers import levers
from scoring.improvement.search import Aim, LeastMove, Search
from scoring.improvement.trials import Trials
from scoring.rules.gates.shift import Notice
from scoring.scheme.models import ItemSpec

MOST = 3
"""How many changes are reported for a goal."""


@dataclass(frozen=True)
class ChangedFigure:
    """One figure changed, all others as they stand. worth: points that the total gains; effort: see ``effort_of``."""

    item: ItemSpec
    before: float
    after: float
    worth: float
    total: float
    grade: str
    rank: int | None
    effort: float


@dataclass(frozen=True)
class Goal:
    """The nearest better grade (its name) or rank (its number), with the least changes that reach it, if one alone can."""

    aim: str
    changes: tuple[ChangedFigure, ...]


@dataclass(frozen=True)
class Hold:
    """A gate that acts on the county, and the least changes that lift it, if one alone can."""

    gate: str
    name: str
    says: str
    clause: str
    changes: tuple[ChangedFigure, ...]


_DECIDED = ("total", "grade_ordinal", "rank")
"""Columns without which a county has no place to better."""


@dataclass(frozen=True)
class ImprovementStep:
    """What it would take for one county.

    pending: names of the missing items for which it has no total, or a total and no grade (a figure that only a gate
    reads); then there is nothing else. grade_goal, rank_goal:
    None where it has the best grade, the first rank. points_help: whether more points alone could better the grade.
    valuable: the single changes that add most, told where a goal is out of reach of one change.
    """

    county: str
    total: float | None
    grade: str
    rank: int | None
    pending: tuple[str, ...] = ()
    grade_goal: Goal | None = None
    rank_goal: Goal | None = None
    holds: tuple[Hold, ...] = ()
    points_help: bool = True
    valuable: tuple[ChangedFigure, ...] = ()


def what_it_takes(assessment: Assessment, counties: Sequence[str] = ()) -> tuple[ImprovementStep, ...]:
    """For each county (or those named): the nearest better grade and rank and the least single changes to reach them.

    Found by trial through the ledger: one reported figure changed within its bounds and in its own unit, everything
    computed again, ranks included. Only figures that a county moves by its own work are tried (``Part.levers``).
    DataError for a county that is not in the table.
    """
    places = [assessment.place(county) for county in counties] or list(range(len(assessment.counties)))
    frame = assessment.filled.frame
    ranked = [place for place in places if not any(np.isnan(frame.values[one][place]) for one in _DECIDED)]
    trials = Trials(assessment)
    search = Search(trials, levers(assessment), ranked)
    aims = [aim for place in ranked for aim in _aims(trials, place)]
    found = search.least(aims)
    reached = {(one.aim.county, one.aim.what) for one in found}
    short = {aim.county for aim in aims if aim.what in ("ordinal", "rank") and (aim.county, aim.what) not in reached}
    most = search.least([aim for place in sorted(short) for aim in search.best(place, MOST)])
    helped = _points_help(trials, ranked)
    return tuple(_step(assessment, place, found, most, helped.get(place, True)) for place in places)


def _aims(trials: Trials, place: int) -> list[Aim]:
    values = trials.base.values
    aims = [
        Aim(place, gate.id, instead=gate.unless)
        for gate in trials.assessment.scheme.spec.gates
        if gate.id in trials.gates and not isinstance(gate, Notice) and values[gate.id][place] == 1
    ]
    for what, column in (("ordinal", "grade_ordinal"), ("rank", "rank")):
        now = float(values[column][place])
        if now > 1:
            aims.append(Aim(place, what, now))
    return aims


def _points_help(trials: Trials, places: list[int]) -> dict[int, bool]:
    """Whether points alone better the grade: the ledger with as many points again added to the total."""
    spec = trials.assessment.scheme.spec
    counties = np.asarray(places, np.intp)
    outcome = trials.run(counties, np.full(len(places), "", object), np.zeros(len(places)), 2 * spec.points)
    now = trials.base.values["grade_ordinal"][counties]
    by_total = trials.base.values["grade_by_total"][counties]
    # A grade that another figure than the total decides does not move with added points.
    helps = (outcome.ordinal < now) | (now == 1) | ((spec.graded_by != "total") & (by_total == now))
    return dict(zip(places, helps.tolist(), strict=True))


def effort_of(before: float, after: float, unit: float) -> float:
    """How large a change is: in percent of the figure; of a figure smaller than one unit (or 0), in percent of the unit."""
    return abs(after - before) / max(abs(before), unit) * 100


def _change(assessment: Assessment, one: LeastMove) -> ChangedFigure:
    grades = assessment.scheme.spec.grades
    now = float(assessment.filled.frame.values["total"][one.aim.county])
    return ChangedFigure(
        one.track.lever.item, one.track.figure, one.figure, round(one.total - now, 10), one.total,
        grades[int(one.ordinal) - 1].name, None if np.isnan(one.rank) else int(one.rank),
        effort_of(one.track.figure, one.figure, 10.0**-one.track.lever.places),
    )  # fmt: skip


def _cheapest(assessment: Assessment, found: list[LeastMove], key: str = "effort") -> tuple[ChangedFigure, ...]:
    """The least changes, one an item: by effort, or (``worth``) those that add most first."""
    changes = [_change(assessment, one) for one in found if not np.isnan(one.total) and not np.isnan(one.ordinal)]
    changes.sort(key=(lambda one: one.effort) if key == "effort" else (lambda one: (-one.worth, one.effort)))
    first: dict[str, ChangedFigure] = {}
    for one in changes:
        first.setdefault(one.item.id, one)
    return tuple(list(first.values())[:MOST])


def _step(
    assessment: Assessment, place: int, found: list[LeastMove], most: list[LeastMove], points_help: bool
) -> ImprovementStep:
    values, county = assessment.filled.frame.values, assessment.counties[place]
    grade = str(assessment.filled.texts["grade"][place])
    total = float(values["total"][place])
    if any(np.isnan(values[one][place]) for one in _DECIDED):
        return ImprovementStep(
            county, None if np.isnan(total) else total, grade, None, missing_items(assessment, place)
        )
    own = [one for one in found if one.aim.county == place]
    goals: dict[str, Goal] = {}
    names = assessment.scheme.spec.grades
    for what, column in (("ordinal", "grade_ordinal"), ("rank", "rank")):
        now = int(values[column][place])
        if now > 1:
            aim = names[now - 2].name if what == "ordinal" else str(now - 1)
            goals[what] = Goal(aim, _cheapest(assessment, [one for one in own if one.aim.what == what]))
    holds = tuple(
        Hold(
            gate.id, gate.name, assessment.scheme.fill(gate.say()), gate.clause,
            _cheapest(assessment, [one for one in own if one.aim.what == gate.id]),
        )
        for gate in assessment.scheme.spec.gates
        if gate.id in values and values[gate.id][place] == 1 and not isinstance(gate, Notice)
    )  # fmt: skip
    best = _cheapest(assessment, [one for one in most if one.aim.county == place], "worth")
    return ImprovementStep(
        county, total, grade, int(values["rank"][place]), (), goals.get("ordinal"), goals.get("rank"), holds, points_help, best
    )  # fmt: skip


def missing_items(assessment: Assessment, place: int) -> tuple[str, ...]:
    """Names of the items that a county did not report."""
    states = assessment.intake.states
    return tuple(
        item.name
        for item in assessment.scheme.items.values()
        if (marks := states[item.id]) is not None and marks[place] == State.MISSING
    )
