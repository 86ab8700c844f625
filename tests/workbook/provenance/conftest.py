"""The demonstration city scored, with files, claims and certificates made up for two of its counties."""

from __future__ import annotations

import pytest

from examples.build import demonstration
from scoring import Assessment, Evidence, assess, load_scheme
from scoring.problems import Source
from workbook.reading.roles import Adopted, Certificate, Claim, Key, Provenance, Role

SCHEME = load_scheme("yuncheng-14fyp")
COUNTY_FILE, BUREAU_FILE, DECISION_FILE = "县（市、区）/夏县.xlsx", "部门/市统计局.xlsx", "决定/考核办.xlsx"
TAKEN = (
    Adopted(COUNTY_FILE, Role.COUNTY, "夏县", 2025, "0" * 64, 3),
    Adopted(BUREAU_FILE, Role.BUREAU, "市统计局", 2025, "1" * 64, 9),
    Adopted(DECISION_FILE, Role.DECISION, "考核办", 2025, "2" * 64, 1),
)
ENERGY, PLANNED = ("夏县", "energy_use"), ("夏县", "targets_in_plan")
PLACE = Source(BUREAU_FILE, "市统计局", "E14")
FINAL = Certificate("省统计局", "", "晋统〔2026〕1号", "2026-06-30", True, "逐项")
TYPED = Certificate(
    "省统计局", "市发展改革委", "晋统〔2026〕1号", "2026-06-30", True, "逐项", "一号.pdf", "3" * 64, "甲", "乙"
)


@pytest.fixture(scope="session")
def scored() -> Assessment:
    return assess(SCHEME, demonstration(), 2025, evidence=Evidence(sources={ENERGY: PLACE}))


def told(
    claims: dict[Key, Claim] | None = None,
    provisional: dict[Key, str] | None = None,
    certified: dict[Key, Certificate] | None = None,
    disputed: dict[Key, str] | None = None,
) -> Provenance:
    return Provenance(TAKEN, claims or {}, provisional or {}, certified or {}, (), disputed or {})
