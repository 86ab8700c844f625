"""A target that nobody assigned, and the bonus beyond one, by hand at their edges."""

from __future__ import annotations

from typing import Any

import pytest

from scoring import Assessment
from scoring.ledger.compile import compile_ledger
from tests.support.one_line import one_line, tried

NA = "不适用（没有）"
VALUE = {"kind": "reported", "item": "v"}
RATIO = {"kind": "ratio"}
PROPORTIONAL = {"kind": "proportional"}


def paced(pace: dict[str, Any], bonus: dict[str, Any] | None = None) -> Any:
    target = {"kind": "own", "item": "t", "fallback": {"five_year_target": "plan", **pace}}
    line = {"unit": "%", "value": VALUE, "target": target, "completion": RATIO, "rule": PROPORTIONAL}
    items = ["v", "t", "plan", "done", "own"] if "cumulative" in pace else ["v", "t", "plan"]
    return one_line({**line, **({} if bonus is None else {"bonus": bonus})}, 10, items)


REMAINING = {"pace": "remaining", "cumulative": "done", "annual": "own"}
AVERAGE = {"pace": "plan_average"}


@pytest.mark.parametrize(
    ("year", "plan", "done", "own", "pace"),
    [
        (2025, 19, 10, 10, 19),  # one year left, nothing before it: all of it
        (2024, 19, 10, 10, 10),  # 1 − √0.81
        (2024, 19, 19, 10, 5.14),  # 0.81 ÷ (0.81/0.9) = 0.9; 1 − √0.9 = 5.1317 → up
        (2025, 19, 19, 0, 0),  # reached already
        (2025, 10, 19, 0, 0),  # more than reached: no pace below 0
        (2025, 100, 10, 10, "missing"),
        (2025, 19, 100, 10, "missing"),
        (2025, 19, 10, 100, "missing"),
    ],
)
def test_the_pace_that_is_left(year: int, plan: float, done: float, own: float, pace: float | str) -> None:
    """1 − ((1−T)(1−k)/(1−K))^(1/n), in percent, rounded up to two places: T the five years', K so far, k this year's."""
    result = tried(paced(REMAINING), year, v=[1], t=[NA], plan=[plan], done=[done], own=[own])
    if isinstance(pace, str):
        assert result.states["x.target"].tolist() == [pace]
    else:
        assert result.ledger["x.target"].tolist() == [pace]


@pytest.mark.parametrize("year", [2021, 2025])
@pytest.mark.parametrize(("plan", "pace"), [(13.5, 2.86), (0, 0), (-5, 0), (67.232, 20), (99, 60.19)])
def test_the_average_pace_of_a_plan(year: int, plan: float, pace: float) -> None:
    """1 − (1−T)^(1/5), whatever the year: 13.5% is 2.8587 a year, 67.232% exactly 20, 99% 60.1893; rounded up."""
    assert tried(paced(AVERAGE), year, v=[1], t=[NA], plan=[plan]).ledger["x.target"].tolist() == [pace]
    assert tried(paced(AVERAGE), year, v=[1], t=[NA], plan=[100]).states["x.target"].tolist() == ["missing"]


@pytest.mark.parametrize(("own", "told"), [(2.85, ["t"]), (2.86, []), (3.0, []), (NA, [])])
def test_a_target_below_the_pace_is_told(own: Any, told: list[str]) -> None:
    """2.86 a year are needed: 2.85 assigned each year does not come to the five-year target."""
    result = tried(paced(AVERAGE), v=[1], t=[own], plan=[13.5])
    assert [one.item for one in result.problems if one.code == "W_PACE"] == told


def bonused(binding: bool, bonus: dict[str, Any], **figures: Any) -> Assessment:
    scheme = paced({**AVERAGE, "binding": binding}, bonus)
    return tried(scheme, **{item: [cell] for item, cell in ({"v": 12, "t": 10, "plan": 13.5} | figures).items()})


@pytest.mark.parametrize(
    ("bonus", "figures", "points"),
    [
        ({"kind": "full_steps", "step": 10, "each": 0.5, "cap": 3}, {}, 1),  # 120%: two tens
        ({"kind": "full_steps", "step": 10, "each": 0.5, "cap": 0.75}, {}, 0.75),
        ({"kind": "full_steps", "step": 10, "each": 0.5, "cap": 3}, {"v": 11.99}, 0.5),  # 119.9%: one
        ({"kind": "full_steps", "step": 10, "each": 0.5, "cap": 3}, {"v": 5}, 0),  # never below 0
        ({"kind": "full_steps", "step": 10, "each": 0.5, "cap": 3}, {"t": 0}, 0),  # no completion: no bonus
        ({"kind": "beyond_target", "each": 0.25, "cap": 3}, {}, 0.5),
        ({"kind": "beyond_target", "each": 0.25, "cap": 3, "step": 0.5}, {}, 1),  # 2 beyond: four halves
        ({"kind": "beyond_target", "each": 0.25, "cap": 3, "step": 2}, {"v": 15.9}, 0.5),  # 5.9 beyond: two of two
        ({"kind": "beyond_target", "each": 0.25, "cap": 3, "direction": "at_most"}, {}, 0),
        ({"kind": "beyond_target", "each": 0.25, "cap": 3, "direction": "at_most"}, {"v": 6}, 1),
        ({"kind": "beyond_target", "each": 0.333, "cap": 3}, {}, 0.67),  # 0.666, to two places
        ({"kind": "granted", "each": 2, "when": {"kind": "item_above", "item": "v", "limit": 11.5}}, {}, 2),
        ({"kind": "granted", "each": 2, "when": {"kind": "item_above", "item": "v", "limit": 12}}, {}, 0),
    ],
)
@pytest.mark.parametrize("binding", [True, False])
def test_a_bonus_by_hand(bonus: dict[str, Any], figures: dict[str, Any], points: float, binding: bool) -> None:
    """12 against 10; and none against a pace that was not assigned, where the scheme says so (binding: false)."""
    assert bonused(binding, bonus, **figures).ledger["x.bonus"].tolist() == [points]
    unassigned = bonused(binding, bonus, **{"v": 12, **figures, "t": NA}).ledger["x.bonus"].tolist()
    if not binding:
        assert unassigned == [0]
    elif bonus["kind"] == "full_steps" and not figures:
        assert unassigned == [min(bonus["cap"], 31 * 0.5)]  # 12 ÷ 2.86 = 419.58%: 31 tens, up to the cap


def test_what_a_bonus_is_counted_by_is_named() -> None:
    """每档加分 where there are steps, 加分 where there is one; steps of a completion are percentage points."""
    steps = [
        ({"kind": "full_steps", "step": 10, "each": 1, "cap": 3}, "每档加分", "个百分点"),
        ({"kind": "beyond_target", "step": 5, "each": 1, "cap": 3}, "每档加分", ""),
        ({"kind": "granted", "each": 1, "when": {"kind": "item_yes", "item": "v"}}, "加分", None),
    ]
    for bonus, name, unit in steps:
        parameters = compile_ledger(paced(AVERAGE, bonus), 2025).parameters
        assert (parameters["x.bonus_each"].name, parameters["x.bonus_each"].unit) == (name, "分")
        assert ("x.bonus_step" in parameters) == (unit is not None)
        assert unit is None or parameters["x.bonus_step"].unit == unit


@pytest.mark.parametrize(
    ("pace", "said"),
    [(AVERAGE, "按五年目标的年均计"), (REMAINING, "按剩余年限还需的进度计")],
)
def test_a_pace_in_place_of_a_target_is_said(pace: dict[str, Any], said: str) -> None:
    """Where nobody assigned a target the working says what took its place; where one was, nothing. One below the pace (2.86 on
    average, 13.5 in the last year) is told with the pace."""
    figures = {"v": [1, 1], "t": [NA, 1], "plan": [13.5] * 2}
    figures |= {"done": [0, 0], "own": [0, 0]} if pace is REMAINING else {}
    result = tried(paced(pace), **figures)
    assert said in result.explain("县0", "x")
    assert "未下达年度目标" not in result.explain("县1", "x")
    told = [one for one in result.problems if one.code == "W_PACE"]
    name, least = ("五年目标的年均", "2.86") if pace is AVERAGE else ("剩余年限每年还需的", "13.50")
    assert [one.county for one in told] == ["县1"]
    assert f"低于{name} {least}" in told[0].message
