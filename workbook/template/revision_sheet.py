"""The sheet 数据修订, for late revisions and the figures that decisions on appeals corrected."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from scoring.vintages import Vintage
from workbook.drawing.guarding import protect
from workbook.drawing.headers import landscape
from workbook.drawing.measure import LINE, lines
from workbook.reading.labels import GUIDE
from workbook.reading.tables.revisions import COLUMNS, DATE_LABEL, SHEET
from workbook.reading.wording import REVISIONS_NOTE, REVISIONS_TITLE, marked
from workbook.template import data_sheet as data
from workbook.template.form import Form

_DATE_ROW, _HEADER, _FIRST, _SPARE = 2, 3, 4, 20
_WIDTHS = (16.0, 26.0, 13.0, 13.0, 14.0, 30.0, 40.0, 16.0, 20.0)
_VALUE, _DATE = COLUMNS.index("数值"), COLUMNS.index("版本日期")


def write_revisions(
    form: Form,
    places: Sequence[data.FormRow],
    rows: Sequence[Vintage] = (),
    data_date: str = "",
    home: str = "",
) -> Any:
    """Add the sheet with its rows and some blank ones; a list offers the counties of the
    sheet ``home``, dates are checked as they are typed."""
    sheet, styles = form.book.add_worksheet(SHEET), form.styles
    last = len(COLUMNS) - 1
    sheet.columns(_WIDTHS)
    sheet.set_row(0, 30)
    sheet.merge_range(0, 0, 0, last, REVISIONS_TITLE, styles.sheet_title())
    note = marked(form.remark, REVISIONS_NOTE)
    sheet.set_row(1, LINE * lines(note, sum(_WIDTHS) * 1.1) + 6)
    sheet.merge_range(1, 0, 1, last, note, styles.note(text_wrap=True))
    words = styles.wrapped(bg_color=data.OPTIONAL_FILL, locked=False)
    date = styles.cell(bg_color=data.OPTIONAL_FILL, num_format="yyyy-mm-dd", align="center", locked=False)
    figure = styles.cell(bg_color=data.OPTIONAL_FILL, align="right", locked=False)
    sheet.set_row(_DATE_ROW, 21)
    sheet.write_string(_DATE_ROW, 0, DATE_LABEL, styles.head())
    if data_date:
        sheet.write_string(_DATE_ROW, 1, data_date, date)
    else:
        sheet.write_blank(_DATE_ROW, 1, None, date)
    sheet.set_row(_HEADER, 26)
    sheet.heads(_HEADER, COLUMNS, styles.head())
    for row, one in enumerate(rows, _FIRST):
        texts = (one.county, one.item, None, one.date, one.caliber, one.document, one.note, one.appeal, one.late)
        for column, text in enumerate(texts):
            if text is not None:
                sheet.write_string(row, column, text, date if column == _DATE else words)
        if isinstance(one.value, float):
            sheet.write_number(row, _VALUE, one.value, figure)
        else:
            sheet.write_string(row, _VALUE, one.value, words)
        sheet.set_row(row, max(21.0, LINE * max(lines(one.note, _WIDTHS[6]), lines(one.document, _WIDTHS[5])) + 6))
    end = _FIRST + len(rows) + _SPARE - 1
    for row in range(_FIRST + len(rows), end + 1):
        sheet.set_row(row, 21)
        for column in range(len(COLUMNS)):
            sheet.write_blank(row, column, None, {_VALUE: figure, _DATE: date}.get(column, words))
    _validate(sheet, home or next(iter(form.scheme.sheets())), places, end)
    protect(sheet)
    sheet.freeze_panes(_FIRST, 0)
    landscape(sheet, SHEET, form.remark)
    sheet.repeat_rows(_HEADER)
    sheet.fit_to_pages(1, 0)
    return sheet


def _validate(sheet: Any, home: str, places: Sequence[data.FormRow], end: int) -> None:
    top, bottom = ((data.FIRST, data.COUNTY), (data.FIRST + len(places) - 1, data.COUNTY))
    cells = ":".join(xl_rowcol_to_cell(*place, row_abs=True, col_abs=True) for place in (top, bottom))
    sheet.data_validation(
        _FIRST,
        0,
        end,
        0,
        {
            "validate": "list",
            "source": f"='{home}'!{cells}",
            "error_title": "县（市、区）",
            "error_message": "请从列表中选县（市、区）。",
        },
    )
    for first, column, last in ((_FIRST, _DATE, end), (_DATE_ROW, 1, _DATE_ROW)):
        sheet.data_validation(
            first,
            column,
            last,
            column,
            {
                "validate": "date",
                "criteria": "between",
                "minimum": datetime.date(2000, 1, 1),
                "maximum": datetime.date(2099, 12, 31),
                "error_type": "warning",
                "error_title": "日期",
                "error_message": "请写日期，如 2026-06-30。",
            },
        )
    sheet.write_comment(_HEADER, 1, f"各项的编号见“{GUIDE}”。", {"author": "kaohe"})
