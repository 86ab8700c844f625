"""The four ways of treating what does not apply, the lower of two dimensions, points by group and years without a line, by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from scoring import Assessment, assess, load_scheme
from tests.support.small_scheme import write_scheme

NA = "不适用（没有）"
TWO = """\
id: two
title: 两类
version: "1"
standing: 测试
summary: 两个类别
source: {title: 测试}
region: yuncheng
period: {base: 2020, start: 2021, end: 2022}
points: 20
items:
  - {id: a, name: 分a, kind: number, unit: 分, definition: 分, bureau: 局, clause: 一}
  - {id: b, name: 分b, kind: number, unit: 分, definition: 分, bureau: 局, clause: 一}
  - {id: c, name: 分c, kind: number, unit: 分, definition: 分, bureau: 局, clause: 一}
  - {id: d, name: 分d, kind: number, unit: 分, definition: 分, bureau: 局, clause: 一}
dimensions:
  - {id: air, name: 空气, sheet: 空气, points: 12, clause: 一, indicators: [
      {id: one, name: 甲, points: 8, clause: 一, bureau: 局, definition: 分, value: {kind: reported, item: a}, rule: {kind: judged}},
      {id: two, name: 乙, points: 4, clause: 一, bureau: 局, definition: 分, value: {kind: reported, item: b}, rule: {kind: judged}}]}
  - {id: water, name: 水, sheet: 水, points: 8, clause: 一, indicators: [
      {id: three, name: 丙, points: 6, clause: 一, bureau: 局, definition: 分, value: {kind: reported, item: c}, rule: {kind: judged}},
      {id: four, name: 丁, points: 2, clause: 一, bureau: 局, definition: 分, value: {kind: reported, item: d}, rule: {kind: judged}}]}
grades: [{name: 好, at_least: 15}, {name: 中, at_least: 8, up_to: 15}, {name: 差, up_to: 8}]
"""
"""8 + 4 and 6 + 2 points, each judged."""


def scored(
    folder: Path, more: str, *rows: dict[str, Any], counties: tuple[str, ...] = (), year: int = 2022
) -> Assessment:
    path = write_scheme(folder, text=TWO + more)
    index = counties or tuple(f"县{place}" for place in range(len(rows)))
    figures = [{"a": 6.0, "b": 2.0, "c": 3.0, "d": 1.0} | row for row in rows]
    return assess(load_scheme(path), pd.DataFrame(figures, index=list(index), dtype=object), year)


def told(result: Assessment, column: str) -> list[Any]:
    pairs = zip(result.ledger[column].tolist(), result.states[column].tolist(), strict=True)
    return [value if state == "ok" else state for value, state in pairs]


WAYS = {
    "within_dimension": [12, 13.33, "not_applicable"],
    "over_whole": [12.86, 13.33, "not_applicable"],
    "full": [15, 16, "not_applicable"],
    "zero": [9, 8, "not_applicable"],
}


@pytest.mark.parametrize(
    ("chosen", "water"),
    [("within_dimension", 4), ("over_whole", 1), ("full", 7), ("zero", 1)],
)
def test_what_does_not_apply_is_treated_in_four_ways(tmp_path: Path, chosen: str, water: float) -> None:
    """Air earns 8 of 12; of water 丙 (6 points) does not apply and 丁 earns 1 of 2; then nothing of water applies; then nothing.

    Within the dimension water is 1 ÷ 2 × 8 = 4: 8 + 4 = 12; air alone is 8 ÷ 12 × 20 = 13.33. Over the whole it is
    9 ÷ 14 × 20 = 12.86. With full points for what does not apply, 1 + 6 = 7: 15, and 8 + 8 = 16. With none, 9 and 8. The
    ways that were not chosen stand beside the total.
    """
    nothing = dict.fromkeys("abcd", NA)
    result = scored(tmp_path, f"not_applicable: {chosen}\n", {"c": NA}, {"c": NA, "d": NA}, nothing)
    for way, totals in WAYS.items():
        assert told(result, "total" if way == chosen else f"total_{way}") == totals
    assert told(result, "water") == [water, "not_applicable", "not_applicable"]
    names = {way: result.compiled.columns["total" if way == chosen else f"total_{way}"].name for way in WAYS}
    assert names.pop(chosen) == "总分"
    assert all(name.startswith("总分（") for name in names.values())


def test_a_dimension_that_lacks_a_figure_waits(tmp_path: Path) -> None:
    """A missing figure is neither 0 nor 不适用: dimension and total wait in each of the four ways."""
    for way in WAYS:
        result = scored(tmp_path, f"not_applicable: {way}\n", {"c": None})
        assert [told(result, name) for name in ("air", "water", "total")] == [[8], ["missing"], ["missing"]] or (
            way == "within_dimension" and told(result, "total") == ["missing"]
        )


LOWER = "total: {dimensions: [air, water], groups: [1], otherwise: air}\n"
THREE = ("闻喜县", "盐湖区", "外县")
"""Of the first group of the region, of the second, and of none."""


def test_the_lower_of_two_dimensions_counts_for_one_group(tmp_path: Path) -> None:
    """8 and 4 points: 4 for a county of the first group, 8 for one of another; a county of no group waits."""
    result = scored(tmp_path, LOWER, {}, {}, {}, counties=THREE)
    assert told(result, "total") == [4, 8, "missing"]
    said = [result.speaker(county).sentence("total.chosen") for county in THREE[:2]]
    assert ["取各项得分中最低的" in one for one in said] == [True, False]
    assert not [name for name in result.ledger if name.startswith("total_")]  # no other ways: the points do not add up


def test_what_does_not_count_may_be_lacking(tmp_path: Path) -> None:
    """Water is lacking: the lower of two is not known, air alone is; then air is lacking, and both wait."""
    assert told(scored(tmp_path, LOWER, *[{"c": None}] * 2, counties=THREE[:2]), "total") == ["missing", 8]
    assert told(scored(tmp_path, LOWER, *[{"a": None}] * 2, counties=THREE[:2]), "total") == ["missing", "missing"]


@pytest.mark.parametrize(
    ("more", "year", "totals"),
    [
        ("", 2022, [4, 4, 4]),
        (", during: plan_end", 2022, [4, 4, 4]),
        (", during: plan_end", 2021, [8, 8, 8]),
        (", during: before_plan_end", 2021, [4, 4, 4]),
        (", during: before_plan_end", 2022, [8, 8, 8]),
    ],
)
def test_the_lower_counts_for_all_in_its_years(tmp_path: Path, more: str, year: int, totals: list[float]) -> None:
    rule = f"total: {{dimensions: [air, water], otherwise: air{more}}}\n"
    assert told(scored(tmp_path, rule, {}, {}, {}, counties=THREE, year=year), "total") == totals


@pytest.mark.parametrize(
    ("figures", "ordinal"),
    [({}, 1), ({"a": 2.0}, 2), ({"c": None}, "missing"), ({"a": None}, "missing")],
)
def test_a_grade_by_a_dimension_needs_the_total_as_well(tmp_path: Path, figures: dict[str, Any], ordinal: Any) -> None:
    """Graded by air (8 of 12, good from 6 points): a county whose water is lacking has no total, and so no grade."""
    old = "grades: [{name: 好, at_least: 15}, {name: 中, at_least: 8, up_to: 15}, {name: 差, up_to: 8}]"
    new = "graded_by: air\ngrades: [{name: 好, at_least: 6}, {name: 中, at_least: 3, up_to: 6}, {name: 差, up_to: 3}]"
    path = write_scheme(tmp_path, old, new, text=TWO)
    table = pd.DataFrame([{"a": 6.0, "b": 2.0, "c": 3.0, "d": 1.0} | figures], index=["县0"], dtype=object)
    result = assess(load_scheme(path), table, 2022)
    assert [told(result, name) for name in ("grade_by_total", "grade_ordinal")] == [[ordinal], [ordinal]]


def test_a_line_has_other_points_in_a_group(tmp_path: Path) -> None:
    """甲 and 乙 have 8 and 4 points, in the first group 4 and 8: 6 of 8 are three quarters, 2 of 4 a half.

    First group: 3 + 4 = 7; second: 6 + 2 = 8; a county of no group has no points yet. Where 乙 does not apply, 甲 is
    3 ÷ 4 × 12 = 9 in the first group and 6 ÷ 8 × 12 = 9 in the second.
    """
    text = TWO.replace("points: 8, clause: 一, bureau", "points: 8, points_by_group: {1: 4}, clause: 一, bureau")
    text = text.replace("points: 4, clause: 一, bureau", "points: 4, points_by_group: {1: 8}, clause: 一, bureau")
    path = write_scheme(tmp_path, text=text + "not_applicable: within_dimension\n")
    for figure, one, air in ((2.0, [3, 6, "missing"], [7, 8, "missing"]), (NA, [3, 6, "missing"], [9, 9, "missing"])):
        rows = [{"a": 6.0, "b": figure, "c": 3.0, "d": 1.0}] * 3
        result = assess(load_scheme(path), pd.DataFrame(rows, index=list(THREE), dtype=object), 2022)
        assert [told(result, name) for name in ("one", "air")] == [one, air]


YEAR = "      {id: two, name: 乙, points: 4, clause: 一,"


@pytest.mark.parametrize(("year", "air", "total"), [(2021, [9, 9], [13, 13]), (2022, [8, "missing"], [12, "missing"])])
def test_a_line_that_a_year_does_not_assess_is_asked_of_nobody(
    tmp_path: Path, year: int, air: list[Any], total: list[Any]
) -> None:
    """乙 (4 points) is not assessed in 2021: 6 of 8 are 9 of 12, whether or not its figure is there; in 2022 it is needed."""
    path = write_scheme(
        tmp_path, YEAR, YEAR + " exempt_years: [2021],", text=TWO + "not_applicable: within_dimension\n"
    )
    rows = [{"a": 6.0, "b": 2.0, "c": 3.0, "d": 1.0}, {"a": 6.0, "b": None, "c": 3.0, "d": 1.0}]
    result = assess(load_scheme(path), pd.DataFrame(rows, index=["甲县", "乙县"], dtype=object), year)
    assert [told(result, "air"), told(result, "total")] == [air, total]
    assert told(result, "two") == (["not_applicable"] * 2 if year == 2021 else [2, "missing"])
