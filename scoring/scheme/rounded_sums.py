"""Full points that do not add up once each line is rounded: a county with full marks everywhere would not get them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scoring.rounding import round_half_up
from scoring.rules.base import number
from scoring.scheme.models import SchemeSpec


def rounded_sums(spec: SchemeSpec) -> list[str]:
    """What `scheme check` says of dimensions and of the total whose rounded parts make another sum."""
    places, found = spec.rounding.points, list[str]()
    for dimension in spec.dimensions:
        for group, points in dimension.points_of_lines().items():
            name = f"{dimension.name}{f'第 {group} 组' if group else ''}的各指标"
            found += _apart(name, points, places, round_half_up(dimension.points, places))
    if spec.total is None:
        points = [one.points for one in spec.dimensions]
        found += _apart("各类别", points, places, round_half_up(spec.points, spec.rounding.total))
    return found


def _apart(name: str, parts: Sequence[float], places: int, should: float) -> Iterator[str]:
    rounded = [round_half_up(one, places) for one in parts]
    made = round_half_up(sum(rounded), places)
    if made == should:
        return
    added = " + ".join(number(one) for one in rounded)
    yield (
        f"{name}满分按 {places} 位小数四舍五入后相加是 {added} = {number(made)} 分，不是 {number(should)} 分，"
        f"各项都得满分的县得 {number(made)} 分；改分值，使每项都不超过 {places} 位小数，或增加 rounding.points 的位数"
    )
