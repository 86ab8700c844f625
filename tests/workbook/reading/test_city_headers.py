"""Headings and sheets: found wherever they stand, refused where they say two things."""

from __future__ import annotations

import openpyxl
import pytest

from tests.workbook.conftest import Edit, Read

DECLARED = ("W_DECLARED", "E10", "“单位GDP能耗年度降低目标”暂缺（市里未下达），该县总分、等次待定", "数出来后补填")
FOUR = "单位GDP能耗实际降低率、目标列入本县年度计划、单位GDP能耗年度降低目标…共 4 个"


def cells(**values: object) -> Edit:
    def edit(book: openpyxl.Workbook) -> None:
        for cell, value in values.items():
            book["能耗强度"][cell] = value

    return edit


def drop_column(book: openpyxl.Workbook) -> None:
    book["能耗强度"].unmerge_cells("A3:A5")
    for merged in list(book["能耗强度"].merged_cells.ranges):
        book["能耗强度"].unmerge_cells(str(merged))
    book["能耗强度"].delete_cols(6)


def no_sheet(book: openpyxl.Workbook) -> None:
    del book["能耗强度"]


def renamed(book: openpyxl.Workbook) -> None:
    book["能耗强度"].title = "能耗强度 (2)"


def no_header(book: openpyxl.Workbook) -> None:
    for column in "CDEF":
        book["能耗强度"][f"{column}3"] = book["能耗强度"][f"{column}5"] = None


def no_counties(book: openpyxl.Workbook) -> None:
    for row in range(3, 12):
        book["能耗强度"][f"B{row}"] = None


def foreign_column(book: openpyxl.Workbook) -> None:
    book["能耗强度"]["G5"], book["能耗强度"]["G6"] = "new_vehicles", 5


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (no_sheet, [("E_SHEET_MISSING", "", f"没有工作表“能耗强度”，其中 4 项（{FOUR}）都按缺报处理",
                     "用 kaohe template 生成空表可以得到这张表")]),
        (renamed, [("E_SHEET_MISSING", "", f"没有工作表“能耗强度”，其中 4 项（{FOUR}）都按缺报处理",
                    "是不是“能耗强度 (2)”？是的话把工作表名改成“能耗强度”")]),
        (no_header, [("E_HEADER", "", "找不到表头：没有一行写着数据项的编号（如 decline_actual）或名称",
                      "用 kaohe template 生成空表，把数填进去；表头的“编号”行不要改动")]),
        (no_counties, [("E_COUNTY_COLUMN", "A5", "找不到“县（市、区）”一列",
                        "在表头写“县（市、区）”，下面各行写县（市、区）全称：盐湖区、新绛县、绛县、夏县、永济市、河津市")]),
        (drop_column, [("E_COLUMN_MISSING", "", "工作表“能耗强度”缺少“能源消费总量”（编号 energy_use）一列，各县该项按缺报处理",
                        "补上这一列，在“编号”行写 energy_use；没有数的格写“暂缺（原因）”或“不适用（原因）”"), DECLARED]),
        (cells(F5="energy_us", F3="能耗"), [
            ("W_RENAMED", "F5", "表头“energy_us”按“能源消费总量”（编号 energy_use）读了",
             "是这一项的，在“编号”行写 energy_use；不是的，改成它自己的名称"), DECLARED]),
        (cells(F5=None, F3="能源消费总量合计"), [
            ("E_COLUMN_MISSING", "", "工作表“能耗强度”缺少“能源消费总量”（编号 energy_use）一列，各县该项按缺报处理",
             "补上这一列，在“编号”行写 energy_use；没有数的格写“暂缺（原因）”或“不适用（原因）”"),
            ("W_COLUMN", "F5", "方案里没有“能源消费总量合计”这一列，没有读",
             "是不是 energy_use（能源消费总量）？是的话改正表头"),
            DECLARED]),
        (cells(G5="energy_use", G6=5), [
            ("E_COLUMN_TWICE", "G5", "“能源消费总量”（编号 energy_use）有 2 列：F5、G5，分不清用哪一列，都没有读",
             "只留一列，其余删除"), DECLARED]),
        (cells(F3="单位GDP能耗年度降低目标"), [
            ("E_COLUMN_MIXED", "F5", "这一列的编号是 energy_use（能源消费总量），名称却是“单位GDP能耗年度降低目标”"
             "（编号应为 decline_target），没有读", "核对这一列到底是哪一项，改正编号或名称"), DECLARED]),
        (cells(F4="万吨标准煤"), [
            ("E_UNIT", "F4", "“能源消费总量”应当按“吨标准煤”填报，表头写的单位是“万吨标准煤”，这一列没有读",
             "把数换算成“吨标准煤”（1 万吨标准煤 = 10000 吨标准煤），再把表头的单位改回“吨标准煤”"), DECLARED]),
        (cells(G3="去年", G6=5), [("W_COLUMN", "G5", "方案里没有“去年”这一列，没有读", "不用的列可以删除"), DECLARED]),
        (foreign_column, [("W_COLUMN", "G5", "“new_vehicles”一列应在工作表“两高项目”，这里的没有读",
                           "移到工作表“两高项目”，或删除"), DECLARED]),
    ],
)  # fmt: skip
def test_wrong(read_spoilt: Read, edit: Edit, expected: list[tuple[str, str, str, str]]) -> None:
    read = read_spoilt(edit)
    assert [(one.code, one.source.cell, one.message, one.remedy) for one in read.problems] == expected
    assert all(one.source.sheet == "能耗强度" for one in read.problems)


@pytest.mark.parametrize(
    "edit", [drop_column, cells(G5="energy_use"), cells(F4="万吨标准煤"), cells(F3="单位GDP能耗年度降低目标")]
)
def test_what_cannot_be_trusted_is_not_read(read_spoilt: Read, edit: Edit) -> None:
    read = read_spoilt(edit)
    assert read.table["energy_use"].tolist() == ["缺报"] * 6
    assert read.table["decline_actual"].tolist() == [3.31, 4.52, -0.8, 15.5, 2.0, 3.3]


def shifted(book: openpyxl.Workbook) -> None:
    """Title rows above, a blank column at the left, blank rows between, a total, remarks, another title."""
    sheet = book["能耗强度"]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.insert_rows(9)
    sheet.insert_rows(1, 3)
    sheet.insert_cols(1, 2)
    sheet["A1"] = "附件3"
    sheet["D16"] = "合　计"
    sheet["H16"] = 4061091.72  # the sum of what stands above
    sheet["C17"] = "注：本表由统计局核定"
    sheet["C18"] = "二、其他事项另附"
    sheet["C19"] = "填表人：王五"


def by_names(book: openpyxl.Workbook) -> None:
    for column in "CDEF":
        book["能耗强度"][f"{column}5"] = None
    book["能耗强度"]["C3"] = " 单位ＧＤＰ能耗\n实际降低率"


def one_id_lost(book: openpyxl.Workbook) -> None:
    book["能耗强度"]["F5"] = None


def no_units(book: openpyxl.Workbook) -> None:
    for column in "BCDEF":
        book["能耗强度"][f"{column}4"] = None


def spelt_freely(book: openpyxl.Workbook) -> None:
    book["能耗强度"]["C5"] = " Decline_Actual "
    book["能耗强度"]["F4"] = "吨标准煤 "
    book["能耗强度"]["C4"] = "％"
    book["能耗强度"].title = " 能耗强度"


def moved_around(book: openpyxl.Workbook) -> None:
    """Columns in another order: nothing is taken by position."""
    sheet = book["能耗强度"]
    for row in range(3, 12):
        sheet[f"C{row}"].value, sheet[f"F{row}"].value = sheet[f"F{row}"].value, sheet[f"C{row}"].value


def without_codes(book: openpyxl.Workbook) -> None:
    book["能耗强度"].unmerge_cells("A3:A5")
    for row in range(3, 12):
        book["能耗强度"][f"A{row}"] = None


def remark_column(book: openpyxl.Workbook) -> None:
    book["能耗强度"]["G3"], book["能耗强度"]["G6"] = "备注", "初步数"


def heading_repeated(book: openpyxl.Workbook) -> None:
    sheet = book["能耗强度"]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.insert_rows(9, 2)
    for column in "BCDEF":
        sheet[f"{column}9"], sheet[f"{column}10"] = sheet[f"{column}3"].value, sheet[f"{column}5"].value


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (shifted, {"N_FORM", "N_REMARK", "W_UNREAD"}),
        (by_names, {"N_FORM"}),  # a form that lost something is told so
        (one_id_lost, {"N_FORM"}),
        (no_units, {"N_FORM"}),
        (spelt_freely, {"N_FORM"}),
        (moved_around, set()),
        (without_codes, {"N_FORM"}),
        (remark_column, set()),
        (heading_repeated, {"N_HEADING"}),
    ],
)
def test_tolerated(read_spoilt: Read, edit: Edit, told: set[str]) -> None:
    read = read_spoilt(edit)
    assert {one.code for one in read.problems} == {"W_DECLARED", *told}
    assert read.table["decline_actual"].tolist() == [3.31, 4.52, -0.8, 15.5, 2.0, 3.3]
    assert read.table["energy_use"].tolist() == [1234567.8, 345678.9, 0.3, 98765, 45678.12, 2345678]
