"""Kill the command at random moments: no partial output, no input changed, nothing left after the next run.

python -m tests.bench.bench_kill [kills]

Each run is forked from a process that has everything imported, so that the kills fall on the work and not on the
imports; one in ten is a process of its own. Linux only.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from examples.build import HERE

ROOT = Path(__file__).resolve().parents[2]
DEMO = HERE / "yuncheng-2025" / "yuncheng-2025.xlsx"
ERRORS = HERE / "yuncheng-2025-errors" / "yuncheng-2025-errors.xlsx"
SCORE = ("score", "data.xlsx", "-o", "result.xlsx", "--force")
CHECK = ("check", "errors.xlsx", "--xlsx", "list.xlsx", "--json", "list.json", "--marked", "marked", "--force")
TEMPLATE = ("template", "--year", "2025", "-o", "blank.xlsx", "--force")
COMMANDS = (SCORE, CHECK, TEMPLATE)
IMPORTED = (  # by the commands, when they need them
    *("workbook.command.app", "workbook.command.scoring_run", "workbook.command.check_run", "workbook.result.write"),
    *("workbook.checking.marked", "workbook.checking.check_book", "workbook.steps.study", "workbook.template.writer"),
)


def forked(arguments: Sequence[str], folder: Path) -> int:
    """A child that runs the command in the folder; its process number."""
    child = os.fork()
    if child:
        return child
    try:
        os.chdir(folder)
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        tempfile.tempdir = str(folder / "tmp")
        sys.argv = ["kaohe", *arguments]
        from workbook.command.app import main

        main()
    finally:
        os._exit(0)


def own(arguments: Sequence[str], folder: Path) -> int:
    """The same as a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder / "tmp")}
    command = [sys.executable, "-m", "workbook.command.app", *arguments]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, cwd=folder, env=environment, **quiet).pid  # type: ignore[call-overload, no-any-return]


def prepared(folder: Path) -> tuple[dict[str, str], dict[Sequence[str], float]]:
    """Inputs in the folder, every output once: the hash of each file, and how long each command takes, forked."""
    for name in IMPORTED:
        importlib.import_module(name)
    (folder / "tmp").mkdir()
    (folder / "data.xlsx").write_bytes(DEMO.read_bytes())
    (folder / "errors.xlsx").write_bytes(ERRORS.read_bytes())
    longest = {}
    for arguments in COMMANDS:
        start = time.perf_counter()
        os.waitpid(forked(arguments, folder), 0)
        longest[arguments] = time.perf_counter() - start
    return hashes(folder), longest


def hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below the folder, by its path."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def kill_runs(folder: Path, kills: int, seed: int, processes: bool = True) -> Counter[str]:
    """Kill so many runs; what was seen. Anything but ``killed`` and ``left`` is a fault.

    killed: runs that did not end by themselves. left: kills that left a working folder, which the next run took away.
    """
    draw, seen = random.Random(seed), Counter[str]()
    whole, longest = prepared(folder)
    for number in range(kills):
        arguments = COMMANDS[number % len(COMMANDS)]
        if number % 2:  # half of the runs write where nothing is yet
            for name in whole:
                if name not in ("data.xlsx", "errors.xlsx"):
                    (folder / name).unlink(missing_ok=True)
        before = hashes(folder)
        process = processes and number % 10 == 9
        child = (own if process else forked)(arguments, folder)
        time.sleep(draw.uniform(0, (longest[arguments] + 2.5 * process) * 1.05))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        seen["killed"] += os.WIFSIGNALED(status)
        after = hashes(folder)
        strays = [name for name in after if name not in whole]
        seen["left"] += bool(strays)
        seen["stray outside a working folder"] += any(
            not name.lstrip("marked/").startswith(".kaohe-") for name in strays
        )
        for name, digest in after.items():
            if name in whole and digest != whole[name]:
                seen[f"partial or changed: {name}"] += 1
        seen["lost"] += sum(name not in after for name in before if name in whole)
    for arguments in COMMANDS:
        os.waitpid(forked(arguments, folder), 0)
    seen["not removed by the next run"] += hashes(folder) != whole or any(folder.rglob(".kaohe-*"))
    return seen


def main() -> None:
    """Print what was seen."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as place:
        start = time.perf_counter()
        seen = kill_runs(Path(place), kills, seed=2025)
        print(
            f"{kills} kills in {time.perf_counter() - start:.0f} s: " + ", ".join(f"{k} {n}" for k, n in seen.items())
        )


if __name__ == "__main__":
    main()
