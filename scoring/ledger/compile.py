"""A scheme compiles to a ledger: columns in the order of calculation, each with one formula."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from scoring.errors import FormulaError, SchemeError
from scoring.formula.columns import GROUP, Column, Parameter, Table
from scoring.formula.draft import Draft, Finding
from scoring.formula.nodes import Exact, If, IsNumber, Number, Param, Ref
from scoring.ledger.tail import lay_tail
from scoring.rules.line import Calendar, Item, Line
from scoring.rules.points.base import lay_chain
from scoring.scheme.models import Indicator
from scoring.scheme.scheme import Scheme


@dataclass(frozen=True)
class Ledger:
    """The compiled scheme of one year: columns, parameters and tables by id, in order."""

    scheme: Scheme
    year: int
    columns: Mapping[str, Column]
    parameters: Mapping[str, Parameter]
    tables: Mapping[str, Table]
    findings: tuple[Finding, ...]

    def owned(self, owner: str) -> tuple[Column, ...]:
        """The columns laid for an indicator, a dimension or (owner "") the tail, without data items."""
        return tuple(self._owned.get(owner, ()))

    @cached_property
    def _owned(self) -> dict[str, list[Column]]:
        found: dict[str, list[Column]] = {}
        for column in self.columns.values():
            if column.role != "item":
                found.setdefault(column.owner, []).append(column)
        return found


@lru_cache(maxsize=64)
def compile_ledger(scheme: Scheme, year: int) -> Ledger:
    """The ledger of a scheme for a year; SchemeError if the year is outside the plan or a rule cannot be laid."""
    if wrong := scheme.outside(year):
        raise SchemeError([wrong])
    period = scheme.spec.period
    draft = Draft()
    calendar = Calendar(year, period.start, period.end, period.base)
    dictionary = {item.id: Item(item.id, item.name, item.unit, item.optional) for item in scheme.items.values()}
    try:
        for item_id in scheme.items:
            Line(draft, "", "", "", calendar, dictionary).item(item_id)
        draft.column(Column(GROUP, "分组", "item"))
        for dimension in scheme.spec.dimensions:
            for indicator in dimension.indicators:
                _add_columns(
                    indicator,
                    Line(
                        draft,
                        indicator.id,
                        indicator.name,
                        indicator.clause,
                        calendar,
                        dictionary,
                        indicator.points,
                        scheme.spec.rounding.completion,
                    ),
                    scheme.spec.rounding.points,
                )
        lay_tail(scheme.spec, draft, calendar, dictionary)
    except FormulaError as error:
        raise SchemeError([f"方案 {scheme.id}：{error}"]) from error
    tables = {
        table.id: replace(table, labels=tuple(map(scheme.name_groups, table.labels))) for table in draft.tables.values()
    }
    findings = tuple(replace(one, message=scheme.name_indicators(one.message)) for one in draft.findings)
    return Ledger(scheme, year, draft.columns, draft.parameters, tables, findings)


def _add_columns(indicator: Indicator, line: Line, places: int) -> None:
    """One indicator's chain: value, target, completion, rate, points, bonus."""
    full = line.param("full", "分值", indicator.points, "分")
    chain = lay_chain(line, indicator, indicator.unit)
    rate = indicator.rule.build(line, chain)
    if indicator.waiver is not None:
        rate = _waive(line, indicator.waiver.build(line), rate)
    weight: Ref | Param = full
    if indicator.points_by_group is not None:
        rows = [
            (float(group), points, f"{{group:{group}}}") for group, points in sorted(indicator.points_by_group.items())
        ]
        table = line.table("weights", "分组分值", rows, (indicator.points, "其余各组"), match="exact", answer_unit="分")
        shown = 2 if all(round(points, 2) == points for _, points, _ in rows) else 4
        weight = line.column("weight", "本组分值", "helper", Exact(Ref(GROUP), table), unit="分", shown=shown)
    if calendar_exempts(indicator, line):
        # Reads nothing: a figure that is missing in such a year leaves nobody pending.
        rate = line.column(
            "rate_exempt", "得分率（本年不考核）", "rate", Number(0), shown=4, na_when=Number(1).compare("=", 1)
        )
    line.column("", "得分", "points", rate * weight, places=places, unit="分")
    for place, bonus in enumerate(indicator.bonuses, 1):
        bonus.build(line if place == 1 else line.branched(f"also{place}"), chain)


def calendar_exempts(indicator: Indicator, line: Line) -> bool:
    """Whether nobody is assessed on the line in this year."""
    return line.calendar.year in indicator.exempt_years


def _waive(line: Line, flag: Ref, rate: Ref) -> Ref:
    """Full points where the flag is 1, whatever the state of the rest; a flag that is missing stays missing."""
    choice = If(flag.compare("=", 1), Number(1), rate, "免予考核，得满分")
    return line.column("rate_waived", "免考后得分率", "rate", If(IsNumber(flag), choice, flag), mode="open", shown=4)
