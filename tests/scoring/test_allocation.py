"""Sharing out a city total: sums exactly, largest remainder, floors and caps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import DataError
from scoring.allocation import allocate

names = st.lists(st.floats(0, 1000).map(lambda x: round(x, 2)), min_size=1, max_size=13).filter(any)


def test_ten_units_by_largest_remainder() -> None:
    """10 to 5:3:1: quotas 5.56, 3.33, 1.11; one unit over goes to the largest remainder."""
    assert allocate(10, {"甲": 5, "乙": 3, "丙": 1}) == {"甲": 6, "乙": 3, "丙": 1}


def test_equal_remainders_go_in_the_order_given() -> None:
    assert allocate(2, {"甲": 1, "乙": 1, "丙": 1}) == {"甲": 1, "乙": 1, "丙": 0}


def test_floors_and_caps() -> None:
    """丙 has 2 beforehand; 8 go 8:1:1, 甲 stops at 4; the 4 left go evenly to 乙 and 丙."""
    assert allocate(10, {"甲": 8, "乙": 1, "丙": 1}, floors={"丙": 2}, caps={"甲": 4}) == {"甲": 4, "乙": 2, "丙": 4}


@given(names, st.integers(0, 500))
def test_the_sum_is_kept_and_each_is_within_one_of_its_quota(weights: list[float], total: int) -> None:
    shares = allocate(total, {f"县{k}": weight for k, weight in enumerate(weights)})
    assert sum(shares.values()) == total
    whole = sum(weights)
    if whole > 0:
        for share, weight in zip(shares.values(), weights, strict=True):
            assert abs(share - total * weight / whole) < 1 + 1e-6


@given(names, st.integers(0, 60), st.integers(0, 3), st.integers(4, 60))
def test_floors_and_caps_hold(weights: list[float], total: int, floor: int, cap: int) -> None:
    counties = {f"县{k}": weight for k, weight in enumerate(weights)}
    floors, caps = dict.fromkeys(counties, floor), dict.fromkeys(counties, cap)
    if not floor * len(counties) <= total <= cap * len(counties):
        with pytest.raises(DataError):
            allocate(total, counties, floors, caps)
        return
    shares = allocate(total, counties, floors, caps)
    assert sum(shares.values()) == total
    assert all(floor <= share <= cap for share in shares.values())


def test_negative_weight_is_refused() -> None:
    with pytest.raises(DataError, match="乙"):
        allocate(5, {"甲": 1, "乙": -1})


def test_weights_that_are_all_0_share_nothing_out() -> None:
    with pytest.raises(DataError, match="分摊依据全部是 0，分不出多少；换一个数据项作依据"):
        allocate(5, {"甲": 0, "乙": 0})


def test_a_weight_without_end_is_refused() -> None:
    with pytest.raises(DataError, match="乙"):
        allocate(5, {"甲": 1, "乙": float("inf")})
