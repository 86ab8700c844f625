"""Cell formulas by their text, where a reader of the sheet counts on the form, or a second spreadsheet has no such function."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.formula.columns import Table
from scoring.formula.excel import number
from scoring.formula.nodes import (
    Down,
    Extreme,
    Floor,
    If,
    IsNumber,
    Node,
    Number,
    Order,
    Over,
    Param,
    Reasons,
    Ref,
    Step,
    Weighted,
    WeightOf,
)
from tests.scoring.formula.small_sheet import Given, by_spreadsheet, column_of, written

A, B, C, P, Q = Ref("a"), Ref("b"), Ref("c"), Param("p"), Param("q")
CELLS = {name: [1, 2, 3] for name in "abc"}
TEXTS: dict[str, tuple[Node, str]] = {
    "the most of a group: AGGREGATE, as there is no MAXIFS before Excel 2019": (
        Down("max", A, B), "_xlfn.AGGREGATE(14,6,$A$2:$A$4/($B$2:$B$4=B2),1)",
    ),
    "the least of a group": (Down("min", A, B), "_xlfn.AGGREGATE(15,6,$A$2:$A$4/($B$2:$B$4=B2),1)"),
    "the sum of a group": (Down("sum", A, B), "SUMIFS($A$2:$A$4,$B$2:$B$4,B2)"),
    "the average of a group": (Down("average", A, B), "AVERAGEIFS($A$2:$A$4,$B$2:$B$4,B2)"),
    "a size": (Extreme("max", (A, Number(0) - A)), "ABS(A2)"),
    "parentheses only where they are needed": ((A + B) * C - A * B + C, "(A2+B2)*C2-A2*B2+C2"),
    "on the right of a sign of the same rank": (A - (B - C) + A / (B * C), "A2-(B2-C2)+A2/(B2*C2)"),
    "no sign runs into another": (A - Number(-1), "A2-(-1)"),
    "0 has no parentheses": (A - Number(0) + Number(0.5), "A2-0+0.5"),
    "a cut to a whole number is not scaled": (Floor(A), "INT(ROUND(ROUND(A2,12),6))"),
    "a cut to one place": (Floor(A + B, 1), "INT(ROUND(ROUND((A2+B2)*10,12),6))/10"),
    "raised": (Floor(A, 2, up=True), "-INT(-ROUND(ROUND(A2*100,12),6))/100"),
    "a row of cells is a range": (Over("sum", (A, B, C)), "SUM(A2:C2)"),
    "cells that are no neighbours are listed": (Over("max", (A, C)), "MAX(A2,C2)"),
    "weights in a range of their own": (Weighted((A, B), (P, Q)), "SUMPRODUCT(A2:B2,$L$2:$M$2)"),
    "weights of cells with a figure": (WeightOf((A, B), (P, Q)), 'SUMIF(A2:B2,">-1E+300",$L$2:$M$2)'),
    "a weight that is no parameter": (Weighted((A, B), (P, Number(3))), "(N(A2)*$L$2+N(B2)*3)"),
    "a weight that is a sum": (WeightOf((A, B), (P + Q, P)), "(ISNUMBER(A2)*($L$2+$M$2)+ISNUMBER(B2)*$L$2)"),
    "a place in the printed list": (Order(A), "IF(ISNUMBER(A2),A2+COUNTIF(A$2:A2,A2)-1,COUNT($A$2:$A$4)+ROWS(A$2:A2)-COUNT(A$2:A2))"),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_as_written(name: str) -> None:
    formula, text = TEXTS[name]
    open_if = If(IsNumber(A), formula, Number(0))
    assert written(column_of(open_if, mode="open"), Given(CELLS, {"p": 1, "q": 2})) == f"=IF(ISNUMBER(A2),{text},0)"


GUARDS: dict[str, tuple[Node, dict[str, Any], str]] = {
    "nothing is read": (P * 2, {}, "=$L$2*2"),
    "one cell": (A + 1, {}, '=IF(ISNUMBER(A2),A2+1,IF(A2="不适用","不适用","缺报"))'),
    "two neighbours": (
        A + B, {}, '=IF(COUNT(A2:B2)=2,A2+B2,IF(COUNT(A2:B2)+COUNTIF(A2:B2,"不适用")=2,"不适用","缺报"))',
    ),
    "two that are none": (
        A + C, {}, '=IF(COUNT(A2,C2)=2,A2+C2,IF(COUNT(A2,C2)+(A2="不适用")+(C2="不适用")=2,"不适用","缺报"))',
    ),
    "不适用 is missing": (A + B, {"na_is_missing": True}, '=IF(COUNT(A2:B2)=2,A2+B2,"缺报")'),
    "with a text of its own": (A + 1, {"missing_text": "待定"}, '=IF(ISNUMBER(A2),A2+1,IF(A2="不适用","不适用","待定"))'),
    "rounded to four places": (A + 1, {"mode": "open", "places": 4}, "=ROUND(ROUND(A2+1,10),4)"),
    "skipping": (
        Over("min", (A, B)), {"mode": "skip"},
        '=IF(COUNT(A2:B2)+COUNTIF(A2:B2,"不适用")<2,"缺报",IF(COUNT(A2:B2)=0,"不适用",MIN(A2:B2)))',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", GUARDS)
def test_what_stands_around_a_formula(name: str) -> None:
    """The first line of each formula: all figures there, or which word stands instead."""
    formula, options, text = GUARDS[name]
    assert written(column_of(formula, **options), Given(CELLS, {"p": 1})) == text


def test_a_table_that_falls_is_searched_from_above() -> None:
    keys = {"keys": (7.5, 5.0), "answers": (1.0, 2.0), "labels": ("", ""), "otherwise_label": ""}
    text = written(
        column_of(Step(A, "t"), mode="open"), Given(CELLS, tables=[Table("t", "档", otherwise=0.0, match="at_most", **keys)])
    )  # fmt: skip
    assert text == "=IF(A2>$N$2,$P$2,INDEX($O$2:$O$3,MATCH(A2,$N$2:$N$3,-1)))"


@pytest.mark.parametrize(
    ("value", "text"),
    [(100.0, "100"), (0.0, "0"), (-3.0, "-3"), (0.5, "0.5"), (-2.25, "-2.25"), (1e-7, "1E-07"), (1e16, "10000000000000000")],
)  # fmt: skip
def test_a_plain_figure(value: float, text: str) -> None:
    """Whole figures without a point, others with the fewest digits that are the same figure."""
    assert number(value) == text


def test_reasons_are_those_of_the_flags_that_are_up() -> None:
    """The texts stand in cells of the scheme; between two of them a semicolon, none in front."""
    given = Given({"a": [0, 1, 1], "b": [0, 0, 1]}, {"p": "弄虚作假", "q": "完不成"})
    reasons = column_of(Reasons((A, B), (P, Q)))
    assert written(reasons, given) == '=MID(IF(A2=1,"；"&$L$2,"")&IF(B2=1,"；"&$M$2,""),2,9999)'
    assert by_spreadsheet(reasons, given) == ["", "弄虚作假", "弄虚作假；完不成"]
