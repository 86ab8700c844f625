"""Against the group and the city; the plan's years against the schedule."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from examples.build import demonstration
from scoring import DataError, assess, load_scheme
from scoring.comparison import against_peers, trend
from tests.support.small_scheme import write_scheme

SCHEME = load_scheme("yuncheng-14fyp")


def test_means_leaders_and_laggards_worked_by_hand(tmp_path: Path) -> None:
    """Falls of 3.3, 2.7, 1 of 3: 15, 12, 0 points; mean 9, rate 0.6. Events 0, 不适用, 1: 5, none, 3; mean 4, rate 0.8."""
    table = pd.DataFrame(
        {"fall": [3.3, 2.7, 1.0], "goal": [3.0] * 3, "events": [0, "不适用（无）", 1]}, index=["甲县", "乙县", "丙县"]
    )
    peers = against_peers(assess(load_scheme(write_scheme(tmp_path)), table, 2022))
    annual, violations, energy = peers.lines
    assert (annual.city_points, annual.city_rate) == (9.0, 0.6)
    assert (annual.leaders, annual.best_rate, annual.laggards, annual.worst_rate) == (("甲县",), 1.0, ("丙县",), 0.0)
    assert (violations.city_points, violations.city_rate, violations.laggards) == (4.0, 0.8, ("丙县",))
    assert energy.is_dimension
    assert energy.city_points == pytest.approx((20 + 16 + 3) / 3)  # 乙县: 12 ÷ 15 × 20 = 16
    assert pd.isna(peers.rates.loc["乙县", "violations"])


def test_group_means_are_those_of_the_countys_own_group() -> None:
    """The urban group is 盐湖区, 绛县, 永济市; 永济市 has no energy total, so its mean is that of the two."""
    result = assess(SCHEME, demonstration(), 2025)
    peers = against_peers(result)
    points = result.scores.loc[["盐湖区", "绛县"], "energy_total"].mean()
    assert peers.groups["永济市"] == "城区综合组"
    assert peers.group_points.loc[["盐湖区", "绛县", "永济市"], "energy_total"].tolist() == [points] * 3
    assert peers.group_points.loc["闻喜县", "energy_total"] != points


def test_no_laggard_where_all_are_equal() -> None:
    lines = {one.id: one for one in against_peers(assess(SCHEME, demonstration(), 2025)).lines}
    assert lines["public_statistics"].laggards == ()
    assert len(lines["public_statistics"].leaders) == 13


def test_the_schedule_of_one_result() -> None:
    """15.5% asks 3.312 / 6.515 / 9.611 / 12.605 / 15.5 by logarithms after years 1–5 (practice 2.1, computed)."""
    points = [one for one in trend([assess(SCHEME, demonstration(), 2025)]) if one.county == "新绛县"]
    assert [round(one.due, 3) for one in points] == [3.312, 6.515, 9.611, 12.605, 15.5]
    assert [one.reached for one in points] == [None, None, None, None, 13.9]
    assert points[-1].ahead == pytest.approx(13.9 - 15.5)
    assert points[-1].pace is None


def test_years_together_and_the_pace_still_needed() -> None:
    """9.2% reached in 2024 of 15.5%: 1 − 0.845 ÷ 0.908 = 6.938% in the one year left."""
    table = demonstration()
    table["decline_cumulative"] = 9.2
    points = trend([assess(SCHEME, demonstration(), 2025), assess(SCHEME, table, 2024)])
    own = {one.year: one for one in points if one.county == "盐湖区"}
    assert (own[2024].reached, own[2025].reached) == (9.2, 15.83)
    assert own[2024].pace == pytest.approx(6.938, abs=5e-4)
    assert own[2024].ahead == pytest.approx(9.2 - 12.605, abs=5e-4)


def test_two_results_of_one_year_are_no_trend() -> None:
    one = assess(SCHEME, demonstration(), 2025)
    with pytest.raises(DataError, match="每年一份"):
        trend([one, one])
