"""Files of a set that other processes read meanwhile: they begin at the last one, this process at the first."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress

from scoring.problems import Problem
from scoring.scheme.scheme import Scheme
from workbook.processes import MOST, cores, finish_in_hand, unheard
from workbook.reading.merged.absence import is_empty
from workbook.reading.merged.folder import FoundFile
from workbook.reading.merged.other_tables import other_table
from workbook.reading.merged.own_books import own_book
from workbook.reading.opening import Opened, open_book
from workbook.reading.parts.file_data import FileData
from workbook.reading.parts.one_file import Progress, read_part
from workbook.reading.roles import Role
from workbook.reading.tables.counties import Counties

_WORTH = 2_000_000
"""Bytes of files for which a further process is worth its start."""


def jobs_for(books: Sequence[FoundFile]) -> int:
    """Processes for so many files, by their size."""
    size = 0
    for one in books:
        with suppress(OSError):  # told when it is opened
            size += one.path.stat().st_size
    return max(1, min(cores(), 1 + size // _WORTH))


def read_file(
    opened: Opened,
    role: Role | None,
    scheme: Scheme,
    counties: Counties | None,
    *,
    partly: bool,
    sheets: Progress | None,
) -> FileData | Problem:
    """What a file of submissions says; or a problem, where it is a table of something else."""
    part = read_part(opened, scheme, progress=sheets, partly=partly, counties=counties)
    part.place, part.role = role, role or Role.OFFICE
    other = other_table(opened.name, opened.book, scheme) if is_empty(part) else None
    return other or part


class Ahead:
    """Reads the files of a set under a scheme that is known. jobs: processes in all, this one among them."""

    def __init__(self, books: Sequence[FoundFile], scheme: Scheme, jobs: int) -> None:
        self._submitted_jobs: dict[FoundFile, Future[tuple[str, FileData | Problem] | None]] = {}
        self._pool = _pool(min(jobs - 1, MOST), scheme)
        if self._pool is None:
            return
        try:
            with suppress(BrokenProcessPool, OSError), unheard():  # dead, or the system starts no more
                self._submitted_jobs.update((one, self._pool.submit(_read, one)) for one in reversed(books))
        except BaseException:  # Ctrl-C meanwhile: nobody has this object yet to close it
            self.close()
            raise

    def take(self, one: FoundFile) -> tuple[str, FileData | Problem] | None:
        """A file's hash and what it says; None where it is still to be read here: not begun, an own workbook, at fault."""
        future = self._submitted_jobs.pop(one, None)
        if future is None or future.cancel():
            return None
        try:
            return future.result()
        except Exception:  # the process died (out of memory, say), or what it read could not be handed over
            return None

    def close(self) -> None:
        """End the other processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def _pool(processes: int, scheme: Scheme) -> ProcessPoolExecutor | None:
    """None where the system has no semaphores to share, or does not let this process have any: all is read here then."""
    spawn = multiprocessing.get_context("spawn")
    try:
        return ProcessPoolExecutor(processes, mp_context=spawn, initializer=_begin, initargs=(scheme,))
    except (ImportError, NotImplementedError, OSError):
        return None


_scheme: Scheme
_counties: Counties | None


def _begin(scheme: Scheme) -> None:
    global _scheme, _counties
    finish_in_hand()
    _scheme, _counties = scheme, None if scheme.region is None else Counties(scheme.region)


def _read(one: FoundFile) -> tuple[str, FileData | Problem] | None:
    """None for whatever this is not sure of: the process that asked opens the file itself, and says what is wrong."""
    try:
        opened = open_book(one.path, one.name)
        if own_book(opened.book.sheets):
            return None
        return opened.sha256, read_file(opened, one.role, _scheme, _counties, partly=True, sheets=None)
    except BaseException:  # a panic of a library in Rust is no Exception, and no other process can be told of it
        return None
