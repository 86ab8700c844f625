"""Second reading: a formula as a cell formula that Excel 2010, WPS and LibreOffice all understand.

A column's formula is one template in which :data:`ROW` stands for the row number, so that a sheet is
filled by joining strings and no tree is walked per cell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from scoring.formula.columns import NOT_APPLICABLE_TEXT, Column
from scoring.formula.nodes import (
    JOIN,
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
    Label,
    Ln,
    Logic,
    Node,
    Not,
    Number,
    Order,
    Over,
    Param,
    Rank,
    Reasons,
    Ref,
    Round,
    Step,
    Weighted,
    WeightOf,
)

ROW = "\x00"
NA = f'"{NOT_APPLICABLE_TEXT}"'


@dataclass(frozen=True)
class TableCells:
    """Where a table stands: its first key, its keys, its answers, the answer outside it.

    ``descending`` tells that the keys fall (an "at most" table).
    """

    first_key: str
    keys: str
    answers: str
    otherwise: str
    descending: bool = False


class FormulaLayout(Protocol):
    """Where things stand, seen from the sheet that a formula is written on."""

    def cell(self, column: str) -> str:
        """The county's cell of a column, with ROW for the row."""

    def block(self, columns: Sequence[str]) -> str | None:
        """The county's cells of neighbouring columns as one range, or None where they are no neighbours."""

    def down(self, column: str) -> str:
        """A column's cells for all counties, absolute."""

    def running(self, column: str) -> str:
        """A column's cells from the first county down to this one."""

    def parameter(self, name: str) -> str:
        """The absolute cell of a parameter."""

    def weights(self, names: Sequence[str], cells: Sequence[str]) -> str | None:
        """A range of these parameters in the order and shape of the cells' block, if there is one."""

    def table(self, name: str) -> TableCells:
        """The absolute cells of a table."""

    def list_range(self, list_id: str, field: str) -> str:
        """A field of a list, absolute; field "" is the county code."""

    def county_code(self) -> str:
        """The county's code on this sheet, with ROW for the row."""


def template(column: Column, layout: FormulaLayout) -> str:
    """The formula of a column, beginning with ``=``, with ROW where the row number goes."""
    assert column.formula is not None
    text = _Writer(layout).node(column.formula)
    if column.places is not None:
        text = _rounded(text, column.places)
    if column.missing_when is not None:
        text = f'IF({_Writer(layout).node(column.missing_when)},"{column.missing_text}",{text})'
    if column.na_when is not None:
        text = f"IF({_Writer(layout).node(column.na_when)},{_not_applicable(column)},{text})"
    if column.mode == "open" or isinstance(column.formula, (Order, Reasons)):
        return f"={text}"
    if column.mode == "skip":
        cells = list(column.skips)
        count, known = _counts(cells, layout)
        return (
            f'=IF({count}+{known}<{len(cells)},"{column.missing_text}",IF({count}=0,{_not_applicable(column)},{text}))'
        )
    references = column.reads
    if not references:
        return f"={text}"
    if column.na_is_missing:
        return f'=IF({_counts(references, layout)[0]}={len(references)},{text},"{column.missing_text}")'
    if len(references) == 1:
        cell = layout.cell(references[0])
        return f'=IF(ISNUMBER({cell}),{text},IF({cell}={NA},{_not_applicable(column)},"{column.missing_text}"))'
    count, known = _counts(references, layout)
    size = len(references)
    return f'=IF({count}={size},{text},IF({count}+{known}={size},{_not_applicable(column)},"{column.missing_text}"))'


def _not_applicable(column: Column) -> str:
    return NA if column.on_na is None else number(column.on_na)


def _counts(columns: Sequence[str], layout: FormulaLayout) -> tuple[str, str]:
    """COUNT of the numbers among the cells, and the count of 不适用 among them."""
    block = layout.block(columns)
    if block is not None:
        return f"COUNT({block})", f"COUNTIF({block},{NA})"
    cells = [layout.cell(name) for name in columns]
    return f"COUNT({','.join(cells)})", "+".join(f"({cell}={NA})" for cell in cells)


def _rounded(text: str, places: int) -> str:
    return f"ROUND(ROUND({text},{places + 6}),{places})"


def number(value: float) -> str:
    """A constant as a formula writes it."""
    return str(int(value)) if value == int(value) else repr(value).upper()


_ANY_NUMBER = '">-1E+300"'
"""A condition of SUMIF that every number meets and no text: read alike by all engines, unlike --ISNUMBER(range)."""
_RANKS = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 3}


class _Writer:
    def __init__(self, layout: FormulaLayout) -> None:
        self.at = layout

    def node(self, node: Node) -> str:
        return _READINGS[type(node)](self, node)

    def operand(self, node: Node, operator: str, right: bool = False) -> str:
        text = self.node(node)
        if isinstance(node, Arithmetic):
            inner, outer = _RANKS[node.operator], _RANKS[operator]
            if inner < outer or (inner == outer and (right or operator == "^")):
                return f"({text})"
        if isinstance(node, Number) and node.value < 0:
            return f"({text})"
        if isinstance(node, (Compare, Logic, IsNotApplicable)):
            return f"({text})"
        return text

    def arithmetic(self, node: Arithmetic) -> str:
        left = self.operand(node.left, node.operator)
        return f"{left}{node.operator}{self.operand(node.right, node.operator, right=True)}"

    def list(self, terms: Sequence[Node]) -> str:
        return ",".join(self.node(term) for term in terms)

    def extreme(self, node: Extreme) -> str:
        if node.which == "max" and node.terms[1:] == (Number(0) - node.terms[0],):
            return f"ABS({self.node(node.terms[0])})"
        return f"{node.which.upper()}({self.list(node.terms)})"

    def floor(self, node: Floor) -> str:
        scale = number(10.0**node.places)
        term = self.node(node.term) if scale == "1" else f"{self.operand(node.term, '*')}*{scale}"
        cut = f"-INT(-{_rounded(term, 6)})" if node.up else f"INT({_rounded(term, 6)})"
        return cut if scale == "1" else f"{cut}/{scale}"

    def compare(self, node: Compare) -> str:
        return f"{self.node(node.left)}{node.comparator}{self.node(node.right)}"

    def step(self, node: Step) -> str:
        term, table = self.node(node.term), self.at.table(node.table)
        if not table.descending:
            return f"IF({term}<{table.first_key},{table.otherwise},LOOKUP({term},{table.keys},{table.answers}))"
        return f"IF({term}>{table.first_key},{table.otherwise},INDEX({table.answers},MATCH({term},{table.keys},-1)))"

    def exact(self, node: Exact) -> str:
        term, table = self.node(node.term), self.at.table(node.table)
        return (
            f"IF(COUNTIF({table.keys},{term})=0,{table.otherwise},INDEX({table.answers},MATCH({term},{table.keys},0)))"
        )

    def over(self, node: Over) -> str:
        names = [ref.column for ref in node.cells]
        cells = self.at.block(names) or ",".join(self.at.cell(name) for name in names)
        return f"{_OVER[node.which]}({cells})"

    def weighted(self, node: WeightOf | Weighted) -> str:
        names = [ref.column for ref in node.cells]
        block = self.at.block(names)
        plain = [weight.id for weight in node.weights if isinstance(weight, Param)]
        weights = self.at.weights(plain, names) if len(plain) == len(names) else None
        columns = [weight.column for weight in node.weights if isinstance(weight, Ref)]
        if len(columns) == len(names):
            weights = self.at.block(columns)
        if block is not None and weights is not None:
            if isinstance(node, Weighted):
                return f"SUMPRODUCT({block},{weights})"
            return f"SUMIF({block},{_ANY_NUMBER},{weights})"
        terms = []
        for name, weight in zip(names, node.weights, strict=True):
            cell, share = self.at.cell(name), self.operand(weight, "*")
            terms.append(f"N({cell})*{share}" if isinstance(node, Weighted) else f"ISNUMBER({cell})*{share}")
        return f"({'+'.join(terms)})"

    def from_list(self, node: FromList) -> str:
        codes, key = self.at.list_range(node.list_id, ""), self.at.county_code()
        if not node.field:
            return f"COUNTIF({codes},{key})"
        return f"SUMIF({codes},{key},{self.at.list_range(node.list_id, node.field)})"

    def down(self, node: Down) -> str:
        cells = self.at.down(node.term.column)
        if node.group is None:
            return f"{_DOWN[node.which]}({cells})"
        pool = f"{self.at.down(node.group.column)},{self.at.cell(node.group.column)}"
        if node.which in ("average", "sum"):
            return f"{_DOWN[node.which]}IFS({cells},{pool})"
        sign = "14" if node.which == "max" else "15"
        groups, own = self.at.down(node.group.column), self.at.cell(node.group.column)
        return f"_xlfn.AGGREGATE({sign},6,{cells}/({groups}={own}),1)"

    def rank(self, node: Rank) -> str:
        equal = "" if node.group is None else self._equal(node.group)
        terms = []
        for key, descending in zip(node.keys, node.descending, strict=True):
            sign = ">" if descending else "<"
            cells, own = self.at.down(key.column), self.at.cell(key.column)
            terms.append(f'COUNTIFS({equal}{cells},"{sign}"&{own})')
            equal += self._equal(key)
        return "1+" + "+".join(terms)

    def _equal(self, ref: Ref) -> str:
        return f"{self.at.down(ref.column)},{self.at.cell(ref.column)},"

    def order(self, node: Order) -> str:
        own, run = self.at.cell(node.term.column), self.at.running(node.term.column)
        return (
            f"IF(ISNUMBER({own}),{own}+COUNTIF({run},{own})-1,"
            f"COUNT({self.at.down(node.term.column)})+ROWS({run})-COUNT({run}))"
        )

    def reasons(self, node: Reasons) -> str:
        joined = "&".join(
            f'IF({self.at.cell(flag.column)}=1,"{JOIN}"&{self.at.parameter(label.id)},"")'
            for flag, label in zip(node.flags, node.labels, strict=True)
        )
        return f"MID({joined},{len(JOIN) + 1},9999)"


_OVER = {"sum": "SUM", "min": "MIN", "max": "MAX", "count": "COUNT"}
_DOWN = {"sum": "SUM", "average": "AVERAGE", "min": "MIN", "max": "MAX"}

_READINGS: dict[type[Node], Callable[[_Writer, Any], str]] = {
    Number: lambda writer, node: number(node.value),
    Param: lambda writer, node: writer.at.parameter(node.id),
    Ref: lambda writer, node: writer.at.cell(node.column),
    Arithmetic: _Writer.arithmetic,
    Extreme: _Writer.extreme,
    Round: lambda writer, node: _rounded(writer.node(node.term), node.places),
    Floor: _Writer.floor,
    Ln: lambda writer, node: f"LN({writer.node(node.term)})",
    Compare: _Writer.compare,
    Logic: lambda writer, node: f"{node.which.upper()}({writer.list(node.terms)})",
    Not: lambda writer, node: f"NOT({writer.node(node.term)})",
    If: lambda writer, node: f"IF({writer.list((node.test, node.then, node.other))})",
    IsNumber: lambda writer, node: f"ISNUMBER({writer.node(node.term)})",
    IsNotApplicable: lambda writer, node: f"{writer.node(node.term)}={NA}",
    Step: _Writer.step,
    Exact: _Writer.exact,
    Over: _Writer.over,
    WeightOf: _Writer.weighted,
    Weighted: _Writer.weighted,
    FromList: _Writer.from_list,
    Down: _Writer.down,
    Rank: _Writer.rank,
    Order: _Writer.order,
    Label: lambda writer, node: f"INDEX({writer.at.table(node.table).answers},{writer.node(node.term)})",
    Reasons: _Writer.reasons,
}
