"""Answers kept by the content they answer."""

from __future__ import annotations

import hashlib
import marshal
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

from workbook.reading.raw import ErrorValue

T = TypeVar("T")


class Cache(Generic[T]):
    """The last ``most`` answers, the oldest unused going first. A failure is not kept."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: OrderedDict[Hashable, T] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer kept under a key, or a new one."""
        if key in self._answers:
            self._answers.move_to_end(key)
            return self._answers[key]
        answer = self._answers[key] = make()
        if len(self._answers) > self._most:
            self._answers.popitem(last=False)
        return answer

    def clear(self) -> None:
        """Forget all."""
        self._answers.clear()


def digest(cells: Any) -> bytes:
    """A digest of nested tuples of cells that tells 1 from TRUE and from "1"."""
    try:
        content = marshal.dumps(cells, 2)  # version 2: without back references, so that equals are alike
    except ValueError:  # dates and error values
        content = marshal.dumps(_plain(cells), 2)
    return hashlib.blake2b(content, digest_size=16).digest()


def _plain(cell: Any) -> Any:
    if isinstance(cell, tuple):
        return tuple(map(_plain, cell))
    if isinstance(cell, ErrorValue):
        return (None, "error", cell.text)
    if cell is None or isinstance(cell, (float, str, bool)):
        return cell
    return (None, type(cell).__name__, str(cell))
