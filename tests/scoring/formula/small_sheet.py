"""One formula on a small sheet: what the engine makes of it, and what a spreadsheet (IronCalc) makes of its cell formula."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import ironcalc
import numpy as np
from xlsxwriter.utility import xl_cell_to_rowcol, xl_col_to_name

from scoring.formula.columns import Column, State, Table
from scoring.formula.excel import ROW, TableCells, template
from scoring.formula.nodes import Node
from scoring.formula.numbers import Frame, fill

TEXTS = {"不适用": State.NOT_APPLICABLE, "缺报": State.MISSING}
STATES = {state: text for text, state in TEXTS.items()}
CODES, PARAMETERS, TABLES, LISTS, RESULT = 9, 11, 13, 20, 25
"""The first columns of what stands beside the counties' cells; these begin in column A and row 2."""


@dataclass
class Sheet:
    """Where all stands: a column for each item, a row for each county. apart: no cells count as neighbours."""

    columns: Sequence[str]
    counties: int
    parameters: Mapping[str, Any] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    lists: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    apart: bool = False

    def letter(self, column: str) -> str:
        return str(xl_col_to_name(self.columns.index(column)))

    def cell(self, column: str) -> str:
        return f"{self.letter(column)}{ROW}"

    def block(self, columns: Sequence[str]) -> str | None:
        places = [self.columns.index(one) for one in columns]
        if self.apart or len(places) < 2 or places != list(range(places[0], places[0] + len(places))):
            return None
        return f"{self.cell(columns[0])}:{self.cell(columns[-1])}"

    def down(self, column: str) -> str:
        return f"${self.letter(column)}$2:${self.letter(column)}${self.counties + 1}"

    def running(self, column: str) -> str:
        return f"{self.letter(column)}$2:{self.cell(column)}"

    def parameter(self, name: str) -> str:
        return f"${xl_col_to_name(PARAMETERS + list(self.parameters).index(name))}$2"

    def weights(self, names: Sequence[str], cells: Sequence[str]) -> str | None:
        if self.apart or self.block(cells) is None or not names:
            return None
        return f"{self.parameter(names[0])}:{self.parameter(names[-1])}"

    def table(self, name: str) -> TableCells:
        at = TABLES + 3 * list(self.tables).index(name)
        keys, answers, other = (xl_col_to_name(at + place) for place in range(3))
        table, last = self.tables[name], len(self.tables[name].keys) + 1
        ranges = f"${keys}$2:${keys}${last}", f"${answers}$2:${answers}${last}", f"${other}$2"
        return TableCells(f"${keys}$2", *ranges, descending=table.match == "at_most")

    def list_range(self, list_id: str, field: str) -> str:
        letter = xl_col_to_name(LISTS + list(self.lists).index(field))
        return f"${letter}$2:${letter}${len(self.lists['']) + 1}"

    def county_code(self) -> str:
        return f"${xl_col_to_name(CODES)}{ROW}"


@dataclass(frozen=True)
class Given:
    """The cells of a case: items by name, a figure or 不适用 or 缺报 a county; what stands beside them."""

    cells: Mapping[str, Sequence[Any]]
    parameters: Mapping[str, float] = field(default_factory=dict)
    tables: Sequence[Table] = ()
    lists: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    apart: bool = False

    @property
    def counties(self) -> int:
        return len(next(iter(self.cells.values())))

    @property
    def sheet(self) -> Sheet:
        tables = {one.id: one for one in self.tables}
        return Sheet(list(self.cells), self.counties, self.parameters, tables, self.lists, self.apart)


def column_of(formula: Node, **options: Any) -> Column:
    return Column("x", "得数", "value", formula, **options)


def frame_of(given: Given) -> Frame:
    """The cells as the engine holds them."""
    codes = list(range(1, given.counties + 1))
    sums = {
        name: np.array(
            [sum(row for row, own in zip(rows, given.lists[""], strict=True) if own == code) for code in codes]
        )
        for name, rows in given.lists.items()
        if name
    }
    if given.lists:
        sums[""] = np.array([float(list(given.lists[""]).count(code)) for code in codes])
    frame = Frame(given.counties, given.parameters, given.sheet.tables, {"rows": sums})
    for name, cells in given.cells.items():
        states = np.array([TEXTS.get(one, State.OK) for one in cells], np.int8)
        frame.values[name] = np.array([np.nan if one in TEXTS else float(one) for one in cells])
        frame.states[name] = states if states.any() else None
    return frame


def by_engine(column: Column, given: Given) -> list[Any]:
    """A figure or a text for each county, as the engine has it."""
    frame = frame_of(given)
    with np.errstate(all="ignore"):
        fill(column, frame)
    states = frame.states["x"]
    known = np.zeros(frame.size, np.int8) if states is None else states
    values = frame.values["x"].tolist()
    return [STATES.get(State(state), one) for one, state in zip(values, known.tolist(), strict=True)]


def written(column: Column, given: Given, row: int = 2) -> str:
    """The cell formula of the county in this row."""
    return template(column, given.sheet).replace(ROW, str(row))


def by_spreadsheet(column: Column, given: Given) -> list[Any]:
    """The same as a spreadsheet works it out."""
    model = ironcalc.create("x", "en", "UTC", "en")

    def put(row: int, place: int, value: Any) -> None:
        if isinstance(value, str):
            model.set_user_input(0, row, place + 1, value)
        else:
            model.update_cell_with_number(0, row, place + 1, float(value))

    for place, cells in enumerate(given.cells.values()):
        for row, value in enumerate(cells, 2):
            put(row, place, value)
    for row in range(2, given.counties + 2):
        put(row, CODES, row - 1)
        put(row, RESULT, written(column, given, row))
    for place, value in enumerate(given.parameters.values()):
        put(2, PARAMETERS + place, value)
    for name, table in given.sheet.tables.items():
        cells = given.sheet.table(name)
        for first, values in (
            (cells.keys, table.keys),
            (cells.answers, table.answers),
            (cells.otherwise, [table.otherwise]),
        ):
            _, place = xl_cell_to_rowcol(first.split(":")[0].replace("$", ""))
            for row, value in enumerate(values, 2):
                put(row, place, value)
    for place, rows in enumerate(given.lists.values()):
        for row, value in enumerate(rows, 2):
            put(row, LISTS + place, value)
    model.evaluate()
    return [model.get_cell_value(0, row, RESULT + 1) for row in range(2, given.counties + 2)]
