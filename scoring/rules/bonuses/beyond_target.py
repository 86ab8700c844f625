"""超过目标的部分，每个加若干分，有上限。"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from scoring.formula.nodes import Ref
from scoring.rules.base import number
from scoring.rules.bonuses.base import Bonus, whole
from scoring.rules.line import Chain, Line, need


class BeyondTarget(Bonus):
    """Whole units beyond the target."""

    kind: Literal["beyond_target"] = "beyond_target"
    cap: float = Field(gt=0)

    def most(self) -> float:
        return self.cap

    def build(self, line: Line, chain: Chain) -> Ref:
        extra = need(chain.value, line, "取值") - need(chain.target, line, "目标")
        return self.lay(line, whole(extra), self.cap)

    def say(self) -> str:
        return f"加分：超过目标的，每个加{number(self.each)}分，最多加{number(self.cap)}分"
