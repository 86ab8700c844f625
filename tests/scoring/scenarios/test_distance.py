"""How far rankings are apart, against figures reckoned elsewhere and by hand."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.scenarios import distance, kendall, labels, spearman


def test_figures_that_scipy_prints() -> None:
    """The examples in the documentation of scipy.stats.kendalltau and scipy.stats.spearmanr."""
    assert kendall([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]) == pytest.approx(-0.47140452079103173, abs=1e-15)
    assert spearman([1, 2, 3, 4, 5], [5, 6, 7, 8, 7]) == pytest.approx(0.8207826816681233, abs=1e-15)


def test_by_hand_with_a_tie_and_counties_without_a_rank() -> None:
    """Ranks 1 2 3 4 against 2 1 3 3: of six pairs one is turned, one tied in the second: τ-b = (4 − 1) ÷ √(6 × 5). Mean ranks of
    the second 2 1 3.5 3.5; ρ = Σ products of deviations ÷ √(5 × 4.5) = 3.5 ÷ √22.5."""
    found = distance([1, 2, 3, 4, None, 5], [2, 1, 3, 3, 5, None])
    assert (found.compared, found.left_out, found.moved, found.places, found.furthest) == (4, 2, 3, 3, 1)
    assert found.kendall == pytest.approx(3 / math.sqrt(30))
    assert found.spearman == pytest.approx(3.5 / math.sqrt(22.5))


@pytest.mark.parametrize(("one", "other"), [([], []), ([1], [1]), ([None, 1], [1, None]), ([1, 1, 1], [1, 2, 3])])
def test_where_no_order_can_be_compared_there_is_no_figure(one: list[float | None], other: list[float | None]) -> None:
    found = distance(one, other)
    assert (found.spearman, found.kendall) == (None, None)


ranks = st.lists(st.tuples(st.integers(1, 8), st.integers(1, 8)), min_size=2, max_size=12)


@given(ranks)
def test_pair_by_pair_gives_the_same(pairs: list[tuple[int, int]]) -> None:
    first, second = zip(*pairs, strict=True)
    agreed = left = right = 0
    for (a, b), (c, d) in itertools.combinations(pairs, 2):
        agreed += np.sign(a - c) * np.sign(b - d)
        left, right = left + (a != c), right + (b != d)
    expected = agreed / math.sqrt(left * right) if left * right else None
    found = kendall(first, second)
    assert found is expected is None or found == pytest.approx(expected)


@given(ranks)
def test_the_same_order_is_1_and_the_other_way_round_minus_1(pairs: list[tuple[int, int]]) -> None:
    first = [one for one, _ in pairs]
    if len(set(first)) > 1:
        assert spearman(first, first) == kendall(first, first) == 1
        turned = [-one for one in first]
        assert spearman(first, turned) == kendall(first, turned) == -1


def test_labels_are_of_the_data_and_not_of_names_or_order() -> None:
    names = [f"县{number}" for number in range(22)]
    found = labels(names, "data")
    assert sorted(found.values()) == sorted("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥")
    assert found == labels(reversed(names), "data")
    others = [labels(names, f"data {number}") for number in range(200)]
    for name in (names[0], names[-1]):  # every label comes to any county, whatever its place
        assert len({one[name] for one in others}) == 22
    many = labels([f"县{number}" for number in range(500)], "data")
    assert len(set(many.values())) == 500
    assert {len(one) for one in many.values()} == {3}
