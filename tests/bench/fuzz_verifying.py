"""Random changes of a result workbook: refused, named, or LibreOffice shows what the program wrote; never a traceback or a hang.

python -m tests.bench.fuzz_verifying [COUNT] [FIRST SEED]

Those that pass are saved and printed by LibreOffice beside the workbook as it was written: every value of every sheet, the
text of the printed pages and the pictures of the pages with a chart must be the same. Exit 1 for a traceback, more than
20 s, or a pass where LibreOffice shows something else; the seed is printed.
"""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from scoring.errors import DataError
from tests.bench.fuzz_reading import saved_by_libreoffice
from tests.support.libreoffice import SOFFICE, convert
from tests.support.mutants import mutant
from tests.support.tampering import write_small
from workbook.reading.opening import open_book
from workbook.verifying.verify import verify_result

SECONDS, BATCH = 20, 25
Shown = tuple[str, str, bytes]
"""Values of all sheets, text of the pages, picture of the first page (排名) at 50 dots an inch."""


def verdict(path: Path) -> str:
    """What the program says of a file."""
    try:
        return verify_result(path).verdict
    except DataError:
        return "refused"


def shown(copy: Path, printed: Path) -> Shown:
    """What LibreOffice made of a file."""
    book = open_book(copy).book
    values = repr([(sheet, book.grid(sheet).rows) for sheet in book.sheets])
    text = subprocess.run(["pdftotext", "-layout", printed, "-"], capture_output=True, text=True, check=True).stdout
    picture = ["pdftoppm", "-f", "1", "-l", "1", "-r", "50", "-gray", printed]
    return values, text, subprocess.run(picture, capture_output=True, check=True).stdout


def by_libreoffice(paths: list[Path], folder: Path) -> dict[str, Shown]:
    """What LibreOffice makes of files, by stem, as far as it opens them."""
    saved_by_libreoffice(paths, folder)
    there = [path for path in paths if (folder / "out" / path.name).exists()]
    with contextlib.suppress(AssertionError, subprocess.TimeoutExpired):  # what it does not print is counted below
        convert(there, folder / "pdf", folder / "profile", to="pdf")
    there = [path for path in there if (folder / "pdf" / f"{path.stem}.pdf").exists()]
    return {path.stem: shown(folder / "out" / path.name, folder / "pdf" / f"{path.stem}.pdf") for path in there}


def main() -> int:
    """Print the counts and every miss."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 700
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    counts, bad, slowest = Counter[str](), 0, 0.0
    signal.signal(signal.SIGALRM, lambda *_: (_ for _ in ()).throw(TimeoutError()))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        written = write_small(folder)
        passed: list[Path] = []
        for seed in range(first, first + count):
            path = folder / f"m{seed}.xlsx"
            path.write_bytes(mutant(written.read_bytes(), seed))
            start = time.process_time()
            signal.alarm(SECONDS * 6)  # the clock also counts what others do
            try:
                said = verdict(path)
            except Exception:
                bad += 1
                said = "traceback"
                print(f"seed {seed}:\n{traceback.format_exc()}")
            finally:
                signal.alarm(0)
            slowest = max(slowest, time.process_time() - start)
            counts[said] += 1
            if said in ("原样", "内容一致"):
                passed.append(path)
        print(f"{count} mutants from seed {first}: {dict(counts)}; slowest {slowest:.1f} s of processor")
        bad += compared(written, passed, folder) if SOFFICE is not None else 0
    return int(bad > 0 or slowest > SECONDS)


def compared(written: Path, passed: list[Path], folder: Path) -> int:
    """Print which of the passes LibreOffice shows otherwise; how many."""
    own = by_libreoffice([written], folder)[written.stem]
    counts: Counter[str] = Counter()
    for place in range(0, len(passed), BATCH):
        batch = passed[place : place + BATCH]
        found = by_libreoffice(batch, folder)
        for path in batch:
            if path.stem not in found:
                counts["LibreOffice opens it not"] += 1
                continue
            differs = [
                what for what, a, b in zip(("values", "text", "picture"), own, found[path.stem], strict=True) if a != b
            ]
            counts["、".join(differs) or "shows the same"] += 1
            if differs:
                print(f"{path.stem} ({verdict(path)}) shows other {'、'.join(differs)}")
    print(f"of {len(passed)} that pass, LibreOffice: {dict(counts)}")
    return sum(number for said, number in counts.items() if said not in ("shows the same", "LibreOffice opens it not"))


if __name__ == "__main__":
    sys.exit(main())
