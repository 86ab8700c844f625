"""The trials of mutants for bench_mutation: tests collected once, a child for each mutant."""

from __future__ import annotations

import functools
import gc
import os
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from heapq import heapify, heappop, heapreplace
from pathlib import Path
from typing import Any, NoReturn

import pytest

EXAMPLES = 10
"""Of a test on drawn examples, so many, and always the same."""


@dataclass(frozen=True)
class Limits:
    """What a trial may take. ``first``: tests that are tried before all others; with ``rest`` they were tried before. ``keep``:
    caches that no mutant changes, by module and name."""

    children: int
    seconds: float
    first: Sequence[str]
    rest: bool = False
    keep: Sequence[str] = ()


def sharp(tests: Iterable[str], seconds: Mapping[str, float]) -> Iterator[str]:
    """Different tests first: of every file its quickest, and of a file again when its turn has come by time spent."""
    files: dict[str, list[str]] = {}
    for test in sorted(tests, key=lambda one: (-seconds[one], one)):
        files.setdefault(test.split("::")[0], []).append(test)
    turns = [(seconds[own[-1]], file) for file, own in files.items()]
    heapify(turns)
    while turns:
        spent, file = turns[0]
        yield files[file].pop()
        if files[file]:
            heapreplace(turns, (spent + seconds[files[file][-1]], file))
        else:
            heappop(turns)


def within(tests: Iterable[str], seconds: Mapping[str, float], most: float) -> list[str]:
    """As many tests as there is time for, one at least."""
    chosen, used = [], 0.0
    for test in tests:
        if test not in chosen and (not chosen or used + seconds[test] <= most):
            chosen.append(test)
            used += seconds[test]
    return chosen


class Trials:
    """A pytest plugin: the tests are collected once, then each mutant has a child of this process that runs those of its
    tests that come to it, up to the first that fails."""

    def __init__(
        self,
        names: list[str],
        limits: Limits,
        reach: Callable[[str], set[str] | None],
        keep: Callable[[dict[str, int]], None],
    ) -> None:
        self.names, self.limits, self.reach, self.keep = names, limits, reach, keep
        self.mutant = ""
        self.killers = Path("killers.txt").absolute()  # which test saw which mutant: a line each, kept from run to run
        self.verdicts: dict[str, int] = {}
        self.running: dict[int, str] = {}
        self.seconds = 0.0
        self.kills: dict[str, Counter[str]] = defaultdict(Counter)
        self.learnt = 0

    def pytest_runtestloop(self, session: Any) -> bool:
        from mutmut.state import state

        self.items = {item.nodeid: item for item in session.items}
        self.times = {test: spent for test, spent in state().duration_by_test.items() if test in self.items}
        for item in session.items:
            few_examples(item.obj)
        self.warm()
        self.controls()
        for place, name in enumerate(self.names, 1):
            chosen = self.chosen(name)
            if not chosen:
                self.verdicts[name] = 33
                continue
            if len(self.running) == self.limits.children:
                self.wait()
            pid = os.fork()
            if not pid:
                self.child(name, chosen)
            self.running[pid] = name
            if place % 50 == 0:
                self.keep(self.verdicts)
                tally = dict(Counter(self.verdicts.values()))
                print(place, "of", len(self.names), tally, round(self.seconds), "s", file=sys.__stderr__, flush=True)
        while self.running:
            self.wait()
        return True

    def chosen(self, name: str) -> list[str]:
        """The tests of a mutant: those that saw its neighbours, those that go first, the others."""
        from mutmut.state import state
        from mutmut.utils.format_utils import mangled_name_from_mutant_name

        self.learn()
        function = mangled_name_from_mutant_name(name)
        there = self.reach(name)
        tests = self.times.keys() & (state().tests_by_mangled_function_name[function] if there is None else there)
        first = {test for test in tests if any(fnmatch(test, one) for one in self.limits.first)}
        if self.limits.rest:
            return within(sharp(tests - first, self.times), self.times, self.limits.seconds)
        seen = [test for test, _ in self.kills[function].most_common(5) if test in tests]
        order = [*seen, *sharp(first, self.times), *sharp(tests - first, self.times)]
        return within(order, self.times, self.limits.seconds)

    def learn(self) -> None:
        """What earlier trials saw, of this run and of those before it."""
        from mutmut.utils.format_utils import mangled_name_from_mutant_name

        if not self.killers.exists():
            return
        with self.killers.open(encoding="utf-8") as told:
            told.seek(self.learnt)
            for line in iter(told.readline, ""):
                name, _, test = line.rstrip("\n").partition("\t")
                if "__mutmut_" in name:
                    self.kills[mangled_name_from_mutant_name(name)][test] += 1
            self.learnt = told.tell()

    def warm(self) -> None:
        """The clean program passes; it has imported and built by then what each child would otherwise do again. What it
        had worked out goes: a mutant works it out itself."""
        quickest = within(sharp(self.times, self.times), self.times, 40 if self.limits.keep else 10)
        self.run(quickest)
        gc.unfreeze()
        forget(self.limits.keep)
        gc.collect()
        gc.freeze()

    def controls(self) -> None:
        """The clean program passes in a child, and one that fails in every function (mutmut's own) is seen."""
        tests = within(sharp(self.times, self.times), self.times, 5)
        for name, wanted in (("", 0), ("fail", 1)):
            pid = os.fork()
            if not pid:
                self.child(name, tests)
            code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
            if code != wanted:
                raise SystemExit(f"control {name or 'clean'}: {code}, not {wanted}")

    def wait(self) -> None:
        pid, status, used = os.wait3(0)
        self.seconds += used.ru_utime + used.ru_stime
        self.verdicts[self.running.pop(pid)] = os.waitstatus_to_exitcode(status)

    def run(self, tests: list[str]) -> None:
        for test, after in zip(tests, [*tests[1:], ""], strict=True):
            item = self.items[test]
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=self.items.get(after))

    def child(self, name: str, tests: list[str]) -> NoReturn:
        from mutmut.mutation.trampoline import set_mutant_under_test

        self.mutant = name or "clean"
        try:
            set_mutant_under_test(name)
            limit = int(time.process_time() + 3 * sum(self.times[test] for test in tests) + 10)
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
            self.run(tests)
        except BaseException:
            os._exit(1)
        os._exit(0)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: Any, call: Any) -> None:
        """The first failure ends a trial, before pytest puts it into words."""
        if call.excinfo is None or call.excinfo.errisinstance(pytest.skip.Exception):
            return
        if not self.mutant:
            raise SystemExit(f"the clean program fails: {item.nodeid}: {call.excinfo.value!r}")
        with self.killers.open("a", encoding="utf-8") as out:
            out.write(f"{self.mutant}\t{item.nodeid}\n")
        os._exit(1)


def few_examples(test: Any) -> None:
    """A test on drawn examples takes few, the same for every mutant, and does not look for a smaller one that fails."""
    import hypothesis

    name = "_hypothesis_internal_use_settings"
    own = getattr(test, name, None)
    if own is not None:
        few = hypothesis.settings(
            own,
            max_examples=min(own.max_examples, EXAMPLES),
            derandomize=True,
            database=None,
            deadline=None,
            phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
            suppress_health_check=list(hypothesis.HealthCheck),
        )
        setattr(test, name, few)


def ours(module: str) -> bool:
    return module.split(".")[0] in ("scoring", "workbook", "tests")


def emptied(keep: Sequence[str] = ()) -> list[Callable[[], None]]:
    """What empties the caches of calls, the program's and the tests', and what tests read and wrote once for many.

    keep: those that stay, by module and name, * allowed: what a mutant cannot change, as an empty form that tests fill in.
    """
    modules = [module for name, module in sys.modules.items() if ours(name)]
    kept = {id(thing): thing for module in modules for thing in vars(module).values()}
    calls = [
        one.cache_clear
        for one in kept.values()
        if isinstance(one, functools._lru_cache_wrapper)
        and not any(fnmatch(f"{one.__module__}.{one.__name__}", pattern) for pattern in keep)
    ]
    return [*calls, *(one.clear for one in getattr(sys.modules.get("tests.support.once"), "KEPT", ()))]


def forget(keep: Sequence[str] = ()) -> None:
    """Empty what the program keeps of its earlier work: of calls, and on objects that outlive a test."""
    for empty in emptied(keep):
        empty()
    for one in gc.get_objects():
        kind = type(one)
        if ours(str(kind.__module__)) and not any(fnmatch(str(kind.__module__), pattern) for pattern in keep):
            for name in [name for name in getattr(one, "__dict__", ()) if worked_out(kind, name)]:
                del one.__dict__[name]


def worked_out(kind: type, name: str) -> bool:
    return isinstance(getattr(kind, name, None), functools.cached_property)
