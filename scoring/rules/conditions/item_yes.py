"""一个是否项为“是”。"""

from __future__ import annotations

from typing import Literal

from scoring.formula.nodes import Node
from scoring.rules.conditions.base import Condition
from scoring.rules.line import Line


class ItemYes(Condition):
    """The yes/no item is yes."""

    kind: Literal["item_yes"] = "item_yes"
    item: str

    def items(self) -> tuple[str, ...]:
        return (self.item,)

    def build(self, line: Line) -> Node:
        return line.item(self.item).compare("=", 1)

    def say(self) -> str:
        return f"“{{{self.item}}}”为“是”"

    def denied(self) -> str:
        return f"“{{{self.item}}}”为“否”"
