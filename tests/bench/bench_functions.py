"""Worksheet functions beside xlwings' own conversion of the same cells.

    python -m tests.bench.bench_functions

Calls go through xlwings' call_udf with stand-ins for pywin32, so that neither side pays for COM. The other side
is a function that takes the same cells through the same converters and hands back the same answer ready made. First: content
not seen before; again: the same content. Ratios are of medians of processor time, in turn, in one process; the cold
starts are wall time.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from tests.bench.bench_assess import scheme
from tests.support.windows_xlwings import FakeRange, windows_xlwings

OMITTED = -2147352572
REST = (*[OMITTED] * 3, "无", "无")  # no adjustments, no lists


def scheme_file(folder: Path, count: int) -> str:
    """The bench scheme as a file."""
    built = scheme(count // 2)
    content = built.spec.model_dump(mode="json", by_alias=True, exclude_unset=True)
    content["items"] = [one.model_dump(mode="json", by_alias=True, exclude_unset=True) for one in built.items.values()]
    path = folder / f"bench{count}.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return str(path)


def cells(counties: int, count: int) -> tuple[tuple[Any, ...], ...]:
    """A table of ``count`` items with its heading."""
    draw = random.Random(counties)
    heads = ("县", *(f"{side}{number}" for number in range(count // 2) for side in ("top", "bottom")))
    rows = (
        (f"县{row}", *(round(draw.uniform(*span), 2) for _ in range(count // 2) for span in ((50, 99), (100, 150))))
        for row in range(counties)
    )
    return (heads, *rows)


def timed(call: Callable[[], Any], clock: Callable[[], float] = time.process_time) -> float:
    started = clock()
    call()
    return clock() - started


def main() -> None:
    """Print a line a case: xlwings alone, first call, same call again, and the ratios."""
    windows_xlwings()
    import xlwings as xw
    import xlwings.com_server

    module = sys.modules[__name__]
    ready: dict[str, Any] = {}

    @xw.func
    @xw.arg("table", ndim=2, err_to_str=True)
    def echo(table: Any, a: Any = None, b: Any = None, c: Any = None) -> Any:
        return ready["answer"]

    module.echo = echo  # type: ignore[attr-defined]
    served = "workbook.functions.excel_udfs"
    server = xlwings.com_server.XLPython()
    print("case | xlwings alone, ms | first, ms (ratio) | again, ms (ratio)")
    with tempfile.TemporaryDirectory() as folder:
        for counties, count, rounds in ((13, 40, 40), (3000, 64, 7)):
            path = scheme_file(Path(folder), count)
            alone, first, again = [], [], []
            grid = cells(counties, count)
            server.CallUDF(served, "KH_SCORES", (FakeRange(grid), path, 2025.0, 2.0, *REST))
            ready["answer"] = server.CallUDF(served, "KH_SCORES", (FakeRange(grid), path, 2025.0, 2.0, *REST))
            assert len(ready["answer"]) == counties + 1
            for number in range(rounds):
                fresh = (grid[0], (grid[1][0], float(number + 50), *grid[1][2:]), *grid[2:])
                given = (FakeRange(fresh), path, 2025.0, 2.0, *REST)
                alone.append(timed(lambda given=given[:4]: server.CallUDF(__name__, "echo", given)))
                first.append(timed(lambda given=given: server.CallUDF(served, "KH_SCORES", given)))
                again.append(timed(lambda given=given: server.CallUDF(served, "KH_SCORES", given)))
            report(f"{counties}×{count} table", alone, first, again)
        alone, first, again = [], [], []
        ready["answer"] = 3.5
        for number in range(2000):
            given = (500.0, 400.0, 510.0, 424.0 + number)
            alone.append(timed(lambda given=given: server.CallUDF(__name__, "echo", given)))
            first.append(timed(lambda given=given: server.CallUDF(served, "KH_DECLINE", given)))
            again.append(timed(lambda given=given: server.CallUDF(served, "KH_DECLINE", given)))
        report("scalar", alone, first, again)
    start = [sys.executable, "-c", "import {}"]
    for what in ("xlwings", "workbook.functions.excel_udfs", "pandas"):
        took = [
            timed(lambda what=what: subprocess.run([*start[:2], f"import {what}"], check=True), time.perf_counter)
            for _ in range(5)
        ]
        print(f"cold start, import {what}: {statistics.median(took):.2f} s")


def report(case: str, alone: list[float], first: list[float], again: list[float]) -> None:
    a, b, c = (statistics.median(one) * 1e3 for one in (alone, first, again))
    print(f"{case} | {a:.3f} | {b:.3f} ({b / a:.2f}) | {c:.3f} ({c / a:.2f})")


if __name__ == "__main__":
    sys.modules["tests.bench.bench_functions"] = sys.modules["__main__"]
    main()
