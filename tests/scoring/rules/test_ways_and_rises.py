"""A way with a value of its own stands alone; 不降反升的，本项为0分."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.scheme.describe import standard
from scoring.scheme.scheme import Scheme
from tests.support.one_line import one_line, tried

VALUE = {"kind": "reported", "item": "v"}
TARGET = {"kind": "reported", "item": "t"}
BY_LEVEL = {"kind": "ratio", "zero_target": "by_level"}
LADDER = {"kind": "ladder", "rungs": [{"at": 100, "points": 25}, {"at": 90, "points": 20}, {"at": 80, "points": 15}]}


def line(completion: dict[str, Any], rule: dict[str, Any]) -> Scheme:
    target = {"kind": "own", "item": "t"}
    return one_line({"value": VALUE, "target": target, "completion": completion, "rule": rule}, 25, ["v", "t"])


def test_a_way_with_its_own_value_judges_that_value() -> None:
    """Worst of the ladder and 「不低于0得25分」: −0.5 against a target of −1 reaches the target (25 by the first way)
    and is below 0 (nothing by the second). The second way judged the line's completion, 100, and gave 25."""
    threshold = {"name": "不降反升", "value": VALUE, "rule": {"kind": "threshold", "limit": 0}}
    scheme = line(
        BY_LEVEL,
        {"kind": "alternatives", "take": "worst_of", "ways": [{"name": "按完成率", "rule": LADDER}, threshold]},
    )
    result = tried(scheme, v=[-0.5, 0.0, 2.7], t=[-1.0, -1.0, 3.0])
    assert result.scores["x"].tolist() == [0, 25, 20]
    assert "不低于0得25分" in standard(scheme, scheme.indicators[0])


@pytest.mark.parametrize("by_level", [True, False])
def test_a_rise_earns_nothing(by_level: bool) -> None:
    """不降反升的，本项为0分: also where a target below 0 allows a rise, and was kept; a fall of 0 is no rise."""
    completion = {**(BY_LEVEL if by_level else {"kind": "ratio"}), "rise_is_zero": True}
    scheme = line(completion, LADDER)
    result = tried(scheme, v=[-0.5, -0.01, 0.0, 3.0], t=[3.0, 3.0, 3.0, 3.0])
    assert result.scores["x"].tolist() == [0, 0, 0, 25]
    kept = tried(scheme, v=[-0.5, 0.0], t=[-1.0, -1.0]).ledger["x.completion"].tolist()
    assert kept[0] == 0 if by_level else kept[0] != kept[0]
    assert (kept[1] == 100) == by_level
    assert "不降反升（实际小于零）的，完成率计 0" in standard(scheme, scheme.indicators[0])
    assert "不降反升，完成率计 0" in result.explain("县0", "x")
    assert "不降反升" not in result.explain("县3", "x")
