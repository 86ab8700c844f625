"""Where 计分标准 has every line, parameter and table: planned before any formula is written that reads one."""

from __future__ import annotations

from xlsxwriter.utility import xl_rowcol_to_cell

from scoring.formula.columns import Table
from scoring.formula.excel import TableCells
from scoring.ledger.compile import Ledger
from scoring.scheme.describe import deducted
from scoring.scheme.scheme import Scheme
from workbook.layout.rows import RowPlan

POINTS = "计分标准"
HEAD = 3
"""The row of the point table's heads."""
VALUE, KEY, ANSWER = 4, 3, 4
"""Columns of points and parameters, of a table's keys, and of its answers."""


class PointPlaces:
    """rows: by the id of a dimension, indicator, gate, parameter or table, and of the blocks. A table has, from its row on, its
    name, its heads, a row a key, and one for the rest.

    parameters, tables: the cells that formulas read, on the sheet itself and from another.
    """

    def __init__(self, scheme: Scheme, ledger: Ledger) -> None:
        rows = RowPlan(HEAD + 1)
        self.rows = rows.at
        self.parameters: dict[str, str] = {}
        self.tables: dict[str, TableCells] = {}
        spec = scheme.spec
        for dimension in spec.dimensions:
            for one in (dimension.id, *(indicator.id for indicator in dimension.indicators)):
                self.parameters[f"{one}.full"] = cell(rows.take(one), VALUE)
        self.parameters["points"] = cell(rows.take("points"), VALUE)
        rows.skip()
        rows.take("grades")
        rows.each(f"grade:{number}" for number in range(len(spec.grades)))
        rows.take("gates")
        rows.each(f"gate:{one.id}" for one in spec.gates)
        rows.each(f"deducted:{number}" for number in range(len(deducted(scheme))))
        rows.skip()
        rows.take("parameters", 2)
        self.loose = [name for name in ledger.parameters if name not in self.parameters]
        for name in self.loose:
            self.parameters[name] = cell(rows.take(name), VALUE)
        rows.skip()
        for table in ledger.tables.values():
            self.tables[table.id] = _table(table, rows.take(table.id, 2 + len(table.keys) + 1))
            rows.skip()


def _table(table: Table, row: int) -> TableCells:
    first, last = row + 2, row + 1 + len(table.keys)
    return TableCells(
        first_key=f"{POINTS}!{cell(first, KEY)}",
        keys=f"{POINTS}!{cell(first, KEY)}:{cell(last, KEY)}",
        answers=f"{POINTS}!{cell(first, ANSWER)}:{cell(last, ANSWER)}",
        otherwise=f"{POINTS}!{cell(last + 1, ANSWER)}",
        descending=table.match == "at_most",
    )


def cell(row: int, column: int) -> str:
    """An absolute address."""
    return str(xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True))
