"""The sheet 填表说明: the year and the scheme, how to fill the workbook in, and every item's definition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scoring.scheme.models import ItemSpec
from scoring.scheme.scheme import Scheme
from workbook.reading.declaration import GUIDE, REMARK_LABEL, SCHEME_LABEL, YEAR_LABEL
from workbook.result.styles import Styles
from workbook.template.data_sheet import ALERT
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
    "填好后先用 kaohe check 检查：有问题的格都会列出文件、工作表、单元格和改法。",
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
) -> Any:
    """Add the sheet. homes: item ids by the sheet that holds them, in order."""
    sheet = book.add_worksheet(GUIDE)
    for column, (_, room) in enumerate(_COLUMNS):
        sheet.set_column(column, column, room)
    row = _head(sheet, styles, scheme, year, title, alert)
    row = _how_to(sheet, styles, row)
    _items(sheet, styles, scheme, homes, row)
    landscape(sheet, GUIDE, alert)
    sheet.fit_to_pages(1, 0)
    return sheet


def _head(sheet: Any, styles: Styles, scheme: Scheme, year: int, title: str, alert: str) -> int:
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


def _how_to(sheet: Any, styles: Styles, row: int) -> int:
    last = len(_COLUMNS) - 1
    sheet.set_row(row, 24)
    sheet.write_string(row, 0, "怎么填", styles.sheet_title())
    for number, text in enumerate(_HOW, 1):
        row += 1
        said = f"{number}. {text}"
        sheet.set_row(row, LINE * lines(said, _ROOM) + 6)
        sheet.merge_range(row, 0, row, last, said, styles.get(text_wrap=True))
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
