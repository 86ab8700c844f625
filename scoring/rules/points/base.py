"""计分规则: completion or value → the share of the points that is earned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol

from scoring.formula.nodes import Ref
from scoring.rules.base import Part
from scoring.rules.completions.base import Completion
from scoring.rules.line import Chain, Line
from scoring.rules.measures.base import Measure
from scoring.rules.targets.base import Target


class Judged(Protocol):
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


class Rule(Part):
    """A kind of 计分规则. The share is not rounded; the points are."""

    family: ClassVar[str] = "rule"

    def build(self, line: Line, chain: Chain) -> Ref:
        """Lay the rate column (0–1) and return it."""
        raise NotImplementedError

    def inner(self) -> Sequence[Judged]:
        """The rules that this one is made of, each with its value, target and completion."""
        return ()

    def check(self, points: float) -> list[str]:
        """What is wrong with the rule's figures for a line of so many points, in Chinese."""
        return []

    def describe(self, points: float) -> str:
        """The scoring standard in words, for a line of so many points."""
        raise NotImplementedError
