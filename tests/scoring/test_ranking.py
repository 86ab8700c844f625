"""Ranks: 1, 1, 3 by grade, total and ties; pending counties have none; groups rank among themselves."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scoring.formula.downwards import competition_rank, printed_order

numbers = st.lists(st.integers(0, 5).map(float), min_size=1, max_size=30)


@given(numbers, st.data())
def test_rank_is_one_more_than_those_strictly_better(keys: list[float], data: st.DataObject) -> None:
    second = data.draw(st.lists(st.integers(0, 3).map(float), min_size=len(keys), max_size=len(keys)))
    ranks = competition_rank([np.array(keys), np.array(second)])
    pairs = list(zip(keys, second, strict=True))
    assert ranks.tolist() == [1 + sum(other < own for other in pairs) for own in pairs]


@given(numbers, st.data())
def test_within_groups(keys: list[float], data: st.DataObject) -> None:
    groups = np.array(data.draw(st.lists(st.sampled_from([1.0, 2.0, 3.0]), min_size=len(keys), max_size=len(keys))))
    ranks = competition_rank([np.array(keys)], groups)
    for place, (own, group) in enumerate(zip(keys, groups, strict=True)):
        better = sum(other < own and g == group for other, g in zip(keys, groups, strict=True))
        assert ranks[place] == 1 + better


def test_without_figure_without_rank() -> None:
    ranks = competition_rank([np.array([2.0, np.nan, 1.0, 1.0])])
    assert ranks.tolist()[0] == 3
    assert np.isnan(ranks[1])
    assert printed_order(ranks).tolist() == [3, 4, 1, 2]


def test_without_the_first_of_two_figures_without_rank() -> None:
    """A county has no place by its second figure alone."""
    for keys in ([[np.nan, 1.0], [1.0, 2.0]], [[1.0, 2.0], [np.nan, 1.0]]):
        ranks = competition_rank([np.array(key) for key in keys])
        assert np.isnan(ranks[0])
        assert ranks[1] == 1
