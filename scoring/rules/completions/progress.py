"""完成率 = 五年目标完成进度 ÷ 当年应达进度；进度用对数法或直线法（practice 2.1：ln(1−K)/ln(1−T)）。"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from scoring.errors import FormulaError
from scoring.formula.nodes import If, Ln, Node, Number, Ref, either
from scoring.rules.completions.base import Completion
from scoring.rules.completions.ratio import BY_LEVEL, ROSE
from scoring.rules.line import Line, schedule_words
from scoring.rules.scale import to_figure, to_other


class Progress(Completion):
    """Progress of a cumulative fall towards a five-year target, over the year's share of it."""

    kind: Literal["progress"] = "progress"
    method: Literal["log", "linear"] = "log"
    schedule: dict[int, float] = Field(min_length=1)

    def build(self, line: Line, value: Ref, target: Ref) -> Ref:
        if line.key("due") in line.draft.parameters:
            raise FormulaError(
                f"{line.name}（{line.owner}）的目标（scheduled_decline）已按当年进度折算，completion: progress 会再折算一次；"
                "目标写 own（五年目标），或完成率写 ratio"
            )
        due = line.scheduled("due", "应达进度", self.schedule)
        reached = to_other(line, "level_size", value, ">=", target)
        level = If(reached, Number(100), Number(0), BY_LEVEL, BY_LEVEL)
        none = to_figure(line, "target_size", target, "<=")
        progress = line.column(
            "progress",
            "五年目标完成进度",
            "helper",
            If(none, level, fall_progress(value, target, self.method)),
            unit="%",
            missing_when=either(
                to_figure(line, "value_size", value, ">=", 100), to_figure(line, "target_size", target, ">=", 100)
            ),
        )
        return line.column(
            "completion",
            "进度完成率",
            "completion",
            If(none, progress, progress / due * 100),
            places=line.places,
            unit="%",
            remarks=((value.compare("<", 0), ROSE),),
        )

    def say(self) -> str:
        progress = "ln(1−K)÷ln(1−T)×100" if self.method == "log" else "K÷T×100"
        return f"五年目标完成进度 = {progress}，除以当年应达进度（{schedule_words(self.schedule)}）得完成率；目标不大于零的，达到目标计 100%，否则计 0"


def fall_progress(done: Ref, plan: Ref, method: str) -> Node:
    """Progress in percent of the fall ``done`` towards ``plan``, both in percent; the column guards both."""
    if method == "linear":
        return done / plan * 100
    return Ln(1 - done / 100) / Ln(1 - plan / 100) * 100


def beyond(*rates: Ref) -> Node:
    """Whether a fall is 100 percent or more, where the logarithm ends."""
    return either(*(rate.compare(">=", 100) for rate in rates))
