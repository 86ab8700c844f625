"""取值 = 一个数据项，照报送或核定的数，不再推算。"""

from __future__ import annotations

from typing import Literal

from scoring.formula.nodes import Ref
from scoring.rules.line import Line
from scoring.rules.measures.base import Measure


class Reported(Measure):
    """The figure of one item as it stands; an official rate is never recomputed from levels."""

    kind: Literal["reported"] = "reported"
    item: str

    def items(self) -> tuple[str, ...]:
        return (self.item,)

    def figure(self) -> str:
        return self.item

    def build(self, line: Line, unit: str) -> Ref:
        return line.column("value", "取值", "value", line.item(self.item), unit=unit)

    def say(self) -> str:
        return f"取值为“{{{self.item}}}”"
