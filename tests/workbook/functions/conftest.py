"""Excel's function server, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.support.windows_xlwings import windows_xlwings


@pytest.fixture(scope="module")
def excel() -> Callable[..., Any]:
    """Call a function as Excel's function server does."""
    windows_xlwings()
    import xlwings.com_server

    server = xlwings.com_server.XLPython()
    return lambda name, *values: server.CallUDF("workbook.functions.excel_udfs", name, values)
