"""Rules at their edges, each share worked out beside it; what a rule refuses in a scheme's figures."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scoring.errors import SchemeError
from scoring.rules.points.gap import Gap
from scoring.rules.points.ladder import Ladder
from scoring.rules.points.lookup import Lookup
from scoring.rules.points.slope import Slope
from tests.support.one_line import one_line, tried

NA = "不适用（没有）"
VALUE = {"kind": "reported", "item": "v"}
OWN = {"kind": "own", "item": "t"}
RATIO = {"kind": "ratio"}
OVER = {"kind": "over_run"}


def points(rule: dict[str, Any], value: Any, **chain: Any) -> Any:
    """Points of 10 for counties with these values, the target 100 for all."""
    values = value if isinstance(value, list) else [value]
    line = {"value": VALUE, **chain, "rule": rule}
    return tried(one_line(line, 10, ["v", "t"]), v=values, t=[100] * len(values)).scores["x"].tolist()


@pytest.mark.parametrize(
    ("rule", "chain", "values", "expected"),
    [
        ({"kind": "gap", "each": 1}, {"target": OWN}, [100, 99, 98.5, 90, 80, 101], [10, 9, 8.5, 0, 0, 10]),
        ({"kind": "gap", "each": 1, "unit": 2}, {"target": OWN}, [98, 97], [9, 8.5]),
        ({"kind": "gap", "each": 1, "unit": 2, "whole": True}, {"target": OWN}, [98, 97, 96], [9, 9, 8]),
        ({"kind": "gap", "each": 1, "unit": 2, "begun": True}, {"target": OWN}, [98, 97, 96], [9, 8, 8]),
        ({"kind": "gap", "each": 1, "direction": "at_most"}, {"target": OWN}, [100, 101, 99, 110, 111], [10, 9, 10, 0, 0]),
        ({"kind": "gap", "each": 1, "of": "completion"}, {"target": OWN, "completion": RATIO}, [100, 99.5, 95], [10, 9.5, 5]),
        (
            {"kind": "gap", "each": 1, "of": "completion", "direction": "at_most"},
            {"target": OWN, "completion": OVER}, [100, 102, 95], [10, 8, 10],
        ),
        ({"kind": "proportional"}, {"target": OWN, "completion": RATIO}, [0, 45, 100, 101, -5], [0, 4.5, 10, 10, 0]),
        ({"kind": "accrual", "each": 2.5}, {}, [0, 1, 1.5, 4, 5, -1], [0, 2.5, 3.75, 10, 10, 0]),
        ({"kind": "per_event", "each": 2.5}, {}, [0, 1, 1.5, 4, 5, -1], [10, 7.5, 6.25, 0, 0, 10]),
        ({"kind": "judged"}, {}, [0, 7.25, 10, 11, -1], [0, 7.25, 10, 10, 0]),
        ({"kind": "threshold", "limit": 60}, {"target": OWN, "completion": RATIO}, [59.99, 60], [0, 10]),
        ({"kind": "change", "last": "t", "rise": 10, "flat": 4, "fall": 1}, {}, [101, 100, 99], [10, 4, 1]),
        (
            {"kind": "ladder", "rungs": [{"at": 80, "points": 6}, {"at": 100, "points": 10}], "otherwise": 1}, {},
            [100, 99, 80, 79], [10, 6, 6, 1],
        ),
        (
            {"kind": "ladder", "direction": "at_most", "rungs": [{"at": 10, "points": 6}, {"at": 5, "points": 10}], "otherwise": 1},
            {}, [4, 5, 6, 10, 11], [10, 10, 6, 6, 1],
        ),
        (
            {"kind": "lookup", "rows": [{"at": 2, "points": 6}, {"at": 1, "points": 10}], "otherwise": 1}, {},
            [1, 2, 3, 1.5], [10, 6, 1, 1],
        ),
        (
            {"kind": "slope", "knots": [{"at": 40, "points": 10}, {"at": 20, "points": 4}, {"at": 30, "points": 6}]}, {},
            [19, 20, 25, 30, 35, 40, 41], [4, 4, 5, 6, 8, 10, 10],
        ),
        ({"kind": "min_max"}, {}, [10, 20, 30], [6, 8, 10]),
        ({"kind": "min_max", "direction": "at_most"}, {}, [10, 20, 30], [10, 8, 6]),
        ({"kind": "min_max", "low": 0, "high": 50, "equal": 20}, {}, [10, 20, 50], [0, 1.25, 5]),
        ({"kind": "min_max", "low": 0, "high": 50, "equal": 20}, {}, [7, 7], [2, 2]),
    ],
)  # fmt: skip
def test_a_rule_at_its_edges(
    rule: dict[str, Any], chain: dict[str, Any], values: list[float], expected: list[float]
) -> None:
    assert points(rule, values, **chain) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(3, 1)], [10 - 3 * 2 - 0.5]),
        ([(0, 0)], [10]),
        ([(NA, 2)], [9]),
        ([(1, NA)], [8]),
        ([(5, 0)], [0]),
        ([(None, 1)], [np.nan]),
        ([(NA, NA)], [np.nan]),
    ],
)
def test_two_sorts_of_events(rows: list[tuple[Any, Any]], expected: list[float]) -> None:
    """2 off each of the first sort, 0.5 off each of the second; a sort that does not apply takes nothing off."""
    rule = {"kind": "per_event", "events": [{"item": "v", "each": 2}, {"item": "t", "each": 0.5}]}
    scheme = one_line({"rule": rule}, 10, ["v", "t"])
    first, second = zip(*rows, strict=True)
    assert tried(scheme, v=first, t=second).scores["x"].tolist() == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize(
    ("lacks", "rule", "chain"),
    [
        ("完成率", {"kind": "proportional"}, {"target": OWN}),
        ("目标", {"kind": "gap", "each": 1}, {}),
        ("完成率", {"kind": "gap", "each": 1, "of": "completion"}, {"target": OWN}),
        ("direction: at_least 才与完成线同向", {"kind": "gap", "each": 1, "of": "completion", "direction": "at_most"}, {"target": OWN, "completion": RATIO}),
        ("direction: at_most 才与完成线同向", {"kind": "gap", "each": 1, "of": "completion"}, {"target": OWN, "completion": OVER}),
    ],
)  # fmt: skip
def test_what_a_rule_cannot_do_without(lacks: str, rule: dict[str, Any], chain: dict[str, Any]) -> None:
    with pytest.raises(SchemeError, match=lacks):
        points(rule, 1, **chain)


def test_rules_that_contradict_their_line_are_told() -> None:
    """The best of a rule is the line's points; nobody loses by doing better; no place is named twice."""
    rungs = [{"at": 100, "points": 10}, {"at": 80, "points": 6}]

    def ladder(*more: dict[str, Any], **told: Any) -> list[str]:
        return Ladder.model_validate({"kind": "ladder", "rungs": [*rungs, *more], **told}).check(10)

    assert ladder() == []
    assert ladder(otherwise=6) == []
    assert ladder(otherwise=7) == ["末档以外的分比末档的高"]
    assert ladder({"at": 60, "points": 6}) == []
    assert ladder({"at": 60, "points": 7}) == ["80 一档的分比 60 一档的低"]
    assert ladder({"at": 80, "points": 6}) == ["80 同时属于两档，档次重叠"]
    assert ladder({"at": 120, "points": 11}) == ["最高一档是 11 分，与该指标的 10 分不符"]
    falling = Ladder.model_validate({"kind": "ladder", "direction": "at_most", "rungs": rungs})
    assert falling.check(10) == ["80 一档的分比 100 一档的低"]
    knots = Slope.model_validate({"kind": "slope", "knots": rungs})
    assert (knots.check(10), knots.check(9)) == ([], ["最高一档是 10 分，与该指标的 9 分不符"])
    rows = Lookup.model_validate({"kind": "lookup", "rows": [{"at": 1, "points": 10}, {"at": 2, "points": 4}]})
    assert (rows.check(10), rows.check(9)) == ([], ["最高一档是 10 分，与该指标的 9 分不符"])
    twice = Lookup.model_validate({"kind": "lookup", "rows": [{"at": 1, "points": 10}, {"at": 1, "points": 4}]})
    assert twice.check(10) == ["同一个名次或等次写了两行"]
    with pytest.raises(ValueError, match="只能写一个"):
        Gap.model_validate({"kind": "gap", "each": 1, "whole": True, "begun": True})


@pytest.mark.parametrize(
    ("value", "v", "expected"),
    [
        ({"kind": "bounded", "item": "v", "low": 0, "high": 5}, [-1, 0, 2.5, 5, 6], [0, 0, 2.5, 5, 5]),
        ({"kind": "bounded", "item": "v", "less": "t", "times": 1.5, "high": 5}, [100, 102, 99, 110], [0, 3, -1.5, 5]),
        ({"kind": "bounded", "item": "v", "times": 0.1, "low": 0}, [0.26, 0.24, -1], [0.03, 0.02, 0]),
        ({"kind": "bounded", "item": "v", "low": 0, "places": 0}, [2.5, 2.4], [3, 2]),
        ({"kind": "rank", "item": "v"}, [5, 7, 7, 1], [3, 1, 1, 4]),
        ({"kind": "rank", "item": "v", "first": "lowest"}, [5, 7, 7, 1], [2, 3, 3, 1]),
        ({"kind": "ratio", "top": ["v"], "bottom": ["t"]}, [50, 0, 120], [50, 0, 120]),
        ({"kind": "ratio", "top": ["v"], "bottom": ["t"], "places": 0}, [50.5, 50.4], [51, 50]),
        ({"kind": "ratio", "top": ["v", "t"], "bottom": ["t"]}, [50, NA], [150, 100]),
        ({"kind": "ratio", "top": ["v"], "top_less": ["t"], "bottom": ["t"]}, [150, 100], [50, 0]),
        ({"kind": "ratio", "top": ["v"], "bottom": ["t"], "bottom_less": ["v"]}, [50, 20], [100, 25]),
    ],
)  # fmt: skip
def test_values(value: dict[str, Any], v: list[Any], expected: list[float]) -> None:
    """t is 100 for all."""
    result = tried(one_line({"value": value, "rule": {"kind": "judged"}}, 10, ["v", "t"]), v=v, t=[100] * len(v))
    assert result.ledger["x.value"].tolist() == expected


@pytest.mark.parametrize(
    ("value", "v", "told"),
    [
        ({"top": ["v"], "bottom": ["t"]}, [100, 100.5, 0], [("W_PART", "县1", "v")]),
        ({"top": ["v"], "bottom": ["t"]}, [NA], [("W_PART_NA", "县0", "v")]),
        ({"top": ["v"], "top_less": ["t"], "bottom": ["t"]}, [99.5, 100], [("W_PART", "县0", "t")]),
        ({"top": ["t"], "bottom": ["t"], "bottom_less": ["v"]}, [100.5, 0], [("W_PART", "县0", "t"), ("W_PART", "县0", "v")]),
    ],
)  # fmt: skip
def test_what_is_doubted_in_a_ratio(value: dict[str, Any], v: list[Any], told: list[tuple[str, str, str]]) -> None:
    """A part above its whole (100), more taken out than there is, a part 不适用 beside a whole."""
    scheme = one_line({"value": {"kind": "ratio", **value}, "rule": {"kind": "judged"}}, 10, ["v", "t"])
    found = [one for one in tried(scheme, v=v, t=[100] * len(v)).problems if one.code.startswith("W_PART")]
    assert sorted((one.code, one.county, one.item) for one in found) == sorted(told)
