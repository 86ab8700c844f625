"""Full points that do not add up once each line is rounded: a county with full marks everywhere would not get them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scoring.rounding import round_half_up
from scoring.rules.base import number
from scoring.scheme.models import SchemeSpec


def rounded_sums(spec: SchemeSpec) -> list[str]:
    """What `scheme check` says of dimensions and of the total whose rounded parts make another sum."""
    return list(_sums(spec))


def _sums(spec: SchemeSpec) -> Iterator[str]:
    places = spec.rounding.points
    for dimension in spec.dimensions:
        groups = sorted({group for one in dimension.indicators for group in one.points_by_group or {} if group})
        sets = {"": [one.points for one in dimension.indicators]}
        sets |= {f"第 {group} 组": [one.weight(group) for one in dimension.indicators] for group in groups}
        for group, points in sets.items():
            yield from _apart(f"{dimension.name}{group}的各指标", points, dimension.points, places)
    if spec.total is None:
        points = [one.points for one in spec.dimensions]
        yield from _apart("各类别", points, spec.points, places, spec.rounding.total)


def _apart(
    name: str, parts: Sequence[float], whole: float, places: int, whole_places: int | None = None
) -> Iterator[str]:
    rounded = [round_half_up(one, places) for one in parts]
    made = round_half_up(sum(rounded), places)
    should = round_half_up(whole, places if whole_places is None else whole_places)
    if made == should:
        return
    added = " + ".join(number(one) for one in rounded)
    yield (
        f"{name}满分按 {places} 位小数四舍五入后相加是 {added} = {number(made)} 分，不是 {number(should)} 分，"
        f"各项都得满分的县得 {number(made)} 分；改分值，使每项都不超过 {places} 位小数，或增加 rounding.points 的位数"
    )
