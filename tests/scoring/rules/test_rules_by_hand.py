"""Rules at their edges, each share worked out beside it; what a rule refuses in a scheme's figures."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from scoring import assess, load_scheme
from scoring.errors import SchemeError
from scoring.ledger.compile import compile_ledger
from scoring.rules.points.change import Change
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
        ({"kind": "min_max", "low": 0, "high": 50, "equal": 20}, {}, [0, 0], [2, 2]),
        ({"kind": "min_max"}, {}, [-30, -20, -10], [6, 8, 10]),
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
        ("试验指标（x）规定了完成率，却没有取值或目标", {"kind": "proportional"}, {"completion": RATIO}),
        ("试验指标：进度表没有 2025 年（现有 2021、2022）", {"kind": "gap", "each": 1}, {"target": {"kind": "schedule", "years": {2022: 4, 2021: 3}}}),
        ("完成率", {"kind": "gap", "each": 1, "of": "completion"}, {"target": OWN}),
        ("direction: at_least 才与完成线同向", {"kind": "gap", "each": 1, "of": "completion", "direction": "at_most"}, {"target": OWN, "completion": RATIO}),
        ("direction: at_most 才与完成线同向", {"kind": "gap", "each": 1, "of": "completion"}, {"target": OWN, "completion": OVER}),
    ],
)  # fmt: skip
def test_what_a_rule_cannot_do_without(lacks: str, rule: dict[str, Any], chain: dict[str, Any]) -> None:
    with pytest.raises(SchemeError, match=re.escape(lacks)):
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


def test_sides_of_a_ratio_of_which_parts_do_not_apply() -> None:
    """A part that does not apply is none, however small the rest; exclusions from nothing leave nothing to judge."""
    added = {"kind": "ratio", "top": ["v", "t"], "bottom": ["t"]}
    result = tried(one_line({"value": added, "rule": {"kind": "judged"}}, 10, ["v", "t"]), v=[NA, NA], t=[1e-10, 4])
    assert result.ledger["x.value"].tolist() == [100, 100]
    less = {"kind": "ratio", "top": ["v"], "top_less": ["t"], "bottom": ["w"]}
    scheme = one_line({"value": less, "rule": {"kind": "judged"}}, 10, ["v", "t", "w"])
    result = tried(scheme, v=[NA, 8, 8], t=[2, NA, 2], w=[10, 10, 10])
    assert result.states["x.value"].tolist() == ["not_applicable", "ok", "ok"]
    assert result.ledger["x.value"].tolist()[1:] == [80, 60]


def test_a_part_that_does_not_apply_is_doubted_only_beside_a_whole() -> None:
    scheme = one_line(
        {"value": {"kind": "ratio", "top": ["v"], "bottom": ["t"]}, "rule": {"kind": "judged"}}, 10, ["v", "t"]
    )
    found = [one for one in tried(scheme, v=[NA, NA, NA], t=[0.5, 0, NA]).problems if one.code == "W_PART_NA"]
    assert [one.county for one in found] == ["县0"]
    assert found[0].message.startswith("“试验指标”的分母是 0.5")


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


@pytest.mark.parametrize(
    ("rule", "v", "t", "expected"),
    [
        ({"kind": "threshold", "limit": 0}, [0, -1], [3, 3], [10, 0]),  # 0 is not below 0
        ({"kind": "change", "last": "w", "rise": 10, "flat": 4}, [0, 1, -1], [3, 3, 3], [4, 10, 0]),  # 0 against 0
        ({"kind": "change", "last": "w", "rise": 10, "flat": 4, "w": 33.3333333333333}, [0.1, 0.7], [0.3, 2.1], [4, 4]),
        (
            {"kind": "change", "last": "w", "rise": 10, "flat": 4, "w": -33.3333333333333},
            [-0.1, -0.7],
            [0.3, 2.1],
            [4, 4],
        ),
        ({"kind": "change", "last": "w", "rise": 10, "flat": 4, "w": 9e-11}, [1e-12, 9e-13], [1, 1], [10, 4]),
        ({"kind": "min_max"}, [1e-12, 2e-12, 3e-12], [1, 1, 1], [6, 8, 10]),
        ({"kind": "min_max", "low": 0, "equal": 20}, [-0.1, -0.7], [0.3, 2.1], [2, 2]),  # both −33.3…
        ({"kind": "min_max", "low": 0, "equal": 20}, [0.1, 0.7], [0.3, 2.1], [2, 2]),
    ],
)
def test_shares_that_are_never_rounded_are_alike_but_for_noise(
    rule: dict[str, Any], v: list[float], t: list[float], expected: list[float]
) -> None:
    """A third is computed as 33.333333333333336 or as 33.33333333333333, by the figures that it is made of; a tenth of
    a thousand-millionth is no noise. w is last year's share, 0 where nothing is said."""
    rule = dict(rule)
    last = rule.pop("w", 0)
    share = {"kind": "ratio", "top": ["v"], "bottom": ["t"]}
    items = ["v", "t", "w"] if "last" in rule else ["v", "t"]
    figures = {"v": v, "t": t, "w": [last] * len(v)}
    result = tried(one_line({"value": share, "rule": rule}, 10, items), **{item: figures[item] for item in items})
    assert result.scores["x"].tolist() == expected


GROUPED = [("闻喜县", 1.0), ("稷山县", 3.0), ("盐湖区", 5.0), ("绛县", 7.0)]
"""The first two are of one group of the region, the last two of another."""


@pytest.mark.parametrize(
    ("value", "rule", "column", "all_together", "in_groups"),
    [
        ({"kind": "rank", "item": "v"}, {"kind": "judged"}, "x.value", [4, 3, 2, 1], [2, 1, 2, 1]),
        ({"kind": "to_peers", "item": "v"}, {"kind": "judged"}, "x.value", [25, 75, 125, 175], [50, 150, 83.33, 116.67]),
        (VALUE, {"kind": "min_max", "low": 0}, "x", [0, 3.33, 6.67, 10], [0, 10, 0, 10]),
    ],
)  # fmt: skip
def test_beside_all_or_beside_the_own_group(
    value: dict[str, Any], rule: dict[str, Any], column: str, all_together: list[float], in_groups: list[float]
) -> None:
    """1, 3, 5 and 7: the mean is 4, of the groups 2 and 6; the ends are 1 and 7, of the groups 1 and 3, 5 and 7."""
    region = load_scheme("yuncheng-14fyp").region
    for within, expected in ((False, all_together), (True, in_groups)):
        grouped = {"within_group": within}
        line = (
            {"value": value, "rule": rule | grouped}
            if rule["kind"] == "min_max"
            else {"value": value | grouped, "rule": rule}
        )
        scheme = replace(one_line(line, 10, ["v"]), region=region)
        table = pd.DataFrame({"v": [figure for _, figure in GROUPED]}, index=[county for county, _ in GROUPED])
        assert assess(scheme, table, 2025).ledger[column].tolist() == expected


@pytest.mark.parametrize(
    ("line", "figures", "said"),
    [
        ({"value": VALUE, "rule": {"kind": "threshold", "limit": 60}}, {"v": [60, 59]}, ["达到规定值", "未达到规定值"]),
        (
            {"value": VALUE, "rule": {"kind": "change", "last": "t", "rise": 10, "flat": 4, "fall": 1}},
            {"v": [2, 1, 0], "t": [1, 1, 1]}, ["比上年上升", "与上年持平", "比上年下降"],
        ),
        ({"value": VALUE, "rule": {"kind": "min_max"}}, {"v": [7, 7]}, ["各县相同", "各县相同"]),
        (
            {"value": VALUE, "rule": {"kind": "lookup", "rows": [{"at": 1, "points": 10}, {"at": 2, "name": "良好", "points": 4}]}},
            {"v": [1, 2]}, ["第 1", "良好"],
        ),
        (
            {"value": VALUE, "rule": {"kind": "slope", "knots": [{"at": 20, "points": 4}, {"at": 30, "points": 5}, {"at": 40, "points": 10}]}},
            {"v": [41, 35, 19]}, ["40 以上", "30—40 之间", "20 以下"],
        ),
        (
            {"value": VALUE, "target": OWN, "completion": {**RATIO, "zero_target": "by_level"}, "rule": {"kind": "proportional"}},
            {"v": [1, -1, 1], "t": [0, 0, 2]}, ["按是否达到目标判定", "按是否达到目标判定", ""],
        ),
        (
            {"value": VALUE, "target": OWN, "completion": {**RATIO, "rise_is_zero": True}, "rule": {"kind": "proportional"}},
            {"v": [-1, 1], "t": [2, 2]}, ["不降反升，完成率计 0", ""],
        ),
        (
            {"value": VALUE, "rule": {"kind": "alternatives", "take": "first_available", "ways": [
                {"name": "甲", "rule": {"kind": "judged"}},
                {"name": "乙", "value": {"kind": "reported", "item": "t"}, "rule": {"kind": "judged"}},
            ]}},
            {"v": [5, NA], "t": [6, 6]}, ["采用甲", ""],
        ),
        (
            {"value": VALUE, "rule": {"kind": "judged"}, "bonus": {"kind": "granted", "each": 1, "when": {"kind": "item_yes", "item": "t"}}},
            {"v": [5, 5], "t": [1, 0]}, ["符合加分条件", ""],
        ),
        (
            {"value": VALUE, "rule": {"kind": "judged"}, "waiver": {"kind": "condition", "when": {"kind": "item_yes", "item": "t"}}},
            {"v": [5, 5], "t": [1, 0]}, ["免予考核，得满分", ""],
        ),
    ],
)  # fmt: skip
def test_the_working_says_which_branch_was_taken(
    line: dict[str, Any], figures: dict[str, list[Any]], said: list[str]
) -> None:
    """A county is told by what its figure was judged; where nothing out of the way was done, nothing is said of it."""
    result = tried(one_line(line, 10, list(figures)), **figures)
    texts = [result.explain(f"县{place}", "x") for place in range(len(said))]
    for text, own in zip(texts, said, strict=True):
        assert own in text
        assert own or not any(other in text for other in said if other), text


@pytest.mark.parametrize(
    ("take", "a", "b", "c", "points"),
    [
        ("best_of", 2, 5, 3, 5),
        ("best_of", 2, NA, 3, 3),
        ("worst_of", 2, 5, 3, 2),
        ("worst_of", NA, 5, 3, 3),
        ("first_available", 2, 5, 3, 2),
        ("first_available", NA, 5, 3, 5),
        ("first_available", NA, NA, 3, 3),
        ("first_available", 2, None, None, 2),
        ("first_available", NA, None, 3, np.nan),
        ("blend", 2, 5, 3, 3.1),  # 1 + 1.5 + 0.6
        ("blend", 2, NA, 3, 2.29),  # 1.6 of 70%
    ],
)
def test_the_ways_of_a_line(take: str, a: Any, b: Any, c: Any, points: float) -> None:
    """Three ways, each judged from 10; in a blend they weigh 50, 30 and 20%. What does not apply is left out."""
    ways = [
        {"name": name, "value": {"kind": "reported", "item": name}, "rule": {"kind": "judged"}}
        | ({"share": share} if take == "blend" else {})
        for name, share in (("a", 50), ("b", 30), ("c", 20))
    ]
    scheme = one_line({"rule": {"kind": "alternatives", "take": take, "ways": ways}}, 10, ["a", "b", "c"])
    assert tried(scheme, a=[a], b=[b], c=[c]).scores["x"].tolist() == pytest.approx([points], nan_ok=True)


@pytest.mark.parametrize(
    ("v", "t", "points"),
    [(1, 3, 7), (0, 3, 3), (1, 6, 10), (NA, 3, 5), (1, NA, 10), (NA, NA, np.nan), (None, 3, np.nan)],
)
def test_parts_with_points_of_their_own(v: Any, t: Any, points: float) -> None:
    """4 points from 1 on, and 6 judged; where a part does not apply the other makes up the whole: 3 of 6 are 5 of 10."""
    parts = [
        {"name": "甲", "points": 4, "value": VALUE, "rule": {"kind": "lookup", "rows": [{"at": 1, "points": 4}]}},
        {"name": "乙", "points": 6, "value": {"kind": "reported", "item": "t"}, "rule": {"kind": "judged"}},
    ]
    scheme = one_line({"rule": {"kind": "parts", "parts": parts}}, 10, ["v", "t"])
    assert tried(scheme, v=[v], t=[t]).scores["x"].tolist() == pytest.approx([points], nan_ok=True)


def test_the_lowest_of_several_figures_leaves_out_what_does_not_apply() -> None:
    """At least 2 in each: 4 points; a yes: 6."""
    entries = [{"name": "丙", "lowest_of": ["v", "t"], "at_least": 2, "points": 4}, {"item": "w", "points": 6}]
    scheme = one_line({"rule": {"kind": "checklist", "entries": entries}}, 10, ["v", "t", "w"])
    result = tried(scheme, v=[2, 1.9, NA, NA, NA], t=[3, 3, 2, 1, 2], w=[0, 1, 1, 0, 0])
    assert result.scores["x"].tolist() == [4, 6, 10, 0, 4]


def test_a_judged_score_beyond_the_points_is_told_of_its_item() -> None:
    found = tried(one_line({"value": VALUE, "rule": {"kind": "judged"}}, 10, ["v"]), v=[10, 10.5]).problems
    assert [(one.code, one.county, one.item) for one in found] == [("W_JUDGED", "县1", "v")]


def test_the_best_of_a_change_is_the_lines_points() -> None:
    """Whichever it is: a rise, no change or a fall."""
    for rise, flat, fall in ((10, 4, 1), (4, 10, 1), (4, 1, 10)):
        change = Change(last="t", rise=rise, flat=flat, fall=fall)
        assert (change.check(10), change.check(9)) == ([], ["最高是 10 分，与该指标的 9 分不符"])


def test_sorts_of_events_bear_the_names_of_their_items() -> None:
    rule = {"kind": "per_event", "events": [{"item": "v", "each": 2}, {"item": "t", "each": 0.5}]}
    columns = compile_ledger(one_line({"rule": rule}, 10, ["v", "t"]), 2025).columns
    assert [columns[f"x.off{place}"].name for place in (1, 2)] == ["v扣分", "t扣分"]
