"""取值 = 本县在全体（或同组）中的名次（R31）。"""

from __future__ import annotations

from typing import Literal

from scoring.formula.columns import GROUP
from scoring.formula.nodes import Rank, Ref
from scoring.rules.line import Line
from scoring.rules.measures.base import Measure


class RankOf(Measure):
    """Competition rank 1, 1, 3 of an item; ``highest`` first or ``lowest`` first."""

    kind: Literal["rank"] = "rank"
    item: str
    first: Literal["highest", "lowest"] = "highest"
    within_group: bool = False

    def unit(self, unit: str) -> str:
        return ""

    def items(self) -> tuple[str, ...]:
        return (self.item,)

    def build(self, line: Line, unit: str) -> Ref:
        group = Ref(GROUP) if self.within_group else None
        formula = Rank((line.item(self.item),), (self.first == "highest",), group)
        return line.column("value", "名次", "value", formula, places=0, unit="")

    def say(self) -> str:
        where = "同组" if self.within_group else "各县"
        return (
            f"取值为“{{{self.item}}}”在{where}中的名次（{'高' if self.first == 'highest' else '低'}者在前，相同的并列）"
        )
