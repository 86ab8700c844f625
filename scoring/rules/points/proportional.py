"""按完成率的比例得分，得满为止，不倒扣（R1）。"""

from __future__ import annotations

from typing import Literal

from scoring.formula.nodes import Ref, largest, smallest
from scoring.rules.base import number
from scoring.rules.line import Chain, Line, need
from scoring.rules.points.base import Rule


class Proportional(Rule):
    """points × min(1, completion/100), never below 0."""

    kind: Literal["proportional"] = "proportional"

    def build(self, line: Line, chain: Chain) -> Ref:
        completion = need(chain.completion, line, "完成率")
        share = largest(0, smallest(1, completion / 100))
        return line.column("rate", "得分率", "rate", share, shown=4)

    def describe(self, points: float) -> str:
        return f"完成率达到100%得{number(points)}分，不足的按比例得分，不倒扣"
