"""First reading of the checks: numbers, and a warning where one speaks up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from scoring.checks.trials import CITY, Trial, trials
from scoring.formula.columns import NOT_APPLICABLE_TEXT
from scoring.formula.numbers import Floats, Frame, value
from scoring.problems import Problem, Source
from scoring.rounding import round_half_up
from scoring.scheme.scheme import Scheme

Key = tuple[str, str]
REMEDY = "核对原始资料和单位；确实无误的，保留并附说明（不影响计分）"


def check_figures(
    scheme: Scheme,
    year: int,
    table: pd.DataFrame,
    elsewhere: Mapping[Key, float] | None = None,
    sources: Mapping[Key, Source] | None = None,
) -> list[Problem]:
    """A warning for each figure that a check doubts; at most one for a county and an item, the first.

    table: index = county, columns = item ids. elsewhere: figures beside it, by (county, id): another year's as
    ``energy_use@2024``, items that only checks read, and the city's own as ("", "energy_use@city").
    """
    frame = _frame(table, elsewhere or {})
    told: set[Key] = set()
    found: list[Problem] = []
    for trial in trials(scheme, year):
        for place in _doubtful(trial, frame, table):
            key = ("" if trial.whole else str(table.index[place]), trial.item)
            if key in told:
                continue
            told.add(key)
            message = f"“{scheme.items[trial.item].name}”{said(trial, frame, place)}（核对：{trial.check.name}）"
            source = (sources or {}).get(("", f"{trial.item}@{CITY}") if trial.whole else key, Source())
            found.append(Problem("warning", "W_CHECK", *key, message, source, "", REMEDY))
    return found


def checked_again(
    problems: Sequence[Problem],
    scheme: Scheme,
    year: int,
    table: pd.DataFrame,
    elsewhere: Mapping[Key, float],
    sources: Mapping[Key, Source],
) -> list[Problem]:
    """The problems with the checks made anew, where figures have changed or more stand beside them."""
    rest = [one for one in problems if one.code != "W_CHECK"]
    return [*rest, *check_figures(scheme, year, table, elsewhere, sources)]


def _frame(table: pd.DataFrame, elsewhere: Mapping[Key, float]) -> Frame:
    """Every figure as a column; what is no number is NaN. The city's own stands in every county's row."""
    frame = Frame(len(table), {}, {})
    for name in table.columns:
        frame.values[str(name)] = np.array([_number(cell) for cell in table[name].tolist()])
    for name in dict.fromkeys(name for _, name in elsewhere):
        city = elsewhere.get(("", name), np.nan)
        frame.values[name] = np.array([elsewhere.get((str(county), name), city) for county in table.index])
    return frame


def _number(cell: Any) -> float:
    if isinstance(cell, bool) or not isinstance(cell, (int, float, np.number)):
        return np.nan
    return float(cell)


def _doubtful(trial: Trial, frame: Frame, table: pd.DataFrame) -> list[int]:
    """The counties (or, for the city, the first place) where all figures are there and the fault holds."""
    if frame.size == 0 or any(name not in frame.values for name in trial.reads):
        return []
    if trial.whole and not _whole(table[trial.item].tolist()):
        return []
    known = np.ones(frame.size, bool)
    for name in trial.reads:
        # A county to which the item does not apply adds nothing to the city's sum.
        known &= np.ones(frame.size, bool) if trial.whole and name == trial.item else ~np.isnan(frame.values[name])
    with np.errstate(all="ignore"):
        hit = np.flatnonzero(np.broadcast_to(value(trial.fault, frame), (frame.size,)) & known).tolist()
    return hit[:1] if trial.whole else hit


def _whole(cells: list[Any]) -> bool:
    """Whether every county has a figure or is declared not to have one."""
    return all(
        not np.isnan(_number(cell)) or (isinstance(cell, str) and cell.startswith(NOT_APPLICABLE_TEXT))
        for cell in cells
    )


def said(trial: Trial, frame: Frame, place: int) -> str:
    """The fault in words, with the figure that shows it."""
    with np.errstate(all="ignore"):
        shown: Floats = np.broadcast_to(value(trial.shows, frame), (frame.size,))
    return f"{trial.before}{round_half_up(shown[place], trial.places):.{trial.places}f}{trial.after}"
