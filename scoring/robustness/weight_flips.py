"""The smallest change of one weight that flips a county's grade or rank, every line's points rounded as the ledger does."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from scoring.formula.numbers import Floats
from scoring.robustness.draws import levels_drawn
from scoring.robustness.flips import Flip, Flips
from scoring.robustness.ranks import Whole
from scoring.robustness.settings import WeightSpread
from scoring.robustness.weights import WeightedTail, Weights

_CHUNK_CELLS = 30_000


def moved_weights(tail: WeightedTail, which: Whole, change: Floats) -> Weights:
    """Sets of weights, a case each: weight ``which`` (dimensions first, then lines) changed by so many points.

    The others of its level take up the change in proportion, so that the level keeps its sum; the lines of a
    dimension follow it.
    """
    official, count = tail.official(), len(tail.dimensions)
    dimensions = np.tile(official.dimensions, (len(which), 1))
    lines = np.tile(official.lines[0], (len(which), 1))
    for case, (one, by) in enumerate(zip(which.tolist(), change.tolist(), strict=True)):
        if one < count:
            _shift(dimensions[case], one, by)
            for place, block in enumerate(tail.blocks):
                lines[case, block] *= dimensions[case, place] / official.dimensions[0, place]
        else:
            block = next(block for block in tail.blocks if block.start <= one - count < block.stop)
            _shift(lines[case, block], one - count - block.start, by)
    return Weights(dimensions, (lines,))


def _shift(level: Floats, place: int, by: float) -> None:
    others = level.sum() - level[place]
    level *= (others - by) / others
    level[place] = level[place] * others / (others - by) + by


class _Levels:
    """The weights that may move, and by how many units each way."""

    def __init__(self, tail: WeightedTail, unit: float) -> None:
        self.names = [*(one.id for one in tail.dimensions), *(one.id for one in tail.indicators)]
        self.points = tail.official().end_to_end()
        sums, moves = np.empty(len(self.points)), np.empty(len(self.points), bool)
        for own, drawn in levels_drawn(tail, WeightSpread()):
            sums[own], moves[own] = self.points[own].sum(), drawn and own.stop - own.start > 1
        rows = [(which, direction) for which in np.flatnonzero(moves) for direction in (-1, 1)]
        self.which, self.direction = np.asarray(rows, np.int64).reshape(-1, 2).T
        points = self.points[self.which]
        room = np.where(self.direction < 0, points, sums[self.which] - points - unit)
        self.limit = np.floor(room / unit + 1e-9).astype(np.int64)


def smallest_weight_changes(tail: WeightedTail, unit: float) -> Flips:
    """For each ranked county, the weight that must move by the fewest points (steps of ``unit``) to flip it.

    Looked for on a grid that doubles, then halved back: one unit less does not flip. Schemes with points by
    group are not for this.
    """
    levels, size = _Levels(tail, unit), tail.replay.size
    if not len(levels.which):
        return Flips((None,) * size, (None,) * size)
    # By criterion (grade, rank), candidate and county: units known to keep, units known to flip (0: none yet).
    keeps = np.zeros((2, len(levels.which), size), np.int64)
    flips = np.zeros_like(keeps)
    rows, steps = _grid(levels)
    for part, flipped in _tested(tail, levels, rows, steps, unit):
        for row, hit in zip(part, flipped.swapaxes(0, 1), strict=True):
            own = rows[row]
            fresh = flips[:, own] == 0
            flips[:, own] = np.where(fresh & hit, steps[row], flips[:, own])
            keeps[:, own] = np.where(fresh & ~hit, steps[row], keeps[:, own])
    while True:
        best = np.where(flips > 0, flips, np.iinfo(np.int64).max).min(axis=1, keepdims=True)
        open_rows = np.argwhere((flips - keeps > 1) & (keeps + 1 <= best))
        if not len(open_rows):
            break
        criterion, own, county = open_rows.T
        middle = (keeps[criterion, own, county] + flips[criterion, own, county]) // 2
        for part, flipped in _tested(tail, levels, own, middle, unit):
            hit = flipped[criterion[part], np.arange(len(part)), county[part]]
            at = (criterion[part], own[part], county[part])
            flips[at] = np.where(hit, middle[part], flips[at])
            keeps[at] = np.where(hit, keeps[at], middle[part])
    return Flips(*(_chosen(tail, levels, flips[criterion], unit) for criterion in (0, 1)))


def _grid(levels: _Levels) -> tuple[Whole, Whole]:
    rows, steps = [], []
    for row, limit in enumerate(levels.limit.tolist()):
        own = [1 << power for power in range(int(limit).bit_length()) if 1 << power < limit] + [limit] * (limit > 0)
        rows += [row] * len(own)
        steps += own
    return np.asarray(rows, np.int64), np.asarray(steps, np.int64)


def _tested(
    tail: WeightedTail, levels: _Levels, rows: Whole, steps: Whole, unit: float
) -> Iterator[tuple[Whole, npt.NDArray[np.bool_]]]:
    """For chunks of cases: their places, and whether grade and rank flip (2 × cases × counties)."""
    chunk = max(1, _CHUNK_CELLS // tail.replay.size)
    for start in range(0, len(rows), chunk):
        part = np.arange(start, min(start + chunk, len(rows)))
        grades, ranks = _results(tail, levels, rows[part], steps[part], unit)
        other_grade = (grades != tail.replay.official("grade_ordinal")) & ~np.isnan(grades)
        yield part, np.stack([other_grade, (ranks != tail.replay.rank) & (ranks > 0)])


def _results(tail: WeightedTail, levels: _Levels, rows: Whole, steps: Whole, unit: float) -> tuple[Floats, Whole]:
    change = np.asarray(levels.direction[rows] * steps * unit, np.float64)
    weights = moved_weights(tail, levels.which[rows], change)
    outcome = tail.replay.run(tail.parameters(weights))
    ranks = tail.replay.ranks(outcome)
    return np.broadcast_to(outcome.ordinal, ranks.shape), ranks


def _chosen(tail: WeightedTail, levels: _Levels, flips: Whole, unit: float) -> tuple[Flip | None, ...]:
    smallest = np.where(flips > 0, flips, np.iinfo(np.int64).max)
    rows = smallest.argmin(axis=0)
    steps = smallest[rows, np.arange(tail.replay.size)]
    found = np.flatnonzero(steps < np.iinfo(np.int64).max)
    result: list[Flip | None] = [None] * tail.replay.size
    if not found.size:
        return tuple(result)
    grades, ranks = _results(tail, levels, rows[found], steps[found], unit)
    for place, county in enumerate(found.tolist()):
        row = int(rows[county])
        which = int(levels.which[row])
        before = float(levels.points[which])
        after = round(before + float(levels.direction[row] * steps[county]) * unit, 10)
        result[county] = Flip(levels.names[which], before, after, int(grades[place, county]), int(ranks[place, county]))
    return tuple(result)
