"""One cell, one item: the figure, what was declared instead, or what is wrong. Never raises or guesses."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

from scoring.formula.columns import NOT_ASSIGNED_TEXT
from scoring.lists.placeholders import is_placeholder
from scoring.rounding import to_15_digits
from scoring.scheme.models import ItemSpec
from workbook.reading.findings import Fault
from workbook.reading.raw import ErrorValue, Raw, as_text, is_blank, is_error
from workbook.reading.tables import faults
from workbook.reading.tables.appearance import PLAIN, Appearance, crossed_out, raised
from workbook.reading.tables.displayed import displayed, is_percent_item, text_fault
from workbook.reading.tables.number_format import shown as displayed_as
from workbook.reading.tables.worded import NUMBER, worded
from workbook.reading.text import plain, squeezed, tidy, words

NOT_APPLICABLE = "不适用"
UNUSABLE = "缺报"

Declared = tuple[Literal["不适用", "暂缺"], str]

DECLARED = re.compile(r"(不适用|暂缺)(?=$|[\s(:,.;、。\-—–])")
"""How a declaration begins, in half-width signs."""
_UNASSIGNED = re.compile(rf"{NOT_ASSIGNED_TEXT}(?=$|[(（:：,，])")
_AROUND_REASON = " \t\r\n\u3000\xa0:：,，.。;；、-—–"
_OPEN, _CLOSE = "(（[【", ")）]】"
_NUMBER = re.compile(NUMBER)
_PERCENT = re.compile(r"(.*\S)\s*%")
_YES, _NO = words("是 √ ✓ ✔ 1 true"), words("否 × ✗ ✘ 0 false")


@dataclass(frozen=True)
class Reading:
    """What a cell says: a number, 不适用, 暂缺, 缺报 (unusable, see the fault), or NaN for a blank."""

    value: float | str
    declared: Declared | None = None
    fault: Fault | None = None


_BLANK = Reading(math.nan)


def read_cell(raw: Raw, item: ItemSpec, appearance: Appearance = PLAIN) -> Reading:
    """A cell of an item, as it stands and as it looks.

    Yes/no items take 是, 否, √, ×, 1, 0, TRUE and FALSE, and become 1.0 or 0.0; 有 and 无 are refused, as
    无 is written for "no data" as well. A percent item takes 15.5, 15.5% and a cell that holds 0.155 and
    shows 15.5%; all are 15.5. What a cell shows otherwise than it holds it is refused, but for rounding.
    """
    if appearance is PLAIN and raw.__class__ is float and item.kind != "yes_no":  # what most cells are
        reading = _checked(raw, "", item)
        if reading.fault is None:
            return reading
    if appearance.merged:
        return Reading(UNUSABLE, fault=faults.merged(appearance.merged, item))
    if is_blank(raw):
        if item.optional:
            return _BLANK
        blank = faults.computed_blank(appearance.formula, item) if appearance.formula else faults.left_blank(item)
        return Reading(math.nan, fault=blank)
    struck = crossed_out(raw, appearance)
    if struck:
        return Reading(UNUSABLE, fault=faults.crossed_out(struck, item))
    if isinstance(raw, str):
        return _read_text(raw, item, appearance)
    if isinstance(raw, bool):
        return _read_boolean(raw, item)
    if isinstance(raw, (int, float)):
        return _read_number(raw, item, appearance)
    return Reading(UNUSABLE, fault=faults.no_figure(raw, item))


def _read_text(raw: str, item: ItemSpec, appearance: Appearance) -> Reading:
    text, shown = plain(raw), tidy(raw)
    if is_error(shown):  # a text table has error values as text
        return Reading(UNUSABLE, fault=faults.no_figure(ErrorValue(shown), item))
    declared = DECLARED.match(text)
    if declared:
        word: Literal["不适用", "暂缺"] = "不适用" if declared[1] == NOT_APPLICABLE else "暂缺"
        reason, hidden = _reason(shown[declared.end() :]), text_fault(shown, item, appearance.number_format, None)
        if hidden:
            return Reading(UNUSABLE, fault=hidden)
        return Reading(word, (word, reason), faults.declared(word, reason, item))
    lifted = raised(appearance)
    if lifted:
        return Reading(UNUSABLE, fault=faults.raised(lifted, item))
    reading = _read_yes_no(text, shown, item) if item.kind == "yes_no" else _read_figure(text, shown, item)
    if isinstance(reading.value, float):
        fault = text_fault(shown, item, appearance.number_format, reading.value if item.kind != "yes_no" else None)
        return Reading(UNUSABLE, fault=fault) if fault else reading
    return reading


def _read_figure(text: str, shown: str, item: ItemSpec) -> Reading:
    with_percent = _PERCENT.fullmatch(text)
    digits = with_percent[1] if with_percent else text
    if not _NUMBER.fullmatch(digits.lower()):
        bare = is_placeholder(shown) and not any(one.isdigit() for one in shown)  # 0$ is a figure with a unit
        fault = faults.placeholder(shown, item) if bare else worded(shown, item)
        return Reading(UNUSABLE, fault=fault)
    if with_percent and not is_percent_item(item):
        return Reading(UNUSABLE, fault=faults.unexpected_percent(shown, item))
    return _checked(float(digits.replace(",", "")), shown, item)


def _read_yes_no(text: str, shown: str, item: ItemSpec) -> Reading:
    if text.lower() in _YES:
        return Reading(1.0)
    if text.lower() in _NO:
        return Reading(0.0)
    return Reading(UNUSABLE, fault=faults.not_yes_or_no(shown, item))


def _read_boolean(raw: bool, item: ItemSpec) -> Reading:
    if item.kind == "yes_no":
        return Reading(float(raw))
    return Reading(UNUSABLE, fault=faults.boolean(raw, item))


def _read_number(raw: float, item: ItemSpec, appearance: Appearance) -> Reading:
    try:
        number = float(raw)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        return _checked(number, as_text(raw), item)
    if item.kind == "yes_no":
        seen = displayed_as(appearance.number_format, number)
        if seen is not None and plain(seen.text) in (_YES if number == 1 else _NO if number == 0 else ()):
            return Reading(number)  # "是";;"否"
    value, text, fault = displayed(number, item, appearance.number_format)
    return Reading(UNUSABLE, fault=fault) if fault else _checked(value, text, item)


def is_unassigned(text: str) -> bool:
    """Whether a text declares a target 未下达, with or without its reason."""
    return bool(_UNASSIGNED.match(squeezed(text)))


def lowest(item: ItemSpec) -> float:
    """The least figure that an item may have."""
    if item.minimum is None:
        return 0.0 if item.kind == "count" else -math.inf
    return item.minimum


def _checked(number: float, shown: str, item: ItemSpec) -> Reading:
    if not math.isfinite(number):
        return Reading(UNUSABLE, fault=faults.not_a_number(shown, item))
    value = float(to_15_digits(number))
    if item.kind == "yes_no" and value not in (0.0, 1.0):
        return Reading(UNUSABLE, fault=faults.not_yes_or_no(shown, item))
    if item.kind == "count" and value != math.floor(value):
        return Reading(UNUSABLE, fault=faults.not_whole(item, shown))
    minimum = lowest(item)
    if value < minimum:
        return Reading(UNUSABLE, fault=faults.out_of_bounds(item, shown, f"小于下限 {minimum:.15g}"))
    if item.maximum is not None and value > item.maximum:
        return Reading(UNUSABLE, fault=faults.out_of_bounds(item, shown, f"大于上限 {item.maximum:.15g}"))
    return Reading(value)


def _reason(rest: str) -> str:
    text = rest.strip(_AROUND_REASON)
    if text and text[0] in _OPEN:
        text = text[1:]
        # 不适用（甲（乙））: only the outer pair goes; a bracket left open goes alone.
        if text and text[-1] in _CLOSE and _count(text, _CLOSE) > _count(text, _OPEN):
            text = text[:-1]
    return text.strip(_AROUND_REASON)


def _count(text: str, signs: str) -> int:
    return sum(text.count(sign) for sign in signs)
