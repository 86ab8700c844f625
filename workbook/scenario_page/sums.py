"""What must add up: dimensions to the scheme's points, lines to their dimension's, parts and entries to their line's or part's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scoring.rules.points.base import Judgeable, Rule
from scoring.scheme.models import Dimension, SchemeSpec
from workbook.scenario_page.leaves import Path

_Member = tuple[Path, float]


def sums(spec: SchemeSpec, number: Mapping[Path, int]) -> list[dict[str, Any]]:
    """``whole`` and ``parts``, each the number of a lever or a figure that is none; wholes come before what is within
    them. ``free``: the levers that 按比例 may scale (of a group's points, those that are the group's own).
    ``rounded``: decimals of the whole, where the parts are rounded before they are added."""
    dimensions = [(("dimensions", place), one) for place, one in enumerate(spec.dimensions)]
    found = []
    if spec.total is None:
        members = [((*path, "points"), one.points) for path, one in dimensions]
        found.append({**_sum("各类别", (("points",), spec.points), members, number), "rounded": spec.rounding.total})
    for path, one in dimensions:
        found += ({**lines, "rounded": spec.rounding.points} for lines in _lines(path, one, number))
    for path, one in dimensions:
        for place, line in enumerate(one.indicators):
            own = (*path, "indicators", place)
            found += _inside(own, line, ((*own, "points"), line.points), f"“{line.name}”", number)
    return found


def _sum(
    name: str, whole: _Member, members: list[_Member], number: Mapping[Path, int], own: Path | None = None
) -> dict[str, Any]:
    def entry(member: _Member) -> dict[str, Any]:
        path, value = member
        return {"lever": number[path]} if path in number else {"value": value}

    free = [number[path] for path, _ in members if path in number and (own is None or path[-2:] == own)]
    return {"name": name, "whole": entry(whole), "parts": [entry(one) for one in members], "free": free}


def _lines(path: Path, one: Dimension, number: Mapping[Path, int]) -> Iterator[dict[str, Any]]:
    """A dimension's lines; again for every peer group that has points of its own."""
    whole: _Member = ((*path, "points"), one.points)
    lines = [((*path, "indicators", place), line) for place, line in enumerate(one.indicators)]
    name = f"“{one.name}”的各指标"
    yield _sum(name, whole, [((*own, "points"), line.points) for own, line in lines], number)
    for group in sorted({group for line in one.indicators for group in line.points_by_group or ()}):
        members: list[_Member] = [
            (
                (*own, "points_by_group", group) if group in (line.points_by_group or {}) else (*own, "points"),
                line.weight(group),
            )
            for own, line in lines
        ]
        yield _sum(f"{name}（{{group:{group}}}）", whole, members, number, ("points_by_group", group))


def _inside(
    path: Path, judged: Judgeable, whole: _Member, name: str, number: Mapping[Path, int]
) -> Iterator[dict[str, Any]]:
    """What a rule is made up of, where it has such elements: its own and those of the rules in it. whole: the points that
    it is a rule of."""
    rule = judged.rule
    if rule.makes_up:
        elements = getattr(rule, rule.makes_up)
        members: list[_Member] = [
            ((*path, "rule", rule.makes_up, place, "points"), element.points) for place, element in enumerate(elements)
        ]
        yield _sum(f"{name}的各部分", whole, members, number)
    for field in type(rule).model_fields:
        elements = getattr(rule, field)
        for place, one in enumerate(elements if isinstance(elements, tuple) else ()):
            if isinstance(getattr(one, "rule", None), Rule):
                own = (*path, "rule", field, place)
                points = ((*own, "points"), one.points) if field == rule.makes_up else whole
                yield from _inside(own, one, points, f"{name}“{one.name}”", number)
