"""完成率: value against target, in percent, rounded as the scheme says."""

from __future__ import annotations

from typing import ClassVar

from scoring.formula.nodes import Ref
from scoring.rules.base import Part
from scoring.rules.line import Line


class Completion(Part):
    """A kind of 完成率."""

    family: ClassVar[str] = "completion"

    def build(self, line: Line, value: Ref, target: Ref) -> Ref:
        """Lay the completion column (and its helpers) and return it."""
        raise NotImplementedError
