"""Random cities for the second judge: realistic figures with boundaries, zeros, 暂缺, 不适用, 未下达; as decimals and as the program's table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from random import Random
from typing import Any

import pandas as pd

from tests.support.reference_oracle import MISSING, NOT_APPLICABLE, POLLUTANTS, PROGRESS, UNASSIGNED, Cell, D, Figures
from tests.support.right_cities import COUNTIES

YES_NO = (
    *(
        "output_benefit_weighed",
        "energy_freed_allocated",
        "demand_side_measures",
        "targets_in_plan",
        "targets_passed_on",
    ),
    *("energy_supervision", "statistics_checked", "ledger_kept", "permits_linked", "park_renewables_done"),
    *("blast_furnaces_630_1080_done", "china3_vehicles_done", "china6_done", "co2_dual_control_done"),
)
PRODUCTS = ("steel", "alumina", "aluminium", "clinker", "ammonia_lump", "ammonia_briquette", "ammonia_powder")
SHARES = (  # part, whole
    *(
        ("monitored_units", "units_to_monitor"),
        ("advanced_projects", "new_projects"),
        ("projects_finished", "projects_due"),
    ),
    *(
        ("voc_monitored", "voc_dischargers"),
        ("fixed_route_new_energy", "fixed_route_all"),
        ("agencies_met", "agencies_all"),
    ),
    *(("demo_built", "demo_share"), ("quota_met", "quota_all"), ("charger_built", "with_car_park")),
    *(("coal_unit_retrofit_met", "coal_unit_retrofit_all"), ("energy_posts_met", "energy_posts_all")),
    *(
        ("extraction_unit_coal_rate_met", "extraction_unit_coal_rate_all"),
        ("environment_staff_met", "environment_staff_all"),
    ),
    *((f"product_{one}_met", f"product_{one}_all") for one in (*PRODUCTS, "ammonia_gas")),
    *((f"product_methanol_{one}_met", f"product_methanol_{one}_all") for one in ("anthracite", "cog")),
    ("blast_furnaces_450_done", "blast_furnaces_450_due"),
)
BAD_COUNTS = (
    *(
        "violating_projects",
        "coke_ovens_4_3m_count",
        "rural_black_water_count",
        "class5_sections_count",
        "black_water_count",
    ),
    *("yellow_fen_polluters_count", "scattered_polluters_count"),
    *("two_high_price_count", "two_high_policy_count", "two_high_irregular_count"),
)
RATES = {
    **{f"sector_{one}_value": goal for one, goal in (("power", 7), ("coking", 18), ("steel", 20), ("nonferrous", 21))},
    "sector_building_materials_value": 19,
    "sector_chemicals_value": 18,
    "green_building_value": 100,
    "prefabricated_value": 30,
    "public_building_star_value": 100,
    "tall_building_star_value": 100,
    "public_transport_nev_value": 100,
    "logistics_boxes_value": 15,
    "nev_sales_value": 20,
    "rural_fertiliser_value": 43,
    "rural_green_control_value": 55,
    "rural_straw_value": 90,
    "rural_film_value": 85,
    "rural_manure_value": 85,
    "rural_sewage_value": 25,
    "drinking_water_value": 92,
    "national_sections_value": 100,
    "solvent_paint_value": 20,
    "solvent_ink_value": 10,
    "solvent_adhesive_value": 20,
    "county_sewage_value": 95,
    "sludge_value": 90,
    "incineration_value": 75,
}
CEILINGS = {"pipe_leakage_value": D(9), "yellow_river_value": D(2), "ozone_value": D(160)}
OPTIONAL = {"energy_total_target_agreed", "growth_actual", "growth_planned", "incentive_target", "reductions_final"}


def random_city(seed: int, counties: Iterable[str] = COUNTIES) -> tuple[dict[str, Figures], int]:
    """A city's figures, and the year they are of."""
    draw = Random(seed)
    year = draw.choice(tuple(PROGRESS))
    return {county: random_county(draw, year) for county in counties}, year


def random_county(draw: Random, year: int) -> dict[str, Cell]:
    """A county's figures: good, middling or poor throughout, with a few that are lacking, do not apply or were not assigned."""
    good = draw.choice((1.0, 0.97, 0.9, 0.75, 0.4))
    figures: dict[str, Cell] = {}
    figures |= _intensity(draw, year, good)
    figures |= _total(draw, good)
    figures |= _emissions(draw, good)
    figures |= {item: D(draw.random() < good) for item in YES_NO}
    for part, whole in SHARES:
        of = 0 if draw.random() < 0.08 else draw.randint(1, 4) if part == "demo_built" else draw.randint(1, 40)
        more = draw.randint(0, 3) if part == "demo_built" else 0
        figures |= {whole: D(of), part: D(of + more if draw.random() < good else draw.randint(0, of))}
    figures |= {item: D(0 if draw.random() < good else draw.randint(0, 6)) for item in BAD_COUNTS}
    figures |= {
        item: D(4 if draw.random() < good else draw.randint(0, 4))
        for item in ("inventory_quarters", "statistics_quarters")
    }
    figures |= _rectified(draw, good)
    figures |= _vehicles(draw, good)
    figures |= _other_targets(draw, year, good)
    rare = (1 - good) / 4
    figures |= {
        item: D(draw.random() < rare) for item in ("two_high_new_unrectified", "major_incidents", "data_falsified")
    }
    if draw.random() < 0.25:
        for item in draw.sample(sorted(set(figures) - {"decline_target"}), draw.randint(1, 4)):
            figures[item] = NOT_APPLICABLE
    if draw.random() < 0.08:
        for item in draw.sample(sorted(set(figures) - OPTIONAL), draw.randint(1, 2)):
            figures[item] = MISSING
    return figures


def _places(value: float, places: int = 2) -> Decimal:
    return D(f"{value:.{places}f}")


def _intensity(draw: Random, year: int, good: float) -> dict[str, Cell]:
    goal = (
        draw.choice((D("15.5"), D("15.5"), D("14.5"), D("16"), D("18.25"), D(0), D(-1)))
        if draw.random() < 0.9
        else D("3.1")
    )
    target: Cell = (
        draw.choice((D("3.32"), D("3.31"), D("3.5"), D("2.87"), D(10)))
        if draw.random() < 0.85
        else draw.choice((D(0), D(-2)))
    )
    base = target if isinstance(target, Decimal) and target > 0 else D(3)
    times = (
        draw.choice((1, 1, 1.1, 1.2, 1.3, 1.55))
        if draw.random() < good
        else draw.choice((0.9, 0.8, 0.5, 0.499, 0, -0.3))
    )
    actual = _places(float(base) * times + draw.choice((0, 0, 0.01, -0.01, draw.uniform(-0.3, 0.3))))
    due = 1 - (1 - float(goal) / 100) ** float(PROGRESS[year] / 100)
    cumulative = _places(
        100 * due + (draw.choice((0.01, 0, 0.5, 2.8)) if draw.random() < good else draw.uniform(-6, 0.1))
    )
    if draw.random() < 0.03:
        actual, cumulative = draw.choice(
            ((D(0), cumulative), (D("-0.5"), D("-2")), (D("3.30"), D("18.29")), (D("3.30"), D("18.28")))
        )
    if draw.random() < 0.15:
        target = UNASSIGNED
    found: dict[str, Cell] = {
        "decline_actual": actual,
        "decline_target": target,
        "decline_cumulative": cumulative,
        "five_year_target": goal,
    }
    if draw.random() < 0.35:
        found["incentive_target"] = draw.choice((D("15.5"), D(18), D("16.3"), D(20)))
    return found


def _total(draw: Random, good: float) -> dict[str, Cell]:
    target = D(draw.randint(100_000, 5_000_000))
    over = (
        draw.choice((0, -3, -0.004, 0.004))
        if draw.random() < good
        else draw.choice((10, 20, 10.004, 10.006, 20.01, 33, 7.5))
    )
    before, now, feedstock, apart = (draw.choice((0, 12_000, 40_000, 55_555)) for _ in range(4))
    approved = draw.random() < 0.25
    growth, planned = draw.choice((D("5.5"), D("6.7"), D(8))), draw.choice((D("5.5"), D(6)))
    found: dict[str, Cell] = {
        "energy_use": _places(float(target) * (1 + over / 100) + max(0, now - before) + feedstock + apart),
        "renewable_power": D(now),
        "renewable_power_2020": D(before),
        "feedstock_energy": D(feedstock),
        "listed_apart_energy": D(apart),
        "energy_total_target": draw.choice((target,) * 10 + (D(0), NOT_APPLICABLE)),
        "growth_adjustment_approved": D(approved),
    }
    if approved or draw.random() < 0.5:
        found |= {"growth_actual": growth, "growth_planned": planned}
    if draw.random() < 0.15:
        found["energy_total_target_agreed"] = _places(float(target) * draw.choice((1, 1.1, 0.95)))
    return found


def _emissions(draw: Random, good: float) -> dict[str, Cell]:
    found: dict[str, Cell] = {}
    for one in POLLUTANTS:
        task = D(0) if draw.random() < 0.1 else _places(draw.uniform(5, 700), draw.choice((0, 1, 2)))
        times = (
            draw.choice((1, 1, 1.2))
            if draw.random() < (1 + good) / 2
            else draw.choice((0.5, 0.9999, 0.99995, 0.999, 0))
        )
        found |= {f"{one}_assigned": task, f"{one}_recognised": task if times == 1 else _places(float(task) * times)}
    if draw.random() < 0.4:
        found["reductions_final"] = D(draw.random() < 0.6)
    met = draw.random() < 0.5
    for one in POLLUTANTS:
        some = draw.choice((D(2), D("2.5"), D(2))) if draw.random() < good else draw.choice((D("1.99"), D("1.5"), D(0)))
        found[f"replacement_{one}"] = NOT_APPLICABLE if met or draw.random() < 0.3 else some
    return found


def _rectified(draw: Random, good: float) -> dict[str, Cell]:
    due = draw.choice((0, 1, 2, 5, 7))
    closed = draw.randint(0, due // 2)
    rectified = due - closed if draw.random() < good else draw.randint(0, due - closed)
    return {"rectification_due": D(due), "closed_projects": D(closed), "rectified_projects": D(rectified)}


def _vehicles(draw: Random, good: float) -> dict[str, Cell]:
    bought = draw.choice((0, 1, 20, 23, 47))
    special = draw.randint(0, bought // 4) if draw.random() < 0.9 else bought
    new = draw.randint(-(-35 * bought // 100), bought) if draw.random() < good else draw.randint(0, bought)
    of_these = draw.randint(max(0, new - (bought - special)), min(special, new))
    return {
        "vehicles_all": D(bought),
        "vehicles_special": D(special),
        "vehicles_new_energy": D(new),
        "vehicles_special_new_energy": D(of_these),
    }


def _other_targets(draw: Random, year: int, good: float) -> dict[str, Cell]:
    """What only the full scheme asks for."""
    step = year - 2021
    found: dict[str, Cell] = {}
    for item, goal in RATES.items():
        top = (
            goal
            if draw.random() < good
            else goal * draw.uniform(-0.1 if "sector" in item or "solvent" in item else 0, 1)
        )
        since = item.startswith(("sector", "solvent", "logistics"))
        due = 0.2 + step / 5 if since else 0.6 + step / 10
        found[item] = _places(min(100.0, max(top * draw.choice((due, 1, 1)), -100)))
    for item, ceiling in CEILINGS.items():
        times = draw.choice((1, 0.8)) if draw.random() < good else draw.choice((1.1, 1.1001, 1.2, 1.7))
        found[item] = _places(float(ceiling) * times * draw.choice((1, 1.4 - step / 10)))
    for item in ("coal_consumption_growth", "fertiliser_use_growth"):
        found[item] = (
            draw.choice((D("-0.01"), D(-2))) if draw.random() < good else draw.choice((D(0), D("1.5"), D("-0.01")))
        )
    return found


def table(city: Mapping[str, Figures], items: Iterable[str]) -> pd.DataFrame:
    """The city as the program takes it: numbers, blanks, and the words with a reason."""
    names = tuple(items)
    rows = [[_cell(figures.get(item)) for item in names] for figures in city.values()]
    return pd.DataFrame(rows, index=pd.Index(list(city), name="county"), columns=list(names), dtype=object)


def _cell(cell: Cell | None) -> Any:
    if cell is None:
        return None
    return float(cell) if isinstance(cell, Decimal) else f"{cell.value}（试验）"
