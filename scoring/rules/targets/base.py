"""目标: a constant, a county's own figure, a schedule by year."""

from __future__ import annotations

from typing import ClassVar

from scoring.formula.nodes import Node, Ref
from scoring.rules.base import Part
from scoring.rules.line import Line


class Target(Part):
    """A kind of 目标."""

    family: ClassVar[str] = "target"

    def levers(self) -> tuple[str, ...]:
        return ()  # set by the city, not by the county's work

    def about(self, year: int) -> tuple[Node, ...]:
        """What a value of the year is held against, from items and the scheme's own figures alone; empty where that
        takes more (a county's group)."""
        return ()

    def build(self, line: Line, unit: str) -> Ref:
        """Lay the target column (and its helpers) and return it."""
        raise NotImplementedError
