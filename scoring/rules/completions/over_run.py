"""超出率 = （实际 − 目标）÷ 目标 × 100；越低越好。"""

from __future__ import annotations

from typing import ClassVar, Literal

from scoring.formula.columns import Passes
from scoring.formula.nodes import Ref
from scoring.rules.completions.base import Completion
from scoring.rules.line import Line
from scoring.rules.scale import to_figure


class OverRun(Completion):
    """By how much a ceiling was exceeded, in percent; negative when kept."""

    kind: Literal["over_run"] = "over_run"
    word: ClassVar[str] = "超出率"

    @property
    def passes(self) -> Passes:
        return ("<=", 0.0)

    def build(self, line: Line, value: Ref, target: Ref) -> Ref:
        return line.column(
            "completion",
            "超出率",
            "completion",
            (value - target) / target * 100,
            places=line.places,
            unit="%",
            passes=self.passes,
            na_when=to_figure(line, "target_size", target, "<="),
        )

    def say(self) -> str:
        return "超出率 =（实际 − 目标）÷ 目标 × 100；目标不大于零的不适用"
