"""The grids of workbooks, beside a bare walk of lxml over every filled cell and beside calamine's values.

python -m tests.bench.bench_grids [rounds]

Process time (ms), side by side in one run: the demonstration workbook, a county workbook, a result workbook, and list
sheets of 10,000 and 100,000 rows (whose time a row must not grow).
"""

from __future__ import annotations

import io
import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
from lxml import etree
from python_calamine import CalamineWorkbook

from scoring import Evidence, assess, load_scheme
from workbook.reading.opening import book_of
from workbook.reading.submissions import read_city_workbook
from workbook.result.write import write_result
from workbook.template.county_writer import county_template_bytes

DEMO = Path(__file__).resolve().parents[2] / "examples/yuncheng-2025/yuncheng-2025.xlsx"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def ours(data: bytes) -> int:
    """Every grid of a workbook."""
    book = book_of("x.xlsx", data)
    return sum(len(book.grid(sheet).rows) for sheet in book.sheets)


def bare(data: bytes) -> int:
    """Unzip, parse, and look at every filled cell's address, style, type and text; no value is made of it."""
    filled = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "xl/sharedStrings.xml" in archive.namelist():
            for item in etree.fromstring(archive.read("xl/sharedStrings.xml")):
                "".join(item.itertext())
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                for cell in etree.fromstring(archive.read(name)).iter(f"{MAIN}c"):
                    for inner in cell:
                        cell.get("r"), cell.get("s"), cell.get("t"), inner.tag, inner.text
                        filled += 1
    return filled


def calamine(data: bytes) -> int:
    """Values alone."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)


def list_sheet(rows: int) -> bytes:
    """A list of so many rows of 12 columns: texts, choices, figures, dates."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": False}) as book:
        sheet, day = book.add_worksheet("清单"), book.add_format({"num_format": "yyyy-mm-dd"})
        for row in range(rows):
            sheet.write_row(
                row, 0, ["盐湖区", f"项目{row}", "是", "否", row * 0.37, row, "重点", 3.25, "备注", 12, 0.5]
            )
            sheet.write_number(row, 11, 45_000 + row % 365, day)
    return buffer.getvalue()


def result() -> bytes:
    """The result workbook of the demonstration city."""
    scheme = load_scheme("yuncheng-14fyp")
    read = read_city_workbook(DEMO, scheme)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.xlsx"
        write_result(assess(scheme, read.table, year=2025, evidence=Evidence(problems=read.problems)), path)
        return path.read_bytes()


def main() -> None:
    """Print a line a workbook."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    scheme = load_scheme("yuncheng-14fyp")
    books = {
        "demonstration": DEMO.read_bytes(),
        "county": county_template_bytes(scheme, 2025, "夏县"),
        "result": result(),
        "list 10,000": list_sheet(10_000),
        "list 100,000": list_sheet(100_000),
    }
    ways: tuple[Callable[[bytes], int], ...] = (ours, bare, calamine)
    for name, data in books.items():
        times: dict[str, list[float]] = {way.__name__: [] for way in ways}
        for _ in range(max(3, rounds // (1 + len(data) // 400_000))):
            for way in ways:
                start = time.process_time()
                way(data)
                times[way.__name__].append(1000 * (time.process_time() - start))
        best = {way: min(found) for way, found in times.items()}
        middle = statistics.median(one / two for one, two in zip(times["ours"], times["bare"], strict=True))
        print(
            f"{name:14s} ours {best['ours']:8.1f}  bare {best['bare']:8.1f}  calamine {best['calamine']:8.1f}"
            f"   ours/bare {best['ours'] / best['bare']:.2f} (median {middle:.2f})"
        )


if __name__ == "__main__":
    main()
