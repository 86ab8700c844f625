"""A Linux desktop as far as the launchers see one: the five files, and a person who drops and types."""

from __future__ import annotations

import io
import os
import shlex
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from tests.support.commands import kaohe
from workbook.launcher_files.verbs import VERBS
from workbook.launchers.run import main


@dataclass(frozen=True)
class Seen:
    """What the window showed, and the status."""

    status: int
    text: str


def entry(file: Path) -> dict[str, str]:
    """Keys and values of a .desktop file, escapes of values undone."""
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "[Desktop Entry]"
    return {key: value.replace("\\\\", "\\") for key, _, value in (line.partition("=") for line in lines[1:])}


def command(file: Path, dropped: tuple[str, ...] = ()) -> list[str]:
    """Exec as a desktop makes a command of it: words, then %F by the files, then %% by a percent sign."""
    words = shlex.split(entry(file)["Exec"])
    assert words.count("%F") == 1
    place = words.index("%F")
    return [word.replace("%%", "%") for word in words[:place]] + list(dropped) + words[place + 1 :]


def start(
    folder: Path, number: int, dropped: tuple[Path | str, ...], typed: str, beside: Mapping[str, str] | None = None
) -> Seen:
    """Drop something on a launcher of a folder, answer, and read the window. beside: environment of the desktop.

    In this process, which has everything imported; ``started`` is the same as the desktop does it.
    """
    file = folder / f"{VERBS[number - 1].name}.desktop"
    words, begin = command(file, tuple(map(str, dropped))), ["-X", "utf8", "-m", "workbook.launchers"]
    assert words[1:5] == begin
    shown, before, hook = io.BytesIO(), Path.cwd(), sys.unraisablehook
    window = io.TextIOWrapper(shown, encoding="utf-8", write_through=True)
    answers = io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8")
    os.chdir(entry(file)["Path"])
    try:
        with (
            mock.patch.multiple(sys, stdin=answers, stdout=window, stderr=window),
            mock.patch.dict(os.environ, _around(beside), clear=True),
        ):
            status = main(words[5:])
    finally:
        os.chdir(before)
        sys.unraisablehook = hook
    return Seen(status, shown.getvalue().decode("utf-8"))


def started(folder: Path, number: int, dropped: tuple[Path | str, ...], typed: str) -> Seen:
    """The same in a process of its own."""
    file = folder / f"{VERBS[number - 1].name}.desktop"
    done = subprocess.run(
        command(file, tuple(map(str, dropped))), cwd=entry(file)["Path"], input=typed.encode(), timeout=300,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=_around(), check=False,
    )  # fmt: skip
    return Seen(done.returncode, done.stdout.decode("utf-8"))


def _around(beside: Mapping[str, str] | None = None) -> dict[str, str]:
    without = {name: text for name, text in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return {**without, **(beside or {})}


def make(folder: Path) -> Path:
    """The five files, by ``kaohe launchers``."""
    done = kaohe(Path.cwd(), "launchers", str(folder))
    assert done.returncode == 0, done.stderr
    return folder
