"""What corrections did: worked by hand on the national target item of 2007 (40 points, 3 more for each full 10%)."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from scoring import assess, load_scheme
from scoring.assessment import Adjustment, Assessment
from scoring.corrections import Effect, PointsChange, Standing, trace
from scoring.vintages import Vintage, replay

SCHEME = load_scheme("national-2007-target")
TABLE = pd.DataFrame(
    {"decline_actual": [3.9, 4.0, 2.0], "decline_target": 4.0, "energy_increment": 0.0}, index=["甲县", "乙县", "丙县"]
)
LINE, MET = "unit_energy_target", "达到年度目标（措施分未公布，不定等次）"


def score(table: pd.DataFrame, adjustments: Sequence[Adjustment]) -> Assessment:
    return assess(SCHEME, table, 2010, adjustments=adjustments)


def test_points_grade_and_rank_before_and_after_and_who_else_moved() -> None:
    """甲县 3.9 ÷ 4 = 97.5%: 36 points, missed. 4.4 ÷ 4 = 110%: 40 + 3. 乙县 at 100% has 40 and falls to second; 丙县 stays third."""
    read = replay(TABLE, [Vintage("甲县", "decline_actual", 4.4, "2011-06-30")])
    (step,) = trace(score, TABLE, read.revisions)
    before, after = Standing(36.0, "未完成", 2.0), Standing(43.0, MET, 1.0)
    assert step.effects == (Effect("甲县", (PointsChange(LINE, 36.0, 40.0),), before, after),)
    assert step.others == (Effect("乙县", (), Standing(40.0, MET, 1.0), Standing(40.0, MET, 2.0)),)


def test_steps_follow_each_other_and_end_where_the_result_stands() -> None:
    """丙县 2 ÷ 4 = 50%: 20 points; an appeal gives it 3.6 ÷ 4 = 90%: 36. Then the June figures of 甲县."""
    vintages = [
        Vintage("甲县", "decline_actual", 4.4, "2011-06-30"),
        Vintage("丙县", "decline_actual", 3.6, "2011-04-20", appeal="1号"),
    ]
    read = replay(TABLE, vintages)
    first, second = trace(score, TABLE, read.revisions)
    assert [(first.date, first.appeal), (second.date, second.appeal)] == [("2011-04-20", "1号"), ("2011-06-30", "")]
    assert first.effects[0].points == (PointsChange(LINE, 20.0, 36.0),)
    assert (first.effects[0].before.rank, first.effects[0].after.rank) == (
        3.0,
        3.0,
    )  # 36 beside 甲县's 36, at 90% against 97.5%
    final = score(read.table, ())
    assert [(one.county, one.after.total) for one in second.effects] == [("甲县", final.scores.at["甲县", "total"])]
    assert {one.county: one.after.rank for one in second.others} == {"乙县": 2.0}


def test_an_adjustment_from_an_appeal_counts_from_its_decision() -> None:
    """Two points taken from 乙县 by a decision of 2011-05-01, one by the assessors without an appeal: 40 − 1 = 39, then 37."""
    adjustments = [
        Adjustment("乙县", LINE, -1.0, "台账不全", "考核组"),
        Adjustment("乙县", LINE, -2.0, "复查认定", "考核组", appeal="2号"),
    ]
    (step,) = trace(score, TABLE, (), adjustments, {"2号": "2011-05-01"})
    assert (step.date, step.appeal, step.adjustments) == ("2011-05-01", "2号", (adjustments[1],))
    assert step.effects[0].points == (PointsChange(LINE, 39.0, 37.0),)
    assert (step.effects[0].before.total, step.effects[0].after.total) == (39.0, 37.0)


def test_nothing_corrected_is_no_step() -> None:
    assert trace(score, TABLE, (), [Adjustment("乙县", LINE, -1.0, "台账不全", "考核组")]) == ()
