"""Items counted from lists, worked by hand; and what is told where a list and a figure do not go together."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import Evidence, assess, load_scheme
from scoring.lists.counting import count_items, doubled_cases
from scoring.lists.overlay import with_counts
from scoring.lists.rows import PENDING, UNUSABLE, ListRows, list_rows
from scoring.problems import Problem

SCHEME = load_scheme("yuncheng-14fyp")
TWO_HIGH = SCHEME.lists["two_high_projects"]
PROJECT = {"stage": "存量", "outcome": "整改中"}


def two_high(*rows: dict[str, Any]) -> dict[str, ListRows]:
    return {"two_high_projects": list_rows(TWO_HIGH, [{**PROJECT, **row} for row in rows])}


def reductions(*rows: dict[str, Any]) -> dict[str, ListRows]:
    usual = {"measure": "其他", "pollutant": "氨氮", "claimed": 100.0}
    spec = SCHEME.lists["reduction_projects"]
    return {"reduction_projects": list_rows(spec, [{**usual, **row} for row in rows])}


def counted(lists: dict[str, ListRows], item: str) -> dict[str, float]:
    return {county: one.figure for (county, name), one in count_items(SCHEME, lists).items() if name == item}


def test_a_case_is_counted_once_by_code_or_else_by_name() -> None:
    """盐湖区: A-1 twice by code, 乙 twice by name, 丙 once and not violating: 2. 夏县: the same name is its own case."""
    lists = two_high(
        {"county": "盐湖区", "project": "甲", "project_code": "A-1", "no_energy_review": "是"},
        {"county": "盐湖区", "project": "甲（二期）", "project_code": "a-1 ", "cheap_power": "是"},
        {"county": "盐湖区", "project": "乙", "not_listed": "是"},
        {"county": "盐湖区", "project": " 乙", "not_halted": "是"},
        {"county": "盐湖区", "project": "丙"},
        {"county": "夏县", "project": "乙", "not_listed": "是"},
    )
    assert counted(lists, "violating_projects") == {"盐湖区": 2, "夏县": 1}
    assert counted(lists, "new_projects") == {"盐湖区": 0, "夏县": 0}


def test_sums_are_exact_to_six_places() -> None:
    """0.1 + 0.2 is 0.30000000000000004 to a computer and 0.3 to an assessor."""
    lists = reductions(
        {"county": "夏县", "project": "a", "recognised": 0.1}, {"county": "夏县", "project": "b", "recognised": 0.2}
    )
    assert counted(lists, "nh3n_recognised") == {"夏县": 0.3}
    assert counted(lists, "cod_recognised") == {"夏县": 0.0}


@pytest.mark.parametrize("cell", [PENDING, UNUSABLE, "暂缺"])
def test_what_rests_on_a_cell_to_come_is_missing(cell: str) -> None:
    """A row of another pollutant, or of another county, is not touched by it."""
    lists = reductions(
        {"county": "夏县", "project": "a", "recognised": cell},
        {"county": "夏县", "project": "b", "recognised": 5.0},
        {"county": "夏县", "project": "c", "recognised": 7.0, "pollutant": "氮氧化物"},
        {"county": "绛县", "project": "d", "recognised": 9.0},
    )
    found = counted(lists, "nh3n_recognised")
    assert math.isnan(found["夏县"])
    assert found["绛县"] == 9
    assert counted(lists, "nox_recognised")["夏县"] == 7


def test_a_choice_that_could_not_be_read_leaves_its_items_missing() -> None:
    """But for a row that another condition rules out already."""
    rows = [{"county": "夏县", "project": "甲", "stage": UNUSABLE, "advanced": "否"}]
    assert math.isnan(counted(two_high(*rows), "new_projects")["夏县"])
    assert counted(two_high(*rows), "advanced_projects")["夏县"] == 0


CASES = st.tuples(
    st.sampled_from(["盐湖区", "夏县", "绛县"]), st.sampled_from(["甲", "乙", "丙", ""]), st.booleans(), st.booleans()
)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(CASES, min_size=1, max_size=25))
def test_counting_agrees_with_a_count_in_plain_python(rows: list[tuple[str, str, bool, bool]]) -> None:
    lists = two_high(
        *(
            {
                "county": county,
                "project": name or None,
                "no_energy_review": "是" if one else "否",
                "cheap_power": "是" if two else "否",
            }
            for county, name, one, two in rows
        )
    )
    for county, figure in counted(lists, "violating_projects").items():
        mine = [
            (name, number) for number, (where, name, one, two) in enumerate(rows) if where == county and (one or two)
        ]
        every = [row for row in rows if row[0] == county]
        if len(set(every)) < len(every):  # two rows that are equal: nobody can tell
            assert math.isnan(figure)
        else:
            assert figure == len({name or number for name, number in mine})


def told(problems: list[Problem]) -> list[tuple[str, str, str]]:
    return [(one.code, one.county, one.message) for one in problems]


def test_a_project_in_two_counties_is_told_with_both_places() -> None:
    lists = two_high(
        {"county": "盐湖区", "project": "甲", "project_code": "A-1"},
        {"county": "夏县", "project": "别的名称", "project_code": "A-1"},
        {"county": "绛县", "project": "同名", "project_code": "B-1"},
        {"county": "夏县", "project": "同名", "project_code": "B-2"},
    )
    assert told(doubled_cases(SCHEME, lists)) == [
        (
            "E_LIST_TWO_COUNTIES",
            "夏县",
            "“两高项目清单”的项目代码“A-1”在两个县（市、区）都有：盐湖区（两高项目清单!第 1 行）、夏县（两高项目清单!第 2 行）",
        )
    ]


def table(**figures: Any) -> pd.DataFrame:
    return pd.DataFrame({name: [one, None] for name, one in figures.items()}, index=["夏县", "绛县"], dtype=object)


def test_a_typed_figure_that_disagrees_is_told_and_the_count_is_used() -> None:
    lists = two_high({"county": "夏县", "project": "甲", "not_listed": "是"})
    result, cells, problems = with_counts(SCHEME, table(violating_projects=3, new_projects=0), lists)
    assert result.loc["夏县", "violating_projects"] == 1
    assert math.isnan(result.loc["绛县", "violating_projects"])
    assert ("夏县", "new_projects") in cells
    assert told(problems) == [
        (
            "E_LIST_DIFFERS",
            "夏县",
            "“存在违规情形的“两高”项目数”填的是 3，按“两高项目清单”计数是 1（两高项目清单!第 1 行 起），按清单计",
        )
    ]


def test_declarations_stand_unless_the_list_says_otherwise() -> None:
    lists = two_high({"county": "夏县", "project": "甲", "not_listed": "是"})
    typed = table(violating_projects="不适用（没有）", new_projects="不适用（没有）", rectification_due="暂缺（待报）")
    result, _, problems = with_counts(SCHEME, typed, lists)
    assert result.loc["夏县", ["violating_projects", "new_projects", "rectification_due"]].tolist() == [
        1,
        "不适用（没有）",
        "暂缺（待报）",
    ]
    assert [one.code for one in problems] == ["E_LIST_DIFFERS"]


def test_a_county_without_rows_keeps_its_figure_and_is_told_of() -> None:
    lists = two_high({"county": "夏县", "project": "甲"})
    typed = pd.DataFrame({"new_projects": [0, 2]}, index=["夏县", "绛县"])
    result, _, problems = with_counts(SCHEME, typed, lists)
    assert result["new_projects"].tolist() == [0, 2]
    assert told(problems) == [
        ("W_LIST_NONE", "绛县", "“两高项目清单”里没有绛县的行，“在建、拟建“两高”项目数”等 1 项按填报的数计")
    ]


def test_a_pending_row_leaves_the_county_pending_with_one_warning() -> None:
    lists = reductions({"county": "夏县", "project": "a", "recognised": PENDING})
    figures = pd.DataFrame({item.id: [item.example] for item in SCHEME.items.values()}, index=["夏县"], dtype=object)
    figures["nh3n_recognised"] = None
    for name in ("cod", "nox", "voc"):
        figures[f"{name}_recognised"] = 0
    figures["projects_due"] = figures["projects_finished"] = 0
    result = assess(SCHEME, figures, 2025, evidence=Evidence(lists=lists))
    assert [one.code for one in result.problems if one.item == "nh3n_recognised"] == ["W_LIST_PENDING"]
    assert result.scores.loc["夏县", "grade"] == "待定"


def test_scores_do_not_depend_on_whether_a_figure_is_typed_or_counted() -> None:
    from examples.build import demonstration
    from examples.lists import demonstration_lists

    typed = demonstration()
    lists = demonstration_lists(SCHEME, typed)
    names = [item.id for item in SCHEME.items.values() if item.counted is not None and item.counted.list in lists]
    blank = typed.copy()
    for county, item in count_items(SCHEME, lists):
        if not isinstance(typed.loc[county, item], str):
            blank.loc[county, item] = None
    assert blank[names].isna().to_numpy().sum() > 200
    expected = assess(SCHEME, typed, 2025)
    result = assess(SCHEME, blank, 2025, evidence=Evidence(lists=lists))
    pd.testing.assert_frame_equal(result.scores, expected.scores)
    assert result.data_sha256 == expected.data_sha256
