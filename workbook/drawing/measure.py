"""How much room text takes in a cell: a Chinese character is two units wide, a Latin one one."""

from __future__ import annotations

import math
import unicodedata
from functools import lru_cache

LINE = 13.5
"""Height of a line of 9 to 10 point type, in points."""


@lru_cache(maxsize=1 << 16)
def width(text: str) -> int:
    """Width of the longest line of a text, in column units."""
    if text.isascii():
        return max(map(len, text.splitlines()), default=0)
    return max((sum(map(_UNITS.__getitem__, line)) for line in text.splitlines()), default=0)


def lines(text: str, room: float) -> int:
    """How many lines a text fills in a column of so many units."""
    # A column shows about one unit less than its width: the padding at both sides.
    return sum(max(1, math.ceil(width(line) / max(room - 1, 1))) for line in text.splitlines()) or 1


class _Units(dict[str, int]):
    """By character, each worked out when it is first met."""

    def __missing__(self, sign: str) -> int:
        self[sign] = 2 if unicodedata.east_asian_width(sign) in "WFA" else 1
        return self[sign]


_UNITS = _Units()
