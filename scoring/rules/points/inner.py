"""A rule inside a rule: a way of ``alternatives``, a part of ``parts``."""

from __future__ import annotations

from dataclasses import replace

from scoring.errors import FormulaError
from scoring.formula.nodes import Ref
from scoring.rules.base import Model
from scoring.rules.judged_by import say_judged
from scoring.rules.line import Chain, Line, units
from scoring.rules.specs import CompletionSpec, InnerRule, MeasureSpec, TargetSpec


class Inner(Model):
    """With its own ``value`` it reads only its own target and completion; without one it judges the indicator's."""

    name: str
    value: MeasureSpec | None = None
    target: TargetSpec | None = None
    completion: CompletionSpec | None = None
    rule: InnerRule
    unit: str = ""

    def items(self) -> tuple[str, ...]:
        """Items that it reads."""
        parts = (self.value, self.target, self.completion, self.rule)
        return tuple(item for part in parts if part is not None for item in part.items())

    def levers(self) -> tuple[str, ...]:
        """Those of its items that a county moves by its own work."""
        parts = (self.value, self.target, self.completion, self.rule)
        return tuple(item for part in parts if part is not None for item in part.levers())

    def add_columns(self, line: Line, branch: str, chain: Chain, points: float | None = None) -> Ref:
        """The rate (0–1) column; FormulaError for what the rule lacks. points: where they are not the line's own."""
        inner = replace(line.branched(branch, self.name), tag=f"“{self.name}”")
        if points is not None:
            full = inner.param("full", f"{self.name}分值", points, "分")
            inner = replace(inner, points=points, own_full=full.id)
        outer = chain if self.value is None else Chain()
        value = self.value.build(inner, self.unit) if self.value else outer.value
        target = self.target.build(inner, self.unit) if self.target else outer.target
        completion = outer.completion if self.target is None else None
        if self.completion is not None:
            if value is None or target is None:
                raise FormulaError(f"{inner.name}（{line.owner}）规定了完成率，却没有取值或目标")
            completion = self.completion.build(inner, value, target)
        return self.rule.build(inner, Chain(value, target, completion))

    def say(self, points: float) -> str:
        """Value, target, completion and rule in words, for so many points."""
        parts = [part.say() for part in (self.value, self.target, self.completion) if part is not None]
        text = "，".join([*parts, self.rule.describe(points)])
        text = say_judged(text, self.value, self.completion, self.unit)
        return text.replace("{units}", units(self.unit)).replace("{unit}", self.unit) if self.unit else text
