"""The reference point table, sections A–D, transcribed: points, kinds of rule, gates."""

from __future__ import annotations

import pytest

from scoring import list_schemes, load_scheme
from scoring.ledger.compile import compile_ledger

TABLE = {
    # A. energy-intensity constraint, 48
    "intensity_annual": (20, "ladder"), "intensity_cumulative": (20, "ladder"),
    "energy_total": (2, "ladder"), "resource_allocation": (3, "checklist"), "energy_management": (3, "checklist"),
    # B. two-high containment, 22
    "two_high_inventory": (3, "accrual"), "two_high_violations": (8, "per_event"),
    "online_monitoring": (3, "proportional"), "two_high_benchmark": (4, "proportional"),
    "two_high_rectified": (4, "proportional"),
    # C. emission reduction, 20
    "cod": (4, "proportional"), "nh3n": (4, "proportional"), "nox": (4, "proportional"), "voc": (4, "proportional"),
    "reduction_projects": (2, "proportional"), "total_control": (1, "checklist"), "voc_monitoring": (1, "proportional"),
    # D. public institutions, 10
    "public_nev": (3, "proportional"), "fixed_route_nev": (0.5, "proportional"), "saving_agencies": (2, "proportional"),
    "demo_units": (2, "proportional"), "energy_quota": (1, "proportional"), "chargers": (0.5, "proportional"),
    "public_statistics": (1, "accrual"),
}  # fmt: skip
SCHEME = load_scheme("yuncheng-14fyp")


def test_the_point_table() -> None:
    assert {one.id: (one.points, one.rule.kind) for one in SCHEME.indicators} == TABLE
    assert [one.points for one in SCHEME.spec.dimensions] == [48, 22, 20, 10]
    assert SCHEME.spec.bonus_cap == 4


def test_every_line_has_its_clause_bureau_definition_and_source() -> None:
    for one in SCHEME.indicators:
        assert all((one.clause, one.bureau, one.definition, one.evidence, one.drawn_from)), one.id
    for item in SCHEME.items.values():
        assert all((item.clause, item.bureau, item.definition, item.unit)), item.id


@pytest.mark.parametrize(
    ("year", "cumulative", "agencies"),
    [(2021, 20, 20), (2022, 40, 40), (2023, 60, 60), (2024, 80, 100), (2025, 100, 100)],
)
def test_schedules(year: int, cumulative: float, agencies: float) -> None:
    """A2 20/40/60/80/100; saving agencies and VOC monitoring 20/40/60/100/100 (2025年前: by the end of 2024)."""
    parameters = compile_ledger(SCHEME, year).parameters
    assert parameters["intensity_cumulative.due"].value == cumulative
    assert parameters["saving_agencies.target"].value == agencies
    assert parameters["voc_monitoring.target"].value == agencies


def test_bands_and_gates() -> None:
    grades = [(one.name, one.at_least) for one in SCHEME.spec.grades]
    assert grades == [("超额完成", 95), ("完成", 80), ("基本完成", 60), ("未完成", None)]
    assert [(one.id, one.kind, one.during) for one in SCHEME.spec.gates] == [
        ("both_intensity_missed", "veto", "always"),
        ("annual_missed", "cap", "always"),
        ("cumulative_behind", "cap", "before_plan_end"),
        ("plan_missed", "veto", "plan_end"),
        ("emission_task_missed", "cap", "before_plan_end"),
        ("emission_plan_missed", "veto", "plan_end"),
        ("new_violation_unrectified", "cap", "always"),
        ("major_incident", "cap", "always"),
        ("falsified", "veto", "always"),
    ]


def test_region_has_thirteen_counties() -> None:
    assert SCHEME.region is not None
    assert len(SCHEME.region.counties) == 13
    assert SCHEME.region.counties[0].code == "140802"


def test_every_shipped_scheme_compiles_for_every_year() -> None:
    for entry in list_schemes():
        scheme = load_scheme(entry.id)
        for year in range(scheme.spec.period.start, scheme.spec.period.end + 1):
            assert compile_ledger(scheme, year).columns


def test_design_choices_are_marked() -> None:
    """Each choice marked [D] on the reference page is said to be one: by the scheme, by its line or by its gate."""
    spec = SCHEME.spec
    said = "".join(spec.design)
    for word in (
        "四个类别的分值（48、22、20、10）和各项指标的分值都是自拟的", "2022 年以前年份的考核是试算", "只调高不调低", "只计分，不加分，不触发等次约束和结果运用",
        "每个扣 2 分", "20、40、60、100、100", "2024 年底前", "最高评为基本完成", "规划期末评为未完成", "结果运用", "弄虚作假", "重大及以上",
    ):  # fmt: skip
        assert word in said, word
    lines = {one.id: one.design for one in SCHEME.indicators}
    for line, word in {
        "intensity_annual": "剩余年限", "energy_total": "调整公式", "resource_allocation": "三项各 1 分", "two_high_inventory": "自拟",
        "two_high_violations": "扣 2 分", "voc_monitoring": "2024 年底前", "saving_agencies": "也计分", "public_statistics": "自拟",
    }.items():  # fmt: skip
        assert word in lines[line], line
    marked = {one.id for one in spec.gates if one.design}
    assert marked == {
        "annual_missed",
        "emission_task_missed",
        "emission_plan_missed",
        "new_violation_unrectified",
        "falsified",
    }
    assert all(one.design for gate in spec.gates for one in gate.consequences)
    assert "参考方案" in spec.caveats[0]
