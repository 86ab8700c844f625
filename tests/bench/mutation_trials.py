"""The trials of mutants for bench_mutation: tests collected once, a child for each mutant."""

from __future__ import annotations

import functools
import gc
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from fnmatch import fnmatch
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any, NoReturn

LAST = 15.0
"""Seconds that the tests of --then may take for one mutant."""


def sharp(tests: Iterable[str], seconds: dict[str, float], most: float) -> list[str]:
    """Of every file its quickest test, then the next: different tests first, as many as there is time for."""
    files: dict[str, list[str]] = {}
    for test in sorted(tests, key=lambda one: (seconds[one], one)):
        files.setdefault(test.split("::")[0], []).append(test)
    turns = chain.from_iterable(zip_longest(*sorted(files.values(), key=lambda own: seconds[own[0]])))
    chosen, used = [], 0.0
    for test in turns:
        if test is not None and (not chosen or used + seconds[test] <= most):
            chosen.append(test)
            used += seconds[test]
    return chosen


class Trials:
    """A pytest plugin: the tests are collected once, then each mutant has a child of this process that runs those of its
    tests that come to it, up to the first that fails."""

    def __init__(
        self, names: list[str], children: int, most: float, then: list[str], keep: Callable[[dict[str, int]], None]
    ) -> None:
        self.keep = keep
        self.names, self.children, self.most, self.then = names, children, most, then
        self.verdicts: dict[str, int] = {}
        self.running: dict[int, str] = {}
        self.seconds = 0.0

    def pytest_runtestloop(self, session: Any) -> bool:
        from mutmut.state import state
        from mutmut.utils.format_utils import mangled_name_from_mutant_name

        self.items = {item.nodeid: item for item in session.items}
        self.caches = caches()
        pairs = [one.split("=") for one in self.then]
        gc.freeze()
        self.controls()
        for place, name in enumerate(self.names):
            tests = state().tests_by_mangled_function_name.get(mangled_name_from_mutant_name(name), set())
            seconds = state().duration_by_test
            later = [those for mutants, those in pairs if fnmatch(name, mutants)]
            after = {test for test in tests & self.items.keys() if any(fnmatch(test, one) for one in later)}
            chosen = [*sharp((tests & self.items.keys()) - after, seconds, self.most), *sharp(after, seconds, LAST)]
            if not chosen:
                self.verdicts[name] = 33
                continue
            if len(self.running) == self.children:
                self.wait()
            pid = os.fork()
            if not pid:
                self.child(name, chosen, sum(seconds.get(test, 1) for test in chosen))
            self.running[pid] = name
            if place % 50 == 49:
                self.keep(self.verdicts)
                tally = dict(Counter(self.verdicts.values()))
                print(
                    place + 1, "of", len(self.names), tally, round(self.seconds), "s", file=sys.__stderr__, flush=True
                )
        while self.running:
            self.wait()
        return True

    def controls(self) -> None:
        """The clean program passes, and one that fails in every function (mutmut's own) is seen."""
        from mutmut.state import state

        seconds = state().duration_by_test
        tests = sharp(seconds.keys() & self.items.keys(), seconds, 5)
        for name, wanted in (("", 0), ("fail", 1)):
            pid = os.fork()
            if not pid:
                self.child(name, tests, 60)
            code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
            if code != wanted:
                raise SystemExit(f"control {name or 'clean'}: {code}, not {wanted}")

    def wait(self) -> None:
        pid, status, used = os.wait3(0)
        self.seconds += used.ru_utime + used.ru_stime
        self.verdicts[self.running.pop(pid)] = os.waitstatus_to_exitcode(status)

    def child(self, name: str, tests: list[str], seconds: float) -> NoReturn:
        from mutmut.mutation.trampoline import set_mutant_under_test

        self.name = name
        try:
            set_mutant_under_test(name)
            for one in self.caches:
                one.cache_clear()  # what the clean program had worked out
            limit = int(time.process_time() + 5 * seconds + 20)
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
            for test in tests:
                item = self.items[test]
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        except BaseException:
            os._exit(1)
        os._exit(0)

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.failed:
            with Path("../killers.txt").open("a", encoding="utf-8") as out:
                out.write(f"{self.name}\t{report.nodeid}\n")
            os._exit(1)


def caches() -> list[Any]:
    """What the program keeps of its earlier work."""
    kept = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]
    return [one for one in kept if str(one.__module__).split(".")[0] in ("scoring", "workbook", "tests")]


class Fresh:
    """A pytest plugin for the run that notes which test comes where: a scheme that an earlier test had compiled is
    compiled again, or only that test would seem to come to the compiler."""

    def pytest_collection_finish(self) -> None:
        self.caches = caches()

    def pytest_runtest_setup(self) -> None:
        for one in self.caches:
            one.cache_clear()
