"""What is shown is what the ledger says."""

from __future__ import annotations

import re

import numpy as np
import pytest

from scoring import Assessment
from scoring.explain import reason
from tests.workbook.report.conftest import assess_demo
from workbook.report.data import ReportData
from workbook.report.gather import gather
from workbook.report.page import page


def test_every_figure_is_the_ledgers(assessment: Assessment, demo: ReportData) -> None:
    frame = assessment.filled.frame
    for place, county in enumerate(demo.counties):
        assert county.name == assessment.counties[place]
        pairs = [(county.total, "total"), (county.rank, "rank"), (county.group_rank, "group_rank")]
        pairs += [(mark, block.id) for mark, block in zip(county.blocks, demo.blocks, strict=True)]
        pairs += [(line.mark, head.id) for line, head in zip(county.lines, demo.lines, strict=True)]
        for mark, column in pairs:
            shown = assessment.filled.text(column, place)
            if isinstance(shown, str):
                assert mark == (shown, None)
            else:
                assert mark.number == shown == float(frame.values[column][place])
                assert float(mark.text) == shown
        for line, indicator in zip(county.lines, assessment.scheme.indicators, strict=True):
            assert line.reason == reason(assessment, indicator, assessment.speaker(county.name))


def test_grades_are_in_administrative_order(demo: ReportData) -> None:
    """By the codes of GB/T 2260: 绛县 140826, 夏县 140828, 平陆县 140829, 永济市 140881."""
    shown = {grade: [one.name for one in rows] for grade, rows in demo.by_grade()}
    assert shown == {
        "超额完成": ["临猗县", "绛县", "夏县", "平陆县", "永济市"],
        "完成": ["盐湖区", "垣曲县", "河津市"],
        "基本完成": ["稷山县"],
        "未完成": ["万荣县", "闻喜县", "新绛县"],
        "待定": ["芮城县"],
    }


def test_means_leave_out_counties_without_a_figure(demo: ReportData) -> None:
    """农业生态组 by hand: 临猗、万荣、夏、平陆 have 20.00, 19.40, 20.00, 20.00 for 污染物减排, 芮城 缺报; sum 79.40 ÷ 4 = 19.85."""
    group = demo.groups.index("农业生态组")
    place = next(place for place, block in enumerate(demo.blocks) if block.name == "污染物减排")
    assert [one.blocks[place].text for one in demo.counties if one.group == group] == [
        "20.00", "19.40", "20.00", "20.00", "缺报",
    ]  # fmt: skip
    assert demo.group_means[group].blocks[place].text == "19.85"


def test_weakest_are_those_that_lost_most_and_strongest_those_furthest_ahead(demo: ReportData) -> None:
    """闻喜县 lost 20 of 20 for the year, 10 of 20 for the plan, then 4 of 8 for two violations at 2 each."""
    county = next(one for one in demo.counties if one.name == "闻喜县")
    assert [demo.lines[one].id for one in county.weakest] == [
        "intensity_annual", "intensity_cumulative", "two_high_violations",
    ]  # fmt: skip
    means = demo.means_of(county)
    ahead = [
        county.lines[place].rate - mean.number  # type: ignore[operator]
        for place, mean in enumerate(means.lines)
        if county.lines[place].rate is not None and mean.number is not None
    ]
    assert county.lines[county.strongest[0]].rate - means.lines[county.strongest[0]].number == max(ahead)  # type: ignore[operator]


def test_targets_say_what_the_completion_says(assessment: Assessment, demo: ReportData) -> None:
    binding = {one.indicator: one for one in demo.targets if one.binding}
    assert set(binding) == {"intensity_annual", "intensity_cumulative", "cod", "nh3n", "nox", "voc"}
    rows = {row.county: row for row in binding["intensity_annual"].rows}
    assert rows["稷山县"].target == "3.32%"
    assert (rows["稷山县"].actual, rows["稷山县"].result) == ("2.80%", "未完成")
    assert (rows["盐湖区"].actual, rows["盐湖区"].result) == ("3.42%", "完成")
    totals = {row.county: row for one in demo.targets if one.indicator == "energy_total" for row in one.rows}
    assert totals["绛县"].result == "免予考核"  # it reached its incentive target
    assert totals["永济市"].result == "不适用"  # no total was set
    for place, county in enumerate(assessment.counties):
        over = assessment.filled.text("energy_total.completion", place)
        if isinstance(over, float) and county != "绛县":
            assert totals[county].result == ("完成" if over <= 0 else "未完成")


def test_one_figure_changed_moves_sentence_score_and_page_together() -> None:
    """稷山县's fall: 2.80 ÷ 3.32 = 84.34% takes the 80% rung, 16 of 20; 3.32 ÷ 3.32 = 100% the whole 20."""
    before, after = gather(assess_demo()), gather(assess_demo(稷山县__decline_actual=3.32))
    place = [one.name for one in before.counties].index("稷山县")
    line = [one.id for one in before.lines].index("intensity_annual")
    old, new = before.counties[place], after.counties[place]
    assert (old.lines[line].mark.text, new.lines[line].mark.text) == ("16.00", "20.00")
    assert "2.80 ÷ 3.32 × 100 = 84.34%" in old.lines[line].reason
    assert "3.32 ÷ 3.32 × 100 = 100.00%" in new.lines[line].reason
    assert new.total.number - old.total.number == pytest.approx(4)  # type: ignore[operator]
    assert old.grade == "基本完成"
    assert new.grade == "超额完成"
    assert "年度能耗强度目标未完成" in old.gates[0]
    assert not new.gates
    others = [one for one in range(len(before.counties)) if one != place]
    assert all(before.counties[one].lines == after.counties[one].lines for one in others)
    assert old.total.text in old.why
    assert new.total.text in new.why
    assert f'"total":"{new.total.text}"' in page(after)
    assert f'"total":"{new.total.text}"' not in page(before)


def test_no_sentence_holds_a_figure_that_is_nowhere_in_the_ledger(assessment: Assessment, demo: ReportData) -> None:
    """The points at the end of every sentence are the printed points: a guard against sentences of another making."""
    for county in demo.counties:
        for line in county.lines:
            found = re.search(r"得 (-?[\d.]+) 分（满分 ([\d.]+) 分）", line.reason)
            if line.mark.number is None:
                assert found is None
            else:
                assert found is not None
                assert (found[1], float(found[2])) == (line.mark.text, line.full)
    assert np.isfinite([one.total.number for one in demo.counties if one.total.number is not None]).all()
