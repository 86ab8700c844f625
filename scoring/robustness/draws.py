"""Weights drawn at random, level by level; the same seed gives the same weights however they are cut into chunks."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from scoring.formula.numbers import Floats
from scoring.robustness.settings import WeightSpread
from scoring.robustness.weights import WeightedTail, Weights
from scoring.scheme.models import SchemeSpec


def weights_drawn(spec: SchemeSpec, spread: WeightSpread) -> tuple[bool, bool]:
    """Whether the points of dimensions, and of lines within a dimension, are drawn.

    Where the total is one dimension's points or the least of several, or the grade is decided on one, their
    points are no weights: they stand.
    """
    if spread.distribution == "none":
        return False, False
    summed = spec.total is None and spec.graded_by == "total" and len(spec.dimensions) > 1
    lines = any(len(one.indicators) > 1 for one in spec.dimensions)
    return summed and spread.levels != "indicator", lines and spread.levels != "dimension"


def levels_drawn(tail: WeightedTail, spread: WeightSpread) -> Iterator[tuple[slice, bool]]:
    """The levels, dimensions first: their places in ``Weights.end_to_end``, and whether they are drawn."""
    dimensions, lines = weights_drawn(tail.replay.assessment.scheme.spec, spread)
    count = len(tail.dimensions)
    yield slice(0, count), dimensions
    for block in tail.blocks:
        yield slice(block.start + count, block.stop + count), lines


def draw(tail: WeightedTail, spread: WeightSpread, seed: int, draws: int, chunk: int) -> Iterator[Weights]:
    """``draws`` sets of weights, at most ``chunk`` at a time."""
    random = np.random.default_rng(seed)
    official = tail.official()
    levels = list(levels_drawn(tail, spread))
    for start in range(0, draws, chunk):
        factors = _factors(
            random, spread, min(chunk, draws - start), official.end_to_end(), [level for level, _ in levels]
        )
        for level, drawn in levels:
            if not drawn:
                factors[:, level] = 1.0
        yield _weights(tail, official, factors)


def _factors(
    random: np.random.Generator, spread: WeightSpread, cases: int, official_points: Floats, blocks: list[slice]
) -> Floats:
    """By what each weight is multiplied before its level is brought back to its sum: cases × weights."""
    if spread.distribution == "dirichlet":
        shape = np.ones(len(official_points))
        for block in blocks:
            count = block.stop - block.start
            share = official_points[block] / official_points[block].sum()
            # A share of 1/m has variance (1/m)(1 − 1/m)/(a + 1): relative deviation s asks for a = (m − 1)/s² − 1.
            total = max((count - 1) / (spread.spread / 100) ** 2 - 1, 1e-3)
            shape[block] = np.maximum(share * total, 1e-12)
        return random.standard_gamma(shape, (cases, len(official_points))) / shape
    factors = random.random((cases, len(official_points)))
    factors *= 2 * spread.spread / 100
    factors += 1 - spread.spread / 100
    return factors


def _weights(tail: WeightedTail, official: Weights, factors: Floats) -> Weights:
    """Each level back at its sum: the dimensions at the scheme's points, the lines at their dimension's."""
    count = len(tail.dimensions)
    dimensions = factors[:, :count] * official.dimensions
    dimensions *= official.dimensions.sum() / dimensions.sum(axis=1, keepdims=True)
    pools = []
    for own in official.lines:
        lines = factors[:, count:] * own
        for place, block in enumerate(tail.blocks):
            lines[:, block] *= dimensions[:, place : place + 1] / lines[:, block].sum(axis=1, keepdims=True)
        pools.append(lines)
    return Weights(dimensions, tuple(pools))
