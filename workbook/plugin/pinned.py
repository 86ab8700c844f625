"""The one pinned set: what windows-lock.txt says is what the bundle holds, the VBA asks for and the doctor wants."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

from scoring.errors import KaoheError

LOCK = Path(__file__).with_name("windows-lock.txt")
_LINE = re.compile(r"([a-z0-9-]+)==([\w.]+) --hash=sha256:[0-9a-f]{64}")


def pinned() -> dict[str, str]:
    """Name to version of every library of the lock. KaoheError for a line without version and hash."""
    found = {}
    for line in LOCK.read_text(encoding="ascii").splitlines():
        if line and not line.startswith("#"):
            entry = _LINE.fullmatch(line)
            if entry is None:
                raise KaoheError(f"{LOCK.name} 里有一行没有版本和 SHA-256：{line}")
            found[entry[1]] = entry[2]
    return found


def library(bits: int) -> str:
    """The name of xlwings' DLL that the VBA loads in an Excel of 32 or 64 bits."""
    return f"xlwings{bits}-{pinned()['xlwings']}.dll"


def check_xlwings() -> None:
    """KaoheError where the installed xlwings is not the pinned one: its server and the DLL belong together."""
    expected, found = pinned()["xlwings"], metadata.version("xlwings")
    if found != expected:
        raise KaoheError(
            f"这里装的是 xlwings {found}，插件是按 {expected} 做的（DLL 名字里有版本，两边不同就加载不了），没有生成。"
            f"请先 pip install xlwings=={expected}"
        )
