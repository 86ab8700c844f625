"""Reads a scheme's files and remembers what they held, so that a later load knows whether one was changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from stat import S_ISREG
from typing import Any, Generic, TypeVar

from scoring.errors import SchemeError, fault
from scoring.scheme.yaml_marks import parse_yaml

T = TypeVar("T")
MOST_BYTES = 1 << 20
"""Forty times the longest file that is shipped."""


class Reader:
    """The files that one load read, and the folders that it listed."""

    def __init__(self) -> None:
        self._files: dict[Path, str] = {}
        self._folders: dict[Path, tuple[Path, ...]] = {}

    def read(self, path: Path, shown: str) -> Any:
        """The marked data of a file; SchemeError with file and line for what is no YAML. shown: the file's name in messages."""
        data = _bytes(path, shown)
        self._files[path] = _digest(data)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise SchemeError([f"{shown}:{line}：不是 UTF-8 编码的文本；另存为 UTF-8 编码"]) from error
        return parse_yaml(text, shown)

    def list(self, folder: Path) -> tuple[Path, ...]:
        """The YAML files of a folder, by name."""
        self._folders[folder] = _yaml_files(folder)
        return self._folders[folder]

    def also(self, other: Reader) -> None:
        """What another load read belongs to this one too."""
        self._files |= other._files
        self._folders |= other._folders

    def unchanged(self) -> bool:
        """Whether every file and folder still holds what was read."""
        try:
            return all(_digest(_bytes(path, "")) == digest for path, digest in self._files.items()) and all(
                _yaml_files(folder) == found for folder, found in self._folders.items()
            )
        except (OSError, SchemeError):
            return False


class Kept(Generic[T]):
    """What was made of files, kept for the process and made again when one of them holds something else: the ``most``
    that were asked for last."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[Path, tuple[Reader, T]] = {}

    def get(self, path: Path, make: Callable[[Reader], T]) -> tuple[Reader, T]:
        """What is made of a path, and the reader of its files."""
        found = self._kept.get(path)
        if found is None or not found[0].unchanged():
            reader = Reader()
            found = reader, make(reader)
        self._kept.pop(path, None)  # to the end: what is asked for again stays longest
        while len(self._kept) >= self._most:
            self._kept.pop(next(iter(self._kept)), None)
        self._kept[path] = found
        return found


def _bytes(path: Path, shown: str) -> bytes:
    try:
        about = path.stat()
        if not S_ISREG(about.st_mode):  # a pipe or a device would never end
            raise SchemeError([f"{shown}：不是普通文件；写 YAML 文件的路径"])
        if about.st_size > MOST_BYTES:
            raise SchemeError([f"{shown}：超过 {MOST_BYTES >> 20} MB，不像手写的 YAML 文件；检查是不是给错了文件"])
        return path.read_bytes()
    except OSError as error:
        raise SchemeError([f"{shown}：读不出来（{fault(error)}）；检查文件是否存在、有没有读的权限"]) from error


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _yaml_files(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(folder.glob("*.yaml")))
