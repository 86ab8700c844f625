"""The lines of the full scheme (全部目标) for the second judge.

The page of the reference scheme gives the full scheme only the default's gates and consequences. Its lines, points, yearly shares and
rounding are taken from its printed point table (`kaohe scheme show yuncheng-14fyp-full`, version 2026.2), the figures from the plan:
rates 60/70/80/90/100% of the plan's figure by year, what falls or grows since 2020 20/40/60/80/100% as the intensity does, ceilings 1.4/1.3/1.2/1.1/1 times it, 「零」 from the year in which they are due.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tests.support.reference_oracle import (
    BY_2024,
    POLLUTANTS,
    PROGRESS,
    D,
    Figures,
    Line,
    Rule,
    assigned_share,
    each,
    in_proportion,
    less_each,
    listed,
    number,
    rounded,
    share,
    together,
)
from tests.support.reference_oracle_energy import energy_total, intensity_annual, intensity_cumulative

TOWARDS = {2021: D("0.6"), 2022: D("0.7"), 2023: D("0.8"), 2024: D("0.9"), 2025: D(1)}
ABOVE = {2021: D("1.4"), 2022: D("1.3"), 2023: D("1.2"), 2024: D("1.1"), 2025: D(1)}

Entry = tuple[str, Decimal, Rule]


def reaching(
    line: str,
    points: str,
    goal: str,
    by_year: bool = True,
    item: str = "value",
    shares: Mapping[int, Decimal] = TOWARDS,
) -> Entry:
    """A reported rate against the plan's figure, by year or standing, in proportion."""
    name = f"{line}_{item}"

    def rule(figures: Figures, year: int, full: Decimal) -> Line:
        if state := together(figures, name):
            return Line(full, state, state)
        target = D(goal) * (shares[year] if by_year else 1)
        completion = rounded(number(figures, name) / target * 100)
        return Line(full, in_proportion(completion, full), completion)

    return line, D(points), rule


def since_2020(line: str, points: str, goal: str) -> Entry:
    """So much less (or more) than in 2020, by fifths, in proportion."""
    return reaching(line, points, goal, shares={year: share / 100 for year, share in PROGRESS.items()})


def below_ceiling(line: str, points: str, goal: str, by_year: bool = True) -> Entry:
    """Not over the ceiling: all; up to 10% over: half."""
    name = f"{line}_value"

    def rule(figures: Figures, year: int, full: Decimal) -> Line:
        if state := together(figures, name):
            return Line(full, state, state)
        target = D(goal) * (ABOVE[year] if by_year else 1)
        over = rounded((number(figures, name) - target) / target * 100)
        earned = full if over <= 0 else full / 2 if over <= 10 else D(0)
        return Line(full, rounded(earned), over)

    return line, D(points), rule


def falling(line: str, points: str) -> Entry:
    """负增长: at most −0.01 earns all, else nothing."""
    name = f"{line}_growth"

    def rule(figures: Figures, year: int, full: Decimal) -> Line:
        if state := together(figures, name):
            return Line(full, state)
        return Line(full, full if number(figures, name) <= D("-0.01") else D(0))

    return line, D(points), rule


def firms(line: str, points: str, by_year: bool = True) -> Entry:
    """Firms that meet the demand ÷ those that should."""
    target = {year: part * 100 for year, part in TOWARDS.items()} if by_year else D(100)
    return line, D(points), share([f"{line}_met"], [f"{line}_all"], target)


def done(line: str, points: str) -> Entry:
    """Carried out or not."""
    return line, D(points), listed([(f"{line}_done", D(points))])


def none_left(line: str, points: str, from_year: int = 2021) -> Entry:
    """None should be left: half of the points off for each, from the year in which it is due."""
    return line, D(points), less_each(f"{line}_count", D(points) / 2, from_year)


def full_dimensions() -> list[tuple[str, list[Entry]]]:
    """The twelve blocks in the order of the printed table."""
    sectors = (
        ("power", "7"),
        ("coking", "18"),
        ("steel", "20"),
        ("nonferrous", "21"),
        ("building_materials", "19"),
        ("chemicals", "18"),
    )
    products = (
        "steel",
        "alumina",
        "aluminium",
        "clinker",
        "ammonia_lump",
        "ammonia_briquette",
        "ammonia_powder",
        "ammonia_gas",
        "methanol_anthracite",
        "methanol_cog",
    )
    rural = (
        ("fertiliser", "43"),
        ("green_control", "55"),
        ("straw", "90"),
        ("film", "85"),
        ("manure", "85"),
        ("sewage", "25"),
    )
    one, half = D(1), D("0.5")
    quarter = D("0.25")
    special = ("vehicles_special_new_energy", "vehicles_special")
    furnaces = assigned_share("blast_furnaces_450_done", "blast_furnaces_450_due")
    return [
        (
            "主要目标",
            [
                ("intensity_annual", D(15), intensity_annual(D(0))),
                ("intensity_cumulative", D(10), intensity_cumulative),
                *((name, D("2.5"), assigned_share(f"{name}_recognised", f"{name}_assigned")) for name in POLLUTANTS),
            ],
        ),
        ("园区节能循环提升工程", [done("park_renewables", "2")]),
        (
            "重点行业绿色升级工程",
            [
                firms("coal_unit_retrofit", "0.5"),
                firms("extraction_unit_coal_rate", "0.5"),
                *(since_2020(f"sector_{name}", "0.5", goal) for name, goal in sectors),
                none_left("coke_ovens_4_3m", "0.5", 2023),
                ("blast_furnaces_450", half, furnaces),
                *(firms(f"product_{name}", "0.5") for name in products),
                falling("coal_consumption", "0.5"),
                done("blast_furnaces_630_1080", "0.5"),
            ],
        ),
        (
            "城镇绿色节能提升工程",
            [
                reaching("green_building", "1", "100"),
                reaching("prefabricated", "1", "30"),
                below_ceiling("pipe_leakage", "1", "9"),
                reaching("public_building_star", "1", "100", by_year=False),
                reaching("tall_building_star", "1", "100", by_year=False),
            ],
        ),
        (
            "交通物流节能减排工程",
            [
                reaching("public_transport_nev", "1", "100"),
                since_2020("logistics_boxes", "1", "15"),
                reaching("nev_sales", "1", "20"),
                done("china3_vehicles", "1"),
                done("china6", "1"),
            ],
        ),
        (
            "农业农村节能减排工程",
            [
                *(reaching(f"rural_{name}", "0.75", goal) for name, goal in rural),
                falling("fertiliser_use", "0.75"),
                none_left("rural_black_water", "0.75", 2025),
            ],
        ),
        (
            "公共机构能效提升工程",
            [
                ("public_nev", one, share(["vehicles_new_energy"], ["vehicles_all"], D(35), special)),
                ("fixed_route_nev", one, share(["fixed_route_new_energy"], ["fixed_route_all"])),
                ("chargers", one, share(["charger_built"], ["with_car_park"])),
                ("saving_agencies", one, share(["agencies_met"], ["agencies_all"], BY_2024)),
                ("demo_units", one, assigned_share("demo_built", "demo_share")),
                ("energy_quota", one, share(["quota_met"], ["quota_all"])),
            ],
        ),
        (
            "重点区域污染物减排工程",
            [
                reaching("drinking_water", "1", "92"),
                none_left("class5_sections", "1", 2025),
                none_left("black_water", "1", 2025),
                reaching("national_sections", "1", "100"),
                below_ceiling("yellow_river", "1", "2", by_year=False),
                none_left("yellow_fen_polluters", "1"),
                none_left("scattered_polluters", "0.5"),
                done("co2_dual_control", "0.5"),
            ],
        ),
        (
            "挥发性有机物综合治理工程",
            [
                below_ceiling("ozone", "0.75", "160"),
                since_2020("solvent_paint", "0.75", "20"),
                since_2020("solvent_ink", "0.75", "10"),
                since_2020("solvent_adhesive", "0.75", "20"),
            ],
        ),
        (
            "环境基础设施水平提升工程",
            [reaching("county_sewage", "1", "95"), reaching("sludge", "1", "90"), reaching("incineration", "1", "75")],
        ),
        (
            "遏制“两高”项目盲目发展工程",
            [
                ("two_high_inventory", D(2), each("inventory_quarters", half)),
                ("two_high_benchmark", D(2), share(["advanced_projects"], ["new_projects"])),
                none_left("two_high_price", "2"),
                none_left("two_high_policy", "2"),
                none_left("two_high_irregular", "3"),
                ("online_monitoring", D(2), share(["monitored_units"], ["units_to_monitor"])),
                ("energy_total", D(2), energy_total(waiver=False)),
            ],
        ),
        (
            "政策机制",
            [
                ("voc_monitoring", half, share(["voc_monitored"], ["voc_dischargers"], BY_2024)),
                ("target_breakdown", half, listed([("targets_in_plan", quarter), ("targets_passed_on", quarter)])),
                firms("energy_posts", "0.25", by_year=False),
                firms("environment_staff", "0.25", by_year=False),
                ("double_replacement", half, listed([], replacement=half)),
            ],
        ),
    ]
