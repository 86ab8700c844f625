"""what_it_takes() and compare() beside one assess() of the same city: python -m tests.bench.bench_improvement.

The city is that of bench_assess (shares against targets, or compared by min–max over all counties); for the shipped
scheme, a random city. Processor time, medians of five.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from scoring import assess, load_scheme
from scoring.comparison import compare
from scoring.improvement import what_it_takes
from tests.bench.bench_assess import scheme, table
from tests.support.cities import random_city


def median(call: Callable[[], object], times: int = 5) -> float:
    """Median processor seconds of a call."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        call()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def main() -> None:
    """Print a line a case."""
    shipped = load_scheme("yuncheng-14fyp")
    assert shipped.region is not None
    names = [one.name for one in shipped.region.counties]
    cases = [
        ("13×40", scheme(40), table(13, 40)),
        ("51×48 min_max", scheme(48, compared=True), table(51, 48)),
        ("13×23 yuncheng-14fyp", shipped, random_city(shipped, names, 5, missing=0)),
    ]
    for name, rules, figures in cases:
        result = assess(rules, figures, 2025)
        once = median(lambda rules=rules, figures=figures: assess(rules, figures, 2025))  # type: ignore[misc]
        steps = median(lambda result=result: what_it_takes(result))  # type: ignore[misc]
        both = median(lambda result=result: compare(result, result))  # type: ignore[misc]
        print(f"{name}: assess {once * 1000:.0f} ms, what_it_takes {steps * 1000:.0f} ms, compare {both * 1000:.0f} ms")


if __name__ == "__main__":
    main()
