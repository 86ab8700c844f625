"""按档次之间的比例得分：两档之间按直线内插（R2 的内插读法）。"""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from pydantic import Field

from scoring.formula.nodes import Ref, Step
from scoring.rules.base import number
from scoring.rules.line import SHARE, Chain, Line, need
from scoring.rules.points.base import Rule
from scoring.rules.points.ladder import Rung
from scoring.rules.scale import needs_rounded


class Slope(Rule):
    """Points interpolated between knots (completion or value, points); flat beyond the outermost knots."""

    kind: Literal["slope"] = "slope"
    knots: tuple[Rung, ...] = Field(min_length=2)

    def _sorted(self) -> list[Rung]:
        return sorted(self.knots, key=lambda knot: knot.at)

    def build(self, line: Line, chain: Chain) -> Ref:
        x = needs_rounded(line, need(chain.completion or chain.value, line, "完成率或取值"))
        knots = self._sorted()
        shares = [knot.points / line.points for knot in knots]
        labels = [f"{number(knot.at)}—{number(after.at)} 之间" for knot, after in pairwise(knots)]
        labels.append(f"{number(knots[-1].at)} 以上")
        below = (0.0, f"{number(knots[0].at)} 以下")
        rises = [
            (after - before) / (high.at - low.at)
            for (low, high), (before, after) in zip(pairwise(knots), pairwise(shares), strict=True)
        ]
        starts = line.table(
            "knots", "内插起点", [(k.at, k.at, text) for k, text in zip(knots, labels, strict=True)], below
        )
        bases = line.table(
            "shares",
            "内插起点得分率",
            [(k.at, share, text) for k, share, text in zip(knots, shares, labels, strict=True)],
            (shares[0], below[1]),
            answer_unit=SHARE,
        )
        slopes = line.table(
            "slopes",
            "内插每单位得分率",
            [(k.at, rise, text) for k, rise, text in zip(knots, [*rises, 0.0], labels, strict=True)],
            below,
        )
        share = Step(x, bases) + Step(x, slopes) * (x - Step(x, starts))
        return line.column("rate", "得分率", "rate", share, shown=4)

    def check(self, points: float) -> list[str]:
        places = [knot.at for knot in self.knots]
        if len(set(places)) < len(places):
            return ["同一个值写了两个分数，档次重叠"]
        best = max(knot.points for knot in self.knots)
        return [] if best == points else [f"最高一档是 {number(best)} 分，与该指标的 {number(points)} 分不符"]

    def describe(self, points: float) -> str:
        knots = "，".join(f"{number(knot.at)}得{number(knot.points)}分" for knot in self._sorted())
        return f"{knots}，两档之间按比例内插"
