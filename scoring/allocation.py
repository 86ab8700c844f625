"""Share out a city total in whole units: largest remainder, sums kept exactly, floors and caps."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

from scoring.errors import DataError


def allocate(
    total: int,
    weights: Mapping[str, float],
    floors: Mapping[str, int] | None = None,
    caps: Mapping[str, int] | None = None,
) -> dict[str, int]:
    """Whole shares by name that sum to ``total`` exactly.

    Each gets its floor; the rest goes by weight, largest remainder first (equal remainders in the order given),
    nobody above its cap. Exact fractions throughout, so that equal weights share alike on every machine.
    Raises DataError where floors exceed the total, caps fall short of it, or a weight is negative or absent, or all are 0.
    """
    names = list(weights)
    low = {name: (floors or {}).get(name, 0) for name in names}
    high = {name: (caps or {}).get(name, total) for name in names}
    _check(total, weights, low, high)
    shares = dict(low)
    left = total - sum(low.values())
    open_names = [name for name in names if high[name] > low[name]]
    while left:
        pool = [name for name in open_names if shares[name] < high[name] and weights[name] > 0]
        pool = pool or [name for name in open_names if shares[name] < high[name]]
        rounded = _round(left, {name: Fraction(weights[name]) for name in pool})
        for name, part in rounded.items():
            share = min(part, high[name] - shares[name])
            shares[name] += share
            left -= share
    return shares


def _round(left: int, weights: dict[str, Fraction]) -> dict[str, int]:
    """One round of largest remainders."""
    whole = sum(weights.values())
    quotas = {name: left * (weight / whole if whole else Fraction(1, len(weights))) for name, weight in weights.items()}
    rounded = {name: int(quota) for name, quota in quotas.items()}
    order = sorted(quotas, key=lambda name: rounded[name] - quotas[name])
    for name in order[: left - sum(rounded.values())]:
        rounded[name] += 1
    return rounded


def _check(total: int, weights: Mapping[str, float], low: Mapping[str, int], high: Mapping[str, int]) -> None:
    if total < 0 or total != int(total):
        raise DataError(f"要分的总数应当是不小于 0 的整数，现在是 {total}")
    if not weights:
        raise DataError("没有可以分的县（市、区）")
    wrong = [name for name, weight in weights.items() if not 0 <= weight < math.inf]
    if wrong:
        raise DataError(f"分摊依据应当是不小于 0 的数：{'、'.join(wrong)}")
    if not any(weights.values()):
        raise DataError("分摊依据全部是 0，分不出多少；换一个数据项作依据")
    crossed = [name for name in low if low[name] > high[name]]
    if crossed:
        raise DataError(f"下限大于上限：{'、'.join(crossed)}")
    if sum(low.values()) > total:
        raise DataError(f"下限合计 {sum(low.values())}，超过要分的 {total}")
    if sum(high.values()) < total:
        raise DataError(f"上限合计 {sum(high.values())}，不够分 {total}")
