"""目标 = 能源消费总量目标：商定的优先；增速超预期并经批准的相应调高，从不调低（四（一））。"""

from __future__ import annotations

from typing import Literal

from scoring.formula.nodes import If, IsNotApplicable, IsNumber, Node, Ref, largest
from scoring.rules.line import Line
from scoring.rules.targets.base import Target


class AdjustedTotal(Target):
    """The agreed target if given; else the issued one, times (100+g)/(100+p) where growth g beat the plan p."""

    kind: Literal["adjusted_total"] = "adjusted_total"
    item: str
    agreed: str
    approved: str
    growth: str
    planned_growth: str

    def items(self) -> tuple[str, ...]:
        return (self.item, self.agreed, self.approved, self.growth, self.planned_growth)

    def twins(self) -> tuple[tuple[str, str], ...]:
        return ((self.growth, self.planned_growth), (self.item, self.agreed))

    def about(self, year: int) -> tuple[Node, ...]:
        return (Ref(self.item), Ref(self.agreed))

    def build(self, line: Line, unit: str) -> Ref:
        issued, agreed, approved = (line.item(item) for item in (self.item, self.agreed, self.approved))
        growth, planned = line.item(self.growth), line.item(self.planned_growth)
        factor = line.column(
            "growth_factor",
            "增速调整系数",
            "helper",
            largest(1, (growth + 100) / (planned + 100)),
            shown=4,
            na_is_missing=True,
            missing_when=planned.compare("<=", -100),
        )
        raised = line.column("target_raised", "按增速调整的总量目标", "helper", issued * factor, unit=unit, places=2)
        ruled = If(approved.compare("=", 1), raised, issued, "经批准按经济增速调整")
        ruled = If(IsNotApplicable(issued), issued, ruled)  # no target to adjust: growth is not asked for
        unless = line.column(
            "target_issued",
            "下达（或调整后）的总量目标",
            "helper",
            If(IsNumber(approved), ruled, If(IsNotApplicable(approved), issued, approved)),
            mode="open",
            unit=unit,
        )
        # Only where none was agreed: an agreed one that cannot be read leaves the line missing.
        choice = If(IsNotApplicable(agreed), unless, agreed, "", "采用商定的总量目标")
        return line.column("target", "总量目标", "target", choice, mode="open", unit=unit)

    def say(self) -> str:
        return (
            f"目标为“{{{self.agreed}}}”；没有商定的，为“{{{self.item}}}”，经济增速超过预期且经批准的，"
            f"乘以（100 + “{{{self.growth}}}”）÷（100 + “{{{self.planned_growth}}}”），保留两位小数，只调高不调低；没有目标的不适用"
        )
