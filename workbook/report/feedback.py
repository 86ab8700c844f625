"""核定反馈单: to one county, its own figures beside the certified ones; no score, grade, rank or other county."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workbook.report.data import ReportData
from workbook.report.papers import Made, PaperKind, PaperOptions, county_file
from workbook.report.submitted import agrees


def feedback_fields(data: ReportData, place: int, options: PaperOptions) -> dict[str, Any]:
    """What the template may use; ``docs/reports.md`` lists it."""
    one = data.counties[place]
    rows = [row._asdict() for row in one.feedback if not agrees(row)]
    return {
        **data.heading.fields(),
        **options.issue.fields(),
        "county": one.name,
        "rows": rows,
        "same": [row._asdict() for row in one.feedback if agrees(row)],
        "count": len(one.feedback),
        "differing": len(rows),
        "lacking": list(one.lacking),
        "disputed": list(one.disputed),
    }


def _make(data: ReportData, options: PaperOptions) -> Iterator[Made]:
    for place in options.places:
        title = f"{data.counties[place].name}{data.heading.year}年度节能减排目标责任考核数据核定反馈单"
        yield county_file("核定反馈单", data, place), PAPER.fill(feedback_fields(data, place, options), options, title)


PAPER = PaperKind("核定反馈单", "初评", "feedback.docx", _make)
