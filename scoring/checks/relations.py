"""Which figures belong together, as the scheme itself says: a value and its target, the figures of one fall, twins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scoring.formula.nodes import Node, Ref
from scoring.rules.completions.base import Completion
from scoring.rules.completions.over_run import OverRun
from scoring.rules.completions.progress import Progress
from scoring.rules.measures.base import Measure
from scoring.rules.points.base import Rule
from scoring.rules.points.change import Change
from scoring.rules.points.gap import Gap
from scoring.rules.points.matrix import Matrix
from scoring.rules.targets.base import Target
from scoring.rules.targets.own import Own
from scoring.rules.targets.scheduled_decline import ScheduledDecline
from scoring.rules.waivers.incentive_reached import IncentiveReached
from scoring.scheme.models import ItemSpec
from scoring.scheme.scheme import Scheme


@dataclass(frozen=True)
class TargetPair:
    """A value's item and what it is compared with in the year. close: it stays near it, as a total near its ceiling; else it may be any smaller."""

    item: str
    target: Node
    close: bool


@dataclass(frozen=True)
class Fall:
    """The figures of one fall over the plan's years, in percent: since the base year, and its target for the whole plan.

    due, due_before: the share of the plan (0–1) that is due by the year, and was by the year before. years: of the
    plan. annual, target: the year's own fall and its target, where the scheme knows that they are of this fall.
    """

    cumulative: str
    plan: str
    due: float
    due_before: float
    years: int
    annual: str = ""
    target: str = ""


@dataclass(frozen=True)
class _Judged:
    value: Measure | None
    target: Target | None
    completion: Completion | None
    rule: Rule | None

    @property
    def item(self) -> str | None:
        """The item whose figure the value is as it stands, if it is one's."""
        return self.value.figure() if self.value is not None else None


def everything(scheme: Scheme) -> dict[str, ItemSpec]:
    """The scheme's items and those that only checks read."""
    return {**scheme.items, **scheme.check_items}


def target_pairs(scheme: Scheme, year: int) -> list[TargetPair]:
    """Values and their targets, each pair once; a fall that is compared with its plan's target is left to ``falls``."""
    found: dict[tuple[str, Node], TargetPair] = {}
    for one in _judged(scheme):
        item = one.item
        if item is None or one.target is None or isinstance(one.completion, Progress):
            continue
        close = isinstance(one.completion, OverRun) or isinstance(one.rule, Gap)
        for target in one.target.about(year):
            found.setdefault((item, target), TargetPair(item, target, close))
    return list(found.values())


def falls(scheme: Scheme, year: int) -> list[Fall]:
    """Every fall that the scheme follows over the plan's years."""
    period, found = scheme.spec.period, dict[tuple[str, str], Fall]()
    length = max(1, period.end - period.base)

    def add(
        cumulative: str | None, plan: str, shares: dict[int, float] | None, annual: str = "", target: str = ""
    ) -> None:
        if cumulative is None:
            return
        due, before = ((shares or {}).get(one, (one - period.base) / length * 100) / 100 for one in (year, year - 1))
        old = found.get((cumulative, plan))
        if old is not None and shares is None:
            due, before = old.due, old.due_before
        own = (annual, target) if annual or old is None else (old.annual, old.target)
        if 0 < due <= 1:
            found[cumulative, plan] = Fall(cumulative, plan, due, max(before, 0), length, *own)

    for one in _judged(scheme):
        if isinstance(one.completion, Progress) and isinstance(one.target, Own):
            add(one.item, one.target.item, one.completion.schedule)
        if isinstance(one.target, ScheduledDecline):
            add(one.item, one.target.item, one.target.schedule)
        if isinstance(one.target, Own) and one.target.fallback is not None:
            spec = one.target.fallback
            if spec.cumulative is None or spec.annual is None:  # the plan's average looks at no year
                continue
            add(spec.cumulative, spec.five_year_target, None, spec.annual, one.target.item)
    for waiver in (one.waiver for one in scheme.indicators):
        if isinstance(waiver, IncentiveReached):
            add(waiver.cumulative, waiver.incentive, waiver.schedule)
    return list(found.values())


def twins(scheme: Scheme) -> list[tuple[str, str]]:
    """Pairs of items that are of one kind and about one size."""
    found = [pair for one in scheme.indicators for part in one.parts() for pair in part.twins()]
    for judged in _judged(scheme):
        if judged.item is not None and isinstance(judged.rule, Change):
            found.append((judged.item, judged.rule.last))
    return list(dict.fromkeys(found))


def shares(scheme: Scheme) -> list[tuple[str, str]]:
    """Pairs of items of which the first is a part of the second."""
    found = [pair for one in _judged(scheme) if one.value is not None for pair in one.value.shares()]
    return list(dict.fromkeys(found))


def _judged(scheme: Scheme) -> Iterator[_Judged]:
    for indicator in scheme.indicators:
        todo = [_Judged(indicator.value, indicator.target, indicator.completion, indicator.rule)]
        while todo:
            one = todo.pop(0)
            yield one
            if isinstance(one.rule, Matrix):
                yield _Judged(one.rule.value, one.rule.target, one.rule.completion, None)
            for inner in one.rule.inner() if one.rule is not None else ():
                value = inner.value or one.value
                target = inner.target or (one.target if inner.value is None else None)
                completion = inner.completion or (one.completion if inner.target is None else None)
                todo.append(_Judged(value, target, completion, inner.rule))


def item_of(node: Node) -> str:
    """The item that a target is, if it is one's figure as it stands."""
    return node.column if isinstance(node, Ref) else ""
