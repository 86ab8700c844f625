"""``kaohe score`` on the demonstration city beside importing pandas, openpyxl and XlsxWriter; whole processes.

python -m tests.bench.bench_command
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

IMPORTS = [sys.executable, "-c", "import pandas, openpyxl, xlsxwriter"]


def seconds(command: list[str], folder: str) -> float:
    """Wall seconds of one process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=folder)
    return time.perf_counter() - start


def main() -> None:
    """Nine runs in turn; medians and their ratio."""
    root = Path(__file__).resolve().parents[2]
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "r.xlsx"
        code = f"import sys; sys.path.insert(0, {str(root)!r}); from workbook.command.app import main; main()"
        score = [sys.executable, "-c", code, "score", "-o", str(target), "--force"]
        pairs = [(seconds(score, folder), seconds(IMPORTS, folder)) for _ in range(10)][1:]
    ours, base = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"kaohe score {ours:.2f} s | importing pandas, openpyxl, XlsxWriter {base:.2f} s | ratio {ours / base:.2f}")


if __name__ == "__main__":
    main()
