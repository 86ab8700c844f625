"""A formula as plain data: every operation by its name and its fields, as the evaluator in the page reads them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import pytest

from scoring.errors import FormulaError
from scoring.formula.columns import Column, Parameter, Table
from scoring.formula.data import KINDS, ledger_data, node_data
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

A, B, P = Ref("a"), Ref("b"), Param("p")
REF_A, REF_B, PARAM = {"kind": "ref", "column": "a"}, {"kind": "ref", "column": "b"}, {"kind": "param", "id": "p"}
TERM = {"term": REF_A}
NODES: list[tuple[Node, dict[str, Any]]] = [
    (Number(0.5), {"kind": "number", "value": 0.5}),
    (P, PARAM),
    (A, REF_A),
    (A / 2, {"kind": "arithmetic", "operator": "/", "left": REF_A, "right": {"kind": "number", "value": 2.0}}),
    (Extreme("max", (A, B)), {"kind": "extreme", "which": "max", "terms": [REF_A, REF_B]}),
    (Round(A, 3), {"kind": "round", **TERM, "places": 3}),
    (Floor(A, 1, up=True), {"kind": "floor", **TERM, "places": 1, "up": True}),
    (Ln(A), {"kind": "ln", **TERM}),
    (A.compare(">=", B), {"kind": "compare", "comparator": ">=", "left": REF_A, "right": REF_B}),
    (Logic("or", (A, B)), {"kind": "logic", "which": "or", "terms": [REF_A, REF_B]}),
    (Not(A), {"kind": "not", **TERM}),
    (If(A, B, P, "是这样", "不是"), {"kind": "if", "test": REF_A, "then": REF_B, "other": PARAM}),
    (IsNumber(A), {"kind": "is_number", **TERM}),
    (IsNotApplicable(A), {"kind": "is_not_applicable", **TERM}),
    (Step(A, "t"), {"kind": "step", **TERM, "table": "t"}),
    (Exact(A, "t"), {"kind": "exact", **TERM, "table": "t"}),
    (Over("count", (A, B)), {"kind": "over", "which": "count", "cells": [REF_A, REF_B]}),
    (WeightOf((A, B), (P, P)), {"kind": "weight_of", "cells": [REF_A, REF_B], "weights": [PARAM, PARAM]}),
    (Weighted((A, B), (P, P)), {"kind": "weighted", "cells": [REF_A, REF_B], "weights": [PARAM, PARAM]}),
    (FromList("l", "f"), {"kind": "from_list", "list_id": "l", "field": "f"}),
    (Down("min", A, B), {"kind": "down", "which": "min", **TERM, "group": REF_B}),
    (Down("min", A), {"kind": "down", "which": "min", **TERM, "group": None}),
    (Rank((A, B), (True, False)), {"kind": "rank", "keys": [REF_A, REF_B], "descending": [True, False], "group": None}),
    (Order(A), {"kind": "order", **TERM}),
    (Label(A, "t"), {"kind": "label", **TERM, "table": "t"}),
    (Reasons((A,), (P,)), {"kind": "reasons", "flags": [REF_A], "labels": [PARAM]}),
]  # fmt: skip
COLUMN = {
    "text": False, "mode": "strict", "places": None, "na_when": None, "missing_when": None, "on_na": None,
    "na_is_missing": False, "missing_text": "缺报", "reads": [], "skips": [],
}  # fmt: skip


@pytest.mark.parametrize(("node", "data"), NODES, ids=lambda one: one["kind"] if isinstance(one, dict) else "")
def test_an_operation(node: Node, data: dict[str, Any]) -> None:
    """Words are left out: the page says nothing of a branch."""
    assert node_data(node) == data


def test_every_operation_is_tried() -> None:
    tried = {type(node): data["kind"] for node, data in NODES}
    assert tried == KINDS
    assert {Arithmetic, Compare} < set(tried)


def test_an_unknown_operation_is_refused() -> None:
    @dataclass(frozen=True)
    class Cube(Node):
        term: Ref

    assert [one.name for one in fields(Cube)] == ["term"]
    with pytest.raises(FormulaError, match="网页算不了这种运算：Cube"):
        node_data(Number(1) + Cube(A))


def test_a_ledger() -> None:
    """Columns in order with all that the evaluator branches on; figures of the scheme; tables."""
    columns = [
        Column("a", "甲", "item"),
        Column("b", "乙", "value", A, places=2, on_na=5.0, missing_text="待定", na_when=IsNumber(A)),
        Column("c", "丙", "helper", Over("sum", (A, B)), mode="skip", missing_when=Not(P), na_is_missing=True),
        Column("d", "丁", "label", Label(B, "t")),
    ]
    table = Table("t", "档", (2.0, 1.0), ("好", "差"), "无", ("", ""), "", match="at_most")
    data = ledger_data(
        {one.id: one for one in columns}, {"p": Parameter("p", "参数", 7.5), "q": Parameter("q", "说明", "文字")}, {"t": table}
    )  # fmt: skip
    assert data == {
        "columns": [
            {**COLUMN, "id": "a", "formula": None},
            {
                **COLUMN, "id": "b", "formula": REF_A, "places": 2, "on_na": 5.0, "missing_text": "待定",
                "na_when": {"kind": "is_number", "term": REF_A}, "reads": ["a"],
            },
            {
                **COLUMN, "id": "c", "formula": {"kind": "over", "which": "sum", "cells": [REF_A, REF_B]}, "mode": "skip",
                "missing_when": {"kind": "not", "term": PARAM}, "na_is_missing": True, "reads": ["a", "b"], "skips": ["a", "b"],
            },
            {**COLUMN, "id": "d", "formula": {"kind": "label", "term": REF_B, "table": "t"}, "text": True, "reads": ["b"]},
        ],
        "parameters": {"p": 7.5, "q": "文字"},
        "tables": {"t": {"keys": [2.0, 1.0], "answers": ["好", "差"], "otherwise": "无", "match": "at_most"}},
    }  # fmt: skip
