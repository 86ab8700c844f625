"""What the compiler refuses: comparisons of unrounded figures, unguarded divisions, arithmetic on texts."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.errors import FormulaError
from scoring.formula.columns import Column
from scoring.formula.draft import Draft
from scoring.formula.nodes import Floor, If, IsNumber, Ln, Node, Number, Over, Rank, Ref, Step

A, B = Ref("a"), Ref("b")


def add(formula: Node, **options: Any) -> None:
    draft = Draft()
    for name in ("a", "b"):
        draft.column(Column(name, name, "item"))
    draft.column(Column("raw", "raw", "helper", A * B))
    draft.column(Column("x", "x", "helper", formula, **options))


@pytest.mark.parametrize(
    ("formula", "options", "message"),
    [
        (Ref("raw").compare(">", 1), {}, "未取整"),
        (Step(Ref("raw"), "t"), {}, "未取整"),
        (Rank((Ref("raw"),), (True,)), {}, "未取整"),
        (A / B, {}, "没有说明 b"),
        (Ln(A), {}, "没有说明 a"),
        (A**0.5, {}, "没有说明 a"),
        (Ref("later") + 1, {}, "尚未计算"),
        (A + 1, {"mode": "open"}, "先判断是否为数"),
        (If(IsNumber(A), B + 1, Number(0)), {"mode": "open"}, "先判断是否为数"),
        (If(IsNumber(A), A, Number(0)), {"mode": "open", "places": 2}, "不能再取整"),
        (A + Over("sum", (A, B)), {"mode": "skip"}, "跳过不适用项"),
    ],
)
def test_refused(formula: Node, options: dict[str, Any], message: str) -> None:
    with pytest.raises(FormulaError, match=message):
        add(formula, **options)


@pytest.mark.parametrize(
    ("formula", "options"),
    [
        (A / B, {"na_when": B.compare("=", 0)}),
        (If(B.compare(">", 0), A / B, Number(0)), {}),
        (Floor(Ref("raw") * 10), {}),
        (If(IsNumber(A), A + 1, Number(0)), {"mode": "open"}),
        (Over("sum", (A, B)), {"mode": "skip"}),
    ],
)
def test_allowed(formula: Node, options: dict[str, Any]) -> None:
    add(formula, **options)


def test_a_column_is_defined_once() -> None:
    draft = Draft()
    draft.column(Column("a", "a", "item"))
    with pytest.raises(FormulaError, match="定义了两次"):
        draft.column(Column("a", "a", "item"))
