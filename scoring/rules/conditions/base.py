"""条件: what must hold for a gate to act."""

from __future__ import annotations

from typing import ClassVar

from scoring.formula.nodes import Node
from scoring.rules.base import Part
from scoring.rules.line import Line


class Condition(Part):
    """A kind of condition; a figure that is missing leaves the county pending."""

    family: ClassVar[str] = "condition"

    def build(self, line: Line) -> Node:
        """The condition as a formula on columns laid before."""
        raise NotImplementedError

    def denied(self) -> str:
        """In words, that the condition does not hold."""
        return f"并非{self.say()}"

    def scores(self) -> tuple[str, ...]:
        """Ids whose points the condition looks at, ``total`` among them."""
        return ()

    def indicators(self) -> tuple[str, ...]:
        """Ids of the indicators or dimensions whose points the condition looks at."""
        return tuple(name for name in self.scores() if name != "total")

    def completions(self) -> tuple[str, ...]:
        """Ids of the indicators whose completion the condition looks at."""
        return ()

    def values(self) -> tuple[str, ...]:
        """Ids of the indicators whose value the condition looks at."""
        return ()
