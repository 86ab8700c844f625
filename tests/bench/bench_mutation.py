"""Mutants of the engine (mutmut): which changes of one expression would no test see?

python tests/bench/bench_mutation.py FOLDER scoring/rules scoring/ledger --tests tests/scoring [--only 'scoring.ledger.*']

FOLDER takes a copy of the tree and keeps what was found: a second call goes on where the first stopped, and takes up tests that
are new. How it is read, and what stays: docs/mutation.md.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import json
import os
import random
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from itertools import islice
from pathlib import Path
from typing import Any

from mutation_reach import Fresh, Reach
from mutation_survivors import LIST, Known, changes
from mutation_trials import Limits, Trials

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("scoring", "workbook", "tests", "config", "examples", "docs", "pyproject.toml")
CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff]")
VERDICTS = {
    0: "survived",
    1: "killed",
    33: "no test",
    -24: "timeout",
    -9: "timeout",
    37: "refused by mypy",
    None: "not run",
}
SEEN_BY_NONE = ("survived", "no test")
FIRST = (
    "*_by_hand.py::*",
    "tests/scoring/ledger/*",
    "tests/scoring/formula/*",
    "*/test_what_parts_tell_of_themselves.py::*",
)
"""Tests that were written for mutants: quick, and they see most."""


def copy(folder: Path) -> None:
    """The tree as it is now; a mutated copy is kept while its source is unchanged."""
    for name in COPIED:
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, target)


def forget_changed(folder: Path) -> None:
    """Tests of files that have changed are noted again: a case put in gives those behind it its number."""
    stats = folder / "mutants" / "mutmut-stats.json"
    if not stats.exists():
        return
    told = json.loads(stats.read_text(encoding="utf-8"))
    files = {test.split("::")[0] for test in told["duration_by_test"]}
    changed = {file for file in files if not same_text(ROOT / file, folder / file)}
    told["duration_by_test"] = {
        test: spent for test, spent in told["duration_by_test"].items() if test.split("::")[0] not in changed
    }
    stats.write_text(json.dumps(told), encoding="utf-8")


def same_text(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.read_bytes() == other.read_bytes()


def configure(paths: list[str], tests: list[str]) -> None:
    from mutmut import configuration

    config = configuration.config()
    config.only_mutate = [f"{path}*" for path in paths]
    packages = sorted({path.split("/")[0] for path in paths})
    config.type_check_command += [word for name in packages for word in ("-p", name)]
    config.pytest_add_cli_args_test_selection = tests


def leave_out() -> None:
    """Chinese texts are not mutated: what is said has tests of its own, and a wrong word costs no point. Of mutants that
    come in twins one is tried: of the cases of a text XX…XX, of an argument its removal (not None in its place)."""
    from mutmut.mutation import mutators

    def strings(node: Any) -> Iterator[Any]:
        if not CHINESE.search(getattr(node, "value", "")):
            yield from islice(operator_string(node), 1)

    def arguments(node: Any) -> Iterator[Any]:
        return (new for new in operator_arg_removal(node) if len(new.args) < len(node.args) or len(node.args) == 1)

    operator_string, operator_arg_removal = mutators.operator_string, mutators.operator_arg_removal
    instead = {operator_string: strings, operator_arg_removal: arguments}
    swapped = [(kind, instead.get(one, one)) for kind, one in mutators.mutation_operators]
    mutators.mutation_operators[:] = swapped  # type: ignore[index]


def refused() -> dict[str, Any]:
    """The mutants that mypy refuses. (mutmut's own walk from lines to functions takes many minutes in files of this size.)"""
    from mutmut.configuration import config
    from mutmut.mutation.file_mutation import FailedTypeCheckMutant, MutatedMethodLocation
    from mutmut.type_checking import run_type_checker
    from mutmut.utils.format_utils import get_mutant_name, is_mutated_method_name

    os.chdir("mutants")
    found, places = {}, {}
    for error in run_type_checker(config().type_check_command):
        path = error.file_path
        if path not in places:
            tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            functions = [one for one in tree if isinstance(one, ast.FunctionDef) and is_mutated_method_name(one.name)]
            places[path] = {line: one for one in functions for line in range(one.lineno, (one.end_lineno or 0) + 1)}
        one = places[path][error.line_number]
        name = get_mutant_name(path.relative_to(Path.cwd()), one.name)
        place = MutatedMethodLocation(path, one.name, one.lineno, one.end_lineno or 0)
        found[name] = FailedTypeCheckMutant(place, name, error)
    os.chdir("..")
    return found


def prepare(children: int, paths: list[str], keep: list[str]) -> None:
    """mutmut's own run up to its first child: mutants, what mypy refuses, and a run of the clean tree that notes which
    test comes where."""
    from mutmut import __main__ as command
    from mutmut.runners.harness import PytestRunner
    from mutmut.workers.isolation import ForkRunner

    class Ready(Exception):
        pass

    def ready(_: ForkRunner) -> None:
        raise Ready

    plain, reach = PytestRunner.execute_pytest, Reach(Path())

    def fresh(runner: PytestRunner, params: list[str], plugins: Iterable[Any] = ()) -> int:
        return plain(runner, params, plugins=[*plugins, Fresh(paths, reach, keep)])

    PytestRunner.execute_pytest = fresh  # type: ignore[method-assign]
    command.filter_mutants_with_type_checker = noted
    ForkRunner.run_clean_tests = lambda *_, **__: 0  # type: ignore[method-assign]
    ForkRunner.startup = ready  # type: ignore[method-assign]
    with contextlib.suppress(Ready):
        command._run((), children)


def run(names: list[str], limits: Limits, tests: list[str]) -> None:
    import pytest
    from mutmut.mutation import trampoline
    from mutmut.mutation.trampoline import set_mutant_under_test

    set_mutant_under_test("")
    trampoline.get_mutant_under_test = lambda: (
        trampoline._mutant_under_test or ""
    )  # its own asks the environment at every call
    trials = Trials(names, limits, Reach(Path()).tests, keep)
    os.chdir("mutants")
    try:
        with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
            pytest.main(["--rootdir=.", "-q", "-p", "no:cacheprovider", "--assert=plain", *tests], plugins=[trials])
    finally:
        os.chdir("..")
        keep(trials.verdicts)


def keep(found: dict[str, int]) -> None:
    from mutmut.mutation.data import SourceFileMutationData
    from mutmut.utils.file_utils import walk_mutatable_files

    here = Path.cwd()
    os.chdir(here.parent if here.name == "mutants" else here)
    for path in walk_mutatable_files():
        data = SourceFileMutationData(path=path)
        data.load()
        if there := found.keys() & data.exit_code_by_key.keys():
            data.exit_code_by_key |= {name: found[name] for name in there}
            data.save()
    os.chdir(here)


def noted() -> dict[str, Any]:
    found = refused()
    keep(dict.fromkeys(found, 37))
    return found


def verdicts() -> dict[str, str]:
    from mutmut.mutation.data import SourceFileMutationData
    from mutmut.utils.file_utils import walk_mutatable_files

    found: dict[str, str] = {}
    for path in walk_mutatable_files():
        data = SourceFileMutationData(path=path)
        data.load()
        found |= {name: VERDICTS.get(code, f"exit {code}") for name, code in data.exit_code_by_key.items()}
    return found


def tell(paths: list[str]) -> None:
    """Verdicts by room; what survived, beside what is known of it, goes to survivors.txt."""
    found = verdicts()
    rooms = tuple(path.replace("/", ".") for path in paths)
    left = sorted(name for name, verdict in found.items() if verdict in SEEN_BY_NONE)
    tried = {name for name, verdict in found.items() if verdict != "not run"}
    known = Known.read()
    Path("survivors.txt").write_text(known.beside(changes(left), changes(tried), rooms), encoding="utf-8")
    for room in rooms:
        own = Counter(verdict for name, verdict in found.items() if name.startswith(f"{room}."))
        here = Counter({change: n for change, n in changes(left).items() if change.startswith(f"{room}.")})
        named = (here & known.changes).total()
        print(room, dict(own), f"; of {here.total()} that no test saw {named} are in {LIST.name}")


def main() -> None:
    from mutmut.stats import load_stats
    from mutmut.utils.file_utils import setup_source_paths

    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--tests", nargs="+", default=["tests/scoring"])
    parser.add_argument("--only", nargs="+", default=[], help="names of mutants, * allowed")
    parser.add_argument("--survivors", action="store_true", help="run those that survived again")
    parser.add_argument("--first", nargs="+", default=FIRST, help="tests that a mutant meets first, * allowed")
    parser.add_argument("--rest", action="store_true", help="only tests that are not among those")
    parser.add_argument("--seconds", type=float, default=5, help="what the tests of one mutant may take")
    parser.add_argument("--sample", type=int, help="so many mutants by a seeded draw")
    parser.add_argument("--seed", type=int, default=1, help="of the draw; another gives another sample of what is left")
    parser.add_argument(
        "--keep", nargs="+", default=[], help="caches that no mutant can change: module.name, * allowed"
    )
    parser.add_argument("--children", type=int, default=1)
    parser.add_argument(
        "--prepared", action="store_true", help="neither source nor tests have changed since the last call"
    )
    asked = parser.parse_args()
    asked.folder.mkdir(exist_ok=True)
    if not asked.prepared:
        forget_changed(asked.folder)
        copy(asked.folder)
    os.chdir(asked.folder)
    sys.path[:] = [path for path in sys.path if Path(path or ".").resolve() not in (ROOT, ROOT / "tests" / "bench")]
    configure(asked.paths, asked.tests)
    leave_out()
    if asked.prepared:
        setup_source_paths()
        load_stats()
    else:
        prepare(asked.children, asked.paths, asked.keep)
    again = SEEN_BY_NONE if asked.survivors else ("not run",)
    left = sorted(name for name, verdict in verdicts().items() if verdict in again)
    if asked.only:
        left = [name for name in left if any(fnmatch(name, one) for one in asked.only)]
    random.Random(asked.seed).shuffle(left)  # a run that is stopped has tried a fair sample
    if asked.sample:
        left = left[: asked.sample]
    run(left, Limits(asked.children, asked.seconds, asked.first, asked.rest, asked.keep), asked.tests)
    tell(asked.paths)


if __name__ == "__main__":
    main()
