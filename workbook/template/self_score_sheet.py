"""The sheet 自评分 of a county workbook: a row an indicator, the self score beside the verified one."""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from scoring.scheme.describe import standard
from workbook.drawing.guarding import protect
from workbook.drawing.headers import headed, landscape
from workbook.drawing.measure import LINE, lines
from workbook.reading.tables.self_scores import SHEET, self_score_items
from workbook.reading.wording import SELF_SCORE_COLUMNS, SELF_SCORES_NAME, SELF_SCORES_NOTE, marked
from workbook.template.data_sheet import OPTIONAL_FILL
from workbook.template.form import Form
from workbook.template.item_texts import validation

_HEAD, _FIRST = 2, 3
_WIDTHS = (5.0, 12.0, 22.0, 15.0, 7.0, 52.0, 9.0, 22.0, 9.0, 22.0, 11.0)
_OWN, _OWN_WORDS, _VERIFIED, _VERIFIED_WORDS = 6, 7, 8, 9


def write_self_scores(form: Form) -> Any:
    """Add the sheet. Neither score is used in scoring; the verified one is the assessors' to write."""
    sheet, styles, scheme = form.book.add_worksheet(SHEET), form.styles, form.scheme
    sheet.columns(_WIDTHS)
    sheet.heads(_HEAD, SELF_SCORE_COLUMNS, styles.head())
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, f"{form.title}：{SELF_SCORES_NAME}", styles.sheet_title())
    sheet.write_string(1, 0, marked(form.remark, SELF_SCORES_NOTE), styles.note())
    sheet.set_row(_HEAD, 26)
    text, centre = styles.wrapped(font_size=9), styles.wrapped(font_size=9, align="center")
    own = styles.cell(bg_color=OPTIONAL_FILL, align="right", locked=False)
    words = styles.wrapped(bg_color=OPTIONAL_FILL, font_size=9, locked=False)
    for row, item in enumerate(self_score_items(scheme), _FIRST):
        indicator = scheme.indicator(item.id)
        rule = standard(scheme, indicator)
        sheet.set_row(row, max(24.0, LINE * lines(rule, _WIDTHS[5] * 1.1) + 6))
        sheet.write_number(row, 0, row - _HEAD, styles.cell(align="center"))
        named = (scheme.dimension_of(item.id).name, item.name, item.id)
        for column, cell in enumerate(named, 1):
            sheet.write_string(row, column, cell, styles.wrapped(font_size=8, align="center") if column == 3 else text)
        sheet.write_number(row, 4, indicator.points, styles.cell(align="center"))
        sheet.write_string(row, 5, rule, text)
        for column in (_OWN, _VERIFIED):
            sheet.write_blank(row, column, None, own)
            sheet.data_validation(row, column, row, column, validation(item, xl_rowcol_to_cell(row, column)))
        for column in (_OWN_WORDS, _VERIFIED_WORDS):
            sheet.write_blank(row, column, None, words)
        sheet.write_string(row, 10, indicator.clause, centre)
    sheet.freeze_panes(_FIRST, 3)
    landscape(sheet, SHEET, form.remark)
    headed(sheet, f"{form.title}：{SELF_SCORES_NAME}", form.remark)
    sheet.print_area(_HEAD, 0, _FIRST + len(scheme.indicators) - 1, len(_WIDTHS) - 1)
    sheet.repeat_rows(_HEAD)
    sheet.fit_to_pages(1, 0)
    protect(sheet)
    return sheet
