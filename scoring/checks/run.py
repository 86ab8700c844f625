"""First reading of the checks: numbers, and where one speaks up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import reduce
from operator import and_
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from scoring.checks.forms import NO
from scoring.checks.item_check import ItemCheck
from scoring.checks.item_checks import item_checks
from scoring.checks.replaced import SLIPPED, is_slip
from scoring.checks.telling import Hit, problems, texts
from scoring.columns import cells_of
from scoring.formula.columns import NOT_APPLICABLE_TEXT
from scoring.formula.nodes import If, Node
from scoring.formula.numbers import Floats, Frame, value
from scoring.problems import Problem, Source
from scoring.scheme.scheme import Scheme

Key = tuple[str, str]
Bools = npt.NDArray[np.bool_]
_FEWEST = 3  # counties with a figure, for their middle and largest to say anything


def check_figures(
    scheme: Scheme,
    year: int,
    table: pd.DataFrame,
    elsewhere: Mapping[Key, float] | None = None,
    sources: Mapping[Key, Source] | None = None,
    slipped: Collection[Key] = (),
) -> list[Problem]:
    """A warning for each figure that a check doubts, at most one for a county and an item, the first; for a column that
    most counties have wrong alike, one warning in all.

    table: index = county, columns = item ids. elsewhere: figures beside it, by (county, id): another year's as
    ``energy_use@2024``, items that only checks read, and the city's own as ("", "energy_use@city").
    slipped: figures of which a decimal point, unit or sign astray was told already.
    """
    asked = item_checks(scheme, year)
    frame = _frame(table, elsewhere or {}, asked)
    there = {name: ~np.isnan(column) for name, column in frame.values.items()}
    told: dict[Key, Hit] = {}
    with np.errstate(all="ignore"):
        found = [(item_check, _doubtful(item_check, frame, there, table)) for item_check in asked if frame.size]
    for item_check, hit in found:
        # A figure is told once: not again by another check, nor where the same fault shows on another figure.
        counties = {place: "" if item_check.whole else str(table.index[place]) for place in hit}
        once = (item_check.item, *item_check.beside)
        fresh = {place: county for place, county in counties.items() if not any((county, one) in told for one in once)}
        if is_slip(item_check.check):
            fresh = {place: county for place, county in fresh.items() if (county, item_check.item) not in slipped}
        if not fresh:
            continue
        words = texts((*item_check.words, *item_check.because), frame, list(fresh))
        briefs = texts(item_check.brief, frame, list(fresh))
        for county, sentence, brief in zip(fresh.values(), words, briefs, strict=True):
            told[county, item_check.item] = Hit(item_check, county, sentence, brief)
    filled = {hit.item_check.item: int(there[hit.item_check.item].sum()) for hit in told.values()}
    return problems(list(told.values()), scheme, filled, sources or {})


def checked_again(
    problems: Sequence[Problem],
    scheme: Scheme,
    year: int,
    table: pd.DataFrame,
    elsewhere: Mapping[Key, float],
    sources: Mapping[Key, Source],
) -> list[Problem]:
    """The problems with the checks made anew, where figures have changed or more stand beside them. What a revision was
    told of, held against the figure that it replaced, is not told again."""
    rest = [one for one in problems if one.code != "W_CHECK"]
    slipped = {(one.county, one.item) for one in rest if one.code == SLIPPED}
    return [*rest, *check_figures(scheme, year, table, elsewhere, sources, slipped)]


def _frame(table: pd.DataFrame, elsewhere: Mapping[Key, float], asked: Sequence[ItemCheck]) -> Frame:
    """Every figure as a column; what is no number is NaN. The city's own stands in every county's row."""
    frame = Frame(len(table), {}, {})
    for name, cells in cells_of(table).items():
        plain = set(map(type, cells)) == {float}
        frame.values[name] = np.array(cells if plain else [_number(cell) for cell in cells])
    for name in dict.fromkeys(name for _, name in elsewhere):
        city = elsewhere.get(("", name), np.nan)
        frame.values[name] = np.array([elsewhere.get((str(county), name), city) for county in table.index])
    for name in {name for item_check in asked for name in item_check.reads}:
        item, _, what = name.partition("@")
        if what in _OVER_ALL and item in frame.values:
            numbers = frame.values[item][~np.isnan(frame.values[item])]
            if numbers.size >= _FEWEST:
                frame.values[name] = np.full(frame.size, _OVER_ALL[what](numbers))
    return frame


def _middle(numbers: Floats) -> float:
    """The median of figures, none of them NaN; numpy's own takes ten times as long for a column of a few counties."""
    ranked = np.sort(numbers)
    half = len(ranked) // 2
    return float(ranked[half] if len(ranked) % 2 else (ranked[half - 1] + ranked[half]) / 2)


_OVER_ALL: dict[str, Callable[[Floats], float]] = {"median": _middle, "most": np.max}


def _number(cell: Any) -> float:
    if isinstance(cell, bool) or not isinstance(cell, (int, float, np.number)):
        return np.nan
    return float(cell)


def _doubtful(item_check: ItemCheck, frame: Frame, there: Mapping[str, Bools], table: pd.DataFrame) -> list[int]:
    """The counties (or, for the city, the first place) where all figures are there and the fault holds."""
    if any(name not in there for name in item_check.reads) or (
        item_check.unless and all(name in there for name in item_check.unless)
    ):
        return []
    if item_check.whole and not _whole(table[item_check.item].tolist()):
        return []
    # A county to which the item does not apply adds nothing to the city's sum.
    read = [there[name] for name in item_check.reads if not (item_check.whole and name == item_check.item)]
    known = reduce(and_, read, np.ones(frame.size, bool))
    if not known.any():
        return []
    hit = np.flatnonzero(np.logical_and(_holds(item_check.fault, frame), known)).tolist()
    return hit[:1] if item_check.whole else hit


def _holds(node: Node, frame: Frame) -> Any:
    """The condition over all counties; what stands behind another is spared where that holds nowhere."""
    if not (isinstance(node, If) and node.other == NO):
        return value(node, frame)
    test = value(node.test, frame)
    return np.logical_and(test, _holds(node.then, frame)) if np.any(test) else test


def _whole(cells: list[Any]) -> bool:
    """Whether every county has a figure or is declared not to have one."""
    return all(
        not np.isnan(_number(cell)) or (isinstance(cell, str) and cell.startswith(NOT_APPLICABLE_TEXT))
        for cell in cells
    )
