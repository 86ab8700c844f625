"""取值 = 倍数 ×（甲 − 乙），有上下限（“每高于（低于）平均1个百分点加（减）1.5分，最多加（减）5分”）。"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from scoring.formula.nodes import Node, Ref, largest, smallest
from scoring.rules.base import number
from scoring.rules.line import Line
from scoring.rules.measures.base import Measure


class Bounded(Measure):
    """``times`` × (item − less), at least ``low`` and at most ``high``. ``less`` left out: times × item. Either bound may be
    left out; rounded to ``places``. A line's points may not be below 0: a line that adds and takes off starts from the middle of its points."""

    kind: Literal["bounded"] = "bounded"
    item: str
    less: str | None = None
    times: float = 1.0
    low: float | None = None
    high: float | None = None
    places: int = Field(default=2, ge=0, le=10)

    @model_validator(mode="after")
    def _bounds(self) -> Bounded:
        if self.low is None and self.high is None:
            raise ValueError(
                "没有写 low（不低于）、high（不高于）；写上，没有上下限的用 kind: reported 和 completion: difference"
            )
        if self.low is not None and self.high is not None and self.low >= self.high:
            raise ValueError("下限 low 不小于上限 high；改正")
        if self.times == 0:
            raise ValueError("times（倍数）不能是 0")
        return self

    def items(self) -> tuple[str, ...]:
        return (self.item,) if self.less is None else (self.item, self.less)

    def levers(self) -> tuple[str, ...]:
        return (self.item,)

    def twins(self) -> tuple[tuple[str, str], ...]:
        return () if self.less is None else ((self.item, self.less),)

    def build(self, line: Line, unit: str) -> Ref:
        term: Node = line.item(self.item)
        if self.less is not None:
            term = term - line.item(self.less)
        if self.times != 1:
            term = line.param("times", "倍数", self.times) * term
        if self.low is not None:
            term = largest(line.param("value_low", "下限", self.low, unit), term)
        if self.high is not None:
            term = smallest(line.param("value_high", "上限", self.high, unit), term)
        return line.column("value", "取值", "value", term, unit=unit, places=self.places)

    def say(self) -> str:
        term = f"“{{{self.item}}}”" + (f" − “{{{self.less}}}”" if self.less is not None else "")
        if self.times != 1:
            term = f"{number(self.times)} × {f'（{term}）' if self.less is not None else term}"
        low = "" if self.low is None else f"，不低于{number(self.low)}"
        high = "" if self.high is None else f"，不高于{number(self.high)}"
        return f"取值 = {term}{low}{high}，保留{self.places}位小数"
