"""两项目标交叉计分：都完成、只完成一项、都未完成各得若干分（R12：60/55/40/0；35/20/10/0）。"""

from __future__ import annotations

from typing import Literal

from scoring.formula.nodes import If, Node, Ref
from scoring.rules.base import number
from scoring.rules.fraction import Points
from scoring.rules.judged_by import say_judged
from scoring.rules.line import Chain, Line, met_line, need
from scoring.rules.points.base import Rule
from scoring.rules.specs import CompletionSpec, MeasureSpec, TargetSpec


class Matrix(Rule):
    """The indicator's own completion against a second one, each met as its kind says."""

    kind: Literal["matrix"] = "matrix"
    first_name: str
    second_name: str
    value: MeasureSpec
    target: TargetSpec
    completion: CompletionSpec
    both: Points
    first_only: Points
    second_only: Points
    neither: Points = 0

    def items(self) -> tuple[str, ...]:
        return (*self.value.items(), *self.target.items(), *self.completion.items())

    def build(self, line: Line, chain: Chain) -> Ref:
        first = need(chain.completion, line, "完成率")
        inner = line.branched("second", self.second_name)
        second = self.completion.build(inner, self.value.build(inner, "%"), self.target.build(inner, "%"))
        names = (
            ("both", f"{self.first_name}、{self.second_name}都完成", self.both),
            ("first_only", f"只完成{self.first_name}", self.first_only),
            ("second_only", f"只完成{self.second_name}", self.second_only),
            ("neither", "都未完成", self.neither),
        )
        cells = [line.param(key, f"{name}得分", points, "分") for key, name, points in names]
        labels = [name for _, name, _ in names]
        on = If(_met(line, second), cells[0], cells[1], labels[0], labels[1])
        off = If(_met(line, second), cells[2], cells[3], labels[2], labels[3])
        earned = line.column("earned", "交叉计分", "helper", If(_met(line, first), on, off))
        return line.column("rate", "得分率", "rate", earned / line.full, shown=4)

    def check(self, points: float) -> list[str]:
        best = max(self.both, self.first_only, self.second_only, self.neither)
        return [] if best == points else [f"最高是 {number(best)} 分，与该指标的 {number(points)} 分不符"]

    def describe(self, points: float) -> str:
        parts = (self.value, self.target, self.completion)
        second = say_judged("，".join(part.say() for part in parts), self.value, self.completion, "%")
        return (
            f"{self.first_name}与{self.second_name}都完成得{number(self.both)}分，只完成{self.first_name}得"
            f"{number(self.first_only)}分，只完成{self.second_name}得{number(self.second_only)}分，都未完成得{number(self.neither)}分；"
            f"{self.second_name}：{second}"
        )


def _met(line: Line, completion: Ref) -> Node:
    met, how = met_line(line, completion)
    return completion.compare(how, met)
