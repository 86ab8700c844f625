"""Commands on the demonstration city beside importing pandas, openpyxl and XlsxWriter: processor time of whole processes.

python -m tests.bench.bench_command [runs]
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

IMPORTS = "import pandas, openpyxl, xlsxwriter"
_ROOT = Path(__file__).resolve().parents[2]
_BOOK = str(_ROOT / "examples" / "yuncheng-2025" / "yuncheng-2025.xlsx")
_OUT = ("-o", "r.xlsx", "--force")
COMMANDS = {
    "--help": ("--help",),
    "schemes": ("schemes",),
    "check, one workbook": ("check", _BOOK),
    "check, the set of 19 files": ("check",),
    "score, one workbook": ("score", _BOOK, *_OUT),
    "score, the set of 19 files": ("score", *_OUT),
}

ENV = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {
    "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(_ROOT),
}  # fmt: skip


def calling(words: Sequence[str]) -> str:
    """What Python runs for a command."""
    return f"import sys; from workbook.command.start import main; sys.argv[1:] = {list(words)!r}; main()"


def seconds(code: str, folder: str) -> float:
    """Processor seconds (user and system) of one process, compiled modules at hand, one BLAS thread."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=folder, env=ENV)
    if done.returncode > 1:  # 1: the data has problems, which check tells
        raise RuntimeError(done.stderr.decode(errors="replace"))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """In turn, the first run of each left out; medians and their ratio."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    codes = [calling(one) for one in COMMANDS.values()]
    with tempfile.TemporaryDirectory() as folder:
        taken = [[seconds(code, folder) for code in (IMPORTS, *codes)] for _ in range(runs + 1)][1:]
    base, *ours = (statistics.median(side) for side in zip(*taken, strict=True))
    print(f"importing pandas, openpyxl, XlsxWriter {base:.2f} s")
    for name, one in zip(COMMANDS, ours, strict=True):
        print(f"kaohe {name:26} {one:.2f} s | ratio {one / base:.2f}")


if __name__ == "__main__":
    main()
