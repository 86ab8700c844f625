"""Standard coal: factors of GB/T 2589 as widely reposted; both calibers of electricity; mixed calibers."""

from __future__ import annotations

import pytest

from scoring import DataError
from scoring.coal import Factors, load_factors, same_caliber, tce


def test_coal_and_coke_by_hand() -> None:
    """1000 kg raw coal 0.7143 t, 1000 kg coke 0.9714 t (GB/T 2589, reposted)."""
    assert tce({"raw_coal": 1000, "coke": 1000}, 2025) == pytest.approx(1.6857)


def test_electricity_wants_its_caliber() -> None:
    """10,000 kWh: 1.229 t as equivalent, 4.04 t as primary value of the old table, which ends in 2010."""
    assert tce({"electricity": 10_000}, 2025, "equivalent") == pytest.approx(1.229)
    assert tce({"electricity": 10_000}, 2010, "primary") == pytest.approx(4.04)
    for year in (2011, 2025):
        with pytest.raises(DataError, match=f"电力（等价值）没有 {year} 年可用的折标系数；查当年公布的数"):
            tce({"electricity": 10_000}, year, "primary")
    with pytest.raises(DataError, match="两个口径"):
        tce({"electricity": 1}, 2025)


@pytest.mark.parametrize(
    ("fuel", "year", "figure"),
    [
        ("heat", 2025, 0.03412),  # GB/T 2589-2020 and the yearbook
        ("natural_gas", 2015, 1.2143),  # gas-field gas of the 2008 edition
        ("natural_gas", 2025, 1.33),  # the yearbook: 1.10 to 1.33, the upper end in use
        ("coke_oven_gas", 2025, 0.5714),
        ("blast_furnace_gas", 2025, 0.1286),
        ("coal_tar", 2025, 1.1429),
    ],
)
def test_factors_of_a_coking_city(fuel: str, year: int, figure: float) -> None:
    assert tce({fuel: 1000}, year) == pytest.approx(figure)


def test_what_is_not_confirmed_is_marked() -> None:
    unsure = {one.id for one in load_factors().fuels if one.memory}
    assert unsure == {"coke_oven_gas", "blast_furnace_gas", "coal_tar"}
    assert all(("凭记忆" in one.source) == one.memory for one in load_factors().fuels)


def test_unknown_fuel_and_year_and_amount() -> None:
    with pytest.raises(DataError, match="raw_coal"):
        tce({"raw_cole": 1}, 2025)
    with pytest.raises(DataError, match="2000"):
        tce({"coke": 1}, 2000)
    with pytest.raises(DataError, match="不小于 0"):
        tce({"coke": -1}, 2025)


def test_mixed_calibers_are_told() -> None:
    assert same_caliber({"总量": "primary", "目标": "primary"}) == []
    said = same_caliber({"总量": "primary", "可再生电力": "equivalent"})
    assert len(said) == 1
    assert "等价值：总量" in said[0]


def test_every_factor_has_its_source() -> None:
    assert all(one.source and one.since for one in load_factors().fuels)


def test_the_latest_factor_that_has_begun_counts() -> None:
    """4.04 from 2005 on, 3.0 from 2020 on: 2019 has the old one, 2020 and later the new one."""
    row = {"id": "power", "name": "电力", "unit": "万千瓦时", "source": "试验"}
    given = [row | {"figure": 4.04, "from": 2005}, row | {"figure": 3.0, "from": 2020}]
    table = Factors.model_validate(
        {"source": {"title": "试验"}, "unit": "吨", "kilojoules_per_kgce": 29307, "fuels": given}
    )
    assert [table.factor("power", year, None).figure for year in (2019, 2020, 2024)] == [4.04, 3.0, 3.0]
