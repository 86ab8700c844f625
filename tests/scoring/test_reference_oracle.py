"""The reference schemes beside a second judge, written from the page of the reference scheme in decimals (tests/support/reference_oracle.py)."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.oracle_cities import random_city
from tests.support.oracle_compare import differences
from tests.support.reference_oracle import MISSING, NOT_APPLICABLE, UNASSIGNED, Cell, Scheme
from tests.support.reference_oracle_city import SCHEMES, judge
from tests.support.reference_oracle_energy import intensity_annual, intensity_cumulative, pace_still_needed
from tests.test_layout import imports

D = Decimal


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_line_gate_grade_and_rank_agrees(scheme: str) -> None:
    """10 random cities of 13 counties each; 1,000 in tests/bench/bench_oracle.py."""
    assert differences(scheme, range(10)) == []


def test_the_judge_imports_nothing_of_ours() -> None:
    """Decimals and its own files: what the program computes is in none of them."""
    files = sorted((Path(__file__).parents[1] / "support").glob("reference_oracle*.py"))
    assert len(files) == 5
    named = {name for file in files for name in imports(file)}
    assert {name.partition(".")[0] for name in named} - set(sys.stdlib_module_names) == {"tests"}
    assert all(name.startswith("tests.support.reference_oracle") for name in named if name.startswith("tests"))


def test_a_judge_of_another_opinion_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison can fail: a judge who is strict, and one who caps the bonuses at 1, differ where they should."""
    default = SCHEMES["yuncheng-14fyp"]
    monkeypatch.setitem(SCHEMES, "yuncheng-14fyp", Scheme(default.dimensions, strict=True))
    assert {one.what for one in differences("yuncheng-14fyp", range(4))} >= {"grade", "rank"}
    monkeypatch.setitem(SCHEMES, "yuncheng-14fyp", Scheme(default.dimensions, bonus_cap=D(1)))
    assert {one.what for one in differences("yuncheng-14fyp", range(4))} >= {"bonus", "total"}


def test_the_cities_reach_every_gate_grade_and_state() -> None:
    """60 cities have all gates, all grades, pending counties, ties, bonuses, 未下达, 不适用 and 暂缺."""
    gates, grades, ties, bonuses, cells = set(), set(), 0, set(), set()
    for seed in range(60):
        city, year = random_city(seed)
        said = judge(SCHEMES["yuncheng-14fyp"], city, year).values()
        gates |= {gate for one in said for gate in one.gates}
        grades |= {one.grade for one in said}
        bonuses |= {one.bonus for one in said}
        ranks = [one.rank for one in said if one.rank is not None]
        ties += len(ranks) - len(set(ranks))
        cells |= {cell for figures in city.values() for cell in figures.values() if not isinstance(cell, Decimal)}
    assert len(gates) == 7
    assert grades == {"超额完成", "完成", "基本完成", "未完成", None}
    assert {D(0), D("0.5"), D(3), D(4)} <= bonuses
    assert ties > 0
    assert cells == {MISSING, NOT_APPLICABLE, UNASSIGNED}


@pytest.mark.parametrize(
    ("year", "annual", "cumulative", "pace"),
    [
        (2021, "3.30", "3.30", "3.32"),  # 1 − 0.845^(1/5) = 3.312%: practice 2.1
        (2025, "3.30", "18.28", "0.02"),  # the page's directed test: 1 − 0.845 ÷ 0.84509 = 0.0104%
        (2025, "3.30", "18.29", "0"),  # reached at last year's end
        (2025, "3.31", "15.50", "3.31"),  # exactly what was needed: nothing is rounded up
    ],
)
def test_the_judge_by_hand(year: int, annual: str, cumulative: str, pace: str) -> None:
    figures: dict[str, Cell] = {
        "decline_actual": D(annual),
        "decline_target": UNASSIGNED,
        "decline_cumulative": D(cumulative),
        "five_year_target": D("15.5"),
    }
    assert pace_still_needed(figures, year) == D(pace)
    line = intensity_annual(D(3))(figures, year, D(20))
    assert line.points == (18 if year == 2021 else 20)  # 3.30 ÷ 3.32 = 99.4%
    assert line.bonus == 0
    assert not line.missed


def test_the_judge_reads_a_missed_cumulative_target_as_the_page_does() -> None:
    """3.31% a year for five years reaches only 15.49%: 99.93% of the progress, the rung of 90%."""
    line = intensity_cumulative({"decline_cumulative": D("15.49"), "five_year_target": D("15.5")}, 2025, D(20))
    assert (line.completion, line.points) == (D("99.93"), D(18))
    assert line.missed
