"""The least change of each figure that reaches a goal: a coarse look both ways, then halving, all in batches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from scoring.formula.columns import State
from scoring.formula.numbers import Floats
from scoring.improvement.levers import Lever
from scoring.improvement.trials import TrialOutcomes, Trials


@dataclass(frozen=True)
class Aim:
    """A goal of one county. what: ordinal, rank (below ``bound``), total (at least ``bound``) or a gate's id (lifted).

    instead: the gate that this one gives way to; where that one acts, nothing was lifted. item: the one figure that is
    to reach it ("" is any).
    """

    county: int
    what: str
    bound: float = 0.0
    instead: str = ""
    item: str = ""

    def reached(self, outcome: TrialOutcomes, rows: int | npt.NDArray[np.intp]) -> Any:
        """Whether a row reaches the goal, or which of the rows do."""
        if self.what == "ordinal":
            return outcome.ordinal[rows] < self.bound
        if self.what == "rank":
            return outcome.rank[rows] < self.bound
        if self.what == "total":
            return outcome.total[rows] >= self.bound - 1e-9
        lifted = outcome.gates[self.what][rows] == 0
        return lifted & (outcome.gates[self.instead][rows] == 0) if self.instead in outcome.gates else lifted


@dataclass(frozen=True)
class Track:
    """One figure of one county moved one way: units are the moves tried, rows where they stand in the batch."""

    county: int
    lever: Lever
    sign: int
    figure: float
    units: npt.NDArray[np.int64]
    rows: npt.NDArray[np.intp]


@dataclass(frozen=True)
class LeastMove:
    """The least move of a track that reaches the aim, in its direction, and how the county comes out."""

    aim: Aim
    track: Track
    figure: float
    total: float
    ordinal: float
    rank: float


class Search:
    """Tries every lever of some counties once, coarsely; answers aims by halving between what failed and what did."""

    def __init__(self, trials: Trials, levers: tuple[Lever, ...], counties: list[int]) -> None:
        self.trials = trials
        self.tracks: dict[int, list[Track]] = {county: [] for county in counties}
        moves: list[Floats] = []
        at = 0
        for county in counties:
            for lever in levers:
                states = trials.base.states[lever.item.id]
                if states is not None and states[county] != State.OK:
                    continue
                figure = float(trials.base.values[lever.item.id][county])
                for sign in (1, -1):
                    units = _ladder(lever.room(figure, sign > 0))
                    if not units.size:
                        continue
                    track = Track(county, lever, sign, figure, units, np.arange(at, at + units.size))
                    self.tracks[county].append(track)
                    moves.append(lever.at(np.full(units.size, figure), sign * units.astype(np.float64)))
                    at += units.size
        every = [track for tracks in self.tracks.values() for track in tracks]
        sizes = np.asarray([track.units.size for track in every], np.intp)
        owners = np.repeat(np.asarray([track.county for track in every], np.intp), sizes)
        items = np.repeat(np.asarray([track.lever.item.id for track in every], object), sizes)
        figures = np.concatenate(moves) if moves else np.zeros(0)
        self.outcome = trials.run(owners, items, figures)

    def best(self, county: int, most: int) -> list[Aim]:
        """For the figures that add most points alone (``most`` of them, and those that tie): all that each can add."""
        highest: dict[str, float] = {}
        for track in self.tracks[county]:
            top = float(np.nanmax(self.outcome.total[track.rows], initial=-np.inf))
            item = track.lever.item.id
            highest[item] = max(top, highest.get(item, -np.inf))
        now = float(self.trials.base.values["total"][county])
        least = min(sorted(highest.values())[-most:], default=now)
        return [
            Aim(county, "total", top, item=item)
            for item, top in highest.items()
            if top > now + 1e-9 and top >= least - 1e-9
        ]

    def least(self, aims: list[Aim]) -> list[LeastMove]:
        """Every track's least move for every aim it reaches. One unit less, in the same direction, does not reach it."""
        brackets = [
            (aim, track, *ends)
            for aim in aims
            for track in self.tracks[aim.county]
            if aim.item in ("", track.lever.item.id) and (ends := self._ends(aim, track)) is not None
        ]
        low = np.asarray([one[2] for one in brackets], np.int64)
        high = np.asarray([one[3] for one in brackets], np.int64)
        while (open_ := np.flatnonzero(high - low > 1)).size:
            middle = (low[open_] + high[open_]) // 2
            outcome = self._run([brackets[place][1] for place in open_], middle)
            for row, place in enumerate(open_.tolist()):
                if brackets[place][0].reached(outcome, row):
                    high[place] = middle[row]
                else:
                    low[place] = middle[row]
        outcome = self._run([one[1] for one in brackets], high)
        return [
            LeastMove(
                aim, track, _moved(track, int(high[row])), float(outcome.total[row]),
                float(outcome.ordinal[row]), float(outcome.rank[row]),
            )
            for row, (aim, track, *_) in enumerate(brackets)
        ]  # fmt: skip

    def _ends(self, aim: Aim, track: Track) -> tuple[int, int] | None:
        """The last move tried that fails before the first that reaches the aim."""
        hits = np.flatnonzero(aim.reached(self.outcome, track.rows))
        if not hits.size:
            return None
        first = int(hits[0])
        return (int(track.units[first - 1]) if first else 0), int(track.units[first])

    def _run(self, tracks: list[Track], units: npt.NDArray[np.int64]) -> TrialOutcomes:
        counties = np.asarray([track.county for track in tracks], np.intp)
        items = np.asarray([track.lever.item.id for track in tracks], object)
        figures = np.asarray([_moved(track, int(count)) for track, count in zip(tracks, units, strict=True)])
        return self.trials.run(counties, items, figures)


def _moved(track: Track, units: int) -> float:
    """As ``Lever.at`` for one figure, without the cost of an array."""
    scale = 10.0**track.lever.places
    return round(track.figure * scale + track.sign * units) / scale


def _ladder(room: int) -> npt.NDArray[np.int64]:
    """1, 2, 4, … units and as far as there is room."""
    units = [1 << power for power in range(room.bit_length()) if 1 << power < room]
    return np.asarray([*units, room] if room else [], np.int64)
