"""One cell, one item: the figure, what was declared instead, or what is wrong. Never raises or guesses."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

from scoring.rounding import to_15_digits
from scoring.scheme.models import ItemSpec
from workbook.reading.raw import Raw, as_text, is_blank
from workbook.reading.tables import faults
from workbook.reading.tables.faults import Fault
from workbook.reading.text import plain, tidy, words

NOT_APPLICABLE = "不适用"
UNUSABLE = "缺报"

Declared = tuple[Literal["不适用", "暂缺"], str]

DECLARED = re.compile(r"(不适用|暂缺)(?=$|[\s(:,.;、。\-—–])")
"""How a declaration begins, in half-width signs."""
_AROUND_REASON = " \t\r\n\u3000\xa0:：,，.。;；、-—–"
_OPEN, _CLOSE = "(（[【", ")）]】"
_NUMBER = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?|[+-]?\.[0-9]+")
_PERCENT = re.compile(r"(.*\S)\s*%")
_PLACEHOLDERS = words(
    "— —— – ― - -- --- / // \\ * ** . … …… ～ ~ 、 ? ?? 无 没有 无数据 暂无 空 未填 未报"
    " na n/a n.a. #n/a none null nan nil x"
)
_YES, _NO = words("是 √ ✓ ✔ 1 true"), words("否 × ✗ ✘ 0 false")


@dataclass(frozen=True)
class Reading:
    """What a cell says: a number, 不适用, 暂缺, 缺报 (unusable, see the fault), or NaN for a blank."""

    value: float | str
    declared: Declared | None = None
    fault: Fault | None = None


_BLANK = Reading(math.nan)


def read_cell(raw: Raw, item: ItemSpec, *, percent: bool = False) -> Reading:
    """A cell of an item. percent: whether the cell's number format shows percent.

    Yes/no items take 是, 否, √, ×, 1, 0, TRUE and FALSE, and become 1.0 or 0.0; 有 and 无 are refused, as
    无 is written for "no data" as well. A percent item takes 15.5, 15.5% and a cell that holds 0.155 and
    shows 15.5%; all are 15.5.
    """
    if is_blank(raw):
        return _BLANK if item.optional else Reading(math.nan, fault=faults.left_blank(item))
    if isinstance(raw, str):
        return _read_text(raw, item)
    if isinstance(raw, bool):
        return _read_boolean(raw, item)
    if isinstance(raw, (int, float)):
        return _read_number(raw, item, percent)
    return Reading(UNUSABLE, fault=faults.no_figure(raw, item))


def is_percent_item(item: ItemSpec) -> bool:
    """Whether an item's figures are percents."""
    return plain(item.unit) == "%"


def _read_text(raw: str, item: ItemSpec) -> Reading:
    text, shown = plain(raw), tidy(raw)
    declared = DECLARED.match(text)
    if declared:
        word: Literal["不适用", "暂缺"] = "不适用" if declared[1] == NOT_APPLICABLE else "暂缺"
        reason = _reason(shown[declared.end() :])
        return Reading(word, (word, reason), faults.declared(word, reason, item))
    if item.kind == "yes_no":
        return _read_yes_no(text, shown, item)
    if text.lower() in _PLACEHOLDERS:
        return Reading(UNUSABLE, fault=faults.placeholder(shown, item))
    with_percent = _PERCENT.fullmatch(text)
    digits = with_percent[1] if with_percent else text
    if not _NUMBER.fullmatch(digits):
        return Reading(UNUSABLE, fault=faults.not_a_number(shown, item))
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


def _read_number(raw: float, item: ItemSpec, percent: bool) -> Reading:
    try:
        number = float(raw)
    except OverflowError:
        number = math.inf
    if not percent:
        return _checked(number, as_text(raw), item)
    shown = f"{number * 100:.10g}%"
    if not is_percent_item(item):
        return Reading(UNUSABLE, fault=faults.unexpected_percent(shown, item))
    return _checked(number * 100, shown, item)


def _checked(number: float, shown: str, item: ItemSpec) -> Reading:
    if not math.isfinite(number):
        return Reading(UNUSABLE, fault=faults.not_a_number(shown, item))
    value = float(to_15_digits(number))
    if item.kind == "yes_no" and value not in (0.0, 1.0):
        return Reading(UNUSABLE, fault=faults.not_yes_or_no(shown, item))
    if item.kind == "count" and value != math.floor(value):
        return Reading(UNUSABLE, fault=faults.not_whole(item, shown))
    minimum = 0.0 if item.minimum is None and item.kind == "count" else item.minimum
    if minimum is not None and value < minimum:
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
