"""The draws run through the ledger, in chunks that stay in the processor's cache."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scoring.errors import DataError
from scoring.formula.numbers import Floats
from scoring.robustness.draws import draw
from scoring.robustness.ranks import Ranks, rank_counts, rank_quantile
from scoring.robustness.replay import CaseOutcomes, Replay
from scoring.robustness.settings import WeightSpread
from scoring.robustness.weights import WeightedTail

CHUNK_CELLS = 200_000  # draws × counties at a time
_HEAP = 4_000_000
MOST_CELLS = 60_000_000  # draws × counties whose ranks are kept: 240 MB


@dataclass(frozen=True)
class Sample:
    """What became of the counties: ranks (draws × counties), how often each kept its grade, rank counts."""

    ranks: Ranks
    same_grade: npt.NDArray[np.int64]
    counts: npt.NDArray[np.int32]

    @property
    def draws(self) -> int:
        """How many draws there were."""
        return len(self.ranks)

    def quantile(self, share: float) -> npt.NDArray[np.int64]:
        """The rank that ``share`` (0–1) of a county's draws are at or above."""
        return rank_quantile(self.counts, share)

    def same_rank(self, official: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """In how many draws each county took its official rank."""
        return np.asarray(self.counts[np.arange(len(official)), official - 1], np.int64)

    def ahead(self, one: int, other: int) -> float:
        """The share of draws in which a county stands before another."""
        return float((self.ranks[:, one] < self.ranks[:, other]).mean())

    def moves(self, official: npt.NDArray[np.int64]) -> Floats:
        """By how many places a county's rank differs from the official one, on average."""
        away = np.abs(np.arange(1, self.counts.shape[1] + 1)[None, :] - official[:, None])
        return np.asarray((self.counts * away).sum(axis=1) / self.draws)


def sample(tail: WeightedTail, spread: WeightSpread, seed: int, draws: int) -> Sample:
    """Draw weights and rank; deterministic for a seed. DataError where it would not fit into memory."""
    size = tail.replay.size
    if draws * size > MOST_CELLS:
        raise DataError(f"{size} 个县 × {draws} 次抽样超出内存限度：把抽样次数减到 {MOST_CELLS // size} 次以内")
    # glibc gives the pages of freed arrays back at once, and most of the time goes into getting them again, until
    # a large array was freed: from then on it keeps that much.
    np.empty(_HEAP)
    tally = Tally(tail.replay, draws)
    for weights in draw(tail, spread, seed, draws, max(1, CHUNK_CELLS // size)):
        tally.add(tail.run(weights), len(weights.dimensions))
    return tally.sample()


class Tally:
    """Counts what becomes of the ranked counties, a chunk of draws at a time."""

    def __init__(self, replay: Replay, draws: int) -> None:
        self._replay, size = replay, replay.size
        self._ranks: Ranks = np.empty((draws, size), np.uint16) if size < 65_536 else np.empty((draws, size), np.uint32)
        self._same_grade = np.zeros(size, np.int64)
        self._official = replay.official("grade_ordinal")
        self._done = 0

    def add(self, outcome: CaseOutcomes, draws: int) -> None:
        """Count a chunk. A county that an error of the data leaves without a rank stands last."""
        until = self._done + draws
        found = self._replay.ranks(outcome)
        last = self._replay.size
        self._ranks[self._done : until] = found if found.min() > 0 else np.where(found == 0, last, found)
        same = np.broadcast_to(outcome.ordinal == self._official, (draws, self._replay.size))
        self._same_grade += np.add.reduce(same, axis=0, dtype=np.int32)
        self._done = until

    def sample(self) -> Sample:
        """All that was counted."""
        return Sample(self._ranks, self._same_grade, rank_counts(self._ranks))
