"""每完成一次得若干分，得满为止（R7：“每次得……分，最多……分”）。"""

from __future__ import annotations

from typing import Literal

from scoring.formula.nodes import Ref, largest, smallest
from scoring.rules.base import number
from scoring.rules.fraction import SomePoints
from scoring.rules.line import Chain, Line, need
from scoring.rules.points.base import Rule


class Accrual(Rule):
    """min(full, each × count) over full."""

    kind: Literal["accrual"] = "accrual"
    each: SomePoints
    word: str = "每次"

    def build(self, line: Line, chain: Chain) -> Ref:
        each = line.param("each", f"{self.word}得分", self.each, "分")
        count = need(chain.value, line, "取值")
        share = largest(0, smallest(1, count * each / line.full))
        return line.column("rate", "得分率", "rate", share, shown=4)

    def describe(self, points: float) -> str:
        return f"{self.word}得{number(self.each)}分，最多{number(points)}分"
