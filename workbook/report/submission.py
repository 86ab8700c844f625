"""送审稿: for the city government, the table of approval with last year beside it, what is 暂定, what needs judgement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workbook.report.circular import awaits
from workbook.report.data import CountyScore, ReportData
from workbook.report.papers import Made, PaperKind, PaperOptions


def submission_fields(data: ReportData, options: PaperOptions) -> dict[str, Any]:
    """What the template may use; ``docs/reports.md`` lists it."""
    heading = data.heading
    ordered = [data.counties[place] for place in data.order]
    return {
        **heading.fields(),
        **options.issue.fields(),
        "count": len(data.counties),
        "last_year": data.last_year,
        "block_heads": [f"{one.name}（{one.points:g}分）" for one in data.blocks],
        "rows": [_row(one) for one in ordered],
        "grades": "；".join(f"{name} {len(rows)} 个" for name, rows in data.by_grade() if rows),
        "tentative": [
            f"{one.name}：{'；'.join((*one.lacking, *one.disputed))}" for one in data.counties if one.tentative
        ],
        "resting": list(heading.resting),
        "pending": [awaits(one) for one in data.counties if one.grade_place is None],
        "judgement": _judgement(data),
    }


def _row(one: CountyScore) -> dict[str, Any]:
    return {
        "rank": one.rank.text, "county": one.name, "total": one.shown_total, "grade": one.shown_grade,
        "last_rank": one.last.rank if one.last else "—", "last_grade": one.last.grade if one.last else "—",
        "blocks": [mark.text for mark in one.blocks], "gates": "；".join(one.gates) or "—",
    }  # fmt: skip


def _judgement(data: ReportData) -> list[str]:
    """What the city government is asked to judge: gates that hold grades down, adjustments, disputes, choices of the scheme."""
    found = [
        f"等次约束　{one.name}：{'；'.join(one.gates)}{f'；{one.gate_effect}' if one.gate_effect else ''}。"
        for one in data.counties
        if one.gates
    ]
    found += [f"核定调整　{one.name}：{text}。" for one in data.counties for text in one.adjustments]
    found += [f"有异议的数　{one.name}：{text}。" for one in data.counties for text in one.disputed]
    found += [f"方案自拟、请认可的规则　{text}。" for text in data.heading.design]
    return found


def _make(data: ReportData, options: PaperOptions) -> Iterator[Made]:
    heading = data.heading
    title = f"{heading.city}{heading.year}年度节能减排目标责任考核结果（送审稿）"
    yield "送审稿.docx", PAPER.fill(submission_fields(data, options), options, title)


PAPER = PaperKind("送审稿", "送审", "submission.docx", _make)
