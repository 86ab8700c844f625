"""取值 = 本县的数 ÷ 同类平均 × 100（R30：“不高于平均值的0.9倍”）。"""

from __future__ import annotations

from typing import Literal

from scoring.formula.columns import GROUP
from scoring.formula.nodes import Down, Ref
from scoring.rules.line import Line
from scoring.rules.measures.base import Measure
from scoring.rules.scale import beside, size_down


class ToPeers(Measure):
    """The county's figure in percent of the average of all counties or of its group, itself included."""

    kind: Literal["to_peers"] = "to_peers"
    item: str
    within_group: bool = False

    def unit(self, unit: str) -> str:
        return "%"

    def items(self) -> tuple[str, ...]:
        return (self.item,)

    def build(self, line: Line, unit: str) -> Ref:
        own = line.item(self.item)
        group = Ref(GROUP) if self.within_group else None
        average = line.column("average", "同类平均", "helper", Down("average", own, group))
        none = beside(average, size_down(line, "peers_size", own, group)).compare("=", 0)
        return line.column(
            "value", "与平均之比", "value", own / average * 100, unit="%", places=line.places,
            na_when=none,
        )  # fmt: skip

    def say(self) -> str:
        return f"取值为“{{{self.item}}}”与{'同组' if self.within_group else '各县'}平均之比（%，小数位数同完成率）；平均为零的不适用"
