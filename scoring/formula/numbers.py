"""First reading: a formula as numbers, for all counties at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from scoring.formula import across, downwards, lookups
from scoring.formula.columns import Column, State, Table
from scoring.formula.nodes import (
    Arithmetic,
    Compare,
    Down,
    Exact,
    Extreme,
    Floor,
    FromList,
    If,
    IsNotApplicable,
    IsNumber,
    Ln,
    Logic,
    Node,
    Not,
    Number,
    Order,
    Over,
    Param,
    Rank,
    Ref,
    Round,
    Step,
    Weighted,
    WeightOf,
)
from scoring.rounding import round_half_up

Floats = npt.NDArray[np.float64]
States = npt.NDArray[np.int8]
Value = Any  # a float64 or bool array over counties, or a scalar that stands for all of them


@dataclass
class Frame:
    """The ledger while it is filled: one array a column. ``states[column]`` is None where all have a figure. ``lists[id][field]`` holds one sum a county (field "" counts
    rows). A column may also hold many cases, cases × counties, where a parameter (cases × 1) or an earlier column does.
    """

    size: int
    parameters: Mapping[str, float | str | Floats]
    tables: Mapping[str, Table]
    lists: Mapping[str, Mapping[str, Floats]] = field(default_factory=dict)
    values: dict[str, Floats] = field(default_factory=dict)
    states: dict[str, States | None] = field(default_factory=dict)

    def parameter(self, name: str) -> Value:
        """A numeric parameter: a float, or a figure a case (cases × 1)."""
        found = self.parameters[name]
        return found if isinstance(found, np.ndarray) else float(found)

    def is_number(self, name: str) -> npt.NDArray[np.bool_]:
        """Where a column has a figure."""
        states = self.states[name]
        return np.ones(self.size, bool) if states is None else states == State.OK


def fill(column: Column, frame: Frame) -> None:
    """Compute a column from the columns before it. Items are already there.

    Cells without a figure are computed too, and then left out: callers switch numpy's warnings off, once for all columns.
    """
    formula, states = column.formula, _states(column, frame)
    if isinstance(formula, If) and (formula.then, formula.other) == (Number(1), Number(0)):
        formula = formula.test  # a flag is whole as it is: nothing to choose, nothing to round
    assert formula is not None
    keep(column, frame, value(formula, frame), states)


def keep(column: Column, frame: Frame, result: Value, states: States | None) -> None:
    """Guard, round and store what a column's formula gives, whoever computed it."""
    whole = np.asarray(result).dtype == bool
    result = np.asarray(result, dtype=np.float64)
    values = np.full(frame.size, float(result)) if result.ndim == 0 else result
    states = _guarded(column, frame, states)
    if column.places is not None and not whole:
        values = round_half_up(values, column.places)
    if states is not None:
        if column.on_na is not None:
            values = np.where(states == State.NOT_APPLICABLE, column.on_na, values)
            states = np.where(states == State.NOT_APPLICABLE, np.int8(State.OK), states)
        values = np.where(states == State.OK, values, np.nan)
        if not states.any():
            states = None
    frame.values[column.id] = values
    frame.states[column.id] = states


def _states(column: Column, frame: Frame) -> States | None:
    formula = column.formula
    assert formula is not None
    if isinstance(formula, Order):
        return None
    if column.mode == "open":
        return state(formula, frame)
    if column.mode == "strict":
        worst = across.worst([frame.states[name] for name in column.reads])
        if worst is None or not column.na_is_missing:
            return worst
        return np.where(worst == State.OK, np.int8(State.OK), np.int8(State.MISSING))
    known = [frame.states[name] for name in column.skips]
    if all(one is None for one in known):
        return None
    stack = across.stacked([np.zeros(frame.size, np.int8) if one is None else one for one in known])
    result = np.where(stack.min(axis=0) > State.OK, np.int8(State.NOT_APPLICABLE), np.int8(State.OK))
    return np.where(stack.max(axis=0) == State.MISSING, np.int8(State.MISSING), result)


def _guarded(column: Column, frame: Frame, states: States | None) -> States | None:
    for guard, verdict in ((column.na_when, State.NOT_APPLICABLE), (column.missing_when, State.MISSING)):
        if guard is None:
            continue
        hit = np.asarray(value(guard, frame))
        if states is None:
            if not hit.any():
                continue
            states = np.zeros(frame.size, np.int8)
        states = np.where((states == State.OK) & hit, np.int8(verdict), states)
    return states


def state(node: Node, frame: Frame) -> States | None:
    """How each county's cell stands under an open formula: the state of the branch taken."""
    if isinstance(node, Ref):
        return frame.states[node.column]
    if isinstance(node, If):
        then, other = state(node.then, frame), state(node.other, frame)
        test = across.worst([state(node.test, frame)])
        if then is None and other is None and test is None:
            return None
        zero = np.zeros(frame.size, np.int8)
        chosen = np.where(value(node.test, frame), zero if then is None else then, zero if other is None else other)
        return chosen if test is None else np.maximum(chosen, test)
    if isinstance(node, (IsNumber, IsNotApplicable)):
        return None
    return across.worst([state(child, frame) for child in node.children()])


def value(node: Node, frame: Frame) -> Value:
    """The formula over all counties. Where a reference is no number the result has no meaning."""
    return _READINGS[type(node)](node, frame)


def _arithmetic(node: Arithmetic, frame: Frame) -> Value:
    left, right = value(node.left, frame), value(node.right, frame)
    return across.operate(node.operator, left, right, fresh=isinstance(node.left, Arithmetic))


def _if(node: If, frame: Frame) -> Value:
    test = value(node.test, frame)
    if isinstance(test, bool):  # the same for every county
        return value(node.then if test else node.other, frame)
    return np.where(test, value(node.then, frame), value(node.other, frame))


def _extreme(node: Extreme, frame: Frame) -> Value:
    return across.whole(node.which, [value(term, frame) for term in node.terms])


def _floor(node: Floor, frame: Frame) -> Value:
    scaled = round_half_up(np.asarray(value(node.term, frame)) * 10.0**node.places, 6)
    return (np.ceil(scaled) if node.up else np.floor(scaled)) / 10.0**node.places


def _compare(node: Compare, frame: Frame) -> Value:
    left, right = value(node.left, frame), value(node.right, frame)
    return _COMPARATORS[node.comparator](left, right)


_COMPARATORS: dict[str, Callable[[Value, Value], Value]] = {
    "=": np.equal,
    "<>": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}


def _logic(node: Logic, frame: Frame) -> Value:
    both = node.which == "and"
    result: Value = both
    for term in node.terms:
        result = (np.logical_and if both else np.logical_or)(result, value(term, frame))
        if not result.any() if both else result.all():  # settled for every county: spare the rest
            return result
    return result


def _stands(node: IsNumber | IsNotApplicable, frame: Frame, expected: State) -> Value:
    states = frame.states[node.term.column]
    return expected == State.OK if states is None else states == expected


def rows(node: Step | Exact, frame: Frame) -> npt.NDArray[np.intp]:
    """Which row of the table each county falls in; the number of rows stands for ``otherwise``."""
    return lookups.rows(frame.tables[node.table], _looked_up(node, frame))


def _looked_up(node: Step | Exact, frame: Frame) -> Floats:
    term = np.asarray(value(node.term, frame), np.float64)
    return np.broadcast_to(term, (frame.size,)) if term.ndim == 0 else term


def _lookup(node: Step | Exact, frame: Frame) -> Value:
    return lookups.answers(frame.tables[node.table], _looked_up(node, frame))


def _present(names: tuple[Ref, ...], frame: Frame) -> npt.NDArray[np.bool_]:
    return across.stacked([frame.is_number(ref.column) for ref in names])


def _whole(names: tuple[Ref, ...], frame: Frame) -> bool:
    """Whether every cell has a figure, so that nothing is skipped."""
    return all(frame.states[ref.column] is None for ref in names)


def _over(node: Over, frame: Frame) -> Value:
    if node.which == "count":
        return _present(node.cells, frame).sum(axis=0).astype(np.float64)
    numbers = [frame.values[ref.column] for ref in node.cells]
    if _whole(node.cells, frame):
        return across.whole(node.which, numbers)
    return across.present_only(node.which, _present(node.cells, frame), across.stacked(numbers))


def _weights(node: WeightOf | Weighted, frame: Frame) -> list[Floats]:
    weights = [np.asarray(value(weight, frame), np.float64) for weight in node.weights]
    return [np.broadcast_to(one, (frame.size,)) if one.ndim == 0 else one for one in weights]


def _weight_of(node: WeightOf, frame: Frame) -> Value:
    if _whole(node.cells, frame):
        return across.whole("sum", [value(weight, frame) for weight in node.weights])
    return across.present_only("sum", _present(node.cells, frame), across.stacked(_weights(node, frame)))


def _weighted(node: Weighted, frame: Frame) -> Value:
    terms = [frame.values[ref.column] * weight for ref, weight in zip(node.cells, _weights(node, frame), strict=True)]
    if _whole(node.cells, frame):
        return across.whole("sum", terms)
    return across.present_only("sum", _present(node.cells, frame), across.stacked(terms))


def _from_list(node: FromList, frame: Frame) -> Value:
    return frame.lists.get(node.list_id, {}).get(node.field, np.zeros(frame.size))


def _down(node: Down, frame: Frame) -> Value:
    group = None if node.group is None else frame.values[node.group.column]
    return downwards.summary(node.which, frame.values[node.term.column], group)


def _rank(node: Rank, frame: Frame) -> Value:
    keys = [
        -frame.values[ref.column] if down else frame.values[ref.column]
        for ref, down in zip(node.keys, node.descending, strict=True)
    ]
    group = None if node.group is None else frame.values[node.group.column]
    return downwards.competition_rank(keys, group)


_READINGS: dict[type[Node], Callable[[Any, Frame], Value]] = {
    Number: lambda node, frame: node.value,
    Param: lambda node, frame: frame.parameter(node.id),
    Ref: lambda node, frame: frame.values[node.column],
    Arithmetic: _arithmetic,
    Extreme: _extreme,
    Round: lambda node, frame: round_half_up(value(node.term, frame), node.places),
    Floor: _floor,
    Ln: lambda node, frame: np.log(value(node.term, frame)),
    Compare: _compare,
    Logic: _logic,
    Not: lambda node, frame: np.logical_not(value(node.term, frame)),
    If: _if,
    IsNumber: lambda node, frame: _stands(node, frame, State.OK),
    IsNotApplicable: lambda node, frame: _stands(node, frame, State.NOT_APPLICABLE),
    Step: _lookup,
    Exact: _lookup,
    Over: _over,
    WeightOf: _weight_of,
    Weighted: _weighted,
    FromList: _from_list,
    Down: _down,
    Rank: _rank,
    Order: lambda node, frame: downwards.printed_order(frame.values[node.term.column]),
}
