"""Operations down a column: ranks and summaries over all counties or within groups. Arrays only."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def competition_rank(keys: list[Floats], group: Floats | None = None) -> Floats:
    """Ranks 1, 1, 3 by ascending keys, the first key foremost; NaN in any key means no rank.

    keys: arrays of one length, or cases × counties, each case ranked by itself. group: numbers naming each
    county's pool; ranks count within a pool.
    """
    if any(key.ndim > 1 for key in keys):
        cases = zip(*np.broadcast_arrays(*keys), strict=True)
        return np.stack([competition_rank(list(case), group) for case in cases])
    if group is not None:
        pooled = _ranks([group, *keys])
        first = np.full(len(group), np.nan)
        for pool in np.unique(group[~np.isnan(group)]):
            inside = group == pool
            lowest = pooled[inside]
            first[inside] = np.nanmin(lowest) if not np.isnan(lowest).all() else np.nan
        within: Floats = pooled - first + 1
        return within
    return _ranks(keys)


def _ranks(keys: list[Floats]) -> Floats:
    size = len(keys[0])
    valid = np.ones(size, bool)
    for key in keys:
        valid &= ~np.isnan(key)
    where = np.flatnonzero(valid)
    result = np.full(size, np.nan)
    if where.size == 0:
        return result
    matrix = np.stack([key[where] for key in keys])
    order = np.lexsort(matrix[::-1])
    ordered = matrix[:, order]
    new = np.concatenate([[True], (ordered[:, 1:] != ordered[:, :-1]).any(axis=0)])
    start = np.maximum.accumulate(np.where(new, np.arange(where.size), 0))
    result[where[order]] = start + 1.0
    return result


def printed_order(ranks: Floats) -> Floats:
    """Places 1…n, each once: by rank, equals in given order, those without rank last."""
    if ranks.ndim > 1:
        return np.stack([printed_order(case) for case in ranks])
    order = np.argsort(np.where(np.isnan(ranks), np.inf, ranks), kind="stable")
    places = np.empty(len(ranks))
    places[order] = np.arange(1, len(ranks) + 1)
    return places


def summary(which: Literal["sum", "average", "min", "max"], term: Floats, group: Floats | None = None) -> Floats:
    """The sum, average, smallest or largest of the numbers in a column, spread back over its rows.

    NaN is skipped; where a pool has no number the result is NaN. term: counties, or cases × counties.
    """
    cases = np.atleast_2d(term)
    pools = np.zeros(cases.shape[1]) if group is None else group
    result = np.full(cases.shape, np.nan)
    for pool in np.unique(pools):
        inside = pools == pool
        numbers = np.ascontiguousarray(cases[:, inside])
        lacking = np.isnan(numbers)
        never = lacking.all(axis=0)
        if (lacking.any(axis=0) == never).all():  # a county lacks its figure in every case or in none
            found = _reduce(which, np.ascontiguousarray(numbers[:, ~never]))
        else:
            found = np.asarray(
                [_reduce(which, own[None, ~gaps])[0] for own, gaps in zip(numbers, lacking, strict=True)]
            )
        result[:, inside] = found[:, None]
    return result.reshape(term.shape)


def _reduce(which: str, numbers: Floats) -> Floats:
    """A figure a case of cases × numbers; NaN where there are none."""
    count = numbers.shape[1]
    if not count:
        return np.full(len(numbers), np.nan)
    if which in ("sum", "average"):
        total = np.asarray(numbers.sum(axis=1))
        return total if which == "sum" else total / count
    return np.asarray(numbers.min(axis=1) if which == "min" else numbers.max(axis=1))
