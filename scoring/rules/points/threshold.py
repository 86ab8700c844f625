"""达到规定值得满分，达不到不得分（R3）。"""

from __future__ import annotations

from typing import Literal

from scoring.formula.nodes import If, Number, Ref
from scoring.rules.base import number
from scoring.rules.line import Chain, Line, need
from scoring.rules.points.base import Rule
from scoring.rules.scale import to_limit


class Threshold(Rule):
    """Full points at the limit or better, nothing otherwise. ``direction``: which side is better."""

    kind: Literal["threshold"] = "threshold"
    limit: float
    direction: Literal["at_least", "at_most"] = "at_least"

    def build(self, line: Line, chain: Chain) -> Ref:
        value = need(chain.completion or chain.value, line, "完成率或取值")
        limit = line.param("limit", "规定值", self.limit)
        met = to_limit(line, "limit_size", value, ">=" if self.direction == "at_least" else "<=", limit)
        share = If(met, Number(1), Number(0), "达到规定值", "未达到规定值")
        return line.column("rate", "得分率", "rate", share, shown=4)

    def describe(self, points: float) -> str:
        word = "不低于" if self.direction == "at_least" else "不高于"
        return f"{word}{number(self.limit)}得{number(points)}分，否则不得分"
