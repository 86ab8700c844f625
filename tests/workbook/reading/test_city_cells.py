"""Spoilt cells in a real workbook: every one found in one run, with its message and its cell."""

from __future__ import annotations

import datetime
import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest

from scoring.assessment import Evidence, assess
from scoring.problems import Problem, Source
from scoring.scheme.scheme import Scheme
from tests.workbook.conftest import Read
from workbook.reading.merged.submission import Submission
from workbook.reading.submissions import peek_city_workbook, read_city_workbook

# 能耗强度: C 实际降低率, D 列入计划, E 目标, F 能源消费总量; 两高项目: C 违法项目, D 车辆. Counties from row 6.
TARGET_DECLARED = ("W_DECLARED", "永济市", "decline_target", "能耗强度!E10")


def found(submission: Submission) -> set[tuple[str, str, str, str]]:
    return {(one.code, one.county, one.item, f"{one.source.sheet}!{one.source.cell}") for one in submission.problems}


def test_good_file(scheme: Scheme, good_file: Path) -> None:
    before = good_file.read_bytes()
    read = read_city_workbook(good_file, scheme)
    assert found(read) == {TARGET_DECLARED}
    assert read.problems[0] == Problem(
        "warning",
        "W_DECLARED",
        "永济市",
        "decline_target",
        "“单位GDP能耗年度降低目标”暂缺（市里未下达），该县总分、等次待定",
        Source("运城2025.xlsx", "能耗强度", "E10"),
        "暂缺（市里未下达）",
        "数出来后补填",
    )
    assert (read.year, read.scheme_id) == (2025, "small-test")
    assert read.files == {"运城2025.xlsx": hashlib.sha256(before).hexdigest()}
    assert read.adjustments == []
    assert read.self_scores is None
    assert read.declared == {
        ("永济市", "decline_target"): ("暂缺", "市里未下达"),
        ("绛县", "new_vehicles"): ("不适用", "本年度无新增车辆"),
        ("夏县", "target_in_plan"): ("不适用", "免检"),
    }
    assert read.sources["河津市", "energy_use"] == Source("运城2025.xlsx", "能耗强度", "F11")
    assert good_file.read_bytes() == before
    assert peek_city_workbook(good_file).year == 2025


def test_table(scheme: Scheme, good_file: Path) -> None:
    table = read_city_workbook(good_file, scheme).table
    assert list(table.index) == ["盐湖区", "新绛县", "绛县", "夏县", "永济市", "河津市"]
    assert list(table.columns) == list(dict.fromkeys(item for items in scheme.sheets().values() for item in items))
    assert table["decline_actual"].tolist() == [3.31, 4.52, -0.8, 15.5, 2.0, 3.3]
    assert table["decline_actual"].dtype == np.float64
    assert table["target_in_plan"].tolist() == [1.0, 0.0, 1.0, "不适用", 1.0, 1.0]
    assert np.isnan(table.loc["新绛县", "decline_target"])  # blank in an optional item: none was set
    assert table.loc["永济市", "decline_target"] == "暂缺"


@pytest.mark.parametrize(
    ("place", "value", "code", "county", "item", "message"),
    [
        ("能耗强度!C6", None, "E_BLANK", "盐湖区", "decline_actual", "“单位GDP能耗实际降低率”没有填"),
        ("能耗强度!C7", "　 ", "E_BLANK", "新绛县", "decline_actual", "“单位GDP能耗实际降低率”没有填"),
        ("能耗强度!C8", "下降3.3", "E_TEXT", "绛县", "decline_actual",
         "“单位GDP能耗实际降低率”应当是数，现在是文字“下降3.3”"),
        ("能耗强度!C9", 99, "E_RANGE", "夏县", "decline_actual", "“单位GDP能耗实际降低率”填的是“99”，大于上限 50"),
        ("能耗强度!C10", "=1/0", "E_FORMULA", "永济市", "decline_actual",
         "“单位GDP能耗实际降低率”是公式 =1/0，文件里没有它的计算结果"),
        ("能耗强度!E7", "=C7", "E_FORMULA", "新绛县", "decline_target",
         "“单位GDP能耗年度降低目标”是公式 =C7，文件里没有它的计算结果"),
        ("能耗强度!C11", datetime.date(2025, 3, 31), "E_DATE", "河津市", "decline_actual",
         "“单位GDP能耗实际降低率”应当是数，现在是日期或时间（2025-03-31）"),
        ("能耗强度!D6", "有", "E_YES_NO", "盐湖区", "target_in_plan", "“目标列入本县年度计划”应当填“是”或“否”，填的是“有”"),
        ("能耗强度!E6", "无", "E_PLACEHOLDER", "盐湖区", "decline_target",
         "“单位GDP能耗年度降低目标”填的是“无”，看不出是零、不涉及还是没有数"),
        ("能耗强度!F6", "12%", "E_PERCENT", "盐湖区", "energy_use",
         "“能源消费总量”的单位是“吨标准煤”，填的却是百分数“12%”"),
        ("能耗强度!F7", True, "E_BOOLEAN", "新绛县", "energy_use", "“能源消费总量”应当是数，现在是逻辑值 TRUE"),
        ("能耗强度!F8", "—", "E_PLACEHOLDER", "绛县", "energy_use", "“能源消费总量”填的是“—”，看不出是零、不涉及还是没有数"),
        ("能耗强度!F9", "9.8万", "E_UNIT", "夏县", "energy_use",
         "“能源消费总量”填的是“9.8万”，单位是“万”，本项的单位是“吨标准煤”"),
        ("能耗强度!F10", -1, "E_RANGE", "永济市", "energy_use", "“能源消费总量”填的是“-1”，小于下限 0"),
        ("两高项目!C6", 0.5, "E_WHOLE", "盐湖区", "two_high_violations", "“违法违规“两高”项目数”应当是整数，填的是“0.5”"),
        ("两高项目!D7", -2, "E_RANGE", "新绛县", "new_vehicles", "“新增及更新公务用车数”填的是“-2”，小于下限 0"),
        ("两高项目!D9", "暂缺", "W_REASON", "夏县", "new_vehicles",
         "“新增及更新公务用车数”填了“暂缺”，没有写原因，该县总分、等次待定"),
        ("约束事项!C10", "N/A", "E_YES_NO", "永济市", "data_falsified", "“经认定弄虚作假”应当填“是”或“否”，填的是“N/A”"),
    ],
)  # fmt: skip
def test_one_spoilt_cell(
    read_spoilt: Read, place: str, value: Any, code: str, county: str, item: str, message: str
) -> None:
    read = read_spoilt({place: value})
    assert found(read) == {TARGET_DECLARED, (code, county, item, place)}
    problem = next(one for one in read.problems if one.code == code)
    assert problem.message == message
    assert problem.remedy
    assert problem.source.file == "spoilt.xlsx"
    cell = read.table.loc[county, item]
    assert cell in ("缺报", "暂缺") or (code == "E_BLANK" and np.isnan(cell))


def test_error_values_are_not_taken_for_blanks(read_spoilt: Read) -> None:
    """A blank in an optional item would pass unnoticed."""

    def edit(book: openpyxl.Workbook) -> None:
        for cell, text in (("C6", "#DIV/0!"), ("E8", "#REF!")):
            book["能耗强度"][cell] = text
            book["能耗强度"][cell].data_type = "e"

    read = read_spoilt(edit)
    assert found(read) == {
        TARGET_DECLARED,
        ("E_EXCEL", "盐湖区", "decline_actual", "能耗强度!C6"),
        ("E_EXCEL", "绛县", "decline_target", "能耗强度!E8"),
    }
    assert [one.message for one in read.problems if one.code == "E_EXCEL"] == [
        "“单位GDP能耗实际降低率”是公式的错误值 #DIV/0!",
        "“单位GDP能耗年度降低目标”是公式的错误值 #REF!",
    ]


def test_percent_formats(read_spoilt: Read) -> None:
    """0.155 shown as 15.5% is 15.5 in a % item and an error in any other; quoted % is no percent format."""

    def edit(book: openpyxl.Workbook) -> None:
        sheet = book["能耗强度"]
        for cell, value, code in (
            ("C6", 0.155, "0.0%"),
            ("C7", 0.0331, "0.00%;[Red]-0.00%"),
            ("C8", 3.3, '0.0"%"'),
            ("F6", 0.5, "0%"),
        ):
            sheet[cell], sheet[cell].number_format = value, code

    read = read_spoilt(edit)
    assert read.table["decline_actual"].tolist()[:3] == [15.5, 3.31, 3.3]
    assert found(read) == {TARGET_DECLARED, ("E_PERCENT", "盐湖区", "energy_use", "能耗强度!F6")}
    refused = next(one for one in read.problems if one.code == "E_PERCENT")
    assert refused.message == "“能源消费总量”的单位是“吨标准煤”，填的却是百分数“50%”"


def test_formulas_with_results_are_read(scheme: Scheme, good_file: Path, tmp_path: Path) -> None:
    """XlsxWriter keeps a formula with its result; openpyxl would drop the result."""
    import xlsxwriter

    source = openpyxl.load_workbook(good_file)
    path = tmp_path / "formulas.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for sheet in source:
            copy = book.add_worksheet(sheet.title)
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.value is not None:
                        copy.write(cell.row - 1, cell.column - 1, cell.value)
        book.get_worksheet_by_name("能耗强度").write_formula("C6", "=1.1*3", None, 3.3000000000000003)
        book.get_worksheet_by_name("能耗强度").write_formula("C7", '=IF(1,"",0)', None, "")
    read = read_city_workbook(path, scheme)
    assert read.table.loc["盐湖区", "decline_actual"] == 3.3
    assert found(read) == {TARGET_DECLARED, ("E_FORMULA", "新绛县", "decline_actual", "能耗强度!C7")}


def test_every_mistake_in_one_run(read_spoilt: Read) -> None:
    spoilt = {"能耗强度!C6": "abc", "能耗强度!F8": None, "两高项目!D6": 7.5, "约束事项!C6": "?"}
    read = read_spoilt(spoilt)
    assert {f"{one.source.sheet}!{one.source.cell}" for one in read.problems} == {*spoilt, "能耗强度!E10"}


def test_full_width_text_numbers(read_spoilt: Read) -> None:
    read = read_spoilt({"能耗强度!F6": "１，２３４．５", "能耗强度!C6": "３．３１％", "能耗强度!C7": "−4.52"})
    assert read.table.loc["盐湖区", ["energy_use", "decline_actual"]].tolist() == [1234.5, 3.31]
    assert read.table.loc["新绛县", "decline_actual"] == -4.52
    assert found(read) == {TARGET_DECLARED}


def test_unusable_optional_figure_leaves_the_county_pending(scheme: Scheme, read_spoilt: Read) -> None:
    """A blank optional item is not applicable; one that cannot be read must not pass as blank."""
    read = read_spoilt({"能耗强度!E6": "abc"})
    result = assess(scheme, read.table, 2025, evidence=Evidence(problems=read.problems, sources=read.sources))
    assert result.states.loc["盐湖区", "decline_target"] == "missing"
    assert result.states.loc["新绛县", "decline_target"] == "not_applicable"
    assert [one.code for one in result.problems if (one.county, one.item) == ("盐湖区", "decline_target")] == ["E_TEXT"]


def test_progress(scheme: Scheme, good_file: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    read_city_workbook(good_file, scheme, progress=lambda *said: seen.append(said))
    assert seen == [(0, 3, "能耗强度"), (1, 3, "两高项目"), (2, 3, "约束事项"), (3, 3, "")]


def test_blank_template_names_every_blank(scheme: Scheme, tmp_path: Path) -> None:
    from workbook.template.writer import write_template

    read = read_city_workbook(write_template(scheme, 2025, tmp_path / "blank.xlsx"), scheme)
    assert {one.code for one in read.problems} == {"E_BLANK"}
    assert len(read.problems) == 6 * 6  # six counties, six required items of seven
    assert isinstance(read.table, pd.DataFrame)
    assert read.table.isna().all(axis=None)
