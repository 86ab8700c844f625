"""Where the program and its add-in go (Windows)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from scoring.errors import KaoheError

ADDIN, BOOK = "kaohe.xlam", "kaohe.xlsm"


def places(environment: Mapping[str, str] = os.environ) -> tuple[Path, Path]:
    """Where the program goes and where Excel looks for add-ins at its start; KaoheError off Windows."""
    local, roaming = environment.get("LOCALAPPDATA"), environment.get("APPDATA")
    if not local or not roaming:
        raise KaoheError("这台电脑不是 Windows（没有 LOCALAPPDATA、APPDATA）：插件只装在 Windows 的 Excel 里")
    return Path(local) / "kaohe", Path(roaming) / "Microsoft" / "Excel" / "XLSTART"


def mark_of(path: Path) -> Path:
    """The mark of the web of a file: a stream of its own beside the content."""
    return Path(f"{path}:Zone.Identifier")
