"""What a total holds beside the dimensions: capped bonus, capped deductions, approved adjustments."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.formula.columns import ADJUSTMENTS, Column, Parameter
from scoring.formula.draft import Draft
from scoring.formula.nodes import FromList, Number, Over, Ref, smallest
from scoring.rules.line import Calendar, Item, Line
from scoring.scheme.models import SchemeSpec


def lay_extras(spec: SchemeSpec, draft: Draft, calendar: Calendar, dictionary: Mapping[str, Item]) -> tuple[Ref, ...]:
    """Bonus under its cap, deductions (0 or below) under theirs, and approved adjustments."""
    extras = []
    cells = tuple(Ref(name) for name, column in draft.columns.items() if column.role == "bonus")
    if cells:
        cap = draft.parameter(Parameter("bonus_cap", "加分合计上限", spec.bonus_cap, "分"))
        extras.append(
            draft.column(
                Column(
                    "bonus",
                    "加分",
                    "total",
                    smallest(cap, Over("sum", cells)),
                    mode="skip",
                    places=spec.rounding.points,
                    unit="分",
                    on_na=0.0,
                )
            )
        )
    deducted = tuple(
        one.build(Line(draft, one.id, one.name, one.clause, calendar, dictionary)) for one in spec.deductions
    )
    if deducted:
        cap = draft.parameter(Parameter("deduction_cap", "扣分合计上限", spec.deduction_cap, "分"))
        off = draft.column(
            Column("deducted", "扣分项合计", "helper", Over("sum", deducted), mode="skip", unit="分", on_na=0.0)
        )
        capped = Number(0) - smallest(cap, off)
        extras.append(
            draft.column(Column("deduction", "扣分", "total", capped, places=spec.rounding.points, unit="分"))
        )
    adjusted = FromList(ADJUSTMENTS, "points")
    extras.append(
        draft.column(Column("adjustment", "核定调整", "total", adjusted, places=spec.rounding.points, unit="分"))
    )
    return tuple(extras)
