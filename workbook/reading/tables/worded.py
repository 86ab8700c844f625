"""A figure with words around it (70.29万吨, 约12, 3.35左右): which word is a unit, and what to write instead."""

from __future__ import annotations

import re

from scoring.scheme.models import ItemSpec
from workbook.reading.findings import Fault
from workbook.reading.tables import faults
from workbook.reading.tables.unit_words import leading_unit, unit_in
from workbook.reading.tables.units import unit_fault
from workbook.reading.text import letters, plain, squeezed, tidy, words

NUMBER = r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?(?:e[+-]?[0-9]{1,3})?|[+-]?\.[0-9]+"
"""A figure in half-width lower-case signs."""
_WORDED = re.compile(rf"(?P<head>[^0-9.,+(-]*)(?P<number>{NUMBER})\s*(?P<tail>[^0-9\s.,)~—–-].*)", re.DOTALL)
_VAGUE = words("左右 上下 以上 以下 以内 余 多 整 许 约 不到")
_BRACKETS = ("(", "[", "【", "〔")
_PER = ("/", "每", "÷")


def worded(text: str, item: ItemSpec) -> Fault:
    """What is wrong with a text that is no number where one is due: E_UNIT if it has another unit, else E_TEXT."""
    shown, found = tidy(text), _WORDED.fullmatch(plain(text).lower())
    if found is None:
        return faults.not_a_number(shown, item)
    tail = squeezed(found["tail"])
    own_unit = leading_unit(tail) or unit_in(tail) or ""
    rest = tail.removeprefix(own_unit)
    if any(sign.isdigit() for sign in rest) and not rest.startswith(_BRACKETS):
        return faults.not_a_number(shown, item)  # 3万5, 1亿2千万
    if own_unit and not rest.startswith(_PER):
        fault = unit_fault(own_unit, item, shown=shown, figure=float(found["number"].replace(",", "")))
        if fault is not None:
            return fault
    elif tail not in _VAGUE and letters(tail) and not tail.startswith(_BRACKETS):
        return faults.unknown_unit(shown, item, tail)
    return faults.not_a_number(shown, item, "" if found["head"] else tail)
