"""一个数据项的数大于规定的数。"""

from __future__ import annotations

from typing import Literal

from scoring.formula.nodes import Node
from scoring.rules.base import number
from scoring.rules.conditions.base import Condition
from scoring.rules.line import Line


class ItemAbove(Condition):
    """The item's figure is greater than ``limit``."""

    kind: Literal["item_above"] = "item_above"
    item: str
    limit: float = 0.0

    def items(self) -> tuple[str, ...]:
        return (self.item,)

    def build(self, line: Line) -> Node:
        return line.item(self.item).compare(">", line.param("limit", f"{line.name}：界限", self.limit))

    def say(self) -> str:
        return f"“{{{self.item}}}”大于{number(self.limit)}"
