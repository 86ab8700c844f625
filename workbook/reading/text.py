"""Text as people type it: full-width signs, stray blanks, near spellings."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from workbook.printable import UNSEEN, printable

_BLANKS = "\x0b\x0c\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_SAME = "\u2e9f\u2ef3" + "".join(map(chr, (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFADA), *range(0x2F800, 0x2FA1E))))
# One sign for one, so that places in the text stay the same: full-width ASCII, every blank and minus, and the ideographs
# that only look like the common ones (⽔, 金). NFKC is not used for the rest: it would read 10² as 102.
_WIDE = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(map(ord, _BLANKS), " ")
    | {ord(sign): same for sign in _SAME if len(same := unicodedata.normalize("NFKC", sign)) == 1}
    | {0x2212: "-", 0xFE63: "-"}
)
ELSEWHERE = re.compile(r"([a-z][a-z0-9_]*)@([0-9]{4}|city)")
"""An id of a figure that only checks read: another year's, or the city's own."""

_KEPT = 200  # longer texts are worked out each time
_PUNCTUATION = re.compile(r"[\W_]+")


def words(text: str) -> frozenset[str]:
    """A set of words written in one line."""
    return frozenset(text.split())


def tidy(text: str) -> str:
    """The text without unseen characters and without blanks at its ends; widths as they were."""
    return UNSEEN.sub("", text).strip()


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
    """The text on one line, what cannot be seen written out (U+202E), cut to a length that a message can bear."""
    line = printable(" ".join(text.split()))
    return line if len(line) <= size else f"{line[: size - 1]}…"


def listed(names: Iterable[str], most: int = 20) -> str:
    """Names joined by 、, cut after ``most`` with their number."""
    every = list(names)
    more = f"…共 {len(every)} 个" if len(every) > most else ""
    return "、".join(every[:most]) + more
