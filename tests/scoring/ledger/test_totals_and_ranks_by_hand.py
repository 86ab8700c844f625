"""Totals that blend years or take the lower of two dimensions, deductions and the order of ranks, by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from scoring import Adjustment, Assessment, assess, load_scheme
from scoring.ledger.compile import compile_ledger
from tests.support.cities import random_city
from tests.support.small_scheme import SMALL, write_scheme

NA = "不适用（没有）"
PAST = (
    "items:\n"
    "  - {id: year1, name: 2020年总分, kind: number, unit: 分, definition: 总分, bureau: 局, clause: 一}\n"
    "  - {id: year2, name: 2021年总分, kind: number, unit: 分, definition: 总分, bureau: 局, clause: 一}\n"
)
BLENDED = SMALL.replace("bonus_cap: 3\nitems:\n", "bonus_cap: 3\nblend: {years: [year1, year2], past: 40}\n" + PAST)
OFF = (
    "deduction_cap: 3\n"
    "deductions:\n"
    "  - {id: letters, name: 信访, clause: 二, each: 0.5, item: letters_sent, cap: 2}\n"
    "  - {id: named, name: 通报, clause: 二, each: 2, when: {kind: item_above, item: named_times, limit: 0}}\n"
    "items:\n"
    "  - {id: letters_sent, name: 信访数, kind: count, unit: 起, definition: 起数, bureau: 局, clause: 一}\n"
    "  - {id: named_times, name: 通报数, kind: count, unit: 次, definition: 次数, bureau: 局, clause: 一}\n"
)


def scored(path: Path, *rows: dict[str, Any], year: int = 2022, **more: Any) -> Assessment:
    figures = [{"fall": 10.0, "goal": 10.0, "events": 0} | row for row in rows]
    index = [f"县{place}" for place in range(len(rows))]
    return assess(load_scheme(path), pd.DataFrame(figures, index=index, dtype=object), year, **more)


def test_the_last_year_blends_the_years(tmp_path: Path) -> None:
    """40% of the average of earlier years and 60% of this one: (15 + 18) ÷ 2 × 0.4 + 20 × 0.6 = 18.6; without one of the
    earlier totals, missing or declared 不适用, the county waits, and that is told. Before plan end nothing is blended."""
    path = write_scheme(tmp_path, text=BLENDED)
    rows = [
        {"year1": 15, "year2": 18},
        {"year1": 15, "year2": NA},
        {"year1": None, "year2": 18},
        {"year1": 0, "year2": 0.05},
    ]
    result = scored(path, *rows)
    assert result.ledger["total"].tolist()[0] == 18.6
    assert result.states["total"].tolist() == ["ok", "missing", "missing", "ok"]
    assert result.ledger["total"].tolist()[3] == 12.01  # 0.025 × 0.4 + 12
    told = [(one.county, one.message, one.remedy) for one in result.problems if one.code == "E_PAST"]
    assert told == [("县1", "没有“2021年总分”，期末总分算不出来，总分、等次待定", "补报该年度的总分")]
    assert scored(path, *rows, year=2021).scores["total"].tolist() == [20] * 4


@pytest.mark.parametrize(
    ("figures", "deduction", "total"),
    [
        ({}, 0, 20),
        ({"letters_sent": 3}, -1.5, 18.5),
        ({"letters_sent": 9}, -2, 18),  # its own cap
        ({"named_times": 1}, -2, 18),
        ({"named_times": 5}, -2, 18),  # once
        ({"letters_sent": 3, "named_times": 1}, -3, 17),  # 3.5, and 3 is the cap of all
        ({"letters_sent": NA, "named_times": 1}, -2, 18),
        ({"letters_sent": NA, "named_times": NA}, 0, 20),
        ({"letters_sent": None}, None, None),
    ],
)
def test_deductions(tmp_path: Path, figures: dict[str, Any], deduction: float | None, total: float | None) -> None:
    """0.5 a letter up to 2, 2 where the county was named, 3 together at most; what does not apply takes nothing off."""
    path = write_scheme(tmp_path, "items:\n", OFF)
    result = scored(path, {"letters_sent": 0, "named_times": 0} | figures)
    if total is None:
        assert result.states["total"].tolist() == ["missing"]
    else:
        assert result.ledger["deduction"].tolist() == [deduction]
        assert result.scores["total"].tolist() == [total]


def test_a_bonus_ends_at_the_cap_of_all(tmp_path: Path) -> None:
    """140% are four steps of ten: 4 points, 3 by the line’s own cap, 2 by that of the scheme; 20 + 2 = 22, and 21 at 110%."""
    path = write_scheme(tmp_path, "bonus_cap: 3\n", "bonus_cap: 2\n")
    result = scored(path, {"fall": 14.0}, {"fall": 11.0}, {"goal": 0})
    assert result.ledger["annual.bonus"].tolist() == [3, 1, 0]
    assert result.ledger["bonus"].tolist() == [2, 1, 0]
    assert result.scores["total"].tolist() == [22, 21, 20]


FORFEIT = "    clause: 一\n    forfeit: {clause: 三, when: {kind: item_yes, item: faked}}\n    indicators:\n"
FAKED = "items:\n  - {id: faked, name: 弄虚作假, kind: yes_no, unit: 是否, definition: 查实, bureau: 局, clause: 三}\n"


@pytest.mark.parametrize(("faked", "points"), [(0, 18), (1, 0), (NA, 18)])
def test_a_forfeited_dimension_counts_0(tmp_path: Path, faked: Any, points: float) -> None:
    """15 + 3 of 20 points, none of them where the data were faked; what is declared 不适用 forfeits nothing."""
    text = SMALL.replace("items:\n", FAKED).replace("    clause: 一\n    indicators:\n", FORFEIT)
    result = scored(write_scheme(tmp_path, text=text), {"events": 1, "faked": faked})
    assert result.scores["energy"].tolist() == [points]
    assert result.scores["total"].tolist() == [points]
    assert ("此大项计0分" in result.speaker("县0").sentence("energy.earned")) == (faked == 1)


def test_a_dimension_that_may_be_forfeited_leaves_out_what_does_not_apply(tmp_path: Path) -> None:
    """15 of 15 points that apply, out of 20: 20."""
    text = SMALL.replace("items:\n", FAKED).replace("    clause: 一\n    indicators:\n", FORFEIT)
    path = write_scheme(tmp_path, "bonus_cap: 3\n", "bonus_cap: 3\nnot_applicable: within_dimension\n", text=text)
    assert scored(path, {"events": NA, "faked": 0}).scores["total"].tolist() == [20]


def test_an_adjustment_comes_after_the_caps(tmp_path: Path) -> None:
    """20 points, 3 off under the cap and 1.25 given by an approved adjustment: 18.25; rounded to one place 18.3."""
    path = write_scheme(tmp_path, "items:\n", OFF)
    row = {"letters_sent": 9, "named_times": 1}
    given = Adjustment("县0", "annual", 1.25, "批准", "局长")
    assert scored(path, row, adjustments=[given]).scores["total"].tolist() == [18.25]
    text = path.read_text(encoding="utf-8").replace("bonus_cap: 3\n", "bonus_cap: 3\nrounding: {total: 1}\n")
    path.write_text(text, encoding="utf-8")
    assert scored(path, row, adjustments=[given]).scores["total"].tolist() == [18.3]


RANKS = "ranking: {ties: [energy, annual]}"
ROWS = (
    {"fall": 9.0, "events": 0},
    {"fall": 10.0, "events": 1},
    {"fall": 10.0, "events": 2},
    {"fall": 5.0, "events": 0},
)
"""12 + 5 = 17 (target missed: a cap), 18, 16 and 0 + 5 = 5 points."""


@pytest.mark.parametrize(
    ("ranking", "ranks"),
    [
        ("ranking: {by: total}", [2, 1, 3, 4]),
        ("ranking: {by: grade_total}", [2, 1, 3, 4]),
        (RANKS, [2, 1, 3, 4]),
    ],
)
def test_more_points_rank_higher(tmp_path: Path, ranking: str, ranks: list[int]) -> None:
    assert scored(write_scheme(tmp_path, RANKS, ranking), *ROWS).scores["rank"].tolist() == ranks


@pytest.mark.parametrize(("by", "ranks"), [("total", [1, 2, 3]), ("grade_total", [2, 1, 3])])
def test_a_capped_grade_ranks_below_where_grades_come_first(tmp_path: Path, by: str, ranks: list[int]) -> None:
    """18.5 points in the first grade but capped to the second for a missed target, against 18 in the first, and 16."""
    text = SMALL.replace("at_least: 80", "at_least: 18").replace("at_least: 60, up_to: 80", "at_least: 9, up_to: 18")
    text = text.replace("up_to: 60", "up_to: 9").replace("{at: 80, points: 12}", "{at: 80, points: 13.5}")
    path = write_scheme(tmp_path, RANKS, f"ranking: {{by: {by}}}", text=text)
    result = scored(path, {"fall": 9.0}, {"events": 1}, {"events": 2})
    assert result.scores["total"].tolist() == [18.5, 18, 16]
    assert result.scores["grade"].tolist() == ["基本完成", "完成", "基本完成"]
    assert result.scores["rank"].tolist() == ranks
    assert result.ledger["order"].tolist() == ranks


def test_a_tie_on_an_over_run_goes_to_the_smaller(tmp_path: Path) -> None:
    """Equal totals, a line judged by its over-run: 5 under the ceiling ranks above 1 under it; one that does not apply last."""
    old = "completion: {kind: ratio}\n        rule:\n          kind: ladder\n          rungs:\n            - {at: 100, points: 15}\n            - {at: 80, points: 12}\n        bonus: {kind: full_steps, step: 10, each: 1, cap: 3}\n"  # fmt: skip
    new = (
        "completion: {kind: over_run}\n        rule: {kind: ladder, direction: at_most, rungs: [{at: 0, points: 15}]}\n"
    )
    text = SMALL.replace(old, new)
    assert text != SMALL
    path = write_scheme(tmp_path, RANKS, "ranking: {ties: [annual]}", text=text)
    result = scored(path, {"fall": 9.9}, {"fall": 9.5}, {"fall": 9.9}, {"goal": 0})
    assert result.scores["total"].tolist() == [20] * 4
    assert result.scores["rank"].tolist() == [2, 1, 2, 4]
    assert result.ledger["order"].tolist() == [2, 1, 3, 4]


def test_a_tie_on_a_completion_goes_to_the_higher(tmp_path: Path) -> None:
    path = write_scheme(tmp_path, RANKS, "ranking: {ties: [annual]}")
    result = scored(path, {"fall": 10.1}, {"fall": 10.5}, {"fall": 10.1}, {"goal": 0})
    assert result.scores["rank"].tolist() == [2, 1, 2, 4]


def test_a_total_is_made_of_figures_as_they_are_printed(tmp_path: Path) -> None:
    """13.01 of 15 where the other 5 do not apply: 13.01 ÷ 15 × 20 = 17.3467, printed 17.35; to one place that is 17.4."""
    more = "bonus_cap: 3\nnot_applicable: over_whole\nrounding: {total: 1}\n"
    text = SMALL.replace("{at: 80, points: 12}", "{at: 80, points: 13.01}").replace("bonus_cap: 3\n", more)
    result = scored(write_scheme(tmp_path, text=text), {"fall": 8.0, "events": NA})
    assert result.ledger["total.base"].tolist() == [17.35]
    assert result.scores["total"].tolist() == [17.4]


def test_shares_of_a_blend_are_in_percent(tmp_path: Path) -> None:
    parameters = compile_ledger(load_scheme(write_scheme(tmp_path, text=BLENDED)), 2022).parameters
    assert [(parameters[name].value, parameters[name].unit) for name in ("total.past_share", "points")] == [
        (40, "%"),
        (20, "分"),
    ]


@pytest.mark.parametrize(
    ("figures", "texts"),
    [
        ({}, [10.0, 15.0, 20.0, "完成", 1.0]),
        ({"fall": None}, ["缺报", "缺报", "待定", "待定", "—"]),
        ({"fall": NA}, ["不适用", "不适用", 20.0, "完成", 1.0]),  # 5 of 5, spread over 20
        ({"fall": NA, "events": NA}, ["不适用", "不适用", "不适用", "不适用", "不适用"]),
    ],
)
def test_a_cell_says_how_it_stands(tmp_path: Path, figures: dict[str, Any], texts: list[Any]) -> None:
    """A figure, 缺报 where one is lacking (待定 from the total on, — for a rank), 不适用 where nothing is judged."""
    text = SMALL.replace("at_least: 80", "at_least: 18").replace("at_least: 60, up_to: 80", "at_least: 9, up_to: 18")
    result = scored(write_scheme(tmp_path, text=text.replace("up_to: 60", "up_to: 9")), figures)
    assert [result.filled.text(name, 0) for name in ("fall", "annual", "total", "grade", "rank")] == texts


def test_one_point_that_applies_is_enough_for_a_total(tmp_path: Path) -> None:
    """Lines of 19 and 1 points: where only the last applies, its point makes up the whole; where none does, nothing."""
    text = SMALL.replace("points: 15", "points: 19").replace("        points: 5\n", "        points: 1\n")
    for mode in ("within_dimension", "over_whole"):
        path = write_scheme(tmp_path, "bonus_cap: 3\n", f"bonus_cap: 3\nnot_applicable: {mode}\n", text=text)
        result = scored(path, {"fall": NA}, {"fall": NA, "events": NA})
        assert result.scores["total"].tolist()[0] == 20
        assert result.states["total"].tolist() == ["ok", "not_applicable"]


def test_groups_have_ranks_and_averages_of_their_own() -> None:
    """河津市 and 盐湖区 are in two groups: each is the first of its own and at its own average (4 of 5 points)."""
    scheme = load_scheme(Path(__file__).resolve().parents[2] / "schemes" / "all-parts.yaml")
    table = random_city(scheme, ["河津市", "盐湖区"], 1, missing=0).astype(object)
    table["peers"], table["certified"] = [90, 120], [0, 0]
    result = assess(scheme, table, 2025)
    assert result.scores["peer_line"].tolist() == [4, 4]
    ranked = result.scores["group_rank"].dropna().tolist()
    assert ranked == [1] * len(ranked)
    assert ranked
