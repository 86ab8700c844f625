"""Checks of reported figures: each speaks up just beyond its bound and keeps quiet just within it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from scoring import load_scheme
from scoring.checks.run import check_figures

SCHEME = load_scheme("yuncheng-14fyp")


def said(elsewhere: dict[tuple[str, str], float] | None = None, **figures: Any) -> list[tuple[str, str]]:
    table = pd.DataFrame(
        {name: [one] if not isinstance(one, list) else one for name, one in figures.items()}, dtype=object
    )
    table.index = pd.Index(["夏县", "绛县"][: len(table)])
    return [(one.item, one.message.split("（核对")[0]) for one in check_figures(SCHEME, 2025, table, elsewhere)]


@pytest.mark.parametrize(
    ("decline", "wrong"), [(0.80, False), (0.84, False), (0.86, True), (7.91, True), (-0.80, True)]
)
def test_identity(decline: float, wrong: bool) -> None:
    """practice 5-21: 「下降7.91%」 was written where the growth rates say 0.80. With energy up 4.16 and output 5.00:
    1 − 104.16 ÷ 105 = 0.8%; the bound is 0.05 of a point."""
    found = said({("夏县", "energy_growth"): 4.16}, decline_actual=decline, growth_actual=5.0)
    text = "“单位地区生产总值能耗年度下降率（实际）”与增速不符：按能源消费和经济增速推算应下降 0.80%，与填报相差超过 0.05 个百分点"
    assert found == ([("decline_actual", text)] if wrong else [])


@pytest.mark.parametrize(("annual", "wrong"), [(3.32, False), (3.31, True)])
def test_annual_targets_compound(annual: float, wrong: bool) -> None:
    """practice 2.1: 15.5% over five years is 3.312% a year; five times 3.31 reaches 1 − 0.9669^5 = 15.49% only."""
    years = {("夏县", f"decline_target@{year}"): annual for year in range(2021, 2025)}
    found = said(years, decline_target=annual, five_year_target=15.5)
    text = "“单位地区生产总值能耗年度下降目标”各年度目标连乘只下降 15.49%，达不到五年目标"
    assert found == ([("decline_target", text)] if wrong else [])
    years.popitem()
    assert said(years, decline_target=1.0, five_year_target=15.5) == []  # a year is lacking: nothing to say


@pytest.mark.parametrize(
    ("annual", "whole", "wrong"),
    [(3.35, 15.49, False), (3.35, 15.53, False), (3.35, 15.56, True), (-0.85, 15.5, True), (3.35, 15.43, True)],
)
def test_the_fall_since_the_base_year_is_last_years_and_this_years(annual: float, whole: float, wrong: bool) -> None:
    """practice 2.1: 12.56% by last year and 3.35% this year are 1 − 0.8744 × 0.9665 = 15.49%; the bound is 0.05."""
    found = said({("夏县", "decline_cumulative@2024"): 12.56}, decline_actual=annual, decline_cumulative=whole)
    assert [item for item, _ in found] == (["decline_cumulative"] if wrong else [])
    if wrong and annual == 3.35:
        assert "按上年累计推算应为 15.49%，与填报相差超过 0.05 个百分点" in found[0][1]


@pytest.mark.parametrize(
    ("now", "last", "kind"),
    [
        (130.0, 100.0, None), (130.01, 100.0, "变动超过 30%"), (69.99, 100.0, "变动超过 30%"), (1000.0, 100.0, "倍"),
        (9.5, 95_000.0, "倍"), (1_100.0, 1.0, "倍"), (300.0, 100.0, "变动超过 30%"), (9.0, 3.0, None), (0.0, 100.0, "变动超过 30%"),
    ],
)  # fmt: skip
def test_against_last_year(now: float, last: float, kind: str | None) -> None:
    """30% is within, beyond it is not; ten thousand times is a unit and not a change; small figures may move."""
    found = said({("夏县", "energy_use@2024"): last}, energy_use=now)
    assert [item for item, _ in found] == (["energy_use"] if kind else [])
    assert all(str(kind) in text and f"上年是 {last:.2f}" in text for _, text in found)


def test_the_sum_over_counties() -> None:
    """1000 + 1200 against 2200 ± 0.5%: 2211 is at the bound and passes, 2212 is not. A county to come: no check."""
    city = ("", "energy_use@city")
    assert said({city: 2211.0}, energy_use=[1000.0, 1200.0]) == []
    wrong = [("energy_use", "“能源消费总量”各县合计 2200.00，与全市数不符")]
    assert said({city: 2212.0}, energy_use=[1000.0, 1200.0]) == wrong
    assert said({city: 2212.0}, energy_use=[1000.0, "暂缺（待核）"]) == []
    assert said({city: 2212.0}, energy_use=[2200.0, "不适用（没有）"]) == wrong


def test_nothing_to_compare_with() -> None:
    assert said(energy_use=5.0, decline_actual=50.0) == []
