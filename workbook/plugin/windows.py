"""What only Windows can tell: the registry, processes, the code page, and a call through xlwings' DLL.

Runs nowhere else; under Wine all but Excel itself and the rules of Defender was tried.
"""

from __future__ import annotations

import ctypes
import importlib
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from workbook.plugin.pe import bits
from workbook.plugin.pinned import library
from workbook.plugin.serve import SERVE

_OFFICE_RULE = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"
_DEFENDER = "SOFTWARE\\{}Microsoft\\Windows Defender\\"
_RULES = tuple(_DEFENDER.format(where) + "Windows Defender Exploit Guard\\ASR\\Rules" for where in ("Policies\\", ""))
_MANAGED = _DEFENDER.format("Policies\\") + "Policy Manager"
_STATES = {"1": "block", "2": "audit", "6": "warn"}


def _read(root: str, key: str, name: str = "") -> str | None:
    winreg: Any = importlib.import_module("winreg")  # typed for Windows only
    try:
        with winreg.OpenKey(getattr(winreg, root), key) as opened:
            return str(winreg.QueryValueEx(opened, name)[0])
    except OSError:
        return None


def excel() -> dict[str, Any]:
    """Version, bitness and COM server of Excel, as the registry says them; nothing for what is not there."""
    current = _read("HKEY_CLASSES_ROOT", "Excel.Application\\CurVer")
    clsid = _read("HKEY_CLASSES_ROOT", "Excel.Application\\CLSID")
    server = _read("HKEY_CLASSES_ROOT", f"CLSID\\{clsid}\\LocalServer32") if clsid else None
    return {
        "excel_version": current.rpartition(".")[2] if current else None,
        "excel_server": server,
        "excel_bits": bits(Path(server.strip('"').split('" ')[0].split(" /")[0])) if server else None,
    }


def office_rule() -> str:
    """Defender's rule against child processes of Office: block, warn, audit, or nothing."""
    managed = (_read("HKEY_LOCAL_MACHINE", _MANAGED, "ASRRules") or "").lower()
    set_there = dict(one.split("=", 1) for one in managed.split("|") if "=" in one).get(_OFFICE_RULE)
    found = [set_there, *(_read("HKEY_LOCAL_MACHINE", key, _OFFICE_RULE) for key in _RULES)]
    states = {_STATES.get(str(one)) for one in found}
    return next((state for state in ("block", "warn", "audit") if state in states), "")


def processes() -> list[tuple[int, Path]]:
    """Every process that this user may look at: number and program."""
    win32api, win32process = importlib.import_module("win32api"), importlib.import_module("win32process")
    found = []
    for process in win32process.EnumProcesses():
        try:
            handle = win32api.OpenProcess(0x0410, False, process)  # query, and read its memory
            found.append((process, Path(win32process.GetModuleFileNameEx(handle, 0))))
        except Exception:  # another user's, or gone meanwhile
            continue
    return found


def servers(program: Path) -> list[int]:
    """Function servers that run from a folder."""
    return [
        process
        for process, path in processes()
        if path.name.lower() == "pythonw.exe" and program in (path, *path.parents)
    ]


def code_page_holds(text: str) -> bool:
    """Whether a path survives the DLL, which takes it in the system's ANSI code page."""
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
    """The function server, started in a process of its own by xlwings' DLL with the very command of the VBA."""
    import pythoncom
    import win32com.client

    dll = next(path for path in (home / _library(), home.parent / _library()) if path.is_file())
    result = _Variant()
    loaded = ctypes.WinDLL(str(dll))  # type: ignore[attr-defined,unused-ignore]
    command = f'"{home / "pythonw.exe"}" {SERVE}'
    failed = loaded.XLPyDLLActivateAuto(ctypes.byref(result), command.encode("mbcs"), 1)
    if failed or result.kind != 9:
        raise OSError(f"XLPyDLLActivateAuto {failed}, vt {result.kind}")
    return win32com.client.Dispatch(pythoncom.ObjectFromAddress(result.value, pythoncom.IID_IDispatch))


def _library() -> str:
    return library(struct.calcsize("P") * 8)


def answer_through_dll(home: Path, function: str, values: Sequence[Any]) -> str | None:
    """What a function answers across processes, as text; the fault where there is none; None without the DLL."""
    if not any((folder / _library()).is_file() for folder in (home, home.parent)):
        return None
    try:
        server = server_through_dll(home)
        answer = server.CallUDF("workbook.functions.excel_udfs", function, tuple(values), None, None)
    except Exception as error:  # whatever COM raises is a finding
        return f"{type(error).__name__}: {error}"[:200]
    return f"{answer:.10f}" if isinstance(answer, float) else str(answer)
