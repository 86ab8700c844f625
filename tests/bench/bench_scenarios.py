"""Random changes of every shipped scheme against the file edited by hand: python -m tests.bench.bench_scenarios [each]

The suite holds a sample (tests/scoring/scenarios/test_like_by_hand.py); here as many of each scheme as are named.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.scoring.scenarios.test_like_by_hand import EACH, IDS, held, wanted


def main(each: int) -> None:
    """Hold them; the first that differs ends the run with what it is."""
    total = 0
    for name in IDS:
        with tempfile.TemporaryDirectory() as folder:
            done = held(name, Path(folder), each)
        print(f"{name}: {done} changes", flush=True)
        assert done == wanted(name, each)
        total += done
    print(f"{total} changes of {len(IDS)} schemes, none different")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else EACH)
