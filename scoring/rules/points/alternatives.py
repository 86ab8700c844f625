"""几种算法取其一：择优、择劣、依次取第一个有数的，或按比例合成（R20、R25、R28、R42）。"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from scoring.formula.nodes import If, IsNotApplicable, Node, Over, Ref, Weighted, WeightOf
from scoring.rules.base import number, same, total
from scoring.rules.fraction import Points
from scoring.rules.line import Chain, Line
from scoring.rules.points.base import Rule
from scoring.rules.points.inner import Inner


class Way(Inner):
    """One way to the points; ``share`` weighs it in a blend."""

    share: Points = 0


class Alternatives(Rule):
    """``best_of`` and ``worst_of`` skip ways not applicable; ``first_available`` takes the first that applies;
    ``blend`` weighs them by ``share``. A way with a missing figure leaves the line missing, unless it comes
    after the one taken."""

    kind: Literal["alternatives"] = "alternatives"
    take: Literal["best_of", "worst_of", "first_available", "blend"]
    ways: tuple[Way, ...] = Field(min_length=2)

    def inner(self) -> tuple[Inner, ...]:
        return self.ways

    def idle(self) -> str:
        shared = self.take != "blend" and any(way.share for way in self.ways)
        return f"take: {self.take} 不用占比（share）；去掉，或改为 take: blend" if shared else ""

    def items(self) -> tuple[str, ...]:
        return tuple(item for way in self.ways for item in way.items())

    def levers(self) -> tuple[str, ...]:
        return tuple(item for way in self.ways for item in way.levers())

    def build(self, line: Line, chain: Chain) -> Ref:
        rates = tuple(way.add_columns(line, f"way{place}", chain) for place, way in enumerate(self.ways, 1))
        if self.take == "first_available":
            choice: Node = rates[-1]
            for rate, way in reversed(list(zip(rates[:-1], self.ways[:-1], strict=True))):
                choice = If(IsNotApplicable(rate), choice, rate, "", f"采用{way.name}")
            return line.column("rate", "得分率", "rate", choice, mode="open", shown=4)
        # The ways side by side, so that the working paper takes them as one range.
        cells = tuple(
            line.column(f"rate{place}", f"{way.name}得分率", "helper", rate, shown=4)
            for place, (way, rate) in enumerate(zip(self.ways, rates, strict=True), 1)
        )
        if self.take == "blend":
            weights = tuple(
                line.param(f"share{place}", f"{way.name}占比", way.share, "%") for place, way in enumerate(self.ways, 1)
            )
            share: Node = Weighted(cells, weights) / WeightOf(cells, weights)
        else:
            share = Over("max" if self.take == "best_of" else "min", cells)
        return line.column("rate", "得分率", "rate", share, mode="skip", shown=4)

    def check(self, points: float) -> list[str]:
        found = [f"{way.name}：{text}" for way in self.ways for text in way.rule.check(points)]
        whole = total(way.share for way in self.ways)
        if self.take == "blend" and not same(whole, 100):
            found.append(f"各部分占比共 {number(whole)}%，应当是 100%")
        return found

    def describe(self, points: float) -> str:
        ways = "；".join(f"{way.name}：{way.say(points)}" for way in self.ways)
        word = {
            "best_of": "下列算法取得分高的",
            "worst_of": "下列算法取得分低的",
            "first_available": "依次采用第一个有数的算法",
            "blend": "下列部分按占比合成",
        }[self.take]
        if self.take == "blend":
            word += "（" + "、".join(f"{way.name}{number(way.share)}%" for way in self.ways) + "）"
        return f"{word}。{ways}"
