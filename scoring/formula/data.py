"""Fourth reading: a formula as plain data, for the evaluator in JavaScript (``workbook/scenario_page/page/evaluator.js``).

Labels and names are left out: they are what the words need. An operation that is not in the list here is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from scoring.errors import FormulaError
from scoring.formula.columns import Column, Parameter, Table
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

KINDS: dict[type[Node], str] = {
    Number: "number",
    Param: "param",
    Ref: "ref",
    Arithmetic: "arithmetic",
    Extreme: "extreme",
    Round: "round",
    Floor: "floor",
    Ln: "ln",
    Compare: "compare",
    Logic: "logic",
    Not: "not",
    If: "if",
    IsNumber: "is_number",
    IsNotApplicable: "is_not_applicable",
    Step: "step",
    Exact: "exact",
    Over: "over",
    WeightOf: "weight_of",
    Weighted: "weighted",
    FromList: "from_list",
    Down: "down",
    Rank: "rank",
    Order: "order",
    Label: "label",
    Reasons: "reasons",
}
"""The closed list, by the names that the evaluator knows."""
_WORDS = ("then_label", "other_label")


def node_data(node: Node) -> dict[str, Any]:
    """A formula as nested mappings: ``kind`` and the node's own fields; FormulaError for an operation not in the list."""
    if type(node) not in KINDS:
        raise FormulaError(f"网页算不了这种运算：{type(node).__name__}")
    found: dict[str, Any] = {"kind": KINDS[type(node)]}
    for field in fields(node):
        if field.name not in _WORDS:
            found[field.name] = _plain(getattr(node, field.name))
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Node):
        return node_data(value)
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def column_data(column: Column) -> dict[str, Any]:
    """What the evaluator needs to know of a column; ``formula`` is None for an item."""
    return {
        "id": column.id,
        "formula": None if column.formula is None else node_data(column.formula),
        "text": column.is_text,
        "mode": column.mode,
        "places": column.places,
        "na_when": None if column.na_when is None else node_data(column.na_when),
        "missing_when": None if column.missing_when is None else node_data(column.missing_when),
        "on_na": column.on_na,
        "na_is_missing": column.na_is_missing,
        "missing_text": column.missing_text,
        "reads": list(column.reads),
        "skips": list(column.skips),
    }


def ledger_data(
    columns: Mapping[str, Column], parameters: Mapping[str, Parameter], tables: Mapping[str, Table]
) -> dict[str, Any]:
    """A compiled ledger: columns in order, parameters by id, tables by id (keys, answers, otherwise, match)."""
    return {
        "columns": [column_data(column) for column in columns.values()],
        "parameters": {name: one.value for name, one in parameters.items()},
        "tables": {
            name: {"keys": list(one.keys), "answers": list(one.answers), "otherwise": one.otherwise, "match": one.match}
            for name, one in tables.items()
        },
    }
