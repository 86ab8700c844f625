"""``kaohe cities``: one process, two, and a cluster of two workers over the same cities; memory of each; and kills.

python -m tests.bench.bench_cities [cities] [counties] [modes]      # 12 9 one,two,cluster; 333 9 is a country
python -m tests.bench.bench_cities --kill [cities]                  # kills a worker of a cluster, one of a pool, and a whole run

Each mode in a process of its own; wall seconds, and the processor's of all its processes. What the modes write must be the same bytes.
"""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from scoring.scheme.loader import load_scheme
from tests.support.made_provinces import made_province
from workbook.cities.finding import RECORDS, find_cities
from workbook.cities.mapping import in_processes, on_cluster, one_by_one
from workbook.cities.one_city import CityOutcome, Task
from workbook.cities.plan import plan_cities
from workbook.steps.score_set import ScoreOptions

MODES = ("one", "two", "cluster")


def tasks_of(room: Path, results: Path) -> list[Task]:
    """The cities that have no result."""
    (results / RECORDS).mkdir(parents=True, exist_ok=True)
    scheme = room / "方案"
    asked = ScoreOptions(scheme=str(scheme.resolve()))
    cities = find_cities(room / "省").cities
    plan = plan_cities(cities, asked, load_scheme(scheme).sha256, results, force=False, progress=lambda *_: None)
    return plan.tasks


def digest(results: Path) -> str:
    """One hash over names and bytes of results and records."""
    whole = hashlib.sha256()
    for path in sorted(results.rglob("*")):
        if path.is_file():
            whole.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:16]


@contextmanager
def cluster() -> Iterator[str]:
    """Two workers, a process each; the scheduler's address."""
    from distributed import LocalCluster

    with (
        tempfile.TemporaryDirectory() as room,
        LocalCluster(  # type: ignore[no-untyped-call,unused-ignore]
            n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=room, silence_logs=50
        ) as workers,
    ):
        yield workers.scheduler_address


def once(mode: str, room: Path, results: Path) -> None:
    """Run a mode and print: peak memory of each worker after a third of the cities and at the end, and failures."""
    tasks = tasks_of(room, results)
    if mode == "cluster":
        with cluster() as address:
            report(on_cluster(tasks, address), len(tasks))
    else:
        report(one_by_one(tasks) if mode == "one" else in_processes(tasks, 2), len(tasks))


def report(outcomes: Iterable[CityOutcome], count: int) -> None:
    """Peak memory a worker, early and at the end."""
    early, late, failed = dict[str, int](), dict[str, int](), 0
    for number, one in enumerate(outcomes, 1):
        late[one.worker] = max(late.get(one.worker, 0), one.peak)
        failed += bool(one.failure)
        if number <= max(2, count // 3):
            early = dict(late)
    peaks = ", ".join(f"{early.get(one, 0) >> 20} → {peak >> 20}" for one, peak in sorted(late.items()))
    print(f"peak MiB a worker, after a third → at the end: {peaks}; failed {failed}")


def compare_modes(cities: int, counties: int, modes: list[str]) -> None:
    """Print a line a mode."""
    with tempfile.TemporaryDirectory() as place:
        room = Path(place)
        made_province(room, cities, counties)
        base = 0.0
        for mode in modes:
            results = room / f"结果-{mode}"
            start, before = time.perf_counter(), os.times()
            command = [sys.executable, "-m", "tests.bench.bench_cities", "--once", mode, str(room), str(results)]
            said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
            wall, after = time.perf_counter() - start, os.times()
            used = after.children_user + after.children_system - before.children_user - before.children_system
            base = base or wall
            print(
                f"{mode:8} {cities} × {counties}: wall {wall:.1f} s ({wall / base:.2f}), processor {used:.1f} s, {said}; "
                f"{digest(results)}",
                flush=True,
            )


def killed(outcomes: Iterable[CityOutcome], after: int) -> list[CityOutcome]:
    """All outcomes; the worker that brought this one is killed."""
    found = []
    for number, one in enumerate(outcomes, 1):
        found.append(one)
        if number == after:
            os.kill(int(one.worker.rpartition(":")[2]), signal.SIGKILL)
    return found


def kill(cities: int) -> None:
    """Kill a worker of a cluster, one of a pool, and a whole run which is then taken up; what was written is compared."""
    with tempfile.TemporaryDirectory() as place:
        room = Path(place)
        made_province(room, cities, 9)
        list(one_by_one(tasks_of(room, room / "whole")))
        whole = digest(room / "whole")
        with cluster() as address:
            outcomes = killed(on_cluster(tasks_of(room, room / "cluster"), address), cities // 3)
        told("a worker of a cluster", outcomes, cities, digest(room / "cluster") == whole)
        outcomes = killed(in_processes(tasks_of(room, room / "pool"), 2), cities // 3)
        told("a process of a pool", outcomes, cities, digest(room / "pool") == whole)
        command = [sys.executable, "-m", "tests.bench.bench_cities", "--once", "one", str(room), str(room / "run")]
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        while len(list((room / "run" / RECORDS).glob("*.json"))) < cities // 2:
            time.sleep(0.05)
        run.kill()
        run.wait()
        left = tasks_of(room, room / "run")
        outcomes = list(one_by_one(left))
        told(f"a whole run, {len(left)} cities left", outcomes, len(left), digest(room / "run") == whole)


def told(what: str, outcomes: list[CityOutcome], cities: int, same: bool) -> None:
    """Print what became of it."""
    lost = cities - len({one.name for one in outcomes if one.record is not None})
    print(f"killed {what}: {lost} of {cities} lost, {'the same bytes' if same else 'OTHER BYTES'}", flush=True)


def main() -> None:
    """See the top."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["--once"]:
        once(arguments[1], Path(arguments[2]), Path(arguments[3]))
    elif arguments[:1] == ["--kill"]:
        kill(int(arguments[1]) if len(arguments) > 1 else 9)
    else:
        cities, counties = (int(one) for one in (*arguments[:2], *("12", "9")[len(arguments[:2]) :]))
        compare_modes(cities, counties, arguments[2].split(",") if len(arguments) > 2 else list(MODES))


if __name__ == "__main__":
    main()
