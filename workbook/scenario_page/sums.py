"""What must add up: dimensions to the scheme's points, lines to their dimension's, parts and entries to their line's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scoring.scheme.models import Dimension, Indicator, SchemeSpec
from workbook.scenario_page.leaves import Path

_Member = tuple[Path, float]


def sums(spec: SchemeSpec, number: Mapping[Path, int]) -> list[dict[str, Any]]:
    """``whole`` and ``parts``, each the number of a lever or a figure that is none; wholes come before what is within
    them. ``free``: the levers that 按比例 may scale (of a group's points, those that are the group's own)."""
    dimensions = [(("dimensions", place), one) for place, one in enumerate(spec.dimensions)]
    found = []
    if spec.total is None:
        members = [((*path, "points"), one.points) for path, one in dimensions]
        found.append(_sum("各类别", (("points",), spec.points), members, number))
    for path, one in dimensions:
        found += _lines(path, one, number)
    for path, one in dimensions:
        for place, line in enumerate(one.indicators):
            found += _inside((*path, "indicators", place), line, number)
    return found


def _sum(
    name: str, whole: _Member, members: list[_Member], number: Mapping[Path, int], own: Path | None = None
) -> dict[str, Any]:
    def told(member: _Member) -> dict[str, Any]:
        path, value = member
        return {"lever": number[path]} if path in number else {"value": value}

    free = [number[path] for path, _ in members if path in number and (own is None or path[-2:] == own)]
    return {"name": name, "whole": told(whole), "parts": [told(one) for one in members], "free": free}


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


def _inside(path: Path, line: Indicator, number: Mapping[Path, int]) -> Iterator[dict[str, Any]]:
    """What a line's rule is made up of, where it has such elements."""
    field = line.rule.makes_up
    if field:
        elements = getattr(line.rule, field)
        members: list[_Member] = [
            ((*path, "rule", field, place, "points"), element.points) for place, element in enumerate(elements)
        ]
        yield _sum(f"“{line.name}”的各部分", ((*path, "points"), line.points), members, number)
