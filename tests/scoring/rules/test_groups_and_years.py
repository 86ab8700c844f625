"""Points by group, indicator sets, exempt years: lines of the point table that are not alike for all."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from scoring import SchemeError, assess, load_scheme
from scoring.scheme.describe import standard
from tests.support.small_scheme import SMALL

CHOICES = Path(__file__).resolve().parents[2] / "schemes" / "gates-and-groups.yaml"
GROUPED = SMALL.replace("id: small\n", "id: small\nregion: yuncheng\n")


def scheme_with(folder: Path, old: str, new: str) -> Path:
    assert old in GROUPED
    path = folder / "small.yaml"
    path.write_text(GROUPED.replace(old, new), encoding="utf-8")
    return path


def scored(path: Path, year: int = 2022) -> pd.DataFrame:
    """河津市 is in the first peer group, 盐湖区 in the second; 80% done, one violation."""
    table = pd.DataFrame({"fall": [8.0, 8.0], "goal": [10.0, 10.0], "events": [1, 1]}, index=["河津市", "盐湖区"])
    return assess(load_scheme(path), table, year).ledger


def test_weights_by_group(tmp_path: Path) -> None:
    """0(6)(8) of the air rules: the first group has 10 + 10 instead of 15 + 5."""
    text = scheme_with(tmp_path, "        points: 15\n", "        points: 15\n        points_by_group: {1: 10}\n")
    text.write_text(
        text.read_text(encoding="utf-8").replace(
            "        points: 5\n", "        points: 5\n        points_by_group: {1: 10}\n"
        ),
        encoding="utf-8",
    )
    ledger = scored(text)
    assert ledger["annual"].tolist() == [8, 12]  # 12/15 of 10 and of 15
    assert ledger["violations"].tolist() == [6, 3]  # 3/5 of 10 and of 5
    assert ledger["energy"].tolist() == [14, 15]


def test_groups_by_their_ids(tmp_path: Path) -> None:
    """industrial is the region's first group: the same as writing 1."""
    path = scheme_with(
        tmp_path, "        points: 15\n", "        points: 15\n        points_by_group: {industrial: 10}\n"
    )
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "        points: 5\n", "        points: 5\n        points_by_group: {industrial: 10}\n"
        ),
        encoding="utf-8",
    )
    assert scored(path)["energy"].tolist() == [14, 15]


def test_words_name_the_group_and_its_own_full_points() -> None:
    """甲项 is worth 50 in the first group (工业主导组), 60 elsewhere; 丙项 is not assessed in 2021."""
    scheme = load_scheme(CHOICES)
    table = pd.DataFrame({"a": [80, 80], "b": [80, 80], "c": [50, 50], "grid": [0, 0]}, index=["河津市", "盐湖区"])
    result = assess(scheme, table, 2022)
    assert "工业主导组，本组分值 50分；得 40.00 分（满分 50 分）" in result.explain("河津市", "first")
    assert "其余各组，本组分值 60分；得 48.00 分（满分 60 分）" in result.explain("盐湖区", "first")
    assert "工业主导组，目标 80；" in result.explain("河津市", "second")
    words = {one.id: standard(scheme, one) for one in scheme.indicators}
    assert words["first"].endswith("工业主导组本项为 50 分。")
    assert "目标按分组：工业主导组80，其余100" in words["second"]
    assert words["third"].endswith("2021年度不考核。")


def test_weights_of_a_group_must_add_up(tmp_path: Path) -> None:
    path = scheme_with(tmp_path, "        points: 15\n", "        points: 15\n        points_by_group: {1: 10}\n")
    with pytest.raises(SchemeError, match=r"第 1 组各指标共 10 \+ 5 = 15 分，与类别的 20 分不符"):
        load_scheme(path)


def test_a_line_that_is_not_in_a_groups_set(tmp_path: Path) -> None:
    """0 for a group: the line is not theirs, its points stand elsewhere (煤炭洗选 4(0))."""
    path = scheme_with(tmp_path, "        points: 15\n", "        points: 15\n        points_by_group: {1: 20}\n")
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "        points: 5\n", "        points: 5\n        points_by_group: {1: 0}\n"
        ),
        encoding="utf-8",
    )
    assert scored(path)["energy"].tolist() == [16, 15]


def test_exempt_year_is_not_applicable_to_anyone(tmp_path: Path) -> None:
    """2013 was not assessed: in 2021 here the line leaves its dimension, in 2022 it counts."""
    path = scheme_with(tmp_path, "        points: 5\n", "        points: 5\n        exempt_years: [2021]\n")
    assert scored(path, 2021)["energy"].tolist() == [16, 16]  # 12 of 15, spread over 20
    assert scored(path, 2022)["energy"].tolist() == [15, 15]
