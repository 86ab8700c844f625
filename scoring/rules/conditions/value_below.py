"""一个指标的取值低于规定的数（“安全利用率低于85%的，降一档”）。"""

from __future__ import annotations

from typing import Literal

from scoring.formula.nodes import Node, Ref
from scoring.rules.base import number
from scoring.rules.conditions.base import Condition
from scoring.rules.line import Line
from scoring.rules.scale import to_limit


class ValueBelow(Condition):
    """The value of the line ``of`` is below ``limit``; a line that does not apply is not below anything."""

    kind: Literal["value_below"] = "value_below"
    of: str
    limit: float

    def values(self) -> tuple[str, ...]:
        return (self.of,)

    def build(self, line: Line) -> Node:
        limit = line.param("limit", f"{line.name}：界限", self.limit)
        return to_limit(line, "seen", Ref(f"{self.of}.value"), "<", limit)

    def say(self) -> str:
        return f"[{self.of}]的取值低于{number(self.limit)}{{unit:{self.of}}}"
