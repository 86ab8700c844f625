"""Counties by consequence, from the scheme's own list."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from examples.build import ADJUSTMENTS, demonstration
from scoring import Adjustment, assess, load_scheme
from scoring.consequences import pending_counties, result_use
from tests.support.small_scheme import SMALL, write_scheme


def test_the_demonstration_city() -> None:
    """五（二）: rewards for the outstanding; what follows a missed target follows the target, not the grade (ours)."""
    result = assess(load_scheme("yuncheng-14fyp"), demonstration(), 2025, adjustments=ADJUSTMENTS)
    uses = {(one.consequence.kind, one.consequence.text): one for one in result_use(result)}
    kinds = {kind: one for (kind, _), one in uses.items()}
    grades = result.scores["grade"]
    assert [county for county, _ in kinds["reward"].counties] == grades.index[grades == "超额完成"].tolist()
    assert kinds["accountability"].counties == (
        ("万荣县", "五年污染物重点工程减排任务未完成"),
        ("闻喜县", "年度和累计能耗强度目标均未完成"),
        ("闻喜县", "五年能耗强度目标未完成"),
        ("闻喜县", "五年污染物重点工程减排任务未完成"),
        ("新绛县", "五年能耗强度目标未完成"),
        ("新绛县", "五年污染物重点工程减排任务未完成"),
    )
    assert kinds["accountability"].names == ("万荣县", "闻喜县", "新绛县")
    # 闻喜县 misses both: 问责, and no 约谈 beside it (the reference scheme: 约谈 is for every other miss).
    assert uses["rectification", "约谈，限期整改"].counties == (("稷山县", "年度能耗强度目标未完成"),)
    assert uses["rectification", "向市政府提交整改报告"].consequence.within == "一个月内"
    assert len(kinds["basis"].counties) == 12
    assert len(kinds["basis"].cause) == 4
    assert all(one.consequence.design for one in uses.values() if one.consequence.kind != "basis")
    assert pending_counties(result) == ("芮城县",)


def test_a_changed_figure_changes_what_follows() -> None:
    table = demonstration()
    table.loc["新绛县", ["decline_cumulative", "voc_recognised"]] = 15.5, 104.0
    table.loc["万荣县", "voc_recognised"] = 104.0
    uses = {one.consequence.kind: one for one in result_use(assess(load_scheme("yuncheng-14fyp"), table, 2025))}
    assert {county for county, _ in uses["accountability"].counties} == {"闻喜县"}


def test_nothing_follows_yet_for_a_county_whose_grade_is_pending() -> None:
    """闻喜县 misses both targets whatever its tons are; while they are missing its grade is pending, and so is what follows."""
    table = demonstration()
    table.loc["闻喜县", "voc_recognised"] = float("nan")
    result = assess(load_scheme("yuncheng-14fyp"), table, 2025)
    assert "闻喜县" in pending_counties(result)
    assert not [one for one in result_use(result) if "闻喜县" in one.names]


def test_nothing_follows_from_a_target_that_nobody_assigned() -> None:
    """A fall below the pace still needed costs points; no gate acts and nothing follows (五（二） speaks of targets)."""
    table = demonstration()
    table.loc["永济市", ["decline_actual", "decline_cumulative"]] = 1.0, 15.6
    table.loc["永济市", "five_year_target"] = 17.0
    table.loc["稷山县", "decline_target"] = "未下达（没有分解到年）"
    result = assess(load_scheme("yuncheng-14fyp"), table, 2025)
    assert result.ledger.loc["永济市", "intensity_annual"] < 20
    assert result.ledger.loc["永济市", "annual_missed"] == 0
    assert result.ledger.loc["稷山县", "annual_missed"] == 0
    named = [county for one in result_use(result) for county, cause in one.counties if "年度能耗强度" in cause]
    assert not named


def test_a_grade_by_points_alone_is_rectified_and_nobody_is_held_to_account() -> None:
    """Below 60 with every energy and emission target met: 整改, no 问责 and no 约谈."""
    table = demonstration()
    poor = {one: "否" for one in table.columns if table.loc["夏县", one] == "是"}
    for item, value in {**poor, "violating_projects": 5, "inventory_quarters": 0, "statistics_quarters": 0}.items():
        table.loc["夏县", item] = value
    for item in ("quota_met", "charger_built", "agencies_met", "vehicles_new_energy", "projects_finished"):
        table.loc["夏县", item] = 0
    table.loc["夏县", ["voc_monitored", "monitored_units", "energy_use", "demo_built"]] = 0, 0, 900_000, 0
    for item in ("cod", "nh3n", "nox", "voc"):
        table.loc["夏县", f"{item}_assigned"] = 0
    scheme = load_scheme("yuncheng-14fyp")
    result = assess(scheme, table, 2025, adjustments=[Adjustment("夏县", "energy_total", -30.0, "试验", "考核组")])
    assert result.scores.loc["夏县", "grade"] == "未完成"
    texts = {one.consequence.text for one in result_use(result) if "夏县" in dict(one.counties)}
    assert "向市政府提交整改报告" in texts
    assert not {"约谈，限期整改", "建议问责，经市政府审定后按干部管理权限办理"} & texts


def test_a_notice_has_consequences_of_its_own(tmp_path: Path) -> None:
    """鲁 2017: 未完成总量年度目标的市 → 缓批限批, whatever the grade (practice 1.4)."""
    notice = (
        "gates:\n  - id: slow\n    kind: notice\n    name: 目标未完成\n    clause: 三\n    consequence: 缓批限批\n"
        "    when: {kind: missed, all_of: [annual]}\n"
        "    consequences:\n      - {kind: suspension, text: 高耗能项目缓批限批, clause: 三}\n"
    )
    scheme = load_scheme(write_scheme(tmp_path, "gates:\n", notice, text=SMALL))
    table = pd.DataFrame({"fall": [3.0, 1.0], "goal": [3.0, 3.0], "events": [0, 0]}, index=["甲县", "乙县"])
    assert [one.counties for one in result_use(assess(scheme, table, 2022))] == [(("乙县", "目标未完成"),)]
