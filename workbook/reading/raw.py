"""What a cell can hold, whatever the file format."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class ErrorValue:
    """An error that the spreadsheet computed: #DIV/0!, #REF! …"""

    text: str


@dataclass(frozen=True)
class Uncalculated:
    """A formula whose result is blank or is not in the file."""

    formula: str


Moment = datetime.date | datetime.time | datetime.timedelta  # a datetime is a date
Raw = None | str | float | int | bool | Moment | ErrorValue | Uncalculated


def is_blank(raw: Raw) -> bool:
    """Whether a cell is empty or holds nothing but blanks."""
    return raw is None or raw == "" or (isinstance(raw, str) and not raw.strip("\u200b\ufeff \t\r\n\u3000\xa0"))


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
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return f"{name}{row + 1}"
