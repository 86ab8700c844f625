"""Random changes of a filled workbook: refused, or read as LibreOffice reads it, or told; never a traceback or a hang.

python -m tests.bench.fuzz_reading [COUNT] [FIRST SEED]

Of the mutants that are read, those whose grids differ from the original's are saved by LibreOffice and read again: the
figures, and what is missing, must be the same in both, or a problem that the original has not must say so. Every other
one is printed with its seed. Exit 1 for a traceback, more than 20 s, or a refusal that does not name the file.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from scoring import load_scheme
from scoring.errors import DataError
from tests.support.libreoffice import SOFFICE
from tests.support.mutants import mutant
from workbook.reading.opening import open_book
from workbook.reading.submissions import read_city_workbook

DEMO = Path(__file__).resolve().parents[2] / "examples/yuncheng-2025/yuncheng-2025.xlsx"
SECONDS, BATCH = 20, 25
SCHEME = load_scheme("yuncheng-14fyp")
Read = tuple[str, frozenset[str]]
"""The figures and lists as text, and the problems."""


def read(path: Path) -> Read:
    """What the program makes of a file. Raises DataError if it refuses it."""
    found = read_city_workbook(path, SCHEME)
    lists = {name: rows.frame.to_csv() for name, rows in sorted(found.lists.items())}
    figures = f"{found.year} {found.table.to_csv()} {found.self_scores} {found.adjustments} {found.vintages} {lists}"
    problems = frozenset(f"{one.code} {one.source.sheet}!{one.source.cell} {one.message}" for one in found.problems)
    return figures, problems


def looks(path: Path) -> str:
    """Every grid of a file as text."""
    book = open_book(path).book
    grids = [book.grid(sheet) for sheet in book.sheets]
    return repr([{**vars(one), "formats": sorted(one.formats.items())} for one in grids])


def saved_by_libreoffice(paths: list[Path], folder: Path) -> None:
    """Copies of files, as far as LibreOffice opens them."""
    command = [str(SOFFICE), "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/profile"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out"), *map(str, paths)]
    try:
        subprocess.run(command, capture_output=True, timeout=300, check=False)
    except subprocess.TimeoutExpired:
        print("  LibreOffice hung")


def main() -> int:
    """Print the counts and every difference."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    data, counts, bad = DEMO.read_bytes(), Counter[str](), 0
    slowest = 0.0
    signal.signal(signal.SIGALRM, lambda *_: (_ for _ in ()).throw(TimeoutError()))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures, problems = read(DEMO)
        grids = looks(DEMO)
        changed: dict[Path, Read] = {}
        for seed in range(first, first + count):
            path = folder / f"m{seed}.xlsx"
            path.write_bytes(mutant(data, seed))
            start = time.process_time()
            signal.alarm(SECONDS * 6)  # the clock also counts what others do
            try:
                found, told = read(path)
                other = looks(path)
            except DataError as error:
                counts["refused"] += 1
                if not str(error).startswith(f"{path.name}："):
                    bad += 1
                    print(f"seed {seed}: the file is not named: {error}")
                path.unlink()
                continue
            except Exception:
                bad += 1
                counts["traceback"] += 1
                print(f"seed {seed}:\n{traceback.format_exc()}")
                continue
            finally:
                signal.alarm(0)
                slowest = max(slowest, time.process_time() - start)
            if other == grids:
                counts["read as before"] += 1
                path.unlink()
            elif told - problems:
                counts["told"] += 1
                path.unlink()
            else:
                counts["grid changed, nothing told" if found == figures else "figures changed, nothing told"] += 1
                changed[path] = found, told
        print(f"{count} mutants from seed {first}: {dict(counts)}; slowest {slowest:.1f} s of processor")
        if SOFFICE is not None:
            bad += compared(changed, folder)
    return int(bad > 0 or slowest > SECONDS)


def compared(changed: dict[Path, Read], folder: Path) -> int:
    """Print which of the mutants LibreOffice reads otherwise; how many."""
    counts, differing = Counter[str](), 0
    paths = list(changed)
    for place in range(0, len(paths), BATCH):
        batch = paths[place : place + BATCH]
        saved_by_libreoffice(batch, folder)
        for path in batch:
            copy = folder / "out" / path.name
            if not copy.exists():
                counts["LibreOffice opens it not"] += 1
                continue
            try:
                theirs, _ = read(copy)
            except DataError as error:
                counts["its copy is refused"] += 1
                print(f"{path.stem}: its copy: {error}")
                continue
            if theirs == changed[path][0]:
                counts["same figures"] += 1
            else:
                counts["other figures"] += 1
                differing += 1
                ours = changed[path][0].splitlines()
                print(
                    f"{path.stem}: "
                    + "; ".join(
                        f"{a[:150]} | {b[:150]}" for a, b in zip(ours, theirs.splitlines(), strict=False) if a != b
                    )[:600]
                )
    print(f"of {len(paths)} read with changed grids and nothing told, beside LibreOffice: {dict(counts)}")
    return differing


if __name__ == "__main__":
    sys.exit(main())
