"""One city workbook, or one county's: lists, tables with items down, figures that contradict, scores that cannot be had."""

from __future__ import annotations

from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.workbook.bad_input.city import Edit, Spoil, cells, figure, in_book, rows
from tests.workbook.bad_input.kinds import Kind
from tests.workbook.road.conftest import FIGURES

CARS, WORKS, PROJECTS = "车辆清单", "重点减排工程清单", "两高项目清单"


def city(*edits: Edit) -> Spoil:
    """Changes to the city's workbook."""
    return in_book("全市.xlsx", lambda book: [edit(book) for edit in edits])


def county(*edits: Edit) -> Spoil:
    """Changes to 夏县's book."""
    return in_book("夏县.xlsx", lambda book: [edit(book) for edit in edits])


def listed(sheet: str, number: int, **values: Any) -> Edit:
    """Cells of a row of a list, by the ids of its columns."""

    def edit(book: Any) -> None:
        head = {cell.value: cell.column for cell in book[sheet][5]} | {"county": 2}
        for name, value in values.items():
            book[sheet].cell(number, head[name]).value = value

    return edit


def copied(sheet: str, old: int, new: int, **values: Any) -> Edit:
    """A row of a list written again, with other values in some columns."""

    def edit(book: Any) -> None:
        for cell in book[sheet][old][1:-1]:
            book[sheet].cell(new, cell.column).value = cell.value
        listed(sheet, new, **values)(book)

    return edit


def headless(sheet: str, item: str) -> Edit:
    """A column of a list without its heading."""

    def edit(book: Any) -> None:
        for cell in book[sheet][5]:
            if cell.value == item:
                for row in (3, 5):
                    book[sheet].cell(row, cell.column).value = None

    return edit


def raised(book: Any) -> None:
    """10², with the 2 raised."""
    font = InlineFont(vertAlign="superscript")
    figure("energy_use", CellRichText("38800", TextBlock(font, "2")))(book)


def without_row(book: Any) -> None:
    book["市统计局"].delete_rows(6)


def second_heading(book: Any) -> None:
    book["市统计局"]["H3"] = "本年填报数"


def other_county(book: Any) -> None:
    for cell in (cell for row in book["填表说明"].iter_rows() for cell in row if cell.value == "夏县"):
        cell.value = "绛县"


def without_list(book: Any) -> None:
    """No row of 夏县 on the list of cars."""
    for row in book[CARS].iter_rows(min_row=6):
        if row[1].value == "夏县":
            for cell in row[1:9]:
                cell.value = None


NA = "不适用（试验）"


def nothing_applies(book: Any) -> None:
    for item in FIGURES.columns:
        figure(item, NA)(book)


KINDS = [
    Kind("word that is no choice of a list", "电动", "E_CHOICE", "车辆清单!G8", "“动力”填的是“电动”，不在选项里", start="city", spoil=city(listed(CARS, 8, power="电动")), others=("W_LIST_PENDING", "W_LIST_PENDING")),
    Kind("row of a list without a county", "(blank)", "E_LIST_COUNTY", "车辆清单!B6", "第 6 行没有写县（市、区），这一行没有计入，由清单计的各项按缺报处理", start="city", spoil=city(listed(CARS, 6, county=None)), others=("W_LIST_PENDING",) * 78),
    Kind("no name where a name must be", "待定", "E_LIST_NAME", "两高项目清单!C6", "“项目名称”写的是“待定”，不是名称", start="city", spoil=city(listed(PROJECTS, 6, project="待定"))),
    Kind("column of a list gone", "no 动力", "E_LIST_COLUMN", "车辆清单!B5", "“车辆清单”缺少“动力”（编号 power）一列，由它计的各项按缺报处理", start="city", spoil=city(headless(CARS, "power")), others=("W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_UNREAD")),
    Kind("what needs a reason, without it", "特种车: 是", "E_LIST_REASON", "车辆清单!I10", "经批准的特种车为“是”的，没有写“批准文号和理由”", start="city", spoil=city(listed(CARS, 10, exempt="是", exempt_reason=None)), others=("E_LIST_DIFFERS", "E_LIST_DIFFERS")),
    Kind("more recognised than claimed", "9999 of 258.9", "E_LIST_ABOVE", "重点减排工程清单!H6", "“认定减排量”9999 大于“申报减排量”258.9", start="city", spoil=city(listed(WORKS, 6, recognised=9999)), others=("E_LIST_DIFFERS", "W_CHECK")),
    Kind("不适用 in a list", "不适用（没有）", "E_LIST_DECLARED", "重点减排工程清单!H7", "“认定减排量”填的是“不适用（没有）”，清单的这一列不能这样填", start="city", spoil=city(listed(WORKS, 7, recognised="不适用（没有）")), others=("W_LIST_PENDING",)),
    Kind("more than six decimals in a list", "1.0000005", "E_LIST_PLACES", "重点减排工程清单!G8", "“申报减排量”的小数超过 6 位：1.0000005", start="city", spoil=city(listed(WORKS, 8, claimed=1.0000005, recognised=1)), others=("E_LIST_DIFFERS",)),
    Kind("figure that its list contradicts", "35 of 36", "E_LIST_DIFFERS", "公共机构!E6", "“新增及更新车辆数”填的是 35，按“车辆清单”计数是 36（全市.xlsx：车辆清单!B6 起），按清单计", start="city", spoil=city(figure("vehicles_all", 35, "盐湖区"))),
    Kind("row of a list twice", "a plate in rows 6 and 7", "E_LIST_TWICE", "车辆清单!B7", "“车辆清单”里 全市.xlsx：车辆清单!B6 和 全市.xlsx：车辆清单!B7 两行的号牌或车架号“晋虚盐0001-盐湖区”相同，分不清是不是重复登记，由它计的各项按缺报处理", start="city", spoil=city(copied(CARS, 6, 7)), others=("W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING")),
    Kind("case closed by law and something else too", "依法关闭, 未整改", "E_LIST_ALONE", "两高项目清单!B7", "“两高项目清单”里同一项的“处置结果”在 全市.xlsx：两高项目清单!B6 是“依法关闭”，在 全市.xlsx：两高项目清单!B7 是“未整改”，不能都是，由它计的各项按缺报处理", start="city",
         spoil=city(listed(PROJECTS, 6, due="是", outcome="依法关闭", opinion="1号"), copied(PROJECTS, 6, 7, outcome="未整改", opinion=None)), others=("W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING")),
    Kind("name with two codes, beside a row without one", "codes A, B and none", "E_LIST_CASE", "两高项目清单!B8", "“两高项目清单”的“盐湖区虚构化工项目1”没有写代码，同名的有几个代码（全市.xlsx：两高项目清单!B6、全市.xlsx：两高项目清单!B7），分不清是哪一个，由它计的各项按缺报处理", start="city",
         spoil=city(copied(PROJECTS, 6, 7, project_code="另一代码"), copied(PROJECTS, 6, 8, project_code=None)), others=("W_LIST_NAMES", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING")),
    Kind("case of two counties", "one code in 盐湖区 and 临猗县", "E_LIST_TWO_COUNTIES", "两高项目清单!B141", "“两高项目清单”的项目代码“SF-盐湖区-001”在两个县（市、区）都有：盐湖区（全市.xlsx：两高项目清单!B6）、临猗县（全市.xlsx：两高项目清单!B141）", start="city",
         spoil=city(copied(PROJECTS, 6, 141, county="临猗县")), others=("E_LIST_DIFFERS", "E_LIST_DIFFERS")),
    Kind("code with two names", "one code, two names", "W_LIST_NAMES", "两高项目清单!B7", "“两高项目清单”里同一个代码写了两个名称：全市.xlsx：两高项目清单!B6 和 全市.xlsx：两高项目清单!B7，按代码认", start="city",
         spoil=city(copied(PROJECTS, 6, 7, project="虚构的另一个名称")), others=("E_LIST_DIFFERS", "E_LIST_DIFFERS")),
    Kind("county without rows in a list, with figures of it", "no car of 夏县", "W_LIST_NONE", "公共机构!C14", "“车辆清单”里没有夏县的行，“新增及更新车辆中的新能源汽车数”、“新增及更新车辆数”、“其中经批准的特种车数”等 5 项按填报的数计", start="city", spoil=city(without_list)),
    Kind("tons of a list still to come", "暂缺（省里未核）", "W_LIST_PENDING", "重点减排工程清单!B6", "“化学需氧量重点工程减排量（认定）”要从“重点减排工程清单”计，清单里有一行暂缺或读不出来：该县总分、等次待定", start="city",
         spoil=city(listed(WORKS, 6, recognised="暂缺（省里未核）"), figure("cod_recognised", None, "盐湖区")), others=("W_DECLARED",)),
    Kind("more decimals than the figure can have", "3.4215", "E_PLACES", "能耗强度!C14", "“单位地区生产总值能耗年度下降率（实际）”的数 3.4215 超过 2 位小数，按缺报处理", start="city", spoil=city(figure("decline_actual", 3.4215))),
    Kind("superscript in a figure", "38800²", "E_RICH", "能耗强度!G14", "“能源消费总量”填的是“38800^2^”，^ 之间的是上标或下标，看不出是多少", start="city", spoil=city(raised)),
    Kind("未下达 where something must be", "未下达（市里没有定）", "E_NOT_ASSIGNED", "能耗强度!E14", "“单位地区生产总值能耗五年下降目标”未下达（市里没有定）：这一项不能这样写，按缺报处理", start="city", spoil=city(figure("five_year_target", "未下达（市里没有定）"))),
    Kind("figure a tenth of the other counties'", "0.355", "W_CHECK", "能耗强度!C14", "“单位地区生产总值能耗年度下降率（实际）”填报 35.5，像是小数点错了一位，应为 3.55；“单位地区生产总值能耗年度下降目标”是 3.32（核对：小数点错位）", start="city", spoil=city(figure("decline_actual", 35.5)), others=("W_PACE",)),
    Kind("figure that another asks for, left blank", "growth approved, no growth", "E_INCOMPLETE", "能耗强度!O6", "“能源消费总量控制”缺少计算需要的数（未填或不适用：“地区生产总值增速（可比价）”），该项不计分，总分、等次待定", start="city", spoil=city(figure("growth_actual", None, "盐湖区"))),
    Kind("targets on two sheets of one workbook", "目标下达 beside 能耗强度", "E_SHEET_TWICE", "目标下达", "工作表“能耗强度”和“目标下达”都有1 项（单位地区生产总值能耗年度下降目标），分不清用哪一张，这些都没有读", start="city",
         spoil=city(rows("目标下达", ("县（市、区）", "decline_target"), ("夏县", 3.3), first=1)), others=(*("E_COUNTY_MISSING",) * 12, "W_COLUMN")),
    Kind("part above its whole", "9 units of 4", "W_PART", "两高项目!E14", "“能耗在线监测接入”的分子 9家 大于分母 4家", start="city", spoil=city(figure("monitored_units", 9))),
    Kind("part declared 不适用 beside a whole", "不适用 of 20 units", "W_PART_NA", "两高项目!E14", "“能耗在线监测接入”的分母是 4家，分子却申报不适用，该项因此不计分", start="city", spoil=city(figure("monitored_units", NA))),
    Kind("energy taken out beyond the whole", "90,000,000 of 388,000 t", "W_EXCLUDED", "能耗强度!G14", "“能源消费总量控制”扣除的数大于能源消费总量，扣后为 -89572000吨标准煤", start="city", spoil=city(figure("renewable_power", 9e7)), others=("W_CHECK",)),
    Kind("completion 不适用 that a limit of the grade asks for", "不适用", "W_GATE_NA", "", "等次约束“年度和累计能耗强度目标均未完成”要看“单位地区生产总值能耗年度下降目标”的完成率，现在不适用，这条约束没有起作用", start="city", spoil=city(figure("decline_actual", NA)), others=("W_GATE_NA",)),
    Kind("annual target below the pace of five years", "1.0", "W_PACE", "能耗强度!D14", "年度目标 1.00% 低于剩余年限每年还需的 3.05%：年度目标都完成，也达不到五年目标", start="city", spoil=city(figure("decline_target", 1.0))),
    Kind("nothing applies to a county", "不适用 everywhere", "W_NO_TOTAL", "", "没有适用的指标，算不出总分，不评等次，不参加排名", start="plain", spoil=city(nothing_applies), others=("W_GATE_NA",) * 8),
    Kind("no score of an earlier year", "不适用", "E_PAST", "约束事项!F8", "没有“2019年度总分”，期末总分算不出来，总分、等次待定", start="own", spoil=city(figure("score_2019", NA, "丙县"))),
    Kind("judged above its points", "31 of 30", "W_JUDGED", "制度建设!C7", "“制度建设”核定的分 31分 超过该项分值，按该项分值计", start="own", spoil=city(figure("system_score", 31, "乙县"))),
    Kind("row of a county's book deleted", "no energy_use", "E_ROW_MISSING", "市统计局!C3", "工作表“市统计局”缺少“能源消费总量”（编号 energy_use）一行，该项按缺报处理", start="county", spoil=county(without_row), others=("N_NUMBERS",)),
    Kind("row of a county's book twice", "energy_use in C6 and C7", "E_ROW_TWICE", "市统计局!C7", "“能源消费总量”（编号 energy_use）有 2 行：C6、C7，分不清用哪一行，都没有读", start="county", spoil=county(cells("市统计局", C7="energy_use")), others=("E_ROW_MISSING",)),
    Kind("two columns with one heading in a county's book", "本年填报数 twice", "E_COLUMNS_ALIKE", "市统计局!H3", "有 2 列的表头说的是同一件事：G3（本年填报数）、H3（本年填报数），分不清用哪一列，这张表没有读", start="county", spoil=county(second_heading), others=("N_OWED",)),
    Kind("status that is none", "待定", "E_STATUS", "市统计局!H6", "“能源消费总量”的状态写的是“待定”，按缺报处理", start="county", spoil=county(cells("市统计局", G6=None, H6="待定"))),
    Kind("status beside a figure", "388000, 暂缺", "E_STATUS", "市统计局!G6", "“能源消费总量”的状态是“暂缺”，又填了“388000”，分不清用哪一个", start="county", spoil=county(cells("市统计局", H6="暂缺"))),
    Kind("county's book with another county's titles", "绛县", "W_COUNTY", "填表说明!C4", "“填报县（市、区）”写的是“绛县”，各表标题写的是“夏县”，按“绛县”读了", start="county", spoil=county(other_county), others=("E_LIST_COUNTY", "E_LIST_COUNTY", "E_LIST_COUNTY", "E_LIST_COUNTY", "E_LIST_COUNTY", "E_LIST_COUNTY", "E_LIST_COUNTY", "E_LIST_COUNTY", "E_LIST_COUNTY", "E_LIST_COUNTY", "E_LIST_COUNTY", "E_LIST_COUNTY", "E_LIST_COUNTY", "E_LIST_COUNTY", "E_LIST_COUNTY", "E_LIST_COUNTY", "E_LIST_COUNTY", "E_LIST_COUNTY", "E_LIST_COUNTY", "E_LIST_COUNTY", "E_LIST_COUNTY", "E_LIST_COUNTY", "E_LIST_COUNTY", "E_LIST_COUNTY", "E_LIST_COUNTY", "E_LIST_COUNTY", "E_LIST_COUNTY", "E_LIST_COUNTY", "N_OWED", "N_OWED", "N_OWED", "W_FILE_NAME", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_LIST_PENDING", "W_UNREAD", "W_UNREAD", "W_UNREAD", "W_UNREAD")),
]  # fmt: skip
