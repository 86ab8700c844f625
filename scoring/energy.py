"""Energy-saving arithmetic as it is published: percent in, percent out, a fall positive.

Scalars give a float, arrays a float64 array. A figure for which a formula has no meaning is refused with a
ValueError whose text, in Chinese, says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

Number = float | npt.ArrayLike
Method = Literal["log", "linear"]


def intensity(energy: Number, output: Number) -> Any:
    """Energy use per unit of output: energy ÷ output, output at constant prices and not 0."""
    output = _array(output)
    _refuse(output <= 0, "地区生产总值应当大于 0")
    return _out(_array(energy) / output)


def decline(energy0: Number, output0: Number, energy1: Number, output1: Number) -> Any:
    """Fall of intensity from period 0 to period 1, in percent: (1 − I₁/I₀) × 100."""
    before, after = _array(intensity(energy0, output0)), _array(intensity(energy1, output1))
    _refuse(before <= 0, "基期能耗应当大于 0")
    return _out((1 - after / before) * 100)


def decline_from_growth(energy_growth: Number, output_growth: Number) -> Any:
    """Fall of intensity from growth of energy e and output g: (1 − (1+e)/(1+g)) × 100.

    The ratio form printed by the Hunan statistics bureau in its 2016 communiqué.
    """
    growth = _array(output_growth)
    _refuse(growth <= -100, "经济增速应当大于 −100%")
    return _out((1 - (1 + _array(energy_growth) / 100) / (1 + growth / 100)) * 100)


def cumulative_decline(annual: Number) -> Any:
    """Compound fall of several years: (1 − Π(1 − kᵢ)) × 100; a rise is a negative k.

    annual: the last axis is years; the method of the Qinghai statistics bureau.
    """
    falls = _array(annual)
    _refuse(falls >= 100, "年度下降率应当小于 100%")
    return _out((1 - np.prod(1 - falls / 100, axis=-1)) * 100)


def progress(cumulative: Number, target: Number, method: Method = "log") -> Any:
    """Share of a five-year fall that is reached: ln(1−K)/ln(1−T) × 100, or K/T × 100 with "linear".

    The logarithmic form reproduces the published figures of Tianjin (20.07 of 20: 100.39), Qingyuan and Qinghai.
    A target of 0 or less (a rise allowed) has no progress: the share would fall as the county does better.
    """
    done, plan = _array(cumulative), _array(target)
    _refuse(plan <= 0, "目标不大于 0，完成进度没有意义：看是否达到目标")
    if _method(method) == "linear":
        return _out(done / plan * 100)
    _refuse((done >= 100) | (plan >= 100), "下降率应当小于 100%")
    return _out(np.log1p(-done / 100) / np.log1p(-plan / 100) * 100)


def scheduled_decline(target: Number, share: Number, method: Method = "log") -> Any:
    """Cumulative fall due when ``share`` (0–1) of the target is due: 1 − (1−T)^share, or T × share.

    For 15.5% the logarithmic schedule asks 3.312 / 6.515 / 9.611 / 12.605 / 15.5 after years 1–5.
    """
    plan, part = _array(target), _array(share)
    _refuse((part < 0) | (part > 1), "进度应当在 0 和 1 之间（例如 0.6 表示 60%）")
    if _method(method) == "linear":
        return _out(plan * part)
    _refuse(plan >= 100, "目标应当小于 100%")
    return _out((1 - (1 - plan / 100) ** part) * 100)


def remaining_decline(target: Number, cumulative: Number) -> Any:
    """Fall still needed: 1 − (1−T)/(1−K), a quotient and not a difference (Guangdong: 16 and 13.89 give 2.45)."""
    done = _array(cumulative)
    _refuse(done >= 100, "累计下降率应当小于 100%")
    return _out((1 - (1 - _array(target) / 100) / (1 - done / 100)) * 100)


def annual_pace(target: Number, years: Number) -> Any:
    """Equal yearly fall that compounds to the target: 1 − (1−T)^(1/n) (17% in five years: 3.66)."""
    plan, left = _array(target), _array(years)
    _refuse(left <= 0, "年数应当大于 0")
    _refuse(plan >= 100, "目标应当小于 100%")
    return _out((1 - (1 - plan / 100) ** (1 / left)) * 100)


def overfulfilment(actual: Number, target: Number) -> Any:
    """By how much a target was exceeded, in percent of it: (K−T)/T × 100, linear as notices of results print it.

    Beijing (26.59 against 20) is published as 32.95 (公告2011年第9号). Refuses a target of 0 or less.
    """
    plan = _array(target)
    _refuse(plan <= 0, "目标不大于 0，超额幅度没有意义：看是否达到目标")
    return _out((_array(actual) - plan) / plan * 100)


def assessed_energy(
    total: Number,
    renewables: Number,
    feedstock: Number,
    listed_apart: Number,
    scope: Literal["total", "intensity"],
) -> Any:
    """Energy use that is assessed, all in tce and one caliber.

    renewables: the rise of renewable power over the base year, counted when positive; leaves the *total*
    only (四（一）; 2022 notice: 但仍纳入能耗强度考核). feedstock leaves both. listed_apart: energy of major
    projects approved to be listed apart (单列); leaves the total only.
    """
    left = _array(total) - _array(feedstock)
    if scope == "intensity":
        return _out(left)
    if scope != "total":
        raise ValueError(f"口径应当是 total（总量）或 intensity（强度），现在是 {scope}")
    return _out(left - np.maximum(0.0, _array(renewables)) - _array(listed_apart))


def tce(amounts: Mapping[str, float], year: int, electricity: Literal["equivalent", "primary"] | None = None) -> float:
    """Tons of coal equivalent of fuels by id, as ``scoring.coal.tce`` (GB/T 2589 factors, dated and sourced)."""
    from scoring.coal import tce as of_fuels  # YAML and models, which the rest of this page does without

    return of_fuels(amounts, year, electricity)


def _array(x: Number) -> npt.NDArray[np.float64]:
    return np.asarray(x, dtype=np.float64)


def _out(values: npt.NDArray[np.float64]) -> Any:
    return float(values) if np.ndim(values) == 0 else values


def _refuse(wrong: npt.NDArray[np.bool_], message: str) -> None:
    if np.any(wrong):
        raise ValueError(message)


def _method(method: str) -> str:
    if method not in ("log", "linear"):
        raise ValueError(f"计算方法应当是 log（对数）或 linear（直线），现在是 {method}")
    return method
