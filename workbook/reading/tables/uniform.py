"""Columns that are computed alike in every row: live checks and row numbers, which nothing is read from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from workbook.reading.grid import Place
from workbook.reading.raw import Raw, Uncalculated, as_text, column_number, is_blank
from workbook.reading.tables.sheet import Sheet, Use
from workbook.reading.text import short

GOOD, BAD = "✓", "✗"
"""How the verdict of a live check begins."""

_PART = re.compile(r'("[^"]*")|(\$?)\b([A-Z]{1,3})(\$?)([0-9]{1,7})\b(?!\()')


def claim_checks(sheet: Sheet, cells: Sequence[Place], shown: Iterable[str] = ()) -> None:
    """Claim cells that hold one formula, told relative to the cell, and show a verdict, nothing, or one of ``shown``.

    Most decide which formula; one that differs stays unclaimed, a blank among them is noted.
    """
    formulas = sheet.grid.formulas
    if formulas is None:  # an .xls file does not tell them
        for place in cells:
            if is_verdict(sheet.at(place), set(shown)):
                sheet.claim(place, Use.REMARK)
        return
    known: dict[tuple[int, str], str] = {}  # formulas of a column that differ in their own row's number only
    relative: dict[Place, str] = {}
    for place in cells:
        formula = formulas.get(place)
        if formula is not None:
            alike = (place[1], formula.replace(str(place[0] + 1), "#"))
            if alike not in known:
                known[alike] = _relative(formula, place)
            relative[place] = known[alike]
    if not relative:
        return
    # A check of a row reads its own row; where cells were deleted and moved up, most may read another.
    own = [form for form in relative.values() if "R[0]" in form]
    usual = Counter(own or relative.values()).most_common(1)[0][0]
    allowed = set(shown)
    for place in cells:
        if place not in relative:
            if is_blank(sheet.at(place)):
                sheet.lacks(place, "公式")
        elif relative[place] in (usual, "=…") and is_verdict(sheet.at(place), allowed):
            sheet.claim(place, Use.REMARK)


def claim_numbers(sheet: Sheet, column: int | None, rows: Sequence[int], filled: Sequence[int]) -> None:
    """Claim a column of row numbers, each one more than the one above; those that are not are reported once.

    rows: of the table. filled: those with anything else in them, which must have a number if any row has one.
    """
    if column is None:
        return
    expected, odd = 1, []
    there = [row for row in rows if not is_blank(sheet.at((row, column)))]
    lowest = max(there, default=-1)
    for row in rows:
        raw = sheet.at((row, column))
        if is_blank(raw):
            if there and (row < lowest or row in filled):
                odd.append(row)
            continue
        sheet.claim((row, column), Use.REMARK)
        if as_text(raw) != str(expected):
            odd.append(row)
        number = as_text(raw)
        expected = int(number) + 1 if number.isdecimal() and len(number) < 9 else expected + 1
    if odd:
        first = sheet.at((odd[0], column))
        first_text = f"写着“{short(as_text(first))}”" if not is_blank(first) else "是空的"
        sheet.findings.add(
            "N_NUMBERS",
            f"“序号”不连续：第 {'、'.join(str(row + 1) for row in odd[:20])} 行（第一处{first_text}），各行照样读了",
            "看看是不是少了行、多了行；不是的可以不管",
            (odd[0], column),
        )


def _relative(formula: str, place: Place) -> str:
    """A formula with its references as distances from the cell."""

    def relative(match: re.Match[str]) -> str:
        if match[1]:
            return match[1]
        column = column_number(match[3])
        across = f"C{column}" if match[2] else f"C[{column - place[1]}]"
        return (f"R{match[5]}" if match[4] else f"R[{int(match[5]) - place[0]}]") + across

    return _PART.sub(relative, formula)


def is_verdict(raw: Raw, shown: Collection[str] = ()) -> bool:
    """Whether a live check can show this: nothing, no result yet, a verdict, or one of ``shown``."""
    if is_blank(raw) or isinstance(raw, Uncalculated):
        return True
    text = as_text(raw)
    return isinstance(raw, str) and (text.startswith((GOOD, BAD)) or text in shown)
