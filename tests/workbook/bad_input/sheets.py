"""Bad sheets, headings, rows of counties, and the sheets beside the data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import openpyxl

from tests.workbook.bad_input.kinds import Edit, Kind

MAIN, OTHER = "能耗强度", "两高项目"
FOUR = "单位GDP能耗实际降低率、目标列入本县年度计划、单位GDP能耗年度降低目标…共 4 个"
NO_COLUMN = "工作表“能耗强度”缺少“能源消费总量”（编号 energy_use）一列，各县该项按缺报处理"
GONE = "工作表“两高项目”没有“夏县”一行，它在这张表里的数都按缺报处理"
UNKNOWN = "运城市没有“{}”这个县（市、区），这一行没有读"
CODE = "“夏县”的行政区划代码应为 140828，填的是 {}（{}），分不清是谁的数，这一行没有读"
TWINS = "“绛县”出现了两次（首次在 B8），分不清用哪一行，都没有读"


def put(sheet: str, **values: Any) -> Edit:
    """Cells of one sheet."""

    def edit(book: openpyxl.Workbook) -> None:
        for address, value in values.items():
            book[sheet][address] = value

    return edit


def plain(sheet: str, change: Callable[[Any], None]) -> Edit:
    """A change to a sheet whose cells are no longer merged."""

    def edit(book: openpyxl.Workbook) -> None:
        for area in list(book[sheet].merged_cells.ranges):
            book[sheet].unmerge_cells(str(area))
        change(book[sheet])

    return edit


def no_sheet(book: openpyxl.Workbook) -> None:
    del book[MAIN]


def renamed(book: openpyxl.Workbook) -> None:
    book[MAIN].title = "能耗强度表"
    for row in (3, 5):
        for column in "CDEF":
            book["能耗强度表"][f"{column}{row}"] = None


def no_heading(book: openpyxl.Workbook) -> None:
    for column in "CDEF":
        book[MAIN][f"{column}3"] = book[MAIN][f"{column}5"] = None


def no_counties(book: openpyxl.Workbook) -> None:
    for row in range(3, 12):
        book[MAIN][f"B{row}"] = None


def second_counties(book: openpyxl.Workbook) -> None:
    """A table beside the first: the column of energy use goes to H, behind counties in another order."""
    sheet = book[MAIN]
    for row in range(3, 12):
        sheet[f"H{row}"], sheet[f"F{row}"] = sheet[f"F{row}"].value, None
    for row in range(6, 12):
        sheet[f"G{row}"] = sheet[f"B{17 - row}"].value


def hidden_row(book: openpyxl.Workbook) -> None:
    book[MAIN].row_dimensions[9].hidden = True


def hidden_column(book: openpyxl.Workbook) -> None:
    book[MAIN].column_dimensions["F"].hidden = True


def hidden_sheet(book: openpyxl.Workbook) -> None:
    book[OTHER].sheet_state = "hidden"


def near_name(book: openpyxl.Workbook) -> None:
    book["核定调整"].title = "核定调整表"


def caliber(word: str, other: str = "") -> Edit:
    def edit(book: openpyxl.Workbook) -> None:
        sheet = book[MAIN]
        for area in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(area))
        sheet.insert_rows(5)
        sheet["B5"], sheet["F5"] = "口径", word
        if other:
            sheet["C5"] = other

    return edit


ROW = ("夏县", "intensity", -1.5, "核查发现口径不一致", "考核组组长")


def adjusted(*rows: tuple[Any, ...], **heads: Any) -> Edit:
    def edit(book: openpyxl.Workbook) -> None:
        for number, row in enumerate(rows, 4):
            for column, value in zip("ABCDE", row, strict=True):
                book["核定调整"][f"{column}{number}"] = value
        for address, value in heads.items():
            book["核定调整"][address] = value

    return edit


KINDS = [
    Kind("data sheet gone", "no sheet 能耗强度", "E_SHEET_MISSING", MAIN,
         f"没有工作表“能耗强度”，其中 4 项（{FOUR}）都按缺报处理", edit=no_sheet),
    Kind("data sheet renamed, ids gone", "能耗强度表", "E_SHEET_MISSING", MAIN,
         f"没有工作表“能耗强度”，其中 4 项（{FOUR}）都按缺报处理", edit=renamed),
    Kind("no heading", "ids and names deleted", "E_HEADER", MAIN,
         "找不到表头：没有一行写着数据项的编号（如 decline_actual）或名称", edit=no_heading),
    Kind("no column of counties", "names deleted", "E_COUNTY_COLUMN", f"{MAIN}!A5", "找不到“县（市、区）”一列",
         edit=no_counties),
    Kind("column deleted", "no energy_use", "E_COLUMN_MISSING", MAIN, NO_COLUMN,
         edit=plain(MAIN, lambda sheet: sheet.delete_cols(6))),
    Kind("column twice", "energy_use in F and G", "E_COLUMN_TWICE", f"{MAIN}!G5",
         "“能源消费总量”（编号 energy_use）有 2 列：F5、G5，分不清用哪一列，都没有读", edit=put(MAIN, G5="energy_use", G6=5)),
    Kind("id and name of two items", "energy_use named 降低目标", "E_COLUMN_MIXED", f"{MAIN}!F5",
         "这一列的编号是 energy_use（能源消费总量），名称却是“单位GDP能耗年度降低目标”（编号应为 decline_target），没有读",
         edit=put(MAIN, F3="单位GDP能耗年度降低目标")),
    Kind("another unit in the heading", "万吨标准煤", "E_UNIT", f"{MAIN}!F4",
         "“能源消费总量”应当按“吨标准煤”填报，表头写的单位是“万吨标准煤”，这一列没有读", edit=put(MAIN, F4="万吨标准煤")),
    Kind("column that the scheme does not know", "去年", "W_COLUMN", f"{MAIN}!G5", "方案里没有“去年”这一列，没有读",
         edit=put(MAIN, G3="去年", G6=5)),
    Kind("column of another sheet", "new_vehicles", "W_COLUMN", f"{MAIN}!G5",
         "“new_vehicles”一列应在工作表“两高项目”，这里的没有读", edit=put(MAIN, G5="new_vehicles", G6=5)),
    Kind("id misspelt", "energy_us", "W_RENAMED", f"{MAIN}!F5", "表头“energy_us”按“能源消费总量”（编号 energy_use）读了",
         edit=put(MAIN, F5="energy_us", F3="能耗")),
    Kind("name misspelt, no id", "能源消耗总量", "W_RENAMED", f"{MAIN}!F5",
         "表头“能源消耗总量”按“能源消费总量”（编号 energy_use）读了", edit=put(MAIN, F5=None, F3="能源消耗总量")),
    Kind("name that may mean something else", "能源消费总量合计", "E_COLUMN_MISSING", MAIN, NO_COLUMN,
         edit=put(MAIN, F5=None, F3="能源消费总量合计"), others=("W_COLUMN",)),
    Kind("second table beside, counties in another order", "G: counties, H: energy_use", "E_COUNTY_COLUMNS",
         f"{MAIN}!G6", "有两列县（市、区）：B5 和 G5 以下，第 6 行两列不一致，后一列右边的 1 项没有读", edit=second_counties),
    Kind("hidden row with figures", "row 9", "W_HIDDEN", f"{MAIN}!C9", "第 9 行（夏县）是隐藏的，里面的数照样读了",
         edit=hidden_row),
    Kind("hidden column with figures", "column F", "W_HIDDEN", f"{MAIN}!F6", "F 列（能源消费总量）是隐藏的，里面的数照样读了",
         edit=hidden_column),
    Kind("hidden sheet with figures", "两高项目", "W_HIDDEN", OTHER, "工作表“两高项目”是隐藏的，里面的数照样读了",
         edit=hidden_sheet),
    Kind("caliber that is none", "当量", "E_CALIBER", f"{MAIN}!F5", "口径应当是当量值或等价值，现在是“当量”",
         edit=caliber("当量")),
    Kind("misspelt county", "夏现", "E_COUNTY_UNKNOWN", f"{OTHER}!B9", UNKNOWN.format("夏现"), edit=put(OTHER, B9="夏现")),
    Kind("county's former name", "河津县", "E_COUNTY_UNKNOWN", f"{OTHER}!B11", UNKNOWN.format("河津县"),
         edit=put(OTHER, B11="河津县")),
    Kind("county of another city", "太原市小店区", "E_COUNTY_UNKNOWN", f"{OTHER}!B12", UNKNOWN.format("太原市小店区"),
         edit=put(OTHER, B12="太原市小店区", C12=5), others=("N_FORM",)),
    Kind("county twice", "绛县 in B8 and B9", "E_COUNTY_TWICE", f"{OTHER}!B9", TWINS, edit=put(OTHER, B9="绛县", A9=140826),
         others=("E_COUNTY_MISSING",)),
    Kind("code of another county", "140826", "E_CODE", f"{OTHER}!A9", CODE.format("140826", "是“绛县”的代码"),
         edit=put(OTHER, A9="140826")),
    Kind("code of no county", "999999", "E_CODE", f"{OTHER}!A9", CODE.format("999999", "不是本市的代码"),
         edit=put(OTHER, A9=999999)),
    Kind("figures without a county's name", "B9 blank", "E_COUNTY_BLANK", f"{OTHER}!B9", "第 9 行有数，没有写县（市、区）名称，没有读",
         edit=put(OTHER, B9=None)),
    Kind("row of a county deleted", "no row 夏县", "E_COUNTY_MISSING", f"{OTHER}!B5", GONE,
         edit=plain(OTHER, lambda sheet: sheet.delete_rows(9))),
    Kind("year that is none", "去年", "E_YEAR", "填表说明!C3", "“考核年度”写的是“去年”，读不懂", edit=put("填表说明", C3="去年")),
    Kind("year left blank", "(blank)", "E_YEAR", "填表说明!A3", "“考核年度”没有填", edit=put("填表说明", C3=None)),
    Kind("filled for another scheme", "other-scheme", "W_SCHEME", "填表说明!C6",
         "工作簿是按方案 other-scheme 填的，现在按方案 small-test 读", edit=put("填表说明", C6="other-scheme")),
    Kind("adjustment for a county that there is not", "夏现", "E_ADJUSTMENT", "核定调整!A4",
         "没有“夏现”这个县（市、区），这一行没有采用", edit=adjusted(("夏现", *ROW[1:]))),
    Kind("adjustment of an indicator that there is not", "intensty", "E_ADJUSTMENT", "核定调整!B4",
         "方案里没有指标“intensty”，这一行没有采用", edit=adjusted((ROW[0], "intensty", *ROW[2:]))),
    Kind("adjustment in words", "两分", "E_ADJUSTMENT", "核定调整!C4",
         "“加减分”应当是数，现在是文字“两分”，这一行没有采用", edit=adjusted((*ROW[:2], "两分", *ROW[3:]))),
    Kind("adjustment without a reason", "(blank)", "E_ADJUSTMENT", "核定调整!D4", "没有写理由，这一行没有采用",
         edit=adjusted((*ROW[:3], None, ROW[4]))),
    Kind("adjustment without an approver", "(blank)", "E_ADJUSTMENT", "核定调整!E4", "没有写批准人，这一行没有采用",
         edit=adjusted((*ROW[:4], None))),
    Kind("same adjustment twice", "two equal rows", "W_ADJUSTMENT", "核定调整!C5", "“核定调整”里这一笔与 坏.xlsx：核定调整!C4 完全相同，只计一次",
         edit=adjusted(ROW, ROW), others=("W_ADJUSTMENT_PAPER",) * 2),
    Kind("heading of the adjustments gone", "D3 = 备注", "E_ADJUSTMENT", "核定调整", "“核定调整”的表头缺少：理由，整张表没有读",
         edit=adjusted(ROW, D3="备注")),
    Kind("sheet with a name much like one that is read", "核定调整表", "W_SHEET", "核定调整表", "工作表“核定调整表”没有读",
         edit=near_name),
    Kind("self score above the indicator's points", "18.5", "E_RANGE", "自评分!C6",
         "“能耗强度年度目标”填的是“18.5”，大于上限 18", edit=put("自评分", C6=18.5)),
]  # fmt: skip
