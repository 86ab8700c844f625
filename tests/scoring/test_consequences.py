"""Counties by consequence, from the scheme's own list."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from examples.build import ADJUSTMENTS, demonstration
from scoring import assess, load_scheme
from scoring.consequences import pending_counties, result_use
from tests.support.small_scheme import SMALL, write_scheme


def test_the_demonstration_city() -> None:
    """五（二）: rewards for the outstanding, accountability for those that missed; the rest after 国发〔2007〕36号 is ours."""
    result = assess(load_scheme("yuncheng-14fyp"), demonstration(), 2025, adjustments=ADJUSTMENTS)
    uses = {one.consequence.kind: one for one in result_use(result)}
    grades = result.scores["grade"]
    assert [county for county, _ in uses["reward"].counties] == grades.index[grades == "超额完成"].tolist()
    assert uses["accountability"].counties == (("闻喜县", "等次“未完成”"), ("新绛县", "等次“未完成”"))
    assert uses["rectification"].consequence.within == "一个月内"
    assert len(uses["basis"].counties) == 12
    assert len(uses["basis"].cause) == 4
    assert not uses["accountability"].consequence.design
    assert all(uses[kind].consequence.design for kind in ("rectification", "honours", "suspension"))
    assert pending_counties(result) == ("芮城县",)


def test_a_changed_figure_changes_what_follows() -> None:
    table = demonstration()
    table.loc["新绛县", "decline_cumulative"] = 15.5
    uses = {one.consequence.kind: one for one in result_use(assess(load_scheme("yuncheng-14fyp"), table, 2025))}
    assert uses["accountability"].counties == (("闻喜县", "等次“未完成”"),)


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
