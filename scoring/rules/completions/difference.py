"""差额 = 实际 − 目标，按实际的单位：比本县目标高（低）多少（“超过本县目标5个百分点以上的得满分”）。"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from scoring.formula.columns import Passes
from scoring.formula.nodes import Ref
from scoring.rules.completions.base import Completion
from scoring.rules.line import Line, units


class Difference(Completion):
    """Value less target in the value's own unit, rounded to ``places``; has a meaning whatever the target's sign.

    ``direction``: ``at_least`` is met at 0 or above, ``at_most`` (a ceiling) at 0 or below.
    """

    kind: Literal["difference"] = "difference"
    word: ClassVar[str] = "差额"
    direction: Literal["at_least", "at_most"] = "at_least"
    places: int = Field(default=2, ge=0, le=10)

    @property
    def passes(self) -> Passes:
        return (">=" if self.direction == "at_least" else "<=", 0.0)

    def unit(self, unit: str) -> str:
        return units(unit)

    def build(self, line: Line, value: Ref, target: Ref) -> Ref:
        unit = units(line.draft.columns[value.column].unit)
        return line.column(
            "completion", "差额", "completion", value - target, places=self.places, unit=unit, passes=self.passes
        )

    def say(self) -> str:
        met = "不低于" if self.direction == "at_least" else "不高于"
        return f"差额 = 实际 − 目标，保留{self.places}位小数，{met}0为完成"
