"""kaohe's own packages as files, from a checkout or an installation alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import scoring
import workbook
from scoring.resources import config_dir, constraints_file, examples_dir


def own_files(into: str) -> Iterator[tuple[str, bytes]]:
    """Name and content of every file of the two packages, with the data inside scoring."""
    for package in (scoring, workbook):
        yield from _files(Path(package.__path__[0]), f"{into}/{package.__name__}")
    yield from _files(config_dir(), f"{into}/scoring/_data/config")
    yield from _files(examples_dir(), f"{into}/scoring/_data/examples")
    yield f"{into}/scoring/_data/constraints.txt", constraints_file().read_bytes()


def _files(folder: Path, into: str) -> Iterator[tuple[str, bytes]]:
    for path in folder.rglob("*"):
        inside = path.relative_to(folder)
        if path.is_file() and "__pycache__" not in inside.parts and "_data" not in inside.parts:
            yield f"{into}/{inside.as_posix()}", path.read_bytes()
