"""若干指标都未完成：印出的完成率不足 100。"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from scoring.formula.nodes import IsNotApplicable, Node, Ref, both
from scoring.rules.conditions.base import Condition
from scoring.rules.line import Line


class Missed(Condition):
    """Every indicator named has a printed completion below 100."""

    kind: Literal["missed"] = "missed"
    all_of: tuple[str, ...] = Field(min_length=1)

    def completions(self) -> tuple[str, ...]:
        return self.all_of

    def build(self, line: Line) -> Node:
        met = line.shared_param("met", "完成线（完成率）", 100.0, "%")
        for indicator in self.all_of:
            completion = Ref(f"{indicator}.completion")
            name = line.draft.columns[indicator].owner
            line.watch(
                "W_GATE_NA",
                name,
                IsNotApplicable(completion),
                f"等次约束“{line.name}”要看的完成率为不适用，这条约束没有起作用",
                "核对该指标的数据；约束性指标一般不应申报不适用",
            )
        return both(*(Ref(f"{indicator}.completion").compare("<", met) for indicator in self.all_of))

    def say(self) -> str:
        return "、".join(f"[{indicator}]" for indicator in self.all_of) + (
            "均未完成" if len(self.all_of) > 1 else "未完成"
        )
