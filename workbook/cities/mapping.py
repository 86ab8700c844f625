"""One function over all cities: here, in processes of this machine, or on a cluster. Outcomes come as they are ready."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from scoring.errors import KaoheError
from workbook.cities.one_city import Outcome, Task, score_city

Work = Callable[[Task], Outcome]

_WORTH = 3
"""Cities a process, below which starting one takes as long as it saves."""
_SECONDS = 30
_DIED = "计分的进程两次意外中止（可能是内存不够），没有计分：单独用 kaohe score 试这个市，或减少 --jobs"


def jobs_for(cities: int) -> int:
    """Processes for so many cities: no more than cores, and none that is not worth its start."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, cities // _WORTH))


def one_by_one(tasks: Sequence[Task], work: Work = score_city) -> Iterator[Outcome]:
    """In this process."""
    return map(work, tasks)


def in_processes(tasks: Sequence[Task], jobs: int, work: Work = score_city) -> Iterator[Outcome]:
    """In so many processes. One that dies takes nothing with it: what it had in hand is tried again, each city by itself.

    work: a function of a module, which other processes can import.
    """
    left = {task.name: task for task in tasks}
    while left:
        for outcome in _pool(list(left.values()), jobs, work):
            del left[outcome.name]
            yield outcome
        # A pool that broke: it was at one of the first that are left, in the order they were given.
        for task in list(left.values())[: 2 * jobs]:
            del left[task.name]
            yield next(_pool([task], 1, work), Outcome(task.name, failure=_DIED))


def _pool(tasks: Sequence[Task], jobs: int, work: Work) -> Iterator[Outcome]:
    """Outcomes until all are there, or the pool breaks."""
    spawn = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(min(jobs, len(tasks)), mp_context=spawn, initializer=_finish_in_hand)
    try:
        waiting: set[Future[Outcome]] = {pool.submit(work, task) for task in tasks}
        while waiting:
            ready, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            whole = [one for one in ready if one.exception() is None]
            yield from (one.result() for one in whole)
            if len(whole) < len(ready):
                return
    except BrokenProcessPool:  # already while tasks were handed over
        return
    finally:
        pool.shutdown(cancel_futures=True)


def _finish_in_hand() -> None:
    """Ctrl-C goes to all processes: one that is at a city ends it, so that it need not be scored again."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def on_cluster(tasks: Sequence[Task], address: str, work: Work = score_city) -> Iterator[Outcome]:
    """On the workers of a Dask scheduler, which sees to it that what a lost worker had in hand is done by another.

    Files do not travel: workers and this machine share the folders, under the same paths. KaoheError where dask is not installed,
    or nobody answers at the address.
    """
    try:
        from distributed import Client, as_completed
    except ImportError as error:
        raise KaoheError("没有装 dask，不能用 --scheduler：pip install 'kaohe[cluster]'") from error
    try:
        client = Client(address, timeout=_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call,unused-ignore]
    except (OSError, ValueError) as error:
        raise KaoheError(
            f"连不上调度器 {address}：检查地址（如 tcp://主机:8786），和那边有没有运行 dask scheduler"
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_SECONDS)
        except TimeoutError as error:
            raise KaoheError(f"调度器 {address} 没有工作机：在各台机器上运行 dask worker {address}") from error
        futures = client.map(work, tasks, pure=False)
        names = {future.key: task.name for future, task in zip(futures, tasks, strict=True)}
        for future in as_completed(futures, loop=client.loop):  # type: ignore[no-untyped-call,unused-ignore]
            lost = future.exception()
            if lost is None:
                yield future.result()
            else:
                yield Outcome(
                    names[future.key], failure=f"工作机上没有算成（{type(lost).__name__}：{lost}）：再运行一次"
                )
            future.release()
