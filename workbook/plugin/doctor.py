"""Gather the facts about this machine; what they mean is in findings.py."""

from __future__ import annotations

import os
import struct
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

from scoring.errors import KaoheError
from workbook.plugin.findings import Facts
from workbook.plugin.pinned import library, pinned

_PACKAGES = ("xlwings", "pywin32", "numpy", "pandas", "pydantic")
_TRIED = ("KH_DECLINE", (500.0, 400.0, 510.0, 424.0))


def facts() -> Facts:
    """This machine. Nothing is changed; a function server is started and left again."""
    windows = os.name == "nt"
    from scoring import __version__

    gathered: dict[str, Any] = {
        "windows": windows,
        "python": sys.version_info[:2],
        "python_bits": struct.calcsize("P") * 8,
        "kaohe": __version__,
        "packages": {name: _version(name) for name in _PACKAGES},
        "pinned": {name: pinned()[name] for name in _PACKAGES},
        "libraries": {bits: library(bits) for bits in (32, 64)},
        **_schemes(),
    }
    return Facts(**gathered, **(_windows_facts() if windows else {}))


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _schemes() -> dict[str, Any]:
    from scoring.scheme.loader import list_schemes, load_scheme

    try:
        return {"schemes": {one.id: load_scheme(one.id).sha256 for one in list_schemes()}}
    except KaoheError as error:
        return {"schemes_fault": str(error)}


def _windows_facts() -> dict[str, Any]:
    from workbook.functions.calls import call
    from workbook.plugin.folders import folder_facts
    from workbook.plugin.placing import places
    from workbook.plugin.windows import answer_through_dll, code_page_holds, excel, office_rule, processes, servers

    program, startup = places()
    home = Path(sys.executable).parent
    return {
        **excel(),
        **folder_facts(program, startup, home, os.environ),
        "home": str(home),
        "home_fits_code_page": code_page_holds(str(home)),
        "office_rule": office_rule(),
        "servers": tuple(servers(home)),
        "excel_running": any(path.name.lower() == "excel.exe" for _, path in processes()),
        "round_trip": answer_through_dll(home, *_TRIED),
        "round_trip_expected": f"{call('decline', _TRIED[1]):.10f}",
    }
