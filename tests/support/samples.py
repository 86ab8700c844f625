"""How many random cases a test takes: a sample in the suite, the whole with KAOHE_WHOLE=1 (tests/bench/bench_samples.py)."""

from __future__ import annotations

import os


def sample(few: int, whole: int) -> int:
    """The one or the other."""
    return whole if os.environ.get("KAOHE_WHOLE") else few
