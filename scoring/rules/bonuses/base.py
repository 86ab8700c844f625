"""加分: points beyond the full ones, each with a cap of its own."""

from __future__ import annotations

from typing import ClassVar

from scoring.formula.nodes import Floor, If, Node, Number, Ref, largest, smallest
from scoring.rules.base import Part
from scoring.rules.fraction import SomePoints
from scoring.rules.line import Chain, Line
from scoring.rules.targets.own import ASSIGNED


class Bonus(Part):
    """A kind of 加分. Not applicable counts as no bonus."""

    family: ClassVar[str] = "bonus"
    each: SomePoints

    def most(self) -> float:
        """The most points that it can give."""
        raise NotImplementedError

    def build(self, line: Line, chain: Chain) -> Ref:
        """Lay the bonus column (points, 0 to ``most()``) and return it."""
        raise NotImplementedError

    def add_columns(self, line: Line, steps: Node, cap: float | None) -> Ref:
        """The bonus column for so many steps; without a cap the steps are a flag."""
        each = line.param("bonus_each", "每档加分" if cap is not None else "加分", self.each, "分")
        if line.key(ASSIGNED) in line.draft.columns:
            steps = If(Ref(line.key(ASSIGNED)).compare("=", 1), steps, Number(0), "", "目标未下达，不加分")
        earned: Node = steps * each
        if cap is not None:
            earned = largest(0, smallest(line.param("bonus_cap", "加分上限", cap, "分"), earned))
        return line.column("bonus", "加分", "bonus", earned, places=2, unit="分", on_na=0)


def whole(steps: Node) -> Node:
    """Full steps only; float noise is dropped first, so that exactly 110% is one step of ten."""
    return Floor(steps)
