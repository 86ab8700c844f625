"""待定: which counties have no final result, why, and what is outstanding."""

from __future__ import annotations

from typing import Any

from workbook.cities.declared import RollUpSheet
from workbook.cities.drawing import HEAD_ROW, TITLE_ROWS, SheetDrawing
from workbook.cities.rollup import RollUp
from workbook.drawing.paper import Paper
from workbook.drawing.styles import Styles
from workbook.result.sheets.provenance import PENDING, TENTATIVE

SHEET = "待定"
_COLUMNS = (("城市", 16.0), ("县（市、区）", 12.0), ("状态", 6.0), ("等次", 10.0), ("事由", 68.0))
_NOTE = "待定：缺数，没有总分或等次，不参加排名。暂定：有总分，但所用的数还没有最终核定，或者有异议。"


def _draw(whole: RollUp, sheet: Any, styles: Styles) -> None:
    drawing, last = SheetDrawing(sheet, styles), len(_COLUMNS) - 1
    drawing.begin("待定和暂定的县（市、区）", _NOTE, [width for _, width in _COLUMNS])
    waiting = [
        (state, city, county)
        for state in (PENDING, TENTATIVE)
        for city in whole.cities
        for county in city.counties
        if county.state == state
    ]
    if not waiting:
        drawing.sentence("没有待定或暂定的县（市、区）。", last)
    else:
        drawing.heads([name for name, _ in _COLUMNS])
        sheet.freeze_panes(HEAD_ROW + 1, 2)
    for state, city, county in waiting:
        drawing.line((city.name, county.name, state, county.grade, county.why), ("", "", "@", "@", ""))
    owing = [(city.name, one) for city in whole.cities for one in city.debts]
    if owing:
        drawing.skip()
        drawing.heading("催报：谁还欠什么")
        for name, text in owing:
            drawing.named(name, text.removeprefix("催报："), last)


DECLARED = RollUpSheet(
    SHEET, 4, _draw, lambda _: Paper(rows=TITLE_ROWS), "没有最终结果的县（市、区）和原因；谁还欠什么数", "#E69F00"
)
