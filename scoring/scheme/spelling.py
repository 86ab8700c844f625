"""What may have been meant: the nearest spelling of a word, or what there is to choose from."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_MOST = 12


def near(word: object, words: Iterable[str]) -> str:
    """「；是不是 x？」, or nothing."""
    known = list(words)
    low = {one.lower(): one for one in reversed(known)}
    close = difflib.get_close_matches(str(word).strip().lower(), list(low), 1, 0.6)
    return f"；是不是 {low[close[0]]}？" if close else ""


def nearest(word: object, words: Iterable[str]) -> str:
    """「；是不是 x？」, or 「；可以写：……」 where nothing is near."""
    known = list(words)
    return near(word, known) or (f"；可以写：{listed(known)}" if known else "")


def listed(words: Iterable[object]) -> str:
    """「a、b、c」; a long list is cut."""
    known = [str(word) for word in words]
    return "、".join(known[:_MOST]) + (f" 等 {len(known)} 个" if len(known) > _MOST else "")
