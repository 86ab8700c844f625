"""How LibreOffice's recalculation of a long evidence list grows: ``python -m tests.bench.bench_list_recalculation [ROWS]``.

A result workbook with so many rows of 两高项目清单, and with a tenth; cached values stripped; the time of a conversion less
that of the same workbook with its cached values. In proportion would be 10.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from scoring import Evidence, assess, load_scheme
from scoring.lists.rows import list_rows
from tests.support.libreoffice import convert, strip_cached_values
from workbook.result.write import write_result

SCHEME = load_scheme("yuncheng-14fyp")


def result(rows: int, path: Path) -> Path:
    """A result with a list of so many rows, three to a case."""
    from examples.build import demonstration

    figures = demonstration()
    counties = [str(name) for name in figures.index]
    made = [
        {
            "county": counties[number // 3 % len(counties)], "project": f"项目{number // 3}", "project_code": f"D-{number // 3}",
            "stage": "在建", "energy": float(number), "outcome": "整改中", "no_energy_review": "是" if number % 7 else "否",
        }
        for number in range(rows)
    ]  # fmt: skip
    lists = {"two_high_projects": list_rows(SCHEME.lists["two_high_projects"], made)}
    return write_result(assess(SCHEME, figures, 2025, evidence=Evidence(lists=lists)), path)


def seconds(path: Path, work: Path) -> float:
    """How long a conversion takes."""
    start = time.perf_counter()
    convert([path], work, work / "profile")
    return time.perf_counter() - start


def main(rows: int) -> None:
    """Print both times and their ratio."""
    spent = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for size in (rows // 10, rows):
            whole, bare = result(size, home / f"{size}.xlsx"), home / f"{size}-bare.xlsx"
            strip_cached_values(whole, bare)
            times = [seconds(path, home / f"{size}{number}") for number, path in enumerate((whole, bare))]
            spent.append(times[1] - times[0])
            print(f"{size} rows: with values {times[0]:.1f} s, recalculated {times[1]:.1f} s")
    print(f"recalculation alone: {spent[0]:.1f} s and {spent[1]:.1f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
