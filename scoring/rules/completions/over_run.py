"""超出率 = （实际 − 目标）÷ 目标 × 100；越低越好。"""

from __future__ import annotations

from typing import Literal

from scoring.formula.nodes import Ref
from scoring.rules.completions.base import Completion
from scoring.rules.line import Line


class OverRun(Completion):
    """By how much a ceiling was exceeded, in percent; negative when kept."""

    kind: Literal["over_run"] = "over_run"

    def build(self, line: Line, value: Ref, target: Ref) -> Ref:
        return line.column(
            "completion",
            "超出率",
            "completion",
            (value - target) / target * 100,
            places=line.places,
            unit="%",
            na_when=target.compare("<=", 0),
        )

    def say(self) -> str:
        return "超出率 =（实际 − 目标）÷ 目标 × 100；目标不大于零的不适用"
