"""The circular (通报): grades without scores, counties by code within each; targets of energy and pollutants; nothing internal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workbook.report.data import CountyScore, ReportData, TargetRow
from workbook.report.papers import Made, PaperKind, PaperOptions
from workbook.report.targets import ROSE


def circular(data: ReportData, options: PaperOptions) -> bytes:
    """The document's bytes. Robustness, scores and other internal matters never enter it."""
    heading = data.heading
    title = f"关于{heading.city}{heading.year}年度节能减排目标责任考核结果的通报"
    return PAPER.fill(circular_fields(data, options), options, title)


def circular_fields(data: ReportData, options: PaperOptions) -> dict[str, Any]:
    """What the template may use; ``docs/reports.md`` lists it."""
    *graded, (_, pending) = data.by_grade()
    return {
        **data.heading.fields(),
        **options.issue.fields(),
        "count": len(data.counties),
        "grades": [
            {"name": name, "count": len(rows), "counties": "、".join(named(one) for one in _by_code(rows))}
            for name, rows in graded
            if rows
        ],
        "tentative": any(one.tentative for one in data.counties),
        "pending": [awaits(one) for one in _by_code(pending)],
        "pending_count": len(pending),
        "targets": list(_matrices(data)),
    }


def _by_code(rows: tuple[CountyScore, ...]) -> list[CountyScore]:
    return sorted(rows, key=lambda one: (len(one.code), one.code))


def named(one: CountyScore) -> str:
    """The county, 暂定 said beside it."""
    return f"{one.name}（暂定）" if one.tentative else one.name


def awaits(one: CountyScore) -> str:
    """「芮城县，待挥发性有机物重点工程减排量认定后另行通报」"""
    items = "、".join(name.removesuffix("（认定）") for name in one.awaited[:3]) or "有关数据"
    more = "等" if len(one.awaited) > 3 else ""
    return f"{one.name}，待{items}{more}认定后另行通报"


def _matrices(data: ReportData) -> Iterator[dict[str, Any]]:
    """A table a dimension: counties down, its lines with targets of their own across."""
    order = {one.name: place for place, one in enumerate(_by_code(data.counties))}
    for number, block in enumerate(data.blocks):
        own = [one for one in data.targets if one.block == number]
        if not own:
            continue
        rows = [
            {"county": name, "cells": [_cell(table.rows[place], table.unit) for table in own]}
            for place, name in enumerate(row.county for row in own[0].rows)
        ]
        rows.sort(key=lambda row: order[str(row["county"])])
        heads = [f"{one.name}（{one.unit}）" for one in own]
        yield {
            "name": block.name,
            "heads": heads,
            "rows": rows,
            "missed": _missed(own[0].rows, [one.rows for one in own]),
        }


def _cell(row: TargetRow, unit: str) -> str:
    actual, target = (text if unit == "%" else text.removesuffix(unit) for text in (row.actual, row.target))
    return f"{row.result}：{actual}／{target}" if row.result else f"{actual}／{target}"


def _missed(first: tuple[TargetRow, ...], tables: list[tuple[TargetRow, ...]]) -> str:
    """The counties that went up instead of down."""
    rose = [row.county for place, row in enumerate(first) if any(table[place].result == ROSE for table in tables)]
    return "、".join(rose)


def _make(data: ReportData, options: PaperOptions) -> Iterator[Made]:
    yield "通报.docx", circular(data, options)


PAPER = PaperKind("通报", "审定", "circular.docx", _make)
