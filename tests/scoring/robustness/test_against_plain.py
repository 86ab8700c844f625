"""Explicit sets of weights (100 a city in the suite, 500 in tests/bench/bench_samples.py) against an independent computation, to the last rank; a planted mistake is caught."""

from __future__ import annotations

import numpy as np
import pytest

from examples.build import demonstration
from scoring import Assessment, assess, load_scheme
from scoring.robustness.replay import Replay
from scoring.robustness.weights import WeightedTail, Weights
from tests.support.cities import random_city
from tests.support.plain_robustness import grades_and_ranks
from tests.support.samples import sample

SCHEME = load_scheme("yuncheng-14fyp")


def weight_sets(tail: WeightedTail, count: int, seed: int) -> Weights:
    """Sets made without the package's own drawing: each level random, brought to its sum; a few far from official."""
    draw = np.random.default_rng(seed)
    far = np.where(np.arange(count) % 10 == 0, 0.95, 0.25)[:, None]
    official = tail.official()
    dimensions = official.dimensions * (1 + far * draw.uniform(-1, 1, (count, 4)))
    dimensions *= 100 / dimensions.sum(axis=1, keepdims=True)
    lines = official.lines[0] * (1 + far * draw.uniform(-1, 1, (count, official.lines[0].shape[1])))
    for place, block in enumerate(tail.blocks):
        lines[:, block] *= dimensions[:, place : place + 1] / lines[:, block].sum(axis=1, keepdims=True)
    return Weights(dimensions, (lines,))


def random_assessment(seed: int, year: int) -> Assessment:
    """A random city with boundaries, gates and figures not applicable."""
    assert SCHEME.region is not None
    names = [one.name for one in SCHEME.region.counties]
    result = assess(SCHEME, random_city(SCHEME, names, seed, missing=0.0), year)
    points = result.states[[one.id for one in SCHEME.indicators]]
    assert (points == "not_applicable").any(axis=None)
    return result


CITIES = {
    "demonstration": lambda: assess(SCHEME, demonstration(), 2025),
    "random, plan end": lambda: random_assessment(5, 2025),
    "random, before": lambda: random_assessment(8, 2023),
}


COUNT = sample(100, 500)


@pytest.mark.parametrize("name", CITIES)
def test_grades_and_ranks_under_explicit_sets(name: str) -> None:
    """Every grade and every rank, with every gate of the reference scheme."""
    city = CITIES[name]()
    tail = WeightedTail(Replay(city))
    sets = weight_sets(tail, COUNT, seed=3)
    outcome = tail.run(sets)
    grades, ranks = grades_and_ranks(city, sets.dimensions, sets.lines[0])
    assert np.broadcast_to(outcome.ordinal, (COUNT, tail.replay.size)).astype(int).tolist() == grades
    assert tail.replay.ranks(outcome).tolist() == ranks


def test_gates_forgotten_are_noticed() -> None:
    """The same comparison with a second opinion that knows no gates: grades and ranks must differ."""
    city = CITIES["demonstration"]()
    tail = WeightedTail(Replay(city))
    sets = weight_sets(tail, 20, seed=3)
    outcome = tail.run(sets)
    grades, ranks = grades_and_ranks(city, sets.dimensions, sets.lines[0], gates=False)
    assert outcome.ordinal.astype(int).tolist() != grades
    assert tail.replay.ranks(outcome).tolist() != ranks


def test_gates_dropped_from_the_replay_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A planted mistake in the package: the grade by total passed off as the grade."""
    city = CITIES["demonstration"]()
    tail = WeightedTail(Replay(city))
    whole = tail.replay.plan_of(tail.change(tail.official()).names())
    short = tuple(column for column in whole if column.id != "grade_ordinal")
    monkeypatch.setattr(tail.replay, "plan_of", lambda seeds: short)
    tail.replay.base.values["grade_ordinal"] = tail.replay.base.values["grade_by_total"]
    sets = weight_sets(tail, 20, seed=3)
    grades, _ = grades_and_ranks(city, sets.dimensions, sets.lines[0])
    assert np.broadcast_to(tail.run(sets).ordinal, (20, tail.replay.size)).astype(int).tolist() != grades
