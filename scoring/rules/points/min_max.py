"""功效函数：在全体（或同组）最低与最高之间按比例折成若干分（R32：映射到 60—100）。"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from scoring.formula.columns import GROUP
from scoring.formula.nodes import Down, If, Number, Ref
from scoring.rules.base import number
from scoring.rules.line import Chain, Line, need
from scoring.rules.points.base import Rule
from scoring.rules.scale import beside, size_down


class MinMax(Rule):
    """low + (value − worst) ÷ (best − worst) × (high − low), percent of the points.

    ``direction``: which end is best. Where all counties have the same value everyone gets ``equal`` percent.
    ``within_group``: worst and best of the peer group. Figures keep their own scale, whatever the unit.
    """

    kind: Literal["min_max"] = "min_max"
    low: float = Field(default=60, ge=0, le=100)
    high: float = Field(default=100, ge=0, le=100)
    equal: float = Field(default=100, ge=0, le=100)
    direction: Literal["at_least", "at_most"] = "at_least"
    within_group: bool = False

    @model_validator(mode="after")
    def _ordered(self) -> MinMax:
        if self.low > self.high:
            raise ValueError("low（最差者的百分比）不能大于 high（最好者的百分比）")
        return self

    def build(self, line: Line, chain: Chain) -> Ref:
        value = need(chain.value, line, "取值")
        group = Ref(GROUP) if self.within_group else None
        top = line.column("highest", "最大值", "helper", Down("max", value, group))
        bottom = line.column("lowest", "最小值", "helper", Down("min", value, group))
        spread = line.column("spread", "最大与最小之差", "helper", top - bottom)
        differ = beside(spread, size_down(line, "spread_size", value, group)).compare(">", 0)
        low, high, equal = (
            line.param(key, name, share, "%")
            for key, name, share in (
                ("low", "最差者", self.low),
                ("high", "最好者", self.high),
                ("equal", "都相同时", self.equal),
            )
        )
        above = value - bottom if self.direction == "at_least" else top - value
        mapped = If(differ, low + above / spread * (high - low), equal, "", f"{self._where()}相同")
        return line.column("rate", "得分率", "rate", mapped / Number(100), shown=4)

    def describe(self, points: float) -> str:
        where = self._where()
        best = "最高" if self.direction == "at_least" else "最低"
        return (
            f"{where}{best}的得{number(self.high)}%的分，最差的得{number(self.low)}%的分，其余按比例折算；"
            f"{where}相同的得{number(self.equal)}%的分"
        )

    def _where(self) -> str:
        return "同组" if self.within_group else "各县"
