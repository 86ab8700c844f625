"""取值: how an indicator's value comes from data items."""

from __future__ import annotations

from typing import ClassVar

from scoring.formula.nodes import Ref
from scoring.rules.base import Part
from scoring.rules.line import Line


class Measure(Part):
    """A kind of 取值."""

    family: ClassVar[str] = "measure"

    def unit(self, unit: str) -> str:
        """The unit of the value of a line in ``unit``."""
        return unit

    def figure(self) -> str | None:
        """The item whose size is the value's own (energy use less a little is still energy use), if there is one."""
        return None

    def shares(self) -> tuple[tuple[str, str], ...]:
        """Pairs of its items of which the first is a part of the second."""
        return ()

    def build(self, line: Line, unit: str) -> Ref:
        """Lay the value column (and its helpers) and return it."""
        raise NotImplementedError
