"""Targets and completions at their edges, each figure worked out beside it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scoring import Assessment
from scoring.formula.nodes import Down, Ref
from scoring.ledger.compile import compile_ledger
from scoring.rules.targets.share_of_total import ShareOfTotal
from scoring.scheme.scheme import Scheme
from tests.support.one_line import one_line, tried

NA = "不适用（没有）"
VALUE = {"kind": "reported", "item": "v"}
OWN = {"kind": "own", "item": "t"}
RATIO = {"kind": "ratio"}
SCHEDULE = {2021: 20, 2022: 40, 2023: 60, 2024: 80, 2025: 100}
STEPS = {"kind": "ladder", "rungs": [{"at": 50, "points": 10}]}


def line(completion: dict[str, Any], target: dict[str, Any] = OWN, **more: Any) -> Scheme:
    whole = {"unit": "%", "value": VALUE, "target": target, "completion": completion, "rule": STEPS, **more}
    return one_line(whole, 10, ["v", "t"])


def comes_to(result: Assessment, column: str) -> list[Any]:
    """Figures, or how the cell stands."""
    cells = zip(result.ledger[column].tolist(), result.states[column].tolist(), strict=True)
    return [value if state == "ok" else state for value, state in cells]


@pytest.mark.parametrize(
    ("year", "target", "figure"),
    [
        (2023, {"kind": "scheduled_decline", "item": "t", "schedule": SCHEDULE}, 9.6113),  # 1 − 0.845^0.6
        (2023, {"kind": "scheduled_decline", "item": "t", "method": "linear", "schedule": SCHEDULE}, 9.3),  # × 0.6
        (2025, {"kind": "scheduled_decline", "item": "t", "schedule": SCHEDULE}, 15.5),
        (2021, {"kind": "schedule", "years": {2021: 3, 2022: 7}}, 3),
        (2022, {"kind": "schedule", "years": {2021: 3, 2022: 7}}, 7),
        (2022, {"kind": "range", "one": "v", "other": "t", "end": "lower"}, 4),
        (2022, {"kind": "range", "one": "v", "other": "t", "end": "higher"}, 15.5),
        (2022, {"kind": "constant", "figure": 8}, 8),
    ],
)
def test_targets(year: int, target: dict[str, Any], figure: float) -> None:
    """15.5% in five years, of which 60% is due after three (practice 2.1): 9.6113 by logarithms, 9.3 by a straight line."""
    assert comes_to(tried(line(RATIO, target), year, v=[4], t=[15.5]), "x.target") == [figure]


@pytest.mark.parametrize("method", ["log", "linear"])
def test_a_scheduled_fall_of_everything_is_no_target(method: str) -> None:
    target = {"kind": "scheduled_decline", "item": "t", "method": method, "schedule": SCHEDULE}
    assert comes_to(tried(line(RATIO, target), 2023, v=[4, 4], t=[100, 99.5]), "x.target")[0] == "missing"
    assert comes_to(tried(line(RATIO, target), 2023, v=[4, 4], t=[100, 99.5]), "x.target")[1] != "missing"


def test_a_share_of_a_total() -> None:
    """12 shared 1 : 3 are 3 and 9; a county without the figure has no share; where all are 0 nobody has one."""
    scheme = line(RATIO, {"kind": "share_of_total", "total": 12, "by": "t"})
    assert comes_to(tried(scheme, v=[1, 1, 1], t=[1, 3, NA]), "x.target") == [3, 9, "not_applicable"]
    assert compile_ledger(scheme, 2025).columns["x.target"].shown == 6
    assert ShareOfTotal(total=12, by="t").about(2025) == (Ref("t") * 12 / Down("sum", Ref("t")),)
    assert comes_to(tried(scheme, v=[1, 1], t=[0, 0]), "x.target") == ["not_applicable"] * 2
    assert comes_to(tried(scheme, v=[1, 1], t=[-1, -3]), "x.target") == ["not_applicable"] * 2
    assert comes_to(tried(scheme, v=[1, 1], t=[2e-9, 6e-9]), "x.target") == pytest.approx([3, 9])


@pytest.mark.parametrize(
    ("completion", "value", "target", "figure"),
    [
        (RATIO, 3, 4, 75),
        (RATIO, 0.5, 3, 16.67),
        (RATIO, -1, 4, -25),
        (RATIO, 3, 0, "not_applicable"),
        (RATIO, 3, -4, "not_applicable"),
        ({**RATIO, "zero_target": "by_level"}, 3, 4, 75),
        ({**RATIO, "zero_target": "by_level"}, 0, 0, 100),
        ({**RATIO, "zero_target": "by_level"}, -0.01, 0, 0),
        ({**RATIO, "zero_target": "by_level"}, -4, -4, 100),
        ({**RATIO, "zero_target": "by_level"}, -4.01, -4, 0),
        ({**RATIO, "rise_is_zero": True}, -1, 4, 0),
        ({**RATIO, "rise_is_zero": True}, 3, 4, 75),
        ({"kind": "over_run"}, 110, 100, 10),
        ({"kind": "over_run"}, 95, 100, -5),
        ({"kind": "over_run"}, 1, 0, "not_applicable"),
        ({"kind": "over_run"}, 0.75, 0.5, 50),
        ({"kind": "difference"}, 95, 100, -5),
        ({"kind": "difference"}, 1.005, -1, 2.01),  # 2.005, half up
        ({"kind": "difference", "places": 0}, 3.5, 1, 3),
        ({"kind": "difference", "direction": "at_most"}, 95, 100, -5),
    ],
)
def test_completions(completion: dict[str, Any], value: float, target: float, figure: float | str) -> None:
    rungs = {"kind": "ladder", "direction": "at_most", "rungs": [{"at": 0, "points": 10}]}
    downwards = completion["kind"] == "over_run" or completion.get("direction") == "at_most"
    scheme = line(completion, rule=rungs if downwards else STEPS)
    assert comes_to(tried(scheme, v=[value], t=[target]), "x.completion") == [figure]


@pytest.mark.parametrize(
    ("method", "year", "value", "target", "figure"),
    [
        ("log", 2025, 19, 19, 100),
        ("log", 2024, 10, 19, 62.5),  # ln 0.9 ÷ ln 0.81 = 50%, of 80% due
        ("linear", 2024, 10, 20, 62.5),
        ("linear", 2021, 5, 20, 125),
        ("log", 2025, 0, 19, 0),
        ("log", 2025, -3, 0, 0),  # by level: below a target of 0
        ("log", 2024, 0, 0, 100),
        ("linear", 2024, -4, -4, 100),
        ("linear", 2024, -4.5, -4, 0),
        ("log", 2025, 100, 19, "missing"),
        ("log", 2025, 19, 100, "missing"),
        ("linear", 2025, 100, 50, "missing"),
    ],
)
def test_progress(method: str, year: int, value: float, target: float, figure: float | str) -> None:
    """ln(1−K) ÷ ln(1−T), or K ÷ T, over the share that is due; a target of 0 or less is judged by level, whatever is due."""
    scheme = line({"kind": "progress", "method": method, "schedule": SCHEDULE})
    assert comes_to(tried(scheme, year, v=[value], t=[target]), "x.completion") == [figure]


def test_a_rise_is_labelled_where_it_is_one() -> None:
    """不降反升: an actual below 0, and only that."""
    scheme = line({**RATIO, "rise": True})
    result = tried(scheme, v=[-0.5, 0, 1], t=[2, 2, 2])
    assert ["不降反升" in result.explain(f"县{place}", "x") for place in range(3)] == [True, False, False]
    plain = tried(line(RATIO), v=[-0.5], t=[2])
    assert "不降反升" not in plain.explain("县0", "x")
    progress = tried(line({"kind": "progress", "schedule": SCHEDULE}), v=[-0.5, 0], t=[2, 2])
    assert ["不降反升" in progress.explain(f"县{place}", "x") for place in range(2)] == [True, False]


@pytest.mark.parametrize(
    ("year", "done", "goal", "waived"),
    [
        (2024, 10, 12.34, 1),  # ln 0.9 ÷ ln 0.8766 = 80%, and 80% is due: 100.00
        (2024, 9.99, 12.34, 0),
        (2025, 10, 10, 1),
        (2025, 9.99, 10, 0),
        (2025, 10, NA, 0),
        (2025, None, NA, 0),  # nothing to be waived by: what was reached is not asked for
        (2025, 10, 0, 0),
        (2025, 10, -1, 0),
        (2025, 0.5, 0.5, 1),  # a goal below 1% is one
        (2025, 10, 100, "missing"),
        (2025, None, 10, "missing"),
        (2025, 10, None, "missing"),
        (2025, 100, 10, "missing"),
        (2025, NA, 10, 0),
    ],
)
def test_an_incentive_reached(year: int, done: Any, goal: Any, waived: float | str) -> None:
    """激励目标 in proportion to the years by logarithms; full points where it is reached, the rule's elsewhere."""
    waiver = {"kind": "incentive_reached", "incentive": "goal", "cumulative": "done", "schedule": SCHEDULE}
    whole = {
        "unit": "%",
        "value": VALUE,
        "target": OWN,
        "completion": RATIO,
        "rule": {"kind": "proportional"},
        "waiver": waiver,
    }
    result = tried(one_line(whole, 10, ["v", "t", "goal", "done"]), year, v=[1], t=[4], goal=[goal], done=[done])
    assert comes_to(result, "x.waived") == [waived]
    points = {1: 10, 0: 2.5, "missing": np.nan}[waived]  # a quarter of the target
    assert result.scores["x"].tolist() == pytest.approx([points], nan_ok=True)


def test_a_waived_line_needs_no_figures() -> None:
    """A certificate gives full points where the value is missing; without one it is missed, and 不适用 stays so."""
    whole = {
        "value": VALUE, "rule": {"kind": "judged"},
        "waiver": {"kind": "condition", "when": {"kind": "item_yes", "item": "t"}},
    }  # fmt: skip
    result = tried(one_line(whole, 10, ["v", "t"]), v=[None, None, NA, NA, 4, 4, 4], t=[1, 0, 1, 0, NA, None, 1])
    assert comes_to(result, "x") == [10, "missing", 10, "not_applicable", 4, "missing", 10]
