"""What differs between two assessments besides points: figures, rules, gates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from scoring.assessment import Assessment
from scoring.formula.columns import Parameter, Table
from scoring.rules.gates.base import PLACE

T = TypeVar("T")
Cell = float | str
"""A figure, or how the cell stands: 缺报, 不适用."""


@dataclass(frozen=True)
class FigureChange:
    """A reported figure that is not what it was. indicators: ids of the lines of this year that read it."""

    county: str
    item: str
    name: str
    unit: str
    last: Cell
    this: Cell
    indicators: tuple[str, ...]

    @property
    def difference(self) -> float | None:
        """this − last, where both are numbers."""
        if isinstance(self.last, str) or isinstance(self.this, str):
            return None
        return self.this - self.last


@dataclass(frozen=True)
class RuleChange:
    """A parameter or table of the rules that differs; None where one scheme does not have it."""

    id: str
    name: str
    owner: str
    unit: str
    last: Cell | None
    this: Cell | None


@dataclass(frozen=True)
class GateChange:
    """A gate that began or ceased to act on a county."""

    county: str
    gate: str
    name: str
    began: bool


def figure_changes(last: Assessment, this: Assessment) -> tuple[FigureChange, ...]:
    """Every figure of a county and item that both have and that differs, in the order of this table."""
    readers: dict[str, list[str]] = {}
    for indicator in this.scheme.indicators:
        for name in indicator.items():
            readers.setdefault(name, []).append(indicator.id)
    items = [item for item in this.scheme.items.values() if item.id in last.intake.values]
    there, found = set(last.counties), []
    for place, county in enumerate(this.counties):
        for item in items if county in there else ():
            before, now = last.filled.text(item.id, last.place(county)), this.filled.text(item.id, place)
            if before != now:
                lines = tuple(readers.get(item.id, ()))
                found.append(FigureChange(county, item.id, item.name, item.unit, before, now, lines))
    return tuple(found)


def rule_changes(last: Assessment, this: Assessment) -> tuple[RuleChange, ...]:
    """Parameters and tables that differ, those of this year first."""
    return (*_parameters(last, this), *_tables(last, this))


def _both(old: Mapping[str, T], new: Mapping[str, T]) -> Iterator[tuple[T, T | None, T | None]]:
    """Everything of either: what it is, as it was, as it is."""
    for name in dict.fromkeys((*new, *old)):
        yield new[name] if name in new else old[name], old.get(name), new.get(name)


def _parameters(last: Assessment, this: Assessment) -> Iterator[RuleChange]:
    for known, before, now in _both(last.compiled.parameters, this.compiled.parameters):
        one, other = _cell(last, before), _cell(this, now)
        if known.id.endswith(".reason") and None in (one, other):  # a gate's words go with it
            continue
        if known.id.endswith(".years_left") and None not in (one, other):  # the calendar's, no rule of the scheme
            continue
        if one != other:
            yield RuleChange(known.id, known.name.removesuffix(PLACE), known.owner, known.unit, one, other)


def _cell(assessment: Assessment, one: Parameter | None) -> Cell | None:
    """A parameter's value; of a grade, its name and not its place."""
    if one is None or isinstance(one.value, str) or not one.name.endswith(PLACE):
        return None if one is None else one.value
    return assessment.scheme.spec.grades[int(one.value) - 1].name


def _tables(last: Assessment, this: Assessment) -> Iterator[RuleChange]:
    for known, before, now in _both(last.compiled.tables, this.compiled.tables):
        one, other = None if before is None else _rows_text(before), None if now is None else _rows_text(now)
        if one != other:
            yield RuleChange(known.id, known.name, known.owner, "", one, other)


def _rows_text(table: Table) -> str:
    """A table on one line: 「达到 100% 一档 → 1；…；其余 → 0」."""

    def answer(one: float | str) -> str:
        return one if isinstance(one, str) else f"{one:.10g}"

    rows = [
        f"{label or f'{key:.10g}'} → {answer(one)}"
        for key, one, label in zip(table.keys, table.answers, table.labels, strict=True)
    ]
    return "；".join([*rows, f"{table.otherwise_label or '其余'} → {answer(table.otherwise)}"])


def gate_changes(last: Assessment, this: Assessment) -> tuple[GateChange, ...]:
    """Gates that act on a county now and did not, or did and do not; a gate that does not exist does not act."""
    found = []
    names = {gate.id: gate.name for one in (last, this) for gate in one.scheme.spec.gates}
    before, now = acting_gates(last), acting_gates(this)
    for county in this.counties:
        if county not in before:
            continue
        for gate, name in names.items():
            if (gate in now[county]) != (gate in before[county]):
                found.append(GateChange(county, gate, name, gate in now[county]))
    return tuple(found)


def acting_gates(assessment: Assessment) -> dict[str, tuple[str, ...]]:
    """Ids of the gates that act on each county, in the scheme's order."""
    values = assessment.filled.frame.values
    acting: dict[str, list[str]] = {county: [] for county in assessment.counties}
    for gate in assessment.scheme.spec.gates:
        for place in np.flatnonzero(values[gate.id] == 1) if gate.id in values else ():
            acting[assessment.counties[int(place)]].append(gate.id)
    return {county: tuple(gates) for county, gates in acting.items()}
