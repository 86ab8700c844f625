"""xlwings as it runs on Windows, with inert stand-ins for pywin32, so that its own UDF code can be called here.

Only what xlwings imports is stood in for: its udfs, converters, com_server and VBA writer are the vendor's own.
"""

from __future__ import annotations

import asyncio  # imported, as pandas is, before the platform is changed: both look at it
import ctypes
import importlib
import sys
import types
from functools import lru_cache
from typing import Any
from unittest.mock import MagicMock

import pandas

_STAND_INS = (
    "pythoncom pywintypes win32api win32event win32con win32gui win32process win32timezone win32ui"
    " win32com win32com.client win32com.client.dynamic win32com.client.gencache win32com.server"
    " win32com.server.dispatcher win32com.server.policy win32com.server.util win32com.server.exception comtypes winerror"
).split()


class _Inert(types.ModuleType):
    """A module whose every attribute is there and does nothing."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if name[0].isupper() or name.startswith("com_error"):
            made: Any = type(name, (Exception,), {})
        else:
            made = lambda *arguments, **options: None  # noqa: E731
        setattr(self, name, made)
        return made


_RANGE = "{00020846-0000-0000-C000-000000000046}"


class _TypeInfo:
    def __init__(self, iid: str) -> None:
        self.iid = iid

    def GetTypeInfo(self) -> _TypeInfo:
        return self

    def GetTypeAttr(self) -> _TypeInfo:
        return self


class FakeRange:
    """A Range argument as xlwings knows it: by its interface, with the Value that Excel gives."""

    Row = Column = 1

    def __init__(self, value: Any) -> None:
        rows = value if isinstance(value, tuple) else ((value,),)
        self.Value = rows[0][0] if len(rows) == 1 == len(rows[0]) else value
        self.Worksheet = MagicMock()
        self.Rows = types.SimpleNamespace(Count=len(rows))
        self.Columns = types.SimpleNamespace(Count=len(rows[0]))
        self._oleobj_ = _TypeInfo(_RANGE)


@lru_cache(maxsize=1)
def windows_xlwings() -> types.ModuleType:
    """The module xlwings.udfs, imported as on Windows; kept for the process."""
    assert pandas
    assert asyncio
    kept = {name: module for name, module in sys.modules.items() if name.split(".")[0] == "xlwings"}
    for name in (*kept, "workbook.functions.excel_udfs"):
        sys.modules.pop(name, None)
    for name in _STAND_INS:
        sys.modules[name] = _Inert(name)
    com: Any = sys.modules["pythoncom"]
    types_of_com: Any = sys.modules["pywintypes"]
    types_of_com.IID = str
    types_of_com.TimeType = type("TimeType", (), {})
    processes: Any = sys.modules["win32process"]
    processes.GetWindowThreadProcessId = lambda window: (0, 1)
    before = {name: getattr(ctypes, name, None) for name in ("oledll", "windll", "PyDLL")}
    for name in before:
        setattr(ctypes, name, MagicMock())
    com.__file__ = "pythoncom.dll"
    com.IID_IDispatch = "IDispatch"
    com.TypeIIDs = {"IDispatch": type("PyIDispatch", (), {})}
    for name in _STAND_INS:
        if "." in name:
            parent, _, child = name.rpartition(".")
            setattr(sys.modules[parent], child, sys.modules[name])
    platform = sys.platform
    sys.platform = "win32"
    try:
        importlib.import_module("xlwings")
        udfs = importlib.import_module("xlwings.udfs")
        importlib.import_module("xlwings.com_server")
    finally:
        sys.platform = platform
        for name in _STAND_INS:
            sys.modules.pop(name, None)
        for name, own in before.items():
            setattr(ctypes, name, own) if own is not None else delattr(ctypes, name)
    return udfs
