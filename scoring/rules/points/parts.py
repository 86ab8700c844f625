"""一项分成几个部分，各有分值，分数相加（“制定方案1分；公示能耗2分；人均能耗下降的4分、持平的2分”）。"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from scoring.formula.nodes import Param, Ref, Weighted, WeightOf
from scoring.rules.base import number, same, total
from scoring.rules.fraction import SomePoints
from scoring.rules.line import Chain, Line
from scoring.rules.points.base import Rule
from scoring.rules.points.inner import Inner


class PartOf(Inner):
    """One part of a line, with points of its own."""

    points: SomePoints


class Parts(Rule):
    """The parts' points added up; they must make up those of the line. A part that is not applicable is left out, and
    the others make up the whole."""

    makes_up: ClassVar[str] = "parts"
    kind: Literal["parts"] = "parts"
    parts: tuple[PartOf, ...] = Field(min_length=2)

    def inner(self) -> tuple[Inner, ...]:
        return self.parts

    def items(self) -> tuple[str, ...]:
        return tuple(item for part in self.parts for item in part.items())

    def levers(self) -> tuple[str, ...]:
        return tuple(item for part in self.parts for item in part.levers())

    def build(self, line: Line, chain: Chain) -> Ref:
        rates = [part.add_columns(line, f"part{place}", chain, part.points) for place, part in enumerate(self.parts, 1)]
        # The parts side by side, so that the working paper takes them as one range.
        cells = tuple(
            line.column(f"rate{place}", f"{part.name}得分率", "helper", rate, shown=4)
            for place, (part, rate) in enumerate(zip(self.parts, rates, strict=True), 1)
        )
        weights = tuple(Param(line.key(f"part{place}_full")) for place, _ in enumerate(self.parts, 1))
        share = Weighted(cells, weights) / WeightOf(cells, weights)
        return line.column("rate", "得分率", "rate", share, mode="skip", shown=4)

    def check(self, points: float) -> list[str]:
        found = [f"{part.name}：{text}" for part in self.parts for text in part.rule.check(part.points)]
        whole = total(part.points for part in self.parts)
        if not same(whole, points):
            found.append(f"各部分共 {number(whole)} 分，与该指标的 {number(points)} 分不符")
        return found

    def describe(self, points: float) -> str:
        parts = "；".join(f"{part.name}（{number(part.points)}分）：{part.say(part.points)}" for part in self.parts)
        return f"下列部分的分相加：{parts}。不适用的部分不计入，其余折算到满分"
