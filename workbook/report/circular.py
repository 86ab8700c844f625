"""The circular (通报): counties by grade in administrative order; scores only where asked for; nothing internal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from workbook.report.data import GradeUse, ReportData
from workbook.report.documents import fill, template_bytes

NUMERALS = "一二三四五六七八九十"
APPROVED = "审定"


def circular(data: ReportData, *, scores: bool = False, templates: Path | None = None) -> bytes:
    """The document's bytes. Robustness and other internal matters never enter it."""
    heading = data.heading
    title = f"关于{heading.city}{heading.year}年度目标责任考核结果的通报"
    return fill(template_bytes("circular.docx", templates), circular_fields(data, scores), None, "circular.docx", title)


def circular_fields(data: ReportData, scores: bool) -> dict[str, Any]:
    """What the template may use; ``docs/reports.md`` lists it."""
    heading = data.heading
    *graded, (_, pending) = data.by_grade()
    binding = [one for one in data.targets if one.binding]
    uses = [one for one in data.uses if one.counties]
    placed = len(data.counties) - len(pending)
    parts = ["results"] + ["targets"] * bool(binding) + ["uses"] * bool(uses) + ["scores"] * scores
    return {
        **heading.fields(),
        "approved": heading.stage == APPROVED,
        "count": len(data.counties),
        "number": {name: NUMERALS[place] for place, name in enumerate(parts)},
        "grades": [
            {"name": name, "count": len(rows), "counties": "、".join(one.name for one in rows)}
            for name, rows in graded
            if rows
        ],
        "pending": "、".join(one.name for one in pending),
        "pending_count": len(pending),
        "targets": [_target(one) for one in binding],
        "all_targets": [_target(one) for one in data.targets],
        "uses": [{"causes": "、".join(one.causes), "text": one.text, "clause": one.clause, "counties": _named(one, placed)} for one in uses],
        "scores": _scores(data) if scores else [],
        "score_heads": [f"{one.name}（{one.points:g}）" for one in data.blocks] if scores else [],
    }  # fmt: skip


def _named(use: GradeUse, placed: int) -> str:
    """The counties by name, but not all of them again where it falls on every county that has a grade."""
    if len(use.counties) == placed > 1:
        return "已评定等次的各县（市、区）"
    return "、".join(use.counties)


def _target(one: Any) -> dict[str, Any]:
    rows = [
        {"county": row.county, "target": row.target, "actual": row.actual, "result": row.result} for row in one.rows
    ]
    return {"name": one.name, "rows": rows}


def _scores(data: ReportData) -> list[dict[str, Any]]:
    rows = [data.counties[place] for place in data.order]
    return [
        {
            "rank": one.rank.text,
            "county": one.name,
            "grade": one.grade,
            "total": one.total.text,
            "cells": [cell.text for cell in one.blocks],
        }
        for one in rows
    ]
