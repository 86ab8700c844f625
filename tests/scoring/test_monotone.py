"""Doing better is not punished: no better figure lowers a total, grade or rank, but for the kinds that better_moves.py lists with their reason."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from scoring import assess, load_scheme
from tests.support.better_moves import FEWER, KINDS, MORE, moves
from tests.support.oracle_cities import random_city, table
from tests.support.reference_oracle_city import SCHEMES


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_better_figure_costs_a_total_a_grade_or_a_rank(scheme: str) -> None:
    """50 random moves a scheme; 5,000 in tests/bench/bench_monotone.py. A loss of no listed kind fails."""
    made = list(moves(load_scheme(scheme), 50))
    assert [one for one in made if one.worse and one.kind not in KINDS] == []
    assert len({one.item for one in made}) > 20


def test_every_figure_of_the_default_scheme_has_a_better_way() -> None:
    """But for what is compared with something else (base year, plan), approvals, and approved exclusions of vehicles."""
    aside = {"renewable_power_2020", "growth_planned", "growth_adjustment_approved", "reductions_final"}
    aside |= {"vehicles_special", "vehicles_special_new_energy"}
    listed_only = {"energy_growth"}  # checked, not scored
    assert set(load_scheme("yuncheng-14fyp").items) - {*MORE, *FEWER} - aside <= listed_only


@pytest.mark.parametrize("year", [2023, 2025])
def test_no_fall_that_is_larger_earns_less_against_the_pace_still_needed(year: int) -> None:
    """未下达: for every annual fall from −0.20 to 4.19 and cumulative fall from 14.00 to 19.94, the next larger earns no less."""
    scheme = load_scheme("yuncheng-14fyp")
    annual, cumulative = np.arange(-20, 420, 7) / 100, np.arange(1400, 2000, 18) / 100
    grid = [(a, c) for a in annual for c in cumulative]
    figures = pd.DataFrame(
        "不适用（试验）", index=[f"县{n}" for n in range(len(grid))], columns=list(scheme.items), dtype=object
    )
    figures["decline_actual"], figures["decline_cumulative"] = zip(*grid, strict=True)
    figures["decline_target"], figures["five_year_target"] = "未下达（试验）", 15.5
    points = assess(scheme, figures, year).scores["intensity_annual"].to_numpy().reshape(len(annual), len(cumulative))
    assert {0.0, 10.0, 20.0} <= set(points.ravel())
    assert (np.diff(points, axis=0) >= 0).all()
    assert (np.diff(points, axis=1) >= 0).all()


@pytest.mark.parametrize("item", ["decline_actual", "decline_cumulative"])
def test_a_third_place_of_a_verified_fall_is_an_error(item: str) -> None:
    """With a third place the pace, rounded up to two, could lie above a fall that reaches it: the county is pending instead."""
    scheme = load_scheme("yuncheng-14fyp")
    city, year = random_city(3)
    county = "万荣县"
    figures = table(city, scheme.items)
    assert assess(scheme, figures, year).scores.loc[county, "grade"] != "待定"
    figures.loc[county, item] = 3.315
    result = assess(scheme, figures, year)
    assert [(one.severity, one.county, one.item) for one in result.problems if one.code == "E_PLACES"] == [
        ("error", county, item)
    ]
    assert result.scores.loc[county, "grade"] == "待定"
    assert pd.isna(result.scores.loc[county, "rank"])
