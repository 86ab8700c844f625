"""降（升）若干等次（R18：“以质量分为主定档，以任务分校档”）；只记事由、不影响等次（R39）。"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from scoring.formula.nodes import Node, Ref
from scoring.rules.gates.base import DURING_WORDS, Gate
from scoring.rules.line import Line


class Shift(Gate):
    """The grade falls by so many steps, at most to the last; negative raises it, at most to the first, and never
    above a cap or out of a veto."""

    kind: Literal["shift"] = "shift"
    by: int = Field(default=1, ge=-5, le=5)

    def shift(self, line: Line, flag: Ref) -> Node | None:
        return flag * line.param("by", f"{self.name}：降几等", float(self.by))

    def lifts(self) -> bool:
        return self.by < 0

    def say(self) -> str:
        word = f"降{self.by}等" if self.by >= 0 else f"升{-self.by}等"
        return f"{DURING_WORDS[self.during]}{self.when.say()}的，等次{word}{self.waits()}"


class Notice(Gate):
    """A consequence of its own: printed with its words, the grade stays (“缓批限批”).

    ``consequences`` say the same as data.
    """

    kind: Literal["notice"] = "notice"
    consequence: str

    def reason(self) -> str:
        return f"{self.name}（{self.consequence}）"

    def say(self) -> str:
        return f"{DURING_WORDS[self.during]}{self.when.say()}的，{self.consequence}（不影响等次）{self.waits()}"
