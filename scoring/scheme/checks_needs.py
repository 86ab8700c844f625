"""What a rule or a bonus cannot do without: tried on stand-ins, so that every kind tells it itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from scoring.errors import FormulaError
from scoring.formula.columns import GROUP, Column
from scoring.formula.draft import Draft
from scoring.rules.bonuses.base import Bonus
from scoring.rules.line import Calendar, Chain, Item, Line
from scoring.rules.points.base import Rule
from scoring.scheme.case import Case, Fault, bonuses
from scoring.scheme.checks_conditions import named
from scoring.scheme.places import Loc


def need_faults(case: Case, known: Collection[Loc]) -> Iterator[Fault]:
    """Rules and bonuses that need a value, a target or a completion which their indicator does not have.

    known: places of faults found before; an indicator that has one is left out, as it would be told twice.
    """
    period = case.spec.period
    calendar = Calendar(period.end, period.start, period.end, period.base)
    items = {item.id: Item(item.id, item.name, item.unit, item.optional) for item in case.items.values()}
    for loc, _, indicator in case.indicators():
        if any(one[: len(loc)] == loc for one in known):
            continue
        line = (indicator.id, indicator.name, indicator.clause, calendar, items, indicator.points)
        parts: list[tuple[Loc, Rule | Bonus]] = [((*loc, "rule"), indicator.rule), *bonuses(loc, indicator)]
        for place, part in parts:
            if _stands_on_lines(part):
                continue  # it stands on other lines, which the stand-ins lack
            given = [one for one in _CHAIN if getattr(indicator, one) is not None]
            refused = _refused(part, line, given)
            if refused:
                yield place, f"{refused}；补上，或换一种 kind"


def _stands_on_lines(part: Any) -> bool:
    """Whether a part has a condition on other lines."""
    when = getattr(part, "when", None)
    return when is not None and bool(named(when))


_CHAIN = ("value", "target", "completion")


def _refused(part: Rule | Bonus, about: tuple[Any, ...], given: Collection[str]) -> str:
    """Why a part cannot be built on a chain with a bare column for each part ``given``; empty if it can."""
    draft = Draft()
    draft.column(Column(GROUP, "分组", "item"))
    line = Line(draft, *about)
    line.param("full", "分值", line.points, "分")
    refs = {one: draft.column(Column(f"{line.owner}.{one}", one, "item", owner=line.owner)) for one in given}
    try:
        part.build(line, Chain(**refs))
    except FormulaError as error:
        return str(error)
    return ""
