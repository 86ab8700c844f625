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
    """A figure for each peer group, by the group's id in the region file; ``otherwise`` for the groups not named (needed
    where there are such)."""

    kind: Literal["by_group"] = "by_group"
    figures: dict[int, float] = Field(min_length=1, description="分组的编号（地区文件里的 id）: 目标")
    otherwise: float | None = None

    def build(self, line: Line, unit: str) -> Ref:
        rows = [(float(group), figure, f"{{group:{group}}}") for group, figure in sorted(self.figures.items())]
        # Without ``otherwise`` every group is named, and a county without a group is missing before it comes here.
        rest = (0.0, "没有分组") if self.otherwise is None else (self.otherwise, "其余各组")
        table = line.table("targets", "分组目标", rows, rest, match="exact", answer_unit=unit)
        return line.column("target", "目标", "target", Exact(Ref(GROUP), table), unit=unit)

    def say(self) -> str:
        each = "，".join(f"{{group:{group}}}{number(figure)}{{unit}}" for group, figure in sorted(self.figures.items()))
        rest = (
            ""
            if self.otherwise is None
            else f"{{others:，其余{number(self.otherwise)}{{unit}}:{','.join(map(str, self.figures))}}}"
        )
        return f"目标按分组：{each}{rest}"
