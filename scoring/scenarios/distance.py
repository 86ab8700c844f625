"""How far one ranking is from another: rank correlations, and places moved."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from scoring.rounding import Floats

_ROWS = 512  # counties compared with all others at a time


@dataclass(frozen=True)
class Distance:
    """Of the counties that have a rank in both. spearman, kendall: −1…1, 1 the same order; None where fewer than two are
    compared, or all stand at one rank. compared, left_out: counties with a rank in both, and not. moved: how many stand elsewhere;
    places: places moved by all of them together; furthest: by one at most.
    """

    spearman: float | None
    kendall: float | None
    compared: int
    left_out: int
    moved: int
    places: int
    furthest: int


def distance(one: Sequence[float | None], other: Sequence[float | None]) -> Distance:
    """Between two lists of ranks of the same counties, in the same order; None or NaN for a county without a rank.

    Places moved are those of the ranks as they are printed. For the correlations the counties compared are ranked again among
    themselves, and counties at one rank share the mean of their places.
    """
    first, second = _numbers(one), _numbers(other)
    both = ~(np.isnan(first) | np.isnan(second))
    first, second = first[both], second[both]
    steps = np.abs(first - second)
    return Distance(
        spearman(first, second),
        kendall(first, second),
        int(both.sum()),
        int((~both).sum()),
        int((steps > 0).sum()),
        int(steps.sum()),
        int(steps.max(initial=0)),
    )


def spearman(one: Floats | Sequence[float], other: Floats | Sequence[float]) -> float | None:
    """Spearman's ρ: the correlation of mean ranks, ties as they are. None where it is not defined."""
    first, second = (pd.Series(side, dtype=float).rank().to_numpy() for side in (one, other))
    if len(first) < 2:
        return None
    first, second = first - first.mean(), second - second.mean()
    size = math.sqrt(float(first @ first) * float(second @ second))
    return _bounded(float(first @ second) / size) if size else None


def kendall(one: Floats | Sequence[float], other: Floats | Sequence[float]) -> float | None:
    """Kendall's τ-b: pairs in the same order less pairs in the other, over pairs not tied (geometric mean of both sides).
    None where it is not defined."""
    first, second = np.asarray(one, np.float64), np.asarray(other, np.float64)
    agreed = untied_first = untied_second = 0
    for start in range(0, len(first), _ROWS):
        rows = slice(start, start + _ROWS)
        left = np.sign(first[rows, None] - first[None, :]).astype(np.int64)
        right = np.sign(second[rows, None] - second[None, :]).astype(np.int64)
        agreed += int((left * right).sum())
        untied_first += int(np.abs(left).sum())
        untied_second += int(np.abs(right).sum())
    size = math.sqrt(untied_first * untied_second)
    return _bounded(agreed / size) if size else None


def _numbers(ranks: Sequence[float | None]) -> Floats:
    return np.asarray([math.nan if one is None else float(one) for one in ranks], np.float64)


def _bounded(value: float) -> float:
    """Rounding may carry it a little past the ends."""
    return max(-1.0, min(1.0, value))
