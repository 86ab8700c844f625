"""The cells of a result in which a person may try another figure: where each stands, what it is, what it held.

The archive keeps them, so that a later program finds them where this one wrote them; values that the archive holds
anyway (figures, rows of lists, adjustments) are kept by reference.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from xlsxwriter.utility import xl_cell_to_rowcol

from workbook.layout.plan import ADJUST, FIRST_ROW, POINTS, SPARE_ADJUSTMENTS, Plan
from workbook.reading.tables.adjustments import COLUMNS, MORE

ADJUSTMENTS = "adjustments"
"""The table of ``Rows`` that are the adjustments."""
TOLERANCE, DIGITS = 1e-9, 1e-14
"""Two numbers this near are the same, and those that differ by this part of themselves: a program may write 15 digits."""


@dataclass(frozen=True)
class InputCell:
    """A cell by row and column from 0. words: what it is. formula: it is computed, and no input. owner: the id of the
    indicator, dimension or gate that a parameter is of."""

    row: int
    column: int
    words: str
    value: float | str
    formula: bool = False
    owner: str = ""


@dataclass(frozen=True)
class Cells:
    """Cells each of its own. fixed: texts that nobody changes, by which rows that were moved are recognised."""

    sheet: str
    cells: tuple[InputCell, ...]
    fixed: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True)
class Figures:
    """The counties' figures: a column an item, its id in the row ``ids``, counties from the row ``first`` on.

    computed: the places of counties whose figure is a formula (summed from a list), by item.
    """

    sheet: str
    first: int
    ids: int
    columns: dict[str, int]
    computed: dict[str, list[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Rows:
    """Rows of a table (an evidence list by its id, or the adjustments) from the row ``first`` on, then blank ones.

    columns: by field; heads: what stands above each in the row ``head``.
    """

    sheet: str
    table: str
    head: int
    first: int
    columns: dict[str, int]
    heads: dict[str, str]
    count: int
    spare: int


InputCells = Cells | Figures | Rows


def parameters_of(plan: Plan) -> Iterator[Cells]:
    """The points and parameters of 计分标准."""
    spec, ledger = plan.assessment.scheme.spec, plan.ledger
    cells, fixed, whole = list[InputCell](), list[tuple[int, int, str]](), set[str]()

    def put(name: str, owner: str, words: str, value: float | str, formula: bool = False) -> None:
        whole.add(name)
        row, column = xl_cell_to_rowcol(plan.parameters[name].replace("$", ""))
        cells.append(InputCell(row, column, words, value, formula, owner))

    for dimension in spec.dimensions:
        put(f"{dimension.id}.full", dimension.id, f"“{dimension.name}”分值小计", dimension.points, formula=plan.live)
        fixed.append((plan.standard.rows[dimension.id], 3, dimension.id))
        for indicator in dimension.indicators:
            put(f"{indicator.id}.full", indicator.id, f"“{indicator.name}”分值", indicator.points)
            fixed.append((plan.standard.rows[indicator.id], 3, indicator.id))
    put("points", "points", "分值合计", spec.points, formula=plan.live and spec.total is None)
    owners: dict[str, str] = {one.id: one.name for one in plan.assessment.scheme.indicators}
    gates: tuple[Any, ...] = (*spec.deductions, *spec.gates)
    owners |= {one.id: one.name for one in (*spec.dimensions, *gates)}
    for name, parameter in ledger.parameters.items():
        if name in whole:
            continue
        owner = owners.get(parameter.owner, "")
        put(name, parameter.owner or name, f"参数“{f'{owner}：' if owner else ''}{parameter.name}”", parameter.value)
        fixed.append((plan.standard.rows[name], 3, parameter.id))
    for table in ledger.tables.values():
        row = plan.standard.rows[table.id]
        fixed.append((row, 3, table.id))
        for place, (key, answer, label) in enumerate(
            zip(table.keys, table.answers, table.labels, strict=True), row + 2
        ):
            cells.append(InputCell(place, 3, f"“{table.name}”中“{label}”的界限", key, owner=table.owner))
            cells.append(InputCell(place, 4, f"“{table.name}”中“{label}”的结果", answer, owner=table.owner))
        last = row + 2 + len(table.keys)
        words = f"“{table.name}”中“{table.otherwise_label}”的结果"
        cells.append(InputCell(last, 4, words, table.otherwise, owner=table.owner))
    yield Cells(POINTS, tuple(cells), tuple(fixed))


_PLACES = {
    "county": 1, "indicator": 2, "points": 4, "reason": 5, "approver": 6, "appeal": 8, "document": 9, "date": 10, "beyond": 11, "late": 12,
}  # fmt: skip
ADJUSTMENT_HEADS = {
    field: (head, place) for (field, place), head in zip(_PLACES.items(), (*COLUMNS, *MORE), strict=True)
}
"""The columns of 核定调整 that are typed, as the reader of such rows names them: field → heading and column."""


def adjustments_of(plan: Plan) -> Iterator[Rows]:
    """The rows of 核定调整."""
    columns = {name: column for name, (_, column) in ADJUSTMENT_HEADS.items()}
    heads = {name: head for name, (head, _) in ADJUSTMENT_HEADS.items()}
    count = len(plan.assessment.adjustments)
    yield Rows(ADJUST, ADJUSTMENTS, FIRST_ROW - 1, FIRST_ROW, columns, heads, count, SPARE_ADJUSTMENTS)


_KINDS = {"cells": Cells, "figures": Figures, "rows": Rows}


def to_plain(one: InputCells) -> list[Any]:
    """As JSON can hold it."""
    kind = next(name for name, made in _KINDS.items() if isinstance(one, made))
    return [kind, asdict(one)]


def from_plain(plain: Any) -> InputCells:
    """What ``to_plain`` gave, whole numbers read as floats. Raises ValueError, KeyError or TypeError for anything else."""
    kind, data = plain
    if kind == "cells":
        cells = tuple(
            InputCell(int(one["row"]), int(one["column"]), one["words"], one["value"], one["formula"], one["owner"])
            for one in data["cells"]
        )
        return Cells(data["sheet"], cells, tuple((int(row), int(column), text) for row, column, text in data["fixed"]))
    columns = {name: int(column) for name, column in data["columns"].items()}
    if kind == "figures":
        computed = {item: [int(place) for place in places] for item, places in data["computed"].items()}
        return Figures(data["sheet"], int(data["first"]), int(data["ids"]), columns, computed)
    if kind == "rows":
        head, first, count, spare = (int(data[name]) for name in ("head", "first", "count", "spare"))
        return Rows(data["sheet"], data["table"], head, first, columns, dict(data["heads"]), count, spare)
    raise ValueError(kind)
