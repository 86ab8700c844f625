"""One verb at work: the window, what was given, and the command in this very process."""

from __future__ import annotations

import contextlib
import io
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scoring.errors import KaoheError
from workbook.launcher_files.verbs import Takes
from workbook.launchers.dialog import choose, chooser
from workbook.launchers.given import paths_in, unfit
from workbook.launchers.window import Window
from workbook.steps.set_folder import set_of
from workbook.steps.stopped import STOPPED
from workbook.steps.stopping import status_of


@dataclass(frozen=True)
class Done:
    """What came of it: the command's status, the summary's lines, what to open; verdict: words shown large, and their style."""

    status: int
    summary: tuple[str, ...] = ()
    opens: tuple[Path, ...] = ()
    verdict: tuple[str, str] | None = None


@dataclass(frozen=True)
class Session:
    """The window and the paths that the verb works on."""

    window: Window = field(default_factory=Window)
    paths: tuple[Path, ...] = ()

    def kaohe(self, *words: str | Path) -> int:
        """Run ``kaohe`` with these words; its status. KeyboardInterrupt where it was stopped."""
        from workbook.command.app import app

        status = status_of(app, [str(word) for word in words])
        if status == STOPPED:
            raise KeyboardInterrupt
        return status

    def kaohe_output(self, *words: str | Path) -> tuple[int, str]:
        """Run ``kaohe`` and keep what it prints for another program; status and text."""
        with contextlib.redirect_stdout(io.StringIO()) as output:
            status = self.kaohe(*words)
        return status, output.getvalue()

    def home(self) -> Path:
        """The folder beside what was given, or beside the set that it stands in, where results go; one that is asked for
        where nothing can be written there."""
        beside = (set_of(self.paths[0]) or self.paths[0]).parent
        while not _can_write(beside):
            self.window.say(f"{beside} 里不能写文件（只读的盘、别人的文件夹）", "yellow")
            beside = ask_paths(self.window, "结果写到哪个文件夹里？", "folder")[0]
        return beside

    def stem(self) -> str:
        """What names of results begin with."""
        first = self.paths[0]
        return (first.name if first.is_dir() else first.stem) or "考核"


def _can_write(folder: Path) -> bool:
    try:
        with tempfile.TemporaryDirectory(prefix=".kaohe-", dir=folder):
            return True
    except OSError:
        return False


def ask_paths(
    window: Window, question: str, takes: Takes, dropped: Sequence[str] = (), *, optional: bool = False
) -> tuple[Path, ...]:
    """What was dropped if it fits; else asked for until something does. optional: an empty line means none."""
    found = [one for text in dropped for one in paths_in(text)]
    command = None if optional else chooser(takes, question)
    hint = "直接按回车：没有" if optional else "直接按回车：打开选择的窗口" if command else ""
    prompt = f"{question}\n（从文件管理器里拖到这个窗口，再按回车{'；' + hint if hint else ''}）"
    while True:
        if found:
            wrong = unfit(found, takes)
            if not wrong:
                return tuple(found)
            window.say(wrong, "red")
        answer = window.ask(prompt)
        if not answer and optional:
            return ()
        found = paths_in(answer or (choose(command) if command else ""))


def read_year(text: str, start: int, end: int) -> int:
    """A year of a scheme's period; KaoheError for anything else."""
    if not (text.isascii() and text.isdigit() and start <= int(text) <= end):
        raise KaoheError(f"“{text}”不行：请写 {start} 到 {end} 中的一年，如 {start}")
    return int(text)
