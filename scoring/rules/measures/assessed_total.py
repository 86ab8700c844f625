"""取值 = 考核口径的能源消费总量：扣除新增可再生能源电力、原料用能和经批准单列的能耗（四（一））。"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from scoring.formula.nodes import IsNotApplicable, IsNumber, Over, Ref, both, largest, smallest
from scoring.rules.base import Model, number
from scoring.rules.line import Line
from scoring.rules.measures.base import Measure


class DeductionLimit(Model):
    """The most that may be taken off: ``share`` percent of an item (绿证抵扣不超过所需节能量的50%)."""

    of: str
    share: float = Field(gt=0, le=100)


class AssessedTotal(Measure):
    """Energy use less what the plan does not count; all in one unit and one caliber.

    New renewable power is the rise over the base year, never below 0; it leaves the total only.
    An exclusion that is not applicable is none; those that the scheme does not know are left out.
    """

    kind: Literal["assessed_total"] = "assessed_total"
    energy: str
    renewables: str | None = None
    renewables_base: str | None = None
    feedstock: str | None = None
    listed_apart: str | None = None
    cap: DeductionLimit | None = None

    @model_validator(mode="after")
    def _whole(self) -> AssessedTotal:
        if (self.renewables is None) != (self.renewables_base is None):
            raise ValueError("renewables（可再生能源电力）和 renewables_base（基期的）要么都写，要么都不写")
        if self.cap is not None and self.renewables is None:
            raise ValueError("cap 是新增可再生能源扣减的上限，没有写 renewables；去掉 cap，或写上 renewables")
        if self.renewables is None and not self._others():
            raise ValueError("没有写要扣除的（renewables、feedstock、listed_apart）；不扣除的用 kind: reported")
        return self

    def _others(self) -> tuple[str, ...]:
        return tuple(item for item in (self.feedstock, self.listed_apart) if item is not None)

    def items(self) -> tuple[str, ...]:
        own = (self.energy, self.renewables, self.renewables_base, *self._others(), self.cap.of if self.cap else None)
        return tuple(item for item in own if item is not None)

    def figure(self) -> str:
        return self.energy

    def shares(self) -> tuple[tuple[str, str], ...]:
        own = (self.renewables, self.renewables_base, *self._others())
        return tuple((item, self.energy) for item in own if item is not None)

    def twins(self) -> tuple[tuple[str, str], ...]:
        both = (self.renewables, self.renewables_base)
        return ((both[0], both[1]),) if both[0] is not None and both[1] is not None else ()

    def levers(self) -> tuple[str, ...]:
        # The rest needs an approval or lies in the past.
        return (self.energy,) if self.renewables is None else (self.energy, self.renewables)

    def _new_renewables(self, line: Line, unit: str) -> tuple[Ref, ...]:
        if self.renewables is None or self.renewables_base is None:
            return ()
        increment = line.column(
            "renewables_new",
            "新增可再生能源电力消费量",
            "helper",
            largest(0, line.item(self.renewables) - line.item(self.renewables_base)),
            unit=unit,
            on_na=0.0,
        )
        known, base = line.item(self.renewables), line.item(self.renewables_base)
        line.watch(
            "W_PART_NA",
            self.renewables_base,
            both(IsNotApplicable(base), IsNumber(known), known.compare(">", 0)),
            f"“{line.dictionary[self.renewables].name}”是 {{{known.column}}}，基期的却申报不适用，新增的因此没有扣除",
            "基期没有的应当填 0；确实不适用的，请核实理由",
        )
        if self.cap is not None:
            share = line.param("cap_share", "新增可再生能源扣减上限", self.cap.share, "%")
            most = smallest(increment, line.item(self.cap.of) * share / 100)
            increment = line.column("renewables_taken", "可扣减的新增可再生能源", "helper", most, unit=unit, on_na=0.0)
        return (increment,)

    def build(self, line: Line, unit: str) -> Ref:
        parts = (*self._new_renewables(line, unit), *map(line.item, self._others()))
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
        most = "" if self.cap is None else f"；新增可再生能源最多扣“{{{self.cap.of}}}”的{number(self.cap.share)}%"
        new = f" − max(0, “{{{self.renewables}}}” − “{{{self.renewables_base}}}”)" if self.renewables else ""
        either = "（两年的可再生能源有一个不适用，也是）" if self.renewables else ""
        others = "".join(f" − “{{{item}}}”" for item in self._others())
        return f"考核口径总量 = “{{{self.energy}}}”{new}{others}{most}；不适用的扣除项按 0 扣{either}"
