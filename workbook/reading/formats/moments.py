"""Numbers that a sheet shows as dates, times or spans of time."""

from __future__ import annotations

import datetime
import re

from workbook.reading.number_format import Shown
from workbook.reading.raw import ErrorValue, Raw

_DAY = 86_400_000  # in milliseconds, the finest that a spreadsheet shows
_BEFORE_MARCH_1900 = 60  # the day that the 1900 system counts and no calendar has
_FROM_1904 = 1462
_FIRST, _LAST, _ORDINAL = 61, 2_958_465, 693_594  # whole days from March 1900 to 9999, most of what there is
_TIME = re.compile(r"T?([0-9]{2}:[0-9]{2}.*)")


def moment(number: float, shown: Shown, from_1904: bool) -> Raw:
    """A date for whole days, a time for less than one, else both; a span as one; the number if no calendar has it."""
    if shown == "date" and not from_1904 and _FIRST <= number <= _LAST and number.is_integer():
        return datetime.date.fromordinal(int(number) + _ORDINAL)
    try:
        if shown == "span":
            return datetime.timedelta(milliseconds=round(number * _DAY))
        days = number + _FROM_1904 if from_1904 else number
        base = datetime.datetime(1899, 12, 30 if days >= _BEFORE_MARCH_1900 else 31)
        found = base + datetime.timedelta(milliseconds=round(days * _DAY))
    except OverflowError:
        return number
    if number < 1:
        return found.time()
    return found.date() if number.is_integer() else found


def from_iso(text: str) -> Raw:
    """A date, a time or both as ISO 8601 writes them; anything else is an error value."""
    try:
        if found := _TIME.fullmatch(text):
            return datetime.time.fromisoformat(found[1])
        both = datetime.datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return ErrorValue(text[:40])
    return both.date() if both.time() == datetime.time() else both
