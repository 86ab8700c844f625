"""The data sheets of a county workbook: items down; the figure, or its status with a reason; a live check."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from scoring.checks.item_check import ItemCheck
from scoring.checks.item_checks import live_item_checks
from scoring.formula.excel import ROW
from workbook.drawing.guarding import paint_verdicts, protect
from workbook.drawing.headers import headed, landscape
from workbook.drawing.measure import LINE, lines
from workbook.drawing.references import prefix
from workbook.drawing.styles import Styles
from workbook.reading import wording
from workbook.reading.parts.check_formulas import FigurePlaces, can_ask, verdict
from workbook.reading.parts.figure_columns import FigureColumn, LastYear, figure_columns
from workbook.reading.tables.cells import DECLARED
from workbook.reading.tables.down_layout import STATUS, STATUSES, UNIT
from workbook.reading.wording import county_how, example, reported
from workbook.template.data_sheet import ALERT, OPTIONAL_FILL, REQUIRED_FILL, SHOWN_FILL
from workbook.template.form import Form
from workbook.template.item_texts import note, validation, write_note
from workbook.template.values import Cell, decimals

_TITLE, _NOTE, HEAD, FIRST = 0, 1, 2, 3
(NUMBER, NAME, ID, UNIT_AT, HOW, LAST_AT, FIGURE_AT, STATUS_AT, REASON_AT, VERDICT_AT, DEFINITION, CLAUSE, EXAMPLE) = (
    range(13)
)
_WIDTHS = (5.0, 24.0, 14.0, 9.0, 15.0, 12.0, 14.0, 9.0, 18.0, 27.0, 34.0, 10.0, 9.0)


class CountySheets:
    """The bureaus' sheets of one county. cells: figures and declarations to be written, by item."""

    def __init__(self, form: Form, county: str, last: LastYear | None, cells: Mapping[str, Cell]) -> None:
        self.form, self.county, self.last, self.cells = form, county, last, cells
        scheme, year = form.scheme, form.year
        self.rows = {
            bureau: [one for one in figure_columns(scheme, year, ids, last) if not one.shown]
            for bureau, ids in scheme.bureau_sheets().items()
        }
        self.places = self._places()
        self.item_checks: dict[str, list[ItemCheck]] = {}
        for item_check in live_item_checks(scheme, year):
            if not item_check.whole and can_ask(item_check, self.places):
                self.item_checks.setdefault(item_check.item, []).append(item_check)

    def _places(self) -> FigurePlaces:
        cells: dict[str, str] = {}
        for bureau, rows in self.rows.items():
            for row, one in enumerate(rows, FIRST):
                cells[one.item.id] = prefix(bureau) + xl_rowcol_to_cell(row, FIGURE_AT, row_abs=True, col_abs=True)
                if self.last is not None and self._last(one.item.id) is not None:
                    at = xl_rowcol_to_cell(row, LAST_AT, row_abs=True, col_abs=True)
                    cells.setdefault(self.last.of(one.item.id), prefix(bureau) + at)
        return FigurePlaces(cells, {})

    def _last(self, item: str) -> float | None:
        return self.last.figures.get((self.county, self.last.of(item))) if self.last is not None else None

    def write(self) -> None:
        """Add a sheet a bureau."""
        styles = self.form.styles
        for bureau, rows in self.rows.items():
            sheet = self.form.book.add_worksheet(bureau)
            sheet.set_tab_color("#E0B400")
            self._head(sheet, styles, bureau)
            for row, one in enumerate(rows, FIRST):
                self._row(sheet, styles, bureau, row, one)
            self._foot(sheet, styles, bureau, FIRST + len(rows))

    def _head(self, sheet: Any, styles: Styles, bureau: str) -> None:
        sheet.columns(_WIDTHS)
        sheet.set_row(_TITLE, 30)
        sheet.write_string(_TITLE, 0, f"{self.form.title}：{bureau}", styles.sheet_title())
        heading = wording.data_note(self.form.scheme, self.form.year)
        pale = styles.note()
        sheet.write_string(_NOTE, 0, heading, pale)
        if self.form.remark:
            bold = styles.get(font_size=10, bold=True, font_color=ALERT)
            sheet.write_rich_string(_NOTE, 0, bold, f"{self.form.remark}　", pale, heading, pale)
        notes = {
            FIGURE_AT: f"填 {self.form.year} 年的数，只写数字，单位见“{UNIT}”一列；是否项选“是”或“否”。没有数的留空，在右边选状态、写原因。",
            STATUS_AT: "有数的留空。本县不涉及的选“不适用”；数还没有出来的选“暂缺”。",
            REASON_AT: "选了状态的必须写原因，如：本年度无新增车辆；统计局5月反馈。",
            LAST_AT: "上年考核用的数，由程序带入，只供对照。",
            VERDICT_AT: "随填随算：✓ 通过，✗ 说明哪里不符，空白是还没有可核对的数。只作提醒，不计分。",
        }
        sheet.set_row(HEAD, 30)
        for column, label in enumerate(wording.county_columns(self.form.year)):
            sheet.write_string(HEAD, column, label, styles.head())
            if column in notes:
                write_note(sheet, (HEAD, column), notes[column], (300, 46))
        sheet.freeze_panes(FIRST, UNIT_AT)

    def _row(self, sheet: Any, styles: Styles, bureau: str, row: int, one: FigureColumn) -> None:
        item = one.item
        texts = {NAME: item.name, ID: item.id, UNIT_AT: item.unit, HOW: county_how(item), DEFINITION: item.definition,
                 CLAUSE: item.clause, EXAMPLE: example(item)}  # fmt: skip
        lowest = 42.0 if item.id in self.item_checks else 24.0  # a fault may take three lines
        sheet.set_row(row, max(lowest, LINE * max(lines(text, _WIDTHS[at] * 1.1) for at, text in texts.items()) + 6))
        sheet.write_number(row, NUMBER, row - HEAD, styles.cell(align="center"))
        for column, text in texts.items():
            size = {"font_size": 8} if column == ID else {"font_size": 9}
            centre = {"align": "center"} if column in (UNIT_AT, EXAMPLE, ID) else {}
            sheet.write_string(row, column, text, styles.wrapped(**size, **centre))
        write_note(sheet, (row, NAME), note(item))
        self._figures(sheet, styles, row, one)
        formula = verdict(self.item_checks[item.id], self.places, "") if item.id in self.item_checks else ""
        style = styles.wrapped(font_size=9, align="center")
        if formula:
            sheet.write_formula(row, VERDICT_AT, "=" + formula.replace(ROW, "").replace(prefix(bureau), ""), style, "")
        else:
            sheet.write_blank(row, VERDICT_AT, None, style)

    def _figures(self, sheet: Any, styles: Styles, row: int, one: FigureColumn) -> None:
        item, last = one.item, self._last(one.item.id)
        fill = OPTIONAL_FILL if item.optional else REQUIRED_FILL
        pale = styles.cell(bg_color=SHOWN_FILL, align="right", font_color="#5A6673", num_format=_places(last))
        if last is None or "@" in item.id:
            sheet.write_blank(row, LAST_AT, None, pale)
        else:
            sheet.write_number(row, LAST_AT, last, pale)
        if not reported(item):
            for column in (FIGURE_AT, STATUS_AT, REASON_AT):
                sheet.write_blank(row, column, None, styles.cell(bg_color=SHOWN_FILL))
            return
        cell = self.cells.get(item.id)
        if cell is None and self.last is not None:
            cell = self.last.figures.get((self.county, item.id)) if "@" in item.id else None
        declared = DECLARED.match(cell) if isinstance(cell, str) else None
        side = "center" if item.kind == "yes_no" else "right"
        number = cell if isinstance(cell, float) else None
        box = styles.cell(bg_color=fill, align=side, locked=False, num_format=_places(number))
        if isinstance(cell, float):
            sheet.write_number(row, FIGURE_AT, cell, box)
        elif isinstance(cell, str) and declared is None:
            sheet.write_string(row, FIGURE_AT, cell, box)
        else:
            sheet.write_blank(row, FIGURE_AT, None, box)
        words = styles.wrapped(bg_color=OPTIONAL_FILL, align="center", font_size=9, locked=False)
        reason = styles.wrapped(bg_color=OPTIONAL_FILL, font_size=9, locked=False)
        if declared is not None:
            sheet.write_string(row, STATUS_AT, declared[1], words)
            sheet.write_string(row, REASON_AT, str(cell)[declared.end() :].strip("（）() "), reason)
        else:
            sheet.write_blank(row, STATUS_AT, None, words)
            sheet.write_blank(row, REASON_AT, None, reason)
        sheet.data_validation(row, FIGURE_AT, row, FIGURE_AT, validation(item, xl_rowcol_to_cell(row, FIGURE_AT)))

    def _foot(self, sheet: Any, styles: Styles, bureau: str, end: int) -> None:
        sheet.data_validation(
            FIRST, STATUS_AT, end - 1, STATUS_AT,
            {"validate": "list", "source": list(STATUSES), "error_title": STATUS, "error_message": "请选“不适用”或“暂缺”，有数的留空。"},
        )  # fmt: skip
        paint_verdicts(sheet, styles, (FIRST, VERDICT_AT, end - 1, VERDICT_AT))
        self._ask_for_reasons(sheet, styles, end)
        sheet.set_row(end, 30)
        sheet.write_string(end, NAME, wording.signature(wording.COUNTY_SIGNERS, 7), styles.get())
        landscape(sheet, bureau, self.form.remark)
        headed(sheet, f"{self.form.title}：{bureau}", self.form.remark)
        sheet.print_area(HEAD, 0, end, len(_WIDTHS) - 1)
        sheet.repeat_rows(HEAD)
        sheet.fit_to_pages(1, 0)
        sheet.set_selection(FIRST, FIGURE_AT, FIRST, FIGURE_AT)
        protect(sheet)

    def _ask_for_reasons(self, sheet: Any, styles: Styles, end: int) -> None:
        """A status without a reason turns its reason orange."""
        status, reason = (f"${xl_col_to_name(one)}{FIRST + 1}" for one in (STATUS_AT, REASON_AT))
        colours = styles.book.add_format({"bg_color": "#FBE3D6"})
        rule = {"type": "formula", "criteria": f'=AND({status}<>"",{reason}="")', "format": colours}
        sheet.conditional_format(FIRST, REASON_AT, end - 1, REASON_AT, rule)


def _places(number: float | None) -> str:
    if number is None:
        return "General"
    places = decimals([number])
    return "#,##0" + (f".{'0' * places}" if places else "")
