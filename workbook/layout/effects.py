"""What an adjustment or a gate cost or gave a county, in words: 「等次由超额完成降为完成，名次由第 3 名降为第 5 名」."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.assessment import Adjustment, Assessment
from scoring.formula.columns import PENDING_TEXT
from scoring.without import AdjustmentEffect, GateEffect, Moved, adjustment_effects, gate_effects

MOST = 300
"""Rows of 核定调整, and counties under gates, up to which each is compared with the run without it: every one is a run of its own."""
REMOVED = "核定调整和等次约束的影响（去掉这一项，其他不变，再算一遍；按写出时的数据）："
_NAMED = 5


@dataclass(frozen=True)
class Effects:
    """All of a result's; in words by the row of 核定调整 and by county."""

    assessment: Assessment
    adjustments: tuple[AdjustmentEffect, ...]
    gates: tuple[GateEffect, ...]
    left_out: str = ""
    """What was not reckoned, because it is too much; blank for nothing."""

    def row(self, place: int) -> str:
        """What the adjustment at a place did to its county and to others."""
        one = self.adjustments[place]
        moved = [f"{other.county}{'，'.join(_steps(self.assessment, other))}" for other in one.others]
        rest = f"等 {len(moved)} 个县（市、区）" if len(moved) > _NAMED else ""
        also = f"；另有{'；'.join(moved[:_NAMED])}{rest}" if moved else ""
        return f"{self._own(one.own)}{also}"

    def adjusted(self, county: str) -> list[tuple[Adjustment, str]]:
        """A county's adjustments, each with what it did to the county; blank where that was not reckoned."""
        if not self.adjustments:
            return [(one, "") for one in self.assessment.adjustments if one.county == county]
        return [(one.adjustment, self._own(one.own)) for one in self.adjustments if one.own.county == county]

    def gate(self, county: str) -> str:
        """What the gates did to a county; blank where none acts."""
        one = next((one for one in self.gates if one.own.county == county), None)
        return "" if one is None else self._gate(one)

    def county(self, name: str) -> list[str]:
        """A county's adjustments and gates, a sentence each."""
        found = [
            f"“{self.assessment.scheme.indicator(one.indicator).name}”核定调整 {signed(one.points)} 分（{one.reason}），{effect}"
            for one, effect in self.adjusted(name)
            if effect
        ]
        gate = self.gate(name)
        return [*found, *([f"等次约束{gate}"] if gate else [])]

    def telling(self) -> list[str]:
        """A sentence an adjustment and a county under gates, where grade or rank is another one."""
        found = []
        for place, row in enumerate(self.adjustments):
            if row.own.placed or row.others:
                one = row.adjustment
                name = self.assessment.scheme.indicator(one.indicator).name
                found.append(f"{one.county}“{name}”核定调整 {signed(one.points)} 分，{self.row(place)}。")
        order = {self.assessment.counties[place]: number for number, place in enumerate(self.assessment.ranked)}
        for gate in sorted(self.gates, key=lambda one: order[one.own.county]):
            if gate.own.placed:
                named = "；".join(name for _, name in gate.gates)
                found.append(f"{gate.own.county}的等次约束（{named}），{self._gate(gate)}。")
        return [*found, *([f"{self.left_out}。"] if self.left_out else [])]

    def _gate(self, one: GateEffect) -> str:
        whole = self._own(one.own)
        if not one.alone:
            return whole
        helps = [
            f"单独去掉{name}，{'，'.join(_steps(self.assessment, each, back=True))}"
            for (_, name), each in zip(one.gates, one.alone, strict=True)
            if each.placed
        ]
        return f"{whole}（{'；'.join(helps) or '单独去掉其中任何一条，等次、名次不变'}）"

    def _own(self, moved: Moved) -> str:
        steps = _steps(self.assessment, moved)
        return f"使{'，'.join(steps)}" if steps else "没有改变等次、名次"


def effects_of(assessment: Assessment) -> Effects:
    """Every adjustment and every county under gates; neither beyond ``MOST`` of them, and that is said."""
    values = assessment.filled.frame.values
    acting = [values[gate.id] == 1 for gate in assessment.scheme.spec.gates if gate.id in values]
    gated = int(np.logical_or.reduce(acting).sum()) if acting else 0
    many = [f"核定调整 {len(assessment.adjustments)} 笔"] if len(assessment.adjustments) > MOST else []
    many += [f"受等次约束的县（市、区）{gated} 个"] if gated > MOST else []
    left_out = f"{'、'.join(many)}，超过 {MOST}，没有逐一去掉重算" if many else ""
    few = len(assessment.adjustments) <= MOST
    return Effects(
        assessment, adjustment_effects(assessment) if few else (), gate_effects(assessment) if gated <= MOST else (), left_out
    )  # fmt: skip


def signed(points: float) -> str:
    """「+1」 or 「−0.5」."""
    return f"{'−' if points < 0 else '+'}{abs(points):g}"


def _steps(assessment: Assessment, one: Moved, back: bool = False) -> list[str]:
    """「等次由超额完成降为完成」 and 「名次由第 3 名降为第 5 名」, as far as they are others. back: the other way round."""
    before, after = (one.actual, one.without) if back else (one.without, one.actual)
    names, found = [grade.name for grade in assessment.scheme.spec.grades], []
    if before.grade != after.grade:
        if PENDING_TEXT in (before.grade, after.grade):
            word = "变为"
        else:
            word = "降为" if names.index(after.grade) > names.index(before.grade) else "升为"
        found.append(f"等次由{before.grade}{word}{after.grade}")
    if before.rank != after.rank:
        numbers = isinstance(before.rank, float) and isinstance(after.rank, float)
        word = ("降为" if float(after.rank) > float(before.rank) else "升为") if numbers else "变为"
        found.append(f"名次由{_rank(before.rank)}{word}{_rank(after.rank)}")
    return found


def _rank(value: float | str) -> str:
    return f"第 {value:.0f} 名" if isinstance(value, float) else "没有名次"


__all__ = ["MOST", "REMOVED", "Effects", "effects_of", "signed"]
