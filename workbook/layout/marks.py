"""What a sheet says while an input is not what it was when the result was written: formulas of one count of differences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from workbook.drawing.styles import Styles
from workbook.layout.plan import Plan
from workbook.printable import printable
from workbook.reading.grid import Place

SHEET, FIGURES = "写出时", "写出时数据"
COUNT = f"{SHEET}!$F$1"
"""The cell that counts the differences (``trial``)."""
FIRST = 2
"""The row, from 0, of the first of them on the hidden sheet."""
LABEL = f"{SHEET}!$G$1"
"""The label that the figures carry: a text from a file stands in a cell, never in a formula."""
MOST_DATA = 300_000
"""Figures (counties × items) up to which the workbook keeps what each was; beyond, 数据 is locked."""
LOCKED = "本表已锁定，此处改动不参与计算"
STALE = "〔参数已试改，这一句还是写出时的〕"
AS_WRITTEN = "〔试算中，这一句还是写出时的〕"
TRIAL = "试算：与写出时有 {} 处不同"
STANDS = "，本表不随之变动"
_GAP = "    "
_LITERAL = 250  # a text in a formula holds 255 characters
_MOST = 3000  # and a formula 8,192
_UNPROTECTED = {
    "format_columns": True, "format_rows": True, "autofilter": True, "sort": True, "select_locked_cells": True,
}  # fmt: skip


def marked(text: str, *, follows: bool, labelled: bool = True) -> str:
    """A formula that puts the mark of a trial before a text of the program's own, and the label of the figures after it.

    follows: whether the sheet's figures follow what is tried; if not, the mark says so.
    """
    before, after = TRIAL.split("{}")
    tail = literal(after + ("" if follows else STANDS) + _GAP)
    if not labelled:
        return f'=IF({COUNT}>0,{literal(before)}&{COUNT}&{tail},"")&{literal(text)}'
    label = f'&IF({LABEL}="","",{literal(_GAP)}&{LABEL})' if text else f"&{LABEL}"
    return f'=IF({COUNT}>0,{literal(before)}&{COUNT}&{tail},"")&{literal(text)}{label}'


def either(plan: Plan, text: str, tried: str) -> str:
    """A formula that shows a text, and another while anything is changed."""
    return f"=IF({COUNT}>0,{literal(tried)},{literal(text)})" if plan.live else f"={literal(text)}"


def write_as_written(sheet: Any, plan: Plan, row: int, column: int, text: str, form: Any) -> None:
    """A sentence that does not follow a trial: it says so while anything is changed."""
    text = shown(text)
    sheet.write_formula(row, column, either(plan, text, f"{AS_WRITTEN}{text}"), form, text)


def write_sentence(sheet: Any, plan: Plan, cell: Place, owners: Iterable[str], text: str, form: Any) -> None:
    """A sentence that quotes parameters of ``owners``: it says so where one of them was changed."""
    text = shown(text)
    last = FIRST + parameter_cells(plan)
    ids, differs = (f"{SHEET}!${column}${FIRST + 1}:${column}${last}" for column in "AE")
    sums = "+".join(f"SUMIF({ids},{literal(one)},{differs})" for one in owners)
    stale = f'IF({sums}>0,{literal(STALE)},"")&' if plan.live else ""
    sheet.write_formula(*cell, f"={stale}{literal(text)}", form, text)


def parameter_cells(plan: Plan) -> int:
    """How many cells of 计分标准 are kept: those of parameters, then of tables two a row and one for the rest."""
    return len(plan.parameters) + sum(2 * len(table.keys) + 1 for table in plan.ledger.tables.values())


def write_title(sheet: Any, plan: Plan, form: Any, text: str | None = None, *, cell: Place = (0, 0)) -> None:
    """A sheet's title with the label of the figures, marked while anything is changed; scheme and year if no text is given."""
    text = shown(plan.heading if text is None else text)
    value = _GAP.join(part for part in (text, shown(plan.remark)) if part)
    sheet.write_formula(*cell, marked(text, follows=sheet.follows), form, value)


def write_top(sheet: Any, plan: Plan, styles: Styles, title: str, note: str = "") -> None:
    """What stands above a sheet's table: scheme and year with the label, the sheet's own title, a note."""
    write_title(sheet, plan, styles.note())
    sheet.write_string(1, 0, title, styles.sheet_title())
    sheet.set_row(1, 22)
    if note:
        sheet.write_string(2, 0, note, styles.note())


def write_titles(sheet: Any, plan: Plan, form: Any, columns: Sequence[int]) -> None:
    """The title where each page begins; the label on the first alone, as there may be no room for it on the others."""
    write_title(sheet, plan, form, cell=(0, columns[0]))
    text = shown(plan.heading)
    for column in columns[1:]:
        sheet.write_formula(0, column, marked(text, follows=sheet.follows, labelled=False), form, text)


def shown(text: str) -> str:
    """A text as a formula can hold it: nothing that XML has no sign for, and not too long."""
    text = printable(text, keep="\n")
    return text if len(text) <= _MOST else f"{text[:_MOST]}…"


def follows(plan: Plan) -> bool:
    """Whether figures may be changed for a trial: live formulas, and not too many to be kept."""
    return plan.live and len(plan.assessment.counties) * len(plan.assessment.scheme.items) <= MOST_DATA


def lock(sheet: Any) -> None:
    """Lock a sheet whose inputs take no part; without a password, widths and filters stay free."""
    sheet.protect("", _UNPROTECTED)


def literal(text: str) -> str:
    """A text as a formula writes it: quotes doubled, in pieces that a formula can hold, line breaks by their code."""
    lines = []
    for line in shown(text).split("\n"):
        pieces = [line[start : start + _LITERAL] for start in range(0, len(line), _LITERAL)] or [""]
        lines.append("&".join('"' + piece.replace('"', '""') + '"' for piece in pieces))
    return "&CHAR(10)&".join(lines)
