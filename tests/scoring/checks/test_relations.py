"""What belongs together is had from the scheme itself, so that every scheme is checked without a word of config."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from scoring import load_scheme
from scoring.checks.item_checks import item_checks
from scoring.checks.relations import falls, item_of, shares, target_pairs, twins
from scoring.checks.run import check_figures
from scoring.scheme.loader import list_schemes

THREE = ["甲", "乙", "丙"]


def told(scheme: str, year: int, **figures: list[Any]) -> list[tuple[str, str]]:
    table = pd.DataFrame(figures, index=THREE[: len(next(iter(figures.values())))], dtype=object)
    return [(one.item, one.county) for one in check_figures(load_scheme(scheme), year, table)]


def test_relations_of_the_reference_scheme() -> None:
    """As its files say: value and target of each line, the five-year fall with its yearly one, renewables of two years."""
    scheme = load_scheme("yuncheng-14fyp")
    pairs = {(one.item, item_of(one.target)): one.close for one in target_pairs(scheme, 2023)}
    assert pairs["energy_use", "energy_total_target"]
    assert not pairs["cod_recognised", "cod_assigned"]
    first = falls(scheme, 2023)[0]
    assert (first.annual, first.target, first.cumulative, first.plan) == (
        "decline_actual", "decline_target", "decline_cumulative", "five_year_target",
    )  # fmt: skip
    assert (first.due, first.due_before, first.years) == (0.6, 0.4, 5)
    assert ("renewable_power", "renewable_power_2020") in twins(scheme)
    assert ("feedstock_energy", "energy_use") in shares(scheme)


@pytest.mark.parametrize("entry", list_schemes(), ids=lambda entry: entry.id)
def test_every_scheme_has_its_trials(entry: Any) -> None:
    """In every year of its plan; a scheme with a percentage or an amount is never without."""
    scheme = load_scheme(entry.id)
    for year in range(scheme.spec.period.start, scheme.spec.period.end + 1):
        found = item_checks(scheme, year)
        known = {*scheme.items, *scheme.check_items}
        assert {name.partition("@")[0] for one in found for name in one.reads} <= known
        assert bool(found) == any(item.kind != "yes_no" for item in scheme.items.values())


@pytest.mark.parametrize(
    ("scheme", "year", "figures", "wrong"),
    [
        # carbon: no item has an example; the target against the five-year target, whole columns and one county
        ("carbon-2026", 2028, {"carbon_decline": [3.5, 3.6, 3.9], "carbon_decline_target": [0.035, 0.036, 0.034], "carbon_five_year_target": [17.0, 17.0, 18.0], "carbon_cumulative": [10.5, 10.2, 11.0]}, [("carbon_decline_target", "")]),
        ("carbon-2026", 2028, {"carbon_decline": [3.5, 3.6, 3.9], "carbon_decline_target": [3.5, 3.6, 3.4], "carbon_five_year_target": [17.0, 17.0, 18.0], "carbon_cumulative": [10.5, -10.2, 11.0]}, [("carbon_cumulative", "乙")]),
        # the fall against its plan alone
        ("air-2013", 2016, {"fall": [0.142, 0.131, 0.168], "fall_goal": [22.0, 20.0, 25.0]}, [("fall", "")]),
        ("air-2013", 2016, {"fall": [14.2, 13.1, 16.8], "fall_goal": [22.0, 20.0, 0.25]}, [("fall_goal", "丙")]),
        ("co2-2014", 2013, {"annual": [3.9, 3.8, 4.4], "annual_goal": [3.7, 3.7, 3.7], "done": [0.118, 0.112, 0.126], "plan": [17.0, 17.0, 18.0]}, [("done", "")]),
        ("huizhou-2009-target", 2009, {"annual_whole": [3.2, 3.4, 3.6], "annual_goal": [-3.3, -3.3, -3.3], "done_whole": [12.0, 13.0, 13.5], "plan_goal": [16.0, 16.0, 16.0]}, [("annual_goal", "")]),
        # a target and nothing else, of one county
        ("warning-2010", 2008, {"decline": [0.0412], "decline_due": [4.0]}, [("decline", "甲")]),
        ("dalian-type-target", 2010, {"gdp_decline": [42.0, 4.4, 4.1], "gdp_target": [4.0, 4.0, 4.0]}, [("gdp_decline", "甲")]),
        ("national-2007", 2010, {"building_rate": [0.95, 0.97, 1.0], "building_target": [95.0, 95.0, 95.0]}, [("building_rate", "")]),
        # a share of last year in percent, this year's as a fraction
        ("national-2007", 2010, {"tertiary_now": [0.42, 38.1, 35.0], "tertiary_last": [41.0, 37.5, 35.2]}, [("tertiary_now", "甲")]),
        # 立方米 for 万立方米; 千克 for 吨; a total against its ceiling, of one county
        ("water-resources-135", 2018, {"use": [8.2e7, 6.1e7, 9.9e7], "use_goal": [8300.0, 6200.0, 9800.0]}, [("use", "")]),
        ("huairou-key-unit-target", 2023, {"energy": [5.2], "energy_goal": [51000.0]}, [("energy", "甲")]),
        ("environment-letter-2018", 2019, {"pm10": [0.071, 0.068, 0.075], "pm10_goal": [70.0, 66.0, 72.0]}, [("pm10", "")]),
        # the scheme's own figures as targets
        ("yuncheng-14fyp-full", 2025, {"drinking_water_value": [0.92, 94.0, 91.0], "ozone_value": [160.0, 1.58, 172.0]}, [("drinking_water_value", "甲"), ("ozone_value", "乙")]),
        ("yuncheng-14fyp-full", 2025, {"green_building_value": [0.95, 0.98, 1.0]}, [("green_building_value", "")]),
        # nothing to hold it against: only the column tells
        ("yuncheng-14fyp-full", 2025, {"fertiliser_use_growth": [0.012, 0.025, 0.008]}, [("fertiliser_use_growth", "")]),
    ],
)  # fmt: skip
def test_slips_in_other_schemes(
    scheme: str, year: int, figures: dict[str, list[Any]], wrong: list[tuple[str, str]]
) -> None:
    """A slip in every kind of relation; the same figures put right are quiet (made up, of a usual size)."""
    found = told(scheme, year, **figures)
    assert sorted(found) == sorted(wrong)


@pytest.mark.parametrize(
    ("scheme", "year", "figures"),
    [
        ("carbon-2026", 2026, {"carbon_decline": [0.3, -1.2, 3.9], "carbon_decline_target": [3.5, 3.6, 3.4], "carbon_five_year_target": [17.0, 17.0, 18.0], "carbon_cumulative": [0.3, -1.2, 3.9]}),
        ("national-2007", 2010, {"building_rate": [35.0, 12.0, 95.0], "building_target": [95.0, 95.0, 95.0], "closure_done": [0.0, 3.0, 40.0], "closure_due": [12.0, 20.0, 35.0]}),
        ("national-2007", 2010, {"fund_share_now": [0.4, 0.9, 1.3], "fund_share_last": [0.3, 0.5, 1.1]}),
        ("water-resources-135", 2018, {"use": [5200.0, 410.0, 99000.0], "use_goal": [8300.0, 400.0, 98000.0], "coef": [0.53, 0.61, 0.44], "coef_goal": [0.55, 0.55, 0.55]}),
        ("yuncheng-14fyp-full", 2025, {"fertiliser_use_growth": [-0.4, 0.8, 0.5], "solvent_ink_value": [2.5, 31.0, 10.0], "pipe_leakage_value": [8.1, 12.0, 3.4], "yellow_river_value": [2.0, 4.0, 3.0]}),
        ("public-demo-unit", 2023, {"per_area": [3.1, 21.0, 9.4]}),
    ],
)  # fmt: skip
def test_right_figures_of_other_schemes(scheme: str, year: int, figures: dict[str, list[Any]]) -> None:
    """Poor years, small shares, small counties."""
    assert told(scheme, year, **figures) == []
