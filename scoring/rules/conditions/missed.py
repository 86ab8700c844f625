"""若干指标都未完成：印出的完成率不足 100，超出率大于 0，差额不到 0。"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from scoring.formula.nodes import IsNotApplicable, Node, Ref, both
from scoring.rules.conditions.base import Condition
from scoring.rules.line import Line, met_line


class Missed(Condition):
    """Every indicator named has a printed completion below 100 (an over-run above 0, a difference on the wrong side of 0)."""

    kind: Literal["missed"] = "missed"
    all_of: tuple[str, ...] = Field(min_length=1)

    def completions(self) -> tuple[str, ...]:
        return self.all_of

    def build(self, line: Line) -> Node:
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
        return both(*(_missed(line, Ref(f"{indicator}.completion")) for indicator in self.all_of))

    def say(self) -> str:
        return "、".join(f"[{indicator}]" for indicator in self.all_of) + (
            "均未完成" if len(self.all_of) > 1 else "未完成"
        )


def _missed(line: Line, completion: Ref) -> Node:
    met, how = met_line(line, completion)
    return completion.compare("<" if how == ">=" else ">", met)
