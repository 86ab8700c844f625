"""Shipped schemes: each loads, scores a made-up table and explains itself; published figures by hand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from scoring import Assessment, assess, list_schemes, load_scheme
from scoring.scheme.describe import gate_words, standard
from tests.support.cities import random_city

IDS = [entry.id for entry in list_schemes()]


@pytest.mark.parametrize("scheme_id", IDS)
def test_scheme_scores_and_explains_a_made_up_table(scheme_id: str) -> None:
    scheme = load_scheme(scheme_id)
    names = [one.name for one in scheme.region.counties] if scheme.region else list("甲乙丙丁")
    result = assess(scheme, random_city(scheme, names, 11, missing=0), scheme.spec.period.end)
    for county in names:
        for indicator in scheme.indicators:
            said = result.explain(county, indicator.id)
            assert "nan" not in said
            assert "{" not in said + standard(scheme, indicator)
    for gate in scheme.spec.gates:
        assert "[" not in gate_words(scheme, gate)
    assert scheme.spec.source.title
    assert scheme.spec.source.note


def scored(scheme_id: str, year: int, **items: list[Any]) -> Assessment:
    """The scheme on rows of figures; items not given are 1 for yes/no, or the middle of their bounds."""
    scheme = load_scheme(scheme_id)
    size = len(next(iter(items.values())))
    plain = {
        item.id: [None] * size if item.optional else [1.0 if item.kind == "yes_no" else (item.maximum or 2) / 2] * size
        for item in scheme.items.values()
    }
    return assess(scheme, pd.DataFrame({**plain, **items}, index=[f"县{k}" for k in range(size)]), year)


def test_2007_system_building_rate_has_no_hole() -> None:
    """完成年度目标得4分，完成80%得2分，不足70%不得分: between 70 and 80% closed as 0."""
    result = scored("national-2007", 2010, building_rate=[100, 80, 79.9, 70, 69], building_target=[100] * 5)
    assert result.scores["building"].tolist() == [4, 2, 0, 0, 0]


def test_2007_system_sums_to_40_and_60() -> None:
    assert [one.points for one in load_scheme("national-2007").spec.dimensions] == [40, 60]


def test_beijing_matrix() -> None:
    """60/55/40/0, and the veto only when both are missed."""
    result = scored(
        "beijing-department-target",
        2015,
        annual=[4, 3, 4, 3],
        annual_goal=[3.5] * 4,
        done=[16, 16, 14, 14],
        plan=[15] * 4,
    )
    assert result.scores["cross"].tolist() == [60, 55, 40, 0]
    assert result.scores["grade"].tolist() == ["完成", "部分完成", "部分完成", "未完成"]


@pytest.mark.parametrize(
    ("scheme_id", "year", "points"),
    [("beijing-department-target", 2013, [60, 55, 40, 0]), ("huairou-key-unit-target", 2023, [35, 20, 10, 0])],
)
def test_a_blank_annual_target_is_the_average_of_the_plan(scheme_id: str, year: int, points: list[float]) -> None:
    """Both texts: without an annual target, the plan's average yearly rate; 1 − 0.85^(1/5) = 3.198 → 3.20, whatever was reached."""
    result = scored(
        scheme_id,
        year,
        annual=[3.2, 3.19, 3.2, 3.19],
        annual_goal=[None] * 4,
        done=[12.0, 12.0, 6.0, 6.0],
        plan=[15.0] * 4,
    )
    assert result.ledger["cross.target"].tolist() == [3.2] * 4
    assert result.scores["cross"].tolist() == points
    assert "按五年目标的年均计" in result.explain("县0", "cross")


PARTLY = re.compile("没有收录|未收录|只收录|只收|收录写法|细目见原文|没有完整公布")


def test_a_scheme_whose_notes_say_that_parts_are_missing_is_called_a_part() -> None:
    found = 0
    for entry in list_schemes():
        spec = load_scheme(entry.id).spec
        notes = " ".join([spec.source.note, spec.summary, *spec.caveats, *(one.name for one in spec.grades)])
        if PARTLY.search(notes):
            found += 1
            assert spec.standing == "公布方案的一部分", (entry.id, notes)
    assert found >= 14


def test_huairou_total_at_exactly_twenty_percent() -> None:
    """“超20%以下”和“超20%以上”都含 20%: closed as 以下, 5 points."""
    result = scored("huairou-key-unit-target", 2025, energy=[100, 110, 120, 120.1], energy_goal=[100] * 4)
    assert result.scores["energy_total"].tolist() == [15, 10, 5, 0]


def test_co2_2014_is_proportional_and_vetoes() -> None:
    """低于100%的，得分为完成率乘以25: 3 of 4 is 18.75; 无论总分是否超出60分，均为不合格."""
    result = scored(
        "co2-2014", 2015, annual=[3, 4], annual_goal=[4, 4], done=[18, 18], plan=[17, 17], measures=[50, 50]
    )
    assert result.scores["annual_target"].tolist() == [18.75, 25]
    assert result.scores["grade"].tolist() == ["不合格", "优秀"]


def test_co2_2019_vetoes_only_at_plan_end() -> None:
    rows = {"annual": [4], "annual_goal": [4], "done": [12], "plan": [18], "dual_grade": [1], "measures": [53]}
    assert scored("co2-2019", 2019, **rows).scores["grade"].tolist() != ["未完成"]
    assert scored("co2-2019", 2020, **rows).scores["grade"].tolist() == ["未完成"]


def test_co2_2019_imports_a_grade_and_falls_back_for_renewables_only() -> None:
    """指标三 has no 替代标准; 指标四 has two small lines of 1.5 points, 持平或上升 earns, 下降 does not."""
    rows = {"dual_grade": [1, 2, 3, 4, None], "nonfossil_score": [2.5, None, None, None, None]}
    rows |= {"nonfossil_now": [None, 9.0, 8.0, 7.9, 9.0], "nonfossil_last": [None, 8.0, 8.0, 8.0, 8.0]}
    rows |= {"green_power_now": [None, 21.0, 19.0, 18.0, 21.0], "green_power_last": [None, 20.0, 20.0, 20.0, 20.0]}
    result = scored("co2-2019", 2019, **rows)
    assert result.scores["dual_control"].tolist()[:4] == [4, 3, 2, 0]
    assert result.states["dual_control"].tolist()[4] == "not_applicable"
    assert result.scores["nonfossil"].tolist() == [2.5, 3, 1.5, 0, 3]


def test_air_takes_the_lower_of_two_in_one_group() -> None:
    """The first group takes the lower score, the others the quality score alone."""
    scheme = load_scheme("air-2013")
    table = pd.DataFrame(
        {
            "fall": [20.0, 20.0, 20.0], "fall_goal": [20.0, 20.0, 20.0], "tasks_score": [70.0, 70.0, 70.0],
            "pm_now": [60.0, 60.0, 64.1], "pm_last": [64.0, 60.0, 64.0],
        },
        index=["河津市", "盐湖区", "垣曲县"],
    )  # fmt: skip
    result = assess(scheme, table, 2016)
    assert result.scores["pm"].tolist() == [100, 100, 0]  # 与上年相比不降反升的，计0分; 持平 is no rise
    assert result.scores["total"].tolist() == [70, 100, 0]
    assert "比上年上升" in result.explain("垣曲县", "pm")


def test_air_in_its_last_year_is_judged_by_quality_alone() -> None:
    """终期考核仅考核空气质量 (ministry notice): quality 100, tasks 65 is 100 优秀, in every group."""
    rows = {
        "fall": [20.0, 20.0],
        "fall_goal": [20.0, 20.0],
        "tasks_score": [65.0, 65.0],
        "pm_now": [60.0, 60.0],
        "pm_last": [64.0, 64.0],
    }
    table = pd.DataFrame(rows, index=["河津市", "盐湖区"])
    scheme = load_scheme("air-2013")
    assert assess(scheme, table, 2016).scores["total"].tolist() == [65, 100]
    last = assess(scheme, table, 2017).scores
    assert last["total"].tolist() == [100, 100]
    assert last["grade"].tolist() == ["优秀", "优秀"]


def test_water_is_graded_by_quality_and_shifted_by_tasks() -> None:
    result = scored("water-2016", 2018, quality_score=[92, 92, 85], tasks_score=[80, 50, 59], key_missed=[0, 0, 0])
    assert result.scores["grade"].tolist() == ["优秀", "良好", "合格"]
    missed = {"quality_score": [92], "tasks_score": [80], "key_missed": [1]}  # 两项关键指标：终期考核
    assert scored("water-2016", 2019, **missed).scores["grade"].tolist() == ["优秀"]
    assert scored("water-2016", 2020, **missed).scores["grade"].tolist() == ["不合格"]
    final = scored("water-2016", 2020, quality_score=[92], tasks_score=[50], key_missed=[0])
    assert final.scores["grade"].tolist() == ["优秀"]  # the last year is judged on quality only


def test_what_a_dimension_lacks_that_does_not_count_is_no_matter() -> None:
    """In the last year the quality score alone is the total, whether or not there is one for the tasks."""
    tasks = [50, "不适用（没有）", "暂缺（待核）"]
    result = scored("water-2016", 2020, quality_score=[92, 92, 92], tasks_score=tasks, key_missed=[0, 0, 0])
    assert result.scores["total"].tolist() == [92, 92, 92]
    assert result.scores["rank"].tolist() == [1, 1, 1]


def test_no_grade_by_one_dimension_without_a_total(tmp_path: Path) -> None:
    """Graded by quality: while the tasks are missing the total is 待定, and so is the grade; no rank either."""
    path = tmp_path / "water.yaml"
    path.write_text(
        "extends: air-2013\nid: water\npoints: 200\ntotal: null\ngraded_by: quality\n"
        "grades:\n  - {name: 优秀, at_least: 90}\n",
        encoding="utf-8",
    )
    row = {"fall": 25.0, "fall_goal": 25.0, "pm_now": 60.0, "pm_last": 64.0, "tasks_score": 50.0}
    table = pd.DataFrame([row, row | {"tasks_score": "暂缺（待核）"}], index=["河津市", "盐湖区"], dtype=object)
    scores = assess(load_scheme(path), table, 2017).scores
    assert scores["grade"].tolist() == ["优秀", "待定"]
    assert scores["rank"].tolist()[0] == 1
    assert pd.isna(scores["rank"].tolist()[1])


def test_water_resources_blend_at_plan_end_as_whole_points() -> None:
    """年度平均 (80+90+85+85)/4 = 85 by half, own score by half, integer."""
    rows = {"use": [90.0], "use_goal": [100.0], "coef": [0.6], "coef_goal": [0.55], "quality": [95.0], "quality_goal": [90.0],
            "system_score": [20.0], "measure_score": [25.0]}  # fmt: skip
    past = dict(zip([f"score_{year}" for year in range(2016, 2020)], [[80.0], [90.0], [85.0], [85.0]], strict=True))
    assert scored("water-resources-135", 2019, **rows).scores["total"].tolist() == [80]
    assert scored("water-resources-135", 2020, **rows, **past).scores["total"].tolist() == [83]  # 82.5 half-up


def test_the_blend_gives_each_part_its_own_share(tmp_path: Path) -> None:
    """30% of a past of 60 and 70% of this year's 100: 88, not 72."""
    path = tmp_path / "water.yaml"
    path.write_text("extends: water-resources-135\nid: water\nblend: {past: 30}\n", encoding="utf-8")
    row = {f"score_{year}": 60.0 for year in range(2016, 2020)} | {"use": 90.0, "use_goal": 100.0, "quality": 90.0}
    row |= {"coef": 0.6, "coef_goal": 0.5, "quality_goal": 80.0, "system_score": 30.0, "measure_score": 35.0}
    assert assess(load_scheme(path), pd.DataFrame([row], index=["甲"]), 2020).scores["total"].tolist() == [88]


def test_water_resources_without_an_earlier_score_is_pending_and_said() -> None:
    """The years' average cannot be had: 待定, not 不适用, and the year that lacks is named."""
    past = {f"score_{year}": [80.0, 80.0] for year in range(2016, 2019)}
    result = scored("water-resources-135", 2020, **past, score_2019=[80.0, None])
    assert result.scores["grade"].tolist()[1] == "待定"
    assert result.states["total"].tolist() == ["ok", "missing"]
    assert [(one.county, one.item, one.severity) for one in result.problems if one.code == "E_PAST"] == [
        (result.counties[1], "score_2019", "error")
    ]


def test_other_ways_of_not_applicable_are_blended_too() -> None:
    """With every line applicable, the total is the same whichever way 不适用 is treated."""
    past = {f"score_{year}": [60.0] for year in range(2016, 2020)}
    ledger = scored("water-resources-135", 2020, **past).ledger
    assert ledger["total_full"].tolist() == ledger["total_zero"].tolist() == ledger["total"].tolist()


@pytest.mark.parametrize("scheme_id", ["air-2013", "water-2016"])
def test_the_least_of_two_hundreds_has_no_total_of_their_sum(scheme_id: str) -> None:
    """90 for quality and 50 for tasks are no total of 140 (计零分) or 40 (计满分)."""
    result = scored(scheme_id, 2017, tasks_score=[50.0])
    assert not [name for name in result.ledger if name.startswith("total_")]


def test_the_national_barometer_of_2020() -> None:
    """发改办环资〔2020〕901号: met 三级; short by up to 10% 二级 (2.70 of 3.00 still); more, or a rise, 一级."""
    result = scored("barometer-2020", 2018, decline=[3, 4, 2.85, 2.7, 2.69, -1], decline_due=[3.0] * 6)
    assert [one[:2] for one in result.scores["grade"]] == ["三级", "三级", "二级", "二级", "一级", "一级"]


def test_the_national_barometer_of_2021() -> None:
    """〔2021〕629号: a rise 一级, below the progress 二级 however far, met 三级."""
    result = scored("barometer-2021", 2023, decline=[3, 2.99, 0.5, 0, -0.01], decline_due=[3.0] * 5)
    assert [one[:2] for one in result.scores["grade"]] == ["三级", "二级", "二级", "二级", "一级"]


def test_the_two_numberings_are_said_to_be_the_reverse() -> None:
    for scheme_id, other in (
        ("barometer-2020", "warning-2010"),
        ("barometer-2021", "warning-2010"),
        ("warning-2010", "barometer-2020"),
    ):
        assert any("相反" in one and other in one for one in load_scheme(scheme_id).spec.caveats)


def test_demonstration_unit_star_must_not_be_zero() -> None:
    result = scored(
        "public-demo-unit",
        2025,
        per_area=[10.0, 10.0],
        manage=[29.0, 29.0],
        stars_zero=[0, 1],
        water_unit=[1, 1],
        reform=[1, 1],
    )
    assert result.scores["grade"].tolist() == ["通过", "不通过"]


def test_letter_of_responsibility_deducts_by_gap() -> None:
    """每差1微克/立方米扣0.5分；每差1个百分点扣0.25分."""
    result = scored(
        "environment-letter-2018",
        2018,
        pm10=[90, 93, 100],
        pm10_goal=[90] * 3,
        good_days=[80, 79, 70],
        good_goal=[80] * 3,
    )
    assert result.scores["pm10_gap"].tolist() == [3, 1.5, 0]
    assert result.scores["days_gap"].tolist() == [1, 0.75, 0]


def test_the_next_plan_makes_carbon_the_headline_in_yaml_alone() -> None:
    scheme = load_scheme("carbon-2026")
    assert scheme.indicator("intensity_annual").items()[0] == "carbon_decline"
    assert "energy_total" not in {one.id for one in scheme.indicators}
    assert "虚构" in scheme.spec.standing
