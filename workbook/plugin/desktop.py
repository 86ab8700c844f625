"""The launchers on the user's desktop: the installed scripts under Chinese names, in a folder 考核."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from workbook.launcher_files.verbs import VERBS
from workbook.plugin.inventory import listed, sha256_of

FOLDER = "考核"
_DESKTOP = 0x10  # CSIDL_DESKTOPDIRECTORY


def desktop(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The folder 考核 on the desktop, wherever Windows keeps that (OneDrive); None where there is none."""
    if os.name == "nt":
        import ctypes

        windows: Any = ctypes
        text = ctypes.create_unicode_buffer(260)
        if windows.windll.shell32.SHGetFolderPathW(None, _DESKTOP, None, 0, text) == 0 and text.value:
            return Path(text.value) / FOLDER
    home = environment.get("USERPROFILE")
    return Path(home) / "Desktop" / FOLDER if home else None


def launcher_sums(program: Path) -> frozenset[str]:
    """SHA-256 of the launchers that an installation's list names."""
    names = {f"{verb.ascii_name}.cmd" for verb in VERBS}
    return frozenset(sha256 for name, sha256 in listed(program).items() if name in names)


def put(program: Path, folder: Path, before: frozenset[str]) -> tuple[list[Path], list[Path]]:
    """Copy the installed launchers to the desktop; those put, and those left because somebody else wrote or changed them.

    before: SHA-256 of the launchers of the installation that this one replaced.
    """
    done, left, known = list[Path](), list[Path](), before | launcher_sums(program)
    for verb in VERBS:
        source, target = program / f"{verb.ascii_name}.cmd", folder / f"{verb.name}.cmd"
        if not source.is_file():
            continue
        if target.exists() and sha256_of(target) not in known:
            left.append(target)
            continue
        folder.mkdir(parents=True, exist_ok=True)
        done.append(Path(shutil.copyfile(source, target)))
    return done, left


def take(folder: Path, known: frozenset[str]) -> tuple[list[Path], list[Path]]:
    """Remove the launchers that are as they were installed, and the folder where it is left empty; those gone, those left.

    A launcher in use is left, and so is a folder that a window stands in: neither keeps the program from being removed.
    """
    gone, left = list[Path](), list[Path]()
    for path in (folder / f"{verb.name}.cmd" for verb in VERBS):
        if not path.is_file():
            continue
        try:
            if sha256_of(path) not in known:
                left.append(path)
                continue
            path.unlink()
            gone.append(path)
        except OSError:
            left.append(path)
    if gone:
        with suppress(OSError):  # something else in it, or in use
            folder.rmdir()
    return gone, left
