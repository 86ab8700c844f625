"""计分表: a line a county and indicator, with the reason in words."""

from __future__ import annotations

from typing import Any

import pandas as pd
from xlsxwriter.utility import xl_col_to_name

from scoring.explain import full_points, reasons
from scoring.rounding import round_half_up
from scoring.scheme.models import Indicator
from workbook.drawing.paper import Paper
from workbook.drawing.styles import Styles
from workbook.layout.declared import Making, ResultSheet, SheetGroup
from workbook.layout.effects import signed
from workbook.layout.marks import write_title
from workbook.layout.plan import (
    FIRST_ROW,
    POINTS,
    SUMMARY,
    Plan,
)
from workbook.layout.values import MOST_LINES, cell_texts, few_lines
from workbook.result.sheets.provenance import places_of

LINES = "计分表"


_HEADS = (
    ("序号", 5), ("县（市、区）", 8.5), ("考核类别", 11), ("考核内容", 20), ("分值", 6), ("自评分", 7),
    ("计算得分", 7.5), ("核定调整", 7.5), ("核定分", 7), ("扣分", 7), ("扣分原因（计算过程）", 50), ("依据", 10), ("数据出处", 17),
)  # fmt: skip


def _draw(making: Making, sheet: Any, _: str) -> None:
    """The scoring sheet (计分表) as assessors sign it: self score, verified score, deduction and why."""
    plan, styles, assessment = making.plan, making.styles, making.plan.assessment
    write_title(sheet, plan, styles.note())
    sheet.write(
        1,
        0,
        "计分表（核定分 = 计算得分 + 核定调整；扣分原因按写出本表时的数据生成，改数试算后以底稿为准）",
        styles.sheet_title(),
    )
    sheet.heads(3, (head for head, _ in _HEADS), styles.head())
    sheet.columns(width for _, width in _HEADS)
    lines = [
        _Line(sheet, plan, styles, dimension.name, indicator, making.inputs.self_scores)
        for dimension in assessment.scheme.spec.dimensions
        for indicator in dimension.indicators
    ]
    row = 4
    whys = [reasons(assessment, line.indicator) for line in lines]
    for place, county in enumerate(assessment.counties):
        for line, why in zip(lines, whys, strict=True):
            text = "；".join([why[place], *_adjusted(plan, county, line.indicator.id)])
            line.write(row, place, text, places_of(assessment, county, line.items, making.inputs.provenance))
            row += 1
    sheet.autofilter(3, 0, row - 1, len(_HEADS) - 1)
    sheet.freeze_panes(4, 4)


def _adjusted(plan: Plan, county: str, indicator: str) -> list[str]:
    """Each adjustment of a line: points, why, by whom, and what it did to the county."""
    return [
        f"核定调整 {signed(one.points)} 分（{one.reason}；批准：{one.approver}）{f'：{effect}' if effect else ''}"
        for one, effect in plan.effects.adjusted(county)
        if one.indicator == indicator
    ]


class _Line:
    """Writes the rows of one indicator: what is alike for all counties is worked out once."""

    def __init__(
        self, sheet: Any, plan: Plan, styles: Styles, dimension: str, indicator: Indicator, self_scores: pd.DataFrame | None
    ) -> None:  # fmt: skip
        assessment = plan.assessment
        self.sheet, self.plan, self.dimension, self.indicator = sheet, plan, dimension, indicator
        self.items = indicator.items()
        self.home = plan.home[indicator.id]
        self.letter = xl_col_to_name(plan.places[self.home, indicator.id])
        self.points = cell_texts(assessment, indicator.id)
        self.full_cell = f"={POINTS}!{plan.parameters[f'{indicator.id}.full']}"
        self.weighted = f"{indicator.id}.weight" in plan.home
        self.own = {} if self_scores is None or indicator.id not in self_scores else self_scores[indicator.id].to_dict()
        self.adjusted: dict[str, float] = {}
        for one in assessment.adjustments:
            if one.indicator == indicator.id:
                self.adjusted[one.county] = self.adjusted.get(one.county, 0) + one.points
        view = plan.view(LINES)
        self.codes, ids, self.sums = (view.list_range("adjustments", field) for field in ("", "indicator", "points"))
        self.only = f'{ids},"{indicator.id}"'
        self.middle = styles.cell(valign="top", align="center")
        # A figure at the edge touches the reason.
        self.number = styles.cell(num_format="0.00", align="center", valign="top")
        self.wrapped = styles.wrapped(font_size=9, valign="top")

    def write(self, row: int, county: int, text: str, places: str) -> None:
        """The row of a county. text: the reason; places: where its figures stood."""
        sheet, indicator, number, wrapped = self.sheet, self.indicator, self.number, self.wrapped
        name, points, line = self.plan.assessment.counties[county], self.points[county], row + 1
        adjusted = self.adjusted.get(name, 0)
        sheet.write_number(row, 0, row - 3, self.middle)
        for place, cell in ((1, name), (2, self.dimension), (3, indicator.name)):
            sheet.write_string(row, place, cell, wrapped)
        full_cell, full = self.full_cell, indicator.points
        if self.weighted:
            full_cell = f"={self.plan.address(self.home, f'{indicator.id}.weight', county)}"
            full = full_points(self.plan.assessment, indicator, county)
        sheet.write_formula(row, 4, full_cell, self.middle, full)
        own = self.own.get(name)
        if own is None or pd.isna(own):
            sheet.write_blank(row, 5, None, number)
        else:
            sheet.write(row, 5, own, number)
        cell = f"{self.letter}{FIRST_ROW + county + 1}"
        sheet.write_url(row, 6, f"internal:'{self.home}'!{cell}", number, tip="看计算底稿")
        sheet.write_formula(row, 6, f"={self.home}!{cell}", number, points)
        code = f"{SUMMARY}!$A${FIRST_ROW + county + 1}"
        sheet.write_formula(row, 7, f"=SUMIFS({self.sums},{self.codes},{code},{self.only})", number, adjusted)
        verified = round_half_up(points + adjusted, 2) if isinstance(points, float) else points
        sheet.write_formula(row, 8, f"=IF(ISNUMBER(G{line}),ROUND(G{line}+H{line},2),G{line})", number, verified)
        lost = round_half_up(full - verified, 2) if isinstance(verified, float) else "—"
        sheet.write_formula(row, 9, f'=IF(ISNUMBER(I{line}),ROUND(E{line}-I{line},2),"—")', number, lost)
        for place, cell in ((10, text), (11, indicator.clause), (12, places)):
            sheet.write_string(row, place, cell, wrapped)


def _left_out(making: Making) -> str:
    if few_lines(making.plan):
        return ""
    return f"县数 × 指标数超过 {MOST_LINES}，没有写逐项的计分表；kaohe explain 可以说明任何一个县的任何一项"


DECLARED = (
    ResultSheet(
        LINES, SheetGroup.FRONT, 4, _draw, when=lambda making: few_lines(making.plan), left_out=_left_out, follows=True,
        paper=Paper("A3", rows=(0, 3)), note="每县每项的自评分、核定分、扣分原因、依据和数据出处",
    ),
)  # fmt: skip
