"""取值 = 考核口径的能源消费总量：扣除新增可再生能源电力、原料用能和经批准单列的能耗（四（一））。"""

from __future__ import annotations

from typing import Literal

from scoring.formula.nodes import Over, Ref, largest
from scoring.rules.line import Line
from scoring.rules.measures.base import Measure


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

    def items(self) -> tuple[str, ...]:
        return (self.energy, self.renewables, self.renewables_base, self.feedstock, self.listed_apart)

    def build(self, line: Line, unit: str) -> Ref:
        increment = line.column(
            "renewables_new",
            "新增可再生能源电力消费量",
            "helper",
            largest(0, line.item(self.renewables) - line.item(self.renewables_base)),
            unit=unit,
            on_na=0.0,
        )
        parts = (increment, line.item(self.feedstock), line.item(self.listed_apart))
        excluded = line.column(
            "excluded", "不计入总量的能耗合计", "helper", Over("sum", parts), mode="skip", unit=unit, on_na=0.0
        )
        total = line.item(self.energy) - excluded
        return line.column("value", "考核口径能源消费总量", "value", total, unit=unit)

    def say(self) -> str:
        return (
            f"考核口径总量 = “{{{self.energy}}}” − max(0, “{{{self.renewables}}}” − “{{{self.renewables_base}}}”)"
            f" − “{{{self.feedstock}}}” − “{{{self.listed_apart}}}”"
        )
