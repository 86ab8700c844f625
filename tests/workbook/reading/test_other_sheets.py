"""核定调整, 自评分 and what 填表说明 declares."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from scoring.assessment import Adjustment
from scoring.problems import Source
from scoring.scheme.scheme import Scheme
from tests.workbook.conftest import Edit, Read
from workbook.reading.submissions import peek_city_workbook, read_city_workbook
from workbook.template.content import TemplateContent
from workbook.template.writer import write_template

GOOD_ROW = ("夏县", "intensity", -1.5, "核查发现口径不一致", "考核组组长")


def adjusted(*rows: tuple[Any, ...]) -> Edit:
    def edit(book: openpyxl.Workbook) -> None:
        for number, row in enumerate(rows, 4):
            for column, value in zip("ABCDE", row, strict=True):
                book["核定调整"][f"{column}{number}"] = value

    return edit


def test_adjustments_are_read(read_spoilt: Read) -> None:
    read = read_spoilt(adjusted(GOOD_ROW, ("河津", "违法违规项目", "＋２", "整改提前", "市政府")))
    assert read.adjustments == [
        Adjustment(*GOOD_ROW, Source("spoilt.xlsx", "核定调整", "C4")),
        Adjustment("河津市", "violations", 2.0, "整改提前", "市政府", Source("spoilt.xlsx", "核定调整", "C5")),
    ]
    assert sorted(one.code for one in read.problems) == ["W_ADJUSTMENT_PAPER", "W_ADJUSTMENT_PAPER", "W_DECLARED"]


@pytest.mark.parametrize(
    ("place", "value", "cell", "message", "remedy"),
    [
        (0, "夏现", "A4", "没有“夏现”这个县（市、区），这一行没有采用",
         "是不是“夏县”？请写全称：盐湖区、新绛县、绛县、夏县、永济市、河津市"),
        (0, None, "A4", "第 4 行没有写县（市、区），这一行没有采用", "请写全称：盐湖区、新绛县、绛县、夏县、永济市、河津市"),
        (1, "intensty", "B4", "方案里没有指标“intensty”，这一行没有采用",
         "是不是 intensity？请写方案里的指标编号（见“自评分”表头）"),
        (1, None, "B4", "没有写指标编号，这一行没有采用", "请写方案里的指标编号（见“自评分”表头）"),
        (2, "两分", "C4", "“加减分”应当是数，现在是文字“两分”，这一行没有采用", "加分写正数，减分写负数；不调整的删除这一行"),
        (2, None, "C4", "“加减分”没有填，这一行没有采用", "加分写正数，减分写负数；不调整的删除这一行"),
        (2, "不适用（无）", "C4", "“加减分”应当是数，填的是“不适用”，这一行没有采用",
         "加分写正数，减分写负数；不调整的删除这一行"),
        (2, 31, "C4", "“加减分”填的是“31”，大于上限 30，这一行没有采用", "加分写正数，减分写负数；不调整的删除这一行"),
        (3, "　", "D4", "没有写理由，这一行没有采用", "写明依据和事由"),
        (4, None, "E4", "没有写批准人，这一行没有采用", "写明由谁批准"),
    ],
)  # fmt: skip
def test_wrong_adjustment(read_spoilt: Read, place: int, value: Any, cell: str, message: str, remedy: str) -> None:
    row = [*GOOD_ROW]
    row[place] = value
    read = read_spoilt(adjusted(tuple(row)))
    found = [one for one in read.problems if one.source.sheet == "核定调整"]
    assert [(one.severity, one.code, one.source.cell, one.message, one.remedy) for one in found] == [
        ("error", "E_ADJUSTMENT", cell, message, remedy)
    ]
    assert read.adjustments == []


def test_same_adjustment_twice_is_a_warning(read_spoilt: Read) -> None:
    read = read_spoilt(adjusted(GOOD_ROW, GOOD_ROW))
    assert len(read.adjustments) == 1
    last = read.problems[-1]
    assert (last.severity, last.source.cell) == ("warning", "C5")
    assert last.message.endswith("核定调整!C4 完全相同，只计一次")


def test_adjustment_heading_gone(read_spoilt: Read) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        adjusted(GOOD_ROW)(book)
        book["核定调整"]["D3"] = "备注"

    problem = read_spoilt(edit).problems[-1]
    assert problem.message == "“核定调整”的表头缺少：理由，整张表没有读"
    assert (
        problem.remedy
        == "表头应为：县（市、区）、指标编号、加减分、理由、批准人、复查编号、文号、日期、超出满分、逾期受理"
    )


def test_near_sheet_name_is_not_passed_over_in_silence(read_spoilt: Read) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book["核定调整"].title = "核定调整表"

    problem = read_spoilt(edit).problems[-1]
    assert (problem.code, problem.message) == ("W_SHEET", "工作表“核定调整表”没有读")
    assert problem.remedy == "如果它是“核定调整”，请把工作表名改成“核定调整”"


def test_self_scores(scheme: Scheme, good_values: pd.DataFrame, tmp_path: Path, read_spoilt: Read) -> None:
    scores = pd.DataFrame({"intensity": [15.0, 16.5], "violations": [10.0, None]}, index=["盐湖区", "夏县"])
    path = write_template(scheme, 2025, tmp_path / "自评.xlsx", TemplateContent(values=good_values, self_scores=scores))
    read = read_city_workbook(path, scheme).self_scores
    assert read is not None
    assert list(read.columns) == ["intensity", "management", "violations"]
    pd.testing.assert_frame_equal(
        read.loc[["盐湖区", "夏县"], ["intensity", "violations"]], scores, check_names=False, check_index_type=False
    )
    assert read["management"].isna().all()


def test_self_score_beyond_points_and_bonus(read_spoilt: Read) -> None:
    """intensity: 15 points and a bonus of at most 3."""
    read = read_spoilt({"自评分!C6": 18.5, "自评分!D6": 5, "自评分!B11": "河津县"})
    found = [(one.code, one.source.cell, one.message) for one in read.problems if one.source.sheet == "自评分"]
    assert found == [
        ("E_COUNTY_UNKNOWN", "B11", "运城市没有“河津县”这个县（市、区），这一行没有读"),
        ("E_RANGE", "C6", "“能耗强度年度目标”填的是“18.5”，大于上限 18"),
    ]
    assert read.self_scores is not None
    assert read.self_scores["management"].count() == 1


@pytest.mark.parametrize(
    ("value", "year"), [(2025, 2025), ("2024年", 2024), ("２０２３年度", 2023), ("去年", None), (None, None)]
)
def test_year(read_spoilt: Read, value: Any, year: int | None) -> None:
    read = read_spoilt({"填表说明!C3": value})
    assert read.year == year
    told = [(one.code, one.message) for one in read.problems if one.source.sheet == "填表说明"]
    said = "没有填" if value is None else f"写的是“{value}”，读不懂"
    other = f"“考核年度”写的是 {year}，各表标题写的是 2025 年度，按 {year} 年读了"
    expected = [("E_YEAR", f"“考核年度”{said}")] if year is None else [("W_YEAR", other)] if year != 2025 else []
    assert told == expected


def test_year_in_the_label_cell(read_spoilt: Read, tmp_path: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book["填表说明"]["A3"], book["填表说明"]["C3"] = "考核年度：2022年", None

    assert read_spoilt(edit).year == 2022
    assert peek_city_workbook(tmp_path / "spoilt.xlsx").year == 2022


def test_without_guide_nothing_is_declared(read_spoilt: Read) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        del book["填表说明"]

    read = read_spoilt(edit)
    assert (read.year, read.scheme_id) == (None, None)


def test_filled_for_another_scheme(read_spoilt: Read) -> None:
    read = read_spoilt({"填表说明!C6": "other-scheme"})
    assert read.scheme_id == "other-scheme"
    problem = read.problems[0]
    assert (problem.severity, problem.code, problem.source.cell) == ("warning", "W_SCHEME", "C6")
    assert problem.message == "工作簿是按方案 other-scheme 填的，现在按方案 small-test 读"
