"""Words under schemes other than the reference one: ways of 不适用, points by group, exempt years, no total."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from scoring import Assessment, assess, load_scheme
from tests.support.small_scheme import SMALL, write_scheme

NA = "不适用（没有）"


def scored(path: Path, year: int = 2022, county: str = "甲", **figures: Any) -> Assessment:
    """One county, 80% of its target (12 of 15 points) and one event (3 of 5) unless told."""
    row = {"fall": 8.0, "goal": 10.0, "events": 1} | figures
    return assess(load_scheme(path), pd.DataFrame([row], index=[county], dtype=object), year)


@pytest.mark.parametrize(
    ("mode", "line", "overall"),
    [
        ("within_dimension", "分值在本类别内折算", "能耗 16.00分（满分 20 分，其中适用指标 15 分，实得 12分，折算）"),
        ("over_whole", "分值在全部指标内折算", "能耗 12.00分（满分 20 分，其中不适用指标 5 分，在全部指标内折算）"),
        ("full", "按满分计入", "能耗 17.00分（满分 20 分，其中不适用指标 5 分，按满分计入）"),
        ("zero", "按零分计入", "能耗 12.00分（满分 20 分，其中不适用指标 5 分，按零分计入）"),
    ],
)
def test_a_line_not_applicable_is_told_as_the_scheme_treats_it(
    tmp_path: Path, mode: str, line: str, overall: str
) -> None:
    """12 of 15, and 5 points that do not apply: 12/15×20 = 16; 12; 12+5 = 17; 12."""
    path = write_scheme(tmp_path, "bonus_cap: 3", f"bonus_cap: 3\nnot_applicable: {mode}")
    result = scored(path, events=NA)
    assert line in result.explain("甲", "violations")
    assert overall in result.explain("甲")


def test_full_points_are_those_of_the_group(tmp_path: Path) -> None:
    """The first group has 20 for the line instead of 15: 16 of 20, not of 15."""
    text = SMALL.replace("id: small\n", "id: small\nregion: yuncheng\n")
    for old, new in (("15", "20"), ("5", "0")):
        line = f"        points: {old}\n"
        text = text.replace(line, f"{line}        points_by_group: {{industrial: {new}}}\n")
    path = write_scheme(tmp_path, text=text)
    assert "得 16.00 分（满分 20 分）" in scored(path, county="河津市").explain("河津市", "annual")
    assert "得 12.00 分（满分 15 分）" in scored(path, county="盐湖区").explain("盐湖区", "annual")
    stranger = scored(path, county="外县")
    assert "不在方案的地区里，没有分组" in stranger.explain("外县", "annual")
    assert {one.code for one in stranger.problems} == {"E_INCOMPLETE"}
    assert all("没有分组" in one.message and "地区文件" in one.remedy for one in stranger.problems)


def test_a_missing_figure_of_an_exempt_year_leaves_nobody_pending(tmp_path: Path) -> None:
    """In 2021 the 5 points are not assessed: 12 of 15 over 20 is 16, though the figure was never reported."""
    path = write_scheme(tmp_path, "        points: 5\n", "        points: 5\n        exempt_years: [2021]\n")
    result = scored(path, 2021, events=None)
    assert result.scores["total"].tolist() == [16]
    assert result.explain("甲", "violations") == "甲「违规」：2021年不考核该指标，分值在本类别内折算（依据：一（二））"
    assert scored(path, 2022, events=None).scores["grade"].tolist() == ["待定"]


def test_a_county_to_which_nothing_applies_is_said_to_be_one(tmp_path: Path) -> None:
    """Not 缺报: all was declared. It has no total, and a warning says so."""
    result = scored(write_scheme(tmp_path), fall=NA, goal=NA, events=NA)
    assert result.explain("甲").startswith("甲：没有适用的指标，算不出总分，不评等次，不参加排名")
    assert [one.severity for one in result.problems if one.code == "W_NO_TOTAL"] == ["warning"]
