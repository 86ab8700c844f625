"""Reading 300 county workbooks, checked and merged to one table, beside calamine reading the same files.

python -m tests.bench.bench_reading [files] [rounds]

Processor time, both in one process, in turn; peak memory of each in a process of its own. The files are of the default scheme, one
county each, written before the clock starts.
"""

from __future__ import annotations

import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pandas as pd
from python_calamine import CalamineWorkbook

from scoring import load_scheme
from scoring.scheme.region import Region
from scoring.scheme.scheme import Scheme
from workbook.reading.submissions import read_submissions
from workbook.template.content import TemplateContent
from workbook.template.county_writer import county_template_bytes

YEAR = 2025


def big_region(scheme: Scheme, count: int) -> Scheme:
    """The scheme with a region of so many counties."""
    names = [f"第{number + 1:03d}县" for number in range(count)]
    region = Region.model_validate(
        {
            "id": "big",
            "name": "大市",
            "code": "990000",
            "source": {"title": "无"},
            "counties": [
                {"code": f"99{number + 1:04d}", "name": name, "group": "all"} for number, name in enumerate(names)
            ],
        }
    )
    return replace(scheme, region=region)


def write_files(scheme: Scheme, folder: Path) -> None:
    """A workbook a county, each with figures of its own."""
    draw = random.Random(5)
    assert scheme.region is not None
    for county in scheme.region.counties:
        cells = {item.id: figure(item.kind, item.minimum, item.maximum, draw) for item in scheme.items.values()}
        values = pd.DataFrame([cells], index=pd.Index([county.name], dtype=object), dtype=object)
        (folder / f"{county.name}.xlsx").write_bytes(
            county_template_bytes(scheme, YEAR, county.name, TemplateContent(values=values))
        )


def figure(kind: str, low: float | None, high: float | None, draw: random.Random) -> float | str:
    """A figure that the item allows."""
    if kind == "yes_no":
        return draw.choice(("是", "否"))
    bottom, top = low if low is not None else 0.0, high if high is not None else 1000.0
    number = draw.uniform(max(bottom, 0), min(top, max(bottom, 0) + 50))
    return float(round(number)) if kind == "count" else round(number, 2)


def ours(folder: Path, scheme: Scheme) -> int:
    """Read, check and merge; the number of figures."""
    return int(read_submissions([folder], scheme, YEAR, "").submission.table.size)


def calamine(folder: Path) -> int:
    """Every cell of every sheet; their number."""
    cells = 0
    for path in sorted(folder.iterdir()):
        book = CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            cells += sum(map(len, rows))
    return cells


def peak(which: str, folder: Path, count: int) -> float:
    """Peak memory in MiB of a process that reads the files once."""
    command = [sys.executable, "-m", "tests.bench.bench_reading", "--once", which, str(folder), str(count)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Medians, the ratio and peak memory."""
    if "--once" in sys.argv:
        which, folder, count = sys.argv[-3], Path(sys.argv[-2]), int(sys.argv[-1])
        if which == "ours":
            ours(folder, big_region(load_scheme("yuncheng-14fyp"), count))
        else:
            calamine(folder)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    scheme = big_region(load_scheme("yuncheng-14fyp"), count)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_files(scheme, folder)
        size = sum(path.stat().st_size for path in folder.iterdir()) / 1024 / count
        times: dict[str, list[float]] = {"ours": [], "calamine": []}
        for _ in range(rounds):
            for which, work in (("ours", lambda: ours(folder, scheme)), ("calamine", lambda: calamine(folder))):
                start = time.process_time()
                work()
                times[which].append(time.process_time() - start)
        mine, base = (statistics.median(times[which]) for which in ("ours", "calamine"))
        print(f"{count} files of {size:.0f} KB: ours {mine:.2f} s (min {min(times['ours']):.2f}), "
              f"calamine {base:.2f} s (min {min(times['calamine']):.2f}), ratio {mine / base:.2f}")  # fmt: skip
        print(
            f"peak memory: ours {peak('ours', folder, count):.0f} MiB, calamine {peak('calamine', folder, count):.0f} MiB"
        )


if __name__ == "__main__":
    main()
