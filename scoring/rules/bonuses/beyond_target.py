"""超过目标的部分，每满若干个单位加若干分，有上限（“每超过目标5个点加1分，最多加3分”）。"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from scoring.formula.nodes import Ref
from scoring.rules.base import number
from scoring.rules.bonuses.base import Bonus, whole
from scoring.rules.fraction import SomePoints
from scoring.rules.line import Chain, Line, need


class BeyondTarget(Bonus):
    """``each`` points for every full ``step`` units beyond the target; ``at_most``: below it (a ceiling)."""

    kind: Literal["beyond_target"] = "beyond_target"
    cap: SomePoints
    step: float = Field(default=1, gt=0)
    direction: Literal["at_least", "at_most"] = "at_least"

    def most(self) -> float:
        return self.cap

    def build(self, line: Line, chain: Chain) -> Ref:
        value, target = need(chain.value, line, "取值"), need(chain.target, line, "目标")
        extra = value - target if self.direction == "at_least" else target - value
        if self.step != 1:
            extra = extra / line.param("bonus_step", "每档超过目标", self.step)
        return self.add_columns(line, whole(extra), self.cap)

    def say(self) -> str:
        word = "超过" if self.direction == "at_least" else "低于"
        each = "每个" if self.step == 1 else f"每满{number(self.step)}{{units}}"
        return f"加分：{word}目标的，{each}加{number(self.each)}分，最多加{number(self.cap)}分"
