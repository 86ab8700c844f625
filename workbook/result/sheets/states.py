"""数据状态: which counties are 待定 or 暂定, and on how many figures and points."""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import xl_col_to_name

from workbook.drawing.paper import Paper
from workbook.drawing.styles import Styles
from workbook.layout.declared import ResultSheet, SheetGroup
from workbook.layout.marks import write_top
from workbook.layout.plan import FIRST_ROW, SUMMARY, Plan
from workbook.reading.roles import Provenance
from workbook.result.sheets.provenance import (
    FINAL,
    PENDING,
    TENTATIVE,
    is_tentative,
    points_on,
    state_of,
    tentative_figures,
)

SHEET = "数据状态"
_HEADS = (("县（市、区）", 14.0), ("状态", 9.0), ("未定的数据项", 12.0), ("涉及的分值", 11.0), ("有异议的数据项", 14.0), ("是哪些", 70.0))  # fmt: skip
FIRST = 5
"""The row of the first county, from 0; its state stands in column B, for 排名."""


def write_states(sheet: Any, plan: Plan, styles: Styles, provenance: Provenance) -> None:
    """A row a county, in the order of the calculating sheets; the state follows the total, live."""
    assessment = plan.assessment
    note = "待定：有数缺报或暂缺，算不出总分。暂定：总分里有自报未核定的、初步认定的或有异议的数。涉及的分值是读到未定数的指标的满分。"
    write_top(sheet, plan, styles, SHEET, note)
    sheet.columns(width for _, width in _HEADS)
    sheet.heads(FIRST - 1, (head for head, _ in _HEADS), styles.head())
    centred = styles.cell(align="center", bold=True)
    total = xl_col_to_name(plan.places[SUMMARY, "total"])
    for place, county in enumerate(assessment.counties):
        row = FIRST + place
        items, disputed = provenance.open_items.get(county, ()), provenance.disputed_items.get(county, ())
        known = TENTATIVE if is_tentative(provenance, county) else FINAL
        live = f'=IF({SUMMARY}!{total}{FIRST_ROW + place + 1}="{PENDING}","{PENDING}","{known}")'
        sheet.write_string(row, 0, county, styles.cell())
        sheet.write_formula(row, 1, live, centred, state_of(assessment, provenance, county))
        sheet.write_number(row, 2, len(items), styles.cell())
        sheet.write_number(row, 3, points_on(assessment, county, items), styles.cell())
        sheet.write_number(row, 4, len(disputed), styles.cell())
        sheet.write_string(row, 5, tentative_figures(assessment, provenance, county), styles.wrapped())
    sheet.autofilter(FIRST - 1, 0, FIRST + len(assessment.counties) - 1, len(_HEADS) - 1)
    sheet.freeze_panes(FIRST, 1)


DECLARED = (
    ResultSheet(
        SHEET, SheetGroup.STUDIES, 6, lambda making, sheet, _: write_states(sheet, making.plan, making.styles, making.inputs.provenance),
        when=lambda making: bool(making.inputs.provenance), paper=Paper("A4", rows=(0, FIRST - 1), columns=1),
        note="哪些县待定、哪些县暂定，各有几个数、多少分没有定", follows=True,
    ),
)  # fmt: skip
