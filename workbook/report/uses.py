"""结果运用建议: what is proposed to follow, for the city government and for the organisation department apart; never issued to counties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workbook.report.circular import awaits
from workbook.report.data import GradeUse, ReportData
from workbook.report.papers import Made, PaperKind, PaperOptions

READERS = {
    "报市政府": ("市人民政府", ("reward", "accountability", "rectification", "suspension", "honours", "other")),
    "送组织部门": ("市委组织部", ("basis", "reward", "accountability", "honours")),
}
"""File → who reads it, and the kinds of consequences that are theirs to decide."""


def uses_fields(data: ReportData, reader: str, kinds: tuple[str, ...], options: PaperOptions) -> dict[str, Any]:
    """What the template may use; ``docs/reports.md`` lists it."""
    placed = sum(one.grade_place is not None for one in data.counties)
    own = [use for use in data.uses if use.counties and use.kind in kinds]
    return {
        **data.heading.fields(),
        **options.issue.fields(),
        "reader": reader,
        "uses": [
            {
                "number": number,
                "text": one.text,
                "within": options.issue.by(one.within) if one.within else "—",
                "counties": _named(one, placed),
                "clause": one.clause,
            }
            for number, one in enumerate(own, 1)
        ],
        "tentative": "、".join(one.name for one in data.counties if one.tentative),
        "pending": [awaits(one) for one in data.counties if one.grade_place is None],
    }


def _named(use: GradeUse, placed: int) -> str:
    """The counties by name, but not all of them again where it falls on every county that has a grade."""
    if len(use.counties) == placed > 1:
        return "已评定等次的各县（市、区）"
    return "、".join(use.counties)


def _make(data: ReportData, options: PaperOptions) -> Iterator[Made]:
    for name, (reader, kinds) in READERS.items():
        if any(use.kind in kinds for use in data.uses):
            title = f"{data.heading.year}年度节能减排目标责任考核结果运用建议"
            yield f"结果运用建议/{name}.docx", PAPER.fill(uses_fields(data, reader, kinds, options), options, title)


PAPER = PaperKind("结果运用建议", "审定", "uses.docx", _make)
