"""What stands beside the scores is what the core found: steps, safety, what follows, against last time."""

from __future__ import annotations

import json
import re
from io import BytesIO

import docx
import pytest

from scoring import Assessment
from scoring.comparison import compare, why
from scoring.consequences import result_use
from scoring.improvement import what_it_takes
from scoring.robustness.study import Robustness, robustness
from tests.workbook.report.conftest import approved, assess_demo
from workbook.documents.text import unmarked
from workbook.report import rectification, uses
from workbook.report.circular import circular
from workbook.report.county_sheets import county_sheet
from workbook.report.data import ReportData
from workbook.report.gather import gather
from workbook.report.issue import Issue
from workbook.report.page import page
from workbook.report.papers import PaperOptions
from workbook.report.supplements import supplements

OPTIONS = PaperOptions(Issue("示范政函〔2026〕9号", "2026-07-10", "2026-04-10"))


@pytest.fixture(scope="module")
def study(assessment: Assessment) -> Robustness:
    return robustness(assessment, draws=400)


@pytest.fixture(scope="module")
def whole(assessment: Assessment, study: Robustness) -> ReportData:
    last = assess_demo(稷山县__decline_actual=3.32)
    return gather(assessment, supplements=supplements(study, compare(last, assessment), what_it_takes(assessment)))


def of(data: ReportData, name: str) -> int:
    return [one.name for one in data.counties].index(name)


def test_a_step_does_what_it_says(whole: ReportData) -> None:
    """稷山县: the year's fall from 2.80 to the target 3.32 takes the full 20 instead of 16 points and lifts the cap."""
    place = of(whole, "稷山县")
    step = whole.counties[place].steps[0]
    assert step.goal == "等次到“完成”，解除等次约束“年度能耗强度目标未完成”，名次到第 8 名或更前"
    assert step.text == "单位地区生产总值能耗年度下降率（实际） 2.8% → 3.32%"
    after = gather(assess_demo(稷山县__decline_actual=3.32)).counties[place]
    assert step.earns == "总分 +4.00"
    assert after.total.number == pytest.approx(whole.counties[place].total.number + 4)  # type: ignore[operator]
    assert step.leads_to == f"{after.grade}、第 {after.rank.text} 名"
    pending = whole.counties[of(whole, "芮城县")].steps
    assert [(one.goal, one.text) for one in pending] == [
        ("总分、等次、名次待定", "先补报：挥发性有机物重点工程减排量（认定）")
    ]


def test_safety_is_the_study(whole: ReportData, study: Robustness) -> None:
    for county in whole.counties:
        if county.safety is None:
            assert county.name == "芮城县"
            continue
        row, safety = study.table.loc[county.name], county.safety
        assert (safety.grade_label, safety.rank_label) == (row["grade_label"], row["rank_label"])
        assert safety.rank_share == min(row["keeps_rank"], row["stress_keeps_rank"])
        assert safety.sentence == row["sentence"]
        assert (safety.low, safety.high, safety.best, safety.worst) == tuple(
            row[["rank_low", "rank_high", "rank_best", "rank_worst"]]
        )
        assert sum(times for _, times in safety.counts) == study.draws
        assert dict(safety.counts) == {
            rank: times for rank, times in study.rank_counts.loc[county.name].items() if times
        }


def test_uses_say_what_follows_and_papers_say_nothing_internal(assessment: Assessment, whole: ReportData) -> None:
    """Every consequence stands on a proposal with its clause; circular and county sheet hold neither hints nor robustness."""
    proposals = [docx.Document(BytesIO(content)) for _, content in uses.PAPER.make(approved(whole), OPTIONS)]
    proposed = [[cell.text for cell in row.cells] for one in proposals for row in one.tables[0].rows]
    for use in result_use(assessment):
        if use.counties:
            rows = [row for row in proposed if row[1] == unmarked(use.consequence.text)]
            assert rows, use.consequence.text
            for row in rows:
                within = use.consequence.within
                assert row[3] == (OPTIONS.issue.by(within) if within else "—")
                assert row[4] == unmarked(use.consequence.clause)
                assert len(row[2].split("、")) == len(set(row[2].split("、")))
    for content in (circular(whole, OPTIONS), county_sheet(whole, 3, None, OPTIONS)):
        shown = "\n".join(one.text for one in docx.Document(BytesIO(content)).paragraphs)
        assert not re.search("稳固|临界|稳健|抽样|内部|怎样提高|问责", shown)


def test_a_rectification_falls_on_those_on_whom_the_scheme_lets_it_fall(
    assessment: Assessment, whole: ReportData
) -> None:
    """One paper a county with its losses; 问责 does not stand on it."""
    made = dict(
        rectification.PAPER.make(approved(whole), PaperOptions(OPTIONS.issue, tuple(range(len(whole.counties)))))
    )
    due = {
        name for use in result_use(assessment) if use.consequence.kind == "rectification" for name, _ in use.counties
    }
    assert {path.partition("-")[2].removesuffix(".docx") for path in made} == due
    assert due
    for path, content in made.items():
        county = whole.counties[of(whole, path.partition("-")[2].removesuffix(".docx"))]
        document = docx.Document(BytesIO(content))
        cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
        assert len(cells) == 1 + len(county.gates) + len(county.losses)
        text = "\n".join([*(one.text for one in document.paragraphs), *("".join(row) for row in cells)])
        assert "问责" not in text
        assert "示范政函〔2026〕9号" in text


def test_change_is_the_comparisons_sentence(assessment: Assessment, whole: ReportData) -> None:
    compared = compare(assess_demo(稷山县__decline_actual=3.32), assessment)
    for county in whole.counties:
        assert county.change == why(compared, county.name)
    assert "−4.00" in whole.counties[of(whole, "稷山县")].change


def test_page_carries_all_of_it(whole: ReportData) -> None:
    held = re.search(r'id="data">(.*?)</script>', page(whole), re.S)
    assert held is not None
    rows = json.loads(held[1])["counties"]
    for county, row in zip(whole.counties, rows, strict=True):
        assert [tuple(one) for one in row.get("steps", [])] == [
            (one.goal, one.text, one.earns, one.leads_to) for one in county.steps
        ]
        assert row["change"] == county.change
        assert tuple(row.get("follows", [])) == county.consequences
        if county.safety is not None:
            assert row["safety"]["sentence"] == county.safety.sentence
