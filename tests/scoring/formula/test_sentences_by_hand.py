"""The working in words, formula by formula: operands as they are printed, what was taken, the figure; never the test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest

from scoring.formula.columns import Column, Table
from scoring.formula.nodes import (
    Down,
    Exact,
    Extreme,
    Floor,
    If,
    IsNumber,
    Ln,
    Node,
    Number,
    Over,
    Param,
    Rank,
    Ref,
    Round,
    Step,
    Weighted,
    largest,
    smallest,
)
from scoring.formula.numbers import fill
from scoring.formula.quoted import Quoted
from scoring.formula.words import Speaker
from tests.scoring.formula.small_sheet import Given, column_of, frame_of

A, B, C, P, Q = Ref("a"), Ref("b"), Ref("c"), Param("p"), Param("q")
NA, GAP = "不适用", "缺报"
ONE = {"a": [12], "b": [4], "c": [3]}
TABLE = Table("t", "档", (1.0, 5.0), (10.0, 20.5), 0.0, ("达到 1", "达到 5"), "未入档")

ROWS = Table("e", "行", (1.0, 5.0), (10.0, 20.5), 0.0, ("第 1", "第 5"), "没有这一行", match="exact")


def speaker(column: Column, given: Given, *others: Column) -> Speaker:
    """A speaker of all counties of a case together. others: columns before this one."""
    frame = frame_of(given)
    columns = {name: Column(name, name, "item") for name in given.cells}
    for one in (*others, column):
        columns[one.id] = one
        if one.formula is not None:
            with np.errstate(all="ignore"):
                fill(one, frame)
    return Speaker(Quoted(columns, frame), np.arange(frame.size))


def said(formula: Node, cells: Mapping[str, Sequence[Any]], **options: Any) -> list[str]:
    """The sentence of each county: together, and each alone, which must be the same."""
    given = Given(cells, {"p": 10, "q": 0.25}, [TABLE, ROWS])
    whole = speaker(column_of(formula, **options), given)
    together = whole.texts(whole.sentence("x"))
    assert together == [whole.part(np.array([place])).sentence("x") for place in range(given.counties)]
    return together


SENTENCES: dict[str, tuple[Node, Mapping[str, Sequence[Any]], list[str]]] = {
    "a figure that is passed on": (A, ONE, ["得数 12"]),
    "signs as they are printed": (A + B - C, ONE, ["得数 = 12 + 4 − 3 = 13"]),
    "a product with a sum in it": ((A + B) * C, ONE, ["得数 = （12 + 4） × 3 = 48"]),
    "a sum with a product in it": (A + B * C, ONE, ["得数 = 12 + 4 × 3 = 24"]),
    "a difference taken off": (A - (B - C), ONE, ["得数 = 12 − （4 − 3） = 11"]),
    "a sum taken off": (A - (B + C), ONE, ["得数 = 12 − （4 + 3） = 5"]),
    "a difference added": (A + (B - C), ONE, ["得数 = 12 + 4 − 3 = 13"]),
    "a quotient divided by": (A / (B / C), ONE, ["得数 = 12 ÷ （4 ÷ 3） = 9"]),
    "a product divided by": (A / (B * C), ONE, ["得数 = 12 ÷ （4 × 3） = 1"]),
    "a product times a quotient": (A * (B / C), ONE, ["得数 = 12 × 4 ÷ 3 = 16"]),
    "quotients from the left": (A / B / C, ONE, ["得数 = 12 ÷ 4 ÷ 3 = 1"]),
    "a power of a power": (B ** (C**2), ONE, ["得数 = 4 ^ （3 ^ 2） = 262144"]),
    "a power of a sum": ((B + C) ** 2, ONE, ["得数 = （4 + 3） ^ 2 = 49"]),
    "negative operands": (A - B, {"a": [-1, 2], "b": [-3, -4]}, ["得数 = （-1） − （-3） = 2", "得数 = 2 − （-4） = 6"]),
    "a rounding says its term": ((Round(A / B, 2) + 1) * C, ONE, ["得数 = （12 ÷ 4 + 1） × 3 = 12"]),
    "a rounded sum, multiplied": (Round(A + B, 2) * C, ONE, ["得数 = （12 + 4） × 3 = 48"]),
    "a branch that is a sum, multiplied": (If(IsNumber(A), A + B, C) * C, ONE, ["得数 = （12 + 4） × 3 = 48"]),
    "a figure of the scheme": (A * P * Q, ONE, ["得数 = 12 × 10 × 0.25 = 30"]),
    "ln": (Ln(B) * C, ONE, ["得数 = ln（4） × 3 = 4.1589"]),
    "the smaller of two": (smallest(A, B), ONE, ["得数 = （12、4 取小） = 4"]),
    "the larger of two": (largest(A, B), ONE, ["得数 = （12、4 取大） = 12"]),
    "up to a bound, below it": (smallest(P, A - B), ONE, ["得数 = 12 − 4 = 8"]),
    "up to a bound, at it": (smallest(8, A - B), ONE, ["得数 = 12 − 4 = 8"]),
    "up to a bound, beyond it": (smallest(P, A), ONE, ["12，最多计 10，得数 10"]),
    "down to a bound, above it": (largest(0, A - P), ONE, ["得数 = 12 − 10 = 2"]),
    "down to a bound, beyond it": (largest(B - P, 0), ONE, ["4 − 10，最少计 0，得数 0"]),
    "no bound of its own: two are reckoned": (Extreme("min", (A, B, P)), ONE, ["得数 = （12、4、10 取小） = 4"]),
    "cut": (Floor(A / P), ONE, ["得数 = 取整（12 ÷ 10） = 1"]),
    "raised": (Floor(A / P, up=True), ONE, ["得数 = 进一取整（12 ÷ 10） = 2"]),
    "cut to one place": (Floor(A * Q / P, 1), ONE, ["得数 = 12 × 0.25 ÷ 10（只舍不进） = 0.3"]),
    "raised to one place": (Floor(B * Q / C, 1, up=True), ONE, ["得数 = 4 × 0.25 ÷ 3（只进不舍） = 0.4"]),
    "a branch without a label": (If(A.compare(">", B), A - B, C), ONE, ["得数 = 12 − 4 = 8"]),
    "branches with labels": (
        If(A.compare(">", B), A - B, C, "超过", "没有超过"), {"a": [12, 1], "b": [4, 4], "c": [3, 3]},
        ["超过，得数 = 12 − 4 = 8", "没有超过，得数 3"],
    ),
    "one label twice": (
        If(A.compare(">", B), A, B, "较大") + If(A.compare(">", C), A, C, "较大"), ONE, ["较大，得数 = 12 + 12 = 24"],
    ),
    "two labels": (
        If(A.compare(">", B), A, B, "较大") + If(C.compare(">", B), C, B, "", "较小"), ONE, ["较大，较小，得数 = 12 + 4 = 16"],
    ),
    "two figures up to a bound": (
        smallest(P, A) + smallest(P, B), {"a": [12, 14, 1, 9], "b": [12, 13, 13, 2]},
        [
            "12，最多计 10，得数 = 10 + 10 = 20", "14，最多计 10，13，最多计 10，得数 = 10 + 10 = 20",
            "13，最多计 10，得数 = 1 + 10 = 11", "得数 = 9 + 2 = 11",
        ],
    ),
    "the rung of a table": (Step(A, "t"), {"a": [0, 1, 7]}, ["未入档，得数 0", "达到 1，得数 10", "达到 5，得数 20.5"]),
    "a rung times a figure": (Step(A, "t") * B, {"a": [7], "b": [2]}, ["达到 5，得数 = 20.5 × 2 = 41"]),
    "a place in a table": (Exact(A, "e"), {"a": [5, 4]}, ["第 5，得数 20.5", "没有这一行，得数 0"]),
    "an average of all": (A - Down("average", A), {"a": [12, 3]}, ["得数 = 12 − 7.5 = 4.5", "得数 = 3 − 7.5 = -4.5"]),
    "a whole average of all": (A - Down("average", A), {"a": [12, 4]}, ["得数 = 12 − 8 = 4", "得数 = 4 − 8 = -4"]),
    "a divisor of 1 beside others": (A / B, {"a": [6, 6], "b": [1, 4]}, ["得数 = 6 ÷ 1 = 6", "得数 = 6 ÷ 4 = 1.5"]),
    "a reported figure to its last digit": (A * P, {"a": [1.23456789]}, ["得数 = 1.23456789 × 10 = 12.3457"]),
    "a rank": (Rank((A,), (True,)), {"a": [12, 3, 12]}, ["得数 1", "得数 3", "得数 1"]),
}  # fmt: skip
SKIPPED = {"a": [1, 1, NA], "b": [2, NA, NA], "c": [4, NA, 4]}
SKIPPING: dict[str, tuple[Node, list[str]]] = {
    "sum": (Over("sum", (A, B, C)), ["得数 = （1 + 2 + 4） = 7", "得数 1", "得数 4"]),
    "sum of two": (Over("sum", (A, C)), ["得数 = （1 + 4） = 5", "得数 1", "得数 4"]),
    "smallest": (Over("min", (A, B, C)), ["得数 = （1、2、4 中最小） = 1", "得数 1", "得数 4"]),
    "largest": (Over("max", (A, B, C)), ["得数 = （1、2、4 中最大） = 4", "得数 1", "得数 4"]),
    "number": (Over("count", (A, B, C)), ["得数 3", "得数 1", "得数 1"]),
    "weighted": (
        Weighted((A, B, C), (P, Q, P)), ["得数 = （1 × 10 + 2 × 0.25 + 4 × 10） = 50.5", "得数 = （1 × 10） = 10", "得数 = （4 × 10） = 40"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SENTENCES)
def test_a_sentence(name: str) -> None:
    formula, cells, sentences = SENTENCES[name]
    assert said(formula, cells) == sentences


@pytest.mark.parametrize("name", SKIPPING)
def test_only_what_applies_is_said(name: str) -> None:
    formula, sentences = SKIPPING[name]
    assert said(formula, SKIPPED, mode="skip") == sentences


def test_how_a_cell_stands() -> None:
    """Without a figure the word for it, 缺报 by the column's own; with a figure instead of 不适用, what stands for what."""
    cells = {"a": [1, NA, GAP], "b": [2, 2, 2]}
    assert said(A + B, cells) == ["得数 = 1 + 2 = 3", "得数 不适用", "得数 缺报"]
    assert said(A + B, cells, missing_text="待定", unit="吨") == ["得数 = 1 + 2 = 3吨", "得数 不适用", "得数 待定"]
    assert said(A + B, cells, on_na=9.0) == ["得数 = 1 + 2 = 3", "得数 9（不适用，按 9 计）", "得数 缺报"]
    assert said(A + 1, cells, on_na=9.0)[1:] == ["得数 9（不适用，按 9 计）", "得数 缺报"]
    skipping = {"a": [1, NA, NA], "b": [NA, NA, 2]}
    some = said(Over("sum", (A, B)) * 2, skipping, mode="skip", on_na=7.0)
    assert some == ["得数 = 1 × 2 = 2", "得数 7（不适用，按 7 计）", "得数 = 2 × 2 = 4"]
    open_one = said(If(IsNumber(A), A * 2, B), cells, mode="open", on_na=5.0)
    assert open_one == ["得数 = 1 × 2 = 2", "得数 2", "得数 2"]


def test_a_yes_or_no() -> None:
    cells = {"a": [1, 0, NA]}
    assert said(If(A.compare("=", 1), Number(1), Number(0)), cells, unit="是否") == [
        "得数：是",
        "得数：否",
        "得数 不适用",
    ]


def test_remarks_are_said_of_figures_only() -> None:
    """Each remark whose condition holds, behind the figure."""
    remarks = ((A.compare(">", 1), "多于 1"), (A.compare(">", 2), "多于 2"))
    cells = {"a": [1, 2, 3, GAP]}
    assert said(A * 2, cells, remarks=remarks) == [
        "得数 = 1 × 2 = 2", "得数 = 2 × 2 = 4（多于 1）", "得数 = 3 × 2 = 6（多于 1）（多于 2）", "得数 缺报",
    ]  # fmt: skip


def test_operands_have_the_places_that_a_calculator_needs() -> None:
    """2 ÷ 3 with four places, 0.6667 × 3000 = 2000.1; with six, 0.666667 × 3000 = 2000.001, printed 2000."""
    third = Column("y", "比", "rate", A / B)
    told = speaker(column_of(Ref("y") * C, places=2), Given({"a": [2], "b": [3], "c": [3000]}), third)
    assert told.sentence("x") == "得数 = 0.666667 × 3000 = 2000.00"
    assert told.sentence("y") == "比 = 2 ÷ 3 = 0.6667"


def test_a_share_on_the_way_is_printed_with_its_places() -> None:
    """A helper in percent has the two places that it is rounded to; another's idle zeros go."""
    given = Given({"a": [1], "b": [2]})
    for unit, shown in (("%", "0.50"), ("吨", "0.5")):
        helper = Column("y", "比", "helper", A / B, places=2, unit=unit)
        assert speaker(column_of(Ref("y") * 4), given, helper).sentence("x") == f"得数 = {shown} × 4 = 2"


def test_a_figure_that_no_places_reach_is_told() -> None:
    """3,000,000,000,000 times two thirds: ten places are not enough for two."""
    third = Column("y", "比", "rate", A / B)
    told = speaker(column_of(Ref("y") * C, places=2), Given({"a": [2], "b": [3], "c": [3e12]}), third)
    assert told.sentence("x").endswith("（按未舍入的数）")


USED = If(A.compare(">", B), A, C)


def test_which_columns_a_figure_was_made_of() -> None:
    """Branches taken only: the first county's figure is made of a and b, the second's of all three."""
    inner, outer = Column("y", "中", "helper", USED), column_of(Ref("y") + 1)
    told = speaker(outer, Given({"a": [5, 1], "b": [2, 2], "c": [9, 9]}), inner)
    assert told.part(np.array([0])).used("x") == {"x", "y", "a", "b"}
    assert told.part(np.array([1])).used("x") == {"x", "y", "a", "b", "c"}
    plain = speaker(column_of(Ref("y") + 1), Given(ONE), Column("y", "中", "helper", A * B))
    assert plain.used("x") == {"x", "y", "a", "b"}


@pytest.mark.parametrize(
    ("formula", "bare"),
    [(A, True), (A + 0, False), (smallest(P, B), True), (If(IsNumber(A), A, B), True), (If(IsNumber(A), A, B, "有数"), False), (Rank((A,), (True,)), False), (A * 1, False)],
)  # fmt: skip
def test_a_column_that_only_passes_a_figure_on(formula: Node, bare: bool) -> None:
    """It has no sentence of its own: no working, no reason, no place among others. For one county and for two."""
    assert speaker(column_of(formula), Given(ONE, {"p": 10})).bare("x") is bare
    assert speaker(column_of(formula), Given({"a": [1, 2], "b": [3, 4]}, {"p": 10})).bare("x") is bare


def test_counties_on_different_rungs_pass_nothing_on() -> None:
    """Each has a reason of its own; that neither column is bare is one answer."""
    assert speaker(column_of(Step(A, "t")), Given({"a": [1, 7]}, tables=[TABLE])).bare("x") is False
