"""What the compiler refuses: comparisons of unrounded figures, unguarded divisions, arithmetic on texts."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.errors import FormulaError
from scoring.formula.columns import Column
from scoring.formula.draft import Draft
from scoring.formula.nodes import (
    Exact,
    Extreme,
    Floor,
    If,
    IsNumber,
    Label,
    Ln,
    Logic,
    Node,
    Not,
    Number,
    Over,
    Param,
    Rank,
    Ref,
    Round,
    Step,
    Weighted,
    WeightOf,
)

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
        (A, {"na_when": Ref("raw").compare("=", 0)}, "未取整"),
        (A, {"missing_when": Ref("later").compare("=", 0)}, "尚未计算"),
        (A.compare("<", Ref("raw")), {}, "未取整"),
        (Exact(Ref("raw"), "t"), {}, "未取整"),
        (Label(Ref("raw"), "t"), {}, "未取整"),
        (Rank((A, Ref("raw")), (True, True)), {}, "未取整"),
        (If(A.compare(">", 0), B, Number(0)).compare(">", A * B), {}, "未取整"),
        (If(A.compare(">", 0), A * B, B).compare(">", 0), {}, "未取整"),
        (If(A.compare(">", 0), B, A * B).compare(">", 0), {}, "未取整"),
        (Extreme("min", (A, A * B)).compare(">", 0), {}, "未取整"),
        (Over("min", (A, Ref("raw"))).compare(">", 0), {}, "未取整"),
        (Over("max", (Ref("raw"), A)).compare(">", 0), {}, "未取整"),
        (Over("sum", (A, B)).compare(">", 0), {}, "未取整"),
        (Step(A, "t") + Step(Ref("raw"), "t"), {}, "未取整"),
        (If(A.compare(">", 0), B, A / B), {}, "没有说明 b"),
        (If((A / B).compare(">", Number(0)), A, B), {}, "未取整"),
        (A / Ref("raw"), {}, "没有说明 raw"),
        (A / (B + 1), {"missing_when": A.compare("=", 0)}, "没有说明 b"),
        (Number(2) * (A / B), {}, "没有说明 b"),
        (A, {"mode": "open", "na_when": A.compare("=", 0)}, "不能再取整"),
        (A, {"mode": "open", "missing_when": A.compare("=", 0)}, "不能再取整"),
        (If(Not(IsNumber(A)), A + 1, Number(0)), {"mode": "open"}, "先判断是否为数"),
        (If(IsNumber(A), Number(0), A + 1), {"mode": "open"}, "先判断是否为数"),
        (If(Logic("or", (IsNumber(A), IsNumber(B))), A + B, Number(0)), {"mode": "open"}, "a、b"),
        (If(Logic("and", (IsNumber(A), A.compare(">", 0))), A + 1, Number(0)), {"mode": "open"}, "先判断是否为数"),
        (If(A.compare(">", 0), A, B), {"mode": "open"}, "先判断是否为数"),
        (Number(2) * (Over("sum", (A, B)) + B), {"mode": "skip"}, "跳过不适用项"),
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
        (Over("min", (A, B)).compare(">", Over("max", (A, B))), {}),
        (Over("count", (A, Ref("raw"))).compare(">", 1), {}),
        (Round(A * B, 2).compare(">", Extreme("max", (A, Param("p")))), {}),
        (If(A.compare(">", 0), A, B).compare(">", 0), {}),
        (Step(If(A.compare(">", 0), Step(A, "t"), Number(0)), "t"), {}),
        (Rank((A, B), (True, False)), {}),
        (A / B, {"missing_when": B.compare("=", 0)}),
        (Ln(A) * A**0.5, {"na_when": A.compare("<=", 0)}),
        (A / 100 + A / Param("p"), {}),
        (Weighted((A, B), (Param("p"), Param("q"))) / WeightOf((A, B), (Param("p"), Param("q"))), {"mode": "skip"}),
        (If(Logic("and", (IsNumber(A), IsNumber(B))), A + B, Number(0)), {"mode": "open"}),
        (If(IsNumber(A), If(IsNumber(B), A + B, A + 1), Number(0)), {"mode": "open"}),
        (If(Logic("or", (IsNumber(A), IsNumber(B))), A, B), {"mode": "open"}),
    ],
)
def test_allowed(formula: Node, options: dict[str, Any]) -> None:
    add(formula, **options)


def test_a_column_is_defined_once() -> None:
    draft = Draft()
    draft.column(Column("a", "a", "item"))
    with pytest.raises(FormulaError, match="定义了两次"):
        draft.column(Column("a", "a", "item"))


def test_a_column_that_is_above_0_may_be_divided_by() -> None:
    """Its own guard has answered for it; a column of the same figures that does not say so is refused."""
    for positive in (True, False):
        draft = Draft()
        draft.column(Column("a", "a", "item"))
        draft.column(Column("size", "size", "helper", A, positive=positive))
        inverse = Column("x", "x", "helper", 1 / Ref("size"))
        if positive:
            draft.column(inverse)
        else:
            with pytest.raises(FormulaError, match="没有说明 size"):
                draft.column(inverse)
