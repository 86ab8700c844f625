"""与上年比：上升、持平、下降各得若干分（R11：“比重逐年增加”）。"""

from __future__ import annotations

from typing import Literal

from scoring.formula.nodes import If, Ref
from scoring.rules.base import number
from scoring.rules.fraction import Points
from scoring.rules.line import Chain, Line, need
from scoring.rules.points.base import Rule
from scoring.rules.scale import to_other


class Change(Rule):
    """Points for a rise, for no change and for a fall of the value against last year's item."""

    kind: Literal["change"] = "change"
    last: str
    rise: Points
    flat: Points = 0
    fall: Points = 0

    def items(self) -> tuple[str, ...]:
        return (self.last,)

    def levers(self) -> tuple[str, ...]:
        return ()

    def build(self, line: Line, chain: Chain) -> Ref:
        value, last = need(chain.value, line, "取值"), line.item(self.last)
        up, same, down = (
            line.param(key, f"{name}得分", points, "分")
            for key, name, points in (
                ("rise", "上升", self.rise),
                ("flat", "持平", self.flat),
                ("fall", "下降", self.fall),
            )
        )
        not_up = If(to_other(line, "change_size", value, "=", last), same, down, "与上年持平", "比上年下降")
        earned = line.column(
            "earned",
            "与上年比得分",
            "helper",
            If(to_other(line, "change_size", value, ">", last), up, not_up, "比上年上升"),
        )
        return line.column("rate", "得分率", "rate", earned / line.full, shown=4)

    def check(self, points: float) -> list[str]:
        best = max(self.rise, self.flat, self.fall)
        return [] if best == points else [f"最高是 {number(best)} 分，与该指标的 {number(points)} 分不符"]

    def describe(self, points: float) -> str:
        return f"比上年上升得{number(self.rise)}分，持平得{number(self.flat)}分，下降得{number(self.fall)}分"
