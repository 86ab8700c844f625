"""What a number format code shows a number as."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Shown = Literal["", "date", "span"]

_NOT_SHOWN = re.compile(r'"[^"]*"?|\\.?|_.?|\*.?')
_BRACKETS = re.compile(r"\[(?!(?:h+|m+|s+)\])[^\]]*\]?", re.IGNORECASE)
_MOMENT = re.compile(r"(\[[hms]+\])|[dmhys]|a/p|am/pm|aaa|e(?![+-])", re.IGNORECASE)


@lru_cache(maxsize=2000)
def shown_as(code: str) -> Shown:
    """Whether a number format shows a positive number as a date (or time), as a time span, or neither."""
    if code.startswith(("General", "G/")):
        return ""
    found = _MOMENT.search(_BRACKETS.sub("", _NOT_SHOWN.sub("", code).partition(";")[0]))
    return "" if found is None else "span" if found[1] else "date"
