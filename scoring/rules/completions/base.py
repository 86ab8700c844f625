"""完成率: value against target, in percent, rounded as the scheme says."""

from __future__ import annotations

from typing import ClassVar

from scoring.formula.columns import REACHED, Passes
from scoring.formula.nodes import Ref
from scoring.rules.base import Part
from scoring.rules.line import Line


class Completion(Part):
    """A kind of 完成率."""

    family: ClassVar[str] = "completion"
    word: ClassVar[str] = "完成率"

    @property
    def passes(self) -> Passes:
        """What it is to meet it: at least 100."""
        return REACHED

    def unit(self, unit: str) -> str:
        """The unit of the completion of a value in ``unit``."""
        return "%"

    def build(self, line: Line, value: Ref, target: Ref) -> Ref:
        """Lay the completion column (and its helpers) and return it."""
        raise NotImplementedError
