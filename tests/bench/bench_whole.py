"""Reading a workbook whole, beside its grids, a bare walk of lxml, calamine's values and openpyxl's.

python -m tests.bench.bench_whole [rounds]

Process time (ms), side by side in one run: the demonstration workbook and a county workbook with figures.
"""

from __future__ import annotations

import io
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd

from scoring import load_scheme
from tests.bench.bench_grids import DEMO, bare, calamine, ours
from tests.bench.bench_reading import figure
from workbook.reading.submissions import read_city_workbook
from workbook.template.content import TemplateContent
from workbook.template.county_writer import county_template_bytes

SCHEME = load_scheme("yuncheng-14fyp")


def by_openpyxl(data: bytes) -> int:
    """Values alone."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    return sum(1 for sheet in book.worksheets for _ in sheet.iter_rows(values_only=True))


def county_book() -> bytes:
    """A county's workbook, filled in by chance."""
    draw = random.Random(5)
    cells = {item.id: figure(item.kind, item.minimum, item.maximum, draw) for item in SCHEME.items.values()}
    values = pd.DataFrame([cells], index=pd.Index(["夏县"], dtype=object), dtype=object)
    return county_template_bytes(SCHEME, 2025, "夏县", TemplateContent(values=values))


def main() -> None:
    """A line a workbook: the least time of each way, and each as a multiple of calamine's."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        for name, data in (("demonstration", DEMO.read_bytes()), ("county", county_book())):
            path = Path(folder) / f"{name}.xlsx"
            path.write_bytes(data)

            def whole(_: bytes, path: Path = path) -> int:
                return int(read_city_workbook(path, SCHEME).table.size)

            ways: dict[str, Callable[[bytes], int]] = {
                "bare": bare, "calamine": calamine, "openpyxl": by_openpyxl, "grids": ours, "whole": whole,
            }  # fmt: skip
            times: dict[str, list[float]] = {way: [] for way in ways}
            for _ in range(rounds):
                for way, work in ways.items():
                    start = time.process_time()
                    work(data)
                    times[way].append(1000 * (time.process_time() - start))
            base = statistics.median(times["calamine"])
            said = (
                f"{way} {min(all_of):.1f} ({statistics.median(all_of) / base:.1f}×)" for way, all_of in times.items()
            )
            print(f"{name:14s} {'  '.join(said)}")


if __name__ == "__main__":
    main()
