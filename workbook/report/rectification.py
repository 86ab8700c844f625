"""整改通知: to a county on which rectification falls, item by item the gap and what is required, by when and where to answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workbook.report.data import CountyScore, GradeUse, ReportData
from workbook.report.papers import Made, PaperKind, PaperOptions, county_file
from workbook.report.targets import UNSET

MONTH = "一个月内"
"""By when, where the scheme does not say: our choice, after 国发〔2007〕36号."""


def rectifying(data: ReportData, one: CountyScore) -> GradeUse | None:
    """The consequence by which a county has to rectify; None where it has not."""
    return next((use for use in data.uses if use.kind == "rectification" and one.name in use.counties), None)


def rectification_fields(data: ReportData, place: int, use: GradeUse, options: PaperOptions) -> dict[str, Any]:
    """What the template may use; ``docs/reports.md`` lists it."""
    one = data.counties[place]
    rows = [
        {"item": gate.partition("（依据")[0], "gap": "已发生", "requirement": "查明原因，消除这一情形，报送证明材料"}
        for gate in one.gates
    ]
    for loss in one.losses:
        head = data.lines[loss.line]
        if loss.target and loss.target != UNSET:
            gap, requirement = f"目标 {loss.target}，实际 {loss.actual}", "分析原因，制定措施，补上差距"
        else:
            gap, requirement = loss.why, "逐项补齐未完成的工作，报送证明材料"
        rows.append({"item": f"{head.name}（失 {loss.text} 分）", "gap": gap, "requirement": requirement})
    return {
        **data.heading.fields(),
        **options.issue.fields(),
        "county": one.name,
        "grade": one.shown_grade,
        "rows": [{"number": number, **row} for number, row in enumerate(rows, 1)],
        "within": options.issue.by(use.within or MONTH),
        "demand": "" if "整改报告" in use.text else f"（{use.text}）",
    }


def _make(data: ReportData, options: PaperOptions) -> Iterator[Made]:
    for place in options.places:
        one = data.counties[place]
        use = rectifying(data, one)
        if use is not None:
            title = f"关于{one.name}{data.heading.year}年度节能减排目标责任考核整改的通知"
            yield (
                county_file("整改通知", data, place),
                PAPER.fill(rectification_fields(data, place, use, options), options, title),
            )


PAPER = PaperKind("整改通知", "审定", "rectification.docx", _make)
