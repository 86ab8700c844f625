"""The terminal: Chinese that a Windows console in code page 936 can print, and progress on slow work.

Text from files is printed as it is: it is no markup, and control characters in it are written out.
"""

from __future__ import annotations

import codecs
import io
import math
import os
import shutil
import sys
import time
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TextIO

from rich.console import Console
from rich.text import Text

from scoring.problems import Problem
from workbook.printable import printable

if TYPE_CHECKING:
    from rich.table import Table

SEVERITIES = {"error": ("错误", "bold red"), "warning": ("警告", "yellow"), "note": ("提示", "cyan")}
ORDER = {"error": 0, "warning": 1, "note": 2}
MOST_SHOWN = 60
_EVERY = 2.0  # seconds between two lines of progress


class NoReader(Exception):
    """Whoever read the output (``| head``) went away."""


class Screen(Console):
    """Every text is printed as it stands: no markup, no names of emoji, nothing in it that steers the terminal."""

    def __init__(self, stream: TextIO, width: int | None) -> None:
        super().__init__(file=stream, width=width, highlight=False, markup=False, emoji=False)

    def render_str(self, text: str, **options: Any) -> Text:
        """A text, wherever it stands: in a line, a table's cell, a title."""
        return super().render_str(printable(text, keep="\n"), **options)

    def on_broken_pipe(self) -> None:
        """Told where the command ends, as everything else that stops it."""
        raise NoReader


_PLAINER = "kaohe-plainer"
_PLAIN = {"−": "-", "•": "·", "–": "-", "≤": "<=", "≥": ">="}
"""What a code page may lack and means something: a minus that becomes ? is no figure."""


def plainer(error: UnicodeError) -> tuple[str, int]:
    """For characters that cannot be written (codecs' error handler): the plain form where there is one, else ?."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    found = []
    for sign in error.object[error.start : error.end]:
        plain = _PLAIN.get(sign) or unicodedata.normalize("NFKC", sign)
        try:
            plain.encode(error.encoding)
        except UnicodeEncodeError:
            plain = "?"
        found.append(plain)
    return "".join(found), error.end


def prepare() -> None:
    """Characters that the console's code page lacks are replaced, and what has no console goes nowhere: never a crash."""
    codecs.register_error(_PLAINER, plainer)
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (as long as the process)
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=_PLAINER)


def out() -> Console:
    """Where results go."""
    return _console(sys.stdout)


def page() -> Console:
    """Where a page to be read goes: as wide as the terminal or COLUMNS says, 120 in a pipe."""
    return Screen(sys.stdout, shutil.get_terminal_size((120, 24)).columns)


def plain(text: str) -> None:
    """A text for another program, as it is."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise NoReader from None


def err() -> Console:
    """Where messages go."""
    return _console(sys.stderr)


def _console(stream: TextIO | None) -> Console:
    """Wide where nobody is watching, so that files and pipes get whole lines; nowhere in a program without a window."""
    stream = io.StringIO() if stream is None else stream  # pythonw, which serves Excel
    return Screen(stream, None if stream.isatty() else 400)


def safe(text: str, style: str = "") -> Text:
    """Text as it is, whatever stands in it."""
    return Text(printable(text, keep="\n"), style=style)


class Steps:
    """Says what is being done once the whole has taken more than a second; silent on quick work."""

    def __init__(self, after: float = 1.0) -> None:
        self._after = after
        self._console = err()
        self._last = 0.0
        self._start = time.monotonic()

    def __enter__(self) -> Self:
        self._start = time.monotonic()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def __call__(self, step: str) -> None:
        if step and time.monotonic() - self._start > self._after:
            self._console.print(safe(f"… {step}", "dim"))

    def tell(self, text: str, style: str = "dim") -> None:
        """What the user should know and is no problem of the data."""
        self._console.print(safe(text, style))

    def sheets(self, done: int, total: int, sheet: str) -> None:
        """Progress of reading."""
        self(f"读工作表 {sheet}（{done + 1}/{total}）" if sheet else "")

    def files(self, done: int, total: int, name: str) -> None:
        """Progress of reading a folder: a line every two seconds, each with what is done and what is in hand."""
        self._now_and_then(f"已读 {done}/{total} 个文件，正在读 {name}")

    def hashed(self, done: int, total: int, name: str) -> None:
        """Progress of holding cities against their last results."""
        self._now_and_then(f"核对各市的文件 {done}/{total}：{name}")

    def cities(self, done: int, total: int, name: str) -> None:
        """Progress of scoring cities."""
        self._now_and_then(f"已计分 {done}/{total} 个市，刚算完 {name}")

    def _now_and_then(self, text: str) -> None:
        if time.monotonic() - self._last > _EVERY:
            self._last = time.monotonic()
            self(text)


class Quiet(Steps):
    """Prints nothing, and keeps the notes: for work that is done many times over, or elsewhere."""

    def __init__(self) -> None:
        super().__init__(math.inf)
        self.notes: list[str] = []

    def tell(self, text: str, style: str = "dim") -> None:
        """Kept."""
        self.notes.append(text)


class Discreet(Steps):
    """Says that work goes on, and names no file and no county; messages are kept until they may be shown."""

    def __init__(self, steps: Steps) -> None:
        super().__init__()
        self._steps = steps
        self._messages: dict[tuple[str, str], None] = {}

    def __call__(self, step: str) -> None:
        """Passed on."""
        self._steps(step)

    def tell(self, text: str, style: str = "dim") -> None:
        """Kept."""
        self._messages[text, style] = None

    def sheets(self, done: int, total: int, sheet: str) -> None:
        """Without the sheet's name."""
        self(f"读工作表（{done + 1}/{total}）" if sheet else "")

    def files(self, done: int, total: int, name: str) -> None:
        """Without the file's name."""
        self._now_and_then(f"已读 {done}/{total} 个文件")

    def repeat(self) -> None:
        """Tell what was kept, each sentence once."""
        for text, style in self._messages:
            self._steps.tell(text, style)


def table(heads: Iterable[str], words: Collection[str] | None = None, title: str | Text | None = None) -> Table:
    """A table without a frame. words: the heads of its columns of words, where the others hold figures; None for all."""
    from rich.table import Table

    found = Table(title=title, show_edge=False, pad_edge=False)
    for head in heads:
        found.add_column(safe(head), overflow="fold", justify="left" if words is None or head in words else "right")
    return found


def print_problems(problems: Sequence[Problem], most: int = MOST_SHOWN) -> None:
    """Problems one a line, errors first: where, who, what is wrong, what to do. Nothing is cut short."""
    console = err()
    ranked = sorted(problems, key=lambda one: ORDER[one.severity])
    for one in ranked[:most]:
        name, style = SEVERITIES[one.severity]
        place = " ".join(part for part in (str(one.source), one.county) if part)
        line = safe(name, style)
        text = f"{place}：{one.message}" if place else one.message
        line.append(safe(f" {text}" + (f"。{one.remedy}" if one.remedy else "")))
        console.print(line)
    if len(ranked) > most:
        console.print(
            f"还有 {len(ranked) - most} 个问题没有列在这里，全部见结果工作簿的“问题”表；kaohe check 列出每一个"
        )
    print_summary(problems)


def print_problem_table(problems: Sequence[Problem], screen: Console) -> None:
    """Every problem as a table, errors first; its lines are such as code page 936 has."""
    if problems:
        screen.print(problem_table(problems))
    print_summary(problems, screen)


def problem_table(problems: Sequence[Problem]) -> Table:
    """The table of problems for the terminal."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE, show_edge=False, pad_edge=False)
    many = len({one.source.file for one in problems}) > 1
    heads = ["级别", *(["文件"] if many else []), "位置", "县（市、区）", "问题", "处理办法"]
    for head in heads:
        table.add_column(head, overflow="fold", no_wrap=head == "级别", ratio=None)
    for one in sorted(problems, key=lambda one: ORDER[one.severity]):
        name, style = SEVERITIES[one.severity]
        place = "!".join(part for part in (one.source.sheet, one.source.cell) if part)
        cells = [*([one.source.file] if many else []), place, one.county, one.message, one.remedy]
        table.add_row(safe(name, style), *map(safe, cells))
    return table


def print_summary(problems: Sequence[Problem], screen: Console | None = None) -> None:
    """How many of each severity."""
    (screen or err()).print(summary(problems), style="bold" if problems else "green")


def summary(problems: Sequence[Problem]) -> str:
    """「错误 2 个、警告 1 个」"""
    counts = [(SEVERITIES[kind][0], sum(one.severity == kind for one in problems)) for kind in SEVERITIES]
    return "、".join(f"{name} {count} 个" for name, count in counts if count) or "没有发现问题"
