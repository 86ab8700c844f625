"""What a sheet says while an input is not what it was when the result was written: formulas of one count of differences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workbook.result.layout import Plan

SHEET, FIGURES = "写出时", "写出时数据"
COUNT = f"{SHEET}!$F$1"
"""The cell that counts the differences (``trial``)."""
MOST_DATA = 300_000
"""Figures (counties × items) up to which the workbook keeps what each was; beyond, 数据 is locked."""
LOCKED = "本表已锁定，此处改动不参与计算"
STALE = "〔参数已试改，这一句还是写出时的〕"
TRIAL = "试算：与写出时有 {} 处不同"
STANDS = "，本表不随之变动"
_GAP = "    "
_LITERAL = 250  # a text in a formula holds 255 characters
_UNPROTECTED = {
    "format_columns": True, "format_rows": True, "autofilter": True, "sort": True, "select_locked_cells": True,
}  # fmt: skip


def marked(plan: Plan, text: str = "", *, formula: str = "", follows: bool = True) -> str:
    """A formula that puts the mark of a trial before a text, or before what another formula gives.

    follows: whether the sheet's figures follow what is tried; if not, the mark says so.
    """
    if not plan.live:
        return f"={formula or literal(text)}"
    before, after = TRIAL.split("{}")
    tail = literal(after + ("" if follows else STANDS) + _GAP)
    return f'=IF({COUNT}>0,{literal(before)}&{COUNT}&{tail},"")&{formula or literal(text)}'


def either(plan: Plan, text: str, tried: str) -> str:
    """A formula that shows a text, and another while anything is changed."""
    return f"=IF({COUNT}>0,{literal(tried)},{literal(text)})" if plan.live else f"={literal(text)}"


def until_changed(plan: Plan, owners: Iterable[str], text: str) -> str:
    """A formula for a sentence that quotes parameters of ``owners``: it says so where one of them was changed."""
    if not plan.live:
        return f"={literal(text)}"
    sums = "+".join(f"SUMIF({SHEET}!$A:$A,{literal(one)},{SHEET}!$E:$E)" for one in owners)
    return f'=IF({sums}>0,{literal(STALE)},"")&{literal(text)}'


def write_title(
    sheet: Any, plan: Plan, form: Any, text: str = "", *, row: int = 0, column: int = 0, formula: str = "", follows: bool = True
) -> None:  # fmt: skip
    """A sheet's title, marked while anything is changed; the banner if no text is given. formula: it says ``text`` live."""
    text = text or plan.banner
    sheet.write_formula(row, column, marked(plan, text, formula=formula, follows=follows), form, text)


def follows(plan: Plan) -> bool:
    """Whether figures may be changed for a trial: live formulas, and not too many to be kept."""
    return plan.live and len(plan.assessment.counties) * len(plan.assessment.scheme.items) <= MOST_DATA


def lock(sheet: Any) -> None:
    """Lock a sheet whose inputs take no part; without a password, widths and filters stay free."""
    sheet.protect("", _UNPROTECTED)


def literal(text: str) -> str:
    """A text as a formula writes it: quotes doubled, in pieces that a formula can hold, line breaks by their code."""
    lines = []
    for line in text.split("\n"):
        pieces = [line[start : start + _LITERAL] for start in range(0, len(line), _LITERAL)] or [""]
        lines.append("&".join('"' + piece.replace('"', '""') + '"' for piece in pieces))
    return "&CHAR(10)&".join(lines)
