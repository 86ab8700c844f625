"""The points of one line on its own: refused where they depend on the other counties."""

from __future__ import annotations

from typing import Any

import pytest

from scoring import load_scheme
from scoring.errors import DataError
from scoring.single import Entered, points_of
from tests.support.one_line import one_line, tried

PROPORTIONAL: dict[str, Any] = {"completion": {"kind": "ratio"}, "rule": {"kind": "proportional"}}
SHARED = {
    "value": {"kind": "reported", "item": "b"},
    "target": {"kind": "share_of_total", "total": 10, "by": "a"},
    **PROPORTIONAL,
}
RANKED = {
    "value": {"kind": "rank", "item": "a"},
    "rule": {"kind": "lookup", "rows": [{"at": 1, "points": 10}, {"at": 2, "points": 5}]},
}
PEERS = {
    "value": {"kind": "to_peers", "item": "a"},
    "rule": {"kind": "ladder", "direction": "at_most", "rungs": [{"at": 90, "points": 10}, {"at": 100, "points": 5}]},
}
MAPPED = {"value": {"kind": "reported", "item": "a"}, "rule": {"kind": "min_max"}}


@pytest.mark.parametrize("line", [SHARED, RANKED, PEERS, MAPPED])
def test_a_line_that_compares_counties_is_not_scored_alone(line: dict[str, Any]) -> None:
    """Alone, a county would be first, its own average, and at both ends: full points whatever its figure."""
    with pytest.raises(DataError, match="要与其他县（市、区）比较"):
        points_of(one_line(line, 10, ["a", "b"]), "x", 2025, Entered(items={"a": 50.0, "b": 5.0}))


@pytest.mark.parametrize(("use", "points"), [(100, 2), (110, 1.33), (120, 0.67), (120.01, 0)])
def test_a_waiver_whose_figures_are_not_given_does_not_act(use: float, points: float) -> None:
    """Reference scheme, energy total: within the target 2, up to 10% over 1.33, up to 20% over 0.67, beyond 0."""
    assert points_of(load_scheme("yuncheng-14fyp"), "energy_total", 2025, Entered(use, 100)) == points


def test_a_share_of_sums_is_scored_alone() -> None:
    """(3 + 1) ÷ (6 + 2) is 50 percent: 5 of 10. Whether the sum is above 0 is asked of its share of the largest part."""
    line = {
        "value": {"kind": "ratio", "top": ["a", "b"], "bottom": ["c", "e"]},
        "target": {"kind": "constant", "figure": 100},
        "completion": {"kind": "ratio"},
        "rule": {"kind": "proportional"},
    }
    scheme = one_line(line, 10, ["a", "b", "c", "e"])
    assert points_of(scheme, "x", 2025, Entered(items={"a": 3.0, "b": 1.0, "c": 6.0, "e": 2.0})) == 5


def test_what_is_given_by_hand_takes_the_place_of_the_comparison() -> None:
    """Second: 5 points. 5 of a share of 8: 6.25. Neither needs the other counties."""
    assert points_of(one_line(RANKED, 10, ["a"]), "x", 2025, Entered(2)) == 5
    assert points_of(one_line(SHARED, 10, ["a", "b"]), "x", 2025, Entered(5, 8)) == 6.25
    result = tried(one_line(RANKED, 10, ["a"]), a=[50.0, 60.0])
    assert result.scores["x"].tolist() == [5, 10]
