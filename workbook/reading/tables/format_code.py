"""A number format code taken apart, as far as it changes what is seen of a number."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|(?P<gap>[_*].?)|\[(?P<bracket>[^\]]*)\]?'
    r"|(?P<general>General|G/通用格式|Standard)|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)"
    r"|(?P<power>E[+-]?0+)|(?P<end>;)|(?P<text>@)|(?P<date>AM/PM|A/P|[ymdhs]+)|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"\s*(<=|>=|<>|<|>|=)\s*(-?[0-9]{1,15}(?:\.[0-9]+)?)\s*")
_HOLDS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
_WHITE = re.compile(r"white|白色?|(?:color|颜色) ?2", re.IGNORECASE)
_COLOUR = re.compile(
    r"red|blue|green|magenta|cyan|yellow|black|[红蓝绿黄青黑]色?|洋红色?|(?:color|颜色) ?[0-9]+", re.IGNORECASE
)
_ELAPSED = re.compile(r"[hms]+", re.IGNORECASE)
MINUS, PLUS = "-−", "+＋"
_OPEN = "(（"
_AS_USUAL = f" )）{_OPEN}{MINUS}{PLUS}"


@dataclass(frozen=True)
class FormatSection:
    """A part of a format, for some numbers or for texts. pieces: kind and text, in order.

    percents, thousands: how often the number is multiplied by 100 and divided by 1,000. least: the digits before the
    point that are always shown. coloured, white: [Red] and its like; [White] shows nothing on paper.
    """

    pieces: tuple[tuple[str, str], ...]
    condition: tuple[str, float] | None = None
    percents: int = 0
    thousands: int = 0
    least: int = 0
    coloured: bool = False
    white: bool = False

    def has(self, *kinds: str) -> bool:
        """Whether a piece of one of these kinds is in it."""
        return any(kind in kinds for kind, _ in self.pieces)

    def holds(self, number: float) -> bool:
        """Whether its condition holds; False without one."""
        return self.condition is not None and _HOLDS[self.condition[0]](number, self.condition[1])

    @cached_property
    def literals(self) -> str:
        """What stands there whatever the number."""
        return "".join(text for kind, text in self.pieces if kind == "literal").strip()

    @cached_property
    def shows(self) -> bool:
        """Whether it shows the number, or the text, at all."""
        return not self.white and self.has("digit", "general", "text")

    @cached_property
    def signed(self) -> bool:
        """Whether a minus or a bracket is written in it."""
        return self.literals[:1] in (*MINUS, *_OPEN)

    @cached_property
    def is_plain(self) -> bool:
        """Whether it shows a number as it is, but for its sign and for places that it leaves out."""
        zero = self.has("general", "text") or ("digit", "0") in self.pieces
        return self.shows and zero and not (self.percents or self.thousands or self.literals.strip(_AS_USUAL))


@lru_cache(maxsize=2_000)
def sections(code: str) -> tuple[FormatSection, ...]:
    """The parts of a format. Never raises."""
    parts: list[list[tuple[str, str]]] = [[]]
    for found in _PIECE.finditer(code):
        kind = found.lastgroup or "quoted"
        if kind == "end":
            parts.append([])
        elif kind != "gap":
            text = found[kind] or ""
            parts[-1].append(("literal" if kind in ("quoted", "escaped") else kind, text))
    return tuple(map(_section, parts))


def _section(tokens: Sequence[tuple[str, str]]) -> FormatSection:
    digits = [place for place, (kind, _) in enumerate(tokens) if kind == "digit"]
    point = next((place for place, (kind, _) in enumerate(tokens) if kind == "point"), len(tokens))
    whole = [place for place in digits if place < point]
    least = next((len(whole) - at for at, place in enumerate(whole) if tokens[place][1] == "0"), 0)
    pieces: list[tuple[str, str]] = []
    condition, percents, thousands, coloured, white = None, 0, 0, False, False
    for place, (kind, text) in enumerate(tokens):
        if kind == "bracket":
            found = _CONDITION.fullmatch(text)
            condition = (found[1], float(found[2])) if found else condition
            white, coloured = white or bool(_WHITE.fullmatch(text)), coloured or bool(_COLOUR.fullmatch(text))
            if text.startswith("$"):
                pieces.append(("literal", text[1:].split("-")[0]))  # [$¥-804]
            elif _ELAPSED.fullmatch(text):
                pieces.append(("date", text))  # [h]:mm
        elif kind == "comma" and digits and digits[0] < place:
            thousands += not any(place < other < point for other in digits)  # else it only parts groups of digits
        elif kind == "percent":
            percents += 1
            pieces.append(("literal", text))
        elif kind == "comma" or (kind == "date" and digits):
            pieces.append(("literal", text))  # 0kg, as some programs write it
        elif text:
            pieces.append((kind, text))
    return FormatSection(tuple(pieces), condition, percents, thousands, least, coloured, white)
