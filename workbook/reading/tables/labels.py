"""Values beside their labels: 考核年度 | 2025, or 考核年度：2025 in one cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbook.reading.grid import Place
from workbook.reading.raw import Raw, is_blank
from workbook.reading.tables.sheet import Rows
from workbook.reading.text import plain, squeezed, tidy

_MOST_ROWS = 200  # labels stand at the top
_BRACKETED = re.compile(r"(.+?)\((.+)\)")  # 考核年度（2025）
_GAP = re.compile(r"\u3000|\s{2,}")


def beside(rows: Rows, labels: Sequence[str]) -> dict[str, tuple[Raw, Place, Place]]:
    """The value after each label where it first stands, its place, and the label's.

    The value is in the same cell behind a colon (between wide spaces, as our own sheets write 考核年度：2025　　方案：…),
    or in the next filled cell; without one it is None, at the label's place.
    """
    found: dict[str, tuple[Raw, Place, Place]] = {}
    known = {plain(one): one for one in labels}
    first = re.compile("|".join({re.escape(one[:2]) for one in known}))
    for number, row in enumerate(rows[:_MOST_ROWS]):
        for column, raw in enumerate(row):
            if not raw or not isinstance(raw, str) or not first.search(raw):
                continue
            place = (number, column)
            for text in _GAP.split(tidy(raw)):
                head, _, rest = squeezed(text).partition(":")
                if known.get(head) and rest and known[head] not in found:
                    found[known[head]] = (re.split("[:：]", text, maxsplit=1)[-1].strip(), place, place)
                bracketed = _BRACKETED.fullmatch(squeezed(text))
                if bracketed and bracketed[1] in known and known[bracketed[1]] not in found:
                    found[known[bracketed[1]]] = (bracketed[2], place, place)
            label = known.get(squeezed(raw).strip(":"), "")
            if not label or label in found:
                continue
            others = [(value, (number, at)) for at, value in enumerate(row) if at > column]
            value, at = next((one for one in others if not is_blank(one[0])), (None, place))
            found[label] = (value, at, place)
    return found
