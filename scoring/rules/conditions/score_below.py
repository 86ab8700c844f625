"""总分、类别得分或指标得分低于规定的数（R18 校档、R19、R37 ★项为零、R41）。"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from scoring.formula.nodes import Node, Over, Ref
from scoring.rules.base import number
from scoring.rules.conditions.base import Condition
from scoring.rules.line import Line


class ScoreBelow(Condition):
    """The points of ``of`` together (indicators, dimensions, or ``total``) are below ``limit``.

    Several names are summed, which says 肇庆's “两项得分相加达到40分视为完成”. A starred line that must not be
    zero is ``limit`` at its least point.
    """

    kind: Literal["score_below"] = "score_below"
    of: tuple[str, ...] = Field(min_length=1)
    limit: float

    def scores(self) -> tuple[str, ...]:
        return self.of

    def build(self, line: Line) -> Node:
        limit = line.param("limit", f"{line.name}：界限", self.limit, "分")
        if len(self.of) == 1:
            return Ref(self.of[0]).compare("<", limit)
        points = line.column(
            "score", f"{line.name}：得分合计", "helper", Over("sum", tuple(Ref(name) for name in self.of)), mode="skip",
            places=2,
        )  # fmt: skip
        return points.compare("<", limit)

    def say(self) -> str:
        names = "、".join("总分" if name == "total" else f"[{name}]" for name in self.of)
        return f"{names}得分{'合计' if len(self.of) > 1 else ''}低于{number(self.limit)}分"
