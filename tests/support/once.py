"""Work that many tests have done on the same content is done once a process: a file of a set is read, a result written again.

What comes back is a copy. What is read or written is not chosen here: another byte, name, place, scheme or bound is other content.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from workbook.archive.sheet import SHEET
from workbook.archive.stored import StoredResult
from workbook.reading import submissions
from workbook.reading.opening import Opened, open_book
from workbook.result import write
from workbook.verifying import verify

_READ: dict[tuple[Any, ...], bytes] = {}
_WRITTEN: dict[tuple[Any, ...], bytes] = {}
_ARCHIVES: dict[int, tuple[StoredResult, str]] = {}
KEPT: tuple[dict[Any, Any], ...] = (_READ, _WRITTEN, _ARCHIVES)
"""All of it: who changes the program between two tests (tests/bench/mutation_trials.py) empties them."""


@contextmanager
def reading_once() -> Iterator[None]:
    """A file that was read before under the same scheme, name and place says what it said then, without its progress.

    No other process reads: it would not know. That several say the same is tested in tests/workbook/reading/merged/test_jobs.py.
    """
    plain = submissions.read_file

    def read(opened: Opened, role: Any, scheme: Any, counties: Any, *, partly: bool, sheets: Any) -> Any:
        if counties is None:  # those that the files before have named
            return plain(opened, role, scheme, counties, partly=partly, sheets=sheets)
        key = opened.sha256, opened.name, role, scheme.sha256, partly
        if key not in _READ:
            _READ[key] = pickle.dumps(plain(opened, role, scheme, counties, partly=partly, sheets=sheets))
        return pickle.loads(_READ[key])

    with mock.patch.multiple(submissions, read_file=read, jobs_for=lambda books: 1):
        yield


@pytest.fixture
def reads_once() -> Iterator[None]:
    """``reading_once`` during a test."""
    with reading_once():
        yield


@pytest.fixture(scope="module")
def module_reads_once() -> Iterator[None]:
    """``reading_once`` during a module's tests and in its fixtures that ask for this one."""
    with reading_once():
        yield


@pytest.fixture
def writes_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A result whose archive was verified before is not written again: the archive alone decides what is written."""
    plain_read, plain_write = verify.read_result, verify.written_again

    def read(path: str | Path) -> StoredResult:
        stored = plain_read(path)
        rows = [tuple(map(str, row)) for row in open_book(path).book.rows(SHEET)]
        _ARCHIVES[id(stored)] = stored, hashlib.sha256(repr(rows).encode()).hexdigest()
        return stored

    def written(stored: StoredResult) -> bytes:
        kept = _ARCHIVES.get(id(stored))
        if kept is None:
            return plain_write(stored)
        key = kept[1], write.MOST_IN_MEMORY, write.MANY_FORMULAS
        if key not in _WRITTEN:
            _WRITTEN[key] = plain_write(stored)
        return _WRITTEN[key]

    monkeypatch.setattr(verify, "read_result", read)
    monkeypatch.setattr(verify, "written_again", written)
    yield
    _ARCHIVES.clear()
