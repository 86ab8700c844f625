"""每发生一起扣若干分，扣完为止（R6）。"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from scoring.formula.nodes import Ref, largest, smallest
from scoring.rules.base import number
from scoring.rules.line import Chain, Line, need
from scoring.rules.points.base import Rule


class PerEvent(Rule):
    """max(0, full − each × count) over full."""

    kind: Literal["per_event"] = "per_event"
    each: float = Field(gt=0)
    word: str = "每起"

    def build(self, line: Line, chain: Chain) -> Ref:
        each = line.param("each", f"{self.word}扣分", self.each, "分")
        count = need(chain.value, line, "取值")
        share = smallest(1, largest(0, (line.full - count * each) / line.full))
        return line.column("rate", "得分率", "rate", share, shown=4)

    def describe(self, points: float) -> str:
        return f"从{number(points)}分起，{self.word}扣{number(self.each)}分，扣完为止"
