"""The figures that may be moved, as the page shows them: name, unit, bounds, where they belong, what must add up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from scoring.formula.columns import Table
from scoring.ledger.compile import Ledger
from scoring.rules.base import Model
from scoring.rules.line import SHARE
from scoring.scheme.models import SchemeSpec
from scoring.scheme.plain import GROUP_MAPS
from scoring.scheme.scheme import Scheme
from workbook.scenario_page.leaves import FigureLeaf, Path
from workbook.scenario_page.offered import Offered, ShownPlace

_LEAST = 0.01  # where 0 is not allowed
_FAR = 1e6
_ORDINAL = "等次序号"


@dataclass(frozen=True)
class PageLever:
    """One figure. owner: id of the dimension, line, gate or deduction; "grade"; or "" for the whole scheme. low, high: what
    the scheme's models allow. cells: [sort, id, row, points that it is a share of (0: none)]. written: its path; also: other
    places of the scheme that repeat the figure."""

    path: Path
    written: str
    name: str
    unit: str
    owner: str
    value: float
    low: float
    high: float
    wholes: tuple[Path, ...]
    cells: tuple[tuple[str, str, int, float], ...]
    also: tuple[str, ...] = ()

    def data(self, number: dict[Path, int]) -> dict[str, Any]:
        """For the page; other levers by their numbers."""
        return {
            "path": self.written, "name": self.name, "unit": self.unit, "owner": self.owner, "value": self.value,
            "low": self.low, "high": self.high, "wholes": [number[path] for path in self.wholes if path in number],
            "cells": [list(cell) for cell in self.cells], "also": list(self.also),
        }  # fmt: skip


def levers(ledger: Ledger, found: Offered) -> tuple[PageLever, ...]:
    """All that is offered, in the scheme's order; a row's own key of a table without order (a rank, a group) is not."""
    made = (_lever(ledger, found, path, places) for path, places in found.places.items())
    return tuple(one for one in made if one is not None)


def _lever(ledger: Ledger, found: Offered, path: Path, places: tuple[ShownPlace, ...]) -> PageLever | None:
    if any(sort == "key" and ledger.tables[table].match == "exact" for sort, table, _ in (one.cell for one in places)):
        return None
    spec, leaf = ledger.scheme.spec, found.leaves[path]
    name, unit, owner = _shown(ledger, places[0])
    low, high = _bounds(spec, leaf, any(path in one.wholes for one in found.leaves.values()))
    cells = tuple((*one.cell, found.leaves[leaf.wholes[-1]].value if one.share else 0.0) for one in places)
    return PageLever(
        path,
        written(ledger.scheme, path),
        name,
        unit,
        owner,
        leaf.value,
        low,
        high,
        leaf.wholes,
        cells,
        _repeats(ledger.scheme, path, leaf.value),
    )


def _repeats(scheme: Scheme, path: Path, value: float) -> tuple[str, ...]:
    """Where a grade's bound is written again: the end of the next grade."""
    if path[0] != "grades":
        return ()
    ends = (("grades", place, "up_to") for place, one in enumerate(scheme.spec.grades) if one.up_to == value)
    return tuple(written(scheme, end) for end in ends)


def _shown(ledger: Ledger, place: ShownPlace) -> tuple[str, str, str]:
    """Name, unit and owner, from the first cell that shows the figure."""
    sort, name, row = place.cell
    if sort == "parameter":
        one = ledger.parameters[name]
        return one.name, one.unit, one.owner
    table = ledger.tables[name]
    label = table.otherwise_label if sort == "otherwise" else table.labels[row]
    if sort == "key":
        return _named_row(ledger, table, row), table.unit, table.owner
    if place.share or table.answer_unit == SHARE:
        return f"{label}得分", "分", table.owner
    return f"{table.name}：{label}", table.answer_unit, table.owner


def _named_row(ledger: Ledger, table: Table, row: int) -> str:
    if table.answer_unit == _ORDINAL:
        names = ledger.scheme.spec.grades
        return f"“{names[int(float(table.answers[row])) - 1].name}”的分数线"
    return f"“{table.labels[row]}”的界限"


def written(scheme: Scheme, path: Path) -> str:
    """A path as a file of scenarios writes it: ids where there are some (of peer groups, too), else positions from 1."""
    groups = scheme.region.groups if scheme.region is not None else ()
    found: list[str] = []
    here: Any = scheme.spec
    for step in path:
        if isinstance(here, tuple):
            here = here[step]
            key = getattr(here, "id", None) or (getattr(here, "name", None) if path[0] == "grades" else None)
            found = [str(key)] if key else [*found[:-1], f"{found[-1]}[{step + 1}]"]
        elif isinstance(here, dict):
            here = here[step]
            found.append(groups[step - 1].id if found[-1] in GROUP_MAPS and 0 < step <= len(groups) else str(step))
        else:
            here = getattr(here, step)
            found.append(step)
    return ".".join(found)


def _bounds(spec: SchemeSpec, leaf: FigureLeaf, whole: bool) -> tuple[float, float]:
    """The least and the largest figure that the models allow, as far as anybody would go."""
    allowed = _allowed(spec, leaf.path)
    low = next((one for one in (-_FAR, 0.0, _LEAST) if one <= leaf.value and allowed(one)), leaf.value)
    if whole and low == 0:  # shares of it are reckoned
        low = min(_LEAST, leaf.value)
    high = next((one for one in (_FAR, 100.0, 99.99, 1.0) if one >= leaf.value and allowed(one)), leaf.value)
    return low, high


def _allowed(spec: SchemeSpec, path: Path) -> Callable[[float], bool]:
    """Whether the model that holds a figure would take another one."""
    holders: list[Any] = [spec]
    for step in path[:-1]:
        here = holders[-1]
        holders.append(getattr(here, step) if isinstance(here, Model) else here[step])
    place = max(number for number, one in enumerate(holders) if isinstance(one, Model))
    holder = holders[place]

    def test(figure: float) -> bool:
        inside = path[place:]
        data = holder.model_dump()
        here = data
        for step in inside[:-1]:
            here = here[step]
        here[inside[-1]] = figure
        try:
            type(holder).model_validate(data)
        except ValidationError:
            return False
        return True

    return test
