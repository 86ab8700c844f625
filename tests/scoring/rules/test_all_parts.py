"""Every kind of part under random figures: rates within bounds, words without a gap, every kind used."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scoring import assess, load_scheme
from scoring.rules.base import Part, kinds
from scoring.rules.conditions.base import Condition
from scoring.rules.gates.base import Gate
from scoring.rules.points.base import Rule
from scoring.scheme.describe import gate_words, standard
from tests.support.cities import random_city
from tests.support.one_line import one_line, tried
from tests.support.samples import sample

TESTS = Path(__file__).resolve().parents[2]
SCHEME = load_scheme(TESTS / "schemes" / "all-parts.yaml")
assert SCHEME.region is not None
NAMES = [county.name for county in SCHEME.region.counties]


@pytest.mark.parametrize("seed", range(sample(10, 25)))
def test_rates_and_points_stay_within_bounds(seed: int) -> None:
    result = assess(SCHEME, random_city(SCHEME, NAMES, seed, missing=0.01), 2021 + seed % 5)
    for indicator in SCHEME.indicators:
        rates = result.ledger[f"{indicator.id}.rate"].dropna()
        points = result.scores[indicator.id].dropna()
        assert ((rates >= 0) & (rates <= 1 + 1e-9)).all(), indicator.id
        assert ((points >= 0) & (points <= indicator.points)).all(), indicator.id


@pytest.mark.parametrize("name", ["all-parts", "new-forms", "more-forms", "thirds"])
def test_a_dimension_lies_between_0_and_its_full_points(name: str) -> None:
    """Whatever does not apply, however its points are shared out, and where it is forfeited."""
    scheme = load_scheme(TESTS / "schemes" / f"{name}.yaml")
    for seed in range(6):
        result = assess(scheme, random_city(scheme, NAMES, 50 + seed, missing=0), scheme.spec.period.start)
        for dimension in scheme.spec.dimensions:
            points = result.scores[dimension.id].dropna()
            assert ((points >= 0) & (points <= dimension.points + 0.005 * len(dimension.indicators))).all()


def test_every_line_speaks_for_every_county() -> None:
    result = assess(SCHEME, random_city(SCHEME, NAMES, 3, missing=0.01), 2024)
    for county in NAMES:
        assert result.explain(county)
        for indicator in SCHEME.indicators:
            said = result.explain(county, indicator.id)
            assert "：；" not in said
            assert "nan" not in said
            assert "None" not in said


def test_standards_name_no_id() -> None:
    """The point table is in Chinese: every {item} and [indicator] was filled in."""
    for indicator in SCHEME.indicators:
        assert not set("{}[]") & set(standard(SCHEME, indicator))
    for gate in SCHEME.spec.gates:
        assert not set("{}[]") & set(gate_words(SCHEME, gate))


@pytest.mark.parametrize("family", [Rule, Gate, Condition])
def test_every_kind_is_used_by_a_tested_scheme(family: type[Part]) -> None:
    """In this scheme or in the shipped ones, so that the three readings of each are compared."""
    texts = "".join(path.read_text(encoding="utf-8") for path in (TESTS / "schemes").glob("*.yaml"))
    texts += "".join(path.read_text(encoding="utf-8") for path in (TESTS.parent / "config" / "schemes").rglob("*.yaml"))
    for name in kinds(family):
        assert f"kind: {name}" in texts, name


def points(line: str, year: int = 2025, **items: list[Any]) -> list[float]:
    """Points of one line for the first counties, with the figures given and plain ones elsewhere."""
    size = len(next(iter(items.values())))
    table = random_city(SCHEME, NAMES[:size], 1, missing=0)
    for item, cells in items.items():
        table[item] = cells
    return [float(x) for x in assess(SCHEME, table, year).scores[line]]


def test_gap_by_hand() -> None:
    """每差1微克/立方米扣0.5分，扣完为止 (2018 responsibility letter): 3 over costs 1.5 of 10."""
    assert points("gap_line", pm=[38, 35, 30, 60], pm_goal=[35, 35, 35, 35]) == [8.5, 10, 10, 0]
    assert points("gap_whole", pm=[33.1, 31, 30.9], pm_goal=[35, 35, 35]) == [10, 8, 8]
    # 90 wanted; 89.9 is one begun unit of 2 short, 88.0 exactly one, 87.9 two; 89.96 is printed 90.0 and falls not short
    assert points("gap_begun", pm=[89.9, 88, 87.9, 89.96, 95], pm_goal=[100] * 5) == [9, 9, 8, 10, 10]


def test_interpolation_by_hand() -> None:
    """0: 0, 50: 6, 100: 10: halfway in each stretch; flat beyond."""
    assert points("slope_line", value_a=[-5, 25, 50, 75, 100, 130]) == [0, 3, 6, 8, 10, 10]


def test_change_on_last_year() -> None:
    assert points("change_line", share_now=[12, 11, 10], share_last=[11, 11, 11]) == [10, 5, 0]


def test_imported_grade() -> None:
    """超额完成 10, 完成 7.5, 基本完成 5, otherwise 0 (the 4/3/2/0 of the 2019 CO2 scheme, scaled)."""
    assert points("lookup_line", other_grade=[1, 2, 3, 4]) == [10, 7.5, 5, 0]


def test_min_max_by_hand() -> None:
    """Mapped to 60–100% of 10 points; all alike: full."""
    assert points("min_max_line", value_a=[10, 20, 30]) == [6, 8, 10]
    assert points("min_max_line", value_a=[7, 7]) == [10, 10]


def test_matrix_by_hand() -> None:
    """Both 10, annual only 6, cumulative only 9, neither 0 (the shape of Beijing's 60/55/40/0)."""
    got = points("matrix_line", annual=[4, 4, 3, 3], annual_goal=[3.5] * 4, done=[16, 14, 16, 14], plan=[15.5] * 4)
    assert got == [10, 6, 9, 0]


def test_alternatives_by_hand() -> None:
    """甲 60/100 → 3.00; 乙 80/80 → 5.00; blended 40:60 → 4.20; 甲 not applicable: 乙 alone."""
    for line, expected in (("best_line", 5), ("worst_line", 3), ("first_line", 3), ("blend_line", 4.2)):
        assert points(line, value_a=[60], value_b=[80]) == [expected]
        assert points(line, value_a=["不适用（无）"], value_b=[80]) == [5]
    assert np.isnan(points("best_line", value_a=[None], value_b=[80])[0])
    assert points("first_line", value_a=[60], value_b=[None]) == [3]


def test_share_of_a_city_total() -> None:
    """650 shared 1:3:6 → 65, 195, 390."""
    assert points("shared_line", value_a=[65, 97.5, 390], weight=[1, 3, 6]) == [5, 2.5, 5]


def test_peers_and_certificate() -> None:
    """≤0.9×average 5, ≤average 4, ≤1.1 3, ≤1.2 2, else 0; a certificate earns full points. Average 100."""
    table = random_city(SCHEME, ["临猗县", "万荣县", "夏县", "平陆县"], 1, missing=0)
    table["peers"], table["certified"] = [90, 100, 90, 120], [0, 0, 0, 1]
    assert [float(x) for x in assess(SCHEME, table, 2025).scores["peer_line"]] == [5, 4, 5, 5]
    table["certified"] = table["certified"].astype(object)
    table.loc["平陆县", "certified"] = "不适用（没有）"  # no certificate: 1.2 × average
    assert [float(x) for x in assess(SCHEME, table, 2025).scores["peer_line"]] == [5, 4, 5, 2]


def test_a_value_at_its_limit_is_not_below_it() -> None:
    """低于20的: 20 itself is not, 19.99 is."""
    table = random_city(SCHEME, NAMES[:2], 4, missing=0)
    table["value_a"] = [20, 19.99]
    assert assess(SCHEME, table, 2025).ledger["low_value"].tolist() == [0, 1]


def test_ranks_to_points() -> None:
    assert points("rank_line", value_a=[50, 90, 90, 10]) == [3, 5, 5, 1]


def test_gates_by_hand() -> None:
    """A starred line at 0 caps at 合格; a shift lowers by one; a notice is printed and changes nothing."""
    table = random_city(SCHEME, NAMES[:2], 4, missing=0)
    table = table.apply(lambda column: column.map(lambda cell: 50 if isinstance(cell, str) or cell is None else cell))
    table["certified"], table["incidents"] = [1, 1], [0, 3]
    table["other_grade"], table["judged_score"] = [1, 1], [8, 0]
    ledger = assess(SCHEME, table, 2025).ledger
    assert ledger["star_zero"].tolist() == [0, 1]
    assert ledger["warned"].tolist()[1] == 1
    for _, row in ledger.iterrows():
        raised = max(1, row["grade_by_total"] - row["raised"])  # before the caps, which it does not lift
        best = max(raised, 3 * row["star_zero"], 2 * row["two_sum"])
        assert row["grade_ordinal"] == min(4, best + row["school"])


def test_a_deduction_has_its_cap() -> None:
    """绿证抵扣不超过所需节能量的50% (2024): 40 new renewables, 50 needed: 25 may be taken off 120."""
    figures = {
        "energy_sum": [120.0, 120.0],
        "green": [60.0, 30.0],
        "green_base": [20.0, 20.0],
        "feed": [0.0, 0.0],
        "apart": [0.0, 0.0],
    }
    table = random_city(SCHEME, NAMES[:2], 1, missing=0)
    for item, cells in {**figures, "saving_need": [50.0, 50.0], "energy_goal": [95.0, 95.0]}.items():
        table[item] = cells
    ledger = assess(SCHEME, table, 2025).ledger
    assert ledger["capped_total.value"].tolist() == [95, 110]
    assert ledger["capped_total"].tolist() == [5, 0]


def test_too_many_points_judged_are_told_where_they_stand() -> None:
    """The item that holds the score is named, so that its cell is found."""
    line = {"value": {"kind": "reported", "item": "score"}, "rule": {"kind": "judged"}}
    result = tried(one_line(line, 10, ["score"]), score=[10, 11])
    assert [(one.code, one.county, one.item) for one in result.problems] == [("W_JUDGED", "县1", "score")]


def test_parts_add_up() -> None:
    """证书 1; 占比 falls 2, stays 1; 60% of 2: 1 + 1 + 1.2 = 3.2. Without a certificate to have, the rest make up the 5:
    (1 + 1.2) ÷ 4 × 5 = 2.75. Bonuses 0.5 and 1.5 are two columns."""
    got = points("parts_line", certified=[1, 0], share_now=[7, 6], share_last=[7, 7], value_a=[60, 120])
    assert got == [3.2, 4]
    assert points("parts_line", certified=["不适用（无）"], share_now=[7], share_last=[7], value_a=[60]) == [2.75]
    table = random_city(SCHEME, NAMES[:2], 3, missing=0)
    table["certified"], table["value_a"] = [1, 0], [101, 101]
    ledger = assess(SCHEME, table, 2025).ledger
    assert ledger["parts_line.bonus"].tolist() == [0.5, 0]
    assert ledger["parts_line.also2_bonus"].tolist() == [1.5, 1.5]


def test_sorts_of_events_have_their_own_deductions() -> None:
    """从5分起，每起扣2分，每等扣0.5分，扣完为止: 5 − 2×1 − 0.5×2 = 2; 5 − 2×3 → 0; one sort not applicable: 5 − 1 = 4."""
    assert points("events_line", incidents=[1, 3], other_grade=[2, 1]) == [2, 0]
    assert points("events_line", incidents=["不适用（无）"], other_grade=[2]) == [4]


def test_a_total_that_only_renewables_leave() -> None:
    """1040 − (90 − 50) = 1000 against 1000: 5; without the rise in renewables 4% over: 3; a fall adds nothing: 3."""
    got = points(
        "partial_total", energy_sum=[1040] * 3, green=[90, 50, 10], green_base=[50] * 3, energy_goal=[1000] * 3
    )
    assert got == [5, 3, 3]
