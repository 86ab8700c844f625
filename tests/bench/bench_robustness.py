"""Draws of weights with gates in every draw, beside the bare matrix product and sort in numpy.

    python -m tests.bench.bench_robustness

The bare one draws the same weights, multiplies and sorts: no dimensions, bonus, rounding, grades, gates or ties.
scikit-criteria and pymcdm rank one set of weights at a time; their times are scaled up from a few draws. They are
left out, and it says so, where they are not installed (the ``bench`` extra). Times are of the processor, all threads
together, since wall time on a shared machine is anything; ratios are of medians, in turn, in one process. The peak is
that of our draws in a process of their own.
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from scoring import assess
from scoring.assessment import Assessment
from scoring.robustness.draws import draw
from scoring.robustness.leave_out import leave_out
from scoring.robustness.replay import Replay
from scoring.robustness.sampling import sample
from scoring.robustness.settings import WeightSpread
from scoring.robustness.weights import WeightedTail
from scoring.scheme.models import SchemeSpec
from scoring.scheme.scheme import Scheme
from tests.bench.bench_assess import scheme as plain_scheme
from tests.bench.bench_assess import table

SIZES = ((51, 49, 10_000), (3_000, 60, 1_000))
SPREAD = WeightSpread()
SEED = 1


def gated(count: int) -> Scheme:
    """The benchmark's scheme with a bonus and gates on completions and on points, so that every draw needs them."""
    base = plain_scheme(count)
    plain = base.spec.model_dump(mode="json")
    lines = [line for dimension in plain["dimensions"] for line in dimension["indicators"]]
    lines[0]["bonus"] = {"kind": "full_steps", "step": 5, "each": 0.5, "cap": 2}
    if count % 4:  # an odd line out goes to the last dimension
        extra = {**lines[-1], "id": f"x{count - 1}", "name": f"指标{count - 1}"}
        extra["value"] = {**extra["value"], "top": [f"top{count - 1}"], "bottom": [f"bottom{count - 1}"]}
        plain["dimensions"][-1]["indicators"].append(extra)
    for dimension in plain["dimensions"]:
        share = dimension["points"] / len(dimension["indicators"])
        for line in dimension["indicators"]:
            line["points"] = share
    plain["bonus_cap"] = 2
    plain["grades"] = [
        {"name": "优", "at_least": 75},
        {"name": "良", "at_least": 60},
        {"name": "中", "at_least": 50},
        {"name": "差"},
    ]
    clause = {"clause": "一"}
    plain["gates"] = [
        {"id": "g1", "kind": "veto", "name": "均未完成", "when": {"kind": "missed", "all_of": ["x0", "x1"]}, **clause},
        {"id": "g2", "kind": "cap", "at_most": "良", "name": "未完成", "when": {"kind": "missed", "all_of": ["x2"]}, **clause},
        {"id": "g3", "kind": "cap", "at_most": "中", "name": "类别偏低", "when": {"kind": "score_below", "of": ["d1"], "limit": 10}, **clause},
        {"id": "g4", "kind": "shift", "by": 1, "name": "指标偏低", "when": {"kind": "score_below", "of": ["x3"], "limit": 0.2}, **clause},
    ]  # fmt: skip
    plain["ranking"] = {"by": "grade_total", "ties": ["d0", "x0"]}
    plain["id"] = f"bench-gated-{count}"
    spec = SchemeSpec.model_validate_json(json.dumps(plain))
    return Scheme(spec, base.items, None, spec.id)


def assessment(counties: int, count: int) -> Assessment:
    """A filled assessment of so many counties and indicators."""
    return assess(gated(count), table(counties, count), 2025)


def bare(tail: WeightedTail, draws: int) -> np.ndarray[Any, Any]:
    """The same weights, one product, one sort, ranks by position."""
    lines = np.concatenate([weights.lines[0] for weights in draw(tail, SPREAD, SEED, draws, draws)])
    rates = np.ascontiguousarray(tail.rates)
    ranks = np.empty((draws, tail.replay.size), np.int32)
    chunk = max(1, 2_000_000 // tail.replay.size)
    for start in range(0, draws, chunk):
        order = np.argsort(-(lines[start : start + chunk] @ rates), axis=1)
        np.put_along_axis(ranks[start : start + chunk], order, np.arange(1, tail.replay.size + 1)[None, :], axis=1)
    return ranks


def criteria(tail: WeightedTail, draws: int) -> Callable[[], Any] | None:
    """scikit-criteria: a decision matrix with other weights, evaluated, ``draws`` times; None if not installed."""
    try:
        import skcriteria as skc
        from skcriteria.agg.simple import WeightedSumModel
    except ImportError:
        return None
    matrix = skc.mkdm(np.clip(tail.rates.T, 1e-9, None), [max] * len(tail.rates))
    lines = next(draw(tail, SPREAD, SEED, draws, draws)).lines[0]
    model = WeightedSumModel()
    return lambda: [model.evaluate(matrix.replace(weights=row)).rank_ for row in lines]


def mcdm(tail: WeightedTail, draws: int) -> Callable[[], Any] | None:
    """pymcdm's weighted sum with other weights, ``draws`` times; None if not installed."""
    try:
        from pymcdm.helpers import rankdata
        from pymcdm.methods import WSM
    except ImportError:
        return None
    matrix = np.clip(tail.rates.T, 1e-9, None)
    types = np.ones(matrix.shape[1])
    lines = next(draw(tail, SPREAD, SEED, draws, draws)).lines[0]
    method = WSM()
    return lambda: [rankdata(method(matrix, row / row.sum(), types), reverse=True) for row in lines]


def seconds(call: Callable[[], Any]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def scaled(call: Callable[[], Any] | None, few: int, draws: int) -> str:
    """The time for all draws, in milliseconds, from a few."""
    return "not installed" if call is None else f"{seconds(call) / few * draws * 1000:,.0f}"


def peak(counties: int, count: int, draws: int) -> float:
    """Peak memory of a process that assesses and draws, in MiB."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_peak, (counties, count, draws))


def _peak(counties: int, count: int, draws: int) -> float:
    sample(WeightedTail(Replay(assessment(counties, count))), SPREAD, SEED, draws)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print one line a size."""
    print(
        "counties × indicators × draws | ours ms | bare product + sort ms | ratio | left out, all at once ms | scikit-criteria ms (scaled) | pymcdm ms (scaled) | peak MiB"
    )
    for counties, count, draws in SIZES:
        tail = WeightedTail(Replay(assessment(counties, count)))
        found = sample(tail, SPREAD, SEED, draws)
        assert (found.counts.sum(axis=1) == draws).all()
        ours, limit = [], []
        for _ in range(9):
            ours.append(seconds(lambda tail=tail, draws=draws: sample(tail, SPREAD, SEED, draws)))  # type: ignore[misc]
            limit.append(seconds(lambda tail=tail, draws=draws: bare(tail, draws)))  # type: ignore[misc]
        one, two = statistics.median(ours) * 1000, statistics.median(limit) * 1000
        lost = seconds(lambda tail=tail: leave_out(tail)) * 1000  # type: ignore[misc]
        few = 40 if counties < 1000 else 8
        others = scaled(criteria(tail, few), few, draws), scaled(mcdm(tail, few), few, draws)
        print(
            f"{counties} × {count} × {draws} | {one:.0f} (min {min(ours) * 1000:.0f}) | {two:.0f} (min {min(limit) * 1000:.0f}) | {one / two:.2f} | {lost:.1f} | {others[0]} | {others[1]} | {peak(counties, count, draws):.0f}"
        )


if __name__ == "__main__":
    main()
