"""完成率每超 100% 满若干个百分点，加若干分，有上限（R8：“每超额完成10%加……分”）。"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from scoring.errors import FormulaError
from scoring.formula.columns import REACHED
from scoring.formula.nodes import Ref
from scoring.rules.base import number
from scoring.rules.bonuses.base import Bonus, whole
from scoring.rules.fraction import SomePoints
from scoring.rules.line import Chain, Line, need


class FullSteps(Bonus):
    """Only full steps count: 119.99% is one step of ten."""

    kind: Literal["full_steps"] = "full_steps"
    cap: SomePoints
    step: float = Field(gt=0)

    def most(self) -> float:
        return self.cap

    def build(self, line: Line, chain: Chain) -> Ref:
        completion = need(chain.completion, line, "完成率")
        if line.draft.columns[completion.column].passes != REACHED:
            raise FormulaError(
                f"{line.name}（{line.owner}）的完成情况不是以 100% 为完成的完成率，full_steps 用不了；按绝对单位加分的用 beyond_target"
            )
        step = line.param("bonus_step", "每档超额", self.step, "个百分点")
        return self.add_columns(line, whole((completion - 100) / step), self.cap)

    def say(self) -> str:
        return f"加分：完成率每超100%满{number(self.step)}个百分点加{number(self.each)}分，最多加{number(self.cap)}分"
