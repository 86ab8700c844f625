"""目标 = 下达给本县的数；未下达的，可按剩余年限还需的进度补上，补上的不作为下达的目标。"""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from scoring.formula.nodes import Floor, If, IsNotApplicable, IsNumber, Node, Number, Param, Ref, both, either, largest
from scoring.rules.base import Model
from scoring.rules.line import Line
from scoring.rules.targets.base import Target

ASSIGNED = "assigned"
"""Suffix of the column that says whether the target was assigned (1) or only falls back on a pace (0)."""


class Pace(Model):
    """The yearly fall that takes the place of a target that nobody assigned, rounded up so that meeting it suffices.

    ``pace: remaining``: the equal yearly fall that still reaches the five-year target,

    1 − ((1−T)(1−k)/(1−K))^(1/years left): K is the cumulative fall through the assessed year and k the
    year's own, so that (1−K)/(1−k) is what was reached before the year began. Where that already reaches the
    five-year target, the pace is 0. ``pace: plan_average``: the plan's own yearly average, 1 − (1−T)^(1/years of the plan),
    the same in every year and whatever was reached (“未下达年度目标的，按五年目标的年均下降率”). ``binding: false``: what nobody assigned earns points, but no bonus, and no
    condition on a missed target holds by it.
    """

    five_year_target: str
    pace: Literal["remaining", "plan_average"] = "remaining"
    cumulative: str | None = None
    annual: str | None = None
    places: int = 2
    binding: bool = True

    @model_validator(mode="after")
    def _whole(self) -> Pace:
        named = (self.cumulative is not None, self.annual is not None)
        if self.pace == "remaining" and not all(named):
            raise ValueError(
                "剩余年限的进度要有 cumulative（累计下降率）和 annual（本年下降率）；补上，或写 pace: plan_average"
            )
        if self.pace == "plan_average" and any(named):
            raise ValueError("规划期年均（pace: plan_average）不看 cumulative、annual；去掉")
        return self

    def items(self) -> tuple[str, ...]:
        """The items that the pace is worked out from."""
        return tuple(item for item in (self.five_year_target, self.cumulative, self.annual) if item is not None)


class Own(Target):
    """The county's own figure; ``fallback`` answers where none was set (left blank)."""

    kind: Literal["own"] = "own"
    item: str
    fallback: Pace | None = None

    def items(self) -> tuple[str, ...]:
        if self.fallback is None:
            return (self.item,)
        return (self.item, *self.fallback.items())

    def about(self, year: int) -> tuple[Node, ...]:
        return (Ref(self.item),)

    def build(self, line: Line, unit: str) -> Ref:
        own = line.item(self.item)
        if self.fallback is None:
            return line.column("target", "目标", "target", own, unit=unit)
        average = self.fallback.pace == "plan_average"
        pace = (_average if average else _pace)(line, self.fallback, unit)
        why = "未下达年度目标，按五年目标的年均计" if average else "未下达年度目标，按剩余年限还需的进度计"
        choice = If(IsNotApplicable(own), pace, own, why)
        if not self.fallback.binding:
            line.column(
                ASSIGNED, "目标已下达", "helper", If(IsNumber(own), Number(1), Number(0)), mode="open", unit="是否"
            )
        line.watch(
            "W_PACE",
            self.item,
            both(IsNumber(own), own.compare("<", pace)),
            f"年度目标 {{{self.item}}} 低于{'五年目标的年均' if average else '剩余年限每年还需的'} {{{pace.column}}}"
            "：年度目标都完成，也达不到五年目标",
            "核对下达的年度目标；无误的，保留并说明",
        )
        return line.column("target", "目标", "target", choice, mode="open", unit=unit)

    def say(self) -> str:
        text = f"目标为“{{{self.item}}}”"
        if self.fallback is not None:
            places = f"{_PLACES_SAID.get(self.fallback.places, f'{self.fallback.places}位')}小数，只进不舍"
            if self.fallback.pace == "plan_average":
                text += f"；未下达的，按五年目标的年均下降率计（{places}）"
            else:
                text += f"；未下达的，按剩余年限还需的年均进度计（{places}；已达到五年目标的计 0）"
            if not self.fallback.binding:
                text += "，只计分，不加分，不触发等次约束和结果运用"
        return text


_PLACES_SAID = {2: "两位"}


def _average(line: Line, spec: Pace, unit: str) -> Ref:
    plan, calendar = line.item(spec.five_year_target), line.calendar
    years = line.param("plan_years", "规划期年数", calendar.end - calendar.base, "年")
    left = line.column(
        "share_planned", "期末与基期的强度比", "helper", 1 - plan / 100, shown=6, positive=True,
        missing_when=plan.compare(">=", 100),
    )  # fmt: skip
    return _yearly(line, spec, "规划期年均下降率", left, years, unit)


def _yearly(line: Line, spec: Pace, name: str, share: Ref, years: Param, unit: str) -> Ref:
    fall = Floor((1 - share ** (1 / years)) * 100, spec.places, up=True)
    return line.column("pace", name, "helper", largest(0, fall), places=spec.places, unit=unit)


def _pace(line: Line, spec: Pace, unit: str) -> Ref:
    plan, done, year = (line.item(item) for item in spec.items())
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
    return _yearly(line, spec, "剩余年限还需的年均下降率", share, left, unit)
