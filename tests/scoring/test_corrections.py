"""What corrections did: worked by hand on the national target item of 2007 (40 points, 3 more for each full 10%)."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from scoring import assess, load_scheme
from scoring.assessment import Adjustment, Assessment
from scoring.corrections import CorrectionStep, CountyResult, Effect, PointsChange, trace
from scoring.vintages import Vintage, replay

SCHEME = load_scheme("national-2007-target")
TABLE = pd.DataFrame(
    {"decline_actual": [3.9, 4.0, 2.0], "decline_target": 4.0, "energy_increment": 0.0}, index=["甲县", "乙县", "丙县"]
)
LINE, MET = "unit_energy_target", "达到年度目标（措施分未公布，不定等次）"


def traced(
    vintages: Sequence[Vintage], adjustments: Sequence[Adjustment] = (), dates: dict[str, str] | None = None
) -> tuple[CorrectionStep, ...]:
    def replayed(left: Sequence[Vintage]) -> pd.DataFrame:
        return replay(TABLE, left).table

    return trace(score, replayed, vintages, replay(TABLE, vintages).revisions, adjustments, dates)


def score(table: pd.DataFrame, adjustments: Sequence[Adjustment]) -> Assessment:
    return assess(SCHEME, table, 2010, adjustments=adjustments)


def test_points_grade_and_rank_before_and_after_and_who_else_moved() -> None:
    """甲县 3.9 ÷ 4 = 97.5%: 36 points, missed. 4.4 ÷ 4 = 110%: 40 + 3. 乙县 at 100% has 40 and falls to second; 丙县 stays third."""
    (step,) = traced([Vintage("甲县", "decline_actual", 4.4, "2011-06-30")])
    before, after = CountyResult(36.0, "未完成", 2.0), CountyResult(43.0, MET, 1.0)
    assert step.effects == (Effect("甲县", (PointsChange(LINE, 36.0, 40.0),), before, after),)
    assert step.others == (Effect("乙县", (), CountyResult(40.0, MET, 1.0), CountyResult(40.0, MET, 2.0)),)


JUNE = Vintage("甲县", "decline_actual", 4.4, "2011-06-30", document="统函1号")
APPEALED = Vintage("丙县", "decline_actual", 3.6, "2011-04-20", appeal="1号")


def test_each_decision_is_held_against_the_result_without_it() -> None:
    """丙县 2 ÷ 4 = 50%: 20 points; an appeal gives it 3.6 ÷ 4 = 90%: 36, beside 甲县's 43 of June and 乙县's 40."""
    first, second = traced([JUNE, APPEALED])
    assert [(first.date, first.appeal), (second.date, second.appeal)] == [("2011-04-20", "1号"), ("2011-06-30", "")]
    assert first.effects[0].points == (PointsChange(LINE, 20.0, 36.0),)
    assert (first.effects[0].after.rank, first.others) == (3.0, ())
    assert (second.effects[0].before.total, second.effects[0].after.total) == (36.0, 43.0)
    assert {one.county: (one.before.rank, one.after.rank) for one in second.others} == {"乙县": (1.0, 2.0)}


def test_two_decisions_of_one_day_are_told_apart() -> None:
    """甲县's June figure moves 乙县 down; that of 丙县 of the same day and document, 2 → 2.4 (60%: 24 points), moves nobody."""
    other = Vintage("丙县", "decline_actual", 2.4, "2011-06-30", document="统函1号")
    steps = {step.effects[0].county: step for step in traced([JUNE, other])}
    assert [one.county for one in steps["甲县"].others] == ["乙县"]
    assert steps["丙县"].others == ()
    without = score(replay(TABLE, [JUNE]).table, ()).scores
    assert steps["丙县"].effects[0].before.total == without.at["丙县", "total"] == 20.0
    assert steps["丙县"].effects[0].after.total == 24.0


def test_a_figure_revised_again_later_has_no_effect_of_its_own() -> None:
    """4.4 of June was replaced by 4.5 of September: without June's, September's stands all the same."""
    june, september = traced([JUNE, Vintage("甲县", "decline_actual", 4.5, "2011-09-01")])
    assert (june.effects[0].before, june.effects[0].points) == (june.effects[0].after, ())
    assert september.effects[0].before == CountyResult(43.0, MET, 1.0)  # as June left it


def test_an_adjustment_from_an_appeal_counts_from_its_decision() -> None:
    """Two points taken from 乙县 by a decision of 2011-05-01, one by the assessors without an appeal: 40 − 1 = 39, then 37."""
    adjustments = [
        Adjustment("乙县", LINE, -1.0, "台账不全", "考核组"),
        Adjustment("乙县", LINE, -2.0, "复查认定", "考核组", appeal="2号"),
    ]
    (step,) = traced([], adjustments, {"2号": "2011-05-01"})
    assert (step.date, step.appeal, step.adjustments) == ("2011-05-01", "2号", (adjustments[1],))
    assert step.effects[0].points == (PointsChange(LINE, 39.0, 37.0),)
    assert (step.effects[0].before.total, step.effects[0].after.total) == (39.0, 37.0)


def test_nothing_corrected_is_no_step() -> None:
    assert traced([], [Adjustment("乙县", LINE, -1.0, "台账不全", "考核组")]) == ()
