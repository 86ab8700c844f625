"""The smallest change of one reported figure that flips a county's grade or rank, found through the ledger itself."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scoring.formula.numbers import Floats
from scoring.robustness.figures import Figure
from scoring.robustness.ranks import Whole
from scoring.robustness.replay import CaseChanges, Replay
from scoring.rounding import to_15_digits

Places = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Flip:
    """A change of one figure or weight, and the grade (ordinal) and rank that the county has after it. of: the id of the
    item, the dimension or the indicator."""

    of: str
    before: float
    after: float
    grade: int
    rank: int


@dataclass(frozen=True)
class Flips:
    """By county, in the order of the ranked counties: the smallest change for another grade, for another rank; None where
    none was found."""

    grade: tuple[Flip | None, ...]
    rank: tuple[Flip | None, ...]


class _Search:
    """Rows of (criterion, figure, direction, county), each with the steps known to keep and known to flip."""

    def __init__(self, replay: Replay, figures: tuple[Figure, ...]) -> None:
        self.replay, self.figures = replay, figures
        rows = [
            (criterion, number, direction, county)
            for number, figure in enumerate(figures)
            for county, place in enumerate(replay.ranked)
            if figure.stands[place]
            for direction in (-1, 1)
            for criterion in (0, 1)
        ]
        table = np.asarray(rows, np.intp).reshape(-1, 4)
        self.criterion, self.figure, self.direction, self.county = table.T
        self.place = replay.ranked[self.county]
        self.start = np.asarray([figures[n].values[p] for n, p in zip(self.figure, self.place, strict=True)])
        self.unit = np.asarray([one.unit for one in figures])[self.figure]
        self.decimals = np.asarray([one.decimals for one in figures])[self.figure]
        self.scale = self._scale()
        self.limit = self._limit()
        self.keeps = np.zeros(len(table), np.int64)
        self.flips = np.full(len(table), -1, np.int64)
        self.grade = np.zeros(len(table), np.int64)
        self.rank = np.zeros(len(table), np.int64)

    def _scale(self) -> Floats:
        """What a change is measured against: the figure, or where it is 0 the item's average among counties."""
        average = np.asarray([np.abs(one.values[one.stands]).mean() for one in self.figures])[self.figure]
        scale = np.where(self.start != 0, np.abs(self.start), average)
        return np.where(scale > 0, scale, self.unit)

    def _limit(self) -> Whole:
        """How many units a figure may move: to its bounds, and by no more than itself."""
        low = np.asarray([one.low for one in self.figures])[self.figure]
        high = np.asarray([one.high for one in self.figures])[self.figure]
        room = np.where(self.direction > 0, high - self.start, self.start - low)
        reach = np.maximum(self.scale, self.unit)
        return np.asarray(np.floor(np.minimum(room, reach) / self.unit + 1e-9), np.int64)

    def at(self, rows: Places, steps: Whole) -> Floats:
        """The figures after so many units, as they would be written."""
        moved = self.start[rows] + self.direction[rows] * steps * self.unit[rows]
        power = 10.0 ** self.decimals[rows]
        return np.asarray(to_15_digits(np.where(steps == self.limit[rows], moved, np.rint(moved * power) / power)))

    def size(self, rows: Places, steps: Whole) -> Floats:
        """The change as a share of the figure."""
        return np.asarray(steps * self.unit[rows] / self.scale[rows])

    def test(self, rows: Places, steps: Whole) -> npt.NDArray[np.bool_]:
        """Whether so many units flip what the row looks at; what flips is noted."""
        frame = self.replay.assessment.rows(self.place[rows])
        values = self.at(rows, steps)
        changed = {}
        for number in np.unique(self.figure[rows]):
            item = self.figures[number].item.id
            own = self.figure[rows] == number
            changed[item] = (np.where(own, values, frame.values[item]), frame.states[item])
        outcome = self.replay.run(CaseChanges(values=changed), frame)
        ranks = self.replay.rank_among_others(outcome, self.county[rows])
        grades = np.nan_to_num(np.broadcast_to(outcome.ordinal, len(rows))).astype(np.int64)
        official = self.replay.official("grade_ordinal").astype(np.int64)[self.county[rows]]
        other_rank = (ranks != self.replay.rank[self.county[rows]]) & (ranks > 0)
        flipped = np.where(self.criterion[rows] == 0, (grades != official) & (grades > 0), other_rank)
        hit = rows[flipped]
        self.flips[hit], self.grade[hit], self.rank[hit] = steps[flipped], grades[flipped], ranks[flipped]
        self.keeps[rows[~flipped]] = steps[~flipped]
        return np.asarray(flipped)

    def best(self) -> Floats:
        """The smallest change known by criterion and county."""
        found = np.full((2, self.replay.size), np.inf)
        hit = np.flatnonzero(self.flips >= 0)
        np.minimum.at(found, (self.criterion[hit], self.county[hit]), self.size(hit, self.flips[hit]))
        return found

    def hopeful(self, rows: Places) -> Places:
        """Those rows whose next step could still be the smallest change of their county."""
        best = self.best()[self.criterion[rows], self.county[rows]]
        return rows[self.size(rows, self.keeps[rows] + 1) <= best * (1 + 1e-12)]


def smallest_changes(replay: Replay, figures: tuple[Figure, ...]) -> Flips:
    """For each ranked county, the change of one own figure, smallest as a share of it, that flips grade or rank.

    Steps of one unit of the last decimal, doubled until something flips, then halved back: one unit less does
    not flip. Only figures that move no other county's points; at most by themselves (100%) and within bounds.
    """
    search = _Search(replay, figures)
    rows = np.flatnonzero(search.limit >= 1)
    steps = np.ones(len(rows), np.int64)
    while rows.size:
        hit = search.test(rows, steps)
        left = ~hit & (steps < search.limit[rows])
        doubled = np.minimum(steps * 2, search.limit[rows])
        rows, steps = rows[left], doubled[left]
        hopeful = np.isin(rows, search.hopeful(rows))
        rows, steps = rows[hopeful], steps[hopeful]
    while True:
        rows = np.flatnonzero((search.flips >= 0) & (search.flips - search.keeps > 1))
        rows = search.hopeful(rows)
        if not rows.size:
            break
        search.test(rows, (search.keeps[rows] + search.flips[rows]) // 2)
    return Flips(_chosen(search, 0), _chosen(search, 1))


def _chosen(search: _Search, criterion: int) -> tuple[Flip | None, ...]:
    found: list[Flip | None] = [None] * search.replay.size
    rows = np.flatnonzero((search.flips >= 0) & (search.criterion == criterion))
    order = np.lexsort((search.direction[rows], search.figure[rows], search.size(rows, search.flips[rows])))
    after = search.at(rows, search.flips[rows])
    for index in order:
        row = rows[index]
        county = int(search.county[row])
        if found[county] is None:
            item = search.figures[search.figure[row]].item.id
            before = float(search.start[row])
            found[county] = Flip(item, before, float(after[index]), int(search.grade[row]), int(search.rank[row]))
    return tuple(found)
