"""Checks by arithmetic: each speaks up just beyond its bound and keeps quiet just within it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import energy, load_scheme
from scoring.checks.run import check_figures
from scoring.rounding import round_half_up

SCHEME = load_scheme("yuncheng-14fyp")


def said(elsewhere: dict[tuple[str, str], float] | None = None, **figures: Any) -> list[tuple[str, str]]:
    table = pd.DataFrame(
        {name: [one] if not isinstance(one, list) else one for name, one in figures.items()}, dtype=object
    )
    table.index = pd.Index(["夏县", "绛县"][: len(table)])
    return [(one.item, one.message.split("（核对")[0]) for one in check_figures(SCHEME, 2025, table, elsewhere)]


@pytest.mark.parametrize(
    ("decline", "wrong"), [(0.80, False), (0.75, False), (0.74, True), (0.85, False), (0.86, True), (7.91, True)]
)
def test_identity(decline: float, wrong: bool) -> None:
    """practice 5-21: 「下降7.91%」 was written where the growth rates say 0.80. With energy up 4.36 ± 0.005 and output
    5.2 ± 0.05 the fall is between 1 − 104.365 ÷ 105.15 = 0.747% and 1 − 104.355 ÷ 105.25 = 0.850%; the fall as printed is
    itself ± 0.005, or ± 0.05 with one decimal (0.8)."""
    found = said({("夏县", "energy_growth"): 4.36}, decline_actual=decline, growth_actual=5.2)
    text = "“单位地区生产总值能耗年度下降率（实际）”与增速不符：按能源消费和经济增速推算应下降 0.80%，与填报之差超出四舍五入的误差"
    assert found == ([("decline_actual", text)] if wrong else [])


def test_a_rise_is_called_a_rise() -> None:
    """1 − 109.1 ÷ 106.4 is −2.54%."""
    (found,) = said({("夏县", "energy_growth"): 9.1}, decline_actual=2.54, growth_actual=6.4)
    assert "推算应上升 2.54%" in found[1]


_GROWTH = st.floats(-15, 25)
_PLACES = st.tuples(*[st.integers(0, 3)] * 3)


@given(_GROWTH, _GROWTH, _PLACES)
def test_right_growth_rates_are_never_doubted(growth: float, output: float, places: tuple[int, int, int]) -> None:
    """Whatever the figures are printed to: to the whole percent, to one, two or three decimals, each as it likes."""
    fall = float(energy.decline_from_growth(growth, output))
    printed = [round_half_up(one, to) for one, to in zip((fall, growth, output), places, strict=True)]
    found = said({("夏县", "energy_growth"): printed[1]}, decline_actual=printed[0], growth_actual=printed[2])
    assert not [text for _, text in found if "增速不符" in text]


@given(_GROWTH, _GROWTH, st.floats(0.25, 20) | st.floats(-20, -0.25))
def test_wrong_falls_are_doubted(growth: float, output: float, off: float) -> None:
    """Growth to one decimal leaves the fall 0.05 × (1 + its ratio) ≤ 0.13 of doubt, the fall itself 0.005: 0.25 off is
    wrong. Rates that happen to be whole are not known so well."""
    growth, output = round_half_up(growth, 1), round_half_up(output, 1)
    fall = round_half_up(float(energy.decline_from_growth(growth, output)) + off, 2)
    found = said({("夏县", "energy_growth"): growth}, decline_actual=fall, growth_actual=output)
    known = all(one != round(one) for one in (growth, output)) and fall * 10 != round(fall * 10)
    assert not known or found


def test_rates_printed_as_bureaus_do() -> None:
    """2,000 consistent rows with growth to 0.1 and the fall to 0.01: none is doubted; 0.5 of a point off: all but those
    where a whole percentage leaves a point of doubt (one row in five has one)."""
    draw = np.random.default_rng(1)
    growth, output = draw.uniform(-5, 8, 2000), draw.uniform(0, 8, 2000)
    fall = energy.decline_from_growth(growth, output)
    doubted = {}
    for off in (0, 0.5):
        table = pd.DataFrame({"decline_actual": np.round(fall + off, 2), "growth_actual": np.round(output, 1)})
        table.index = pd.Index([f"县{row}" for row in range(2000)])
        beside = {(f"县{row}", "energy_growth"): round(float(one), 1) for row, one in enumerate(growth)}
        found = [one.message for one in check_figures(SCHEME, 2025, table, beside) if "增速" in one.message]
        doubted[off] = sum(text.count("推算应") + text.count("、县") for text in found)
    assert doubted[0] == 0
    assert doubted[0.5] > 1600


@pytest.mark.parametrize(("annual", "wrong"), [(3.32, False), (3.31, True)])
def test_annual_targets_compound(annual: float, wrong: bool) -> None:
    """practice 2.1: 15.5% over five years is 3.312% a year; five times 3.31 reaches 1 − 0.9669^5 = 15.49% only."""
    years = {("夏县", f"decline_target@{year}"): annual for year in range(2021, 2025)}
    found = said(years, decline_target=annual, five_year_target=15.5)
    text = "“单位地区生产总值能耗年度下降目标”各年度目标连乘只下降 15.49%，达不到五年目标"
    assert found == ([("decline_target", text)] if wrong else [])
    years.popitem()
    assert said(years, decline_target=2.0, five_year_target=15.5) == []  # a year is lacking: nothing to say


@pytest.mark.parametrize(
    ("annual", "whole", "wrong"),
    [(3.35, 15.49, False), (3.35, 15.5, False), (3.35, 15.51, True), (-0.85, 15.5, True), (3.35, 15.47, True)],
)
def test_the_fall_since_the_base_year_is_last_years_and_this_years(annual: float, whole: float, wrong: bool) -> None:
    """practice 2.1: 12.56% by last year and 3.35% this year are 1 − 0.8744 × 0.9665 = 15.49%, between 15.480 and 15.499
    as printed; 15.47 is 15.475 at most, 15.51 is 15.505 at least, and 15.5 may be 15.45."""
    found = said({("夏县", "decline_cumulative@2024"): 12.56}, decline_actual=annual, decline_cumulative=whole)
    assert [item for item, _ in found] == (["decline_cumulative"] if wrong else [])
    if wrong and annual == 3.35:
        assert "按上年累计推算应下降 15.49%，与填报之差超出四舍五入的误差" in found[0][1]


@given(st.floats(-5, 15), st.floats(-5, 30), _PLACES)
def test_right_falls_since_the_base_year_are_never_doubted(
    annual: float, before: float, places: tuple[int, int, int]
) -> None:
    whole = (1 - (1 - annual / 100) * (1 - before / 100)) * 100
    printed = [round_half_up(one, to) for one, to in zip((annual, before, whole), places, strict=True)]
    found = said(
        {("夏县", "decline_cumulative@2024"): printed[1]}, decline_actual=printed[0], decline_cumulative=printed[2]
    )
    assert not [text for _, text in found if "上年累计" in text]


@pytest.mark.parametrize(
    ("now", "last", "kind"),
    [
        (130.0, 100.0, None), (130.01, 100.0, "变动超过 30%"), (69.99, 100.0, "变动超过 30%"), (1000.0, 100.0, "约 10 倍"),
        (9.5, 95_000.0, "约 10000 倍"), (1_100.0, 1.0, "约 1000 倍"), (1.05, 100.0, "约 100 倍，像是单位或小数点错位，应为 105"),
        (300.0, 100.0, "变动超过 30%"), (9.0, 3.0, None), (0.0, 100.0, "变动超过 30%"),
    ],
)  # fmt: skip
def test_against_last_year(now: float, last: float, kind: str | None) -> None:
    """30% is within, beyond it is not; ten thousand times is a unit and not a change; small figures may move."""
    found = said({("夏县", "renewable_power@2024"): last}, renewable_power=now)
    assert [item for item, _ in found] == (["renewable_power"] if kind else [])
    assert all(str(kind) in text and f"上年是 {last:.2f}" in text for _, text in found)


@pytest.mark.parametrize(("now", "last", "kind"), [(720, 72, "约 10 倍"), (1, 10, "变动超过 30%"), (2, 1, None)])
def test_counts_against_last_year(now: int, last: float, kind: str | None) -> None:
    """A nought too many is told where counts are large; one building of ten is a change."""
    found = said({("夏县", "agencies_all@2024"): last}, agencies_all=now)
    assert [kind for _, text in found if str(kind) in text] == ([kind] if kind else [])


def test_the_sum_over_counties() -> None:
    """1,000,000 + 1,200,000 against 2,200,000 ± 0.5%: 2,211,000 is at the bound and passes, 2,212,000 is not. A county to
    come: no check."""
    city = ("", "energy_use@city")
    assert said({city: 2_211_000.0}, energy_use=[1e6, 1.2e6]) == []
    wrong = [("energy_use", "“能源消费总量”各县合计 2200000.00，与全市数不符")]
    assert said({city: 2_212_000.0}, energy_use=[1e6, 1.2e6]) == wrong
    assert said({city: 2_212_000.0}, energy_use=[1e6, "暂缺（待核）"]) == []
    assert said({city: 2_212_000.0}, energy_use=[2.2e6, "不适用（没有）"]) == wrong


def test_nothing_to_compare_with() -> None:
    assert said(renewable_power=5.0, decline_actual=50.0) == []
