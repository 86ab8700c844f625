"""目标 = 按年度列出的进度要求。"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from scoring.formula.nodes import Node, Number, Ref
from scoring.rules.line import Line, schedule_words
from scoring.rules.targets.base import Target


class Schedule(Target):
    """A figure for each year of the plan."""

    kind: Literal["schedule"] = "schedule"
    years: dict[int, float] = Field(min_length=1)

    def about(self, year: int) -> tuple[Node, ...]:
        return (Number(self.years[year]),) if year in self.years else ()

    def build(self, line: Line, unit: str) -> Ref:
        figure = line.scheduled("target", "目标", self.years, unit)
        return line.column("target", "目标", "target", figure, unit=unit)

    def say(self) -> str:
        return f"目标按进度，{schedule_words(self.years, '{unit}')}"
