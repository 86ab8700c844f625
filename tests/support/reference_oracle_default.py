"""The lines of the default scheme for the second judge, as the page has them (see reference_oracle.py)."""

from __future__ import annotations

from decimal import Decimal

from tests.support.reference_oracle import BY_2024, POLLUTANTS, D, Rule, assigned_share, each, less_each, listed, share
from tests.support.reference_oracle_energy import energy_total, intensity_annual, intensity_cumulative


def default_dimensions() -> list[tuple[str, list[tuple[str, Decimal, Rule]]]]:
    """The four blocks of the default scheme, line by line as on the page."""
    quarter, three_quarters, half = D("0.25"), D("0.75"), D("0.5")
    weighed = ("output_benefit_weighed", "energy_freed_allocated", "demand_side_measures")
    managed = ("targets_in_plan", "targets_passed_on", "energy_supervision", "statistics_checked")
    a: list[tuple[str, Decimal, Rule]] = [
        ("intensity_annual", D(20), intensity_annual(D(3))),
        ("intensity_cumulative", D(20), intensity_cumulative),
        ("energy_total", D(2), energy_total(waiver=True)),
        ("resource_allocation", D(3), listed([(one, D(1)) for one in weighed])),
        ("energy_management", D(3), listed([(one, three_quarters) for one in managed])),
    ]
    b: list[tuple[str, Decimal, Rule]] = [
        ("two_high_inventory", D(3), each("inventory_quarters", three_quarters)),
        ("two_high_violations", D(8), less_each("violating_projects", D(2))),
        ("online_monitoring", D(3), share(["monitored_units"], ["units_to_monitor"])),
        ("two_high_benchmark", D(4), share(["advanced_projects"], ["new_projects"])),
        ("two_high_rectified", D(4), share(["rectified_projects", "closed_projects"], ["rectification_due"])),
    ]
    c: list[tuple[str, Decimal, Rule]] = [
        *((one, D(4), assigned_share(f"{one}_recognised", f"{one}_assigned")) for one in POLLUTANTS),
        ("reduction_projects", D(2), share(["projects_finished"], ["projects_due"])),
        ("total_control", D(1), listed([("ledger_kept", quarter), ("permits_linked", quarter)], replacement=half)),
        ("voc_monitoring", D(1), share(["voc_monitored"], ["voc_dischargers"], BY_2024)),
    ]
    special = ("vehicles_special_new_energy", "vehicles_special")
    d: list[tuple[str, Decimal, Rule]] = [
        ("public_nev", D(3), share(["vehicles_new_energy"], ["vehicles_all"], D(35), special)),
        ("fixed_route_nev", half, share(["fixed_route_new_energy"], ["fixed_route_all"])),
        ("saving_agencies", D(2), share(["agencies_met"], ["agencies_all"], BY_2024)),
        ("demo_units", D(2), assigned_share("demo_built", "demo_share", half, D(1))),
        ("energy_quota", D(1), share(["quota_met"], ["quota_all"])),
        ("chargers", half, share(["charger_built"], ["with_car_park"])),
        ("public_statistics", D(1), each("statistics_quarters", quarter)),
    ]
    return [("A", a), ("B", b), ("C", c), ("D", d)]
