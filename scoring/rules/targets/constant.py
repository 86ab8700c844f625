"""目标 = 方案规定的一个数，各县相同。"""

from __future__ import annotations

from typing import Literal

from scoring.formula.nodes import Node, Number, Ref
from scoring.rules.base import number
from scoring.rules.line import Line
from scoring.rules.targets.base import Target


class Constant(Target):
    """One figure for all counties and years."""

    kind: Literal["constant"] = "constant"
    figure: float

    def about(self, year: int) -> tuple[Node, ...]:
        return (Number(self.figure),)

    def build(self, line: Line, unit: str) -> Ref:
        return line.column("target", "目标", "target", line.param("target", "目标", self.figure, unit), unit=unit)

    def say(self) -> str:
        return f"目标为{number(self.figure)}{{unit}}"
