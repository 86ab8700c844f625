"""最高只能评为某一等次（R17）；封到最末等次就是一票否决（R14）。"""

from __future__ import annotations

from typing import Literal

from scoring.formula.nodes import Node, Ref
from scoring.rules.gates.base import DURING_WORDS, PLACE, Gate
from scoring.rules.line import Line


class Cap(Gate):
    """The grade is no better than ``at_most``."""

    kind: Literal["cap"] = "cap"
    at_most: str

    def grades(self) -> tuple[str, ...]:
        return (self.at_most,)

    def bound(self, line: Line, flag: Ref, grades: tuple[str, ...]) -> Node | None:
        place = float(grades.index(self.at_most) + 1)
        return flag * line.param("at_most", f"{self.name}：最高等次{PLACE}", place)

    def say(self) -> str:
        return f"{DURING_WORDS[self.during]}{self.when.say()}的，等次最高为{self.at_most}{self.waits()}"


class Veto(Gate):
    """The grade is the last one, whatever the points."""

    kind: Literal["veto"] = "veto"

    def bound(self, line: Line, flag: Ref, grades: tuple[str, ...]) -> Node | None:
        return flag * line.param("at_most", f"{self.name}：等次{PLACE}", float(len(grades)))

    def say(self) -> str:
        return f"{DURING_WORDS[self.during]}{self.when.say()}的，一律评为{{worst}}{self.waits()}"
