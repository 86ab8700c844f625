"""assess() beside the same arithmetic in plain numpy and scikit-criteria's weighted sum.

    python -m tests.bench.bench_assess

Indicators are shares (item ÷ item, against a target, in proportion), the commonest line. The plain numpy does
the same sums without states, names, problems or a ledger. Ratios are of medians, in turn, in one process.
"""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from scoring import assess
from scoring.scheme.canonical import canonical_text, sha256
from scoring.scheme.models import ItemSpec, SchemeSpec
from scoring.scheme.scheme import Scheme

Floats = Any
_AGAINST_TARGETS = {
    "target": {"kind": "constant", "figure": 80}, "completion": {"kind": "ratio"}, "rule": {"kind": "proportional"},
}  # fmt: skip
_COMPARED = {"rule": {"kind": "min_max", "low": 0}}


def scheme(count: int, compared: bool = False) -> Scheme:
    """A scheme of ``count`` indicators in four dimensions, 100 points. compared: by min–max over the counties, not against targets."""
    items = [
        ItemSpec.model_validate(
            {"id": f"{side}{number}", "name": f"{side}{number}", "kind": "number", "unit": "个", "definition": "-", "bureau": "-", "clause": "-", "minimum": 0}
        )
        for number in range(count)
        for side in ("top", "bottom")
    ]  # fmt: skip
    lines = [
        {
            "id": f"x{number}", "name": f"指标{number}", "points": 100 / count, "clause": "一", "bureau": "-", "definition": "-",
            "value": {"kind": "ratio", "top": [f"top{number}"], "bottom": [f"bottom{number}"]},
            **(_COMPARED if compared else _AGAINST_TARGETS),
        }
        for number in range(count)
    ]  # fmt: skip
    part = count // 4
    dimensions = [
        {"id": f"d{k}", "name": f"类别{k}", "sheet": f"类别{k}", "points": 25, "clause": "一", "indicators": lines[k * part : (k + 1) * part]}
        for k in range(4)
    ]  # fmt: skip
    spec = SchemeSpec.model_validate(
        {
            "id": f"bench-{count}", "title": "-", "version": "1", "standing": "-", "summary": "-", "source": {"title": "-"},
            "period": {"base": 2020, "start": 2021, "end": 2025}, "points": 100, "dimensions": dimensions,
            "grades": [{"name": "好", "at_least": 80}, {"name": "中", "at_least": 60}, {"name": "差"}],
        }
    )  # fmt: skip
    known = {one.id: one for one in items}
    return Scheme(spec, known, None, sha256(canonical_text(spec, known, None, {})))


def table(counties: int, count: int) -> pd.DataFrame:
    """Figures with two decimals."""
    draw = np.random.default_rng(counties)
    cells = {}
    for number in range(count):
        cells[f"bottom{number}"] = np.round(draw.uniform(10, 1000, counties), 2)
        cells[f"top{number}"] = np.round(cells[f"bottom{number}"] * draw.uniform(0, 1, counties), 2)
    return pd.DataFrame(cells, index=pd.Index([f"县{k}" for k in range(counties)]))


def plain(frame: pd.DataFrame, count: int) -> tuple[Floats, Floats, Floats]:
    """The same arithmetic: ratio, completion, points, dimensions, total, grade, rank."""

    def rounded(x: Floats, places: int) -> Floats:
        return np.floor(np.floor(x * 10.0 ** (places + 6) + 0.5) / 1e6 + 0.5) / 10.0**places

    full = 100 / count
    top = frame[[f"top{k}" for k in range(count)]].to_numpy()
    bottom = frame[[f"bottom{k}" for k in range(count)]].to_numpy()
    completion = rounded(top / bottom * 100 / 80 * 100, 2)
    points = rounded(np.clip(completion / 100, 0, 1) * full, 2)
    blocks = rounded(points.reshape(len(frame), 4, count // 4).sum(axis=2), 2)
    total = rounded(blocks.sum(axis=1), 2)
    grade = 3 - np.searchsorted([60, 80], total, side="right")
    order = np.lexsort((-total, grade))
    keys = np.stack([grade[order], -total[order]])
    new = np.concatenate([[True], (keys[:, 1:] != keys[:, :-1]).any(axis=0)])
    rank = np.empty(len(frame))
    rank[order] = np.maximum.accumulate(np.where(new, np.arange(len(frame)), 0)) + 1
    return points, total, rank


def criteria(frame: pd.DataFrame, count: int) -> Callable[[], Any] | None:
    """scikit-criteria's weighted sum over the points' shares, or None where it is not installed."""
    try:
        import skcriteria as skc
        from skcriteria.agg.simple import WeightedSumModel
    except ImportError:
        return None
    shares = np.clip(plain(frame, count)[0], 1e-9, None)
    matrix = skc.mkdm(shares, [max] * count)
    return lambda: WeightedSumModel().evaluate(matrix)


def median(call: Callable[[], Any], repeats: int) -> float:
    """Median processor time of a call, in milliseconds."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return statistics.median(times) * 1000


def main() -> None:
    """Print one line a size."""
    print("counties × indicators | assess ms | plain numpy ms | ratio | scikit-criteria WSM ms | peak RSS MB")
    for counties, count, repeats in ((13, 40, 60), (3000, 60, 15), (100_000, 60, 3)):
        rules, frame = scheme(count), table(counties, count)
        result = assess(rules, frame, 2025)
        _points, total, rank = plain(frame, count)
        assert np.allclose(result.scores["total"], total, atol=1e-9)
        assert (result.scores["rank"].to_numpy(float) == rank).all()
        ours = median(lambda rules=rules, frame=frame: assess(rules, frame, 2025).scores, repeats)  # type: ignore[misc]
        bare = median(lambda frame=frame, count=count: plain(frame, count), repeats)  # type: ignore[misc]
        other = criteria(frame, count)
        wsm = f"{median(other, max(3, repeats // 4)):.1f}" if other else "not installed"
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{counties} × {count} | {ours:.2f} | {bare:.2f} | {ours / bare:.1f} | {wsm} | {peak:.0f}")


if __name__ == "__main__":
    main()
