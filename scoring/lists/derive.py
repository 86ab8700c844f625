"""What follows from each row of a list: derived columns, and what a row adds to an item."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

from scoring.formula.numbers import Floats
from scoring.lists.identity import NAMELESS
from scoring.lists.rows import UNKNOWN
from scoring.scheme.list_models import Counted, Derived, ListSpec, Where
from scoring.scheme.lists import YES


def derived_column(one: Derived, frame: pd.DataFrame) -> Floats:
    """A derived column: 1 and 0, or a number of columns; NaN where a cell that it needs has no usable value."""
    if one.less:
        first, second = (amounts(frame[name]) for name in one.less)
        return np.where(np.isnan(first) | np.isnan(second), np.nan, first < second)
    if one.among:
        (name, values), *_ = one.among.items()
        return _known(frame[name], values)
    names = one.any_of or one.number_of
    count = np.sum([_known(frame[name], (YES,)) for name in names], axis=0)
    return count if one.number_of else np.where(np.isnan(count), np.nan, count > 0)


def holds(spec: ListSpec, where: Where, frame: pd.DataFrame) -> Floats:
    """1 where all conditions hold for a row, 0 where one fails, NaN where that is not known."""
    parts = [np.ones(len(frame))]
    for name, expected in where.items():
        values = (expected,) if isinstance(expected, str) else expected
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

    cases: a number a row, the same for rows of one case (see ``identity.case_numbers``). What a case of several rows
    adds stands in its first row.
    """
    fits = holds(spec, counted.where, frame)
    if counted.sum is not None:
        derived = spec.derivation(counted.sum)
        added = derived_column(derived, frame) if derived is not None else amounts(frame[counted.sum])
        return np.where(fits == 0, 0.0, np.where(np.isnan(fits), np.nan, added))
    if counted.once_per is None:
        return fits
    firsts, groups = _grouped(cases)
    worth = _case_worth(fits, holds(spec, counted.every, frame), groups, len(firsts))
    shares = np.zeros(len(frame))
    shares[firsts] = worth
    return shares


def row_states(spec: ListSpec, counted: Counted, frame: pd.DataFrame) -> Floats:
    """What each row says of its case, as the workbook's formula has it: 2 fits and fails ``every``, 1 fits, 0 neither."""
    fits, meets = holds(spec, counted.where, frame) == 1, holds(spec, counted.every, frame) == 1
    return np.where(fits, np.where(meets, 1.0, 2.0), 0.0)


def _grouped(cases: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The first row of each case, and each row's case by place among them; a nameless row is a case of its own."""
    own = np.where(cases == NAMELESS, -1 - np.arange(len(cases)), cases)
    _, firsts, groups = np.unique(own, return_index=True, return_inverse=True)
    return firsts, groups


def _case_worth(fits: Floats, meets: Floats, groups: np.ndarray, size: int) -> Floats:
    """1 for a case of which a row fits and every row that fits meets the rest, else 0; NaN where that is not known."""

    def has(rows: np.ndarray) -> np.ndarray:
        return np.bincount(groups, rows, size) > 0

    perhaps = np.isnan(fits)
    fit, fails = has(fits == 1), has((fits == 1) & (meets == 0))
    # A row that may fit could make the case count, or make it fail.
    might_fit, might_fail = has(perhaps & (meets != 0)), has((perhaps & (meets != 1)) | ((fits == 1) & np.isnan(meets)))
    certain = np.where(fit & ~fails, 1.0, 0.0)
    return np.where(~fails & ((fit & might_fail) | (~fit & might_fit)), np.nan, certain)


def amounts(series: pd.Series[Any]) -> Floats:
    """A column as numbers; NaN for whatever is none."""
    return np.asarray(pd.to_numeric(series, errors="coerce"), np.float64)


def _known(series: pd.Series[Any], expected: Collection[str]) -> Floats:
    """1 where a cell is one of the wanted, else 0; NaN where it was declared 暂缺 or could not be read."""
    answers = dict.fromkeys(UNKNOWN, np.nan) | dict.fromkeys(expected, 1.0)
    return np.array([answers.get(one, 0.0) for one in series.tolist()], np.float64)
