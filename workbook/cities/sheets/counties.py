"""各县: every county with its city, grade, points, its rank in the city and over all that were scored alike."""

from __future__ import annotations

from typing import Any

from workbook.cities.declared import RollUpSheet
from workbook.cities.drawing import TITLE_ROWS, Drawing
from workbook.cities.rollup import Group, RollUp
from workbook.result.paper import Paper
from workbook.result.sheets.ranking import GRADE_FILLS
from workbook.result.styles import Styles

SHEET = "各县"
_COLUMNS = (("全部名次", 7.0), ("城市", 16.0), ("县（市、区）", 12.0), ("等次", 10.0), ("总分", 9.0), ("本市名次", 7.0), ("状态", 6.0), ("等次约束、待定和暂定的事由", 44.0))  # fmt: skip
_NOTE = "全部名次：方案、年度相同的各市的县一起，按方案的排名规则（等次或总分，同分判定）排；并列的为 1、1、3。没有总分或等次的县排在后面，没有名次。"


def _draw(whole: RollUp, sheet: Any, styles: Styles) -> None:
    drawing = Drawing(sheet, styles)
    drawing.begin("各县（市、区）的等次和名次", _NOTE, [width for _, width in _COLUMNS])
    for group in whole.groups:
        if drawing.row > 2:
            drawing.skip()
        _group(drawing, group)


def _group(drawing: Drawing, group: Group) -> None:
    heads = [name for name, _ in _COLUMNS]
    drawing.heads(group.title, heads)
    first, places = drawing.row, group.cities[0].places
    points = "0." + "0" * places if places else "0"
    fills = {name: colour or GRADE_FILLS[min(place, len(GRADE_FILLS) - 1)] for place, (name, colour) in enumerate(group.cities[0].grades)}  # fmt: skip
    for one in group.counties:
        county = one.county
        total = "待定" if county.total is None else county.total
        rank = "—" if county.rank is None else county.rank
        cells = ("—" if one.rank is None else one.rank, one.city.name, county.name, county.grade, total, rank, county.state, county.why)  # fmt: skip
        drawing.line(cells, ("0", "", "", "@", points, "0", "@", ""), ("", "", "", fills.get(county.grade, "")))
    if len(group.counties) and first == 4:  # one table on a sheet can have the arrows
        drawing.sheet.autofilter(first - 1, 0, drawing.row - 1, len(heads) - 1)
    if first == 4:
        drawing.sheet.freeze_panes(first, 3)


DECLARED = RollUpSheet(
    SHEET, 2, _draw, Paper(rows=TITLE_ROWS), "全部县（市、区）：等次、总分、本市名次和全部名次", "#0072B2"
)
