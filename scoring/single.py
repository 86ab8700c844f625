"""One line of the point table on its own: the points that a value and a target would earn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from scoring.errors import DataError
from scoring.formula.columns import GROUP, NOT_APPLICABLE_TEXT, State
from scoring.formula.nodes import Down, Rank
from scoring.formula.numbers import Frame, States, fill
from scoring.ledger.compile import Ledger, compile_ledger
from scoring.rounding import to_15_digits
from scoring.scheme.models import Indicator
from scoring.scheme.scheme import Scheme
from scoring.scheme.spelling import nearest


@dataclass(frozen=True)
class Entered:
    """Figures given by hand: value and target take the place of those that the scheme would compute; value stands for the
    item where the line has no value and reads one item only. items: other figures by item id, 不适用 included. group: id or
    name of the county's group, where weights or targets go by group."""

    value: float | None = None
    target: float | None = None
    items: Mapping[str, float | str] = field(default_factory=dict)
    group: str | None = None


def points_of(
    scheme: Scheme,
    indicator_id: str,
    year: int,
    entered: Entered,
) -> float | None:
    """Points of an indicator, by the ledger's own columns; None where a figure that the rule reads is lacking.

    A waiver whose items are not given does not act; the bonus stands outside the points. Raises DataError for an unknown indicator, item or
    group, for a value or target that the line does not use, and for a line that compares counties.
    """
    indicator = _indicator(scheme, indicator_id)
    ledger = compile_ledger(scheme, year)
    figures, value, target = entered.items, entered.value, entered.target
    unknown = [name for name in figures if name not in scheme.items]
    if unknown:
        raise DataError(f"方案里没有数据项 {'、'.join(unknown)}{nearest(unknown[0], list(scheme.items))}")
    fixed: dict[str, float] = {}
    if value is not None:
        fixed[_stands_for(ledger, indicator)] = value
    if target is not None:
        if f"{indicator.id}.target" not in ledger.columns:
            raise DataError(f"“{indicator.name}”（{indicator.id}）的计分不用目标值")
        fixed[f"{indicator.id}.target"] = target
    waiver = f"{indicator.id}.waived"
    if waiver in ledger.columns and not _needed(ledger, waiver, fixed).keys() & figures.keys():
        fixed[waiver] = 0.0
    _stands_alone(ledger, indicator, fixed)
    return _run(ledger, indicator, fixed, figures, _group(scheme, entered.group))


def _indicator(scheme: Scheme, indicator_id: str) -> Indicator:
    found = next((one for one in scheme.indicators if indicator_id in (one.id, one.name)), None)
    if found is None:
        raise DataError(f"方案里没有指标 {indicator_id}{nearest(indicator_id, [one.id for one in scheme.indicators])}")
    return found


def _group(scheme: Scheme, group: str | None) -> float:
    """The pool number of a group; 1 where there are no groups, NaN where one should have been named."""
    groups = scheme.region.groups if scheme.region else ()
    if group is None:
        return np.nan if groups else 1.0
    for place, one in enumerate(groups, 1):
        if group in (one.id, one.name):
            return float(place)
    raise DataError(f"方案里没有分组 {group}{nearest(group, [one.id for one in groups])}")


def _stands_for(ledger: Ledger, indicator: Indicator) -> str:
    """The column that a value given by hand takes the place of."""
    if f"{indicator.id}.value" in ledger.columns:
        return f"{indicator.id}.value"
    items = indicator.items()
    if len(items) != 1:
        raise DataError(f"“{indicator.name}”（{indicator.id}）由几个数据项判定，没有单一的取值：请逐项给出")
    return items[0]


def _needed(ledger: Ledger, column: str, fixed: Mapping[str, float]) -> dict[str, None]:
    """The columns that one reads, guards included, and itself, down to what is fixed; in no order."""
    found: dict[str, None] = {}
    waiting = [column]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found[name] = None
        if name not in fixed:
            waiting.extend(ledger.columns[name].reads)
    return found


def _stands_alone(ledger: Ledger, indicator: Indicator, fixed: Mapping[str, float]) -> None:
    """DataError where the points depend on the other counties: among itself alone a county is always the best."""
    for name in _needed(ledger, indicator.id, fixed):
        formula = ledger.columns[name].formula
        if name not in fixed and formula is not None and any(isinstance(one, (Down, Rank)) for one in formula.walk()):
            raise DataError(
                f"“{indicator.name}”（{indicator.id}）要与其他县（市、区）比较（{ledger.columns[name].name}），"
                "只有一个县的数算不出来：用整张表算"
            )


@np.errstate(all="ignore")
def _run(
    ledger: Ledger,
    indicator: Indicator,
    fixed: Mapping[str, float],
    figures: Mapping[str, float | str],
    group: float,
) -> float | None:
    frame = Frame(1, {name: one.value for name, one in ledger.parameters.items()}, ledger.tables, {})
    needed = _needed(ledger, indicator.id, fixed)
    for column in ledger.columns.values():
        if column.id not in needed:
            continue
        if column.id == GROUP:
            frame.values[GROUP] = np.array([group])
            frame.states[GROUP] = np.array([State.MISSING], np.int8) if np.isnan(group) else None
        elif column.id in fixed:
            frame.values[column.id] = to_15_digits(np.array([float(fixed[column.id])]))
            frame.states[column.id] = None
        elif column.formula is None:
            _enter(ledger, column.id, figures, frame)
        else:
            fill(column, frame)
    states = frame.states[indicator.id]
    return float(frame.values[indicator.id][0]) if states is None else None


def _enter(ledger: Ledger, name: str, figures: Mapping[str, float | str], frame: Frame) -> None:
    """A data item: as given, or lacking (an optional one does not apply)."""
    cell = figures.get(name)
    states: States | None = None
    number = np.nan
    if isinstance(cell, (int, float)):
        number = float(cell)
    else:
        optional = cell is None and ledger.scheme.items[name.partition("@")[0]].optional
        idle = optional or (isinstance(cell, str) and cell.startswith(NOT_APPLICABLE_TEXT))
        states = np.array([State.NOT_APPLICABLE if idle else State.MISSING], np.int8)
    frame.values[name], frame.states[name] = to_15_digits(np.array([number])), states
