"""免予考核: when a line earns full points without being examined. A blank never waives."""

from __future__ import annotations

from typing import ClassVar

from scoring.formula.nodes import Ref
from scoring.rules.base import Part
from scoring.rules.line import Line


class Waiver(Part):
    """A kind of 免考; its column is 1 where the line is waived, else 0."""

    family: ClassVar[str] = "waiver"

    def levers(self) -> tuple[str, ...]:
        return ()  # granted from above

    def build(self, line: Line) -> Ref:
        """Lay the flag column (and its helpers) and return it."""
        raise NotImplementedError
