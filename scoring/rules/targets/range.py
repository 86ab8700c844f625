"""目标是一个区间：方案声明用哪一端判定（“−4.0～−4.5”）。"""

from __future__ import annotations

from typing import Literal

from scoring.formula.nodes import Node, Ref, largest, smallest
from scoring.rules.line import Line
from scoring.rules.targets.base import Target


class Range(Target):
    """Two items give the ends; ``end`` says which one counts: the easier is the lower fall."""

    kind: Literal["range"] = "range"
    one: str
    other: str
    end: Literal["lower", "higher"]

    def items(self) -> tuple[str, ...]:
        return (self.one, self.other)

    def about(self, year: int) -> tuple[Node, ...]:
        return (Ref(self.one), Ref(self.other))

    def build(self, line: Line, unit: str) -> Ref:
        pick = smallest if self.end == "lower" else largest
        return line.column("target", "目标", "target", pick(line.item(self.one), line.item(self.other)), unit=unit)

    def say(self) -> str:
        end = "较低" if self.end == "lower" else "较高"
        return f"目标为“{{{self.one}}}”与“{{{self.other}}}”之间，以{end}的一端判定"
