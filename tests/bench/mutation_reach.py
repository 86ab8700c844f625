"""Which tests come to the line that a mutant changes: noted once, in a run of the clean program, line by line."""

from __future__ import annotations

import ast
import json
import re
import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pytest
from mutation_trials import emptied, few_examples


@dataclass(frozen=True)
class Function:
    """A function of a mutated file: the clean one, or a mutant of it."""

    node: ast.FunctionDef
    lines: list[str]

    @property
    def key(self) -> str:
        """Its name and text: what was noted of a function holds while both are the same."""
        return "\n".join(self.lines)


@cache
def functions(module: str, mutants: Path) -> dict[str, Function]:
    """The functions of a mutated file by name."""
    text = mutants.joinpath(*module.split(".")).with_suffix(".py").read_text(encoding="utf-8")
    lines, tree = text.splitlines(), ast.walk(ast.parse(text))
    found = [one for one in tree if isinstance(one, ast.FunctionDef)]
    return {one.name: Function(one, [line.strip() for line in lines[one.lineno - 1 : one.end_lineno]]) for one in found}


def clean_name(function: str) -> str:
    return re.sub(r"__mutmut_\d+$", "__mutmut_orig", function)


def alike(one: Any, other: Any) -> int:
    """How many of the first lines, or letters, of two texts are the same."""
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    return same


def changed(name: str, mutants: Path) -> tuple[list[str], list[str], int]:
    """The lines that a mutant takes out, those that it puts in, and the place in the function where they stand."""
    module, _, function = name.rpartition(".")
    both = [functions(module, mutants)[one].lines for one in (clean_name(function), function)]
    clean, mutant = ([re.sub(r"__mutmut_\w+\(", "(", lines[0]), *lines[1:]] for lines in both)
    above = alike(clean, mutant)
    below = min(alike(clean[::-1], mutant[::-1]), len(clean) - above, len(mutant) - above)
    return clean[above : len(clean) - below], mutant[above : len(mutant) - below], above


def places(name: str, mutants: Path) -> tuple[Function, range]:
    """The clean function of a mutant, and the lines of it that a run must enter to come to what the mutant changes: its
    statement, or the head of one that others stand in; all of them where the function's own head is changed."""
    module, _, function = name.rpartition(".")
    clean = functions(module, mutants)[clean_name(function)]
    old, _, above = changed(name, mutants)
    first, last = clean.node.lineno + above, clean.node.lineno + above + max(len(old), 1) - 1
    around = [
        one
        for one in ast.walk(clean.node)
        if isinstance(one, ast.stmt) and one.lineno <= first and last <= (one.end_lineno or 0)
    ]
    inner = max(around, key=lambda one: (one.lineno, -(one.end_lineno or 0)), default=clean.node)
    body = getattr(inner, "body", None)
    end = body[0].lineno if body and inner is not clean.node else (inner.end_lineno or 0) + 1
    return clean, range(inner.lineno - clean.node.lineno, end - clean.node.lineno)


class Reach:
    """What was noted: for each function, by its text, and each of its lines the tests that come there."""

    def __init__(self, folder: Path) -> None:
        self.file, self.mutants = folder.resolve() / "reach.json", folder.resolve() / "mutants"

    @cached_property
    def noted(self) -> dict[str, dict[str, list[str]]]:
        if not self.file.exists():
            return {}
        told = json.loads(self.file.read_text(encoding="utf-8"))
        return {
            key: {line: [told["tests"][one] for one in some] for line, some in own.items()}
            for key, own in told["functions"].items()
        }

    def tests(self, name: str) -> set[str] | None:
        """The tests that come to what a mutant changes; None where the function is another than the one that was noted."""
        clean, range_of = places(name, self.mutants)
        own = self.noted.get(clean.key)
        return None if own is None else {test for line in range_of for test in own.get(str(line), ())}

    def note(self, data: Any) -> None:
        """Add what a run with coverage saw. A function that is new since the whole run is left out: not all tests ran."""
        noted, whole = self.noted, not self.noted
        for file in data.measured_files():
            module = ".".join(Path(file).relative_to(self.mutants).with_suffix("").parts)
            seen = data.contexts_by_lineno(file)
            for name, one in functions(module, self.mutants).items():
                if name.endswith("__mutmut_orig") and (whole or one.key in noted):
                    own = noted.setdefault(one.key, {})
                    for line in range(one.node.lineno, (one.node.end_lineno or 0) + 1):
                        tests = {*own.get(str(line - one.node.lineno), ()), *filter(None, seen.get(line, ()))}
                        own[str(line - one.node.lineno)] = sorted(tests)
        tests = sorted({test for own in noted.values() for some in own.values() for test in some})
        at = {test: place for place, test in enumerate(tests)}
        told = {key: {line: [at[test] for test in some] for line, some in own.items()} for key, own in noted.items()}
        self.file.write_text(json.dumps({"tests": tests, "functions": told}), encoding="utf-8")


class Fresh:
    """A pytest plugin for the run that notes which test comes where, and how long each takes. A scheme that an earlier test
    had compiled is compiled again, or only that test would seem to come to the compiler."""

    def __init__(self, paths: list[str], reach: Reach, keep: Sequence[str]) -> None:
        self.paths, self.reach, self.keep = paths, reach, keep

    def pytest_collection_finish(self, session: Any) -> None:
        import coverage

        self.emptied = emptied(self.keep)
        for item in session.items:
            few_examples(item.obj)
        whole = [self.reach.mutants / path for path in self.paths]
        only = [f"{path}/*" if path.is_dir() else str(path) for path in whole]
        self.coverage = coverage.Coverage(data_file=None, config_file=False, include=only)
        self.coverage.start()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: Any) -> Generator[None, bool, bool]:
        from mutmut.state import state

        for empty in self.emptied:
            empty()
        self.coverage.switch_context(item.nodeid)
        begun = time.process_time()
        result = yield
        state().duration_by_test[item.nodeid] = time.process_time() - begun
        return result

    def pytest_sessionfinish(self, session: Any) -> None:
        if session.testscollected and not session.config.option.collectonly:
            self.coverage.stop()
            self.reach.note(self.coverage.get_data())
