"""目标 = 下达给本县的数；未下达的，可按剩余年限还需的进度补上，补上的不作为下达的目标。"""

from __future__ import annotations

from typing import Literal

from scoring.formula.nodes import Floor, If, IsNotApplicable, IsNumber, Node, Number, Ref, both, either, largest
from scoring.rules.base import Model
from scoring.rules.line import Line
from scoring.rules.targets.base import Target

ASSIGNED = "assigned"
"""Suffix of the column that says whether the target was assigned (1) or only falls back on a pace (0)."""


class RemainingPace(Model):
    """The equal yearly fall that still reaches the five-year target, rounded up so that meeting it suffices.

    1 − ((1−T)(1−k)/(1−K))^(1/years left): K is the cumulative fall through the assessed year and k the
    year's own, so that (1−K)/(1−k) is what was reached before the year began. Where that already reaches the
    five-year target, the pace is 0. ``binding: false``: what nobody assigned earns points, but no bonus, and no
    condition on a missed target holds by it.
    """

    five_year_target: str
    cumulative: str
    annual: str
    places: int = 2
    binding: bool = True


class Own(Target):
    """The county's own figure; ``fallback`` answers where none was set (left blank)."""

    kind: Literal["own"] = "own"
    item: str
    fallback: RemainingPace | None = None

    def items(self) -> tuple[str, ...]:
        if self.fallback is None:
            return (self.item,)
        return (self.item, self.fallback.five_year_target, self.fallback.cumulative, self.fallback.annual)

    def about(self, year: int) -> tuple[Node, ...]:
        return (Ref(self.item),)

    def build(self, line: Line, unit: str) -> Ref:
        own = line.item(self.item)
        if self.fallback is None:
            return line.column("target", "目标", "target", own, unit=unit)
        pace = _pace(line, self.fallback, unit)
        choice = If(IsNotApplicable(own), pace, own, "未下达年度目标，按剩余年限还需的进度计", "")
        if not self.fallback.binding:
            line.column(
                ASSIGNED, "目标已下达", "helper", If(IsNumber(own), Number(1), Number(0)), mode="open", unit="是否"
            )
        line.watch(
            "W_PACE",
            self.item,
            both(IsNumber(own), own.compare("<", pace)),
            f"年度目标 {{{self.item}}} 低于剩余年限每年还需的 {{{pace.column}}}：年度目标都完成，也达不到五年目标",
            "核对下达的年度目标；无误的，保留并说明",
        )
        return line.column("target", "目标", "target", choice, mode="open", unit=unit)

    def say(self) -> str:
        text = f"目标为“{{{self.item}}}”"
        if self.fallback is not None:
            text += "；未下达的，按剩余年限还需的年均进度计（两位小数，只进不舍；已达到五年目标的计 0）"
            if not self.fallback.binding:
                text += "，只计分，不加分，不触发等次约束和结果运用"
        return text


def _pace(line: Line, spec: RemainingPace, unit: str) -> Ref:
    plan, done, year = (line.item(item) for item in (spec.five_year_target, spec.cumulative, spec.annual))
    left = line.param("years_left", "剩余年数（含本年）", line.calendar.years_left, "年")
    share = line.column(
        "share_left",
        "上年末到期末的强度比",
        "helper",
        (1 - plan / 100) * (1 - year / 100) / (1 - done / 100),
        shown=6,
        positive=True,
        missing_when=either(*(rate.compare(">=", 100) for rate in (plan, done, year))),
    )
    return line.column(
        "pace",
        "剩余年限还需的年均下降率",
        "helper",
        largest(0, Floor((1 - share ** (1 / left)) * 100, spec.places, up=True)),
        places=spec.places,
        unit=unit,
    )
