"""计分规则: completion or value → the share of the points that is earned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol

from scoring.errors import FormulaError
from scoring.formula.nodes import Ref
from scoring.rules.base import Part
from scoring.rules.completions.base import Completion
from scoring.rules.line import Chain, Line
from scoring.rules.measures.base import Measure
from scoring.rules.targets.base import Target


class Judgeable(Protocol):
    """What a rule judges by: an indicator, or a rule inside another with a value, target and completion of its own."""

    @property
    def name(self) -> str: ...
    @property
    def value(self) -> Measure | None: ...
    @property
    def target(self) -> Target | None: ...
    @property
    def completion(self) -> Completion | None: ...
    @property
    def rule(self) -> Rule: ...


def lay_chain(line: Line, owner: Judgeable, unit: str) -> Chain:
    """Lay the value, the target and the completion of an owner; FormulaError where they do not go together."""
    value = owner.value.build(line, unit) if owner.value else None
    target = owner.target.build(line, unit) if owner.target else None
    if owner.completion is None:
        return Chain(value, target, None)
    if value is None or target is None:
        raise FormulaError(f"{line.name}（{line.owner}）规定了完成率，却没有取值或目标")
    return Chain(value, target, owner.completion.build(line, value, target))


class Rule(Part):
    """A kind of 计分规则. The share is not rounded; the points are."""

    family: ClassVar[str] = "rule"
    makes_up: ClassVar[str] = ""
    """The field whose elements have points that add up to the line's, for a rule that has one."""

    def build(self, line: Line, chain: Chain) -> Ref:
        """Lay the rate column (0–1) and return it."""
        raise NotImplementedError

    def inner(self) -> Sequence[Judgeable]:
        """The rules that this one is made of, each with its value, target and completion."""
        return ()

    def check(self, points: float) -> list[str]:
        """What is wrong with the rule's figures for a line of so many points, in Chinese."""
        return []

    def describe(self, points: float) -> str:
        """The scoring standard in words, for a line of so many points."""
        raise NotImplementedError
