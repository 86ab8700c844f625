"""Show what was written in the program that the desktop has for it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path


def open_written(path: Path) -> bool:
    """Whether the desktop took it; a machine without one leaves it to the person."""
    if os.name == "nt":
        try:
            os.startfile(path)  # type: ignore[attr-defined,unused-ignore]
        except OSError:  # no program for it
            return False
        return True
    if shutil.which("xdg-open") is None or not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    quiet = subprocess.DEVNULL
    subprocess.Popen(["xdg-open", str(path)], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    return True
