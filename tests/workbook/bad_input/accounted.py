"""Cells that nobody asked for, looks that say otherwise, and whatever could be meant in two ways."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Font

from tests.workbook.bad_input.cells import C8, ENERGY, F8, RATE
from tests.workbook.bad_input.kinds import Edit, Kind, Make
from tests.workbook.bad_input.sheets import MAIN, OTHER, put


def formatted(what: str, value: float, code: str, kind: str, place: str, message: str) -> Kind:
    """A figure in a number format."""

    def edit(book: openpyxl.Workbook) -> None:
        sheet, address = place.split("!")
        book[sheet][address], book[sheet][address].number_format = value, code

    return Kind(what, f"{value:g} in {code}", kind, place, message, edit=edit)


def struck(place: str) -> Edit:
    def edit(book: openpyxl.Workbook) -> None:
        sheet, address = place.split("!")
        book[sheet][address].font = Font(strike=True)

    return edit


def copied(sheet: str, title: str) -> Edit:
    def edit(book: openpyxl.Workbook) -> None:
        book.copy_worksheet(book[sheet]).title = title

    return edit


def inserted(sheet: str, row: int, **values: Any) -> Edit:
    def edit(book: openpyxl.Workbook) -> None:
        for area in list(book[sheet].merged_cells.ranges):
            book[sheet].unmerge_cells(str(area))
        book[sheet].insert_rows(row)
        for address, value in values.items():
            book[sheet][address] = value

    return edit


def written(text: str) -> Make:
    def make(good: Path, folder: Path) -> Path:
        (folder / "表.csv").write_text(text, encoding="utf-8")
        return folder / "表.csv"

    return make


HEAD = "考核年度：2025\n县（市、区）,decline_actual,energy_use\n"

KINDS = [
    Kind("figure outside the table", "H3", "W_UNREAD", f"{MAIN}!H3", "有 1 格没有读：H3（H3 写着“12.5”）", edit=put(MAIN, H3=12.5)),
    Kind("remark of one's own below the table", "注：…", "N_REMARK", f"{MAIN}!C15", "第 15 行（C15）是说明文字，没有读：“注：由统计局核定”", edit=put(MAIN, C15="注：由统计局核定")),
    Kind("sentence of the form changed", "填表说明!A13", "W_UNREAD", "填表说明!A13", "有 1 格没有读：A13（A13 写着“3. 随便填”）", edit=put("填表说明", A13="3. 随便填")),
    Kind("sheet of one's own", "Sheet9", "W_UNREAD", "底稿!A1", "有 2 格没有读：A1:B1（A1 写着“测算”；B1 写着“3”）", edit=lambda book: book.create_sheet("底稿").append(["测算", 3])),
    Kind("text of the form gone", "B5 blank", "N_FORM", f"{MAIN}!B5", "空表原有的内容不见了或改了：B5（B5 原是“编号”）", edit=put(MAIN, B5=None)),
    Kind("name that is not its id's", "去年能源消费总量", "W_NAME", f"{MAIN}!F3", "这一列的编号是 energy_use（能源消费总量），名称写的是“去年能源消费总量”，按编号读了", edit=put(MAIN, F3="去年能源消费总量")),
    Kind("unit in the heading's name", "（万吨标准煤）", "E_UNIT", f"{MAIN}!F3", "“能源消费总量”应当按“吨标准煤”填报，表头写的单位是“万吨标准煤”，这一列没有读", edit=put(MAIN, F3="能源消费总量（万吨标准煤）")),
    formatted("unit in the number format", 9.8, '0.00"万吨标准煤"', "E_UNIT", F8, f"{ENERGY}存的是 9.8，单元格格式让它显示成“9.80万吨标准煤”，本项的单位是“吨标准煤”"),
    formatted("万 in the number format", 9.8, '0.0"万"', "E_UNIT", F8, f"{ENERGY}存的是 9.8，单元格格式让它显示成“9.8万”，本项的单位是“吨标准煤”"),
    formatted("number format that shows thousands", 702900, "0.0,", "E_FORMAT", F8, f"{ENERGY}存的是 702900，单元格格式却让它显示成“702.9”"),
    formatted("number format that hides the figure", 3.3, ";;;", "E_FORMAT", C8, f"{RATE}存的是 3.3，单元格格式却让它显示成空白"),
    formatted("number format that leaves the sign out", -0.8, "0.00;0.00", "E_FORMAT", C8, f"{RATE}存的是 -0.8，单元格格式却让它显示成“0.80”"),
    Kind("figure struck out", "~~-0.8~~", "E_STRUCK", C8, f"{RATE}填的是“~~-0.8~~”，~~ 之间的画了删除线，看不出还算不算", edit=struck(C8)),
    Kind("county struck out", "~~夏县~~", "E_STRUCK", f"{OTHER}!B9", "“夏县”有划掉的字或上下标，看不出还算不算数", edit=struck(f"{OTHER}!B9")),
    Kind("second sheet of the same table", "能耗强度（更正）", "E_SHEET_TWICE", "能耗强度（更正）", "工作表“能耗强度”和“能耗强度（更正）”都有4 项（单位GDP能耗实际降低率、目标列入本县年度计划、单位GDP能耗年度降低目标…共 4 个），分不清用哪一张，这些都没有读", edit=copied(MAIN, "能耗强度（更正）")),
    Kind("second sheet of adjustments", "核定调整 (2)", "E_SHEET_TWICE", "核定 (2)", "工作表“核定调整”和“核定 (2)”都有同样的内容，分不清用哪一张，这些都没有读",
         edit=lambda book: (put("核定调整", A4="夏县", B4="intensity", C4=-1, D4="核查", E4="组长")(book), copied("核定调整", "核定 (2)")(book))[-1]),
    Kind("two columns that may be one item", "能源消费总量（初报）", "E_COLUMN_TWICE", f"{MAIN}!G3", "“能源消费总量”（编号 energy_use）有 2 列：F3、G3，分不清用哪一列，都没有读",
         edit=lambda book: [put(MAIN, **{f"{c}5": None for c in "CDEF"})(book), put(MAIN, G3="能源消费总量（初报）", G6=5)(book)][-1]),
    Kind("two columns of counties", "G: another county", "E_COUNTY_COLUMNS", f"{MAIN}!G8", "有两列县（市、区），第 8 行 B8 写的是“绛县”，G8 写的是“夏县”，分不清是谁的，这一行没有读", edit=put(MAIN, G3="县（市、区）", G8="夏县")),
    Kind("total that is not the sum", "合计 7", "W_UNREAD", f"{OTHER}!C12", "有 1 格没有读：C12（C12 写着“7”）", edit=inserted(OTHER, 12, B12="合计", C12=7)),
    Kind("heading written again", "row 9", "N_HEADING", f"{MAIN}!B9", "第 9 行把表头又写了一遍，没有当作数据", edit=inserted(MAIN, 9, B9="编号", C9="decline_actual", F9="energy_use")),
    Kind("year that the titles contradict", "2024", "W_YEAR", "填表说明!C3", "“考核年度”写的是 2024，各表标题写的是 2025 年度，按 2024 年读了", edit=put("填表说明", C3=2024), year=None),
    Kind("row of a text table longer than its heading", "2,130,500", "E_ROW_LONG", "D4", "第 4 行有 5 格，比表头的 3 格多，分不清哪个数是哪一列的，这一行没有读", make=written(HEAD + "盐湖区,3.1,2\n夏县,3.2,2,130,500\n"),
         others=("E_COLUMN_MISSING",) * 5 + ("E_COUNTY_MISSING",) * 4),
]  # fmt: skip
