"""One data sheet of the workbook: heading, a row a county, a column an item."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from scoring.scheme.models import ItemSpec
from workbook.drawing.guarding import VERDICT, VERDICT_WIDTH, paint_verdicts, protect
from workbook.drawing.headers import headed, landscape, pages_across, surely_first
from workbook.drawing.measure import LINE, lines, width
from workbook.drawing.styles import Styles
from workbook.template.item_texts import note, validation, write_note
from workbook.template.values import Cell, decimals

TITLE, NOTE, NAMES, UNITS, IDS, FIRST = range(6)  # rows from 0; FIRST is the first county's
CODE, COUNTY, FIRST_ITEM = range(3)
REQUIRED_FILL, OPTIONAL_FILL, SHOWN_FILL, ALERT = "#FFFBE6", "#F3F6FA", "#ECEFF1", "#B42318"
CITY_LABEL = "全市"
_REPEATED = (10.0, 13.0)  # widths of the code and the county, which stay in sight and on every page
_TEXT = 90.0  # column units that titles and remarks may use, whatever the number of items
_SPARE = 8.43  # width of a column that nothing was set for


@dataclass(frozen=True)
class FormRow:
    """A row of the sheet: code and name, either blank where the workbook's user writes them."""

    code: str
    name: str


@dataclass(frozen=True)
class DataSheet:
    """What a sheet holds. ``cells`` by (county, item); ``remark`` stands below the table.

    shown: ids of columns that are only shown (last year's figures). verdicts: a live check a place, written as
    formulas in a column at the right. city: formulas of the check of the counties' sum, by item; each gives its
    item a cell for the city's own figure.
    """

    name: str
    title: str
    note: str
    alert: str
    items: Sequence[ItemSpec]
    places: Sequence[FormRow]
    cells: Mapping[tuple[str, str], Cell]
    remark: str
    signature: str = ""
    shown: frozenset[str] = frozenset()
    verdicts: Sequence[str] = ()
    city: Mapping[str, str] = field(default_factory=dict)

    @property
    def below(self) -> int:
        """The first row below the table."""
        return FIRST + len(self.places) + (2 if self.city else 0)


def write_data_sheet(book: Any, styles: Styles, data: DataSheet) -> Any:
    """Add the sheet to an XlsxWriter workbook and return it."""
    sheet = book.add_worksheet(data.name)
    widths = [_width(item, data) for item in data.items]
    if data.verdicts:
        widths.append(VERDICT_WIDTH)
    sheet.columns((*_REPEATED, *widths))
    pages = pages_across(_REPEATED, widths)
    first_page = widths[: surely_first(widths, pages)]
    # Remarks end with the first page, or go on over empty columns where the items are few.
    spare = max(0, math.ceil((_TEXT - sum(first_page)) / _SPARE)) if pages == 1 else 0
    text = _Text(FIRST_ITEM + len(first_page) - 1 + spare, sum(first_page) + spare * _SPARE)
    _top(sheet, styles, data, text)
    _heading(sheet, styles, data, widths)
    _rows(sheet, styles, data, widths)
    _checks(sheet, styles, data)
    _foot(sheet, styles, data, text)
    protect(sheet)
    _print_setup(sheet, data, max(text.last, FIRST_ITEM + len(widths) - 1), pages)
    return sheet


@dataclass(frozen=True)
class _Text:
    """Room for titles and remarks: the last column they reach to, and its width in column units."""

    last: int
    room: float


def _width(item: ItemSpec, data: DataSheet) -> float:
    cells = [data.cells.get((place.name, item.id)) for place in data.places]
    numbers = [cell for cell in cells if isinstance(cell, float)]
    places = decimals(numbers)
    # Words may wrap, a number may not: one that does not fit shows as ####.
    wished = max(width(part) for part in (item.id[:15], item.unit, item.name[:6]))
    needed = max((width(f"{number:,.{places}f}") + 2 for number in numbers), default=10)
    return float(max(min(max(wished + 2, width(item.name) / 2 + 2), 15), needed))


def _top(sheet: Any, styles: Styles, data: DataSheet, text: _Text) -> None:
    sheet.set_row(TITLE, 30)
    sheet.merge_range(TITLE, 0, TITLE, text.last, data.title, styles.sheet_title())
    sheet.set_row(NOTE, 20)
    pale, alert = styles.note(), styles.get(font_size=10, bold=True, font_color=ALERT)
    if data.alert:
        sheet.merge_range(NOTE, 0, NOTE, text.last, "", pale)
        sheet.write_rich_string(NOTE, 0, alert, f"{data.alert}　", pale, data.note, pale)
    else:
        sheet.merge_range(NOTE, 0, NOTE, text.last, data.note, pale)


def _heading(sheet: Any, styles: Styles, data: DataSheet, widths: Sequence[float]) -> None:
    head, small = styles.head(valign="vcenter"), styles.head(font_size=8, bold=False)
    tallest = max(lines(item.name, room) for item, room in zip(data.items, widths, strict=False))
    sheet.set_row(NAMES, max(32.0, LINE * tallest + 6))
    sheet.set_row(UNITS, 18)
    sheet.set_row(IDS, 12 * max(lines(item.id, room * 1.2) for item, room in zip(data.items, widths, strict=False)) + 6)
    sheet.merge_range(NAMES, CODE, IDS, CODE, "行政区划代码", head)
    for row, label in ((NAMES, "县（市、区）"), (UNITS, "单位"), (IDS, "编号")):
        sheet.write_string(row, COUNTY, label, head)
    for column, item in enumerate(data.items, FIRST_ITEM):
        sheet.write_string(NAMES, column, item.name, head)
        sheet.write_string(UNITS, column, item.unit, head)
        sheet.write_string(IDS, column, item.id, small)
        if item.id in data.shown:
            continue
        write_note(sheet, (NAMES, column), note(item))
    if data.verdicts:
        last = FIRST_ITEM + len(data.items)
        sheet.merge_range(NAMES, last, IDS, last, VERDICT, head)
    sheet.freeze_panes(FIRST, FIRST_ITEM)


def _rows(sheet: Any, styles: Styles, data: DataSheet, widths: Sequence[float]) -> None:
    open_names = {"locked": not all(place.name == "" for place in data.places)}  # without a region they are typed
    code, name = styles.cell(align="center", **open_names), styles.cell(align="left", indent=1, **open_names)
    for row, place in enumerate(data.places, FIRST):
        sheet.set_row(row, _height(place, data, widths))
        sheet.write_string(row, CODE, place.code, code) if place.code else sheet.write_blank(row, CODE, None, code)
        sheet.write_string(row, COUNTY, place.name, name) if place.name else sheet.write_blank(row, COUNTY, None, name)
    for column, item in enumerate(data.items, FIRST_ITEM):
        _column(sheet, styles, data, item, column)


def _height(place: FormRow, data: DataSheet, widths: Sequence[float]) -> float:
    texts = [(data.cells.get((place.name, item.id)), room) for item, room in zip(data.items, widths, strict=False)]
    tallest = max((lines(text, room) for text, room in texts if isinstance(text, str)), default=1)
    return max(30.0 if data.verdicts else 21.0, LINE * tallest + 6)


def _column(sheet: Any, styles: Styles, data: DataSheet, item: ItemSpec, column: int) -> None:
    cells = [data.cells.get((place.name, item.id)) for place in data.places]
    numbers = [cell for cell in cells if isinstance(cell, float)]
    shown = item.id in data.shown
    fill = SHOWN_FILL if shown else OPTIONAL_FILL if item.optional else REQUIRED_FILL
    ink = {"font_color": "#5A6673"} if shown else {}
    figure = styles.cell(bg_color=fill, align="right", num_format=_number_format(numbers), locked=shown, **ink)
    words = styles.wrapped(bg_color=fill, align="center", font_size=9, locked=shown, **ink)
    blank = words if item.kind == "yes_no" else figure
    for row, cell in enumerate(cells, FIRST):
        if cell is None:
            sheet.write_blank(row, column, None, blank)
        elif isinstance(cell, str):
            sheet.write_string(row, column, cell, words)
        else:
            sheet.write_number(row, column, cell, figure)
    if shown:
        return
    last = FIRST + len(data.places) - 1
    sheet.data_validation(FIRST, column, last, column, validation(item, xl_rowcol_to_cell(FIRST, column)))


def _checks(sheet: Any, styles: Styles, data: DataSheet) -> None:
    """The column of checks at the right, and the city's own row with the check of the sum below it."""
    text = styles.wrapped(font_size=9, align="center")
    column = FIRST_ITEM + len(data.items)
    for row, formula in enumerate(data.verdicts, FIRST):
        sheet.write_formula(row, column, f"={formula}", text, "")
    if data.verdicts:
        paint_verdicts(sheet, styles, (FIRST, column, FIRST + len(data.verdicts) - 1, column))
    if not data.city:
        return
    own, under = FIRST + len(data.places), FIRST + len(data.places) + 1
    sheet.set_row(own, 21)
    sheet.set_row(under, 30)
    for row, label in ((own, CITY_LABEL), (under, VERDICT)):
        sheet.write_blank(row, CODE, None, styles.cell())
        sheet.write_string(row, COUNTY, label, styles.head(align="left", indent=1))
    for place, item in enumerate(data.items, FIRST_ITEM):
        check = data.city.get(item.id)
        if check is None:
            for row in (own, under):
                sheet.write_blank(row, place, None, styles.cell(bg_color=SHOWN_FILL))
            continue
        sheet.write_blank(own, place, None, styles.cell(bg_color=OPTIONAL_FILL, align="right", locked=False))
        sheet.write_formula(under, place, f"={check}", styles.wrapped(font_size=8, align="center"), "")
    paint_verdicts(sheet, styles, (under, FIRST_ITEM, under, column - 1))


def _number_format(numbers: Sequence[float]) -> str:
    """General where nothing is written yet: a format with fixed places would hide digits of what is typed."""
    if not numbers:
        return "General"
    places = decimals(numbers)
    whole = "#,##0" if max(map(abs, numbers)) >= 10_000 else "0"
    return f"{whole}.{'0' * places}_ " if places else f"{whole}_ "  # "_ " keeps a blank's distance from the edge


def _foot(sheet: Any, styles: Styles, data: DataSheet, text: _Text) -> None:
    # Below the items, not below the counties: those columns are printed on every page.
    row = data.below
    sheet.set_row(row, LINE * lines(data.remark, text.room) + 8)
    sheet.merge_range(row, FIRST_ITEM, row, text.last, data.remark, styles.note(text_wrap=True))
    if data.signature:
        sheet.set_row(row + 1, 26)
        sheet.merge_range(row + 1, FIRST_ITEM, row + 1, text.last, data.signature, styles.get())


def _print_setup(sheet: Any, data: DataSheet, last: int, pages: int) -> None:
    landscape(sheet, data.name, data.alert)
    # The title goes to the page header: on the second page its merged cell would be cut off.
    remark = f"{data.alert}　　{data.note}" if data.alert else data.note
    headed(sheet, data.title, remark)
    sheet.print_area(NAMES, CODE, data.below + bool(data.signature), last)
    sheet.repeat_rows(NAMES, IDS)
    sheet.repeat_columns(CODE, COUNTY)
    sheet.fit_to_pages(pages, 0)
    sheet.set_selection(FIRST, FIRST_ITEM, FIRST, FIRST_ITEM)
