"""assess() on small tables: missing is never 0, not applicable leaves its dimension, gates change grades only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from examples.build import demonstration
from scoring import Adjustment, Assessment, DataError, SchemeError, assess, load_scheme
from tests.support.one_line import one_line, tried

SCHEME = load_scheme("yuncheng-14fyp")


def city(**changes: dict[str, Any]) -> pd.DataFrame:
    """The demonstration city with some figures changed: county={item: value}."""
    table = demonstration()
    for county, figures in changes.items():
        for item, value in figures.items():
            table.loc[county, item] = value
    return table


def scored(year: int = 2025, **changes: dict[str, Any]) -> Assessment:
    return assess(SCHEME, city(**changes), year)


def test_demonstration_city_has_its_awkward_cases() -> None:
    """Each case the demonstration city was made for, by hand from its figures and the point table."""
    scores = scored().scores
    assert scores.loc["闻喜县", "intensity_annual"] == 0  # a rise
    assert scores.loc["稷山县", "intensity_annual"] == 16.0  # 2.80 ÷ 3.32 = 84.34%: the 80% rung
    assert scores.loc["稷山县", "grade"] == "基本完成"  # annual missed, cumulative met
    assert scores.loc["新绛县", "grade"] == "未完成"  # five-year target missed at plan end
    assert scores.loc["河津市", "grade"] == "完成"  # above 95, held back by a gate
    assert scores.loc["河津市", "total"] > 95
    assert scores.loc["夏县", "rank"] == scores.loc["平陆县", "rank"] == 2
    assert 3 not in set(scores["rank"].dropna())  # 2, 2, 4
    assert scores.loc["芮城县", "grade"] == "待定"
    assert np.isnan(scores.loc["芮城县", "total"])
    assert pd.isna(scores.loc["芮城县", "rank"])


def test_no_vehicle_bought_is_not_applicable_and_reweighted() -> None:
    """0 vehicles: lines of 3 and 0.5 points leave the dimension of 10; 0 demonstration units to build: 2 more."""
    result = scored()
    assert result.states.loc["万荣县", "public_nev"] == "not_applicable"
    assert result.ledger.loc["万荣县", "public_institutions.applicable"] == 4.5
    earned = result.ledger.loc["万荣县", "public_institutions.earned"]
    assert result.scores.loc["万荣县", "public_institutions"] == pytest.approx(earned / 4.5 * 10, abs=0.005)


def test_other_ways_of_not_applicable_are_printed() -> None:
    """Full marks and zero, worked by hand: earned + full − applicable, and earned alone."""
    result = scored()
    ledger = result.ledger.loc["万荣县"]
    extra = ledger["bonus"] + ledger["adjustment"]
    assert ledger["total_zero"] == pytest.approx(ledger["earned"] + extra)
    assert ledger["total_full"] == pytest.approx(ledger["earned"] + 100 - ledger["applicable"] + extra)
    whole = round(ledger["earned"] / ledger["applicable"] * 100 + 1e-9, 2)
    assert ledger["total_over_whole"] == pytest.approx(whole + extra)


@pytest.mark.parametrize("value", [None, np.nan, "暂缺（待核）", "缺报"])
def test_missing_leaves_the_county_pending(value: Any) -> None:
    scores = scored(盐湖区={"cod_recognised": value}).scores
    assert np.isnan(scores.loc["盐湖区", "cod"])
    assert np.isnan(scores.loc["盐湖区", "total"])
    assert scores.loc["盐湖区", "grade"] == "待定"
    assert pd.isna(scores.loc["盐湖区", "rank"])
    ranked = scores["rank"].dropna().astype(int).tolist()
    assert sorted(ranked) == [1, 2, 2, 4, 5, 6, 7, 8, 9, 10, 11]


def test_missing_gate_item_leaves_grade_pending_but_total_stands() -> None:
    scores = scored(盐湖区={"data_falsified": None}).scores
    assert scores.loc["盐湖区", "total"] > 0
    assert scores.loc["盐湖区", "grade"] == "待定"


@pytest.mark.parametrize(
    ("target", "actual", "points"),
    [(0, 0, 20), (0, 0.01, 20), (0, -0.01, 0), (-1, -0.5, 20), (-1, -1.01, 0), (3.31, -0.01, 0)],
)
def test_target_of_zero_or_less_is_judged_by_level(target: float, actual: float, points: float) -> None:
    """The reference scheme: target ≤ 0: full points if actual ≥ target, else 0; a rise: 0 points."""
    scores = scored(盐湖区={"decline_target": target, "decline_actual": actual}).scores
    assert scores.loc["盐湖区", "intensity_annual"] == points


@pytest.mark.parametrize(
    ("completion", "points"),
    [(100, 20), (99.9, 18), (90, 18), (89.9, 16), (80, 16), (70, 14), (60, 12), (50, 10), (49.9, 0)],
)
def test_annual_ladder(completion: float, points: float) -> None:
    """The reference point table, A1: ≥100: 20, ≥90: 18, …, ≥50: 10, below 50: 0."""
    scores = scored(盐湖区={"decline_target": 10, "decline_actual": round(completion / 10, 2)}).scores
    assert scores.loc["盐湖区", "intensity_annual"] == points


@pytest.mark.parametrize(("actual", "bonus"), [(10.99, 0), (11, 1), (11.99, 1), (12, 2), (13, 3), (15, 3)])
def test_bonus_for_each_full_ten(actual: float, bonus: float) -> None:
    """1 for each full 10 above 100, at most 3 (Huizhou 2009); exactly 110% is one step, 119.9% still one."""
    result = scored(盐湖区={"decline_target": 10, "decline_actual": actual})
    assert result.ledger.loc["盐湖区", "intensity_annual.bonus"] == bonus


@pytest.mark.parametrize(
    ("use", "points"), [(1_000_000, 2), (1_000_100, 1.33), (1_100_000, 1.33), (1_200_000, 0.67), (1_200_200, 0)]
)
def test_energy_total_over_run(use: float, points: float) -> None:
    """≤0: 2, ≤10: 1.33, ≤20: 0.67, over 20: 0 (Huairou 15/10/5/0 scaled)."""
    figures = {
        "energy_use": use, "renewable_power": 0, "renewable_power_2020": 0, "feedstock_energy": 0,
        "energy_total_target": 1_000_000, "growth_adjustment_approved": 0,
    }  # fmt: skip
    assert scored(盐湖区=figures).scores.loc["盐湖区", "energy_total"] == points


def test_renewables_below_the_base_year_add_nothing() -> None:
    result = scored(盐湖区={"renewable_power": 10, "renewable_power_2020": 50_000})
    assert result.ledger.loc["盐湖区", "energy_total.renewables_new"] == 0


def test_target_not_assigned_falls_back_to_the_pace_still_needed() -> None:
    """15.5% with nothing reached, five years left: 1 − 0.845^(1/5) = 3.312%, rounded up to 3.32."""
    result = scored(2021, 永济市={"decline_actual": 3.4, "decline_cumulative": 3.4, "five_year_target": 15.5})
    assert result.ledger.loc["永济市", "intensity_annual.target"] == 3.32


def test_incentive_reached_waives_the_energy_total() -> None:
    """绛县 reached its incentive target; without it the over-run would cost points. A blank never waives."""
    assert scored().scores.loc["绛县", "energy_total"] == 2
    assert scored(绛县={"incentive_target": None}).scores.loc["绛县", "energy_total"] < 2


def test_approved_growth_without_figures_is_reported_not_silent() -> None:
    result = scored(盐湖区={"growth_actual": None})
    assert result.scores.loc["盐湖区", "grade"] == "待定"
    found = [one for one in result.problems if one.county == "盐湖区" and one.code == "E_INCOMPLETE"]
    assert len(found) == 1
    assert found[0].severity == "error"


@pytest.mark.parametrize("agreed", ["暂缺（待批复）", "约120万"])
def test_an_agreed_target_that_cannot_be_read_is_not_passed_over(agreed: str) -> None:
    """It was agreed, so the issued one does not count: the line waits. Blank means none was agreed."""
    assert scored(夏县={"energy_total_target_agreed": agreed}).states.at["夏县", "energy_total"] == "missing"
    assert scored(夏县={"energy_total_target_agreed": None}).states.at["夏县", "energy_total"] == "ok"


def test_adjustment_moves_the_total_and_not_the_line() -> None:
    plain = scored().scores
    moved = assess(SCHEME, city(), 2025, adjustments=[Adjustment("盐湖区", "cod", -1.25, "复核", "张三")]).scores
    assert moved.loc["盐湖区", "cod"] == plain.loc["盐湖区", "cod"]
    assert moved.loc["盐湖区", "total"] == pytest.approx(plain.loc["盐湖区", "total"] - 1.25)


def test_a_five_year_target_judged_by_level_is_not_divided_by_the_years_share() -> None:
    """2022 asks 40% of a five-year fall; 持平 allowed and reached is 100%, not 250%."""
    ledger = scored(2022, 夏县={"five_year_target": 0.0, "decline_cumulative": 0.0}).ledger
    assert ledger.at["夏县", "intensity_cumulative.completion"] == 100


def test_adjustments_of_one_county_add_up() -> None:
    """−0.5 and +0.2 on one line, −1 on another: −1.3 in all."""
    rows = [("cod", -0.5), ("cod", 0.2), ("nox", -1.0)]
    changes = [Adjustment("夏县", line, points, "复核", "考核组") for line, points in rows]
    assert assess(SCHEME, city(), 2025, adjustments=changes).ledger.at["夏县", "adjustment"] == -1.3


def test_adjustment_for_unknown_county_is_refused() -> None:
    with pytest.raises(DataError, match="不存在"):
        assess(SCHEME, city(), 2025, adjustments=[Adjustment("夏城县", "cod", 1, "", "")])


@pytest.mark.parametrize("points", [float("nan"), float("inf")])
def test_adjustment_that_is_no_number_is_refused(points: float) -> None:
    """It would give a total of nan with a grade beside it."""
    with pytest.raises(DataError, match="核定调整的分数不是数：夏县 cod"):
        assess(SCHEME, city(), 2025, adjustments=[Adjustment("夏县", "cod", points, "复核", "考核组")])


@pytest.mark.parametrize("item", ["energy_total_target", "energy_total_target_agreed"])
def test_infinite_figure_is_no_blank(item: str) -> None:
    """Optional or not: told with its value, never taken for a target that was not set."""
    result = scored(夏县={item: float("inf")})
    assert [one.code for one in result.problems if (one.county, one.item) == ("夏县", item)] == ["E_RANGE"]
    assert result.scores.at["夏县", "grade"] == "待定"


def test_strict_variant_fails_who_missed_the_annual_target() -> None:
    """国发〔2007〕36号: 只要未达到年度计划确定的目标值即为未完成等级."""
    scores = assess(load_scheme("yuncheng-14fyp-strict"), city(), 2025).scores
    assert scores.loc["稷山县", "grade"] == "未完成"


def test_cumulative_behind_before_plan_end_is_capped_not_vetoed() -> None:
    scores = scored(2024, 新绛县={"decline_cumulative": 11}).scores
    assert scores.loc["新绛县", "grade"] == "基本完成"


def test_year_outside_the_plan_is_refused() -> None:
    with pytest.raises(SchemeError, match="2021—2025"):
        scored(2026)


def test_same_county_twice_is_refused() -> None:
    with pytest.raises(DataError, match="盐湖区"):
        assess(SCHEME, pd.concat([city(), city().loc[["盐湖区"]]]), 2025)


def test_missing_column_is_one_problem() -> None:
    result = assess(SCHEME, city().drop(columns="cod_assigned"), 2025)
    found = [one for one in result.problems if one.code == "E_NO_ITEM"]
    assert [one.item for one in found] == ["cod_assigned"]
    assert set(result.scores["grade"]) == {"待定"}


def test_figure_out_of_bounds_is_refused_and_named() -> None:
    result = scored(盐湖区={"inventory_quarters": 5})
    found = [one for one in result.problems if one.county == "盐湖区" and one.severity == "error"]
    assert [(one.code, one.value) for one in found] == [("E_RANGE", "5")]


def test_half_a_project_is_refused_and_named() -> None:
    """A count is whole; a table from another program has not passed the reader of cells."""
    result = scored(夏县={"projects_due": 6.5})
    assert [one.code for one in result.problems if (one.county, one.item) == ("夏县", "projects_due")] == ["E_RANGE"]
    assert result.scores.at["夏县", "grade"] == "待定"


def test_part_greater_than_whole_is_warned_of() -> None:
    result = scored(盐湖区={"monitored_units": 21})
    assert any(one.code == "W_PART" and one.county == "盐湖区" for one in result.problems)


def test_more_taken_out_than_there_is_is_warned_of() -> None:
    """Nine special vehicles of eight, and 2,000,000 tons excluded of some 1,000,000: full points or none unearned."""
    result = scored(夏县={"vehicles_all": 8, "vehicles_special": 9, "renewable_power": 9e7, "renewable_power_2020": 0})
    told = {(one.code, one.item) for one in result.problems if one.county == "夏县"}
    assert {("W_PART", "vehicles_special"), ("W_EXCLUDED", "energy_use")} <= told
    assert not {one.code for one in scored().problems} & {"W_EXCLUDED"}


def test_gate_blind_for_want_of_a_completion_is_warned_of() -> None:
    result = scored(盐湖区={"decline_actual": "不适用（试验）"})
    assert any(one.code == "W_GATE_NA" and one.county == "盐湖区" for one in result.problems)


def test_replay_gives_the_same_hash_and_the_order_of_columns_does_not_count() -> None:
    table = city()
    shuffled = table[list(reversed(table.columns))]
    assert assess(SCHEME, table, 2025).data_sha256 == assess(SCHEME, shuffled, 2025).data_sha256
    assert scored(盐湖区={"cod_recognised": 1}).data_sha256 != scored().data_sha256


def test_adjustments_are_part_of_the_hash() -> None:
    change = Adjustment("盐湖区", "cod", -1, "复核", "张三")
    assert assess(SCHEME, city(), 2025, adjustments=[change]).data_sha256 != scored().data_sha256


def test_by_total_alone_is_an_option(tmp_path: Path) -> None:
    """The over-performer held back by a gate keeps its grade and ranks first by points."""
    path = tmp_path / "total.yaml"
    path.write_text("extends: yuncheng-14fyp\nid: by-total\nranking: {by: total}\n", encoding="utf-8")
    scores = assess(load_scheme(path), city(), 2025).scores
    assert scores.loc["河津市", ["grade", "rank"]].tolist() == ["完成", 1]


def test_a_whole_block_not_applicable_is_spread_over_the_others() -> None:
    """No line of the two-high block applies: the total is earned ÷ 78 × 100."""
    idle = "不适用（试验）"
    items = list(SCHEME.sheets()["两高项目"])
    result = scored(盐湖区=dict.fromkeys(items, idle))
    assert result.states.loc["盐湖区", "two_high"] == "not_applicable"
    row = result.ledger.loc["盐湖区"]
    blocks = row["energy_intensity"] + row["emission_reduction"] + row["public_institutions"]
    assert row["total.base"] == pytest.approx(blocks / 78 * 100, abs=0.005)


def test_contract_of_the_result() -> None:
    """Columns of scores: indicators and dimensions, then total, grade, ranks; ledger and states of one shape."""
    result = scored()
    assert list(result.scores.columns[-4:]) == ["total", "grade", "rank", "group_rank"]
    assert result.ledger.shape == result.states.shape
    assert set(np.unique(result.states.to_numpy())) == {"ok", "missing", "not_applicable"}
    assert result.scores.index.name == "county"


def test_printed_points_add_up_to_the_printed_total() -> None:
    scores = scored().scores.dropna(subset=["total"])
    ledger = scored().ledger.loc[scores.index]
    blocks = scores[[one.id for one in SCHEME.spec.dimensions]].sum(axis=1)
    assert np.allclose(blocks + ledger["bonus"] + ledger["adjustment"], scores["total"], atol=1e-9)


def test_ranks_within_the_group() -> None:
    """The rank in the group is 1 and those of its group with a higher rank over all; nobody's without a total."""
    scores = scored(盐湖区={"cod_recognised": None}).scores
    assert SCHEME.region is not None
    group = {one.name: one.group for one in SCHEME.region.counties}
    ranks = {one: int(rank) for one, rank in scores["rank"].dropna().items()}
    assert len({group[one] for one in ranks}) > 1
    for one, rank in ranks.items():
        before = sum(other < rank and group[name] == group[one] for name, other in ranks.items())
        assert scores.loc[one, "group_rank"] == 1 + before
    assert pd.isna(scores.loc["盐湖区", "group_rank"])
    stranger = assess(SCHEME, city().rename(index={"盐湖区": "某县"}), 2025).scores.loc["某县"]
    assert not pd.isna(stranger["rank"])
    assert pd.isna(stranger["group_rank"])


def test_no_rank_within_a_group_where_there_are_none() -> None:
    """A scheme without a region has no groups: no such column."""
    result = tried(
        one_line({"value": {"kind": "reported", "item": "v"}, "rule": {"kind": "judged"}}, 10, ["v"]), v=[5, 7]
    )
    assert list(result.scores.columns) == ["x", "d", "total", "grade", "rank"]
