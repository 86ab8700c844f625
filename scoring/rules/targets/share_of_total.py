"""目标 = 全市总数按某项数据分摊到本县的份额。"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from scoring.formula.nodes import Down, Node, Ref
from scoring.rules.base import number
from scoring.rules.line import Line
from scoring.rules.scale import beside, places_for, size_down
from scoring.rules.targets.base import Target


class ShareOfTotal(Target):
    """total × the county's figure ÷ the sum over counties, not rounded; for whole shares fill an item instead."""

    kind: Literal["share_of_total"] = "share_of_total"
    total: float = Field(gt=0)
    by: str

    def items(self) -> tuple[str, ...]:
        return (self.by,)

    def about(self, year: int) -> tuple[Node, ...]:
        return (Ref(self.by) * self.total / Down("sum", Ref(self.by)),)

    def build(self, line: Line, unit: str) -> Ref:
        own = line.item(self.by)
        whole = line.column("all", "各县合计", "helper", Down("sum", own))
        none = beside(whole, size_down(line, "all_size", own, None)).compare("<=", 0)
        total = line.param("total", "全市总数", self.total, unit)
        return line.column(
            "target", "目标", "target", total * own / whole, unit=unit, shown=places_for(self.total), na_when=none
        )

    def say(self) -> str:
        return f"目标为全市{number(self.total)}{{unit}}按“{{{self.by}}}”分摊的份额；各县合计不大于零的不适用"
