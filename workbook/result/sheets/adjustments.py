"""核定调整: points that were granted or taken away, and blank rows in which more may be typed."""

from __future__ import annotations

from typing import Any

from workbook.drawing.paper import Paper
from workbook.drawing.styles import LINK
from workbook.layout.declared import Making, ResultSheet, SheetGroup
from workbook.layout.input_cells import ADJUSTMENT_HEADS, adjustments_of
from workbook.layout.marks import LOCKED, lock, write_as_written, write_title
from workbook.layout.plan import ADJUST, DATA, FIRST_ROW, SPARE_ADJUSTMENTS
from workbook.layout.values import county_codes
from workbook.result.sheets.revisions import SHEET as RECORD

_EFFECT = 13
_BESIDE = {0: "行政区划代码", 3: "指标名称", 7: "出处", _EFFECT: "影响（没有这一笔 → 有这一笔）"}
"""Headings of the columns that follow from the typed ones."""

_WIDTHS = (8, 9, 15, 15, 7, 20, 9, 10, 8, 10, 9.5, 8, 8, 27)


def _draw(making: Making, sheet: Any, _: str) -> None:
    """核定调整: approved adjustments; rows may be added by the county's full name."""
    plan, styles, assessment = making.plan, making.styles, making.plan.assessment
    write_title(sheet, plan, styles.note())
    sheet.write(1, 0, "核定调整（经批准对某县某项指标加减的分，计入总分；没有的保持空白）", styles.sheet_title())
    rows = [*assessment.adjustments, *([None] * SPARE_ADJUSTMENTS)]
    note = f"最多可再填 {SPARE_ADJUSTMENTS} 行；公式只读到第 {FIRST_ROW + len(rows)} 行。"
    sheet.write(4, 0, note if plan.live else f"{LOCKED}：本工作簿只写数值，没有公式。", styles.note())
    if making.inputs.revisions:
        link = styles.get(font_size=9, font_color=LINK, underline=1)
        sheet.write_url(5, 0, f"internal:'{RECORD}'!A1", link, f"修订的数、复查的决定和它们的影响见“{RECORD}”")
    if not plan.live:
        lock(sheet)
    heads = {**_BESIDE, **{place: head for head, place in ADJUSTMENT_HEADS.values()}}
    sheet.heads(FIRST_ROW - 1, (heads[place] for place in range(len(_WIDTHS))), styles.head())
    sheet.columns(_WIDTHS)
    codes = dict(zip(assessment.counties, county_codes(plan), strict=True))
    names = {one.id: one.name for one in assessment.scheme.indicators}
    area = f"${FIRST_ROW + 1}:${{}}${plan.last_row + 1}"
    county_cells, code_cells = f"{DATA}!$B" + area.format("B"), f"{DATA}!$A" + area.format("A")
    effects, small = plan.effects, styles.wrapped(font_size=9)
    yellow, plain = styles.cell(bg_color="#FFF9E0"), styles.cell()
    for offset, one in enumerate(rows):
        row, line = FIRST_ROW + offset, FIRST_ROW + offset + 1
        code = codes[one.county] if one is not None else ""
        formula = f'=IF(B{line}="","",IFERROR(INDEX({code_cells},MATCH(B{line},{county_cells},0)),"县名不对"))'
        sheet.write_formula(row, 0, formula, styles.cell(num_format="0", align="center"), code)
        if one is None:
            for place in range(1, len(heads)):
                sheet.write_blank(row, place, None, plain if place in (3, 7, _EFFECT) else yellow)
            continue
        values = (
            one.county,
            one.indicator,
            names[one.indicator],
            float(one.points),
            one.reason,
            one.approver,
            str(one.source),
            one.appeal,
            one.document,
            one.date,
            one.beyond,
            one.late,
        )
        for place, value in enumerate(values, 1):
            if isinstance(value, float):
                sheet.write_number(row, place, value, styles.cell(bg_color="#FFF9E0", num_format="+0.00;-0.00;0.00"))
            else:
                sheet.write_string(
                    row, place, value, styles.wrapped(bg_color="#FFF9E0") if place not in (3, 7) else small
                )
        write_as_written(
            sheet, plan, row, _EFFECT, effects.row(offset) if effects.adjustments else effects.left_out, small
        )
    sheet.data_validation(
        FIRST_ROW, 1, FIRST_ROW + len(rows) - 1, 1, {"validate": "list", "source": f"={county_cells}"}
    )
    sheet.freeze_panes(FIRST_ROW, 2)


DECLARED = (
    ResultSheet(
        ADJUST, SheetGroup.DATA, 3, _draw, inputs=adjustments_of, follows=True, paper=Paper("A3", rows=(0, FIRST_ROW - 1), columns=2),
        note="经批准加减的分；可以添行试算，填齐的行由 kaohe score 采用",
    ),
)  # fmt: skip
