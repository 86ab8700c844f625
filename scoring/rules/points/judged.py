"""专家核定的分：凭证据评分，不超过该项分值（R35）。"""

from __future__ import annotations

from typing import Literal

from scoring.formula.nodes import Ref, largest, smallest
from scoring.rules.base import number
from scoring.rules.line import Chain, Line, need
from scoring.rules.points.base import Rule


class Judged(Rule):
    """The verified score that the experts gave, at most the points of the line."""

    kind: Literal["judged"] = "judged"

    def build(self, line: Line, chain: Chain) -> Ref:
        value = need(chain.value, line, "取值")
        passed_on = line.draft.columns[value.column].formula
        line.watch(
            "W_JUDGED",
            passed_on.column if isinstance(passed_on, Ref) else value.column,
            value.compare(">", line.full),
            f"“{line.name}”核定的分 {{{value.column}}} 超过该项分值，按该项分值计",
            "核对核定分",
        )
        return line.column("rate", "得分率", "rate", largest(0, smallest(1, value / line.full)), shown=4)

    def describe(self, points: float) -> str:
        return f"由考核组凭证据核定，最多{number(points)}分"
