"""Conservation: thousands of changes of one cell or row, each of which the reading must show or name.

python -m tests.bench.bench_conservation [--cases 500] [--seed 1] [--only 填表说明] [--book county] [--change swap]
    [--processes 1] [--unseen 200]

Each case takes one of the workbooks (the demonstration city, city workbooks by dimension and by bureau, a county workbook
of every shipped scheme), changes one cell or row in the package's XML, and reads the file before and after. It passes if
anything read differs, or a new problem names the sheet and the cell. Printed: by change and layout how many were unseen;
by sheet and role; every unseen change with book, sheet, cell, old and new. --only: one sheet by name; --book: books whose
name holds the text (示范市, county, city, a scheme's id); --change: changes whose name holds the text. Case n of a seed is
always the same, whatever the other cases. Exit status 1 if any change was unseen.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from tests.support.conservation.books import every_book
from tests.support.conservation.cases import Tried, Verdict, draw_case, judge

_HOME = tempfile.TemporaryDirectory(prefix="conservation-")


@cache
def book(name: str) -> Tried:
    """A workbook, made and read once a process."""
    home = Path(_HOME.name) / str(multiprocessing.current_process().pid)
    home.mkdir(exist_ok=True)
    return every_book()[name](home)


def run_case(name: str, seed: int, number: int, only: str = "", change: str = "") -> Verdict | None:
    """Case ``number`` of a seed, on this workbook; None if it has no such sheet or change."""
    tried = book(name)
    if only and only not in tried.package.sheets:
        return None
    draw = random.Random(f"{seed} {number} {name}")
    for _ in range(400):
        case = draw_case(tried, draw, only)
        if change in case.name:
            verdict = judge(tried, case, draw)
            if verdict is not None:
                return verdict
    return None


def _run(task: tuple[str, int, int, str, str]) -> Verdict | None:
    return run_case(*task)


def tasks(cases: int, seed: int, only: str, names: list[str], change: str) -> list[tuple[str, int, int, str, str]]:
    """The cases, in the order of their books; the demonstration city and the other city books get half of them."""
    weights = [7 if name == "示范市" else 2 if name.startswith("city") else 1 for name in names]
    chosen = [
        (random.Random(f"{seed} {number}").choices(names, weights)[0], seed, number, only, change)
        for number in range(cases)
    ]
    return sorted(chosen, key=lambda one: names.index(one[0]))


def table(title: str, verdicts: Iterable[Verdict], row: str, column: str) -> str:
    """Unseen of all, by two things of a case."""
    every, unseen = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for one in verdicts:
        key = getattr(one, row), getattr(one, column)
        every[key] += 1
        unseen[key] += not one.passed
    columns = sorted({key[1] for key in every})
    lines = [title, "", "| | " + " | ".join(columns) + " | all |", "|" + "---|" * (len(columns) + 2)]
    for name in sorted({key[0] for key in every}):
        cells = [f"{unseen[name, one]} / {every[name, one]}" if every[name, one] else "" for one in columns]
        both = (sum(unseen[name, one] for one in columns), sum(every[name, one] for one in columns))
        lines.append(f"| {name} | " + " | ".join(cells) + f" | {both[0]} / {both[1]} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Run, print, and say whether anything was unseen."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--unseen", type=int, default=200, help="how many unseen changes are listed")
    parser.add_argument("--only", default="")
    parser.add_argument("--book", default="")
    parser.add_argument("--change", default="")
    said = parser.parse_args()
    names = [name for name in every_book() if said.book in name]
    start = time.perf_counter()
    work = tasks(said.cases, said.seed, said.only, names, said.change)
    if said.processes > 1:
        with multiprocessing.Pool(said.processes) as pool:
            found = pool.map(_run, work, chunksize=max(1, len(work) // said.processes))
    else:
        found = [_run(one) for one in work]
    verdicts = [one for one in found if one is not None]
    unseen = [one for one in verdicts if not one.passed]
    print(table("Unseen of all, by change and layout", verdicts, "change", "kind"))
    print(table("Unseen of all, by sheet and what the cell is to the form", verdicts, "sheet", "role"))
    for why in sorted({one.why.split(":")[0] for one in verdicts}):
        print(f"{sum(one.why.split(':')[0] == why for one in verdicts)} {why}")
    print(f"\n{len(unseen)} of {len(verdicts)} changes unseen ({time.perf_counter() - start:.0f} s)")
    for one in sorted(unseen, key=lambda one: (one.sheet, one.role, one.change))[: said.unseen]:
        print("-", one.line())
    return int(bool(unseen))


if __name__ == "__main__":
    sys.exit(main())
