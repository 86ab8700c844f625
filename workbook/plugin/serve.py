"""The function server: what xlwings' DLL starts when a cell calls for the first time.

SERVE are the arguments of python.exe in the VBA and in the doctor alike: no PYTHON… variables (-E) and no current folder (-P)
on the search path; the DLL writes the class id of its call in place of $(CLSID).
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

SERVE = "-E -P -m workbook.plugin.serve $(CLSID)"


def main() -> None:
    """Serve until the last client is gone."""
    com_server: Any = import_module("xlwings.com_server")  # imports nowhere but on Windows
    com_server.serve(sys.argv[1])


if __name__ == "__main__":
    main()
