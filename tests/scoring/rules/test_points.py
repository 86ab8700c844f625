"""Every rule kind: points within bounds, monotone, and at each boundary the stated value."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.rounding import round_half_up
from tests.support.one_line import one_line, tried
from tests.support.samples import sample

SHARE = {
    "value": {"kind": "reported", "item": "v"},
    "target": {"kind": "constant", "figure": 100},
    "completion": {"kind": "ratio"},
}
LADDER = {"kind": "ladder", "rungs": [{"at": 100, "points": 10}, {"at": 80, "points": 8}, {"at": 60, "points": 3.3}]}
OVER = {
    "kind": "ladder",
    "direction": "at_most",
    "rungs": [{"at": 0, "points": 10}, {"at": 10, "points": 6.67}, {"at": 20, "points": 3.33}],
}

# name: (indicator, falls with the value)
RULES: dict[str, tuple[dict[str, Any], bool]] = {
    "proportional": ({**SHARE, "rule": {"kind": "proportional"}}, False),
    "ladder": ({**SHARE, "rule": LADDER}, False),
    "ladder at most": ({**SHARE, "rule": OVER}, True),
    "accrual": ({"value": SHARE["value"], "rule": {"kind": "accrual", "each": 2.5}}, False),
    "slope": (
        {
            "value": SHARE["value"],
            "rule": {"kind": "slope", "knots": [{"at": 0, "points": 0}, {"at": 50, "points": 6}, {"at": 100, "points": 10}]},
        },
        False,
    ),
    "gap": (
        {
            "value": SHARE["value"], "target": {"kind": "constant", "figure": 50},
            "rule": {"kind": "gap", "each": 0.5, "unit": 2},
        },
        False,
    ),
    "gap of full units": (
        {
            "value": SHARE["value"], "target": {"kind": "constant", "figure": 50},
            "rule": {"kind": "gap", "each": 1, "unit": 5, "direction": "at_most", "whole": True},
        },
        True,
    ),
    "judged": ({"value": SHARE["value"], "rule": {"kind": "judged"}}, False),
    "min-max": ({"value": SHARE["value"], "rule": {"kind": "min_max", "low": 20}}, False),
    "min-max falling": ({"value": SHARE["value"], "rule": {"kind": "min_max", "direction": "at_most"}}, True),
    "threshold": ({"value": SHARE["value"], "rule": {"kind": "threshold", "limit": 60}}, False),
    "per event": ({"value": SHARE["value"], "rule": {"kind": "per_event", "each": 3}}, True),
}  # fmt: skip
SCHEMES = {name: one_line(indicator, 10, ["v"]) for name, (indicator, _) in RULES.items()}
figures = st.lists(st.floats(-1000, 1000).map(lambda x: round(x, 3)), min_size=2, max_size=30)


@pytest.mark.parametrize("name", RULES)
@given(values=figures)
@settings(max_examples=sample(15, 40), deadline=None)
def test_points_lie_between_0_and_full_and_are_monotone(name: str, values: list[float]) -> None:
    values = sorted(values)
    points = tried(SCHEMES[name], v=values).scores["x"].to_numpy()
    assert (points >= 0).all()
    assert (points <= 10).all()
    steps = np.diff(points)
    assert (steps <= 0).all() if RULES[name][1] else (steps >= 0).all()


@pytest.mark.parametrize("name", RULES)
@given(values=figures)
@settings(max_examples=sample(10, 20), deadline=None)
def test_points_are_the_rate_times_full_rounded(name: str, values: list[float]) -> None:
    result = tried(SCHEMES[name], v=values)
    assert np.array_equal(round_half_up(result.ledger["x.rate"] * 10, 2), result.scores["x"])


@pytest.mark.parametrize(
    ("name", "boundary", "below", "at"),
    [
        ("ladder", 100, 8, 10), ("ladder", 80, 3.3, 8), ("ladder", 60, 0, 3.3),
        ("threshold", 60, 0, 10), ("slope", 50, 6, 6), ("slope", 0, 0, 0), ("slope", 100, 10, 10), ("gap", 50, 10, 10),
        ("gap of full units", 55, 10, 9), ("judged", 10, 9.99, 10),
        ("ladder at most", 0, 10, 10), ("ladder at most", 10, 6.67, 6.67), ("ladder at most", 20, 3.33, 3.33),
    ],
)  # fmt: skip
def test_boundaries(name: str, boundary: float, below: float, at: float) -> None:
    """One unit of the completion's places either side; one ulp either side is the boundary's own value."""
    beside = [np.nextafter(boundary, -np.inf), boundary, np.nextafter(boundary, np.inf)]
    assert tried(SCHEMES[name], v=beside).scores["x"].tolist() == [at] * 3
    assert tried(SCHEMES[name], v=[boundary - 0.01]).scores["x"].tolist() == [below]


def test_threshold_is_all_or_nothing() -> None:
    """小于或等于年度目标值得10分；大于不得分 (water resources), and the mirror image."""
    assert tried(SCHEMES["threshold"], v=[59.99, 60, 60.01]).scores["x"].tolist() == [0, 10, 10]
    ceiling = one_line(
        {"value": SHARE["value"], "rule": {"kind": "threshold", "limit": 60, "direction": "at_most"}}, 10, ["v"]
    )
    assert tried(ceiling, v=[59.99, 60, 60.01]).scores["x"].tolist() == [10, 10, 0]


@pytest.mark.parametrize(("value", "points"), [(0.01, 6.67), (10.01, 3.33), (20.01, 0)])
def test_just_over_a_ceiling(value: float, points: float) -> None:
    assert tried(SCHEMES["ladder at most"], v=[value]).scores["x"].tolist() == [points]


def test_events_and_occurrences_by_hand() -> None:
    """从10分起每起扣3分，扣完为止; 每次得2.5分，最多10分."""
    assert tried(SCHEMES["per event"], v=[0, 1, 3, 4, 9]).scores["x"].tolist() == [10, 7, 1, 0, 0]
    assert tried(SCHEMES["accrual"], v=[0, 1, 3, 4, 9]).scores["x"].tolist() == [0, 2.5, 7.5, 10, 10]


CHECKLIST = one_line(
    {
        "rule": {
            "kind": "checklist",
            "entries": [
                {"item": "p", "points": 4},
                {"item": "q", "points": 3},
                {"name": "置换", "lowest_of": ["r", "s"], "at_least": 2.0, "points": 3},
            ],
        }
    },
    10,
    ["p", "q", "r", "s"],
)


@pytest.mark.parametrize(
    ("a", "b", "c", "d", "points"),
    [
        (1, 1, 2, 2, 10), (1, 0, 2, 2, 7), (0, 0, 0, 0, 0), (1, 1, 1.99, 3, 7), (1, 1, "不适用", 2, 10),
        (1, 0, "不适用", "不适用", round(4 / 7 * 10, 2)), ("不适用", 1, 2, 2, 10), (1, 1, None, 2, np.nan),
        ("不适用", "不适用", "不适用", "不适用", np.nan),
    ],
)  # fmt: skip
def test_checklist(a: Any, b: Any, c: Any, d: Any, points: float) -> None:
    """Entries not applicable leave the list; a missing one leaves the line blank."""
    assert tried(CHECKLIST, p=[a], q=[b], r=[c], s=[d]).scores["x"].tolist() == pytest.approx([points], nan_ok=True)


def test_bonus_beyond_target() -> None:
    """0.5 for each unit beyond the share, at most 1."""
    scheme = one_line(
        {
            "value": {"kind": "reported", "item": "v"}, "target": {"kind": "own", "item": "t"},
            "completion": {"kind": "ratio"}, "rule": {"kind": "proportional"},
            "bonus": {"kind": "beyond_target", "each": 0.5, "cap": 1},
        },
        10, ["v", "t"],
    )  # fmt: skip
    ledger = tried(scheme, v=[0, 1, 2, 3, 5, 1], t=[1, 1, 1, 1, 1, 0]).ledger
    assert ledger["x.bonus"].tolist() == [0, 0, 0.5, 1, 1, 0.5]


def test_bonus_granted_where_a_condition_holds() -> None:
    """“建成的，加1分”: 1 where the figure passes 0, none at 0 and where it does not apply."""
    scheme = one_line(
        {
            "value": {"kind": "reported", "item": "v"}, "rule": {"kind": "judged"},
            "bonus": {"kind": "granted", "each": 1, "when": {"kind": "item_above", "item": "built", "limit": 0}},
        },
        10, ["v", "built"],
    )  # fmt: skip
    result = tried(scheme, v=[4, 4, 4], built=[1, 0, "不适用"])
    assert result.ledger["x.bonus"].tolist() == [1, 0, 0]
    assert "符合加分条件" in result.explain("县0", "x")
    assert "加分" not in result.explain("县1", "x")


def test_ratio_rounds_before_it_is_judged_where_asked() -> None:
    """“保留一位小数”: 89.96% is judged as 90.0, 89.94% as 89.9."""
    line = {
        "value": {"kind": "ratio", "top": ["n"], "bottom": ["all"], "places": 1},
        "target": {"kind": "constant", "figure": 90},
        "rule": {"kind": "gap", "each": 1},
    }
    scores = tried(one_line(line, 10, ["n", "all"]), n=[8996, 8994], all=[10000, 10000]).scores
    assert scores["x"].tolist() == [10, 9.9]


def test_ratio_takes_approved_exclusions_out_of_both() -> None:
    """8 of 20 with 2 special vehicles, none of them new-energy: 8 ÷ 18; all special: not applicable."""
    scheme = one_line(
        {
            "value": {"kind": "ratio", "top": ["n"], "top_less": ["sn"], "bottom": ["all"], "bottom_less": ["s"]},
            "target": {"kind": "constant", "figure": 35}, "completion": {"kind": "ratio"},
            "rule": {"kind": "proportional"},
        },
        3, ["n", "sn", "all", "s"],
    )  # fmt: skip
    result = tried(scheme, n=[8, 6, 0], sn=[0, 0, 0], all=[20, 20, 2], s=[2, 0, 2])
    assert result.ledger["x.value"].tolist()[:2] == pytest.approx([8 / 18 * 100, 30])
    assert result.scores["x"].tolist()[:2] == [3, 2.57]  # 30/35 = 85.71%
    assert result.states["x"].tolist() == ["ok", "ok", "not_applicable"]


@pytest.mark.parametrize("kind", ["ratio", "over_run"])
@pytest.mark.parametrize("target", [0.0, -5.0])
def test_a_target_of_zero_or_less_has_no_percentage(kind: str, target: float) -> None:
    """−4 against −5 is no 80%, and no over-run of −20% either: 不适用, unless the scheme says by level."""
    line = {
        "value": {"kind": "reported", "item": "a"},
        "target": {"kind": "own", "item": "b"},
        "completion": {"kind": kind},
        "rule": {"kind": "ladder", "rungs": [{"at": 50, "points": 10}]},
    }
    result = tried(one_line(line, 10, ["a", "b"]), a=[-4.0], b=[target])
    assert result.states["x"].tolist() == ["not_applicable"]
