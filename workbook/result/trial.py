"""写出时: the hidden sheet that holds what each input was when the result was written, and counts what differs now.

Formulas alone (no name, no macro), so that LibreOffice, Excel and WPS count alike. Other sheets take the count from here:
``Trial.marked`` for a title, ``Trial.until_changed`` for a sentence that quotes parameters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

from workbook.result.calc import cell_texts
from workbook.result.input_cells import ADJUSTMENTS, Cells, Figures, Kept, Points, Rows, inputs_of
from workbook.result.layout import Plan, prefix
from workbook.result.styles import Styles

SHEET = "写出时"
MOST_DATA = 300_000
"""Figures (counties × items) up to which the workbook keeps what each was; beyond, 数据 is locked."""
LOCKED = "本表已锁定，此处改动不参与计算"
STALE = "〔参数已试改，这一句还是写出时的〕"
TRIAL = "试算：与写出时有 {} 处不同"
_HEADS = ("归属", "内容", "格", "写出时", "不同")
_FIRST, _OWNER, _SAID, _WHERE, _WAS, _DIFFERS = 2, 0, 1, 2, 3, 4
_LITERAL = 250  # a text in a formula holds 255 characters
_UNPROTECTED = {
    "format_columns": True, "format_rows": True, "autofilter": True, "sort": True, "select_locked_cells": True,
}  # fmt: skip


class Trial:
    """Where the originals stand, and the formulas that other sheets take from them. Without live formulas: texts."""

    def __init__(self, plan: Plan, points: Points) -> None:
        self.plan, self.live = plan, plan.live
        kept: list[Kept] = list(inputs_of(plan, points)) if self.live else []
        self.parameters = next((one for one in kept if isinstance(one, Cells)), Cells("", ()))
        self.figures = next((one for one in kept if isinstance(one, Figures) and follows(plan)), None)
        self.adjusting = next((one for one in kept if isinstance(one, Rows) and one.table == ADJUSTMENTS), None)
        self.lines = [*self._parameters(), *self._adjusted()]

    @property
    def count(self) -> str:
        """The cell that counts the differences."""
        return f"{SHEET}!$E$1"

    def marked(self, text: str = "", formula: str = "") -> str:
        """A formula that puts the mark of a trial before a text, or before what another formula gives."""
        before, after = TRIAL.split("{}")
        mark = f"{literal(before)}&{self.count}&{literal(after + '    ')}"
        return f'=IF({self.count}>0,{mark},"")&{formula or literal(text)}'

    def either(self, text: str, tried: str) -> str:
        """A formula that shows a text, and another while anything is changed."""
        return f"=IF({self.count}>0,{literal(tried)},{literal(text)})"

    def until_changed(self, owners: Iterable[str], text: str) -> str:
        """A formula for a sentence that quotes parameters of ``owners``: it says so where one of them was changed."""
        ids, last = f"{SHEET}!$A${_FIRST + 1}:$A${{0}}", _FIRST + len(self.lines)
        sums = "+".join(f"SUMIF({ids.format(last)},{literal(one)},{SHEET}!$E${_FIRST + 1}:$E${last})" for one in owners)
        return f'=IF({sums}>0,{literal(STALE)},"")&{literal(text)}'

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
        if where is None:
            return
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
        """The hidden sheet, from the top down."""
        top = _FIRST + len(self.lines) + 1  # of the figures: heads, counts, then a row a county
        last = _FIRST + len(self.lines)
        figures = self.figures
        total = f"SUM(E{_FIRST + 1}:E{last})"
        if figures is not None:
            ends = [xl_rowcol_to_cell(top + 1, column) for column in _ends(figures)]
            total += f"+SUM({':'.join(ends)})"
        sheet.write_string(0, 0, "写出时的分值、参数、核定调整和数据；请勿改动", styles.note())
        sheet.write_formula(0, _DIFFERS, f"={total}", None, 0)
        sheet.write_row(1, 0, _HEADS)
        for row, (owner, words, where, was, formula) in enumerate(self.lines, _FIRST):
            for column, text in ((_OWNER, owner), (_SAID, words), (_WHERE, where)):
                sheet.write_string(row, column, text)
            (sheet.write_string if isinstance(was, str) else sheet.write_number)(row, _WAS, was)
            sheet.write_formula(row, _DIFFERS, formula.replace("{row}", str(row + 1)), None, 0)
        if figures is not None:
            self._figures(sheet, figures, top)
        sheet.very_hidden()

    def _figures(self, sheet: Any, figures: Figures, top: int) -> None:
        counties = self.plan.assessment.counties
        texts = {column: cell_texts(self.plan.assessment, item) for item, column in figures.columns.items()}
        for item, column in figures.columns.items():
            sheet.write_string(top, column, item)
        for column in texts:
            own, first = (
                f"{name}{xl_rowcol_to_cell(row, column)}:{xl_rowcol_to_cell(row + len(counties) - 1, column)}"
                for name, row in ((prefix(figures.sheet), figures.first), ("", top + 2))
            )
            both = f"ISNUMBER({own})*ISNUMBER({first})"
            apart = f"IF({both},IF(ABS({own}-{first})>1E-9,1,0),IF(ISBLANK({own}),1,IF({own}={first},0,1)))"
            sheet.write_array_formula(top + 1, column, top + 1, column, f"{{=IFERROR(SUM({apart}),1)}}", None, 0)
        for place, county in enumerate(counties):
            row = top + 2 + place
            sheet.write_string(row, 0, county)
            for column, values in texts.items():
                value = values[place]
                (sheet.write_string if isinstance(value, str) else sheet.write_number)(row, column, value)


def follows(plan: Plan) -> bool:
    """Whether figures may be changed for a trial: live formulas, and not too many to be kept."""
    return plan.live and len(plan.assessment.counties) * len(plan.assessment.scheme.items) <= MOST_DATA


def lock(sheet: Any) -> None:
    """Lock a sheet whose inputs take no part; without a password, widths and filters stay free."""
    sheet.protect("", _UNPROTECTED)


def _ends(figures: Figures) -> tuple[int, int]:
    return min(figures.columns.values()), max(figures.columns.values())


def _differs(cell: str, was: float | str, total: str = "") -> str:
    """1 where a cell is not what it was, which stands in column D; a subtotal: not the sum of its parts."""
    if isinstance(was, str):
        return f'=IF(EXACT({cell}&"",$D{{row}}&""),0,1)'
    return f"=IF(ISNUMBER({cell}),IF(ABS({cell}-{f'({total})' if total else '$D{row}'})>1E-9,1,0),1)"


def literal(text: str) -> str:
    """A text as a formula writes it: quotes doubled, in pieces that a formula can hold, line breaks by their code."""
    lines = []
    for line in text.split("\n"):
        pieces = [line[start : start + _LITERAL] for start in range(0, len(line), _LITERAL)] or [""]
        lines.append("&".join('"' + piece.replace('"', '""') + '"' for piece in pieces))
    return "&CHAR(10)&".join(lines)
