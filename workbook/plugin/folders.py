"""What the doctor reads from folders alone: DLLs, the installed files, the add-in in Excel's start folder. Runs on any system."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workbook.plugin.inventory import compared, listed, sha256_of
from workbook.plugin.pe import bits
from workbook.plugin.placing import ADDIN, mark_of


def folder_facts(program: Path, startup: Path, home: Path, environment: Mapping[str, str]) -> dict[str, Any]:
    """Fields of Facts. program: the installation; startup: XLSTART; home: where python.exe is."""
    found, addin = compared(program), startup / ADDIN
    dlls = [path for folder in (home, home.parent) for path in folder.glob("xlwings*.dll")]
    return {
        "dlls": {path.name: bits(path) for path in dlls},
        "listed": bool(listed(program)),
        "missing": found.missing,
        "changed": found.changed,
        "addin": addin.is_file(),
        "addin_as_listed": not addin.is_file() or sha256_of(addin) == listed(program).get(ADDIN),
        "addin_python": _python_of(addin, environment),
        "copies": tuple(map(str, _copies(startup))),
        "marked": tuple(str(path) for path in _watched(program, startup) if mark_of(path).exists()),
    }


def _python_of(addin: Path, environment: Mapping[str, str]) -> str:
    """The pythonw.exe that the add-in names on its help sheet; nothing where it cannot be read."""
    try:
        with zipfile.ZipFile(addin) as package:
            texts = package.read("xl/sharedStrings.xml").decode("utf-8")
    except (OSError, KeyError, UnicodeDecodeError, zipfile.BadZipFile):
        return ""
    named = re.search(r"<t[^>]*>([^<]*pythonw\.exe)</t>", texts)
    return html.unescape(named[1]).replace("%LOCALAPPDATA%", environment.get("LOCALAPPDATA", "")) if named else ""


def _copies(startup: Path) -> list[Path]:
    """Further add-ins of ours that Excel may load: functions would be there twice."""
    folders = (startup, startup.parent.parent / "AddIns")
    named = {path for folder in folders for kind in ("*.xlam", "*.xlsm") for path in folder.glob(kind)}
    return sorted(path for path in named if "kaohe" in path.name.lower() and path != startup / ADDIN)


def _watched(program: Path, startup: Path) -> list[Path]:
    """Files that Excel or Windows would stop if they carry the mark of the web."""
    kinds = ("*.xlam", "*.xlsm", "python/*.exe", "python/*.dll")
    return [path for folder in (program, startup) for kind in kinds for path in sorted(folder.glob(kind))]
