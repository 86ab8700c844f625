"""Units in text: a text that is one, and one that stands among other words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from workbook.reading.tables.unit_table import ATOMS, MASS, MULTIPLIERS, NO_HEADING, PHYSICAL, SUBSTANCES
from workbook.reading.text import plain, squeezed

_LABEL = re.compile(r"^(计量)?单位[为是]*")
_AROUND = re.compile(r"[()\[\]{}〔〕【】《》〈〉<>“”\"'‘’·•・⋅:]")
_POWER = re.compile(r"^[×x*]?1(?:0\^([0-9]{1,2})|0([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})|((?:,?000)+|0+))(?=[^0-9]|$)")
_BRACKETS = re.compile(r"[(\[{【〔<《]([^()\[\]{}【】〔〕<>《》]*)[)\]}】〕>》]")
_SAID = re.compile(r"单位[:为是\s]+([^,;。；、()\[\]]+)")
_COUNTED_IN = re.compile(r"[以按]([^,;。；、()\s]{1,12}?)(?:为单位|为计量单位|计|填|算)")
_LAST = re.compile(r"[\s,;:_|。；、—-]+")
_EDGES = ":()[]{}【】〔〕 "
_OLD = str.maketrans("萬億噸個輛項戶臺圓畝頃標準", "万亿吨个辆项户台元亩顷标准")
_PLAINLY = "吨t%‰元"
_KEPT = 200  # longer texts are worked out each time
_SHORTEST_GLUED = 3  # signs of a unit that stands at a heading's end with nothing before it (能源消费总量吨标准煤)


@dataclass(frozen=True)
class Unit:
    """A unit as it was understood.

    size: in the smallest unit of its dimension. times: the multiplier in front (万吨 → 10,000). many: whether one
    may stand there. word: what things are counted as. A multiplier alone (70.29万) has no dimension.
    """

    dimension: str
    size: Fraction
    times: int = 1
    many: bool = True
    word: str = ""


@lru_cache(maxsize=5_000)
def unit(text: str) -> Unit | None:
    """A text that is a unit and nothing else, in any spelling; None for any other. Never raises."""
    written = spelt(text)
    if written in MULTIPLIERS:
        return Unit("", Fraction(MULTIPLIERS[written]), MULTIPLIERS[written])
    first, *below = re.split("[/每]", written) if written not in ATOMS else [written]
    found = _single(first)
    for one in map(_single, below):
        if found is None or one is None:
            return None
        found = Unit(
            f"{found.dimension}/{one.dimension}{one.word}", found.size / one.size, found.times, True, found.word
        )
    return found


def spelt(text: str) -> str:
    """Half-width and lower-case, without blanks, brackets and the word 单位; m² is m2, ％ is %, 10⁴吨 and 10000吨 are 万吨."""
    written = _POWER.sub(_in_words, _AROUND.sub("", squeezed(text).translate(_OLD)))
    return _LABEL.sub("", unicodedata.normalize("NFKC", written).lower())


def _in_words(found: re.Match[str]) -> str:
    power = (
        int(found[1] or unicodedata.normalize("NFKC", found[2] or "")) if found[1] or found[2] else found[3].count("0")
    )
    return next((sign for sign, times in MULTIPLIERS.items() if times == 10**power), found[0])


def _single(text: str) -> Unit | None:
    if text in ATOMS:
        atom = ATOMS[text]
        return Unit(atom.dimension, atom.size, 1, atom.many, atom.word)
    for ending, substance in SUBSTANCES.items():
        if text.endswith(ending):
            mass = _single(text.removesuffix(ending))
            return Unit(substance, mass.size, mass.times) if mass is not None and mass.dimension == MASS else None
    for sign, times in MULTIPLIERS.items():
        rest = ATOMS.get(text.removeprefix(sign)) if text.startswith(sign) else None
        if rest is not None and rest.many:
            return Unit(rest.dimension, rest.size * times, times, True, rest.word)
    return None


def unit_in(text: str) -> str | None:
    """The unit that a heading, a reason or a number format names besides its words; None if there is none.

    能源消费总量（万吨标准煤） → 万吨标准煤, 单位：万吨 → 万吨, （实际） → None. Several different ones come joined by 、,
    which is no item's unit.
    """
    return _unit_in(text) if len(text) < _KEPT else _unit_in.__wrapped__(text)


@lru_cache(maxsize=5_000)
def _unit_in(text: str) -> str | None:
    found: dict[Unit, str] = {}
    for part in _candidates(plain(text)):
        one = unit(part)
        if one is not None and one.dimension not in NO_HEADING and spelt(part) != "十":  # （十） is a clause
            found.setdefault(one, named(part))
    return "、".join(found.values()) or None


def _candidates(text: str) -> Iterator[str]:
    """What of a text could be its unit: all of it, what is in brackets, what 单位 says, what stands at its end."""
    if unit(text) is not None:
        yield text
        return
    for inner in _BRACKETS.findall(text):
        parts = [inner] if unit(inner) is not None else _LAST.split(inner)
        yield from (part for part in parts if part == inner or not _is_word(part))  # （焦化、家电、个）
    for pattern in (_SAID, _COUNTED_IN):
        for word in pattern.findall(text):
            begins = leading_unit(word)
            if begins == word or not _is_word(begins):  # 单位：人社局
                yield begins
    words = _BRACKETS.sub(" ", text).strip()
    parts = _LAST.split(words)
    last = parts[-1]
    if not _is_word(parts[0]):
        yield parts[0]
    if last != words and unit(last) is not None:
        yield last
    elif "/" in last and unit(last[last.index("/") + 1 :]) is not None:
        yield last[last.index("/") + 1 :]
    else:
        yield _glued(squeezed(words))


def _is_word(text: str) -> bool:
    """Whether a unit is an everyday word as well (个, 家, 人, 方, 度)."""
    one = unit(text)
    return one is None or (one.times == 1 and len(text) == 1 and text not in _PLAINLY)


def _glued(text: str) -> str:
    """A unit at the end of a word without anything between; not after a digit (减少3万吨 says how much)."""
    for start in range(1, len(text)):
        one = unit(text[start:])
        if one is None or text[start - 1].isdigit() or text[:start].endswith("不是"):
            continue
        long = one.times > 1 or len(text) - start >= _SHORTEST_GLUED
        if (long and one.dimension.split("/")[0] in PHYSICAL) or text[start:] in ("%", "‰"):
            return text[start:]
    return ""


def named(text: str) -> str:
    """A unit as a message names it: without brackets around it and without the word 单位."""
    return _LABEL.sub("", squeezed(text).strip(_EDGES)).strip(_EDGES)


def leading_unit(text: str) -> str:
    """The longest beginning of a text that is a unit; blank if there is none."""
    if unit(text) is not None:
        return text
    ends = (end for end in range(len(text) - 1, 0, -1) if text[end - 1] not in _EDGES)
    return next((text[:end] for end in ends if unit(text[:end]) is not None), "")
