"""Every sentence of every example, called and as Excel calls, beside the result: python -m tests.bench.bench_same_answer

The suite asks for a sample of the sentences (tests/workbook/functions/test_same_answer.py).
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

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
            for way, answer in (("called", called), ("as Excel calls", excel)):
                found = differences(case, answer)
                print(f"{example}, {way}: {len(found)} different", *found[:5], sep="\n  ", flush=True)
                bad += len(found)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
