"""核定反馈单: to one county, its own figures beside the certified ones; no score, grade, rank or other county."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workbook.report.data import ReportData
from workbook.report.handed import agrees
from workbook.report.papers import Made, Paper, Wanted, county_file


def feedback_fields(data: ReportData, place: int, wanted: Wanted) -> dict[str, Any]:
    """What the template may use; ``docs/reports.md`` lists it."""
    one = data.counties[place]
    rows = [row._asdict() for row in one.feedback if not agrees(row)]
    return {
        **data.heading.fields(),
        **wanted.issue.fields(),
        "county": one.name,
        "rows": rows,
        "same": [row._asdict() for row in one.feedback if agrees(row)],
        "count": len(one.feedback),
        "differing": len(rows),
        "lacking": list(one.lacking),
        "disputed": list(one.disputed),
    }


def _make(data: ReportData, wanted: Wanted) -> Iterator[Made]:
    for place in wanted.places:
        title = f"{data.counties[place].name}{data.heading.year}年度节能减排目标责任考核数据核定反馈单"
        yield county_file("核定反馈单", data, place), PAPER.fill(feedback_fields(data, place, wanted), wanted, title)


PAPER = Paper("核定反馈单", "初评", "feedback.docx", _make)
