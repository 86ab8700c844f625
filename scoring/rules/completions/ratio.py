"""完成率 = 实际 ÷ 目标 × 100。"""

from __future__ import annotations

from typing import Literal

from scoring.formula.nodes import If, Node, Number, Ref
from scoring.rules.completions.base import Completion
from scoring.rules.line import Line
from scoring.rules.scale import to_figure, to_other

BY_LEVEL = "目标不大于零，按是否达到目标判定"
ROSE = "不降反升"
ROSE_IS_ZERO = "不降反升，完成率计 0"


class RatioCompletion(Completion):
    """Linear: the share of the target that was reached.

    ``zero_target``: where the target is 0 or less the ratio has no meaning. ``not_applicable`` takes the
    line out; ``by_level`` gives 100 where the value reaches the target and 0 where it does not. ``rise`` labels an
    actual below 0 (不降反升); ``rise_is_zero`` makes its completion 0 as well, whatever the target is.
    """

    kind: Literal["ratio"] = "ratio"
    zero_target: Literal["not_applicable", "by_level"] = "not_applicable"
    rise: bool = False
    rise_is_zero: bool = False

    def idle(self) -> str:
        return (
            "rise_is_zero 已经写明不降反升的计 0，rise 不再起作用；去掉 rise" if self.rise and self.rise_is_zero else ""
        )

    def build(self, line: Line, value: Ref, target: Ref) -> Ref:
        share: Node = value / target * 100
        rose = to_figure(line, "value_size", value, "<") if self.rise or self.rise_is_zero else None
        remarks = ((rose, ROSE),) if rose is not None and not self.rise_is_zero else ()
        none = to_figure(line, "target_size", target, "<=")
        if self.zero_target == "not_applicable":
            guard, formula = none, share
        else:
            reached = to_other(line, "level_size", value, ">=", target)
            level = If(reached, Number(100), Number(0), BY_LEVEL, BY_LEVEL)
            guard, formula = None, If(none, level, share)
        if rose is not None and self.rise_is_zero:
            formula = If(rose, Number(0), formula, ROSE_IS_ZERO)
        return line.column(
            "completion", "完成率", "completion", formula, places=line.places, unit="%", na_when=guard, remarks=remarks
        )

    def say(self) -> str:
        text = "完成率 = 实际 ÷ 目标 × 100"
        if self.zero_target == "by_level":
            text += "；目标不大于零的，达到目标计 100%，否则计 0"
        else:
            text += "；目标不大于零的不适用"
        return text + ("；不降反升（实际小于零）的，完成率计 0" if self.rise_is_zero else "")
