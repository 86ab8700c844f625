"""若干指标都未完成：印出的完成率不足 100，超出率大于 0，差额不到 0；只有下达了的目标才谈得上未完成。"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from scoring.formula.nodes import IsNotApplicable, IsNumber, Node, Not, Ref, both, either
from scoring.rules.conditions.base import Condition
from scoring.rules.line import Line, met_line
from scoring.rules.scale import to_figure
from scoring.rules.targets.own import ASSIGNED


class Missed(Condition):
    """Every indicator named has a printed completion below 100 (an over-run above 0, a difference on the wrong side of 0),
    of a target that was assigned."""

    kind: Literal["missed"] = "missed"
    all_of: tuple[str, ...] = Field(min_length=1)

    def completions(self) -> tuple[str, ...]:
        return self.all_of

    def build(self, line: Line) -> Node:
        for indicator in self.all_of:
            completion = Ref(f"{indicator}.completion")
            name = line.draft.columns[indicator].owner
            # A task of 0 is known to be none; all else that is not applicable where a gate looks is doubtful.
            target = Ref(f"{indicator}.target")
            doubtful: Node = IsNotApplicable(completion)
            if target.column in line.draft.columns:
                doubtful = both(
                    doubtful, either(Not(IsNumber(target)), to_figure(line, f"{indicator}_size", target, ">"))
                )
            line.watch(
                "W_GATE_NA",
                name,
                doubtful,
                f"等次约束“{line.name}”要看“[{indicator}]”的完成率，现在不适用，这条约束没有起作用",
                "核对该指标的数据；约束性指标一般不应申报不适用",
            )
        assigned = [f"{indicator}.{ASSIGNED}" for indicator in self.all_of]
        return both(
            *(_missed(line, Ref(f"{indicator}.completion")) for indicator in self.all_of),
            *(Ref(column).compare("=", 1) for column in assigned if column in line.draft.columns),
        )

    def say(self) -> str:
        return "、".join(f"[{indicator}]" for indicator in self.all_of) + (
            "均未完成" if len(self.all_of) > 1 else "未完成"
        )


def _missed(line: Line, completion: Ref) -> Node:
    met, how = met_line(line, completion)
    return completion.compare("<" if how == ">=" else ">", met)
