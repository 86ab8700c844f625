"""按档次得分：达到一档得一档的分（R2），或不超过一档得一档的分（R4）。"""

from __future__ import annotations

import itertools
from typing import Literal

from pydantic import Field

from scoring.formula.nodes import Ref, Step
from scoring.rules.base import Model, number
from scoring.rules.fraction import Points
from scoring.rules.line import SHARE, Chain, Line, need
from scoring.rules.points.base import Rule
from scoring.rules.scale import needs_rounded


class Rung(Model):
    """One rung: the completion (or over-run) at which it begins, and its points."""

    at: float
    points: Points


class Ladder(Rule):
    """Steps, not slopes: 95% earns the 90% rung.

    ``at_least``: rungs are reached from below. ``at_most``: rungs are kept from above, as for an over-run.
    Beyond the last rung the line earns ``otherwise``.
    """

    kind: Literal["ladder"] = "ladder"
    direction: Literal["at_least", "at_most"] = "at_least"
    rungs: tuple[Rung, ...] = Field(min_length=1)
    otherwise: Points = 0

    def build(self, line: Line, chain: Chain) -> Ref:
        completion = needs_rounded(line, need(chain.completion or chain.value, line, "完成率或取值"))
        unit = line.draft.columns[completion.column].unit
        rungs = sorted(self.rungs, key=lambda rung: rung.at, reverse=self.direction == "at_most")
        table = line.table(
            "rungs",
            f"{line.name}档次",
            [(rung.at, rung.points / line.points, f"{self._word()} {number(rung.at)}{unit} 一档") for rung in rungs],
            (self.otherwise / line.points, self._last(unit)),
            match=self.direction,
            unit=unit,
            answer_unit=SHARE,
        )
        return line.column("rate", "得分率", "rate", Step(completion, table), shown=4)

    def check(self, points: float) -> list[str]:
        found = []
        best = max(rung.points for rung in self.rungs)
        if best != points:
            found.append(f"最高一档是 {number(best)} 分，与该指标的 {number(points)} 分不符")
        ordered = sorted(self.rungs, key=lambda rung: rung.at, reverse=self.direction == "at_least")
        for better, worse in itertools.pairwise(ordered):
            if better.at == worse.at:
                found.append(f"{number(better.at)} 同时属于两档，档次重叠")
            elif better.points < worse.points:
                found.append(f"{number(better.at)} 一档的分比 {number(worse.at)} 一档的低")
        if ordered[-1].points < self.otherwise:
            found.append("末档以外的分比末档的高")
        return found

    def describe(self, points: float) -> str:
        order = sorted(self.rungs, key=lambda rung: rung.at, reverse=self.direction == "at_least")
        rungs = [f"{self._word()}{number(rung.at)}{{per}}得{number(rung.points)}分" for rung in order]
        return f"{{judged}}{'，'.join(rungs)}，{self._last('{per}')}得{number(self.otherwise)}分"

    def _word(self) -> str:
        return "达到" if self.direction == "at_least" else "不高于"

    def _last(self, unit: str) -> str:
        if self.direction == "at_least":
            return f"不足{number(min(rung.at for rung in self.rungs))}{unit}"
        return f"超过{number(max(rung.at for rung in self.rungs))}{unit}"
