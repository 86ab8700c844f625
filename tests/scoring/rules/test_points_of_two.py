"""Rules that read more than one figure: bounds, monotonicity, and the values at each boundary."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.one_line import one_line, tried
from tests.support.samples import sample

VALUE = {"kind": "reported", "item": "v"}
SECOND = {"kind": "reported", "item": "w"}
HUNDRED = {"kind": "constant", "figure": 100}
RATIO = {"kind": "ratio"}
LADDER = {"kind": "ladder", "rungs": [{"at": 100, "points": 10}, {"at": 50, "points": 4}]}


def ways(take: str, **shares: float) -> dict[str, Any]:
    """In proportion to the first figure, or by rungs of the second."""
    first: dict[str, Any] = {"name": "甲", "rule": {"kind": "proportional"}}
    other: dict[str, Any] = {"name": "乙", "value": SECOND, "target": HUNDRED, "completion": RATIO, "rule": LADDER}
    if shares:
        first["share"], other["share"] = shares["first"], shares["other"]
    rule = {"kind": "alternatives", "take": take, "ways": [first, other]}
    return {"value": VALUE, "target": HUNDRED, "completion": RATIO, "rule": rule}


MATRIX = {
    "value": VALUE, "target": HUNDRED, "completion": RATIO,
    "rule": {
        "kind": "matrix", "first_name": "年度", "second_name": "累计", "value": SECOND, "target": HUNDRED,
        "completion": RATIO, "both": 10, "first_only": 4, "second_only": 7,
    },
}  # fmt: skip
CHANGE = {"value": VALUE, "rule": {"kind": "change", "last": "w", "rise": 10, "flat": 4}}
CHECKLIST = {
    "rule": {
        "kind": "checklist",
        "entries": [{"item": "v", "points": 6}, {"name": "乙", "lowest_of": ["w"], "at_least": 2.0, "points": 4}],
    }
}
RULES = {
    "best of": ways("best_of"),
    "worst of": ways("worst_of"),
    "first available": ways("first_available"),
    "blend": ways("blend", first=40, other=60),
    "matrix": MATRIX,
    "change": CHANGE,
}
SCHEMES = {name: one_line(indicator, 10, ["v", "w"]) for name, indicator in RULES.items()}
CHECKED = one_line(CHECKLIST, 10, ["v", "w"])
figure = st.floats(-300, 300).map(lambda x: round(x, 2))
pairs = st.lists(st.tuples(figure, figure), min_size=1, max_size=20)


def points(name: str, first: Any, second: Any) -> Any:
    """Points of a county a pair."""
    return tried(SCHEMES[name], v=first, w=second).scores["x"].to_numpy()


@pytest.mark.parametrize("name", RULES)
@given(rows=pairs)
@settings(max_examples=sample(12, 40), deadline=None)
def test_points_lie_between_0_and_full(name: str, rows: list[tuple[float, float]]) -> None:
    got = points(name, *zip(*rows, strict=True))
    assert ((got >= 0) & (got <= 10)).all()


@pytest.mark.parametrize("name", RULES)
@given(values=st.lists(figure, min_size=2, max_size=20), other=figure)
@settings(max_examples=sample(12, 40), deadline=None)
def test_points_never_fall_as_the_first_figure_rises(name: str, values: list[float], other: float) -> None:
    got = points(name, sorted(values), [other] * len(values))
    assert (np.diff(got) >= 0).all()


@pytest.mark.parametrize("name", ["best of", "worst of", "first available", "blend", "matrix"])
@given(values=st.lists(figure, min_size=2, max_size=20), other=figure)
@settings(max_examples=sample(12, 40), deadline=None)
def test_points_never_fall_as_the_second_figure_rises(name: str, values: list[float], other: float) -> None:
    got = points(name, [other] * len(values), sorted(values))
    assert (np.diff(got) >= 0).all()


@given(last=st.lists(figure, min_size=2, max_size=20), now=figure)
@settings(max_examples=sample(12, 40), deadline=None)
def test_a_higher_last_year_never_gives_more(last: list[float], now: float) -> None:
    assert (np.diff(points("change", [now] * len(last), sorted(last))) <= 0).all()


@given(rows=pairs)
@settings(max_examples=sample(12, 40), deadline=None)
def test_best_and_worst_enclose_every_other_way(rows: list[tuple[float, float]]) -> None:
    first, second = zip(*rows, strict=True)
    best, worst = points("best of", first, second), points("worst of", first, second)
    assert (best >= worst).all()
    for name in ("first available", "blend"):
        middle = points(name, first, second)
        assert ((middle <= best + 0.005) & (middle >= worst - 0.005)).all()


BOUNDARIES = [
    ("matrix", "v", 100, 120, 7, 10), ("matrix", "w", 100, 120, 4, 10),
    ("change", "v", 50, 50, 0, 4), ("change", "w", 50, 50, 10, 4),
    ("best of", "w", 50, 10, 1, 4), ("best of", "w", 100, 10, 4, 10), ("best of", "v", 100, 0, 10, 10),
    ("worst of", "w", 50, 100, 0, 4), ("worst of", "w", 100, 100, 4, 10),
    ("blend", "w", 50, 100, 4, 6.4), ("blend", "w", 100, 100, 6.4, 10), ("blend", "v", 100, 100, 10, 10),
    ("first available", "v", 50, 100, 5, 5), ("first available", "v", 100, 0, 10, 10),
]  # fmt: skip


@pytest.mark.parametrize(("name", "moving", "boundary", "other", "below", "at"), BOUNDARIES)
def test_boundaries(name: str, moving: str, boundary: float, other: float, below: float, at: float) -> None:
    """Worked by hand. One unit of the completion's places below; one ulp either side is the boundary's own value."""

    def at_values(values: list[float]) -> list[float]:
        rest = [float(other)] * len(values)
        first, second = (values, rest) if moving == "v" else (rest, values)
        return points(name, first, second).tolist()  # type: ignore[no-any-return]

    beside = [float(np.nextafter(boundary, -np.inf)), float(boundary), float(np.nextafter(boundary, np.inf))]
    assert at_values(beside) == [at] * 3
    step = -0.01
    assert at_values([boundary + step]) == pytest.approx([below], abs=0.011)


@given(value=st.sampled_from([0.0, 1.0]), low=st.floats(0, 4).map(lambda x: round(x, 2)))
@settings(max_examples=sample(12, 40), deadline=None)
def test_a_checklist_adds_its_entries(value: float, low: float) -> None:
    expected = 6 * value + (4 if low >= 2 else 0)
    assert tried(CHECKED, v=[value], w=[low]).scores["x"].tolist() == [expected]


def test_a_checklists_limit_to_the_ulp() -> None:
    beside = [1.99, float(np.nextafter(2, 0)), 2.0, float(np.nextafter(2, 3)), 2.01]
    assert tried(CHECKED, v=[0.0] * 5, w=beside).scores["x"].tolist() == [0, 4, 4, 4, 4]


LOOKUP = one_line(
    {"value": VALUE, "rule": {"kind": "lookup", "rows": [{"at": 1, "points": 10}, {"at": 2, "points": 7.5}, {"at": 3, "points": 5}], "otherwise": 1}},
    10, ["v"],
)  # fmt: skip


@given(value=st.integers(-5, 12))
@settings(max_examples=sample(12, 30), deadline=None)
def test_a_look_up_gives_its_row_and_nothing_between(value: int) -> None:
    assert tried(LOOKUP, v=[value]).scores["x"].tolist() == [{1: 10, 2: 7.5, 3: 5}.get(value, 1)]


BONUSES = {
    "full steps": {"kind": "full_steps", "step": 10, "each": 1, "cap": 3},
    "beyond target": {"kind": "beyond_target", "each": 0.5, "cap": 2},
}
LINE = {"value": VALUE, "target": HUNDRED, "completion": RATIO, "rule": {"kind": "proportional"}}
BONUS = {name: one_line({**LINE, "bonus": bonus}, 10, ["v"]) for name, bonus in BONUSES.items()}


@pytest.mark.parametrize("name", BONUSES)
@given(values=st.lists(figure, min_size=2, max_size=20))
@settings(max_examples=sample(12, 40), deadline=None)
def test_a_bonus_lies_between_0_and_its_cap_and_never_falls(name: str, values: list[float]) -> None:
    got = tried(BONUS[name], v=sorted(values)).ledger["x.bonus"].to_numpy()
    assert ((got >= 0) & (got <= BONUSES[name]["cap"])).all()
    assert (np.diff(got) >= 0).all()


@pytest.mark.parametrize(("boundary", "below", "at"), [(110, 0, 1), (120, 1, 2), (130, 2, 3), (140, 3, 3)])
def test_full_steps_to_the_ulp(boundary: float, below: float, at: float) -> None:
    beside = [float(np.nextafter(boundary, 0)), float(boundary), float(np.nextafter(boundary, 999))]
    assert tried(BONUS["full steps"], v=beside).ledger["x.bonus"].tolist() == [at] * 3
    assert tried(BONUS["full steps"], v=[boundary - 0.01]).ledger["x.bonus"].tolist() == [below]
