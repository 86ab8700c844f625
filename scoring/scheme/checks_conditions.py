"""Gates, bonuses and waivers: the grades and lines that their conditions speak of are there, and come first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scoring.rules.base import Part
from scoring.rules.conditions.base import Condition
from scoring.scheme.case import Case, Fault, bonuses
from scoring.scheme.models import Indicator
from scoring.scheme.places import Loc
from scoring.scheme.spelling import nearest


def gate_faults(case: Case) -> Iterator[Fault]:
    """Grades and lines that gates speak of."""
    grades = [grade.name for grade in case.spec.grades]
    lines = {one.id: one for _, _, one in case.indicators()}
    dimensions = [one.id for one in case.spec.dimensions]
    above: list[str] = []
    for place, gate in enumerate(case.spec.gates):
        loc: Loc = ("gates", place)
        if gate.unless and gate.unless not in above:
            text = (
                f"前面没有等次约束 {gate.unless}{nearest(gate.unless, above)}"
                if above
                else "前面没有别的等次约束；去掉"
            )
            yield (*loc, "unless"), text
        above.append(gate.id)
        for name in gate.grades():
            if name not in grades:
                yield case.place_of(loc, name), f"没有等次“{name}”{nearest(name, grades)}"
        for field, when in (("when", gate.when), ("undecided", gate.undecided)):
            if when is not None:
                yield from _unknown(case, (*loc, field), when, lines, [*lines, *dimensions])


def block_conditions(case: Case) -> list[tuple[Loc, Condition]]:
    """Conditions of forfeits and deductions, each with its place."""
    places: list[tuple[Loc, Condition]] = [
        (("dimensions", place, "forfeit", "when"), one.forfeit.when)
        for place, one in enumerate(case.spec.dimensions)
        if one.forfeit is not None
    ]
    places += [
        (("deductions", place, "when"), one.when)
        for place, one in enumerate(case.spec.deductions)
        if one.when is not None
    ]
    return places


def block_condition_faults(case: Case) -> Iterator[Fault]:
    """Conditions of forfeits and deductions look at items and lines: dimensions and the total come after them."""
    lines = {one.id: one for _, _, one in case.indicators()}
    for loc, when in block_conditions(case):
        if "total" in when.scores():
            yield case.place_of(loc, "total"), "总分是扣分以后才有的，这里的条件不能看总分；改看指标或数据项"
        yield from _unknown(case, loc, when, lines, list(lines))


def line_condition_faults(case: Case) -> Iterator[Fault]:
    """Lines that the conditions of bonuses and waivers speak of: computed before, so written above."""
    every = {one.id: one for _, _, one in case.indicators()}
    above: dict[str, Indicator] = {}
    for loc, _, line in case.indicators():
        parts: list[tuple[Loc, Part | None]] = [*bonuses(loc, line), ((*loc, "waiver"), line.waiver)]
        for owner, part in parts:
            when = getattr(part, "when", None)
            if when is None:
                continue
            place = (*owner, "when")
            late = [name for name in named(when) if name in every and name not in above]
            for name in late:
                text = (
                    f"条件所看的指标 {name} 要写在 {line.id} 前面，才先算出来；调整次序，或改看数据项"
                    if name != line.id
                    else f"{line.id} 的条件看的是它自己；改看数据项，或写在它前面的指标"
                )
                yield case.place_of(place, name), text
            if not late:
                yield from _unknown(case, place, when, above, list(above))
        above[line.id] = line


def named(when: Condition) -> tuple[str, ...]:
    """The lines that a condition looks at, in any way."""
    return (*when.indicators(), *when.completions(), *when.values())


def _unknown(
    case: Case, loc: Loc, when: Condition, lines: Mapping[str, Indicator], scored: list[str]
) -> Iterator[Fault]:
    for name in when.indicators():
        if name not in scored:
            yield case.place_of(loc, name), f"没有指标或类别 {name}{nearest(name, scored)}"
    for names, field, lacking in (
        (when.completions(), "completion", "没有规定完成率，判断不了是否完成"),
        (when.values(), "value", "没有取值"),
    ):
        for name in names:
            if name not in lines:
                yield case.place_of(loc, name), f"没有指标 {name}{nearest(name, lines)}"
            elif getattr(lines[name], field) is None:
                yield case.place_of(loc, name), f"指标 {name} {lacking}；换一个，或给它写上 {field}"
