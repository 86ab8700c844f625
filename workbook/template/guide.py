"""The sheet 填表说明: the year and the scheme, how to fill the workbook in, and every item's definition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workbook.drawing.guarding import protect
from workbook.drawing.headers import landscape
from workbook.drawing.measure import LINE, lines
from workbook.drawing.styles import Styles
from workbook.reading.labels import DOCUMENT_LABEL, GUIDE, ISSUED_LABEL, YEAR_LABEL
from workbook.reading.wording import GUIDE_COLUMNS, GUIDE_FIRST, Whose, guide_head, guide_how, guide_item
from workbook.template.data_sheet import ALERT, REQUIRED_FILL
from workbook.template.form import Form

_WIDTHS = (5.0, 9.0, 19.0, 16.0, 8.0, 14.0, 36.0, 12.0, 9.0, 17.0, 9.0)
_OPEN = (DOCUMENT_LABEL, ISSUED_LABEL)  # to be filled in
_SMALL = 1.1  # a column holds so much more of 9 point type than of 10
_ROOM = sum(_WIDTHS)


def write_guide(form: Form, homes: Mapping[str, Sequence[str]], whose: Whose) -> Any:
    """Add the sheet. homes: item ids by the sheet that holds them, in order."""
    sheet, styles = form.book.add_worksheet(GUIDE), form.styles
    sheet.columns(_WIDTHS)
    row = _head(sheet, form, whose)
    row = _how_to(sheet, styles, row, guide_how(whose))
    _items(sheet, form, homes, row, whose)
    landscape(sheet, GUIDE, form.remark)
    sheet.fit_to_pages(1, 0)
    protect(sheet)
    return sheet


def _head(sheet: Any, form: Form, whose: Whose) -> int:
    styles, last = form.styles, len(_WIDTHS) - 1
    sheet.set_row(0, 34)
    sheet.merge_range(0, 0, 0, last, f"{form.title}填报工作簿", styles.title())
    if form.remark:
        sheet.set_row(1, 22)
        style = styles.get(bold=True, font_size=11, font_color=ALERT, align="center")
        sheet.merge_range(1, 0, 1, last, form.remark, style)
    row = GUIDE_FIRST
    for label, text in guide_head(form.scheme, form.year, form.remark, whose):
        sheet.set_row(row, 20)
        sheet.merge_range(row, 0, row, 1, label, styles.head())
        style = styles.cell(
            align="left", indent=1, locked=label not in _OPEN, **({"bg_color": REQUIRED_FILL} if label in _OPEN else {})
        )
        sheet.merge_range(row, 2, row, last, form.year if label == YEAR_LABEL else text, style)
        row += 1
    return row + 1


def _how_to(sheet: Any, styles: Styles, row: int, texts: Sequence[str]) -> int:
    last = len(_WIDTHS) - 1
    sheet.set_row(row, 24)
    sheet.write_string(row, 0, "怎么填", styles.sheet_title())
    for text in texts:
        row += 1
        sheet.set_row(row, LINE * lines(text, _ROOM) + 6)
        sheet.merge_range(row, 0, row, last, text, styles.get(text_wrap=True))
    return row + 2


def _items(sheet: Any, form: Form, homes: Mapping[str, Sequence[str]], row: int, whose: Whose) -> None:
    styles = form.styles
    sheet.set_row(row, 24)
    sheet.write_string(row, 0, "数据项", styles.sheet_title())
    row += 1
    sheet.set_row(row, 24)
    sheet.heads(row, GUIDE_COLUMNS, styles.head())
    sheet.repeat_rows(row)
    number = 0
    for home, ids in homes.items():
        for item_id in ids:
            row, number = row + 1, number + 1
            _item(sheet, styles, row, [str(number), *guide_item(form.scheme.items[item_id], home, bool(whose.county))])


def _item(sheet: Any, styles: Styles, row: int, texts: Sequence[str]) -> None:
    tallest = max(lines(text, room * _SMALL) for text, room in zip(texts, _WIDTHS, strict=True))
    sheet.set_row(row, max(20.0, LINE * tallest + 6))
    for column, text in enumerate(texts):
        if column == 0:
            sheet.write_number(row, column, int(text), styles.cell(align="center"))
        else:
            sheet.write_string(row, column, text, styles.wrapped(font_size=9))
