"""What a number format makes of a cell: 702900 as 70.29万, 0.155 as 15.5%, 3.42 as nothing at all.

A format that shows a number as it is, or rounded, says nothing more, and no more than that is worked out of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from workbook.reading.tables.format_code import MINUS, PLUS, FormatSection, sections
from workbook.reading.text import squeezed

_NUMBER = ("digit", "point", "general", "text", "power")
_DIGITS = re.compile(r"[0-9]+\.?[0-9]*|\.[0-9]+")
_SIGNS = frozenset(MINUS + PLUS)
_LARGEST = Decimal(10) ** 20  # a larger number is not worked out digit by digit
_EXACT = 12  # places of a number that is shown with all it has
_WIDE = Context(prec=400)


@dataclass(frozen=True)
class ShownCell:
    """A cell as it is shown: the text; the number in it, with so many places, if there is one; the words around it."""

    text: str
    number: Decimal | None = None
    words: str = ""
    places: int = 0
    percents: int = 0

    def is_close(self, number: float, factor: Decimal | int = 1) -> bool:
        """Whether the number shown, times a factor, is a number but for the places that are not shown."""
        if self.number is None:
            return False
        most = Decimal("0.5000005").scaleb(-self.places) * factor
        return abs(self.number * factor - Decimal(f"{number:.15g}")) <= most


def shown(code: str, number: float) -> ShownCell | None:
    """A number as a format shows it; None if it is shown as it is, rounded at most. The number is finite."""
    if _is_simple(code):
        return None
    section, minus = _chosen(sections(code), number)
    if section is None or not section.shows:
        text = "" if section is None or section.white else section.literals
        return ShownCell("日期" if section is not None and section.has("date") else text)
    is_sign_shown = not section.signed if minus or number >= 0 else section.signed or section.coloured
    if section.is_plain and is_sign_shown and (section.least < 2 or abs(number) >= 10 ** (section.least - 1)):
        return None
    return _rendered(section, number, minus)


@lru_cache(maxsize=2_000)
def _is_simple(code: str) -> bool:
    """Whether a format of one section is plain for every number; most cells have such a one."""
    first, *others = sections(code)
    return not code or (first.is_plain and not (others or first.signed or first.condition or first.least > 1))


def shown_text(code: str, text: str) -> ShownCell | None:
    """A text as a format shows it; None if it is shown as it is."""
    if not code:
        return None
    every = sections(code)
    section = every[3] if len(every) > 3 else every[-1]
    if len(every) <= 3 and not section.has("text"):
        return None
    if not section.shows:
        return ShownCell("" if section.white else section.literals)
    whole = "".join(text if kind == "text" else piece for kind, piece in section.pieces)
    return ShownCell(whole, words=squeezed(section.literals)) if section.literals else None


def _chosen(every: Sequence[FormatSection], number: float) -> tuple[FormatSection | None, bool]:
    """The section for a number, and whether a minus is put before it that is not in the section."""
    of_numbers = [one for one in every[:3] if not one.has("text")] or list(every[:1])
    if not any(one.condition for one in of_numbers):
        if len(of_numbers) == 1:
            return of_numbers[0], number < 0
        return of_numbers[1 if number < 0 else 2 if number == 0 and len(of_numbers) > 2 else 0], False
    section = next((one for one in of_numbers if one.holds(number)), None)
    others = [one for one in of_numbers if not one.condition]
    if section is None and others:
        section = others[0 if number < 0 else -1]
    return section, number < 0


def _rendered(section: FormatSection, number: float, minus: bool) -> ShownCell:
    size = Decimal(f"{abs(number):.15g}").scaleb(2 * section.percents - 3 * section.thousands)
    numeric = [place for place, (kind, _) in enumerate(section.pieces) if kind in _NUMBER]
    inner = section.pieces[numeric[0] : numeric[-1] + 1]
    before = "".join(text for _, text in section.pieces[: numeric[0]])
    after = "".join(text for _, text in section.pieces[numeric[-1] + 1 :])
    if section.has("general", "text", "power") or ("literal", "/") in inner or size >= _LARGEST:
        digits, places, exact = f"{float(size):.15g}", _EXACT, size
    else:
        digits = _filled(inner, size, section.least)
        written = digits.replace(" ", "")
        minus = minus and bool(written.strip("0."))  # what rounds to nought has no sign
        if not _DIGITS.fullmatch(written):
            return ShownCell(f"{before}{digits}{after}".strip(), words=squeezed(before + after))
        exact, places = Decimal(written), len(written.partition(".")[2])
    negative, head, tail = minus or (number < 0 and section.coloured), before.strip(), after.strip()
    if head[:1] in _SIGNS or head[-1:] in _SIGNS:
        negative, head = negative or head[0] in MINUS or head[-1] in MINUS, head.strip(MINUS + PLUS)
    elif head.endswith(("(", "（")) and tail.startswith((")", "）")):
        negative, head, tail = True, head[:-1], tail[1:]
    words = squeezed(head + tail).replace("%", "", section.percents)
    text = f"{'-' if minus else ''}{before}{digits}{after}".strip()
    return ShownCell(text, -exact if negative else exact, words, places, section.percents)


def _filled(pieces: Sequence[tuple[str, str]], size: Decimal, least: int) -> str:
    """The digit places of a format filled with a number, rounded half up as spreadsheets do."""
    point = next((place for place, (kind, _) in enumerate(pieces) if kind == "point"), len(pieces))
    left = [place for place, (kind, _) in enumerate(pieces) if kind == "digit" and place < point]
    right = [place for place, (kind, _) in enumerate(pieces) if kind == "digit" and place > point]
    rounded = size.quantize(Decimal(1).scaleb(-len(right)), ROUND_HALF_UP, _WIDE)
    whole, _, part = f"{rounded:f}".partition(".")
    whole = whole.lstrip("0").zfill(least)
    texts: dict[int, str] = {}
    for place in reversed(left):
        whole, texts[place] = (whole[:-1], whole[-1:]) if place != left[0] else ("", whole)
    while part.endswith("0") and pieces[right[len(part) - 1]][1] != "0":
        part = part[:-1]
    texts |= dict(zip(right, part, strict=False))
    return "".join(texts.get(place, "") if kind == "digit" else text for place, (kind, text) in enumerate(pieces))
