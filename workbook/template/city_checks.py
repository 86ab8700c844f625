"""The sheet 数据核对 of the city workbook, and what the data sheets show of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from scoring.checks.forms import CITY
from scoring.checks.item_check import ItemCheck
from scoring.checks.item_checks import live_item_checks
from scoring.formula.excel import ROW
from scoring.scheme.scheme import Scheme
from workbook.drawing.guarding import paint_verdicts, protect
from workbook.drawing.headers import headed, landscape
from workbook.drawing.references import prefix
from workbook.drawing.styles import Styles
from workbook.reading.labels import CHECKS
from workbook.reading.parts.check_formulas import FigurePlaces, can_ask, city_verdict, summary, verdict
from workbook.reading.parts.figure_columns import FigureColumn
from workbook.reading.wording import CHECKS_NOTE, marked
from workbook.template import data_sheet as data
from workbook.template.form import Form


class CityChecks:
    """The live checks of a city workbook. columns: the figure columns of each data sheet, in order."""

    def __init__(self, scheme: Scheme, year: int, columns: Mapping[str, Sequence[FigureColumn]], counties: int) -> None:
        self.scheme, self.columns, self.counties = scheme, columns, counties
        self.places = self._places()
        item_checks = [one for one in live_item_checks(scheme, year) if can_ask(one, self.places)]
        self.sums = {one.item: one for one in item_checks if one.whole}
        self.item_checks: dict[str, list[ItemCheck]] = {}
        for one in item_checks:
            if not one.whole:
                self.item_checks.setdefault(one.item, []).append(one)
        ids = {sheet: [one.item.id for one in row if one.item.id in self.item_checks] for sheet, row in columns.items()}
        self.by_sheet = {sheet: row for sheet, row in ids.items() if row}

    def _places(self) -> FigurePlaces:
        cells, downs = {}, {}
        last = data.FIRST + self.counties
        for sheet, row in self.columns.items():
            for place, one in enumerate(row, data.FIRST_ITEM):
                letter = xl_col_to_name(place)
                cells[one.item.id] = f"{prefix(sheet)}{letter}{ROW}"
                downs[one.item.id] = f"{prefix(sheet)}{letter}${data.FIRST + 1}:{letter}${last}"
                cells[f"{one.item.id}@{CITY}"] = f"{prefix(sheet)}{letter}${last + 1}"
        return FigurePlaces(cells, downs)

    def verdicts(self, sheet: str) -> list[str]:
        """The formula of each county's check on a data sheet; none where the sheet has no checks."""
        if sheet not in self.by_sheet:
            return []
        start = data.FIRST_ITEM + sum(
            len(ids) for ids in list(self.by_sheet.values())[: list(self.by_sheet).index(sheet)]
        )
        first, last = (xl_col_to_name(one) for one in (start, start + len(self.by_sheet[sheet]) - 1))
        rows = range(data.FIRST + 1, data.FIRST + 1 + self.counties)
        return [summary(f"{CHECKS}!${first}{row}:${last}{row}") for row in rows]

    def city(self, sheet: str) -> dict[str, str]:
        """The formulas of the checks of sums on a data sheet, by item."""
        items = [one.item.id for one in self.columns[sheet] if one.item.id in self.sums]
        return {
            item: city_verdict(self.sums[item], self.places, self.counties).replace(f"{prefix(sheet)}", "")
            for item in items
        }

    def write(self, form: Form, places: Sequence[data.FormRow]) -> Any:
        """Add the sheet 数据核对: counties down, the checked items across."""
        sheet, styles = form.book.add_worksheet(CHECKS), form.styles
        items = [(home, item) for home, ids in self.by_sheet.items() for item in ids]
        sheet.set_row(data.TITLE, 30)
        sheet.write_string(data.TITLE, 0, f"{form.title}：{CHECKS}", styles.sheet_title())
        sheet.write_string(data.NOTE, 0, marked(form.remark, CHECKS_NOTE), styles.note())
        head, small = styles.head(font_size=9), styles.head(font_size=8, bold=False)
        sheet.merge_range(data.NAMES, data.CODE, data.IDS, data.CODE, "行政区划代码", head)
        sheet.merge_range(data.NAMES, data.COUNTY, data.IDS, data.COUNTY, "县（市、区）", head)
        for column, (home, item) in enumerate(items, data.FIRST_ITEM):
            checks = "、".join(dict.fromkeys(one.check.name for one in self.item_checks[item]))
            sheet.write_string(data.NAMES, column, self.scheme.items[item].name, head)
            sheet.write_string(data.UNITS, column, home, small)
            sheet.write_string(data.IDS, column, checks, small)
            self._column(sheet, styles, column, item)
        for row, place in enumerate(places, data.FIRST):
            sheet.set_row(row, 40)
            first = next(iter(self.columns))
            for column, letter in ((data.CODE, "A"), (data.COUNTY, "B")):
                cell, text = f"{prefix(first)}{letter}{row + 1}", (place.code, place.name)[column]
                sheet.write_formula(row, column, f'=IF({cell}="","",{cell})', styles.cell(align="center"), text)
        for row, height in ((data.NAMES, 44), (data.UNITS, 16), (data.IDS, 28)):
            sheet.set_row(row, height)
        sheet.set_column(0, 0, 9)
        sheet.set_column(1, 1, 10)
        sheet.set_column(data.FIRST_ITEM, data.FIRST_ITEM + len(items) - 1, 19)
        sheet.freeze_panes(data.FIRST, data.FIRST_ITEM)
        last = data.FIRST_ITEM + len(items) - 1
        paint_verdicts(sheet, styles, (data.FIRST, data.FIRST_ITEM, data.FIRST + self.counties - 1, last))
        landscape(sheet, CHECKS, form.remark)
        # The title goes to the page header: on the second page its cell would be cut off.
        headed(sheet, f"{form.title}：{CHECKS}", form.remark)
        sheet.print_area(data.NAMES, 0, data.FIRST + self.counties - 1, last)
        sheet.repeat_rows(data.NAMES, data.IDS)
        sheet.repeat_columns(data.CODE, data.COUNTY)
        sheet.fit_to_pages(max(1, -(-len(items) // 8)), 0)
        protect(sheet)
        return sheet

    def _column(self, sheet: Any, styles: Styles, column: int, item: str) -> None:
        text = verdict(self.item_checks[item], self.places, self.scheme.items[item].name)
        cell = styles.wrapped(font_size=8, align="center")
        for row in range(data.FIRST, data.FIRST + self.counties):
            sheet.write_formula(row, column, "=" + text.replace(ROW, str(row + 1)), cell, "")
