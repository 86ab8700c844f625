"""Dates as people write them: a date cell, 2026-06-30, 2026/6/30, 2026.6.30, 20260630 or 2026年6月30日."""

from __future__ import annotations

import datetime
import re

from workbook.reading.raw import Raw, as_text, is_blank
from workbook.reading.text import short, squeezed

_DATE = re.compile(r"([0-9]{4})(?:年|[-/.])([0-9]{1,2})(?:月|[-/.])([0-9]{1,2})日?|([0-9]{4})([0-9]{2})([0-9]{2})")
_MONTH = re.compile(r"[0-9]{4}(?:年|[-/.])[0-9]{1,2}月?")
_YEAR_LAST = re.compile(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:[0-9]{4}|[0-9]{2})")
_FIRST, _LAST = 2000, 2099
_HOW = "写成 2026-06-30 或 2026年6月30日"


class BadDate(ValueError):
    """A date that cannot be used; the text, in Chinese, says what is written and what to write."""


def read_date(raw: Raw) -> str:
    """A cell as an ISO date. BadDate for a blank, a day that does not exist, and whatever could be meant in two ways."""
    if is_blank(raw):
        raise BadDate(f"没有写日期；{_HOW}")
    if isinstance(raw, datetime.datetime):
        return _within(raw.date())
    if isinstance(raw, datetime.date):
        return _within(raw)
    text = squeezed(as_text(raw))
    found = _DATE.fullmatch(text)
    if found is None:
        raise BadDate(_unreadable(text, raw))
    year, month, day = (int(part) for part in (found[1] or found[4], found[2] or found[5], found[3] or found[6]))
    try:
        return _within(datetime.date(year, month, day))
    except ValueError as error:
        if isinstance(error, BadDate):
            raise
        raise BadDate(_impossible(text, year, month, day)) from None


def _within(date: datetime.date) -> str:
    if not _FIRST <= date.year <= _LAST:
        raise BadDate(f"日期 {date.isoformat()} 不在 {_FIRST}—{_LAST} 年之间；核对年份")
    return date.isoformat()


def _impossible(text: str, year: int, month: int, day: int) -> str:
    if not 1 <= month <= 12:
        try:
            hint = f"，月和日是不是写反了？是的话写成 {datetime.date(year, day, month).isoformat()}"
        except ValueError:
            hint = f"；{_HOW}"
        return f"日期“{short(text)}”没有 {month} 月{hint}"
    return f"日期“{short(text)}”不存在（{year} 年 {month} 月没有 {day} 日）；核对后{_HOW}"


def _unreadable(text: str, raw: Raw) -> str:
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return f"“{short(text)}”是数，不是日期；把单元格设成日期格式，或{_HOW}"
    if _MONTH.fullmatch(text):
        return f"日期“{short(text)}”没有写日；{_HOW}"
    if _YEAR_LAST.fullmatch(text):
        return f"日期“{short(text)}”分不清年、月、日；{_HOW}"
    return f"“{short(text)}”不是日期；{_HOW}"
