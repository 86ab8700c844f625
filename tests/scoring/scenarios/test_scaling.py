"""按比例: what is not changed keeps its proportions, in exact fractions, and everything adds up again."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from scoring.assessment import assess
from scoring.errors import SchemeError
from scoring.rules.base import total
from scoring.rules.fraction import exact
from scoring.scenarios import Scenario, SchemeChange, changed, is_judged
from scoring.scheme.catalogue import list_schemes
from scoring.scheme.loader import load_scheme
from scoring.scheme.scheme import Scheme
from scoring.scheme.yaml_marks import Mark
from tests.support.cities import random_city

ROOT = Path(__file__).resolve().parents[3]
REFERENCE = "yuncheng-14fyp"


def scaled(base: Scheme, **points: float | str) -> Scheme:
    mark = Mark("测算.yaml", 1)
    changes = tuple(SchemeChange(path.replace("__", "."), value, mark) for path, value in points.items())
    return changed(base, Scenario("试", changes, mark, scale=True)).scheme


def test_a_dimension_at_60_of_100_takes_from_the_others_in_proportion() -> None:
    """By hand: 48 → 60, so that 22, 20, 10 (52 together) share 40: × 40/52 = 10/13."""
    base = load_scheme(REFERENCE)
    scheme = scaled(base, energy_intensity__points=60)
    assert [exact(one.points) for one in scheme.spec.dimensions] == [
        60, Fraction(220, 13), Fraction(200, 13), Fraction(100, 13),
    ]  # fmt: skip
    assert [one.points for one in scheme.spec.dimensions[0].indicators] == [25, 25, 2.5, 3.75, 3.75]
    ladder = scheme.indicator("intensity_annual").rule
    before = base.indicator("intensity_annual").rule
    assert [one.points for one in ladder.rungs] == [one.points * 1.25 for one in before.rungs]  # type: ignore[attr-defined]


def test_a_line_takes_from_its_own_dimension_alone() -> None:
    """By hand: 20 → 24 of 48, so that 20, 2, 3, 3 (28 together) share 24: × 24/28 = 6/7."""
    base = load_scheme(REFERENCE)
    scheme = scaled(base, intensity_annual__points=24)
    assert [exact(one.points) for one in scheme.spec.dimensions[0].indicators] == [
        24, Fraction(120, 7), Fraction(12, 7), Fraction(18, 7), Fraction(18, 7),
    ]  # fmt: skip
    assert scheme.spec.dimensions[1:] == base.spec.dimensions[1:]


@pytest.mark.parametrize("name", [one.id for one in list_schemes()])
def test_every_scheme_scales_and_rates_stay(name: str) -> None:
    """The first dimension half as large (or, where the total is no sum, its first line): all adds up, each county's rates are the same."""
    base = load_scheme(name)
    if (len(base.spec.dimensions) == 1 or base.spec.total is not None) and len(base.spec.dimensions[0].indicators) == 1:
        return  # nothing beside it
    first = base.spec.dimensions[0]
    whole = len(base.spec.dimensions) > 1 and base.spec.total is None
    owner = first if whole else first.indicators[0]
    scheme = scaled(base, **{f"{owner.id}__points": owner.points / 2})
    assert scheme.sha256 != base.sha256
    if base.spec.total is None:
        assert float(total(one.points for one in scheme.spec.dimensions)) == pytest.approx(
            scheme.spec.points, rel=1e-10
        )
    for dimension in scheme.spec.dimensions:
        assert float(total(one.points for one in dimension.indicators)) == pytest.approx(dimension.points, rel=1e-10)
    counties = [one.name for one in base.region.counties][:12] if base.region else ["甲县", "乙县", "丙县", "丁县"]
    table = random_city(base, counties, 11)
    before, after = assess(base, table, base.spec.period.end), assess(scheme, table, base.spec.period.end)
    for line in base.indicators:
        if is_judged(line.rule):  # the experts' points stay as they were given
            continue
        name = f"{line.id}.rate"
        rates = [one.ledger[name].to_numpy(float) for one in (before, after)]
        np.testing.assert_allclose(rates[1], rates[0], rtol=1e-9, atol=1e-12, err_msg=line.id)


def test_three_thirds_stay_exact() -> None:
    """100/3 each of a hundred, one set to 40: the others share 60, 30 each."""
    base = load_scheme(ROOT / "tests" / "schemes" / "thirds.yaml")
    scheme = scaled(base, a__points=40)
    assert [one.points for one in scheme.indicators] == [40, 30, 30]
    again = scaled(base, a__points="40/3")
    assert [exact(one.points) for one in again.indicators] == [Fraction(40, 3), Fraction(130, 3), Fraction(130, 3)]


def test_points_of_groups_add_up_by_themselves() -> None:
    base = load_scheme(ROOT / "tests" / "schemes" / "gates-and-groups.yaml")
    first = base.spec.dimensions[0]
    lines = {one.id: one for one in base.indicators}
    grouped = [one for one in lines.values() if one.points_by_group]
    scheme = scaled(base, points=base.spec.points * 2)
    for one in grouped:
        assert scheme.indicator(one.id).points_by_group == {
            group: points * 2 for group, points in (one.points_by_group or {}).items()
        }
    assert scheme.spec.dimensions[0].points == first.points * 2


def test_a_group_s_points_that_were_set_are_no_others_though_they_are_the_same() -> None:
    """By hand: first 50 → 20, as third has it; second has 30 for everybody, so that third makes up 100 with 50."""
    base = load_scheme(ROOT / "tests" / "schemes" / "gates-and-groups.yaml")
    assert base.region is not None
    scheme = scaled(base, **{f"first__points_by_group__{base.region.groups[0].id}": 20})
    assert [one.points_by_group for one in scheme.indicators] == [{1: 20}, None, {1: 50}]


def test_what_cannot_be_scaled_is_refused_with_both_sums() -> None:
    with pytest.raises(SchemeError, match=r"测算\.yaml:1 scale：各类别：改了的共 100 分，合计只有 100 分"):
        scaled(load_scheme(REFERENCE), energy_intensity__points=100)


def test_what_was_scaled_is_said_in_fractions() -> None:
    mark = Mark("测算.yaml", 1)
    found = changed(
        load_scheme(REFERENCE),
        Scenario("试", (SchemeChange("energy_intensity.points", 60, mark),), mark, scale=True),
    )
    assert found.shares[0].say() == "各类别：没有改的共 52 分，折成 40 分，各乘以 10/13"
    assert (found.applied[0].of, found.applied[0].before, found.applied[0].after) == ("能耗强度约束", 48, 60)
