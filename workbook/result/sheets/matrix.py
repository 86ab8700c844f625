"""得分表: counties × indicators, live, each figure a link to its working paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from workbook.drawing.paper import Paper
from workbook.drawing.styles import Styles
from workbook.layout.declared import ResultSheet, SheetGroup
from workbook.layout.effects import REMOVED
from workbook.layout.marks import write_as_written, write_titles
from workbook.layout.plan import (
    FIRST_ROW,
    FULL_ROW,
    POINTS,
    SUMMARY,
    Plan,
)
from workbook.layout.values import cell_texts, county_codes
from workbook.result.sheets.ranking import MOST_LINKED, paint_grades

MATRIX = "得分表"
PAPER = Paper("A3", rows=(0, FULL_ROW), columns=2)
_TITLE = "得分表（各项是计算得分，核定调整另列一栏；点分数看计算底稿；得分不足该项六成的底色加深）"


def write_matrix(sheet: Any, plan: Plan, styles: Styles) -> None:
    """Points of every indicator and dimension, then bonus, adjustment, total, grade, rank: live, with links."""
    assessment, spec = plan.assessment, plan.assessment.scheme.spec
    columns: list[str] = []
    for dimension in spec.dimensions:
        columns += [*(one.id for one in dimension.indicators), dimension.id]
    columns += [
        name for name in ("bonus", "deduction", "adjustment", "total", "grade", "rank") if name in plan.ledger.columns
    ]
    sheet.set_column(0, 0, 8)
    sheet.set_column(1, 1, 10)
    sheet.set_column(2, 1 + len(columns), 6.4)
    sheet.blocks += _blocks(plan, 1 + len(columns))
    titled = sheet.pages_begin(PAPER, 2)
    write_titles(sheet, plan, styles.note(), titled)
    for column in titled:
        sheet.write_string(1, column, _TITLE, styles.sheet_title())
    sheet.set_row(1, 22)
    sheet.set_row(5, 3)
    sheet.set_row(3, 92)
    sheet.set_row(4, None, None, {"level": 1, "hidden": True})  # ids are for programs
    for row, head in ((2, "考核类别"), (3, "考核内容"), (4, "编号"), (5, ""), (FULL_ROW, "分值")):
        sheet.merge_range(row, 0, row, 1, head, styles.head())
        if row == 2:
            _matrix_blocks(sheet, plan, styles, 1 + len(columns))
        for place, column in enumerate(columns, 2):
            _matrix_head(sheet, plan, styles, (row, place), column)
    codes, writers = county_codes(plan), [_matrix_cells(sheet, plan, styles, *one) for one in enumerate(columns, 2)]
    code, bold = styles.cell(font_size=9, num_format="0", align="center"), styles.cell(bold=True, indent=1)
    for row, county in enumerate(assessment.counties, FIRST_ROW):
        sheet.write_formula(row, 0, f"={SUMMARY}!A{row + 1}", code, codes[row - FIRST_ROW])
        sheet.write_string(row, 1, county, bold)
        for write in writers:
            write(row)
    _effects(sheet, plan, styles)
    _matrix_colours(sheet, plan, styles, columns)
    sheet.freeze_panes(FIRST_ROW, 2)


def _effects(sheet: Any, plan: Plan, styles: Styles) -> None:
    """Under the table: what adjustments and gates cost or gave, as far as a grade or rank is another one.

    Beside the columns that every printed page repeats, or a further page would show how the sentences begin.
    """
    sentences, small = plan.effects.telling(), styles.get(font_size=9, text_wrap=True)
    if not sentences:
        return
    last, first = sheet.page_ends(PAPER), plan.last_row + 2
    for row, text in enumerate((REMOVED, *sentences), first):
        sheet.merge_range(row, PAPER.columns, row, last, "", small)
        write_as_written(sheet, plan, row, PAPER.columns, text, small)


def _matrix_blocks(sheet: Any, plan: Plan, styles: Styles, last: int) -> None:
    names = [*(one.name for one in plan.assessment.scheme.spec.dimensions), "合计"]
    for name, (first, end) in zip(names, _blocks(plan, last), strict=False):
        sheet.span(2, first, end, name, styles.head())


def _blocks(plan: Plan, last: int) -> list[tuple[int, int]]:
    """First and last column of each dimension, then of what follows them."""
    found, place = list[tuple[int, int]](), 2
    for dimension in plan.assessment.scheme.spec.dimensions:
        found.append((place, place + len(dimension.indicators)))
        place = found[-1][1] + 1
    return [*found, (place, last)] if place <= last else found


def _matrix_head(sheet: Any, plan: Plan, styles: Styles, at: tuple[int, int], column: str) -> None:
    (row, place), ledger = at, plan.ledger.columns[column]
    full = "points" if column == "total" else f"{column}.full"
    if row == 3:
        own = plan.assessment.scheme.indicator(column).name if ledger.role == "points" else ledger.name
        head = "小计" if ledger.role == "dimension" else own
        whole = ledger.role in ("dimension", "total")
        sheet.write(3, place, head, styles.head(font_size=9, bold=whole))
    elif row == 4:
        sheet.write(4, place, column, styles.head(font_size=6, font_color="#8A94A0"))
    elif row == FULL_ROW and full in plan.parameters:
        value = plan.ledger.parameters[full].value
        cell = f"={POINTS}!{plan.parameters[full]}"
        sheet.write_formula(FULL_ROW, place, cell, styles.head(num_format="General"), value)
    elif row in (5, FULL_ROW):
        sheet.write_blank(row, place, None, styles.head())


def _matrix_cells(sheet: Any, plan: Plan, styles: Styles, place: int, column: str) -> Callable[[int], None]:
    """What writes a column's cell in a row."""
    ledger, home = plan.ledger.columns[column], plan.home[column]
    letter = xl_col_to_name(plan.places[home, column])
    whole = ledger.role in ("dimension", "total", "label")
    fmt = (
        styles.cell(align="center", bold=True, font_size=9)
        if ledger.is_text
        else styles.number(ledger, font_size=9, bold=whole, **({"bg_color": "#F3F6FA"} if whole else {}))
    )
    values, linked = cell_texts(plan.assessment, column), len(plan.assessment.counties) < MOST_LINKED

    def write(row: int) -> None:
        if linked:
            sheet.write_url(row, place, f"internal:'{home}'!{letter}{row + 1}", fmt, tip="看计算底稿")
        sheet.write_formula(row, place, f"={home}!{letter}{row + 1}", fmt, values[row - FIRST_ROW])

    return write


def _matrix_colours(sheet: Any, plan: Plan, styles: Styles, columns: list[str]) -> None:
    last = plan.last_row
    book = styles.book
    weak = book.add_format({"bg_color": "#F9DCC4"})
    for place, column in enumerate(columns, 2):
        if plan.ledger.columns[column].role == "points":
            cell = xl_rowcol_to_cell(FIRST_ROW, place)
            full = xl_rowcol_to_cell(FULL_ROW, place, row_abs=True)
            sheet.conditional_format(
                FIRST_ROW, place, last, place,
                {"type": "formula", "criteria": f"=AND(ISNUMBER({cell}),{cell}<0.6*{full})", "format": weak},
            )  # fmt: skip
        if column == "grade":
            cell = xl_rowcol_to_cell(FIRST_ROW, place)
            paint_grades(sheet, styles, (FIRST_ROW, place, last, place), cell, plan.assessment.scheme.spec.grades)


DECLARED = (
    ResultSheet(
        MATRIX, SheetGroup.FRONT, 3, lambda making, sheet, _: write_matrix(sheet, making.plan, making.styles), follows=True, paper=PAPER,
        note="各县各项得分；点分数看计算底稿",
    ),
)  # fmt: skip
