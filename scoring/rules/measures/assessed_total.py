"""取值 = 考核口径的能源消费总量：扣除新增可再生能源电力、原料用能和经批准单列的能耗（四（一））。"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from scoring.formula.nodes import Over, Ref, largest, smallest
from scoring.rules.base import Model
from scoring.rules.line import Line
from scoring.rules.measures.base import Measure


class Cap(Model):
    """The most that may be taken off: ``share`` percent of an item (绿证抵扣不超过所需节能量的50%)."""

    of: str
    share: float = Field(gt=0, le=100)


class AssessedTotal(Measure):
    """Energy use less what the plan does not count; all in one unit and one caliber.

    New renewable power is the rise over the base year, never below 0; it leaves the total only.
    An exclusion that is not applicable is none.
    """

    kind: Literal["assessed_total"] = "assessed_total"
    energy: str
    renewables: str
    renewables_base: str
    feedstock: str
    listed_apart: str
    cap: Cap | None = None

    def items(self) -> tuple[str, ...]:
        own = (self.energy, self.renewables, self.renewables_base, self.feedstock, self.listed_apart)
        return own if self.cap is None else (*own, self.cap.of)

    def build(self, line: Line, unit: str) -> Ref:
        increment = line.column(
            "renewables_new",
            "新增可再生能源电力消费量",
            "helper",
            largest(0, line.item(self.renewables) - line.item(self.renewables_base)),
            unit=unit,
            on_na=0.0,
        )
        if self.cap is not None:
            share = line.param("cap_share", "新增可再生能源扣减上限", self.cap.share, "%")
            most = smallest(increment, line.item(self.cap.of) * share / 100)
            increment = line.column("renewables_taken", "可扣减的新增可再生能源", "helper", most, unit=unit, on_na=0.0)
        parts = (increment, line.item(self.feedstock), line.item(self.listed_apart))
        excluded = line.column(
            "excluded", "不计入总量的能耗合计", "helper", Over("sum", parts), mode="skip", unit=unit, on_na=0.0
        )
        total = line.item(self.energy) - excluded
        value = line.column("value", "考核口径能源消费总量", "value", total, unit=unit)
        line.watch(
            "W_EXCLUDED",
            self.energy,
            value.compare("<", 0),
            f"“{line.name}”扣除的数大于能源消费总量，扣后为 {{{value.column}}}",
            "核对各数的单位（吨还是万吨标准煤）和扣除项",
        )
        return value

    def say(self) -> str:
        most = "" if self.cap is None else f"；新增可再生能源最多扣“{{{self.cap.of}}}”的{self.cap.share:g}%"
        return (
            f"考核口径总量 = “{{{self.energy}}}” − max(0, “{{{self.renewables}}}” − “{{{self.renewables_base}}}”)"
            f" − “{{{self.feedstock}}}” − “{{{self.listed_apart}}}”{most}"
        )
