"""按名次或另一项考核的等次得分（R24：“超额完成4、完成3、基本完成2、未完成0”；R31）。"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from scoring.formula.nodes import Exact, Ref
from scoring.rules.base import Model, number
from scoring.rules.fraction import Points
from scoring.rules.line import SHARE, Chain, Line, need
from scoring.rules.points.base import Rule
from scoring.rules.scale import needs_rounded


class LookupRow(Model):
    """One row: the rank, or the ordinal of the other assessment's grade (1 best), its name, its points."""

    at: float
    name: str = ""
    points: Points


class Lookup(Rule):
    """The points of the row whose ``at`` equals the value; ``otherwise`` for any other value."""

    kind: Literal["lookup"] = "lookup"
    rows: tuple[LookupRow, ...] = Field(min_length=1)
    otherwise: Points = 0

    def build(self, line: Line, chain: Chain) -> Ref:
        value = needs_rounded(line, need(chain.value, line, "取值"))
        rows = [
            (row.at, row.points / line.points, row.name or f"第 {number(row.at)}")
            for row in sorted(self.rows, key=lambda row: row.at)
        ]
        table = line.table(
            "rows",
            f"{line.name}对照",
            rows,
            (self.otherwise / line.points, "其余"),
            match="exact",
            answer_unit=SHARE,
        )
        return line.column("rate", "得分率", "rate", Exact(value, table), shown=4)

    def check(self, points: float) -> list[str]:
        places = [row.at for row in self.rows]
        if len(set(places)) < len(places):
            return ["同一个名次或等次写了两行"]
        best = max(row.points for row in self.rows)
        return [] if best == points else [f"最高一档是 {number(best)} 分，与该指标的 {number(points)} 分不符"]

    def describe(self, points: float) -> str:
        rows = "，".join(f"{row.name or '第' + number(row.at)}得{number(row.points)}分" for row in self.rows)
        return f"{rows}，其余得{number(self.otherwise)}分"
