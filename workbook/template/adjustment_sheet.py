"""The sheet 核定调整, for the assessors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from scoring.assessment import Adjustment
from scoring.scheme.scheme import Scheme
from workbook.drawing.guarding import protect
from workbook.drawing.headers import landscape
from workbook.drawing.measure import LINE, lines
from workbook.reading.tables.adjustments import COLUMNS, MORE, SHEET
from workbook.reading.tables.self_scores import SHEET as SELF_SCORES
from workbook.reading.wording import ADJUSTMENTS_NOTE, ADJUSTMENTS_TITLE, marked
from workbook.template import data_sheet as data
from workbook.template.form import Form

_HEADER, _FIRST, _SPARE = 2, 3, 15
_WIDTHS = (16.0, 24.0, 11.0, 50.0, 16.0, 14.0, 22.0, 12.0, 20.0, 20.0)
_HEADS = (*COLUMNS, *MORE)


def write_adjustments(
    form: Form,
    places: Sequence[data.FormRow],
    rows: Sequence[Adjustment],
    home: str,
    *,
    scored: bool = True,
) -> Any:
    """Add the sheet with its rows and some blank ones; lists offer the counties of sheet ``home`` and, where the book has
    self scores (scored), the ids at their head."""
    sheet, styles = form.book.add_worksheet(SHEET), form.styles
    sheet.columns(_WIDTHS)
    sheet.set_row(0, 30)
    sheet.merge_range(0, 0, 0, len(_HEADS) - 1, ADJUSTMENTS_TITLE, styles.sheet_title())
    sheet.set_row(1, 20)
    sheet.merge_range(1, 0, 1, len(_HEADS) - 1, marked(form.remark, ADJUSTMENTS_NOTE), styles.note(text_wrap=True))
    sheet.set_row(_HEADER, 26)
    sheet.heads(_HEADER, _HEADS, styles.head())
    words = styles.wrapped(bg_color=data.OPTIONAL_FILL, locked=False)
    figure = styles.cell(bg_color=data.OPTIONAL_FILL, num_format="+0.00;-0.00;0.00", locked=False)
    for row, one in enumerate(rows, _FIRST):
        sheet.set_row(row, max(21.0, LINE * lines(one.reason, _WIDTHS[3]) + 6))
        for column, text in enumerate(_texts(one)):
            if text is not None:
                sheet.write_string(row, column, text, words)
        sheet.write_number(row, 2, one.points, figure)
    last = _FIRST + len(rows) + _SPARE - 1
    for row in range(_FIRST + len(rows), last + 1):
        sheet.set_row(row, 21)
        for column in range(len(_HEADS)):
            sheet.write_blank(row, column, None, figure if column == 2 else words)
    _validate(sheet, form.scheme, places, last, home, scored)
    sheet.freeze_panes(_FIRST, 0)
    landscape(sheet, SHEET, form.remark)
    sheet.repeat_rows(_HEADER)
    sheet.fit_to_pages(1, 0)
    protect(sheet)
    return sheet


def _texts(one: Adjustment) -> tuple[str | None, ...]:
    return (
        one.county, one.indicator, None, one.reason, one.approver, one.appeal, one.document, one.date, one.beyond, one.late,
    )  # fmt: skip


def _validate(sheet: Any, scheme: Scheme, places: Sequence[data.FormRow], last: int, home: str, scored: bool) -> None:
    counties = _range(home, (data.FIRST, data.COUNTY), (data.FIRST + len(places) - 1, data.COUNTY))
    ids = _range(SELF_SCORES, (data.IDS, data.FIRST_ITEM), (data.IDS, data.FIRST_ITEM + len(scheme.indicators) - 1))
    offered = ((0, counties, "县（市、区）"), (1, ids, "指标编号"))
    for column, source, what in offered if scored else offered[:1]:
        sheet.data_validation(
            _FIRST,
            column,
            last,
            column,
            {
                "validate": "list",
                "source": f"={source}",
                "error_title": what,
                "error_message": f"请从列表中选{what}。",
            },
        )
    most = scheme.spec.points
    sheet.data_validation(
        _FIRST,
        2,
        last,
        2,
        {
            "validate": "decimal",
            "criteria": "between",
            "minimum": -most,
            "maximum": most,
            "error_title": "加减分",
            "error_message": f"请填 {-most:g} 到 {most:g} 之间的数，加分为正，减分为负。",
        },
    )


def _range(sheet: str, first: tuple[int, int], last: tuple[int, int]) -> str:
    cells = [xl_rowcol_to_cell(*place, row_abs=True, col_abs=True) for place in (first, last)]
    return f"'{sheet}'!{':'.join(cells)}"
