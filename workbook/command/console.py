"""The terminal: Chinese that a Windows console in code page 936 can print, and progress on slow work."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self, TextIO

from rich.console import Console

from scoring.problems import Problem

SEVERITIES = {"error": ("错误", "bold red"), "warning": ("警告", "yellow"), "note": ("提示", "cyan")}
MOST_SHOWN = 60


def prepare() -> None:
    """Characters that the console's code page lacks are replaced, never a crash."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def out() -> Console:
    """Where results go."""
    return _console(sys.stdout)


def err() -> Console:
    """Where messages go."""
    return _console(sys.stderr)


def _console(stream: TextIO) -> Console:
    """Wide where nobody is watching, so that files and pipes get whole lines."""
    return Console(file=stream, highlight=False, width=None if stream.isatty() else 400)


class Steps:
    """Says what is being done once the whole has taken more than a second; silent on quick work."""

    def __init__(self, after: float = 1.0) -> None:
        self._after = after
        self._console = err()

    def __enter__(self) -> Self:
        self._start = time.monotonic()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def __call__(self, step: str) -> None:
        if step and time.monotonic() - self._start > self._after:
            self._console.print(f"… {step}", style="dim")

    def sheets(self, done: int, total: int, sheet: str) -> None:
        """Progress of reading."""
        self(f"读工作表 {sheet}（{done + 1}/{total}）" if sheet else "")


def print_problems(problems: tuple[Problem, ...], most: int = MOST_SHOWN) -> None:
    """Problems one a line, errors first: where, who, what is wrong, what to do. Nothing is cut short."""
    console = err()
    order = {"error": 0, "warning": 1, "note": 2}
    ranked = sorted(problems, key=lambda one: order[one.severity])
    for one in ranked[:most]:
        name, style = SEVERITIES[one.severity]
        place = " ".join(part for part in (str(one.source), one.county) if part)
        console.print(
            f"[{style}]{name}[/] {_plain(place)}：{_plain(one.message)}"
            + (f"。{_plain(one.remedy)}" if one.remedy else "")
        )
    if len(ranked) > most:
        console.print(
            f"还有 {len(ranked) - most} 个问题没有列在这里，全部见结果工作簿的“问题”表；kaohe check 列出每一个"
        )
    console.print(summary(problems), style="bold" if problems else "green")


def summary(problems: tuple[Problem, ...]) -> str:
    """「错误 2 个、警告 1 个」"""
    counts = [(SEVERITIES[kind][0], sum(one.severity == kind for one in problems)) for kind in SEVERITIES]
    return "、".join(f"{name} {count} 个" for name, count in counts if count) or "没有发现问题"


def _plain(text: str) -> str:
    """Text from files is never markup."""
    return text.replace("[", "\\[")
