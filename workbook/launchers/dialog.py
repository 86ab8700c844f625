"""Choosing a file or folder in a window of the desktop, where Linux has zenity or kdialog."""

from __future__ import annotations

import os
import shutil
import subprocess

from workbook.launcher_files.verbs import Takes


def chooser(takes: Takes, title: str) -> list[str] | None:
    """The command that asks for a folder (data too: a set is a folder) or a result; None where there is none."""
    if os.name == "nt" or not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return None
    if shutil.which("zenity"):
        return ["zenity", "--file-selection", f"--title={title}", *([] if takes == "result" else ["--directory"])]
    if shutil.which("kdialog"):
        options = ["--getopenfilename", ".", "*.xlsx"] if takes == "result" else ["--getexistingdirectory", "."]
        return ["kdialog", "--title", title, *options]
    return None


def choose(command: list[str]) -> str:
    """What was chosen; empty where the person closed the dialog, or it could not be shown."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    except OSError:
        return ""
    return done.stdout.decode("utf-8", "replace").rstrip("\n") if done.returncode == 0 else ""
