"""Results of the demonstration city as ``kaohe score`` writes them, each made once a process: for tests of what is done with a result."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from tests.support.commands import DEMO, kaohe


def scored(path: Path, *options: str) -> Path:
    """The result that ``kaohe score --no-robustness`` writes with these options, at a path."""
    path.write_bytes(_bytes(options))
    return path


@cache
def _bytes(options: tuple[str, ...]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        done = kaohe(Path(folder), "score", str(DEMO), "-o", "r.xlsx", "--no-robustness", *options)
        assert done.returncode == 0, done.stderr
        return (Path(folder) / "r.xlsx").read_bytes()
