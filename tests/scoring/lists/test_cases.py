"""A case is a case: whatever the order of its rows, however it is coded, and never better for one row more.

The issue on evidence lists; what a project amounts to is by the words of the items in config/items (三（十一）; 四（二）):
violating if any row is, rectified only if all due rows are, closed once, on time only if for every pollutant.
"""

from __future__ import annotations

import math
import random
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from scoring import Evidence, assess, load_scheme
from scoring.lists.counting import count_items, counted_from, doubled_cases
from scoring.lists.placeholders import is_placeholder
from scoring.lists.rows import ListRows, list_rows
from tests.support.cities import random_city

SCHEME = load_scheme("yuncheng-14fyp")
ITEMS = (
    "violating_projects",
    "new_projects",
    "advanced_projects",
    "rectification_due",
    "rectified_projects",
    "closed_projects",
)
COUNTIES = ("盐湖区", "夏县", "绛县")
SAMPLE = 150
"""Random lists here; ``python -m tests.bench.bench_lists`` takes a thousand."""
Row = dict[str, Any]


def two_high(rows: list[Row]) -> dict[str, ListRows]:
    usual = {"stage": "存量", "outcome": "整改中", "advanced": "否", "due": "否", "no_energy_review": "否"}
    return {"two_high_projects": list_rows(SCHEME.lists["two_high_projects"], [{**usual, **row} for row in rows])}


def figures(rows: list[Row]) -> dict[tuple[str, str], float]:
    return {key: one.figure for key, one in count_items(SCHEME, two_high(rows)).items()}


def codes(rows: list[Row]) -> list[str]:
    return [one.code for one in doubled_cases(SCHEME, two_high(rows)) if one.code != "E_LIST_TWO_COUNTIES"]


def random_rows(draw: random.Random) -> list[Row]:
    """Projects of three counties in one row or several, with a code in all, some or none of them, no two rows equal."""
    rows: list[Row] = []
    for county in COUNTIES:
        for number in range(draw.randint(1, 5)):
            closed = draw.random() < 0.3
            for part in range(draw.randint(1, 3)):
                name = draw.choice((f"甲{number}项目", f"甲 {number} 项目", f"甲{number}项\u3000目"))
                code = draw.choice((f"{county}-{number}", f"{county}－{number}", None, "无", "—", "办理中"))
                rows.append(
                    {
                        "county": county, "project": name, "project_code": code, "energy": float(len(rows)),
                        "stage": draw.choice(("存量", "在建", "拟建")), "advanced": draw.choice("是否"),
                        "no_energy_review": draw.choice("是否"), "due": draw.choice("是否"),
                        "outcome": "依法关闭" if closed else draw.choice(("整改合格", "整改中", "未整改")), "opinion": str(part),
                    }
                )  # fmt: skip
    return rows


def plain_count(rows: list[Row], county: str) -> dict[str, int]:
    """The same in plain Python: projects by the number that their name holds."""
    projects: dict[str, list[Row]] = {}
    for row in rows:
        if row["county"] == county:
            projects.setdefault("".join(sign for sign in row["project"] if sign.isdigit()), []).append(row)
    found = dict.fromkeys(ITEMS, 0)
    for own in projects.values():
        new, due = [row for row in own if row["stage"] != "存量"], [row for row in own if row["due"] == "是"]
        found["violating_projects"] += any(row["no_energy_review"] == "是" for row in own)
        found["new_projects"] += bool(new)
        found["advanced_projects"] += bool(new) and all(row["advanced"] == "是" for row in new)
        found["rectification_due"] += bool(due)
        found["rectified_projects"] += bool(due) and all(row["outcome"] == "整改合格" for row in due)
        found["closed_projects"] += bool(due) and all(row["outcome"] == "依法关闭" for row in due)
    return found


def test_lists_shuffled() -> None:
    counted_alike(SAMPLE)


def counted_alike(lists: int) -> None:
    """Repeated, split, half-coded and renamed cases: the counts are those of a plain count, in whatever order."""
    draw = random.Random(11)
    for _ in range(lists):
        rows = random_rows(draw)
        first = figures(rows)
        for county in COUNTIES:
            assert {item: first[county, item] for item in ITEMS} == plain_count(rows, county)
        draw.shuffle(rows)
        assert figures(rows) == first


def pandas_count(rows: pd.DataFrame) -> pd.DataFrame:
    """The same by pandas alone, of one list's rows: by county and by the digits of the project's name."""
    rows = rows.assign(
        key=rows["project"].str.replace(r"\D", "", regex=True), new=rows["stage"].ne("存量"), due=rows["due"].eq("是"),
        bad=rows["no_energy_review"].eq("是"),
    )  # fmt: skip
    rows = rows.assign(
        behind=rows["new"] & rows["advanced"].ne("是"),
        open=rows["due"] & rows["outcome"].ne("整改合格"),
        alive=rows["due"] & rows["outcome"].ne("依法关闭"),
    )
    one = rows.groupby(["county", "key"])[["bad", "new", "behind", "due", "open", "alive"]].any()
    one = pd.DataFrame({
        "violating_projects": one["bad"], "new_projects": one["new"], "advanced_projects": one["new"] & ~one["behind"],
        "rectification_due": one["due"], "rectified_projects": one["due"] & ~one["open"],
        "closed_projects": one["due"] & ~one["alive"],
    })  # fmt: skip
    return one.groupby("county").sum()


def test_the_points_of_lists_shuffled() -> None:
    scored_alike(SAMPLE)


def scored_alike(lists: int) -> None:
    """So many lists of three counties each, in one city: points by the rows, by the rows in another order, and by the
    counts of pandas typed as figures, are the same; and so are the counts."""
    draw, rows = random.Random(13), list[Row]()
    for number in range(lists):
        rows += [{**row, "county": f"{row['county']}{number}"} for row in random_rows(draw)]
    scheme = replace(SCHEME, region=None)
    plain = pandas_count(pd.DataFrame(rows))
    typed = random_city(scheme, list(plain.index), seed=13)
    for item in ITEMS:
        typed[item] = plain[item].astype(float)
    others = {item.id for item in counted_from(scheme, "two_high_projects")} - set(ITEMS)
    typed[sorted(others)] = 0.0  # new violations of the year: no row of these lists is one
    listed = typed.copy()
    listed[list(ITEMS)] = None
    first = assess(scheme, listed, 2025, evidence=Evidence(lists=two_high(rows)))
    draw.shuffle(rows)
    again = assess(scheme, listed, 2025, evidence=Evidence(lists=two_high(rows)))
    by_figures = assess(scheme, typed, 2025)
    points = ["two_high_violations", "two_high_benchmark", "two_high_rectified", "total"]
    for result in (again, by_figures):
        pd.testing.assert_frame_equal(first.ledger[[*ITEMS, *points]], result.ledger[[*ITEMS, *points]])
        pd.testing.assert_frame_equal(first.scores, result.scores)
    assert first.ledger["two_high_violations"].nunique() > 2  # the lists tell


def test_no_row_more_makes_a_case_better() -> None:
    """Violating never falls; rectified never rises but by a project that was not due before."""
    draw = random.Random(12)
    for _ in range(200):
        rows = random_rows(draw)
        one = dict(draw.choice(rows), energy=-1.0, due="是", opinion="x")
        if one["outcome"] == "依法关闭":
            continue
        before, after = figures(rows), figures([*rows, one])
        assert after[one["county"], "violating_projects"] >= before[one["county"], "violating_projects"]
        gained = after[one["county"], "rectified_projects"] - before[one["county"], "rectified_projects"]
        assert gained <= after[one["county"], "rectification_due"] - before[one["county"], "rectification_due"]


def test_one_violation_put_right_and_one_not() -> None:
    """One project, two violations in two rows: not rectified, whichever row comes first."""
    rows = [
        {"county": "夏县", "project": "甲", "project_code": "A-1", "due": "是", "outcome": outcome, "energy": place}
        for place, outcome in enumerate(("整改合格", "未整改"))
    ]
    for own in (rows, rows[::-1]):
        assert figures(own)["夏县", "rectification_due"] == 1
        assert figures(own)["夏县", "rectified_projects"] == 0


def test_closed_and_something_else_is_an_error() -> None:
    rows = [
        {"county": "夏县", "project": "甲", "due": "是", "outcome": outcome, "energy": place}
        for place, outcome in enumerate(("依法关闭", "整改合格"))
    ]
    assert codes(rows) == ["E_LIST_ALONE"]
    assert all(math.isnan(figure) for figure in figures(rows).values())


def test_a_name_of_two_codes() -> None:
    """Two codes are two projects, told; a third row by the name alone could be either."""
    rows: list[Row] = [
        {"county": "夏县", "project": "锅炉改造", "project_code": code, "no_energy_review": "是"} for code in "AB"
    ]
    assert codes(rows) == ["W_LIST_NAMES"]
    assert figures(rows)["夏县", "violating_projects"] == 2
    rows.append({"county": "夏县", "project": "锅炉改造", "project_code": None, "no_energy_review": "是"})
    assert "E_LIST_CASE" in codes(rows)
    assert math.isnan(figures(rows)["夏县", "violating_projects"])


@pytest.mark.parametrize("other", [{}, {"county": "绛县"}])
def test_equal_rows(other: Row) -> None:
    """In one county an error that names both rows, and nothing is counted; in two counties another error says so."""
    row = {"county": "夏县", "project": "甲", "energy": 1.0}
    assert codes([row, {**row, **other}]) == ([] if other else ["E_LIST_TWICE"])


def of(name: str, rows: list[Row]) -> tuple[list[str], dict[tuple[str, str], float]]:
    lists = {name: list_rows(SCHEME.lists[name], rows)}
    return [one.code for one in doubled_cases(SCHEME, lists)], {
        k: v.figure for k, v in count_items(SCHEME, lists).items()
    }


def test_a_plate_twice_and_vehicles_without_plates() -> None:
    car = {"county": "夏县", "institution": "法院", "action": "更新", "use": "一般公务", "power": "纯电动"}
    assert of("vehicles", [{**car, "plate": "晋M1"}, {**car, "plate": "晋m1 ", "institution": "检察院"}])[0] == [
        "E_LIST_TWICE"
    ]
    assert of("vehicles", [{**car, "plate": "晋M1"}, {**car, "plate": "晋M2"}])[0] == []
    codes, counts = of("vehicles", [{**car, "plate": "待上牌1"}, car, car])
    assert codes == ["E_LIST_TWICE"]
    assert math.isnan(counts["夏县", "vehicles_all"])


def test_a_reduction_twice_and_a_correction() -> None:
    """One project, pollutant and document twice is an error; another pollutant, or a negative row, is none."""
    row = {
        "county": "夏县",
        "project": "甲",
        "measure": "其他",
        "pollutant": "氨氮",
        "claimed": 100.0,
        "recognised": 90.0,
        "document": "1号",
    }
    assert of("reduction_projects", [row, {**row, "recognised": 80.0}])[0] == ["E_LIST_TWICE"]
    assert of("reduction_projects", [row, {**row, "pollutant": "化学需氧量"}])[0] == []
    codes, counts = of("reduction_projects", [row, {**row, "recognised": -20.0, "claimed": 0.0}])
    assert codes == []
    assert counts["夏县", "nh3n_recognised"] == 70.0


def test_on_time_only_if_for_every_pollutant() -> None:
    row = {"county": "夏县", "project": "甲", "measure": "其他", "claimed": 1.0, "recognised": 1.0, "due": "是"}
    rows = [{**row, "pollutant": "氨氮", "on_time": "是"}, {**row, "pollutant": "氮氧化物", "on_time": "否"}]
    for own in (rows, rows[::-1]):
        _, counts = of("reduction_projects", own)
        assert (counts["夏县", "projects_due"], counts["夏县", "projects_finished"]) == (1, 0)


def test_chargers_are_those_of_organs_and_service_units() -> None:
    """三（七）“党政机关、事业单位”: a society with a car park counts in neither figure."""
    rows = [
        {"county": "夏县", "institution": name, "nature": nature, "car_park": "是", "charger": charger}
        for name, nature, charger in (
            ("教育局", "其他机关", "是"),
            ("协会", "团体组织", "否"),
            ("医院", "事业单位", "否"),
        )
    ]
    _, counts = of("public_institutions", rows)
    assert (counts["夏县", "with_car_park"], counts["夏县", "charger_built"]) == (2, 1)


@pytest.mark.parametrize(
    "text",
    [
        "无",
        "—",
        "/",
        " － ",
        "办理中",
        "待定",
        "暂无",
        "N/A",
        "n.a.",
        "（无）",
        "。。。",
        "×××",
        "000",
        "未编号",
        "无\u200b",
    ],
)
def test_what_is_no_code(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["无锡项目", "A-1", "2021-140800-25-01-000001", "待定河治理工程", "x1", "晋M00001"])
def test_what_is_one(text: str) -> None:
    assert not is_placeholder(text)


@pytest.mark.parametrize(
    ("one", "other"), [("焦化1.2期", "焦化12期"), ("锅炉1-1", "锅炉11"), ("甲（一）", "甲一"), ("A/B", "AB")]
)
def test_a_sign_may_tell_two_projects_apart(one: str, other: str) -> None:
    """Dropping it would make two violating projects one, in the county's favour; by name and by code."""
    rows: list[Row] = [{"county": "夏县", "project": name, "no_energy_review": "是"} for name in (one, other)]
    assert figures(rows)["夏县", "violating_projects"] == 2
    rows = [{**row, "project": f"项目{place}", "project_code": row["project"]} for place, row in enumerate(rows)]
    assert figures(rows)["夏县", "violating_projects"] == 2
