"""Further processes on this machine: how many there may be, and how they behave."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
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
    """Begin a process that helps: Ctrl-C goes to all of them, and one that is at something ends it. None outlives who started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(SELDOM)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A pool that is stopped while it starts its processes, or killed, tells them nothing: they would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def unheard() -> Iterator[None]:
    """Ctrl-C waits until processes are started: they do not hear it (one that is still importing would print a traceback of its own),
    and a pool that it cuts off in the middle of starting them could not end them. One that came meanwhile is raised at the end."""
    came: list[object] = []
    heard = signal.getsignal(signal.SIGINT) if threading.current_thread() is threading.main_thread() else None
    if heard is not None:  # None: a program that Python runs inside listens itself
        signal.signal(signal.SIGINT, lambda *_: came.append(True))
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if hasattr(signal, "pthread_sigmask") else None
    try:
        yield
    finally:
        if blocked is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        if heard is not None:
            signal.signal(signal.SIGINT, heard)
    if came:
        raise KeyboardInterrupt
