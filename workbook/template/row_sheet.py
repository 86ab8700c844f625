"""A sheet of rows to be filled in: 认定说明 of a bureau, 待定批准 of the office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbook.drawing.guarding import protect
from workbook.drawing.headers import landscape
from workbook.drawing.measure import LINE, lines
from workbook.reading.wording import marked
from workbook.template import data_sheet as data
from workbook.template.form import Form

_HEADER, _FIRST, _ROWS = 2, 3, 30


@dataclass(frozen=True)
class RowSheet:
    """What a sheet holds. columns: heading and width; choices: what a column's cells may be, by heading."""

    name: str
    title: str
    note: str
    columns: Sequence[tuple[str, float]]
    choices: Mapping[str, Sequence[str]]
    rows: Sequence[Sequence[str]] = ()


def write_rows(form: Form, spec: RowSheet) -> Any:
    """Add the sheet with its rows and blank ones."""
    sheet, styles = form.book.add_worksheet(spec.name), form.styles
    columns, rows = spec.columns, spec.rows
    last = len(columns) - 1
    sheet.set_row(0, 30)
    sheet.merge_range(0, 0, 0, last, spec.title, styles.sheet_title())
    note = marked(form.remark, spec.note)
    sheet.set_row(1, LINE * lines(note, sum(width for _, width in columns) * 1.1) + 6)
    sheet.merge_range(1, 0, 1, last, note, styles.note(text_wrap=True))
    sheet.set_row(_HEADER, 26)
    words = styles.wrapped(bg_color=data.OPTIONAL_FILL, locked=False)
    for column, (label, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEADER, column, label, styles.head())
        for row in range(_FIRST, _FIRST + _ROWS):
            text = rows[row - _FIRST][column] if row - _FIRST < len(rows) else ""
            sheet.write_string(row, column, text, words) if text else sheet.write_blank(row, column, None, words)
        offered = list(spec.choices.get(label, ()))
        if offered and len(",".join(offered)) <= 255:  # what a list in the cell itself may hold
            rule = {
                "validate": "list",
                "source": offered,
                "error_title": label,
                "error_message": f"请从列表中选{label}。",
            }
            sheet.data_validation(_FIRST, column, _FIRST + _ROWS - 1, column, rule)
    sheet.freeze_panes(_FIRST, 0)
    landscape(sheet, spec.name, form.remark)
    sheet.repeat_rows(_HEADER)
    sheet.fit_to_pages(1, 0)
    protect(sheet)
    return sheet
