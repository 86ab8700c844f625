"""Text as people type it: full-width signs, stray blanks, near spellings."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from functools import lru_cache

# Full-width ASCII to half-width, one character for one, so that places in the text stay the same.
# NFKC is not used: it would read 10² as 102.
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ",
    0x00A0: " ",
    0x2212: "-",
    0xFE63: "-",
}
_UNSEEN = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
ELSEWHERE = re.compile(r"([a-z][a-z0-9_]*)@([0-9]{4}|city)")
"""An id of a figure that only checks read: another year's, or the city's own."""

_KEPT = 200  # longer texts are worked out each time
_PUNCTUATION = re.compile(r"[\W_]+")


def words(text: str) -> frozenset[str]:
    """A set of words written in one line."""
    return frozenset(text.split())


def tidy(text: str) -> str:
    """The text without unseen characters and without blanks at its ends; widths as they were."""
    return text.translate(_UNSEEN).strip()


def plain(text: str) -> str:
    """The tidy text in half-width signs; as long as ``tidy`` of the same text."""
    return tidy(text).translate(_WIDE)


def squeezed(text: str) -> str:
    """The plain text without any blanks (夏　县 → 夏县)."""
    return _squeezed(text) if len(text) < _KEPT else _squeezed.__wrapped__(text)


def letters(text: str) -> str:
    """Only the letters and digits of the text, for comparing headings (县（市、区） → 县市区)."""
    return _letters(text) if len(text) < _KEPT else _letters.__wrapped__(text)


# The files of a folder hold the same headings and notes, hundreds of times over.
@lru_cache(maxsize=20_000)
def _squeezed(text: str) -> str:
    return "".join(plain(text).split())


@lru_cache(maxsize=20_000)
def _letters(text: str) -> str:
    return _PUNCTUATION.sub("", plain(text))


def is_chinese(sign: str) -> bool:
    """Whether a sign is a Chinese character of the common block."""
    return "\u4e00" <= sign <= "\u9fff"


def near(text: str, candidates: Iterable[str], count: int = 1, cutoff: float = 0.6) -> list[str]:
    """Candidates spelt much like the text, the nearest first."""
    return difflib.get_close_matches(text, list(candidates), count, cutoff)


def short(text: str, size: int = 30) -> str:
    """The text on one line, cut to a length that a message can bear."""
    line = " ".join(text.split())
    return line if len(line) <= size else f"{line[: size - 1]}…"


def listed(names: Iterable[str], most: int = 20) -> str:
    """Names joined by 、, cut after ``most`` with their number."""
    every = list(names)
    more = f"…共 {len(every)} 个" if len(every) > most else ""
    return "、".join(every[:most]) + more
