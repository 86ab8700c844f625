"""The template: what is written reads back the same, looks the same twice, and never half or over another."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter.worksheet import Worksheet as XlsxSheet

from scoring import load_scheme
from scoring.assessment import Adjustment
from scoring.errors import KaoheError
from scoring.scheme.scheme import Scheme
from tests.workbook.conftest import COUNTIES, make_scheme
from workbook import saving as saving_module
from workbook.drawing.headers import pages_across, surely_first
from workbook.drawing.measure import lines, width
from workbook.reading.submissions import read_city_workbook
from workbook.template.content import TemplateContent
from workbook.template.county_writer import county_template_bytes
from workbook.template.writer import template_bytes, write_template


@pytest.fixture
def blank(scheme: Scheme, tmp_path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(write_template(scheme, 2025, tmp_path / "blank.xlsx"))


def test_formulas_and_validations_have_only_functions_of_excel_2010() -> None:
    """XlsxWriter's own search for newer ones is left out; it changes a formula that has one by a prefix, so that the two differ."""
    scheme = load_scheme("yuncheng-14fyp")
    books = [template_bytes(scheme, 2025), county_template_bytes(scheme, 2025, "夏县")]
    found = 0
    for data in books:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            parts = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        for formula in re.findall(r"<(?:f|formula1|formula2|formula)>([^<]+)<", "".join(parts)):
            assert XlsxSheet()._prepare_formula(formula, True) == formula
            found += 1
    assert found > 100


def test_sheets_and_heading(blank: openpyxl.Workbook) -> None:
    assert blank.sheetnames == ["填表说明", "能耗强度", "两高项目", "约束事项", "核定调整", "数据修订", "自评分"]
    sheet = blank["能耗强度"]
    assert sheet["A1"].value == "运城市2025年度考核数据：能耗强度"
    assert sheet["A2"].value == "考核年度：2025　　方案：测试方案（small-test）"
    assert [cell.value for cell in sheet[3]][:4] == [
        "行政区划代码",
        "县（市、区）",
        "单位GDP能耗实际降低率",
        "目标列入本县年度计划",
    ]
    assert [sheet[f"B{row}"].value for row in range(3, 12)] == ["县（市、区）", "单位", "编号", *COUNTIES]
    assert [sheet[f"C{row}"].value for row in (4, 5)] == ["%", "decline_actual"]
    assert [sheet[f"A{row}"].value for row in range(6, 12)] == list(COUNTIES.values())


def test_guide(blank: openpyxl.Workbook) -> None:
    texts = [str(cell.value) for row in blank["填表说明"] for cell in row if cell.value is not None]
    said = "\n".join(texts)
    for word in ("考核年度", "2025", "small-test", "不适用（本年度无新增车辆）", "暂缺（统计局5月反馈）", "核定文件"):
        assert word in said
    row = next(row for row in blank["填表说明"].iter_rows(values_only=True) if row[3] == "decline_actual")
    assert row[1:6] == (
        "能耗强度",
        "单位GDP能耗实际降低率",
        "decline_actual",
        "%",
        "数（15.5% 写 15.5），不小于 -50，不大于 50",
    )
    assert row[7:] == ("市统计局", "四（一）", "核定文件", "3.31")


def test_notes_on_headings(blank: openpyxl.Workbook) -> None:
    note = blank["能耗强度"]["C3"].comment
    assert note is not None
    assert note.text.splitlines() == [
        "单位GDP能耗实际降低率（decline_actual）",
        "定义：单位GDP能耗实际降低率，以主管部门核定数为准",
        "期间：考核年度",
        "单位：%",
        "填法：数（15.5% 写 15.5），不小于 -50，不大于 50",
        "数据来源：市统计局",
        "依据：四（一）",
        "佐证材料：核定文件",
        "示例：3.31",
    ]
    assert "示例：是" in blank["能耗强度"]["D3"].comment.text.splitlines()  # type: ignore[union-attr]


def validation(sheet: Worksheet, cell: str) -> Any:
    return next(one for one in sheet.data_validations.dataValidation if cell in one.sqref)


def test_validation_lets_declarations_through(blank: openpyxl.Workbook) -> None:
    yes_no = validation(blank["能耗强度"], "D6")
    assert (yes_no.type, yes_no.formula1, yes_no.errorStyle) == ("list", '"是,否"', "information")
    declared = 'OR(LEFT({0},3)="不适用",LEFT({0},2)="暂缺")'
    percent = validation(blank["能耗强度"], "C11")
    assert percent.type == "custom"
    assert percent.formula1 == f"IF(ISNUMBER(C6),AND(C6>=-50,C6<=50),{declared.format('C6')})"
    count = validation(blank["两高项目"], "D6")
    assert count.formula1 == f"IF(ISNUMBER(D6),AND(D6=INT(D6),D6>=0,D6<=5000),{declared.format('D6')})"
    assert validation(blank["核定调整"], "A4").formula1 == "'能耗强度'!$B$6:$B$11"
    assert validation(blank["核定调整"], "B18").formula1 == "'自评分'!$C$5:$E$5"


@pytest.mark.parametrize("name", ["能耗强度", "两高项目", "约束事项", "自评分"])
def test_print_setup(blank: openpyxl.Workbook, name: str) -> None:
    sheet = blank[name]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$3:$5", "$A:$B")
    assert sheet.freeze_panes == "C6"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage  # type: ignore[union-attr]


def test_required_and_optional_cells_differ(blank: openpyxl.Workbook) -> None:
    sheet = blank["能耗强度"]
    assert sheet["C6"].fill.start_color.rgb == "FFFFFBE6"
    assert sheet["E6"].fill.start_color.rgb == "FFF3F6FA"


def test_round_trip(scheme: Scheme, good_values: pd.DataFrame, good_file: Path) -> None:
    """What was written is read, cell by cell: numbers to 15 digits, yes/no as 1 and 0, declarations as declared."""
    read = read_city_workbook(good_file, scheme)
    for item in good_values.columns:
        for county in good_values.index:
            written, got = good_values.loc[county, item], read.table.loc[county, item]
            if written is None:
                assert np.isnan(got)
            elif written in ("是", "否"):
                assert got == float(written == "是")
            elif isinstance(written, str):
                word, reason = read.declared[county, item]
                assert f"{word}（{reason}）" == written
                assert got == word
            else:
                assert got == written


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_round_trip_of_any_figures(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    scheme = make_scheme()
    numbers = st.floats(0, 1e12, allow_nan=False).map(lambda value: float(f"{value:.15g}"))
    words = st.sampled_from(["不适用（甲、乙）", "暂缺（待核）", None])
    values = pd.DataFrame(
        {"energy_use": data.draw(st.lists(numbers | words, min_size=6, max_size=6))}, index=list(COUNTIES), dtype=object
    )
    path = tmp_path_factory.mktemp("any") / "a.xlsx"
    read = read_city_workbook(write_template(scheme, 2024, path, TemplateContent(values=values)), scheme)
    for county, written in values["energy_use"].items():
        got = read.table.loc[str(county), "energy_use"]
        if written is None:
            assert np.isnan(got)
        else:
            assert got == (written[: len(got)] if isinstance(written, str) else written)


def test_same_bytes_twice(scheme: Scheme, good_values: pd.DataFrame, tmp_path: Path) -> None:
    once, twice = (
        write_template(scheme, 2025, tmp_path / name, TemplateContent(values=good_values)).read_bytes()
        for name in ("1.xlsx", "2.xlsx")
    )
    assert once == twice


def test_label_of_made_up_figures_is_on_every_sheet(scheme: Scheme, tmp_path: Path) -> None:
    label = "演示数据 A&B，不是真实数据"
    path = write_template(scheme, 2025, tmp_path / "demo.xlsx", TemplateContent(remark=label))
    for sheet in openpyxl.load_workbook(path):
        assert any(label in str(cell.value) for row in sheet["A1:A2"] for cell in row), sheet.title
        assert "演示数据 A&&B" in (sheet.oddFooter.left.text or ""), sheet.title


def test_adjustments_round_trip(scheme: Scheme, good_values: pd.DataFrame, tmp_path: Path) -> None:
    rows = [Adjustment("夏县", "intensity", -0.5, "理由" * 60, "市政府")]
    path = write_template(
        scheme, 2025, tmp_path / "adjusted.xlsx", TemplateContent(values=good_values, adjustments=rows)
    )
    read = read_city_workbook(path, scheme).adjustments
    assert [(one.county, one.indicator, one.points, one.reason, one.approver) for one in read] == [
        ("夏县", "intensity", -0.5, "理由" * 60, "市政府")
    ]


def test_without_a_region(tmp_path: Path) -> None:
    scheme = make_scheme(region=False)
    values = pd.DataFrame({"energy_use": [1.0, 2.0]}, index=["甲省", "乙省"])
    read = read_city_workbook(write_template(scheme, 2025, tmp_path / "a.xlsx", TemplateContent(values=values)), scheme)
    assert read.table["energy_use"].to_dict() == {"甲省": 1.0, "乙省": 2.0}
    read = read_city_workbook(write_template(scheme, 2025, tmp_path / "b.xlsx"), scheme)
    assert len(read.table) == 0


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"energy": [1.0]}, "数据：方案里没有这些数据项：energy"),
        ({"energy_use": ["多"]}, "数据：盐湖区：“能源消费总量”应当是数，现在是文字“多”"),
        ({"energy_use": [-1]}, "数据：盐湖区：“能源消费总量”填的是“-1”，小于下限 0"),
        ({"new_vehicles": [1.5]}, "数据：盐湖区：“新增及更新公务用车数”应当是整数，填的是“1.5”"),
    ],
)
def test_values_that_would_not_read_back(scheme: Scheme, tmp_path: Path, values: Any, message: str) -> None:
    with pytest.raises(KaoheError) as caught:
        write_template(
            scheme, 2025, tmp_path / "a.xlsx", TemplateContent(values=pd.DataFrame(values, index=["盐湖区"]))
        )
    assert str(caught.value) == message
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("index", "message"),
    [
        (["盐湖区", "小店区"], "数据：方案里没有这些县（市、区）：小店区"),
        (["盐湖区", "盐湖区"], "数据：县（市、区）有重复，分不清用哪一个"),
    ],
)
def test_counties_that_are_none(scheme: Scheme, tmp_path: Path, index: list[str], message: str) -> None:
    with pytest.raises(KaoheError) as caught:
        write_template(
            scheme,
            2025,
            tmp_path / "a.xlsx",
            TemplateContent(values=pd.DataFrame({"energy_use": [1.0, 2.0]}, index=index)),
        )
    assert str(caught.value) == message


def test_year_outside_the_plan(scheme: Scheme, tmp_path: Path) -> None:
    with pytest.raises(KaoheError, match="方案 small-test 适用于 2021—2025 年，不含 2026 年"):
        write_template(scheme, 2026, tmp_path / "a.xlsx")


def test_never_over_another_file_unasked(scheme: Scheme, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(KaoheError) as caught:
        write_template(scheme, 2025, path)
    assert str(caught.value) == f"{path} 已经存在，没有覆盖：请换一个文件名；确实要覆盖的，加 --force"
    assert path.read_text(encoding="utf-8") == "mine"
    write_template(scheme, 2025, path, force=True)
    assert zipfile.is_zipfile(path)
    assert [one.name for one in tmp_path.iterdir()] == ["a.xlsx"]


def test_whole_or_not_at_all(scheme: Scheme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the last step fails (the file is open in Excel, say), the old file stands and nothing is left behind."""
    path = tmp_path / "a.xlsx"
    path.write_text("mine", encoding="utf-8")

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "拒绝访问")

    monkeypatch.setattr(saving_module.Path, "replace", refuse)
    with pytest.raises(KaoheError, match="写不进去（没有权限）：如果它正在 Excel 或 WPS 里打开，请关闭后再试"):
        write_template(scheme, 2025, path, force=True)
    assert path.read_text(encoding="utf-8") == "mine"
    assert [one.name for one in tmp_path.iterdir()] == ["a.xlsx"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("文件/a.xlsx", "文件 是文件，不是文件夹：请换一个位置"),
        ("a.xls", "a.xls：只能写成 .xlsx，请改文件名，如 a.xlsx"),
    ],
)
def test_places_that_cannot_be_written(scheme: Scheme, tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "文件").write_text("", encoding="utf-8")
    with pytest.raises(KaoheError, match=message):
        write_template(scheme, 2025, tmp_path / name)


def test_a_folder_that_is_not_there_is_made(scheme: Scheme, tmp_path: Path) -> None:
    write_template(scheme, 2025, tmp_path / "新" / "文件夹" / "a.xlsx")
    assert [one.name for one in (tmp_path / "新" / "文件夹").iterdir()] == ["a.xlsx"]


def test_room_that_text_takes() -> None:
    assert (width("县（市、区）"), width("GDP能耗"), width("")) == (12, 7, 0)
    assert (lines("能耗强度能耗强度", 9), lines("一\n二", 20), lines("", 5)) == (2, 2, 1)


def test_pages() -> None:
    """A4 across is 10.69 in. between the margins; a column of 15 units is 110 pixels of 96 to the inch."""
    kept = [10.0, 13.0]  # 171 px = 1.78 in; at 70% a page holds 15.27 in, 11 columns of 15 beside them
    assert pages_across(kept, [15.0] * 11) == 1
    assert pages_across(kept, [15.0] * 12) == 2
    assert surely_first([15.0] * 11, 1) == 11
    assert surely_first([15.0] * 12, 2) == 4
