"""Ranks of many cases at once: exact keys packed into whole numbers, one sort a case. Arrays only."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from scoring.formula import downwards
from scoring.formula.numbers import Floats

Whole = npt.NDArray[np.int64]
Ranks = npt.NDArray[np.uint16] | npt.NDArray[np.uint32]
_EXACT = 2.0**53  # whole numbers up to here are exact in a double


def ranks_of(keys: Sequence[Floats], descending: Sequence[bool], places: Sequence[int | None]) -> Whole:
    """Competition ranks (1, 1, 3) within each case; 0 where a key is no number.

    keys: cases × counties, or counties alone for a key that is the same in all cases; the first foremost.
    places: the decimals that a key is rounded to, None where it is not known to be. All cases × counties out.
    """
    shape = np.broadcast_shapes((1, keys[0].shape[-1]), *(key.shape for key in keys))
    packed = _packed(keys, descending, places, shape)
    if packed is None:
        signed = [-key if down else key for key, down in zip(keys, descending, strict=True)]
        spread = [np.broadcast_to(key, shape) for key in signed]
        found = np.stack([downwards.competition_rank(list(case)) for case in zip(*spread, strict=True)])
        return np.nan_to_num(found, nan=0.0).astype(np.int64)
    return _sorted_ranks(packed)


def _packed(
    keys: Sequence[Floats], descending: Sequence[bool], places: Sequence[int | None], shape: tuple[int, ...]
) -> Floats | None:
    """One whole number a county and case, in the order of the keys; None where it would not be exact."""
    packed, size = np.zeros(shape), 1.0
    room = _EXACT / max(2, shape[-1])
    for key, down, decimals in zip(keys, descending, places, strict=True):
        codes, span, far = _codes(key, down, decimals)
        if size * span + far > room and size > 1:
            packed, size = _dense(packed, shape)
        if size * span + far > room:
            codes, span = _dense(codes, key.shape)
            far = span
        if not size * span + far <= room:  # NaN too
            return None
        if size > 1 and packed.flags.writeable:
            packed *= span
            packed += codes
        else:
            packed = packed * span + codes if size > 1 else np.broadcast_to(codes, shape)
        size = size * span + far
    return packed


def _codes(key: Floats, down: bool, decimals: int | None) -> tuple[Floats, float, float]:
    """Whole numbers in the order of a key, how many there are from end to end, and the farthest from 0."""
    if key.ndim == 1 or decimals is None:
        codes, span = _dense(-key if down else key, key.shape)
        return codes, np.nan if np.isnan(key).any() else span, span
    codes = key * (-(10.0**decimals) if down else 10.0**decimals)
    np.rint(codes, out=codes)
    low, high = float(codes.min()), float(codes.max())
    return codes, high - low + 1, max(abs(low), abs(high))


def _dense(key: Floats, shape: tuple[int, ...]) -> tuple[Floats, float]:
    found, codes = np.unique(key, return_inverse=True)
    return codes.reshape(shape).astype(np.float64), float(len(found))


def _sorted_ranks(packed: Floats) -> Whole:
    """Ranks from whole numbers: each carries its county in its low bits, so that a plain sort is enough."""
    cases, size = packed.shape
    bits = max(1, int(size - 1).bit_length())
    coded = packed.astype(np.int64)
    coded <<= bits
    coded |= np.arange(size)
    coded.sort(axis=1)
    county = coded & ((1 << bits) - 1)
    coded >>= bits
    places = np.broadcast_to(np.arange(1, size + 1), packed.shape)
    again = np.empty(packed.shape, bool)  # as the one before; all cases in one run, then the first of each is not
    np.equal(coded.reshape(-1)[1:], coded.reshape(-1)[:-1], out=again.reshape(-1)[1:])
    again[:, 0] = False
    if again.any():
        tied = np.flatnonzero(again.any(axis=1))
        places = places.copy()
        places[tied] = np.maximum.accumulate(np.where(again[tied], 0, places[tied]), axis=1)
    county += (np.arange(cases) * size)[:, None]
    ranks = np.empty(packed.shape, np.int64)
    ranks.reshape(-1)[county.reshape(-1)] = places.reshape(-1)
    return ranks


def rank_counts(ranks: Ranks) -> npt.NDArray[np.int32]:
    """How often each county stood at each rank. ranks: draws × counties, 1…counties; counties × ranks out."""
    draws, size = ranks.shape
    counts = np.zeros((size, size), np.int32)
    wide = max(1, 300_000 // size)  # counties at a time, so that their counts stay in the cache
    tall = max(1, 100_000 // min(wide, size))
    for left in range(0, size, wide):
        right = min(left + wide, size)
        first = np.arange(right - left, dtype=np.int64) * size - 1
        for top in range(0, draws, tall):
            codes = ranks[top : top + tall, left:right] + first
            found = np.bincount(codes.reshape(-1), minlength=(right - left) * size)
            counts[left:right] += found.reshape(-1, size).astype(np.int32)
    return counts


def rank_quantile(counts: npt.NDArray[np.int32], share: float) -> Whole:
    """The smallest rank that at least ``share`` (0–1) of a county's draws reach; counties out."""
    result = np.empty(len(counts), np.int64)
    block = max(1, 1_000_000 // counts.shape[1])
    for start in range(0, len(counts), block):
        reached = counts[start : start + block].cumsum(axis=1)
        least = np.ceil(share * reached[:, -1:] - 1e-9)
        result[start : start + block] = (reached >= np.maximum(least, 1)).argmax(axis=1) + 1
    return result
