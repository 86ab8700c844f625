"""What the installer wrote: a list of files with their SHA-256, and a folder compared with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from workbook import hashing

LIST = "SHA256SUMS"


@dataclass(frozen=True)
class Compared:
    """Names inside a folder, as they stand in the list: not there, other than listed, not listed."""

    missing: tuple[str, ...]
    changed: tuple[str, ...]
    unlisted: tuple[str, ...]


def sums(parts: Iterable[tuple[str, bytes]]) -> str:
    """The list of some files, as sha256sum writes it."""
    return "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(parts))


def listed(folder: Path) -> dict[str, str]:
    """Name to SHA-256 of what the folder's list names; nothing where there is no list."""
    try:
        lines = (folder / LIST).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    found = {name: sha256 for sha256, _, name in (line.partition("  ") for line in lines)}
    return {name: found[name] for name in found if _stays_inside(name)}


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(name) and not path.is_absolute() and ".." not in path.parts and not set(name) & set("\\:")


def sha256_of(path: Path) -> str:
    """Of a file; an empty text where it cannot be read."""
    try:
        return hashing.sha256_of(path)
    except OSError:
        return ""


def compared(folder: Path) -> Compared:
    """The folder against its list. What Python itself keeps of a listed source (__pycache__) is passed over."""
    expected = listed(folder)
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return Compared(
        tuple(sorted(expected.keys() - there)),
        tuple(sorted(name for name in expected.keys() & there if sha256_of(folder / name) != expected[name])),
        tuple(sorted(name for name in there - expected.keys() - {LIST} if not is_cache(name, expected))),
    )


def is_cache(name: str, expected: Mapping[str, str]) -> bool:
    """Whether this is Python's compiled copy of a listed source."""
    path = PurePosixPath(name)
    source = path.parent.parent / f"{path.name.partition('.')[0]}.py"
    return path.parent.name == "__pycache__" and path.suffix == ".pyc" and source.as_posix() in expected
