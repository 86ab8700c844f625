"""Random cities under three schemes beside the second judge: python -m tests.bench.bench_oracle [CITIES] [FIRST SEED].

Prints every kind of difference with its first city.
"""

from __future__ import annotations

import sys
import time
from collections import Counter

from tests.support.oracle_compare import Difference, differences
from tests.support.reference_oracle_city import SCHEMES


def main(cities: int = 1000, first: int = 0) -> None:
    """Print a line a scheme, then its kinds of difference."""
    for scheme in SCHEMES:
        start = time.process_time()
        found = differences(scheme, range(first, first + cities))
        print(f"{scheme}: {cities} cities, {len(found)} differences, {time.process_time() - start:.0f} s")
        examples: dict[str, Difference] = {}
        for one in found:
            examples.setdefault(one.what, one)
        for what, count in Counter(one.what for one in found).most_common():
            print(f"  {what}: {count}, first {examples[what]}")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
