"""问题: by city, every error with its place, and warnings and notes by kind; cities that were not scored come first."""

from __future__ import annotations

from typing import Any

from workbook.cities.declared import RollUpSheet
from workbook.cities.drawing import HEAD_ROW, HEADED_ROWS, SheetDrawing
from workbook.cities.record import PlacedProblem
from workbook.cities.rollup import RollUp
from workbook.drawing.paper import Paper
from workbook.drawing.problem_sheet import FILLS, SEVERITIES
from workbook.drawing.styles import Styles

SHEET = "问题"
_COLUMNS = (("城市", 12.0), ("级别", 7.0), ("个数", 5.0), ("县（市、区）", 9.0), ("数据项", 16.0), ("问题", 40.0), ("处理办法", 26.0), ("文件", 17.0), ("工作表、单元格", 14.0), ("代码", 16.0))  # fmt: skip
_NOTE = "错误逐条列出；警告和提示每市每种一行，写第一处，全部见该市结果工作簿的“问题”。没有计分的市，改好后再运行同一条命令。"
_UNSCORED = "没有计分"


def _draw(whole: RollUp, sheet: Any, styles: Styles) -> None:
    drawing = SheetDrawing(sheet, styles)
    drawing.begin("问题", _NOTE, [width for _, width in _COLUMNS])
    if not whole.failed and not any(one.errors or one.others for one in whole.cities):
        drawing.sentence("没有发现问题。", len(_COLUMNS) - 1)
        return
    drawing.heads([name for name, _ in _COLUMNS])
    sheet.freeze_panes(HEAD_ROW + 1, 1)
    for name, why in whole.failed:
        cells = (name, _UNSCORED, "", "", "", why, "改好后再运行同一条命令", "", "", "")
        drawing.line(cells, fills=("", FILLS["error"]))
    for city in whole.cities:
        for one in city.errors:
            _row(drawing, city.name, 1, one)
        for kind in city.others:
            _row(drawing, city.name, kind.count, kind.first)


def _row(drawing: SheetDrawing, city: str, count: int, one: PlacedProblem) -> None:
    where = "!".join(part for part in (one.sheet, one.cell) if part)
    cells = (city, SEVERITIES[one.severity], count, one.county, one.item, one.message, one.remedy, one.file, where, one.code)  # fmt: skip
    drawing.line(cells, ("", "@", "0"), ("", FILLS[one.severity]), valign="top")


DECLARED = RollUpSheet(
    SHEET,
    5,
    _draw,
    lambda _: Paper(rows=HEADED_ROWS),
    "按市：没有计分的、全部错误（文件、工作表、单元格），警告和提示各种有几个",
    "#E69F00",
)
