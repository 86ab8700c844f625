"""A table comes in: every kind of cell, the bounds at their edges, and a hash that anyone can work out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest

from scoring.errors import DataError
from scoring.ledger.intake import Intake, allowed, take_in
from scoring.problems import Problem, Source
from scoring.scheme.models import ItemSpec
from scoring.scheme.scheme import Scheme
from tests.support.one_line import one_line

LINE = {"value": {"kind": "reported", "item": "v"}, "rule": {"kind": "judged"}}


def item(name: str = "v", **told: Any) -> ItemSpec:
    plain = {"kind": "number", "unit": "吨", "definition": "-", "bureau": "-", "clause": "-"}
    return ItemSpec.model_validate({"id": name, "name": f"数{name}", **plain, **told})


def scheme(*items: ItemSpec) -> Scheme:
    whole = one_line(LINE, 10, ["v"])
    return Scheme(whole.spec, {one.id: one for one in items}, None, "x")


def taken(spec: ItemSpec, cells: Sequence[Any], dtype: Any = object, **known: Any) -> Intake:
    index = [f"县{n}" for n in range(len(cells))]
    return take_in(scheme(spec), pd.DataFrame({"v": pd.Series(cells, dtype=dtype, index=index)}), **known)


def told(intake: Intake) -> list[tuple[str, str, str]]:
    return [(one.code, one.county, one.severity) for one in intake.problems]


@pytest.mark.parametrize(
    ("spec", "cell", "value", "state", "code"),
    [
        ({}, 1.5, 1.5, 0, None),
        ({}, 0, 0, 0, None),
        ({}, True, 1, 0, None),
        ({}, np.float64(2.5), 2.5, 0, None),
        ({}, np.int64(3), 3, 0, None),
        ({}, 1 / 3, 0.333333333333333, 0, None),  # fifteen digits, as a spreadsheet keeps them
        ({}, None, None, 2, "E_MISSING"),
        ({}, pd.NA, None, 2, "E_MISSING"),
        ({}, float("nan"), None, 2, "E_MISSING"),
        ({}, "  ", None, 2, "E_MISSING"),
        ({}, "缺报", None, 2, "E_MISSING"),
        ({}, "暂缺（待核）", None, 2, "W_DECLARED"),
        ({}, " 不适用（没有）", None, 1, None),
        ({}, "未下达（尚未分解）", None, 2, "E_TEXT"),
        ({"unassigned": True}, "未下达（尚未分解）", None, 1, None),
        ({"unassigned": True}, None, None, 2, "E_MISSING"),
        ({"optional": True}, None, None, 1, None),
        ({"optional": True}, "", None, 1, None),
        ({}, "12", None, 2, "E_TEXT"),
        ({}, "是", None, 2, "E_TEXT"),
        ({"kind": "yes_no"}, "是", 1, 0, None),
        ({"kind": "yes_no"}, "否", 0, 0, None),
        ({"kind": "yes_no"}, "有", None, 2, "E_TEXT"),
        ({"kind": "yes_no"}, 1, 1, 0, None),
        ({"kind": "yes_no"}, 0, 0, 0, None),
        ({"kind": "yes_no"}, 2, None, 2, "E_RANGE"),
        ({"kind": "yes_no"}, 0.5, None, 2, "E_RANGE"),
        ({"kind": "count"}, 3, 3, 0, None),
        ({"kind": "count"}, 2.5, None, 2, "E_RANGE"),
        ({"kind": "count", "minimum": 0}, 0, 0, 0, None),
        ({"kind": "count", "minimum": 0}, -1, None, 2, "E_RANGE"),
        ({"kind": "percent", "minimum": -5, "maximum": 5}, -5, -5, 0, None),
        ({"kind": "percent", "minimum": -5, "maximum": 5}, 5, 5, 0, None),
        ({"kind": "percent", "minimum": -5, "maximum": 5}, -5.01, None, 2, "E_RANGE"),
        ({"kind": "percent", "minimum": -5, "maximum": 5}, 5.01, None, 2, "E_RANGE"),
        ({}, float("inf"), None, 2, "E_RANGE"),
        ({}, float("-inf"), None, 2, "E_RANGE"),
        ({"minimum": 0}, float("inf"), None, 2, "E_RANGE"),
        ({"maximum": 9}, float("-inf"), None, 2, "E_RANGE"),
        ({"minimum": 0, "maximum": 9}, float("inf"), None, 2, "E_RANGE"),
        ({"places": 2}, 3.14, 3.14, 0, None),
        ({"places": 2}, 3.141, None, 2, "E_PLACES"),
        ({"places": 0}, 3.5, None, 2, "E_PLACES"),
    ],
)
def test_every_kind_of_cell(spec: dict[str, Any], cell: Any, value: float | None, state: int, code: str | None) -> None:
    """What a cell counts as (0 a number, 1 不适用, 2 缺报), beside a plain one and, where pandas can, in a column of floats."""
    columns = [("object", [cell, 1])]
    if isinstance(cell, float):
        columns.append(("float64", [cell, 1.0]))
    for dtype, cells in columns:
        result = taken(item(**spec), cells, dtype)
        states = result.states["v"]
        marks = [0, 0] if states is None else states.tolist()
        assert marks == [state, 0]
        assert result.values["v"].tolist()[1] == 1
        assert np.isnan(result.values["v"][0]) if value is None else result.values["v"][0] == value
        severity = "warning" if code == "W_DECLARED" else "error"
        assert told(result) == ([] if code is None else [(code, "县0", severity)])
        blank = cell is None or pd.isna(cell) or (isinstance(cell, str) and not cell.strip())
        written = "" if blank else cell.strip() if isinstance(cell, str) else f"{float(cell):.15g}"
        for one in result.problems:
            assert (one.item, one.value, one.remedy == "") == ("v", written, code == "W_DECLARED")
            assert item().name in one.message


def test_a_column_of_plain_numbers_has_no_states() -> None:
    assert taken(item(), [1, 2.5], "float64").states["v"] is None
    assert taken(item(), [1, 2.5]).states["v"] is None


@pytest.mark.parametrize(
    ("fine", "of", "names"),
    [(3, 3, 3), (3, 6, 3), (4, 8, 4), (4, 7, 1), (5, 5, 1), (1, 9, 1)],
)
def test_a_whole_column_of_too_many_places_is_told_once(fine: int, of: int, names: int) -> None:
    """More than three counties and more than half of them: one message that counts them; each is missing all the same."""
    result = taken(item(places=1), [1.25] * fine + [1.5] * (of - fine), "float64")
    assert [one.county for one in result.problems] == [f"县{n}" for n in range(names)]
    also = f"（{fine} 个县都是这样）" if names < fine else ""
    assert f"超过 1 位小数{also}，按缺报处理" in result.problems[0].message
    states = result.states["v"]
    assert states is not None
    assert states.tolist() == [2] * fine + [0] * (of - fine)


def test_what_the_reader_told_is_not_told_twice() -> None:
    """Of two blanks one was reported with the file; a column that the reader missed is not missed again."""
    source = Source("甲.xlsx", "数据", "B3")
    known = Problem("error", "E_X", "县0", "v", "读不出", source)
    result = taken(item(), [None, None, "缺报"], known=[known], sources={("县1", "v"): source})
    assert told(result) == [("E_MISSING", "县1", "error")]
    assert result.problems[0].source == source
    absent = Problem("error", "E_X", "", "v", "没有这一列")
    bare = pd.DataFrame(index=["甲", "乙"])
    assert told(take_in(scheme(item()), bare, [absent])) == []
    assert told(take_in(scheme(item()), bare)) == [("E_NO_ITEM", "", "error")]


@pytest.mark.parametrize(("optional", "state"), [(False, 2), (True, 1)])
def test_a_column_that_is_not_there(optional: bool, state: int) -> None:
    """缺报 for all, or 不适用 where the item need not be there, and then nothing is told."""
    result = take_in(scheme(item(optional=optional)), pd.DataFrame(index=["甲", "乙"]))
    states = result.states["v"]
    assert states is not None
    assert states.tolist() == [state] * 2
    assert np.isnan(result.values["v"]).all()
    assert len(result.problems) == (not optional)
    assert all("补上这一列" in one.remedy for one in result.problems)


def test_a_column_of_no_item_is_told_with_the_name_near_it() -> None:
    table = pd.DataFrame({"events": [1.0], "evnts": [2.0], "zzz": [3.0]}, index=["甲"])
    result = take_in(scheme(item("events")), table)
    assert [(one.code, one.item, one.severity) for one in result.problems] == [
        ("W_UNKNOWN_ITEM", "evnts", "warning"),
        ("W_UNKNOWN_ITEM", "zzz", "warning"),
    ]
    assert result.problems[0].message.endswith("未使用；是不是 events？")
    assert result.problems[1].message.endswith("未使用")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (pd.DataFrame({"v": []}), "没有一个县"),
        (pd.DataFrame({"v": [1, 2, 3, 4]}, index=["甲", "乙", "甲", "乙"]), "出现了两次：甲、乙；"),
        (pd.DataFrame([[1, 2, 3, 4]], index=["甲"], columns=["v", "w", "v", "w"]), "出现了两列：v、w；"),
    ],
)
def test_tables_that_cannot_be_told_apart(table: pd.DataFrame, said: str) -> None:
    with pytest.raises(DataError, match=said):
        take_in(scheme(item()), table)


def test_many_items_at_once_are_taken_as_one_by_one() -> None:
    """Floats, whole numbers and mixed columns beside one another, in another order than the scheme's, past one block."""
    specs = [item("a"), item("b", kind="count"), item("c", maximum=9), item("d", places=1), item("e")]
    figures = {
        "e": ["不适用（没有）", 5.0],
        "d": [0.5, 0.25],
        "b": [1, 2],
        "x": [7, 7],
        "c": [9.0, 9.5],
        "a": [0.1, 1e15 + 0.3],
    }
    result = take_in(scheme(*specs), pd.DataFrame(figures, index=["甲", "乙"]))
    assert set(result.values) == set("abcde")
    assert [result.values[name][0] for name in "abcd"] == [0.1, 1, 9, 0.5]
    assert result.values["a"][1] == 1e15  # fifteen digits
    assert result.values["b"][1] == 2
    assert [(one.code, one.county, one.item) for one in result.problems] == [
        ("E_RANGE", "乙", "c"),
        ("E_PLACES", "乙", "d"),
        ("W_UNKNOWN_ITEM", "", "x"),
    ]


def test_the_hash_can_be_worked_out_by_anyone() -> None:
    """Counties, then each item by name with its cells: figures to 15 digits, 不适用 as -2, 缺报 as -1."""
    table = pd.DataFrame({"w": [0.1 + 0.2, 2.0], "v": ["不适用（没有）", None]}, index=["甲", "乙"])
    text = "甲\n乙\nv\n-2,-1\nw\n0.3,2"
    assert take_in(scheme(item(), item("w")), table).sha256() == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "数"),
        ({"kind": "yes_no"}, "是或否"),
        ({"kind": "count"}, "整数"),
        ({"minimum": 0}, "不小于 0"),
        ({"maximum": 2.5}, "不大于 2.5"),
        ({"kind": "count", "minimum": 0, "maximum": 4}, "整数，不小于 0，不大于 4"),
    ],
)
def test_a_range_in_words(told: dict[str, Any], said: str) -> None:
    assert allowed(item(**told)) == said
