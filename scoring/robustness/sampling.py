"""The draws run through the ledger, in chunks that stay in the processor's cache."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scoring.errors import DataError
from scoring.formula.numbers import Floats
from scoring.robustness.draws import draw
from scoring.robustness.ranks import rank_counts, rank_quantile
from scoring.robustness.settings import WeightSpread
from scoring.robustness.weights import WeightedTail

CHUNK_CELLS = 48_000  # draws × counties at a time
MOST_CELLS = 60_000_000  # draws × counties whose ranks are kept: 240 MB


@dataclass(frozen=True)
class Sample:
    """What became of the counties: ranks (counties × draws), how often each kept its grade, rank counts."""

    ranks: npt.NDArray[np.uint16 | np.uint32]
    kept_grade: npt.NDArray[np.int64]
    counts: npt.NDArray[np.int32]

    @property
    def draws(self) -> int:
        """How many draws there were."""
        return int(self.ranks.shape[1])

    def quantile(self, share: float) -> npt.NDArray[np.int64]:
        """The rank that ``share`` (0–1) of a county's draws are at or above."""
        return rank_quantile(self.counts, share)

    def ahead(self, one: int, other: int) -> float:
        """The share of draws in which a county stands before another."""
        return float((self.ranks[one] < self.ranks[other]).mean())

    def moves(self, official: npt.NDArray[np.int64]) -> Floats:
        """By how many places a county's rank differs from the official one, on average."""
        away = np.abs(np.arange(1, self.counts.shape[1] + 1)[None, :] - official[:, None])
        return np.asarray((self.counts * away).sum(axis=1) / self.draws)


def sample(tail: WeightedTail, spread: WeightSpread, seed: int, draws: int) -> Sample:
    """Draw weights and rank; deterministic for a seed. DataError where it would not fit into memory."""
    size = tail.replay.size
    if draws * size > MOST_CELLS:
        raise DataError(f"{size} 个县 × {draws} 次抽样超出内存限度：把抽样次数减到 {MOST_CELLS // size} 次以内")
    ranks = np.empty((size, draws), np.uint16 if size < 65_536 else np.uint32)
    kept = np.zeros(size, np.int64)
    official = tail.replay.official("grade_ordinal")
    done = 0
    for weights in draw(tail, spread, seed, draws, max(1, CHUNK_CELLS // size)):
        outcome = tail.run(weights)
        found = tail.replay.ranks(outcome)
        until = done + len(weights.dimensions)
        ranks[:, done:until] = found.T
        kept += np.broadcast_to(outcome.ordinal == official, (until - done, size)).sum(axis=0)
        done = until
    return Sample(ranks, kept, rank_counts(ranks, size))
