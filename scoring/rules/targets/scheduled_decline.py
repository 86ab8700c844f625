"""目标 = 五年下降率到当年应达的累计下降率：对数法或直线法（practice 2.1）。"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from scoring.formula.nodes import Node, Ref
from scoring.rules.line import Line, schedule_words
from scoring.rules.targets.base import Target


class ScheduledDecline(Target):
    """1 − (1−T)^share, or T × share: 15.5% asks 9.611 or 9.3 after three of five years."""

    kind: Literal["scheduled_decline"] = "scheduled_decline"
    item: str
    method: Literal["log", "linear"] = "log"
    schedule: dict[int, float] = Field(min_length=1)

    def items(self) -> tuple[str, ...]:
        return (self.item,)

    def build(self, line: Line, unit: str) -> Ref:
        plan = line.item(self.item)
        due = line.scheduled("due", "应达进度", self.schedule)
        if self.method == "linear":
            figure: Node = plan * due / 100
        else:
            figure = (1 - (1 - plan / 100) ** (due / 100)) * 100
        return line.column(
            "target", "目标", "target", figure, unit=unit, places=4, missing_when=plan.compare(">=", 100)
        )

    def say(self) -> str:
        word = "对数法" if self.method == "log" else "直线法"
        return f"目标为“{{{self.item}}}”到当年应达的累计下降率（{word}，{schedule_words(self.schedule)}；保留四位小数）"
