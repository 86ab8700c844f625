"""What a number format shows of a value, for the formats that can be known without doubt."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache
from typing import NamedTuple

Value = float | str

_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<bracket>\[[^\]]*\])|(?P<general>General)|(?P<number>[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+)'
    r"|(?P<plain>[-+ ()–—、。，：年月日第名分个项县%@:$])",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_SIGNS = {"%": "percent", "@": "text"}
_COLOURS = ("black", "blue", "cyan", "green", "magenta", "red", "white", "yellow")


class _Section(NamedTuple):
    condition: tuple[str, float] | None
    colour: str
    pieces: tuple[tuple[str, str], ...]
    """(literal, text), (number, pattern), (general, ""), (percent, "%"), (text, "@")."""


def same_shown(code: str, other: str, value: Value | None) -> bool:
    """Whether two format codes show a value alike: they mean the same, or both can be known and give one text."""
    first, second = _sections(code), _sections(other)
    if first is None or second is None:
        return code == other
    if first == second or value is None:
        return first == second
    return shown(code, value) is not None and shown(code, value) == shown(other, value)


def meaning(code: str) -> str:
    """One text for all codes that say the same; where one is not understood (dates), itself without needless escapes."""
    sections = _sections(code)
    return re.sub(r"\\([-/: ])", r"\1", code) if sections is None else repr([tuple(one) for one in sections])


def shown(code: str, value: Value) -> tuple[str, str] | None:
    """(text, colour) that a cell with this format shows; None where that is not known."""
    sections = _sections(code)
    if sections is None:
        return None
    if isinstance(value, str):
        return _text(sections, value)
    section, amount = _chosen(sections, value)
    if section is None:
        return None
    if sum(kind in ("number", "general") for kind, _ in section.pieces) > 1:
        return None
    if not section.pieces and len(sections) == 1:
        return None
    percents = sum(kind == "percent" for kind, _ in section.pieces)
    text = ""
    for kind, piece in section.pieces:
        if kind == "number":
            text += _digits(piece, amount * 100**percents)
        elif kind == "general":
            text += f"{amount:.10g}"
        elif kind == "text":
            return None
        else:
            text += piece
    return text, section.colour


def _text(sections: tuple[_Section, ...], value: str) -> tuple[str, str] | None:
    if len(sections) == 4:
        section = sections[3]
    elif any(kind == "text" for kind, _ in sections[-1].pieces):
        section = sections[-1]
    else:
        return value, ""
    if any(kind in ("number", "general", "percent") for kind, _ in section.pieces):
        return None
    return "".join(value if kind == "text" else piece for kind, piece in section.pieces), section.colour


def _chosen(sections: tuple[_Section, ...], value: float) -> tuple[_Section | None, float]:
    """The section for a number, and the number that it shows (its sign is the section's own, but in the first)."""
    numbers = sections[:3]
    if any(one.condition for one in numbers):
        for one in numbers:
            if one.condition is None or _holds(one.condition, value):
                return one, value
        return None, value
    if value < 0 and len(numbers) > 1:
        return numbers[1], -value
    if value == 0 and len(numbers) > 2:
        return numbers[2], value
    return numbers[0], value


def _holds(condition: tuple[str, float], value: float) -> bool:
    sign, bound = condition
    return {
        "<": value < bound, ">": value > bound, "=": value == bound,
        "<=": value <= bound, ">=": value >= bound, "<>": value != bound,
    }[sign]  # fmt: skip


def _digits(pattern: str, amount: float) -> str:
    whole, point, part = pattern.partition(".")
    scaled = Decimal(repr(amount))
    while whole.endswith(","):
        whole, scaled = whole[:-1], scaled / 1000
    with localcontext(prec=400):
        rounded = abs(scaled).quantize(Decimal(1).scaleb(-len(part)), ROUND_HALF_UP)
    digits = f"{rounded:f}"
    ahead, _, behind = digits.partition(".")
    least = sum(sign in "0?" for sign in whole)
    ahead = ahead.lstrip("0").rjust(least, "0")
    if "," in whole:
        ahead = f"{int(ahead):,}" if ahead else ahead
    length = len(part)
    while length and part[length - 1] == "#" and behind[length - 1] == "0":
        length -= 1
    sign = "-" if amount < 0 and rounded != 0 else ""
    return f"{sign}{ahead}{point}{behind[:length]}"


@lru_cache(maxsize=2000)
def _sections(code: str) -> tuple[_Section, ...] | None:
    """The sections of a code; None where a sign in it is not understood."""
    found: list[list[tuple[str, str]]] = [[]]
    heads: list[tuple[tuple[str, float] | None, str]] = [(None, "")]
    place = 0
    while place < len(code):
        if code[place] == ";":
            found.append([])
            heads.append((None, ""))
            place += 1
            continue
        match = _PIECE.match(code, place)
        if match is None:
            if ord(code[place]) < 128:
                return None
            _add_literal(found[-1], code[place])  # signs beyond ASCII stand for themselves
            place += 1
            continue
        place = match.end()
        kind, text = str(match.lastgroup), match[str(match.lastgroup)]
        if kind == "bracket":
            head = _head(text, heads[-1])
            if head is None or found[-1]:
                return None
            heads[-1] = head
        elif kind == "plain" and text in _SIGNS:
            found[-1].append((_SIGNS[text], text))
        elif kind in ("number", "general"):
            found[-1].append((kind, text if kind == "number" else ""))
        else:
            _add_literal(found[-1], text)
    return tuple(_Section(*head, tuple(pieces)) for head, pieces in zip(heads, found, strict=True))


def _add_literal(pieces: list[tuple[str, str]], text: str) -> None:
    if pieces and pieces[-1][0] == "literal":
        pieces[-1] = ("literal", pieces[-1][1] + text)
    elif text:
        pieces.append(("literal", text))


def _head(text: str, head: tuple[tuple[str, float] | None, str]) -> tuple[tuple[str, float] | None, str] | None:
    condition, colour = head
    if match := _CONDITION.fullmatch(text):
        return None if condition else ((match[1], float(match[2])), colour)
    name = text[1:-1].lower()
    if name in _COLOURS or re.fullmatch(r"color\d+", name):
        return None if colour else (condition, name)
    return None
