"""几个条件同时成立、任一成立，或一个条件不成立。"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from scoring.formula.nodes import If, Node, Not, Number, Over, both
from scoring.rules.conditions.base import Condition
from scoring.rules.line import Line
from scoring.rules.specs import ConditionSpec


class AllOf(Condition):
    """Every condition holds."""

    kind: Literal["all_of"] = "all_of"
    conditions: tuple[ConditionSpec, ...] = Field(min_length=1)

    def items(self) -> tuple[str, ...]:
        return tuple(item for one in self.conditions for item in one.items())

    def scores(self) -> tuple[str, ...]:
        return tuple(name for one in self.conditions for name in one.scores())

    def completions(self) -> tuple[str, ...]:
        return tuple(name for one in self.conditions for name in one.completions())

    def values(self) -> tuple[str, ...]:
        return tuple(name for one in self.conditions for name in one.values())

    def build(self, line: Line) -> Node:
        return both(*_parts(line, self.conditions))

    def say(self) -> str:
        return "，并且".join(_clause(one) for one in self.conditions)


class AnyOf(AllOf):
    """At least one condition holds; one that is not applicable does not hold, and does not undo another."""

    kind: Literal["any_of"] = "any_of"  # type: ignore[assignment]

    def build(self, line: Line) -> Node:
        # A flag each: in one formula, a figure not applicable would leave every condition undecided.
        flags = tuple(
            line.column(
                f"held{place}",
                f"{line.name}：条件{place}",
                "helper",
                If(one, Number(1), Number(0)),
                places=0,
                unit="是否",
            )
            for place, one in enumerate(_parts(line, self.conditions), 1)
        )
        any_holds = line.column(
            "held", f"{line.name}：任一条件成立", "helper", Over("max", flags), mode="skip", places=0, unit="是否"
        )
        return any_holds.compare("=", 1)

    def say(self) -> str:
        return "，或者".join(_clause(one) for one in self.conditions)


class NotSo(Condition):
    """The condition does not hold."""

    kind: Literal["not"] = "not"
    condition: ConditionSpec

    def items(self) -> tuple[str, ...]:
        return self.condition.items()

    def scores(self) -> tuple[str, ...]:
        return self.condition.scores()

    def completions(self) -> tuple[str, ...]:
        return self.condition.completions()

    def values(self) -> tuple[str, ...]:
        return self.condition.values()

    def build(self, line: Line) -> Node:
        return Not(self.condition.build(line.branched("not")))

    def say(self) -> str:
        return f"并非{_clause(self.condition)}" if isinstance(self.condition, AllOf) else self.condition.denied()


def _clause(one: Condition) -> str:
    """A condition inside another: several in brackets, so that it is clear what 并非 and 或者 reach."""
    return f"（{one.say()}）" if isinstance(one, AllOf) and len(one.conditions) > 1 else one.say()


def _parts(line: Line, conditions: tuple[ConditionSpec, ...]) -> list[Node]:
    return [one.build(line.branched(f"part{place}")) for place, one in enumerate(conditions, 1)]
