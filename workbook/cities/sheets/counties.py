"""各县: every county with its city, grade, points, its rank in the city and over all that were scored alike."""

from __future__ import annotations

from typing import Any

from workbook.cities.declared import RollUpSheet
from workbook.cities.drawing import HEAD_ROW, HEADED_ROWS, SheetDrawing
from workbook.cities.rollup import CityGroup, RollUp
from workbook.drawing.paper import Paper
from workbook.drawing.styles import Styles, fixed
from workbook.result.sheets.ranking import GRADE_FILLS

SHEET = "各县"
_COLUMNS = (("全部名次", 7.0), ("城市", 16.0), ("县（市、区）", 12.0), ("等次", 10.0), ("总分", 9.0), ("本市名次", 7.0), ("状态", 6.0), ("等次约束、待定和暂定的事由", 44.0))  # fmt: skip
_NOTE = "全部名次：方案、年度相同的各市的县一起，按方案的排名规则（等次或总分，同分判定）排；并列的为 1、1、3。没有总分或等次的县排在后面，没有名次。"


def _draw(whole: RollUp, sheet: Any, styles: Styles) -> None:
    drawing = SheetDrawing(sheet, styles)
    drawing.begin("各县（市、区）的等次和名次", _NOTE, [width for _, width in _COLUMNS])
    drawing.heads([name for name, _ in _COLUMNS])
    for group in whole.groups:
        _group(drawing, group, titled=len(whole.groups) > 1)
    if len(whole.groups) == 1:
        sheet.autofilter(HEAD_ROW, 0, drawing.row - 1, len(_COLUMNS) - 1)
    sheet.freeze_panes(HEAD_ROW + 1, 3)


def _group(drawing: SheetDrawing, group: CityGroup, *, titled: bool) -> None:
    if titled:
        drawing.heading(group.title)
    places, grades = group.cities[0].places, group.cities[0].grades
    points = fixed(places)
    fills = {
        name: colour or GRADE_FILLS[min(place, len(GRADE_FILLS) - 1)] for place, (name, colour) in enumerate(grades)
    }
    for one in group.counties:
        county = one.county
        cells = (
            "—" if one.rank is None else one.rank,
            one.city.name,
            county.name,
            county.grade,
            "待定" if county.total is None else county.total,
            "—" if county.rank is None else county.rank,
            county.state,
            county.why,
        )
        drawing.line(cells, ("0", "", "", "@", points, "0", "@", ""), ("", "", "", fills.get(county.grade, "")))


DECLARED = RollUpSheet(
    SHEET, 2, _draw, lambda _: Paper(rows=HEADED_ROWS), "全部县（市、区）：等次、总分、本市名次和全部名次", "#0072B2"
)
