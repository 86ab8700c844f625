"""Every sentence of every example, called and as Excel calls, beside the result, as written and recalculated by LibreOffice.

python -m tests.bench.bench_same_answer

The suite asks for a sample of the sentences (tests/workbook/functions/test_same_answer.py).
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import openpyxl

from tests.support.libreoffice import recalculate
from tests.support.windows_xlwings import windows_xlwings
from tests.workbook.functions.test_same_answer import BOOKS, as_excel_calls, called, differences, made


def main() -> int:
    """A line an example and way; what differs is printed."""
    windows_xlwings()
    import xlwings.com_server

    server = xlwings.com_server.XLPython()
    excel = as_excel_calls(lambda name, *values: server.CallUDF("workbook.functions.excel_udfs", name, values))
    bad = 0
    for example in BOOKS:
        with tempfile.TemporaryDirectory() as folder:
            case = made(example, Path(folder))
            fresh = openpyxl.load_workbook(recalculate([case.path], Path(folder))[0], read_only=True, data_only=True)
            recalculated = replace(case, book=fresh)
            for way, beside, answer in (
                ("called", case, called), ("as Excel calls", case, excel), ("recalculated", recalculated, called)
            ):  # fmt: skip
                found = differences(beside, answer)
                print(f"{example}, {way}: {len(found)} different", *found[:5], sep="\n  ", flush=True)
                bad += len(found)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
