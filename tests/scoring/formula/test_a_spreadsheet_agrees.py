"""Every operation by hand: the engine and a spreadsheet, which is given the cell formula, both come to the written figure.

The figures are arithmetic on a handful of cells and can be checked with a calculator; the rounding is that of
``scoring/rounding.py``: half-up, after noise beyond six further places is dropped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from scoring.formula.columns import Table
from scoring.formula.nodes import (
    Down,
    Exact,
    Extreme,
    Floor,
    FromList,
    If,
    IsNotApplicable,
    IsNumber,
    Ln,
    Node,
    Not,
    Number,
    Order,
    Over,
    Param,
    Rank,
    Ref,
    Round,
    Step,
    Weighted,
    WeightOf,
    both,
    either,
    largest,
    smallest,
)
from tests.scoring.formula.small_sheet import Given, by_engine, by_spreadsheet, column_of

A, B, C, P, Q, R = Ref("a"), Ref("b"), Ref("c"), Param("p"), Param("q"), Param("r")
NA, GAP = "不适用", "缺报"
ONE = {"a": [12], "b": [4], "c": [3]}
THREE = {"a": [2.5, -1, 0], "b": [1, 5, 0], "c": [4, 2, 0]}
SOME = {"a": [1, NA, 1, NA, NA], "b": [2, 2, NA, NA, GAP], "c": [4, 4, 4, NA, 4]}
WEIGHTS = {"p": 10, "q": 20, "r": 30}
RISING = Table("t", "档", (1.0, 5.0, 7.5), (10.0, 20.0, 30.0), -1.0, ("", "", ""), "")
FALLING = Table("t", "档", (7.5, 5.0, 1.0), (10.0, 20.0, 30.0), -1.0, ("", "", ""), "", match="at_most")
PLACES = Table("t", "档", (1.0, 2.0, 3.0), (10.0, 20.0, 30.0), -1.0, ("", "", ""), "", match="exact")
KEYS = tuple(float(one) for one in range(1, 15))
LONG = Table("t", "档", KEYS, tuple(100 * one for one in KEYS), -1.0, ("",) * 14, "")
LONG_FALLING = Table(
    "t", "档", KEYS[::-1], tuple(100 * one for one in KEYS[::-1]), -1.0, ("",) * 14, "", match="at_most"
)
BELOW_AND_ABOVE = {"a": [0, 0.99, 1, 4.99, 5, 7.5, 8, -3]}

Case = tuple[Node, Mapping[str, Sequence[Any]], Sequence[Any]]
ARITHMETIC: dict[str, Case] = {
    "12 + 4 − 3": (A + B - C, ONE, [13]),
    "12 − (4 − 3)": (A - (B - C), ONE, [11]),
    "12 − (4 + 3)": (A - (B + C), ONE, [5]),
    "(12 + 4) × 3": ((A + B) * C, ONE, [48]),
    "12 + 4 × 3": (A + B * C, ONE, [24]),
    "12 ÷ (4 ÷ 3)": (A / (B / C), ONE, [9]),
    "12 ÷ (4 × 3)": (A / (B * C), ONE, [1]),
    "12 ÷ 4 ÷ 3": (A / B / C, ONE, [1]),
    "(4 ^ 3) ^ 2": ((B**C) ** 2, ONE, [4096]),
    "4 ^ (3 ^ 2)": (B ** (C**2), ONE, [262144]),
    "(4 × 3) ^ 2": ((B * C) ** 2, ONE, [144]),
    "4 × 3 ^ 2": (B * C**2, ONE, [36]),
    "1 ÷ 4 from a plain number": (1 / B, ONE, [0.25]),
    "1 − 4 from a plain number": (1 - B, ONE, [-3]),
    "4 − (−2)": (B - Number(-2), ONE, [6]),
    "4 × (−0.5)": (B * Number(-0.5), ONE, [-2]),
    "(12 > 4) × 3": (A.compare(">", B) * 3, ONE, [3]),
    "3 × (12 > 4)": (Number(3) * A.compare(">", B), ONE, [3]),
    "both conditions as 1": (both(A.compare(">", B), A.compare(">", C)) * 5, ONE, [5]),
    "min and max": (largest(A, B, C) - smallest(A, B, C), THREE, [3, 6, 0]),
    "the size": (Extreme("max", (A, Number(0) - A)), THREE, [2.5, 1, 0]),
    "the size, downwards": (Extreme("min", (A, Number(0) - A)), THREE, [-2.5, -1, 0]),
    "max of a figure and another's opposite": (Extreme("max", (A, Number(0) - B)), THREE, [2.5, -1, 0]),
    "max of a figure and a size": (Extreme("max", (A, B, Number(0) - A)), THREE, [2.5, 5, 0]),
    "ln 4": (Round(Ln(B), 4), ONE, [1.3863]),
    "rounded half up, away from 0": (Round(A, 0), {"a": [0.5, 1.5, 2.5, -0.5, 0.49]}, [1, 2, 3, -1, 0]),
    "noise before a half": (Round(A, 0), {"a": [0.4999996, 0.49999949]}, [1, 0]),
    "rounded to two places": (Round(A / B, 2), {"a": [2, 1], "b": [3, 8]}, [0.67, 0.13]),
    "cut": (Floor(A), {"a": [2.7, -2.7, 2.9999999, 3]}, [2, -3, 3, 3]),
    "cut to two places": (Floor(A, 2), {"a": [2.347, -2.347, 2.34]}, [2.34, -2.35, 2.34]),
    "raised": (Floor(A, up=True), {"a": [2.3, -2.3, 2.0000001, 2]}, [3, -2, 2, 2]),
    "raised to one place": (Floor(A, 1, up=True), {"a": [2.31, -2.39, 2.3]}, [2.4, -2.3, 2.3]),
    "a sum cut to one place": (Floor(A + B, 1), {"a": [1.26], "b": [1.11]}, [2.3]),
}  # fmt: skip
CONDITIONS: dict[str, Case] = {
    **{
        f"3 and 2, 3, 4: {sign}": (If(C.compare(sign, B), Number(1), Number(0)), {"b": [2, 3, 4], "c": [3, 3, 3]}, found)
        for sign, found in (
            ("=", [0, 1, 0]), ("<>", [1, 0, 1]), ("<", [0, 0, 1]), ("<=", [0, 1, 1]), (">", [1, 0, 0]), (">=", [1, 1, 0]),
        )
    },
    "all hold": (If(both(A.compare(">", 0), B.compare(">", 0)), Number(7), Number(3)), THREE, [7, 3, 3]),
    "one holds": (If(either(A.compare(">", 0), B.compare(">", 0)), Number(7), Number(3)), THREE, [7, 7, 3]),
    "does not hold": (If(Not(A.compare(">", 0)), Number(7), Number(3)), THREE, [3, 7, 7]),
    "one figure or another": (If(A.compare(">=", B), A, C), THREE, [2.5, 2, 0]),
    "for all counties the same": (If(IsNumber(A), B, C), THREE, [1, 5, 0]),
}  # fmt: skip
TABLES: dict[str, tuple[Table, type[Step | Exact], Mapping[str, Sequence[Any]], Sequence[Any]]] = {
    "rising": (RISING, Step, BELOW_AND_ABOVE, [-1, -1, 10, 10, 20, 30, 30, -1]),
    "falling": (FALLING, Step, BELOW_AND_ABOVE, [30, 30, 30, 20, 20, 10, -1, 30]),
    "equal": (PLACES, Exact, {"a": [0, 1, 1.5, 3, 4]}, [-1, 10, -1, 30, -1]),
    "long, rising": (LONG, Step, {"a": [0.5, 1, 1.5, 13.9, 14, 20]}, [-1, 100, 100, 1300, 1400, 1400]),
    "long, falling": (LONG_FALLING, Step, {"a": [0.5, 1, 1.5, 13.9, 14, 20]}, [100, 100, 200, 1400, 1400, -1]),
}
SKIPPING: dict[str, Case] = {
    "sum": (Over("sum", (A, B, C)), SOME, [7, 6, 5, NA, GAP]),
    "smallest": (Over("min", (A, B, C)), SOME, [1, 2, 1, NA, GAP]),
    "largest": (Over("max", (A, B, C)), SOME, [4, 4, 4, NA, GAP]),
    "number": (Over("count", (A, B, C)), SOME, [3, 2, 2, NA, GAP]),
    "weights of those that apply": (WeightOf((A, B, C), (P, Q, R)), SOME, [60, 50, 40, NA, GAP]),
    "weighted sum of those that apply": (Weighted((A, B, C), (P, Q, R)), SOME, [170, 160, 130, NA, GAP]),
    "weighted mean": (Weighted((A, B), (P, Q)) / WeightOf((A, B), (P, Q)), {"a": [1, NA], "b": [4, 4]}, [3, 4]),
    "weights that stand in cells": (Weighted((A, B), (C, Ref("d"))), {"a": [1, NA], "b": [2, 2], "c": [3, 3], "d": [5, 7]}, [13, 14]),
    "their sum": (WeightOf((A, B), (C, Ref("d"))), {"a": [1, NA], "b": [2, 2], "c": [3, 3], "d": [5, 7]}, [8, 7]),
    "weights of both sorts": (Weighted((A, B), (P, C)), {"a": [1, NA], "b": [2, 2], "c": [3, 3]}, [16, 6]),
    "a weight that is reckoned": (Weighted((A, B), (P + Q, Number(2))), {"a": [1, NA], "b": [2, 2]}, [34, 4]),
}  # fmt: skip
PEERS = {"a": [5, 3, 5, 8, NA, 3], "b": [1, 1, 2, 2, 2, 2], "c": [1, 2, 9, 4, 4, 3]}
DOWN: dict[str, Case] = {
    "sum of all": (Down("sum", A), PEERS, [24, 24, 24, 24, NA, 24]),
    "average of all": (Down("average", A), PEERS, [4.8, 4.8, 4.8, 4.8, NA, 4.8]),
    "least of all": (Down("min", A), PEERS, [3, 3, 3, 3, NA, 3]),
    "most of all": (Down("max", A), PEERS, [8, 8, 8, 8, NA, 8]),
    "sum of the group": (Down("sum", A, B), PEERS, [8, 8, 16, 16, NA, 16]),
    "average of the group": (Down("average", C, B), PEERS, [1.5, 1.5, 5, 5, 5, 5]),
    "rank from the largest": (Rank((A,), (True,)), PEERS, [2, 4, 2, 1, NA, 4]),
    "rank from the smallest": (Rank((A,), (False,)), PEERS, [3, 1, 3, 5, NA, 1]),
    "equals by a second key": (Rank((A, C), (True, False)), PEERS, [2, 4, 3, 1, NA, 5]),
    "equals by a second key, the largest first": (Rank((A, C), (True, True)), PEERS, [3, 5, 2, 1, NA, 4]),
    "rank in the group": (Rank((A,), (True,), B), PEERS, [1, 2, 2, 1, NA, 3]),
    "rank in one of three groups": (
        Rank((A,), (True,), B), {"a": [5, 3, 5, 8, 4, 4, 6], "b": [1, 1, 2, 2, 3, 3, 3]}, [1, 2, 2, 1, 2, 2, 1],
    ),
    "rank in the group by two keys": (
        Rank((A, C), (True, False), B), {"a": [5, 3, 5, 5, NA, 3], "b": [1, 1, 2, 2, 2, 2], "c": [1, 2, 9, 4, 4, 3]},
        [1, 2, 2, 1, NA, 3],
    ),
}  # fmt: skip


def agree(formula: Node, given: Given, expected: Sequence[Any], **options: Any) -> None:
    column = column_of(formula, **options)
    figures = [pytest.approx(one, abs=1e-12) if not isinstance(one, str) else one for one in expected]
    assert by_engine(column, given) == figures
    assert by_spreadsheet(column, given) == figures


@pytest.mark.parametrize("name", ARITHMETIC)
def test_arithmetic(name: str) -> None:
    formula, cells, expected = ARITHMETIC[name]
    agree(formula, Given(cells), expected)


@pytest.mark.parametrize("name", CONDITIONS)
def test_conditions(name: str) -> None:
    formula, cells, expected = CONDITIONS[name]
    agree(formula, Given(cells), expected)


@pytest.mark.parametrize("name", TABLES)
def test_tables(name: str) -> None:
    """Rungs reached upwards (3 is reached by 3) or kept downwards, places that must be met, tables of more than twelve rows."""
    table, way, cells, expected = TABLES[name]
    agree(way(A, "t"), Given(cells, tables=[table]), expected)


def test_a_figure_of_the_scheme_is_looked_up_for_all() -> None:
    """5 is on the second rung, for three counties alike."""
    agree(Step(P, "t") + A, Given({"a": [0, 1, 2]}, {"p": 5}, [RISING]), [20, 21, 22])


@pytest.mark.parametrize("apart", [False, True], ids=["neighbours", "apart"])
@pytest.mark.parametrize("name", SKIPPING)
def test_what_does_not_apply_is_skipped(name: str, apart: bool) -> None:
    """Cells side by side are read as one range, others one by one: the same figures."""
    formula, cells, expected = SKIPPING[name]
    agree(formula, Given(cells, WEIGHTS, apart=apart), expected, mode="skip")


@pytest.mark.parametrize("name", DOWN)
def test_over_all_counties(name: str) -> None:
    """Who has no figure counts for nothing, and has no rank."""
    formula, cells, expected = DOWN[name]
    agree(formula, Given(cells), expected)


def test_a_printed_order_has_every_place_once() -> None:
    """Ranks 2, 1, none, 2, none: 1 stands first, then both of 2 as they were given, then those without."""
    given = Given({"a": [2, 1, GAP, 2, NA]})
    assert by_spreadsheet(column_of(Order(A)), given) == [2, 1, 4, 3, 5]


def test_rows_of_a_list_are_counted_and_summed() -> None:
    """Counties 1, 2, 3 with three rows, none, and one."""
    given = Given({"a": [0, 0, 0]}, lists={"": [1, 3, 1, 1], "points": [0.5, -2, 1, 4]})
    agree(FromList("rows"), given, [3, 0, 1])
    agree(FromList("rows", "points"), given, [5.5, 0, -2])
    for field in ("", "points"):  # a list that nobody handed in
        assert by_engine(column_of(FromList("rows", field)), Given({"a": [0, 0]})) == [0, 0]
        assert by_engine(column_of(FromList("other", field)), given) == [0, 0, 0]


STANDING: dict[str, tuple[Node, dict[str, Any], Mapping[str, Sequence[Any]], Sequence[Any]]] = {
    "one figure": (A + 1, {}, {"a": [1, NA, GAP]}, [2, NA, GAP]),
    "one of two": (A + B, {}, {"a": [1, NA, NA, GAP, 1], "b": [2, 2, GAP, 2, GAP]}, [3, NA, GAP, GAP, GAP]),
    "with a figure for 不适用": (A + B, {"on_na": 9}, {"a": [1, NA, GAP], "b": [2, 2, 2]}, [3, 9, GAP]),
    "one figure, with another for 不适用": (A + 1, {"on_na": 9.5}, {"a": [1, NA, GAP]}, [2, 9.5, GAP]),
    "不适用 is missing": (A + B, {"na_is_missing": True}, {"a": [1, NA, GAP], "b": [2, 2, 2]}, [3, GAP, GAP]),
    "one figure, whose 不适用 is missing": (A + 1, {"na_is_missing": True}, {"a": [1, NA, GAP]}, [2, GAP, GAP]),
    "不适用 where the divisor is 0": (A / B, {"na_when": B.compare("=", 0)}, {"a": [1, 1, NA], "b": [2, 0, 2]}, [0.5, NA, NA]),
    "missing where the divisor is 0": (A / B, {"missing_when": B.compare("=", 0)}, {"a": [1, 1], "b": [2, 0]}, [0.5, GAP]),
    "0 where the divisor is 0": (A / B, {"na_when": B.compare("=", 0), "on_na": 0}, {"a": [1, 1], "b": [2, 0]}, [0.5, 0]),
    "rounded": (A / B, {"places": 1}, {"a": [2, NA], "b": [3, 3]}, [0.7, NA]),
    "skipping, with a figure where none applies": (Over("sum", (A, B)), {"mode": "skip", "on_na": 7}, {"a": [1, NA], "b": [NA, NA]}, [1, 7]),
    "open": (If(IsNumber(A), A, B), {"mode": "open"}, {"a": [1, NA, GAP], "b": [2, 2, 2]}, [1, 2, 2]),
    "open, asking for 不适用": (If(IsNotApplicable(A), Number(5), B), {"mode": "open"}, {"a": [1, NA, GAP], "b": [2, 3, 4]}, [2, 5, 4]),
}  # fmt: skip


@pytest.mark.parametrize("apart", [False, True], ids=["neighbours", "apart"])
@pytest.mark.parametrize("name", STANDING)
def test_a_cell_without_a_figure(name: str, apart: bool) -> None:
    """Strict: the worst of what is read; skip: none applies, or one is missing; open: as the formula says."""
    formula, options, cells, expected = STANDING[name]
    agree(formula, Given(cells, apart=apart), expected, **options)
