"""Writing the result workbook beside XlsxWriter writing the same cells from ready strings.

    python -m tests.bench.bench_writing [COUNTIES [INDICATORS [ROUNDS]]]      # 3000 60 3 takes a quarter of an hour

Each way runs in a process of its own, in turn, so that its peak memory is its own. Seconds are of processor
time (a shared machine), from a finished assessment to a closed file. "ready" has every formula, value and
format of our file at hand before its clock starts and writes row by row in constant_memory mode, the leanest
that XlsxWriter has: as any user would ("ready"), and without the search for functions newer than Excel 2010
that ours leaves out as well ("ready, no search").
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_cell_to_rowcol
from xlsxwriter.worksheet import Worksheet

from scoring import assess
from tests.bench.bench_assess import scheme, table
from workbook.layout.inputs import ResultInputs
from workbook.result.write import write_result
from workbook.verifying.bookfile import BookFile

ROUNDS = 3


class Unsearched(Worksheet):  # type: ignore[misc]
    """XlsxWriter's worksheet without the search alone: its cells are written by itself."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


def ours(counties: int, indicators: int, folder: str, values_only: bool) -> tuple[float, int]:
    """Seconds and bytes of our writer."""
    done = assess(scheme(indicators), table(counties, indicators), 2025)
    path = Path(folder) / ("values.xlsx" if values_only else "result.xlsx")
    start = time.process_time()
    write_result(done, path, ResultInputs(values_only=values_only), force=True)
    return time.process_time() - start, path.stat().st_size


def ready(folder: str, values_only: bool, sheet_class: type[Worksheet] | None) -> tuple[float, int]:
    """Seconds and bytes of XlsxWriter alone, for the cells of our file; only its calls are timed."""
    source = Path(folder) / ("values.xlsx" if values_only else "result.xlsx")
    path = Path(folder) / "ready.xlsx"
    book = BookFile(source.name, source.read_bytes())
    target = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False})
    formats: dict[Any, Any] = {}
    spent = 0.0
    for entry in book.head.sheets:
        cells = []
        for address, cell in book.sheet(entry.name).cells.items():
            if cell.style not in formats:
                code = cell.style.number_format
                formats[cell.style] = target.add_format({"num_format": "General" if code == "general" else code})
            formula = None if cell.formula is None else f"={cell.formula}"
            cells.append((*xl_cell_to_rowcol(address), formula, cell.value, formats[cell.style]))
        start = time.process_time()
        sheet = target.add_worksheet(entry.name, worksheet_class=sheet_class)
        for row, column, formula, value, form in cells:
            if formula is not None:
                sheet.write_formula(row, column, formula, form, value)
            elif isinstance(value, str):
                sheet.write_string(row, column, value, form)
            else:
                sheet.write_number(row, column, value, form)
        spent += time.process_time() - start
    start = time.process_time()
    target.close()
    return spent + time.process_time() - start, path.stat().st_size


def _child(work: Callable[..., tuple[float, int]], arguments: tuple[Any, ...], pipe: Any) -> None:
    seconds, size = work(*arguments)
    pipe.send((seconds, size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def alone(work: Callable[..., tuple[float, int]], *arguments: Any) -> tuple[float, int, float]:
    """Seconds, bytes and peak MiB of a call in a fresh process."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_child, args=(work, arguments, there))
    process.start()
    there.close()
    answer: tuple[float, int, float] = here.recv()
    process.join()
    return answer


def main() -> None:
    """Both kinds of book, three ways, in turn; the least of each."""
    given = [int(text) for text in sys.argv[1:]]
    counties, indicators, rounds = (*given, *(3000, 60, ROUNDS)[len(given) :])
    ways: dict[str, Callable[[str, bool], tuple[float, int, float]]] = {
        "ours": lambda folder, values: alone(ours, counties, indicators, folder, values),
        "ready": lambda folder, values: alone(ready, folder, values, None),
        "ready, no search": lambda folder, values: alone(ready, folder, values, Unsearched),
    }
    with tempfile.TemporaryDirectory() as folder:
        for values_only in (False, True):
            seen: dict[str, list[tuple[float, int, float]]] = {name: [] for name in ways}
            for _ in range(rounds):
                for name, way in ways.items():
                    seen[name].append(way(folder, values_only))
            base = min(seconds for seconds, _, _ in seen["ready"])
            for name, runs in seen.items():
                least = min(seconds for seconds, _, _ in runs)
                print(json.dumps({
                    "book": "values" if values_only else "formulas", "counties": counties, "indicators": indicators,
                    "way": name, "seconds": round(least, 1), "all": [round(one[0], 1) for one in runs],
                    "to_ready": round(least / base, 2), "megabytes": round(runs[0][1] / 1e6, 1),
                    "peak_MiB": round(max(one[2] for one in runs)),
                }))  # fmt: skip


if __name__ == "__main__":
    main()
