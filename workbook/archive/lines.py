"""Lines of JSON as text cells that Excel, WPS, LibreOffice and openpyxl all keep on open-and-save.

A cell holds at most 32,767 characters; a longer line stands in several cells. Characters that a program may
alter (control characters, those outside the basic plane, ``_x0041_`` which Excel reads as an escape) are
written as JSON escapes, and no piece begins or ends with a blank.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

MOST = 30_000  # characters of a piece
_FRAGILE = re.compile(
    "_(?=x[0-9A-Fa-f]{4}_)|[\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]|[\U00010000-\U0010ffff]"
)


def line(value: Any) -> str:
    """A value as one line of JSON, readable, without a character that a spreadsheet may change."""
    return safe(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False))


def safe(text: str) -> str:
    """A JSON text with the fragile characters of its strings escaped; it stands for the same value."""
    return _FRAGILE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    if match[0] == "_":
        return "\\u005f"
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place]:02x}{units[place + 1]:02x}" for place in range(0, len(units), 2))


def pieces(text: str) -> Iterator[str]:
    """A line in pieces of at most MOST characters, none with a blank at either end, none empty."""
    while len(text) > MOST:
        cut = MOST
        while cut > 1 and (text[cut].isspace() or text[cut - 1].isspace()):
            cut -= 1
        yield text[:cut]
        text = text[cut:]
    yield text


def digest(rows: Iterable[tuple[str, str]]) -> str:
    """SHA-256 of (part, line) rows."""
    whole = hashlib.sha256()
    for name, text in rows:
        whole.update(f"{name}\t{text}\n".encode())
    return whole.hexdigest()


def joined(rows: Sequence[tuple[str, str, str]]) -> list[tuple[str, str]]:
    """(part, line) from (part, piece number, piece) rows: a piece that begins with + goes on with the line above.

    ValueError where a line begins with a piece that is not its first.
    """
    result: list[tuple[str, list[str]]] = []
    for name, number, text in rows:
        if number:
            if not result or result[-1][0] != name or number != str(len(result[-1][1]) + 1):
                raise ValueError(f"{name} {number}")
            result[-1][1].append(text)
        else:
            result.append((name, [text]))
    return [(name, "".join(texts)) for name, texts in result]
