"""写出时 and 写出时数据: hidden sheets of what each input was when the result was written, and what differs now.

Formulas alone (no name, no macro), so that LibreOffice, Excel and WPS count alike. Other sheets take the count from here:
by the formulas of ``marks``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

from workbook.drawing.references import prefix
from workbook.drawing.styles import Styles
from workbook.layout.declared import Making, ResultSheet, SheetGroup
from workbook.layout.input_cells import ADJUSTMENTS, DIGITS, TOLERANCE, Cells, Figures, InputCells, Rows
from workbook.layout.marks import FIGURES, FIRST, SHEET, follows, shown
from workbook.layout.plan import Plan
from workbook.layout.values import figure_texts
from workbook.result.sheet_list import inputs_of

_HEADS = ("归属", "内容", "格", "写出时", "不同")
_OWNER, _CONTENT, _WHERE, _WAS, _DIFFERS, _TOTAL, _LABEL = range(7)


class TrialSheets:
    """Writes the two hidden sheets of what was written: parameters and adjustments, and figures."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        inputs: list[InputCells] = list(inputs_of(plan))
        self.parameters = next(one for one in inputs if isinstance(one, Cells))
        self.figures = next((one for one in inputs if isinstance(one, Figures) and follows(plan)), None)
        self.adjusting = next(one for one in inputs if isinstance(one, Rows) and one.table == ADJUSTMENTS)

    def _parameters(self) -> Iterator[tuple[str, str, str, float | str, str]]:
        """(owner, words, where, original, formula) of each parameter."""
        sheet, sums = prefix(self.parameters.sheet), self._sums()
        for one in self.parameters.cells:
            here = xl_rowcol_to_cell(one.row, one.column)
            other = sums.get((one.row, one.column), "")
            cell = f"{sheet}{here}"
            yield one.owner, one.words, here, one.value, _differs(cell, one.value, other)

    def _sums(self) -> dict[tuple[int, int], str]:
        """Of the subtotals and the total of points: what each must be the sum of, or a change to it would not show."""
        cells, spec = self.plan.parameters, self.plan.assessment.scheme.spec
        sheet = prefix(self.parameters.sheet)
        parts = {one.id: [part.id for part in one.indicators] for one in spec.dimensions}
        if spec.total is None:
            parts["points"] = list(parts)
        found = {}
        for name, own in parts.items():
            place = xl_cell_to_rowcol(cells["points" if name == "points" else f"{name}.full"].replace("$", ""))
            found[place] = "+".join(f"{sheet}{cells[f'{one}.full']}" for one in own)
        return found

    def _adjusted(self) -> Iterator[tuple[str, str, str, float | str, str]]:
        where = self.adjusting
        sheet, adjustments = prefix(where.sheet), self.plan.assessment.adjustments
        for place, one in enumerate(adjustments):
            for name, column in where.columns.items():
                value: float | str = getattr(one, name)
                value = float(value) if name == "points" else value
                here = xl_rowcol_to_cell(where.first + place, column)
                yield (
                    "",
                    f"核定调整第 {place + 1} 行{where.heads[name]}",
                    here,
                    value,
                    _differs(f"{sheet}{here}", value),
                )
        first, last = where.first + where.count, where.first + where.count + where.spare - 1
        for name, column in where.columns.items():
            area = f"{xl_rowcol_to_cell(first, column)}:{xl_rowcol_to_cell(last, column)}"
            yield "", f"核定调整添的行的{where.heads[name]}", area, "", f"=COUNTA({sheet}{area})"

    def write(self, sheet: Any, styles: Styles) -> None:
        """The sheet of parameters and adjustments, from the top down."""
        lines = [*self._parameters(), *self._adjusted()]
        last = FIRST + len(lines)
        total = f"SUM($E${FIRST + 1}:$E${last})"
        if self.figures is not None:
            ends = [xl_rowcol_to_cell(1, column) for column in sorted(self.figures.columns.values())]
            total += f"+SUM({FIGURES}!{ends[0]}:{ends[-1]})"
        sheet.write_string(0, 0, "写出时的分值、参数、核定调整；请勿改动", styles.note())
        sheet.write_formula(0, _TOTAL, f"={total}", None, 0)
        sheet.write_string(0, _LABEL, shown(self.plan.remark))
        sheet.write_row(1, 0, _HEADS)
        for row, (owner, words, where, was, formula) in enumerate(lines, FIRST):
            for column, text in ((_OWNER, owner), (_CONTENT, words), (_WHERE, where)):
                sheet.write_string(row, column, text)
            sheet.put(row, _WAS, was)
            sheet.write_formula(row, _DIFFERS, formula.replace("{row}", str(row + 1)), None, 0)
        sheet.very_hidden()

    def write_figures(self, sheet: Any) -> None:
        """The sheet of figures: heads, the count of differences a column, then the counties in the rows of 数据: of each figure the lowest and,
        in a second block, the highest that is the same. Comparing takes texts, too, where arithmetic would not.
        """
        figures, counties = self.figures, self.plan.assessment.counties
        assert figures is not None
        texts = {column: figure_texts(self.plan.assessment, item) for item, column in figures.columns.items()}
        beside = max(texts) + 1
        for item, column in figures.columns.items():
            sheet.write_string(0, column, item)
        for column in texts:
            low, high = (_area(figures.first, len(counties), one) for one in (column, beside + column))
            own = f"{prefix(figures.sheet)}{low}"
            differs = f"(({own}<{low})+({own}>{high})+ISBLANK({own})>0)*1"
            sheet.write_formula(1, column, f"=IFERROR(SUMPRODUCT({differs}),1)", None, 0)
        for place, county in enumerate(counties):
            row = figures.first + place
            sheet.write_string(row, 0, county)
            for shift, sign in ((0, -1), (beside, 1)):
                for column, values in texts.items():
                    value = values[place]
                    if isinstance(value, str):
                        sheet.write_string(row, shift + column, value)
                    else:
                        sheet.write_number(row, shift + column, value + sign * max(TOLERANCE, abs(value) * DIGITS))
        sheet.very_hidden()


def _area(row: int, rows: int, column: int) -> str:
    return f"{xl_rowcol_to_cell(row, column)}:{xl_rowcol_to_cell(row + rows - 1, column)}"


def _differs(cell: str, was: float | str, total: str = "") -> str:
    """1 where a cell is not what it was, which stands in column D; a subtotal: not the sum of its parts."""
    if isinstance(was, str):
        return f'=IF(EXACT({cell}&"",$D{{row}}&""),0,1)'
    return f"=IF(ISNUMBER({cell}),IF(ABS({cell}-{f'({total})' if total else '$D{row}'})>1E-9,1,0),1)"


def _draw(making: Making, sheet: Any, _: str) -> None:
    TrialSheets(making.plan).write(sheet, making.styles)


def _draw_figures(making: Making, sheet: Any, _: str) -> None:
    TrialSheets(making.plan).write_figures(sheet)


DECLARED = (
    ResultSheet(SHEET, SheetGroup.HIDDEN, 1, _draw, when=lambda making: making.plan.live),
    ResultSheet(FIGURES, SheetGroup.HIDDEN, 2, _draw_figures, when=lambda making: follows(making.plan)),
)
