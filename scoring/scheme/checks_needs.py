"""What a rule or a bonus cannot do without, and what it leaves unread: tried on stand-ins, so that every kind tells it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from scoring.errors import FormulaError
from scoring.formula.columns import GROUP, REACHED, Column
from scoring.formula.draft import Draft
from scoring.rules.bonuses.base import Bonus
from scoring.rules.line import Calendar, Chain, Item, Line
from scoring.rules.points.base import Judgeable, Rule, lay_chain
from scoring.rules.points.inner import Inner
from scoring.scheme.case import Case, Fault, bonuses
from scoring.scheme.checks_conditions import block_conditions, named
from scoring.scheme.models import Indicator
from scoring.scheme.places import Loc

_CHAIN = ("value", "target", "completion")
_NAMES = {"value": "取值", "target": "目标", "completion": "完成率"}


def need_faults(case: Case, known: Collection[Loc]) -> Iterator[Fault]:
    """Rules and bonuses that need a value, a target or a completion which their indicator does not have, and those of an
    indicator, a way or a part that nothing reads.

    known: places of faults found before; an indicator that has one is left out, as it would be reported twice.
    """
    period = case.spec.period
    calendar = Calendar(period.end, period.start, period.end, period.base)
    items = {item.id: Item(item.id, item.name, item.unit, item.optional) for item in case.items.values()}
    elsewhere = _read_elsewhere(case)
    for loc, _, indicator in case.indicators():
        if any(one[: len(loc)] == loc for one in known):
            continue
        about = (indicator.id, indicator.name, indicator.clause, calendar, items, indicator.points)
        parts: list[tuple[Loc, Rule | Bonus]] = [((*loc, "rule"), indicator.rule), *bonuses(loc, indicator)]
        read: set[str] = set()
        refused = False
        for place, part in parts:
            if _stands_on_lines(part):
                continue  # it stands on other lines, which the stand-ins lack; conditions read no chain
            lacks, own = _tried(part, about, indicator)
            refused = refused or bool(lacks)
            read |= own
            if lacks:
                yield place, f"{lacks}；补上，或换一种 kind"
        if not refused:
            read |= {field for field in _CHAIN if (indicator.id, field) in elsewhere}
            yield from _idle(loc, indicator, read, "计分规则")
            yield from _idle_inside((*loc, "rule"), indicator.rule, about)
            if lacks := _compile_fault(about, indicator):
                yield loc, lacks


def _read_elsewhere(case: Case) -> set[tuple[str, str]]:
    """Parts of lines that gates, conditions and the order of equal totals look at."""
    whens = [when for gate in case.spec.gates for when in (gate.when, gate.undecided) if when is not None]
    whens += [when for _, when in block_conditions(case)]
    for _, _, line in case.indicators():
        for part in (*line.bonuses, line.waiver):
            whens += [part.when] if part is not None and hasattr(part, "when") else []
    found = {(name, "completion") for name in case.spec.ranking.ties}
    for when in whens:
        found |= {(name, "completion") for name in when.completions()} | {(name, "value") for name in when.values()}
    return found


def _idle(loc: Loc, owner: Judgeable, read: set[str], what: str) -> Iterator[Fault]:
    """Those of value, target and completion that nothing reads."""
    if "completion" in read and owner.completion is not None:
        read = read | {"value", "target"}
    for field in _CHAIN:
        if getattr(owner, field) is not None and field not in read:
            yield (
                (*loc, field),
                f"{what} {owner.rule.kind} 不用{_NAMES[field]}（{field}），写了不起作用；{_remedy(owner, field)}",
            )


def _remedy(owner: Judgeable, field: str) -> str:
    if field == "completion" and owner.rule.kind == "gap":
        return "按完成率扣分的，在 rule 里写 of: completion，否则去掉"
    return "去掉，或换一种 kind"


def _idle_inside(loc: Loc, rule: Rule, about: tuple[Any, ...]) -> Iterator[Fault]:
    """The same for the ways of ``alternatives`` and the parts of ``parts``."""
    for place, inner in enumerate(rule.inner()):
        field = "ways" if hasattr(rule, "ways") else "parts"
        here = (*loc, field, place)
        refused, read = _tried(inner.rule, about, inner)
        if not refused:
            yield from _idle(here, inner, read, f"“{inner.name}”的计分规则")
        yield from _idle_inside((*here, "rule"), inner.rule, about)


def _stands_on_lines(part: Any) -> bool:
    """Whether a part has a condition on other lines."""
    when = getattr(part, "when", None)
    return when is not None and bool(named(when))


def _compile_fault(about: tuple[Any, ...], indicator: Indicator) -> str:
    """Why the parts of an indicator do not go together (empty if they do): laid as they will be when points are computed."""
    line = _line(about)
    try:
        chain = lay_chain(line, indicator, indicator.unit)
        indicator.rule.build(line, chain)
        for place, bonus in enumerate(indicator.bonuses, 1):
            if not _stands_on_lines(bonus):
                bonus.build(line.branched(f"also{place}"), chain)
    except FormulaError as error:
        return str(error)
    return ""


def _line(about: tuple[Any, ...]) -> Line:
    """The workbench of an indicator on an empty draft."""
    draft = Draft()
    draft.column(Column(GROUP, "分组", "item"))
    line = Line(draft, *about)
    line.param("full", "分值", line.points, "分")
    return line


def _tried(part: Rule | Bonus, about: tuple[Any, ...], owner: Judgeable) -> tuple[str, set[str]]:
    """Why a part cannot be built on a chain with a bare column for each part of its owner (empty if it can), and which of
    these it reads. A way or a part without a value of its own has all three: it may judge those of its line."""
    line = _line(about)
    draft = line.draft
    passes = owner.completion.passes if owner.completion is not None else REACHED
    refs = {
        one: draft.column(Column(f"{line.owner}.{one}", one, "item", owner=line.owner, passes=passes))
        for one in _CHAIN
        if getattr(owner, one) is not None or (isinstance(owner, Inner) and owner.value is None)
    }
    try:
        part.build(line, Chain(**refs))
    except FormulaError as error:
        return str(error), set()
    read = {name for column in draft.columns.values() for name in column.reads}
    return "", {one for one, ref in refs.items() if ref.column in read}
