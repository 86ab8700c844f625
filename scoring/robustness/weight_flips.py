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
_NONE = np.iinfo(np.int64).max


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


class _Search:
    """The weights that may move, and by how many units each way."""

    def __init__(self, tail: WeightedTail, unit: float) -> None:
        self.tail, self.unit = tail, unit
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

    def grid(self) -> tuple[Whole, Whole]:
        """Candidates and the units to try first: 1, 2, 4, … and as far as there is room."""
        rows, steps = [], []
        for row, limit in enumerate(self.limit.tolist()):
            own = [1 << power for power in range(int(limit).bit_length()) if 1 << power < limit] + [limit] * (limit > 0)
            rows += [row] * len(own)
            steps += own
        return np.asarray(rows, np.int64), np.asarray(steps, np.int64)

    def results(self, rows: Whole, steps: Whole) -> tuple[Floats, Whole]:
        """Grades and ranks, cases × counties."""
        change = np.asarray(self.direction[rows] * steps * self.unit, np.float64)
        replay = self.tail.replay
        outcome = replay.run(self.tail.parameters(moved_weights(self.tail, self.which[rows], change)))
        ranks = replay.ranks(outcome)
        return np.broadcast_to(outcome.ordinal, ranks.shape), ranks

    def tested(self, rows: Whole, steps: Whole) -> Iterator[tuple[Whole, npt.NDArray[np.bool_]]]:
        """For chunks of cases: their places, and whether grade and rank flip (2 × cases × counties)."""
        replay = self.tail.replay
        chunk = max(1, _CHUNK_CELLS // replay.size)
        for start in range(0, len(rows), chunk):
            part = np.arange(start, min(start + chunk, len(rows)))
            grades, ranks = self.results(rows[part], steps[part])
            other_grade = (grades != replay.official("grade_ordinal")) & ~np.isnan(grades)
            yield part, np.stack([other_grade, (ranks != replay.rank) & (ranks > 0)])

    def chosen(self, flips: Whole) -> tuple[Flip | None, ...]:
        """The smallest change of each county."""
        smallest = np.where(flips > 0, flips, _NONE)
        rows = smallest.argmin(axis=0)
        steps = smallest.min(axis=0)
        found = np.flatnonzero(steps < _NONE)
        result: list[Flip | None] = [None] * len(steps)
        if not found.size:
            return tuple(result)
        grades, ranks = self.results(rows[found], steps[found])
        for place, county in enumerate(found.tolist()):
            row = int(rows[county])
            which = int(self.which[row])
            before = float(self.points[which])
            after = round(before + float(self.direction[row] * steps[county]) * self.unit, 10)
            grade, rank = int(grades[place, county]), int(ranks[place, county])
            result[county] = Flip(self.names[which], before, after, grade, rank)
        return tuple(result)


def smallest_weight_changes(tail: WeightedTail, unit: float) -> Flips:
    """For each ranked county, the weight that must move by the fewest points (steps of ``unit``) to flip it.

    Looked for on a grid that doubles, then halved back: one unit less does not flip. Schemes with points by
    group are not for this.
    """
    search, size = _Search(tail, unit), tail.replay.size
    if not len(search.which):
        return Flips((None,) * size, (None,) * size)
    # By criterion (grade, rank), candidate and county: units known to keep, units known to flip (0: none yet).
    keeps = np.zeros((2, len(search.which), size), np.int64)
    flips = np.zeros_like(keeps)
    rows, steps = search.grid()
    for part, flipped in search.tested(rows, steps):
        for row, hit in zip(part, flipped.swapaxes(0, 1), strict=True):
            own = rows[row]
            fresh = flips[:, own] == 0
            flips[:, own] = np.where(fresh & hit, steps[row], flips[:, own])
            keeps[:, own] = np.where(fresh & ~hit, steps[row], keeps[:, own])
    while True:
        best = np.where(flips > 0, flips, _NONE).min(axis=1, keepdims=True)
        open_rows = np.argwhere((flips - keeps > 1) & (keeps + 1 <= best))
        if not len(open_rows):
            break
        criterion, own, county = open_rows.T
        middle = (keeps[criterion, own, county] + flips[criterion, own, county]) // 2
        for part, flipped in search.tested(own, middle):
            hit = flipped[criterion[part], np.arange(len(part)), county[part]]
            at = (criterion[part], own[part], county[part])
            flips[at] = np.where(hit, middle[part], flips[at])
            keeps[at] = np.where(hit, keeps[at], middle[part])
    return Flips(*(search.chosen(flips[criterion]) for criterion in (0, 1)))
