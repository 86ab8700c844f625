"""Grades: bands best first, half-open, without hole or overlap."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.rules.base import number
from scoring.scheme.case import Case, Fault
from scoring.scheme.models import Grade
from scoring.scheme.places import Loc


def grade_faults(case: Case) -> Iterator[Fault]:
    """The bands of the grades; both lines are named where two do not fit."""
    first: dict[str, Loc] = {}
    above: tuple[Loc, Grade] | None = None
    for place, grade in enumerate(case.spec.grades):
        loc: Loc = ("grades", place)
        if grade.name in first:
            yield (*loc, "name"), f"等次“{grade.name}”写了两次（先在{case.line(first[grade.name], loc)}）；留一个"
        first.setdefault(grade.name, (*loc, "name"))
        if grade.gate_only:
            yield from _no_band(loc, grade)
            continue
        yield from _own_band(loc, grade)
        yield from (_top(loc, grade) if above is None else _below(case, *above, loc, grade))
        above = (loc, grade)
    if above is None:
        yield ("grades",), "全部等次都是 gate_only，总分评不出等次；至少一个等次按总分评"
    else:
        yield from _bottom(case, *above)


def _no_band(loc: Loc, grade: Grade) -> Iterator[Fault]:
    for field in ("at_least", "up_to"):
        if getattr(grade, field) is not None:
            yield (*loc, field), f"“{grade.name}”是 gate_only，只由等次约束评定，不看总分；去掉 {field} 或 gate_only"


def _own_band(loc: Loc, grade: Grade) -> Iterator[Fault]:
    if grade.at_least is not None and grade.up_to is not None and grade.at_least >= grade.up_to:
        low, high = number(grade.at_least), number(grade.up_to)
        yield (*loc, "up_to"), f"“{grade.name}”的上限 {high} 不大于下限 {low}；改正"


def _top(loc: Loc, grade: Grade) -> Iterator[Fault]:
    if grade.up_to is not None:
        high = number(grade.up_to)
        yield (*loc, "up_to"), f"“{grade.name}”是最好的等次，{high} 分及以上就没有等次了；去掉 up_to"


def _below(case: Case, place: Loc, above: Grade, loc: Loc, grade: Grade) -> Iterator[Fault]:
    """A band against the next better one."""
    if above.at_least is None:
        line = case.line((*place, "name"), loc)
        yield (
            (*loc, "name"),
            f"“{above.name}”（{line}）没有下限，“{grade.name}”永远评不到；给“{above.name}”写上 at_least",
        )
        return
    line, floor = case.line((*place, "at_least"), loc), number(above.at_least)
    if grade.at_least is not None and grade.at_least >= above.at_least:
        low = number(grade.at_least)
        text = f"“{grade.name}”从 {low} 起，不低于上一等次“{above.name}”（{line}）的 {floor}；等次从好到差排列，改正"
        yield (*loc, "at_least"), text
    if grade.up_to is None or grade.up_to == above.at_least:
        return
    high = number(grade.up_to)
    words = f"“{grade.name}”到 {high}，“{above.name}”（{line}）从 {floor} 起，"
    if grade.up_to > above.at_least:
        words += f"{floor} 到 {high} 分两档重叠"
    else:
        words += f"中间有空档，{high} 到 {floor} 分没有等次"
    yield (*loc, "up_to"), f"{words}；把 up_to 改为 {floor}（不含）"


def _bottom(case: Case, loc: Loc, last: Grade) -> Iterator[Fault]:
    """The last band has no floor, or one at 0 where only gates give what is worse."""
    if last.at_least is None:
        return
    gated = any(one.gate_only for one in case.spec.grades[loc[1] + 1 :])
    if not gated or last.at_least > 0:
        low = number(last.at_least)
        text = f"“{last.name}”是按总分评的最末等次，不满 {low} 分就没有等次了；去掉 at_least，或在后面加一个等次"
        yield (*loc, "at_least"), text
