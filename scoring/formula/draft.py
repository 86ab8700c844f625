"""The ledger while it is drawn up: columns, parameters and tables in order, each checked as it is added."""

from __future__ import annotations

from dataclasses import dataclass, field

from scoring.errors import FormulaError
from scoring.formula.checks import check_column
from scoring.formula.columns import Column, Parameter, Table
from scoring.formula.nodes import Node, Param, Ref
from scoring.problems import Severity


@dataclass(frozen=True)
class Finding:
    """Something worth a word to the assessor where a condition on the ledger holds for a county.

    ``message`` may hold ``{column id}`` for figures of the county.
    """

    code: str
    severity: Severity
    item: str
    test: Node
    message: str
    remedy: str = ""


@dataclass
class Draft:
    """Columns in the order of calculation, with the parameters and tables that they read."""

    columns: dict[str, Column] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def column(self, column: Column) -> Ref:
        """Add a column; FormulaError if it misleads, reads what is not there yet, or its id is taken."""
        if column.id in self.columns:
            raise FormulaError(f"列 {column.id} 定义了两次")
        check_column(column, self.columns)
        self.columns[column.id] = column
        return Ref(column.id)

    def parameter(self, parameter: Parameter) -> Param:
        """Add a parameter; FormulaError if its id is taken."""
        if parameter.id in self.parameters:
            raise FormulaError(f"参数 {parameter.id} 定义了两次")
        self.parameters[parameter.id] = parameter
        return Param(parameter.id)

    def table(self, table: Table) -> str:
        """Add a table and return its id; FormulaError if its id is taken or its rows are out of order."""
        if table.id in self.tables:
            raise FormulaError(f"表 {table.id} 定义了两次")
        pairs = list(zip(table.keys, table.keys[1:], strict=False))
        rising = all(low < high for low, high in pairs)
        falling = all(low > high for low, high in pairs)
        if not (falling if table.match == "at_most" else rising):
            raise FormulaError(f"表 {table.id} 的档次没有按顺序排列")
        self.tables[table.id] = table
        return table.id
