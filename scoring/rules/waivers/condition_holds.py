"""满足条件的，得满分，不再考核（“已……的得满分，否则……”）。"""

from __future__ import annotations

from typing import Literal

from scoring.formula.nodes import If, Number, Ref
from scoring.rules.condition_spec import WhenSpec
from scoring.rules.line import Line
from scoring.rules.waivers.base import Waiver


class ConditionHolds(Waiver):
    """Waived where the condition holds: a certificate, another grade. Not applicable does not waive."""

    kind: Literal["condition"] = "condition"
    when: WhenSpec

    def items(self) -> tuple[str, ...]:
        return self.when.items()

    def build(self, line: Line) -> Ref:
        inner = line.branched("waiver")
        flag = If(self.when.build(inner), Number(1), Number(0))
        return line.column("waived", "免予考核", "helper", flag, places=0, on_na=0, unit="是否")

    def say(self) -> str:
        return f"{self.when.say()}的，得满分"
