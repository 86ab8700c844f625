"""等次约束: changes the grade, never the points; a bonus never lifts it."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from scoring.formula.nodes import If, Node, Number, Ref
from scoring.rules.base import Part
from scoring.rules.condition_spec import WhenSpec
from scoring.rules.line import Line

During = Literal["always", "plan_end", "before_plan_end"]
DURING_WORDS = {"always": "", "plan_end": "规划期末", "before_plan_end": "规划期末以前"}


class Gate(Part):
    """A kind of 等次约束. ``during`` says in which years it acts."""

    family: ClassVar[str] = "gate"
    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str
    clause: str
    drawn_from: str = ""
    design: bool = False
    during: During = "always"
    when: WhenSpec

    def items(self) -> tuple[str, ...]:
        return self.when.items()

    def reason(self) -> str:
        """What the ranking prints where the gate acts."""
        return self.name

    def acts(self, at_end: bool) -> bool:
        """Whether the gate acts in a year."""
        return self.during == "always" or (self.during == "plan_end") == at_end

    def build(self, line: Line) -> Ref:
        """Lay the flag column: 1 where the gate acts on the county, else 0."""
        flag = If(self.when.build(line), Number(1), Number(0))
        return line.column("", self.name, "gate", flag, places=0, on_na=0, unit="是否", missing_text="待定")

    def grades(self) -> tuple[str, ...]:
        """Names of the grades that the gate speaks of."""
        return ()

    def bound(self, line: Line, flag: Ref, grades: tuple[str, ...]) -> Node | None:
        """The best ordinal (1 is best) that the gate leaves open, 0 where it does not act; None if it never does."""
        return None

    def shift(self, line: Line, flag: Ref) -> Node | None:
        """By how many ordinals the gate moves the grade; None if it never does."""
        return None

    def lifts(self) -> bool:
        """Whether the gate's shift makes the grade better."""
        return False
