"""A Linux desktop as far as the launchers see one: the five files, and a person who drops and types."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from workbook.launcher_files.verbs import VERBS


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
    """Drop something on a launcher of a folder, answer, and read the window. beside: environment of the desktop."""
    file = folder / f"{VERBS[number - 1].name}.desktop"
    without = {name: text for name, text in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run(
        command(file, tuple(map(str, dropped))), cwd=entry(file)["Path"], input=typed.encode(), timeout=300,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**without, **(beside or {})}, check=False,
    )  # fmt: skip
    return Seen(done.returncode, done.stdout.decode("utf-8"))


def make(folder: Path, *, python: Path | None = None) -> Path:
    """The five files, by ``kaohe launchers``; by another program than this Python if one is named."""
    run = [str(python or sys.executable), "-m", "workbook.command.app", "launchers", str(folder)]
    subprocess.run(run, check=True, capture_output=True, cwd=Path(__file__).parents[3])
    return folder
