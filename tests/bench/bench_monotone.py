"""Random moves to the better and what they cost: python -m tests.bench.bench_monotone [MOVES A SCHEME] [FIRST SEED].

Prints, a scheme, the losses by kind and item, and every loss of no kind.
"""

from __future__ import annotations

import sys
from collections import Counter

from scoring import load_scheme
from tests.support.better_moves import moves
from tests.support.reference_oracle_city import SCHEMES


def main(number: int = 5000, first: int = 0) -> None:
    """Print what was lost."""
    for scheme in SCHEMES:
        losses = [one for one in moves(load_scheme(scheme), number, first) if one.worse]
        print(f"{scheme}: {number} moves, {len(losses)} losses")
        for (kind, item), count in Counter((one.kind or "NEW", one.item) for one in losses).most_common():
            print(f"  {kind}, {item}: {count}")
        for one in losses:
            if not one.kind:
                print(f"  {one}")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
