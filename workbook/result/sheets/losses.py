"""失分与离散: which clause the points were lost on, and which line sets the counties apart."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import Any

from scoring.losses import clauses_of, lines_of
from workbook.drawing.paper import Paper
from workbook.drawing.styles import Styles
from workbook.layout.declared import ResultSheet, SheetGroup
from workbook.layout.marks import write_title
from workbook.layout.plan import Plan
from workbook.layout.rows import RowPlan
from workbook.result.sheets.comparison import AS_OF

SHEET = "失分与离散"
_WIDTHS = (30, 22, 9, 9, 9, 9, 9, 9)
_CLAUSES = ("条款", "指标", "分值", "失分的县数", "失分合计", "县均失分", "占全部失分", "")
_LINES = ("指标", "依据", "分值", "平均得分", "最高", "最低", "最大差距", "标准差")
_NOTES = (
    "失分 = 分值 − 计算得分，不含加分和核定调整；缺报、暂缺、不适用的县不计入该项。",
    "标准差大的指标最能拉开各县的分数；是 0 的，各县得分相同，不影响名次。按标准差由大到小排列。",
)


def write_losses(sheet: Any, plan: Plan, styles: Styles) -> None:
    """Both tables, values as of writing."""
    clauses, lines = clauses_of(plan.assessment), lines_of(plan.assessment)
    whole = sum(one.lost for one in clauses)
    rows = RowPlan()
    rows.each(("title", "name", *_NOTES))
    for name, size in (("clauses", len(clauses)), ("lines", len(lines))):
        rows.take(name, 2 + size)
        rows.skip()
    sheet.columns(_WIDTHS)
    write_title(sheet, plan, styles.note())
    sheet.write_string(rows.at["name"], 0, f"失分与离散（{AS_OF}）", styles.sheet_title())
    sheet.set_row(rows.at["name"], 22)
    for note in _NOTES:
        sheet.write_string(rows.at[note], 0, note, styles.note())
    below = _head(sheet, styles, rows.at["clauses"], "一、分丢在哪一条", _CLAUSES)
    for row, clause in enumerate(clauses, below):
        share = clause.lost / whole if whole else 0.0
        cells = (
            clause.clause,
            "、".join(clause.lines),
            clause.full,
            clause.counties,
            clause.lost,
            clause.average,
            share,
        )
        _row(sheet, styles, row, cells, ("", "", "General", "0", "0.00", "0.00", "0.0%"))
    below = _head(sheet, styles, rows.at["lines"], "二、哪一项最能拉开差距", _LINES)
    for row, line in enumerate(lines, below):
        shown: list[float | str] = ["—"] * 5
        if line.points:
            shown = [statistics.fmean(line.points), max(line.points), min(line.points), line.gap, line.spread]
        _row(sheet, styles, row, (line.name, line.clause, line.full, *shown), ("", "", "General", *["0.00"] * 5))
    sheet.freeze_panes(rows.at["clauses"], 1)


def _head(sheet: Any, styles: Styles, row: int, title: str, heads: Sequence[str]) -> int:
    """A table's title and heads; the row after them."""
    sheet.headings |= {row, row + 1}
    sheet.write_string(row, 0, title, styles.get(font_name="黑体", font_size=11))
    for place, head in enumerate(heads):
        if head:
            sheet.write_string(row + 1, place, head, styles.head(font_size=9))
    return row + 2


def _row(sheet: Any, styles: Styles, row: int, cells: Sequence[float | str], formats: Sequence[str]) -> None:
    for place, (value, form) in enumerate(zip(cells, formats, strict=True)):
        if isinstance(value, str):
            side = {"align": "center"} if form else {}
            sheet.write_string(row, place, value, styles.wrapped(font_size=9, **side))
        else:
            sheet.write_number(row, place, value, styles.cell(font_size=9, align="right", num_format=form))


DECLARED = (
    ResultSheet(
        SHEET, SheetGroup.STUDIES, 2, lambda making, sheet, _: write_losses(sheet, making.plan, making.styles),
        when=lambda making: making.inputs.review, paper=Paper(rows=(0, 1)), note="分丢在哪一条；哪一项最能拉开各县的差距",
    ),
)  # fmt: skip
