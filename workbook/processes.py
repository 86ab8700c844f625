"""Further processes on this machine: how many there may be, and how they behave."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 200_000
"""Objects between two looks of the collector: it finds next to nothing here, and with Python's own 700 it takes a fifth of a short command."""

MOST = 61
"""Processes of one pool, of which Windows can wait for no more at a time."""


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def finish_in_hand() -> None:
    """Begin a process that helps: Ctrl-C goes to all of them, and one that is at something ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(SELDOM)


@contextmanager
def unheard() -> Iterator[None]:
    """Processes that are started meanwhile do not hear Ctrl-C: one that is still importing would print a traceback of its own."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:  # one that came meanwhile is heard now, by this process
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
