"""What a cell can hold, whatever the file format."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cache

from workbook.reading.text import tidy

ERRORS = {
    2000: "#NULL!", 2007: "#DIV/0!", 2015: "#VALUE!", 2023: "#REF!", 2029: "#NAME?", 2036: "#NUM!", 2042: "#N/A",
    2043: "#GETTING_DATA", 2045: "#SPILL!", 2046: "#CONNECT!", 2047: "#BLOCKED!", 2048: "#UNKNOWN!",
    2049: "#FIELD!", 2050: "#CALC!",
}  # fmt: skip
"""Excel's error values by the number that VBA's CVErr takes. Other programs have more: see ``is_error``."""
_ERROR = re.compile(r"#[A-Z][A-Z0-9_/]*[!?]|#N/A!?|#GETTING_DATA|Err:[0-9]{3}")


@dataclass(frozen=True)
class ErrorValue:
    """An error that the spreadsheet computed: #DIV/0!, #REF! … or any other code."""

    text: str


@dataclass(frozen=True)
class Uncalculated:
    """A formula whose result is not in the file."""

    formula: str


Moment = datetime.date | datetime.time | datetime.timedelta  # a datetime is a date
Raw = None | str | float | int | bool | Moment | ErrorValue | Uncalculated


def is_error(text: str) -> bool:
    """Whether a text is how some spreadsheet writes an error value (#SPILL!, LibreOffice's Err:502)."""
    return text[:1] in ("#", "E") and bool(_ERROR.fullmatch(text))


def is_blank(raw: Raw) -> bool:
    """Whether a cell is empty or holds nothing that is seen."""
    if not isinstance(raw, str):
        return raw is None
    if raw and ("!" <= raw[0] <= "~" or "\u4e00" <= raw[0] <= "\u9fff"):
        return False
    return not tidy(raw)


def as_text(raw: Raw) -> str:
    """A cell as a message shows it; a blank is an empty text."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, float):
        return f"{raw:.15g}"
    if isinstance(raw, ErrorValue):
        return raw.text
    if isinstance(raw, Uncalculated):
        return raw.formula
    return str(raw)


def address(row: int, column: int) -> str:
    """Zero-based row and column as an address: (2, 27) → AB3."""
    return f"{column_name(column)}{row + 1}"


@cache
def column_name(column: int) -> str:
    """The letters of a column, from 0: 27 → AB."""
    above, own = divmod(column, 26)
    return (column_name(above - 1) if above else "") + chr(65 + own)


def column_number(name: str) -> int:
    """The column that letters name, from 0: AB → 27."""
    found = 0
    for letter in name.upper():
        found = found * 26 + ord(letter) - 64
    return found - 1
