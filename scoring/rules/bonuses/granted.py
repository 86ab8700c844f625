"""满足条件的加若干分（“建成省级先行区的，加3分”）。"""

from __future__ import annotations

from typing import Literal

from scoring.formula.nodes import If, Number, Ref
from scoring.rules.base import number
from scoring.rules.bonuses.base import Bonus
from scoring.rules.condition_spec import WhenSpec
from scoring.rules.line import Chain, Line


class Granted(Bonus):
    """``each`` points where the condition holds, else none. Not applicable grants nothing."""

    kind: Literal["granted"] = "granted"
    when: WhenSpec

    def most(self) -> float:
        return self.each

    def items(self) -> tuple[str, ...]:
        return self.when.items()

    def build(self, line: Line, chain: Chain) -> Ref:
        holds = If(self.when.build(line.branched("bonus_when")), Number(1), Number(0))
        flag = line.column("bonus_held", "符合加分条件", "helper", holds, places=0, on_na=0, unit="是否")
        return self.add_columns(line, If(flag.compare("=", 1), Number(1), Number(0), "符合加分条件"), None)

    def say(self) -> str:
        return f"加分：{self.when.say()}的，加{number(self.each)}分"
