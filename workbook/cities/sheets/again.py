"""重新运行: the cities that were not scored, and those whose data has errors."""

from __future__ import annotations

from typing import Any

from workbook.cities.declared import RollUpSheet
from workbook.cities.drawing import HEADED_ROWS, SheetDrawing
from workbook.cities.rollup import RollUp
from workbook.drawing.paper import Paper
from workbook.drawing.styles import Styles

SHEET = "重新运行"
_WIDTHS = (16.0, 12.0, 84.0)
_NOTE = "改好这些市的数据以后，再运行同一条命令：变了的市重算，没有变的市沿用它的结果，汇总重写。"


def _draw(whole: RollUp, sheet: Any, styles: Styles) -> None:
    drawing = SheetDrawing(sheet, styles)
    drawing.begin("要重新运行的市", _NOTE, _WIDTHS)
    drawing.heads(("城市", "现在", "原因"))
    for name, why in whole.failed:
        drawing.line((name, "没有计分", why))
    for one in whole.cities:
        if one.errors:
            drawing.line((one.name, "数据有错误", f"{len(one.errors)} 个错误，见“问题”；错误涉及的县待定"))
    if drawing.row == HEADED_ROWS[1] + 1:
        drawing.sentence("没有。", len(_WIDTHS) - 1)


DECLARED = RollUpSheet(
    SHEET,
    6,
    _draw,
    lambda _: Paper(rows=HEADED_ROWS),
    "没有计分的市和数据有错误的市：改好以后再运行同一条命令",
    "#E69F00",
)
