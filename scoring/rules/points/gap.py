"""每差一个单位扣若干分，扣完为止（R5：“每差1微克/立方米扣0.5分，扣完为止”）。"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from scoring.errors import FormulaError
from scoring.formula.nodes import Floor, Node, Ref, largest, smallest
from scoring.rules.base import number
from scoring.rules.fraction import SomePoints
from scoring.rules.line import Chain, Line, met_line, need
from scoring.rules.points.base import Rule


class Gap(Rule):
    """max(0, full − each × gap ÷ unit): the gap from value to target on the wrong side.

    ``direction``: ``at_least`` falls short below the target, ``at_most`` exceeds it. ``of: completion``: the gap is that
    of the completion to its own line (100 percent; 0 for an over-run or a difference). ``whole``: only full units count;
    ``begun``: one begun counts as full.
    """

    kind: Literal["gap"] = "gap"
    each: SomePoints
    unit: float = Field(default=1.0, gt=0)
    of: Literal["value", "completion"] = "value"
    direction: Literal["at_least", "at_most"] = "at_least"
    whole: bool = False
    begun: bool = False

    @model_validator(mode="after")
    def _one_way(self) -> Gap:
        if self.whole and self.begun:
            raise ValueError("whole（只计满的单位）和 begun（不足一个按一个计）只能写一个")
        return self

    def build(self, line: Line, chain: Chain) -> Ref:
        value, target = self._sides(line, chain)
        each = line.param("each", "每差一个单位扣分", self.each, "分")
        unit = line.param("unit", "一个单位", self.unit)
        short = target - value if self.direction == "at_least" else value - target
        gap = line.column("gap", "差距", "helper", largest(0, short))
        units: Node = gap / unit
        if self.whole or self.begun:
            units = Floor(units, up=self.begun)
        share = smallest(1, largest(0, (line.full - units * each) / line.full))
        return line.column("rate", "得分率", "rate", share, shown=4)

    def _sides(self, line: Line, chain: Chain) -> tuple[Ref, Node]:
        """What is judged, and what it is held against."""
        if self.of == "value":
            return need(chain.value, line, "取值"), need(chain.target, line, "目标")
        completion = need(chain.completion, line, "完成率")
        met, how = met_line(line, completion)
        if (how == ">=") != (self.direction == "at_least"):
            word = "at_least" if how == ">=" else "at_most"
            raise FormulaError(f"{line.name}（{line.owner}）的完成情况要写 direction: {word} 才与完成线同向")
        return completion, met

    def describe(self, points: float) -> str:
        word = "低于" if self.direction == "at_least" else "高于"
        if self.of == "completion":
            word, per = f"{{judged}}{word}完成线", "{pers}"
        else:
            word, per = f"{word}目标", "{units}"
        full = "满" if self.whole else ""
        begun = f"（不足{number(self.unit)}{per}按{number(self.unit)}{per}计）" if self.begun else ""
        return (
            f"{word}的，每差{full}{number(self.unit)}{per}{begun}扣{number(self.each)}分，从{number(points)}分扣完为止"
        )
