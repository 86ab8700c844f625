"""The random tests of which the suite takes a sample, whole: python -m tests.bench.bench_samples [what pytest is to be told]"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str]) -> int:
    """Every file that takes a sample; the exit status is pytest's."""
    os.environ["KAOHE_WHOLE"] = "1"
    files = [
        str(path)
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        if "from tests.support.samples import sample" in path.read_text(encoding="utf-8")
    ]
    return int(pytest.main([*files, *arguments]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
