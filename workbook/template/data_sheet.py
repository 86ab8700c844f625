"""One data sheet of the workbook: heading, a row a county, a column an item."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from scoring.scheme.models import ItemSpec
from workbook.result.styles import Styles
from workbook.template.item_texts import note, validation
from workbook.template.measure import LINE, lines, width
from workbook.template.values import Cell, decimals

TITLE, NOTE, NAMES, UNITS, IDS, FIRST = range(6)  # rows from 0; FIRST is the first county's
CODE, COUNTY, FIRST_ITEM = range(3)
REQUIRED_FILL, OPTIONAL_FILL, ALERT = "#FFFBE6", "#F3F6FA", "#B42318"
_PAGE = 125  # column units that fit across A4 landscape in readable type
_AT_LEAST = 100  # width that titles and remarks may use, whatever the number of items


@dataclass(frozen=True)
class Place:
    """A row of the sheet: code and name, either blank where the workbook's user writes them."""

    code: str
    name: str


@dataclass(frozen=True)
class DataSheet:
    """What a sheet holds. ``cells`` by (county, item); ``remark`` stands below the table."""

    name: str
    title: str
    note: str
    alert: str
    items: Sequence[ItemSpec]
    places: Sequence[Place]
    cells: Mapping[tuple[str, str], Cell]
    remark: str
    signature: str = ""


def write_data_sheet(book: Any, styles: Styles, data: DataSheet) -> Any:
    """Add the sheet to an XlsxWriter workbook and return it."""
    sheet = book.add_worksheet(data.name)
    widths = [_width(item, data) for item in data.items]
    _columns(sheet, widths)
    last = _last_column(widths)
    _top(sheet, styles, data, last)
    _heading(sheet, styles, data, widths)
    _rows(sheet, styles, data, widths)
    _foot(sheet, styles, data, last)
    _print_setup(sheet, data, sum(widths))
    return sheet


def _width(item: ItemSpec, data: DataSheet) -> float:
    longest = max((width(part) for part in (item.id[:20], item.unit)), default=0)
    texts = [
        width(cell) for place in data.places if isinstance(cell := data.cells.get((place.name, item.id)), str)
    ]
    wished = max(width(item.name) / 2 + 2, longest, max(texts, default=0) / 2 + 2)
    return float(min(max(wished, 11), 22))


def _columns(sheet: Any, widths: Sequence[float]) -> None:
    sheet.set_column(CODE, CODE, 10)
    sheet.set_column(COUNTY, COUNTY, 13)
    for column, units in enumerate(widths, FIRST_ITEM):
        sheet.set_column(column, column, units)


def _last_column(widths: Sequence[float]) -> int:
    """The column that titles and remarks reach to: the last item's, or further where there are few items."""
    spare = max(0.0, _AT_LEAST - 23 - sum(widths))
    return FIRST_ITEM + len(widths) - 1 + math.ceil(spare / 8.43)


def _top(sheet: Any, styles: Styles, data: DataSheet, last: int) -> None:
    sheet.set_row(TITLE, 30)
    sheet.merge_range(TITLE, 0, TITLE, last, data.title, styles.sheet_title())
    sheet.set_row(NOTE, 20)
    pale, alert = styles.note(), styles.get(font_size=10, bold=True, font_color=ALERT)
    if data.alert:
        sheet.merge_range(NOTE, 0, NOTE, last, "", pale)
        sheet.write_rich_string(NOTE, 0, alert, f"{data.alert}　", pale, data.note, pale)
    else:
        sheet.merge_range(NOTE, 0, NOTE, last, data.note, pale)


def _heading(sheet: Any, styles: Styles, data: DataSheet, widths: Sequence[float]) -> None:
    head, small = styles.head(valign="vcenter"), styles.head(font_size=8, bold=False)
    tallest = max(lines(item.name, room) for item, room in zip(data.items, widths, strict=True))
    sheet.set_row(NAMES, max(32.0, LINE * tallest + 6))
    sheet.set_row(UNITS, 18)
    sheet.set_row(
        IDS, 12 * max(lines(item.id, room * 1.2) for item, room in zip(data.items, widths, strict=True)) + 6
    )
    sheet.merge_range(NAMES, CODE, IDS, CODE, "行政区划代码", head)
    for row, label in ((NAMES, "县（市、区）"), (UNITS, "单位"), (IDS, "编号")):
        sheet.write_string(row, COUNTY, label, head)
    for column, item in enumerate(data.items, FIRST_ITEM):
        sheet.write_string(NAMES, column, item.name, head)
        sheet.write_string(UNITS, column, item.unit, head)
        sheet.write_string(IDS, column, item.id, small)
        text = note(item)
        size = {"width": 330, "height": 17 * lines(text, 50) + 12}
        sheet.write_comment(
            NAMES, column, text, {"author": "kaohe", "font_size": 9, "color": "#FFFFF0", **size}
        )
    sheet.freeze_panes(FIRST, FIRST_ITEM)


def _rows(sheet: Any, styles: Styles, data: DataSheet, widths: Sequence[float]) -> None:
    code, name = styles.cell(align="center"), styles.cell(align="left", indent=1)
    for row, place in enumerate(data.places, FIRST):
        sheet.set_row(row, _height(place, data, widths))
        sheet.write_string(row, CODE, place.code, code) if place.code else sheet.write_blank(
            row, CODE, None, code
        )
        sheet.write_string(row, COUNTY, place.name, name) if place.name else sheet.write_blank(
            row, COUNTY, None, name
        )
    for column, item in enumerate(data.items, FIRST_ITEM):
        _column(sheet, styles, data, item, column)


def _height(place: Place, data: DataSheet, widths: Sequence[float]) -> float:
    texts = [
        (data.cells.get((place.name, item.id)), room) for item, room in zip(data.items, widths, strict=True)
    ]
    tallest = max((lines(text, room) for text, room in texts if isinstance(text, str)), default=1)
    return max(21.0, LINE * tallest + 6)


def _column(sheet: Any, styles: Styles, data: DataSheet, item: ItemSpec, column: int) -> None:
    cells = [data.cells.get((place.name, item.id)) for place in data.places]
    numbers = [cell for cell in cells if isinstance(cell, float)]
    fill = OPTIONAL_FILL if item.optional else REQUIRED_FILL
    figure = styles.cell(bg_color=fill, align="right", num_format=_number_format(numbers))
    words = styles.wrapped(bg_color=fill, align="center", font_size=9)
    blank = words if item.kind == "yes_no" else figure
    for row, cell in enumerate(cells, FIRST):
        if cell is None:
            sheet.write_blank(row, column, None, blank)
        elif isinstance(cell, str):
            sheet.write_string(row, column, cell, words)
        else:
            sheet.write_number(row, column, cell, figure)
    last = FIRST + len(data.places) - 1
    sheet.data_validation(FIRST, column, last, column, validation(item, xl_rowcol_to_cell(FIRST, column)))


def _number_format(numbers: Sequence[float]) -> str:
    """General where nothing is written yet: a format with fixed places would hide digits of what is typed."""
    if not numbers:
        return "General"
    places = decimals(numbers)
    whole = "#,##0" if max(map(abs, numbers)) >= 10_000 else "0"
    return f"{whole}.{'0' * places}" if places else whole


def _foot(sheet: Any, styles: Styles, data: DataSheet, last: int) -> None:
    row = FIRST + len(data.places)
    room = max(_AT_LEAST, 9.0 * (last + 1))
    sheet.set_row(row, LINE * lines(data.remark, room) + 8)
    sheet.merge_range(row, 0, row, last, data.remark, styles.note(text_wrap=True))
    if data.signature:
        sheet.set_row(row + 1, 26)
        sheet.merge_range(row + 1, 0, row + 1, last, data.signature, styles.get())


def _print_setup(sheet: Any, data: DataSheet, units: float) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.center_horizontally()
    sheet.repeat_rows(TITLE, IDS)
    sheet.repeat_columns(CODE, COUNTY)
    sheet.fit_to_pages(max(1, math.ceil(units / _PAGE)), 0)
    sheet.set_footer(f"&L&9{data.alert}&C&9{data.name}　第 &P 页，共 &N 页")
    sheet.set_selection(FIRST, FIRST_ITEM, FIRST, FIRST_ITEM)
