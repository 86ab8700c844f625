"""A thousand random evidence lists, counted and scored in any order: python -m tests.bench.bench_lists [lists]

The suite takes a sample (tests/scoring/lists/test_cases.py); what differs ends the run.
"""

from __future__ import annotations

import sys

from tests.scoring.lists.test_cases import counted_alike, scored_alike


def main(lists: int) -> None:
    """Counts against a plain count, points against those of the counts of pandas."""
    counted_alike(lists)
    print(f"{lists} lists: counted as a plain count does, in any order", flush=True)
    scored_alike(lists)
    print(f"{lists} lists in one city: the same points by rows, by shuffled rows and by figures")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1000)
