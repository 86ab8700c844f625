"""目标按分组规定：不同类别的县不同（R22：“60/40/30”）。"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from scoring.formula.columns import GROUP
from scoring.formula.nodes import Exact, Ref
from scoring.rules.base import number
from scoring.rules.line import Line
from scoring.rules.targets.base import Target


class ByGroup(Target):
    """A figure for each peer group, by the group's place in the region (1 first)."""

    kind: Literal["by_group"] = "by_group"
    figures: dict[int, float] = Field(min_length=1)
    otherwise: float

    def build(self, line: Line, unit: str) -> Ref:
        rows = [(float(group), figure, f"{{group:{group}}}") for group, figure in sorted(self.figures.items())]
        table = line.table("targets", "分组目标", rows, (self.otherwise, "其余各组"), match="exact", answer_unit=unit)
        return line.column("target", "目标", "target", Exact(Ref(GROUP), table), unit=unit, places=6)

    def say(self) -> str:
        said = "，".join(f"{{group:{group}}}{number(figure)}{{unit}}" for group, figure in sorted(self.figures.items()))
        return f"目标按分组：{said}，其余{number(self.otherwise)}{{unit}}"
