"""What follows from each row of a list: derived columns, and what a row adds to an item."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from scoring.formula.numbers import Floats
from scoring.lists.rows import PENDING, UNUSABLE
from scoring.scheme.list_models import Counted, Derived, ListSpec, Where
from scoring.scheme.lists import YES

_UNKNOWN = (PENDING, UNUSABLE)
NAMELESS = -1
"""The case of a row that has neither code nor name: each such row is a case of its own."""


def derived_column(one: Derived, frame: pd.DataFrame) -> Floats:
    """A derived column: 1 and 0, or a number of columns; NaN where a cell that it needs has no usable value."""
    if one.less:
        first, second = (_amounts(frame[name]) for name in one.less)
        return np.where(np.isnan(first) | np.isnan(second), np.nan, first < second)
    if one.among:
        (name, values), *_ = one.among.items()
        return _known(frame[name], values)
    names = one.any_of or one.number_of
    count = np.sum([_known(frame[name], (YES,)) for name in names], axis=0)
    return count if one.number_of else np.where(np.isnan(count), np.nan, count > 0)


def holds(spec: ListSpec, where: Where, frame: pd.DataFrame) -> Floats:
    """1 where all conditions hold for a row, 0 where one fails, NaN where that cannot be told."""
    parts = [np.ones(len(frame))]
    for name, wanted in where.items():
        values = (wanted,) if isinstance(wanted, str) else wanted
        derived = spec.derivation(name)
        if derived is not None:
            column = derived_column(derived, frame)
            parts.append(np.where(np.isnan(column), np.nan, np.isin(column, [float(one == YES) for one in values])))
        else:
            parts.append(_known(frame[name], values))
    block = np.stack(parts)
    # A condition that fails decides the row, whatever else is unknown.
    return np.where((block == 0).any(axis=0), 0.0, np.where(np.isnan(block).any(axis=0), np.nan, 1.0))


def row_shares(spec: ListSpec, counted: Counted, frame: pd.DataFrame, cases: np.ndarray) -> Floats:
    """What each row adds to an item: 1 or 0, or an amount; NaN where the row cannot be counted yet.

    cases: a number a row, the same for rows of one case (see ``case_numbers``).
    """
    fits = holds(spec, counted.where, frame)
    if counted.sum is not None:
        derived = spec.derivation(counted.sum)
        amounts = derived_column(derived, frame) if derived is not None else _amounts(frame[counted.sum])
        return np.where(fits == 0, 0.0, np.where(np.isnan(fits), np.nan, amounts))
    if counted.once_per is None:
        return fits
    repeated = _repeated(fits, frame["county"], cases)
    return np.where(repeated, 0.0, fits)


def _repeated(fits: Floats, counties: pd.Series[str], cases: np.ndarray) -> np.ndarray:
    """Rows that fit and whose case was counted for the county by a row above."""
    rows = pd.DataFrame({"county": counties.to_numpy(), "case": cases, "fits": fits})
    sure = rows[(rows["fits"] == 1) & (rows["case"] != NAMELESS)]
    repeated = np.zeros(len(rows), bool)
    repeated[sure.index[sure.duplicated(["county", "case"])]] = True
    return repeated


def case_numbers(spec: ListSpec, frame: pd.DataFrame) -> np.ndarray:
    """A number a row, from 1 in reading order: rows share it where they have the same code or, lacking one, name."""
    numbers = np.full(len(frame), NAMELESS)
    codes = naming(spec.case.code, frame)
    names = naming(spec.case.name, frame)
    by_code: dict[str, int] = {}
    by_name: dict[tuple[str, str], int] = {}
    following = 1
    for place, (county, code, name) in enumerate(zip(frame["county"], codes, names, strict=True)):
        found = by_code.get(code) if code else by_name.get((county, name))
        if not code and not name:
            continue
        if found is None:
            found, following = following, following + 1
        numbers[place] = found
        if code:
            by_code.setdefault(code, found)
        if name:
            by_name.setdefault((county, name), found)
    return numbers


def naming(column: str | None, frame: pd.DataFrame) -> list[str]:
    """A naming column, blanks and what could not be read as empty texts; width and case do not tell cases apart."""
    if column is None:
        return [""] * len(frame)
    return [
        _spelt(one) if isinstance(one, str) else "" if one is None or one != one else str(one) for one in frame[column]
    ]


@lru_cache(maxsize=100_000)
def _spelt(text: str) -> str:
    return "" if text in _UNKNOWN else "".join(unicodedata.normalize("NFKC", text).split()).upper()


def _amounts(series: pd.Series[Any]) -> Floats:
    return np.asarray(pd.to_numeric(series, errors="coerce"), np.float64)


def _known(series: pd.Series[Any], wanted: Collection[str]) -> Floats:
    """1 where a cell is one of the wanted, else 0; NaN where it was declared 暂缺 or could not be read."""
    told = dict.fromkeys(_UNKNOWN, np.nan) | dict.fromkeys(wanted, 1.0)
    return np.array([told.get(one, 0.0) for one in series.tolist()], np.float64)
