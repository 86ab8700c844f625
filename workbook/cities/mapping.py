"""One function over all cities: here, in processes of this machine, or on a cluster. Outcomes come as they are ready."""

from __future__ import annotations

import multiprocessing
from asyncio import CancelledError as AsyncCancelledError
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from scoring.errors import KaoheError
from workbook.cities.inputs import program_sha256
from workbook.cities.one_city import CityOutcome, Task, score_city
from workbook.processes import MOST, cores, finish_in_hand, unheard
from workbook.reading.text import listed

Work = Callable[[Task], CityOutcome]

_WORTH = 3
"""Cities a process, below which starting one takes as long as it saves."""
_SECONDS = 30
_GONE = "集群的调度器或工作机没有了，没有计分：恢复以后再运行一次，算完的不重算"
_DIED = "计分的进程两次意外中止（可能是内存不够），没有计分：单独用 kaohe score 试这个市，或减少 --jobs"


def jobs_for(cities: int) -> int:
    """Processes for so many cities: no more than cores, and none that is not worth its start."""
    return max(1, min(cores(), cities // _WORTH))


def one_by_one(tasks: Sequence[Task], work: Work = score_city) -> Iterator[CityOutcome]:
    """In this process."""
    return map(work, tasks)


def in_processes(tasks: Sequence[Task], jobs: int, work: Work = score_city) -> Iterator[CityOutcome]:
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
            yield next(_pool([task], 1, work), CityOutcome(task.name, failure=_DIED))


def _pool(tasks: Sequence[Task], jobs: int, work: Work) -> Iterator[CityOutcome]:
    """Outcomes until all are there, or the pool breaks."""
    spawn = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(min(jobs, len(tasks), MOST), mp_context=spawn, initializer=finish_in_hand)
    try:
        with unheard():
            waiting: set[Future[CityOutcome]] = {pool.submit(work, task) for task in tasks}
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


def on_cluster(tasks: Sequence[Task], address: str, work: Work = score_city) -> Iterator[CityOutcome]:
    """On the workers of a Dask scheduler, which sees to it that what a lost worker had in hand is done by another.

    Files do not travel: workers and this machine share the folders, under the same paths. KaoheError where dask is not installed,
    or nobody answers at the address.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise KaoheError("没有装 dask，不能用 --scheduler：pip install 'kaohe[cluster]'") from error
    try:
        client = Client(address, timeout=_SECONDS)  # type: ignore[no-untyped-call,unused-ignore]
    except (OSError, ValueError) as error:
        raise KaoheError(
            f"连不上调度器 {address}：检查地址（如 tcp://主机:8786），和那边有没有运行 dask scheduler"
        ) from error
    with client:
        if not _answers(client):
            raise KaoheError(f"调度器 {address} 没有工作机：在各台机器上运行 dask worker {address}")
        _check_workers(client)
        futures = client.map(work, tasks, pure=False)
        left = dict(zip(futures, tasks, strict=True))
        for future, lost in _as_ready(client, futures):
            name = left.pop(future).name
            yield future.result() if lost is None else CityOutcome(name, failure=_undone(lost))
            future.release()
        yield from (CityOutcome(task.name, failure=_GONE) for task in left.values())


def _as_ready(client: Any, futures: Sequence[Any]) -> Iterator[tuple[Any, BaseException | None]]:
    """Futures as they are done, with what was raised; it ends early where the scheduler, or the last worker, does not come back."""
    from distributed import wait as wait_on_cluster

    waiting = set(futures)
    while waiting:
        try:
            ready, waiting = wait_on_cluster(waiting, timeout=_SECONDS, return_when="FIRST_COMPLETED")  # type: ignore[no-untyped-call,unused-ignore]
        except TimeoutError:
            if not _answers(client):
                return
            continue
        except (OSError, CancelledError, AsyncCancelledError):
            return
        for future in ready:
            if future.status not in ("finished", "error"):  # cancelled: the scheduler went away
                return
            yield future, future.exception()


def _answers(client: Any) -> bool:
    """Whether the scheduler is there and has a worker."""
    try:
        client.wait_for_workers(1, timeout=_SECONDS)
    except (TimeoutError, OSError):
        return False
    return True


def _check_workers(client: Any) -> None:
    """KaoheError where a worker's program is not the one at hand: one that lacks it would die of its first city."""
    found = client.run(program_sha256, on_error="return")
    other = [worker for worker, digest in found.items() if digest != program_sha256()]
    if other:
        raise KaoheError(
            f"工作机 {listed(other, 10)} 没有装 kaohe，或程序、方案库、软件包与本机不同，没有开始：各台机器装成同一个版本"
        )


def _undone(lost: BaseException) -> str:
    """Why the cluster could not do a city: what the function raises itself is in its outcome."""
    reason = f"{type(lost).__name__}：{' '.join(str(lost).split())}"
    return f"集群没有算成：工作机断了几次，或者调度器、工作机上没有同一个版本的 kaohe；检查后再运行一次（{reason}）"
