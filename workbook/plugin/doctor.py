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

_PACKAGES = ("kaohe", "xlwings", "pywin32", "numpy", "pandas", "pydantic")
_TRIED = ("KH_DECLINE", (500.0, 400.0, 510.0, 424.0))


def facts() -> Facts:
    """This machine. Nothing is changed; a function server is started and left again."""
    windows = os.name == "nt"
    gathered: dict[str, Any] = {
        "windows": windows,
        "python": sys.version_info[:2],
        "python_bits": struct.calcsize("P") * 8,
        "packages": {name: _version(name) for name in _PACKAGES},
        **_schemes(),
    }
    return Facts(**gathered, **(_windows_facts() if windows else {}))


def _version(name: str) -> str | None:
    if name == "kaohe":
        from scoring import __version__

        return __version__
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
    from workbook.plugin.install import ADDIN, places
    from workbook.plugin.windows import answer_through_dll, code_page_holds, excel, marked_files

    program, startup = places()
    home = Path(sys.executable).parent
    expected = f"{call('decline', _TRIED[1]):.10f}"
    return {
        "dlls": tuple(sorted(path.name for path in home.glob("xlwings*.dll"))),
        **excel(),
        "addin": (startup / ADDIN).is_file(),
        "marked": tuple(map(str, marked_files(program, startup))),
        "profile": str(home),
        "profile_fits_code_page": code_page_holds(str(home)),
        "round_trip": answer_through_dll(home, *_TRIED),
        "round_trip_expected": expected,
    }
