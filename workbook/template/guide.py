"""The sheet 填表说明: the year and the scheme, how to fill the workbook in, and every item's definition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scoring.scheme.models import ItemSpec
from scoring.scheme.scheme import Scheme
from workbook.reading.parts.declaration import COUNTY_LABEL, GUIDE, REMARK_LABEL, SCHEME_LABEL, YEAR_LABEL
from workbook.result.styles import Styles
from workbook.template.data_sheet import ALERT
from workbook.template.guarding import protect
from workbook.template.item_texts import example, how
from workbook.template.measure import LINE, lines
from workbook.template.paper import landscape

_HOW = (
    "每张数据表一行一个县（市、区），一列一个数据项。数填在浅黄格（必填）和浅灰格（没有设定的可以留空）里；"
    "表头的编号、单位和行列的名称不要改。",
    "数只写数字，不带单位，按表头的单位填。百分数按百分点写：15.5% 写 15.5，不写 0.155。",
    "是否项写“是”或“否”。",
    "零写 0。本县（市、区）不涉及的，写“不适用（原因）”，如：不适用（本年度无新增车辆）。"
    "数还没有出来的，写“暂缺（原因）”，如：暂缺（统计局5月反馈）。不要写“—”“/”“无”，也不要把必填的格空着。",
    "可以用公式；交表前用 Excel 或 WPS 保存一次，公式才带有结果。文件存为 .xlsx。",
    "“核定调整”由考核组填写：每一笔加减分写明县（市、区）、指标编号、分数、理由和批准人；没有的留空。"
    "“自评分”由各县（市、区）填写，不参加计分，只作对照；不用的留空。",
    "上年数由程序带入，只供对照。“核对”列随填随算：绿色“✓”是通过，橙色“✗”说明哪里不符；核对只作提醒，核实无误的保留。"
    "“全市”一行填全市核定数，用来核对各县合计。",
    "清单各表一行一项；某县（市、区）填了清单的，有关各项按清单计数、合计，数据表里可以不填；两处都填的要一致。",
    "各表已保护（没有密码），只有浅黄格、浅灰格可以填。填好后先用 kaohe check 检查：有问题的格都会列出文件、工作表、单元格和改法。",
)
_HOW_COUNTY = (
    "本工作簿由{county}填报。每张表一行一个数据项，按负责部门分表。数填在“本年填报数”一列；编号、单位和各列的名称不要改。",
    _HOW[1],
    _HOW[2],
    "零写 0。没有数的，“本年填报数”留空，在“状态”一列选“不适用”（不涉及）或“暂缺”（数还没有出来），并在“原因”一列写明原因。"
    "不要写“—”“/”“无”，也不要把必填的格空着又不选状态。",
    _HOW[4],
    "“自评分”逐项填写，不参加计分，与核定分对照；“核定分”由考核组填写。不自评的留空。",
    "上年数由程序带入，只供对照。“核对”列随填随算：绿色“✓”是通过，橙色“✗”说明哪里不符；核对只作提醒，核实无误的保留。",
    "清单各表一行一项；填了清单的，有关各项按清单计数、合计，“本年填报数”可以不填；两处都填的要一致。没有的，清单留空，数填 0。",
    _HOW[-1],
)
_COLUMNS = (
    ("序号", 5.0),
    ("工作表", 9.0),
    ("数据项", 19.0),
    ("编号", 16.0),
    ("单位", 8.0),
    ("填法", 14.0),
    ("定义和期间", 36.0),
    ("数据来源", 12.0),
    ("依据", 9.0),
    ("佐证材料", 17.0),
    ("示例", 9.0),
)
_SMALL = 1.1  # a column holds so much more of 9 point type than of 10
_ROOM = sum(room for _, room in _COLUMNS)


def write_guide(
    book: Any,
    styles: Styles,
    scheme: Scheme,
    year: int,
    title: str,
    alert: str,
    homes: Mapping[str, Sequence[str]],
    county: str = "",
) -> Any:
    """Add the sheet. homes: item ids by the sheet that holds them, in order. county: of a county workbook."""
    sheet = book.add_worksheet(GUIDE)
    for column, (_, room) in enumerate(_COLUMNS):
        sheet.set_column(column, column, room)
    row = _head(sheet, styles, scheme, year, title, alert, county)
    row = _how_to(sheet, styles, row, [one.replace("{county}", county) for one in (_HOW_COUNTY if county else _HOW)])
    _items(sheet, styles, scheme, homes, row)
    landscape(sheet, GUIDE, alert)
    sheet.fit_to_pages(1, 0)
    protect(sheet)
    return sheet


def _head(sheet: Any, styles: Styles, scheme: Scheme, year: int, title: str, alert: str, county: str) -> int:
    last = len(_COLUMNS) - 1
    sheet.set_row(0, 34)
    sheet.merge_range(0, 0, 0, last, title, styles.title())
    if alert:
        sheet.set_row(1, 22)
        style = styles.get(bold=True, font_size=11, font_color=ALERT, align="center")
        sheet.merge_range(1, 0, 1, last, alert, style)
    region = scheme.region.name if scheme.region else ""
    rows = [
        (YEAR_LABEL, year),
        (COUNTY_LABEL, county),
        ("考核地区", region),
        ("考核方案", scheme.title),
        (SCHEME_LABEL, scheme.id),
        ("方案版本", scheme.spec.version),
        ("方案性质", scheme.spec.standing),
        (REMARK_LABEL, alert),
    ]
    row = 2
    for label, text in rows:
        if not text:
            continue
        sheet.set_row(row, 20)
        sheet.merge_range(row, 0, row, 1, label, styles.head())
        sheet.merge_range(row, 2, row, last, text, styles.cell(align="left", indent=1))
        row += 1
    return row + 1


def _how_to(sheet: Any, styles: Styles, row: int, said: Sequence[str]) -> int:
    last = len(_COLUMNS) - 1
    sheet.set_row(row, 24)
    sheet.write_string(row, 0, "怎么填", styles.sheet_title())
    for number, words in enumerate(said, 1):
        row += 1
        text = f"{number}. {words}"
        sheet.set_row(row, LINE * lines(text, _ROOM) + 6)
        sheet.merge_range(row, 0, row, last, text, styles.get(text_wrap=True))
    return row + 2


def _items(sheet: Any, styles: Styles, scheme: Scheme, homes: Mapping[str, Sequence[str]], row: int) -> None:
    sheet.set_row(row, 24)
    sheet.write_string(row, 0, "数据项", styles.sheet_title())
    row += 1
    sheet.set_row(row, 24)
    for column, (label, _) in enumerate(_COLUMNS):
        sheet.write_string(row, column, label, styles.head())
    sheet.repeat_rows(row)
    number = 0
    for home, ids in homes.items():
        for item_id in ids:
            row, number = row + 1, number + 1
            _item(sheet, styles, row, number, home, scheme.items[item_id])


def _item(sheet: Any, styles: Styles, row: int, number: int, home: str, item: ItemSpec) -> None:
    definition = "\n".join(part for part in (item.definition, f"期间：{item.period}", item.design) if part)
    texts = [
        str(number),
        home,
        item.name,
        item.id,
        item.unit,
        how(item),
        definition,
        item.bureau,
        item.clause,
        "；".join(item.evidence),
        example(item),
    ]
    tallest = max(lines(text, room * _SMALL) for text, (_, room) in zip(texts, _COLUMNS, strict=True))
    sheet.set_row(row, max(20.0, LINE * tallest + 6))
    for column, text in enumerate(texts):
        if column == 0:
            sheet.write_number(row, column, number, styles.cell(align="center"))
        else:
            sheet.write_string(row, column, text, styles.wrapped(font_size=9))
