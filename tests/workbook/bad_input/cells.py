"""Bad cells. The items of the small scheme: C 实际降低率 (%), D 列入计划 (是否), E 目标 (%, optional), F 能源消费总量 (吨标准煤)."""

from __future__ import annotations

import datetime

import openpyxl

from tests.workbook.bad_input.kinds import Kind, cell

RATE, ENERGY, PLAN = "“单位GDP能耗实际降低率”", "“能源消费总量”", "“目标列入本县年度计划”"
GOAL, CASES, CARS = "“单位GDP能耗年度降低目标”", "“违法违规“两高”项目数”", "“新增及更新公务用车数”"
F8, F9, C8 = "能耗强度!F8", "能耗强度!F9", "能耗强度!C8"
UNCLEAR = "看不出是零、不涉及还是没有数"


def text(what: str, value: str, place: str = F8, name: str = ENERGY) -> Kind:
    """Text where a number is due."""
    shown = " ".join(value.split())
    return cell(what, value, "E_TEXT", place, f"{name}应当是数，现在是文字“{shown}”", shown)


def unit(what: str, value: str, said: str, place: str = F8, name: str = ENERGY, own: str = "吨标准煤") -> Kind:
    """A figure with another unit than the item's."""
    return cell(what, value, "E_UNIT", place, f"{name}填的是“{value}”，单位是“{said}”，本项的单位是“{own}”")


def error_value(place: str, value: str) -> Kind:
    """An error that a formula gave."""

    def edit(book: openpyxl.Workbook) -> None:
        sheet, address = place.split("!")
        book[sheet][address] = value
        book[sheet][address].data_type = "e"

    name = RATE if place[-2] == "C" else GOAL
    return Kind(f"error value {value}", value, "E_EXCEL", place, f"{name}是公式的错误值 {value}", edit=edit)


def percent_format(book: openpyxl.Workbook) -> None:
    book["能耗强度"]["F8"], book["能耗强度"]["F8"].number_format = 0.5, "0%"


def merged(book: openpyxl.Workbook) -> None:
    book["能耗强度"].merge_cells("F7:F8")


def merged_across(book: openpyxl.Workbook) -> None:
    book["能耗强度"].merge_cells("B9:C9")


KINDS = [
    cell("required cell left blank", None, "E_BLANK", C8, f"{RATE}没有填", "(blank)"),
    cell("nothing but blanks", "　 ", "E_BLANK", F8, f"{ENERGY}没有填", "(full-width blank)"),
    text("about so much", "约12"),
    text("number in words with a direction", "下降3.3", C8, RATE),
    text("number with its unit", "12.5吨标准煤"),
    text("number with its unit and a remark", "12.5tce（初步）"),
    text("number with a word that may be a unit", "12.5车皮"),
    text("number with 左右", "3.35左右", C8, RATE),
    unit("number in 万 (ten thousands)", "9.8万", "万", F9),
    unit("number in a multiple of the unit", "70.29万吨标准煤", "万吨标准煤"),
    unit("number in a multiple of the unit, loosely written", "约70.29万吨左右", "万吨"),
    unit("number in a power of ten", "70.29×10⁴tce", "×10⁴tce"),
    unit("number in a part of the unit", "500kgce", "kgce"),
    unit("number in per mille", "34.2‰", "‰", C8, RATE, "%"),
    unit("number in a unit of something else", "12.5万元", "万元"),
    unit("number in a unit per month", "12.5吨标准煤/月", "吨标准煤/月"),
    unit("number counted as something else", "3辆", "辆", "两高项目!C8", CASES, "个"),
    text("number in 亿 and 万 in turn", "1亿2千万"),
    text("accountant's negative, the minus behind", "12.5-"),
    Kind("writing direction turned, so that 24.3 shows as 3.42", "U+202E 24.3", "E_TEXT", C8,
         f"{RATE}应当是数，现在是文字“[U+202E]24.3”", cells={C8: "\u202e24.3"}),
    text("blank inside a number", "12 500"),
    text("two numbers in a cell", "3.3\n3.4"),
    text("range instead of a number", "3.3-3.5", C8, RATE),
    text("thousands separator in the wrong place", "12,50"),
    text("underscore in a number", "1_000"),
    text("Chinese numeral", "三", "两高项目!C8", CASES),
    text("superscript", "10²"),
    text("digits of another script", "٣"),
    text("infinity", "inf"),
    text("number beyond floating point", "1e999"),
    text("accountant's negative", "(12.5)"),
    text("sentence that begins with 不适用", "不适用于本县"),
    cell("dash", "—", "E_PLACEHOLDER", F8, f"{ENERGY}填的是“—”，{UNCLEAR}"),
    cell("word for what is not there yet", "办理中", "E_PLACEHOLDER", F8, f"{ENERGY}填的是“办理中”，{UNCLEAR}"),
    cell("slash", "/", "E_PLACEHOLDER", F8, f"{ENERGY}填的是“/”，{UNCLEAR}"),
    cell("无 in an optional item", "无", "E_PLACEHOLDER", "能耗强度!E6", f"{GOAL}填的是“无”，{UNCLEAR}"),
    cell("N/A", "N/A", "E_PLACEHOLDER", F8, f"{ENERGY}填的是“N/A”，{UNCLEAR}"),
    cell("question mark", "？", "E_PLACEHOLDER", F8, f"{ENERGY}填的是“？”，{UNCLEAR}"),
    cell("percentage where the unit is another", "12%", "E_PERCENT", F8,
         f"{ENERGY}的单位是“吨标准煤”，填的却是百分数“12%”"),
    Kind("percent number format where the unit is another", "0.5 shown as 50%", "E_PERCENT", F8,
         f"{ENERGY}的单位是“吨标准煤”，填的却是百分数“50%”", edit=percent_format),
    cell("logical value", True, "E_BOOLEAN", F8, f"{ENERGY}应当是数，现在是逻辑值 TRUE", "TRUE"),
    cell("date", datetime.date(2025, 3, 31), "E_DATE", C8, f"{RATE}应当是数，现在是日期或时间（2025-03-31）"),
    cell("time of day", datetime.time(12, 30), "E_DATE", C8, f"{RATE}应当是数，现在是日期或时间（12:30:00）", "12:30"),
    error_value(C8, "#DIV/0!"),
    error_value("能耗强度!E8", "#REF!"),
    error_value("能耗强度!C9", "#N/A"),
    cell("error value of LibreOffice, as text", "Err:502", "E_EXCEL", C8, f"{RATE}是公式的错误值 Err:502"),
    cell("formula without a stored result", "=1/0", "E_FORMULA", C8,
         f"{RATE}是公式 =1/0，文件里没有它的计算结果"),
    cell("formula without a result in an optional item", "=C7&\"\"", "E_FORMULA", "能耗强度!E7",
         f"{GOAL}是公式 =C7&\"\"，文件里没有它的计算结果"),
    cell("half a project", 0.5, "E_WHOLE", "两高项目!C6", f"{CASES}应当是整数，填的是“0.5”"),
    cell("negative count", -2, "E_RANGE", "两高项目!D7", f"{CARS}填的是“-2”，小于下限 0"),
    cell("above the item's limit", 99, "E_RANGE", "能耗强度!C9", f"{RATE}填的是“99”，大于上限 50"),
    cell("below the item's limit", -1, "E_RANGE", "能耗强度!F10", f"{ENERGY}填的是“-1”，小于下限 0"),
    cell("0.155 typed as 1550%", "1550%", "E_RANGE", C8, f"{RATE}填的是“1550%”，大于上限 50"),
    cell("有 for yes", "有", "E_YES_NO", "能耗强度!D6", f"{PLAN}应当填“是”或“否”，填的是“有”"),
    cell("2 for yes or no", 2, "E_YES_NO", "能耗强度!D6", f"{PLAN}应当填“是”或“否”，填的是“2”"),
    cell("N/A for yes or no", "N/A", "E_YES_NO", "约束事项!C10", "“经认定弄虚作假”应当填“是”或“否”，填的是“N/A”"),
    cell("暂缺 without a reason", "暂缺", "W_REASON", "两高项目!D9", f"{CARS}填了“暂缺”，没有写原因，该县总分、等次待定"),
    cell("不适用 without a reason", "不适用", "W_REASON", "两高项目!D9", f"{CARS}填了“不适用”，没有写原因"),
    cell("暂缺 with its reason", "暂缺（等核定）", "W_DECLARED", "两高项目!D9",
         f"{CARS}暂缺（等核定），该县总分、等次待定"),
    Kind("figures of two counties merged to one cell", "F7:F8 merged", "E_MERGED", "能耗强度!F7",
         f"{ENERGY}所在的 F7:F8 合并成了一格，看不出各是多少", edit=merged, others=("E_MERGED",)),
    Kind("figure merged under the county's name", "B9:C9 merged", "E_MERGED", "能耗强度!C9",
         f"{RATE}所在的 B9:C9 合并成了一格，看不出各是多少", edit=merged_across),
]  # fmt: skip
