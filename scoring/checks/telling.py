"""What the checks found, as warnings: cell by cell, or once for a column that most counties have wrong alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scoring.checks.forms import CITY
from scoring.checks.item_check import ItemCheck, ShownFigure, Words
from scoring.checks.relations import everything
from scoring.formula.numbers import Floats, Frame, value
from scoring.problems import Problem, Source
from scoring.rounding import round_half_up
from scoring.scheme.scheme import Scheme

REMEDY = "核对原始资料和单位；确实无误的，保留并附说明（不影响计分）"
_FEWEST, _SHARE = 3, 0.5  # of a column: so many counties, and such a share of those that have a figure


@dataclass(frozen=True)
class Hit:
    """A figure that an item check doubts, in words; ``brief`` is what is the county's own in a sentence about many."""

    item_check: ItemCheck
    county: str
    words: str
    brief: str


def problems(
    hits: Sequence[Hit], scheme: Scheme, filled: Mapping[str, int], sources: Mapping[tuple[str, str], Source]
) -> list[Problem]:
    """The warnings, in the order found. filled: how many counties have a figure, by item."""
    alike: dict[tuple[str, str], list[Hit]] = {}
    for hit in hits:
        alike.setdefault((hit.item_check.check.id, hit.item_check.item), []).append(hit)
    found = []
    for (_, item), same in alike.items():
        name = everything(scheme)[item].name
        together = len(same) >= max(_FEWEST, _SHARE * filled[item])
        for group in [same] if together else [[hit] for hit in same]:
            places = [sources.get(_place(hit), Source()) for hit in group]
            first, *rest = [place for place in places if place != Source()] or [Source()]
            sentence = _column(group) if together else group[0].words
            message = f"“{name}”{sentence}（核对：{group[0].item_check.check.name}）"
            county = "" if together else group[0].county
            found.append(Problem("warning", "W_CHECK", county, item, message, first, "", REMEDY, tuple(rest)))
    return found


def _place(hit: Hit) -> tuple[str, str]:
    return ("", f"{hit.item_check.item}@{CITY}") if hit.item_check.whole else (hit.county, hit.item_check.item)


def _column(hits: Sequence[Hit]) -> str:
    each = "、".join(f"{hit.county} {hit.brief}" for hit in hits)
    return f"整列有 {len(hits)} 个县（市、区）的数{hits[0].item_check.lead}：{each}"


def texts(words: Words, frame: Frame, places: Sequence[int]) -> list[str]:
    """The words of an item check for the counties at these places."""
    with np.errstate(all="ignore"):
        columns: list[str | tuple[ShownFigure, Floats]] = [
            word if isinstance(word, str) else (word, np.broadcast_to(value(word.term, frame), (frame.size,)))
            for word in words
        ]
    return [
        "".join(one if isinstance(one, str) else _figure_text(one[0], float(one[1][place])) for one in columns)
        for place in places
    ]


def _figure_text(shown: ShownFigure, figure: float) -> str:
    begin = ""
    if shown.signs is not None:
        begin, figure = shown.signs[figure < 0], abs(figure)
    if shown.places is not None:
        return f"{begin}{round_half_up(figure, shown.places):.{shown.places}f}"
    text = f"{round_half_up(figure, 6):.6f}".rstrip("0").rstrip(".")
    return begin + text
