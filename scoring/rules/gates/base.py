"""等次约束: changes the grade, never the points; a bonus never lifts it."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Literal

from pydantic import Field

from scoring.formula.nodes import If, Node, Number, Ref, both
from scoring.rules.base import Part
from scoring.rules.condition_spec import WhenSpec
from scoring.rules.consequence import Consequence
from scoring.rules.line import Line

During = Literal["always", "plan_end", "before_plan_end"]
DURING_WORDS = {"always": "", "plan_end": "规划期末", "before_plan_end": "规划期末以前"}


PLACE = "（序号）"
"""Ends the name of a parameter that is the place of a grade."""


def acts_in(during: During, at_end: bool) -> bool:
    """Whether what acts ``during`` a part of the plan acts in a year."""
    return during == "always" or (during == "plan_end") == at_end


class Gate(Part):
    """A kind of 等次约束. ``during`` says in which years it acts.

    ``undecided``: while this holds, a gate that would act is not decided yet, and the county's grade waits (待定).
    ``consequences`` say what follows for a county that the gate acts on, each with its clause (结果运用).
    ``unless``: a gate written above; where that one acts on a county, this one does not (仅年度目标未完成的).
    """

    family: ClassVar[str] = "gate"
    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str
    clause: str
    drawn_from: str = ""
    design: bool = False
    during: During = "always"
    when: WhenSpec
    undecided: WhenSpec | None = None
    unless: str = ""
    consequences: tuple[Consequence, ...] = ()

    def items(self) -> tuple[str, ...]:
        return self.when.items() if self.undecided is None else (*self.when.items(), *self.undecided.items())

    def reason(self) -> str:
        """What the ranking prints where the gate acts."""
        return self.name

    def acts(self, at_end: bool) -> bool:
        """Whether the gate acts in a year."""
        return acts_in(self.during, at_end)

    def build(self, line: Line) -> Ref:
        """Lay the flag column: 1 where the gate acts on the county, else 0."""
        holds = self.when.build(line)
        if self.unless in line.draft.columns:  # a flag is never 不适用, so that a line that is leaves no hole
            holds = both(Ref(self.unless).compare("=", 0), holds)
        flag = If(holds, Number(1), Number(0))
        column = partial(line.column, name=self.name, places=0, on_na=0, unit="是否", missing_text="待定")
        if self.undecided is None:
            return column("", role="gate", formula=flag)
        met = column("met", role="helper", formula=flag)
        waits = column(
            "waits",
            role="helper",
            formula=If(self.undecided.build(line.branched("undecided")), Number(1), Number(0)),
        )
        missing = both(met.compare("=", 1), waits.compare("=", 1))
        return column("", role="gate", formula=met, missing_when=missing)

    def waits(self) -> str:
        """What a gate gives way to, and what one that is not decided waits for: the end of its sentence."""
        except_for = f"；“{{gate:{self.unless}}}”起作用的除外" if self.unless else ""
        return except_for if self.undecided is None else f"{except_for}；{self.undecided.say()}的，等次待定"

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
