"""Mutants of the engine (mutmut): which changes of one expression would no test see?

python tests/bench/bench_mutation.py FOLDER [--tests tests/scoring/rules …] [--only NAME …] [--all-tests] scoring/rules scoring/ledger

FOLDER takes a copy of the tree and keeps what was found: a second call goes on where the first stopped, and takes up tests that
are new. How it is read, and what stays: docs/mutation.md.
"""

from __future__ import annotations

import argparse
import functools
import gc
import os
import random
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("scoring", "workbook", "tests", "config", "examples", "pyproject.toml")
CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff]")
SECONDS = 6.0
"""What the tests of one mutant may take in a first run."""
VERDICTS = {
    0: "survived",
    1: "killed",
    33: "no test",
    36: "timeout",
    -24: "timeout",
    37: "refused by mypy",
    None: "not run",
}


def copy(folder: Path) -> None:
    """The tree as it is now; a mutated copy is kept while its source is unchanged."""
    for name in COPIED:
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, target)


def configure(paths: list[str], tests: list[str]) -> None:
    from mutmut import configuration

    config = configuration.config()
    config.only_mutate = [f"{path}*" for path in paths]
    config.pytest_add_cli_args_test_selection = tests


def leave_wording_alone() -> None:
    """Chinese texts are not mutated: what is said has tests of its own, and a wrong word costs no point."""
    from mutmut.mutation import mutators

    def strings(node: Any) -> Iterator[Any]:
        if not CHINESE.search(node.value if hasattr(node, "value") else ""):
            yield from operator_string(node)

    operator_string = mutators.operator_string
    swapped = [(kind, strings if own is operator_string else own) for kind, own in mutators.mutation_operators]
    mutators.mutation_operators[:] = swapped  # type: ignore[index]


def clear_caches() -> None:
    """What the unmutated program had worked out before the fork."""
    for one in gc.get_objects():
        if isinstance(one, functools._lru_cache_wrapper) and one.__module__.split(".")[0] in (
            "scoring",
            "workbook",
            "tests",
        ):
            one.cache_clear()


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


def run(names: list[str], children: int, most: float) -> None:
    """mutmut's own run; its children take the tests chosen here, in this order."""
    from mutmut import __main__ as command
    from mutmut.runners.harness import PytestRunner
    from mutmut.state import state
    from mutmut.workers import isolation

    class Runner(PytestRunner):
        def run_tests(self, *, mutant_name: str | None, tests: Iterable[str]) -> int:
            clear_caches()
            chosen = sharp(tests, state().duration_by_test, most) if mutant_name else tests
            return super().run_tests(mutant_name=mutant_name, tests=chosen)

    class Forks(isolation.ForkRunner):
        def submit(self, mutant_name: str, tests: list[str], cpu_time_limit: int, estimated_time: float) -> None:
            seconds = state().duration_by_test
            chosen = sharp(tests, seconds, most)
            estimate = sum(seconds[test] for test in chosen)
            super().submit(mutant_name, chosen, int(6 * estimate + 30), estimate)

        def run_clean_tests(self, tests: Iterable[str]) -> int:
            return 0  # the run that notes which test comes where was one of the clean tree

    command.get_mutant_runner = lambda most_children: Forks(most_children, Runner())  # type: ignore[attr-defined]
    command._run(names, children)


def verdicts() -> dict[str, str]:
    from mutmut.mutation.data import SourceFileMutationData
    from mutmut.utils.file_utils import walk_mutatable_files

    found: dict[str, str] = {}
    for path in walk_mutatable_files():
        data = SourceFileMutationData(path=path)
        data.load()
        found |= {name: VERDICTS.get(code, f"exit {code}") for name, code in data.exit_code_by_key.items()}
    return found


def tell() -> None:
    from mutmut.mutation.diff_apply import find_mutant, get_diff_for_mutant

    found = verdicts()
    with Path("survivors.txt").open("w", encoding="utf-8") as out:
        for name, verdict in sorted(found.items()):
            if verdict in ("survived", "no test", "timeout"):
                out.write(f"# {verdict}: {name}\n{get_diff_for_mutant(name, path=find_mutant(name).path)}\n")
    rooms = Counter((name.rsplit(".", 1)[0], verdict) for name, verdict in found.items())
    for (room, verdict), count in sorted(rooms.items()):
        print(f"{room}\t{verdict}\t{count}")
    print(dict(Counter(found.values())))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--tests", nargs="+", default=["tests/scoring"])
    parser.add_argument("--only", nargs="+", default=[], help="names of mutants, * allowed")
    parser.add_argument(
        "--survivors", action="store_true", help="run those that survived again, with all tests that come there"
    )
    parser.add_argument("--sample", type=int, help="so many mutants by a seeded draw")
    parser.add_argument("--children", type=int, default=2)
    asked = parser.parse_args()
    asked.folder.mkdir(exist_ok=True)
    copy(asked.folder)
    os.chdir(asked.folder)
    sys.path[:] = [path for path in sys.path if Path(path or ".").resolve() not in (ROOT, ROOT / "tests" / "bench")]
    configure(asked.paths, asked.tests)
    leave_wording_alone()
    names = asked.only
    if asked.survivors:
        names = sorted(name for name, verdict in verdicts().items() if verdict in ("survived", "no test", "timeout"))
    if asked.sample:
        names = random.Random(1).sample(sorted(verdicts()), asked.sample)
    run(names, asked.children, 1e9 if asked.survivors else SECONDS)
    tell()


if __name__ == "__main__":
    main()
