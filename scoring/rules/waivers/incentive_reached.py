"""达到激励目标当年进度的，免予考核（2021年《完善能源消费强度和总量双控制度方案》；R27）。"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from scoring.formula.nodes import If, IsNotApplicable, IsNumber, Number, Ref
from scoring.rules.completions.progress import beyond, fall_progress
from scoring.rules.line import Line, schedule_words
from scoring.rules.waivers.base import Waiver


class IncentiveReached(Waiver):
    """The cumulative fall reaches the year's share of the incentive target, by logarithms."""

    kind: Literal["incentive_reached"] = "incentive_reached"
    incentive: str
    cumulative: str
    schedule: dict[int, float] = Field(min_length=1)

    def items(self) -> tuple[str, ...]:
        return (self.incentive, self.cumulative)

    def build(self, line: Line) -> Ref:
        goal, done = line.item(self.incentive), line.item(self.cumulative)
        due = line.scheduled("incentive_due", "激励目标应达进度", self.schedule)
        progress = line.column(
            "incentive_completion",
            "激励目标进度完成率",
            "helper",
            fall_progress(done, goal, "log") / due * 100,
            places=line.places,
            unit="%",
            na_when=goal.compare("<=", 0),
            missing_when=beyond(done, goal),
        )
        reached = If(progress.compare(">=", 100), Number(1), Number(0))
        known = If(IsNumber(progress), reached, If(IsNotApplicable(progress), Number(0), progress))
        # Where no incentive target was set, the cumulative fall is no figure of this line: it may be missing.
        flag = If(IsNotApplicable(goal), Number(0), known)
        return line.column("waived", "免予考核", "helper", flag, mode="open", unit="是否")

    def say(self) -> str:
        return f"累计下降率达到“{{{self.incentive}}}”当年进度（对数法，{schedule_words(self.schedule)}）的，总量免予考核，得满分；没有激励目标或目标不大于零的不免"
