"""What an adjustment or a gate cost: the run without it, told as such, and nothing else changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples.build import demonstration
from scoring import assess, load_scheme
from scoring.assessment import Adjustment, Assessment
from scoring.scheme.scheme import Scheme
from scoring.without import adjustment_effects, gate_effects
from tests.support.cities import random_city
from tests.support.samples import sample
from tests.support.small_scheme import SMALL, write_scheme

SCHEME = load_scheme("yuncheng-14fyp")
COUNTIES = [one.name for one in SCHEME.region.counties] if SCHEME.region is not None else []


def _row(county: str, points: float, indicator: str = "energy_management") -> Adjustment:
    return Adjustment(county, indicator, points, "现场核查", "考核组")


def _place(done: Assessment, county: str) -> tuple[object, object, object]:
    place = done.place(county)
    return tuple(done.filled.text(name, place) for name in ("total", "grade", "rank"))  # type: ignore[return-value]


def _ungated(scheme: Scheme, gates: set[str]) -> Scheme:
    """The scheme with these gates written out of it."""
    left = tuple(one for one in scheme.spec.gates if one.id not in gates)
    spec = scheme.spec.model_copy(update={"gates": left})
    return replace(scheme, spec=spec, sha256=f"{scheme.sha256} without {sorted(gates)}")  # ledgers are kept by the hash


def test_half_a_point_costs_a_grade() -> None:
    """垣曲县, 95.21 as computed and 94.71 with −0.5: 95 is the line of 超额完成; 盐湖区 (94.98) and 河津市 go up by one."""
    done = assess(SCHEME, demonstration(), 2025, adjustments=[_row("垣曲县", -0.5)])
    (one,) = adjustment_effects(done)
    assert (one.own.without.total, one.own.without.grade, one.own.without.rank) == (95.21, "超额完成", 6.0)
    assert (one.own.actual.total, one.own.actual.grade, one.own.actual.rank) == (94.71, "完成", 8.0)
    assert [(other.county, other.without.rank, other.actual.rank) for other in one.others] == [
        ("盐湖区", 8.0, 7.0),
        ("河津市", 7.0, 6.0),
    ]


def test_each_row_is_held_against_the_run_without_that_row_alone() -> None:
    """Two rows of one county that cancel out: each alone did something."""
    rows = [_row("垣曲县", -0.5), _row("垣曲县", 0.5)]
    done = assess(SCHEME, demonstration(), 2025, adjustments=rows)
    first, second = adjustment_effects(done)
    assert (first.own.actual.total, first.own.without.total, second.own.without.total) == (95.21, 95.71, 94.71)
    assert (first.own.placed, second.own.without.grade) == (False, "完成")


@settings(max_examples=sample(4, 10), deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 12), st.sampled_from([-3.0, -1.0, -0.5, 0.5, 2.0]))
def test_without_an_adjustment_is_the_assessment_without_it(seed: int, place: int, points: float) -> None:
    """``assess`` with the other rows, county by county: those that moved, and no others."""
    table, kept = random_city(SCHEME, COUNTIES, seed), _row(COUNTIES[-1], 1.0)
    rows = [_row(COUNTIES[place], points), kept]
    done, plain = (assess(SCHEME, table, 2025, adjustments=some) for some in (rows, [kept]))
    one = adjustment_effects(done)[0]
    own = one.own.without
    assert (own.total, own.grade, own.rank) == _place(plain, COUNTIES[place])
    moved = {name for name in COUNTIES if _place(plain, name)[1:] != _place(done, name)[1:]} - {COUNTIES[place]}
    assert {other.county for other in one.others} == moved


@settings(max_examples=sample(4, 10), deadline=None)
@given(st.integers(0, 10_000))
def test_without_its_gates_a_county_has_the_grade_of_a_scheme_without_them(seed: int) -> None:
    """The grade needs no other county: it is that of ``assess`` under the scheme with these gates left out."""
    table = random_city(SCHEME, COUNTIES, seed, missing=0.0)
    done = assess(SCHEME, table, 2025)
    for one in gate_effects(done):
        plain = assess(_ungated(SCHEME, {key for key, _ in one.gates}), table, 2025)
        assert one.own.without.grade == _place(plain, one.own.county)[1]
        assert one.own.actual == replace(one.own.actual, grade=str(_place(done, one.own.county)[1]))


def test_the_rank_without_a_gate_is_counted_among_the_others_as_they_stand() -> None:
    """河津市, 101.50: first of all without the gate of 违规“两高”项目, sixth with it. 闻喜县: no single one of four lifts it."""
    done = assess(SCHEME, demonstration(), 2025, adjustments=[_row("垣曲县", -0.5)])
    found = {one.own.county: one for one in gate_effects(done)}
    one = found["河津市"].own
    assert (one.without.grade, one.without.rank, one.actual.grade, one.actual.rank) == (
        "超额完成",
        1.0,
        "完成",
        6.0,
    )
    many = found["闻喜县"]
    assert len(many.gates) == len(many.alone) == 3
    assert (many.own.without.grade, [each.placed for each in many.alone]) == ("基本完成", [False] * 3)


@pytest.mark.parametrize("county", ["芮城县"])
def test_a_pending_county_is_left_out(county: str) -> None:
    table = demonstration().astype({"major_incidents": object})
    table.loc[county, "major_incidents"] = 1
    assert county not in {one.own.county for one in gate_effects(assess(SCHEME, table, 2025))}


def test_a_county_without_total_has_no_effect_of_a_gate(tmp_path: Path) -> None:
    """Three incidents cap both; nothing applies to 乙, which has no total and no grade that a gate could have cost."""
    item = (
        "  - {id: incidents, name: 事故, kind: count, unit: 起, definition: 起数, bureau: 局, clause: 一, minimum: 0}"
    )
    text = SMALL.replace("dimensions:", f"{item}\ndimensions:", 1).replace(
        "when: {kind: missed, all_of: [annual]}", "when: {kind: item_above, item: incidents, limit: 2}"
    )
    text = text.replace("80}", "16}").replace("60", "12")
    nothing = dict.fromkeys(("fall", "goal", "events"), "不适用（没有）")
    table = pd.DataFrame([{"fall": 10, "goal": 10, "events": 0}, nothing], index=["甲", "乙"], dtype=object)
    done = assess(load_scheme(write_scheme(tmp_path, text=text)), table.assign(incidents=3), 2022)
    assert [(one.own.county, one.own.without.grade, one.own.actual.grade) for one in gate_effects(done)] == [
        ("甲", "完成", "基本完成")
    ]
