"""Where a path of a change leads in a scheme's data: ``energy_intensity.points``, ``online.rule.rungs[2].at``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scoring.scheme.models import SchemeSpec
from scoring.scheme.places import Loc, step_into
from scoring.scheme.spelling import listed, near, nearest
from scoring.scheme.yaml_marks import MarkedDict, MarkedList

FIXED = ("id", "region", "period", "items", "lists", "source")
"""What makes a scheme another one, or the figures others: no change leads there."""
_STEP = re.compile(r"([^\[\].]+)((?:\[[0-9]{1,4}\])*)")
_NAMED = ("dimensions", "deductions", "gates", "grades")


class NoPlace(Exception):
    """A path that leads nowhere; the text says why and what may have been meant."""


@dataclass(frozen=True)
class Spot:
    """holder[key] is what the path names; ``loc`` the keys and positions from the scheme's top. new: nothing stands there yet."""

    holder: Any
    key: Any
    loc: Loc
    new: bool = False

    @property
    def value(self) -> Any:
        """What stands there; None where nothing does."""
        return None if self.new else self.holder[self.key]


def find(data: MarkedDict, path: str) -> Spot:
    """The place of a path; NoPlace if there is none.

    The first step is a field of the scheme, or the id of a dimension, indicator, deduction or gate (of a grade: its name), wherever it
    stands; each further one a field, an id or a name, or [n], counted from 1. The last may be a field not yet written.
    """
    steps = _steps(path)
    first = steps[0]
    if first in FIXED:
        raise NoPlace(f"测算不改 {first}；可以改分值、目标、规则、等次、等次约束")
    starts = [Spot(data, first, (first,), new=first not in data)] if first in SchemeSpec.model_fields else []
    starts += [one for one in _all_named(data) if first in (one.value.get("id"), one.value.get("name"))]
    if len(starts) > 1:
        raise NoPlace(f"{first} 有 {len(starts)} 处：{listed('.'.join(map(str, one.loc)) for one in starts)}；写全路径")
    if not starts:
        ids = [str(one.value.get("id") or one.value.get("name")) for one in _all_named(data)]
        known = [name for name in SchemeSpec.model_fields if name not in FIXED]
        raise NoPlace(f"方案里没有 {first}{near(first, [*ids, *known])}（写类别、指标、等次约束的编号，或方案的字段）")
    spot = starts[0]
    for place, step in enumerate(steps[1:], 2):
        spot = _inside(spot, step, last=place == len(steps))
    return spot


def _steps(path: str) -> list[Any]:
    steps: list[Any] = []
    for piece in path.split("."):
        found = _STEP.fullmatch(piece.strip())
        if found is None:
            raise NoPlace("路径写不通；写成 编号.字段，如 energy_intensity.points、online_monitoring.rule.rungs[2].at")
        steps.append(found[1].strip())
        steps += [int(one) for one in re.findall(r"[0-9]+", found[2])]
    return steps


def _all_named(data: MarkedDict) -> Iterator[Spot]:
    for field in _NAMED:
        for place, element in enumerate(data.get(field) or ()):
            yield Spot(data[field], place, (field, place))
            for inner, _ in enumerate(element.get("indicators") or ()):
                yield Spot(element["indicators"], inner, (field, place, "indicators", inner))


def _inside(spot: Spot, step: Any, *, last: bool) -> Spot:
    here = spot.value
    if isinstance(here, MarkedList):
        place = step - 1 if isinstance(step, int) else _element(here, str(step))
        if not 0 <= place < len(here):
            raise NoPlace(f"只有 {len(here)} 个，没有第 {step} 个（从 1 数起）")
        return Spot(here, place, (*spot.loc, place))
    if not isinstance(here, MarkedDict):
        raise NoPlace(f"{spot.loc[-1]} 下面没有 {step}；路径写到 {spot.loc[-1]} 为止")
    if isinstance(step, int):
        raise NoPlace(f"{spot.loc[-1]} 不是列表，不能写 [{step}]；可以写：{listed(here)}")
    key = step_into(here, step)
    if key is None and not last:
        raise NoPlace(f"没有 {step}{nearest(step, map(str, here))}")
    if step == "id":
        raise NoPlace("编号不能改；数据按编号认")
    return Spot(here, step if key is None else key, (*spot.loc, step if key is None else key), new=key is None)


def _element(elements: MarkedList, step: str) -> int:
    names = [(one.get("id"), one.get("name")) if isinstance(one, MarkedDict) else (one,) for one in elements]
    found = [place for place, own in enumerate(names) if step in own]
    if len(found) == 1:
        return found[0]
    known = [str(next(name for name in own if name)) for own in names if any(own)]
    if found:
        raise NoPlace(f"{step} 有 {len(found)} 个；写 [1]、[2] …")
    raise NoPlace(f"没有 {step}{nearest(step, known) if known else f'；写 [1] 到 [{len(elements)}]'}")
