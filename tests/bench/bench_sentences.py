"""Five hundred random cities, every sentence of every line read and computed again: python -m tests.bench.bench_sentences [cities]"""

from __future__ import annotations

import sys
import time

from scoring import assess, load_scheme
from tests.scoring.test_explain_arithmetic import SCHEMES, wrong
from tests.support.cities import random_city


def main(cities: int) -> int:
    """Cities in turn over all schemes and years; prints what does not come out and how many equations were read."""
    start, total, unsure, bad = time.perf_counter(), 0, 0, 0
    for seed in range(cities):
        scheme = load_scheme(SCHEMES[seed % len(SCHEMES)] if seed % 2 else "yuncheng-14fyp")
        names = [one.name for one in scheme.region.counties] if scheme.region else list("甲乙丙丁戊己庚辛")
        years = range(scheme.spec.period.start, scheme.spec.period.end + 1)
        table = random_city(scheme, names, 10_000 + seed, missing=0.002)
        count, unrounded, found = wrong(assess(scheme, table, years[seed % len(years)]))
        total, unsure, bad = total + count, unsure + unrounded, bad + len(found)
        for text in found[:3]:
            print(text)
    seconds = time.perf_counter() - start
    print(f"{cities} cities, {total} equations: {bad} wrong, {unsure} said to be unrounded; {seconds:.0f} s")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
