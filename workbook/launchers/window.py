"""The console window: what it shows, what it asks, and that it stays until it was read."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

from rich.cells import cell_len

from scoring.errors import KaoheError
from workbook.steps import console

Answer = TypeVar("Answer")
WIDTH = 60


class Stopped(Exception):
    """Nobody answers any more: the window's input is closed."""


class Window:
    """Says and asks, in the words of the person who double-clicked."""

    def say(self, text: str = "", style: str = "") -> None:
        """A line, or several."""
        console.out().print(console.safe(text, style))

    def head(self, text: str, about: str) -> None:
        """The first lines of the window."""
        self.say(text, "bold")
        self.say(about)
        self.say("-" * WIDTH)

    def large(self, text: str, style: str) -> None:
        """A few words that are seen from across the room."""
        spread = "  ".join(text)
        left = (WIDTH - 2 - cell_len(spread)) // 2
        middle = f"#{' ' * left}{spread}{' ' * (WIDTH - 2 - left - cell_len(spread))}#"
        empty = f"#{' ' * (WIDTH - 2)}#"
        for line in ("", "#" * WIDTH, empty, middle, empty, "#" * WIDTH, ""):
            self.say(line, style if line else "")

    def ask(self, question: str, default: str = "") -> str:
        """What was typed, blanks at its ends taken off; the default for a line left empty. Stopped at the end of input."""
        console.out().print(console.safe(question, "bold"))
        print("> ", end="", flush=True)
        line = sys.stdin.readline()
        if not line:
            raise Stopped
        return line.strip().lstrip("\ufeff") or default

    def pick(self, question: str, choices: Sequence[str], default: int = 0) -> int:
        """Which of the choices, by its number; asked again until it is one of them."""
        listed = [f"  {number}  {choice}" for number, choice in enumerate(choices, 1)]
        prompt = "\n".join([question, *listed, f"按数字键再按回车；直接按回车就是 {default + 1}"])

        def number_of(answer: str) -> int:
            if answer.isdecimal() and 1 <= int(answer) <= len(choices):
                return int(answer) - 1
            raise KaoheError(f"“{answer}”不在里面：请按 1 到 {len(choices)}")

        return self.until(prompt, number_of, str(default + 1))

    def until(self, question: str, read: Callable[[str], Answer], default: str = "") -> Answer:
        """Ask until the answer can be read; what is wrong with one is said."""
        while True:
            try:
                return read(self.ask(question, default))
            except KaoheError as wrong:
                self.say(str(wrong), "red")

    def close(self) -> None:
        """Stay until Enter is pressed."""
        with contextlib.suppress(KeyboardInterrupt, OSError):
            print("\n按回车关闭这个窗口 … ", end="", flush=True)
            sys.stdin.readline()
            print()
