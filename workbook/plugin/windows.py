"""What only Windows can tell: the registry, marks on files, the code page, and a call through xlwings' DLL.

Runs nowhere else; under Wine all but Excel itself was tried.
"""

from __future__ import annotations

import ctypes
import importlib
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

_SERVE = (
    '"{python}" -B -c "import sys, os;import xlwings.utils;xlwings.utils.prepare_sys_path(\\"{path}\\");'
    "import xlwings; xlwings.serve('$(CLSID)')\""
)


def excel() -> dict[str, Any]:
    """Version, bitness and COM server of Excel, as the registry says them; nothing for what is not there."""
    winreg: Any = importlib.import_module("winreg")  # typed for Windows only

    def read(key: str, name: str = "") -> str | None:
        try:
            with winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, key) as opened:
                return str(winreg.QueryValueEx(opened, name)[0])
        except OSError:
            return None

    current = read("Excel.Application\\CurVer")
    clsid = read("Excel.Application\\CLSID")
    server = read(f"CLSID\\{clsid}\\LocalServer32") if clsid else None
    return {
        "excel_version": current.rpartition(".")[2] if current else None,
        "excel_server": server,
        "excel_bits": _bits(server.strip('"').split('" ')[0].split(" /")[0]) if server else None,
    }


def _bits(program: str) -> int | None:
    """32 or 64, from the header of a program file."""
    try:
        with open(program, "rb") as file:
            file.seek(0x3C)
            file.seek(struct.unpack("<I", file.read(4))[0] + 4)
            return {0x8664: 64, 0xAA64: 64, 0x14C: 32}.get(struct.unpack("<H", file.read(2))[0])
    except (OSError, struct.error):
        return None


def marked_files(*folders: Path) -> Iterator[Path]:
    """Files that carry the mark of the web, among those that Excel or Windows would stop."""
    for folder in folders:
        for kind in ("*.xlam", "*.xlsm", "python/*.exe", "python/*.dll"):
            for path in folder.glob(kind):
                if Path(f"{path}:Zone.Identifier").exists():
                    yield path


def code_page_holds(text: str) -> bool:
    """Whether a path survives VBA's Declare, which passes it in the system's ANSI code page."""
    try:
        return text.encode("mbcs", "strict").decode("mbcs") == text
    except (UnicodeError, LookupError):
        return False


class _Variant(ctypes.Structure):
    _fields_ = (
        ("kind", ctypes.c_ushort), ("r1", ctypes.c_ushort), ("r2", ctypes.c_ushort), ("r3", ctypes.c_ushort),
        ("value", ctypes.c_void_p), ("more", ctypes.c_void_p),
    )  # fmt: skip


def server_through_dll(home: Path) -> Any:
    """The function server, started in a process of its own by xlwings' DLL as the VBA does."""
    import pythoncom
    import win32com.client

    dll = next(home.glob(f"xlwings{struct.calcsize('P') * 8}-*.dll"))
    command = _SERVE.format(python=home / "pythonw.exe", path=";".join(["False", "", "", "", "", "", ""]))
    result = _Variant()
    loaded = ctypes.WinDLL(str(dll))  # type: ignore[attr-defined,unused-ignore]
    failed = loaded.XLPyDLLActivateAuto(ctypes.byref(result), command.encode("mbcs"), 1)
    if failed or result.kind != 9:
        raise OSError(f"XLPyDLLActivateAuto {failed}, vt {result.kind}")
    return win32com.client.Dispatch(pythoncom.ObjectFromAddress(result.value, pythoncom.IID_IDispatch))


def answer_through_dll(home: Path, function: str, values: Sequence[Any]) -> str | None:
    """What a function answers across processes, as text; the fault where there is none; None without a DLL."""
    if not any(home.glob("xlwings*.dll")):
        return None
    try:
        server = server_through_dll(home)
        answer = server.CallUDF("workbook.functions.excel_udfs", function, tuple(values), None, None)
    except Exception as error:  # whatever COM raises is a finding
        return f"{type(error).__name__}: {error}"[:200]
    return f"{answer:.10f}" if isinstance(answer, float) else str(answer)
