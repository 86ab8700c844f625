"""失分: the lines that cost most, over all cities and in each."""

from __future__ import annotations

from typing import Any

from workbook.cities.declared import RollUpSheet
from workbook.cities.drawing import HEAD_ROW, HEADED_ROWS, SheetDrawing
from workbook.cities.record import Lost
from workbook.cities.rollup import MOST_LINES, RollUp, costliest
from workbook.drawing.paper import Paper
from workbook.drawing.styles import Styles

SHEET = "失分"
_COLUMNS = (("指标", 30.0), ("依据", 18.0), ("分值", 5.0), ("计分的县数", 6.0), ("失分的县数", 6.0), ("失分合计", 8.0), ("县均失分", 7.0), ("占全部失分", 7.0), ("县均失分最多的市", 18.0))  # fmt: skip
_NOTE = "失分 = 分值 − 计算得分，不含加分和核定调整；缺报、暂缺、不适用的县不计入该项。各地分值不同的，按各地的分值算。"
_FORMATS = ("", "", "General", "0", "0", "0.00", "0.00", "0.0%", "")


def _draw(whole: RollUp, sheet: Any, styles: Styles) -> None:
    drawing = SheetDrawing(sheet, styles)
    drawing.begin("分丢在哪里", _NOTE, [width for _, width in _COLUMNS])
    drawing.heads([name for name, _ in _COLUMNS])
    sheet.freeze_panes(HEAD_ROW + 1, 1)
    for group in whole.groups:
        drawing.heading(f"全部：{group.title}")
        all_lost = sum(one.lost.lost for one in group.lines)
        for line in group.lines:
            worst = f"{line.worst}（{line.worst_average:.2f}）" if line.worst else "—"
            drawing.line((*_cells(line.lost.name, line.lost, all_lost), worst), _FORMATS)
    drawing.heading(f"各市失分最多的指标（每市至多 {MOST_LINES} 项；占的是本市的失分）")
    for city in whole.cities:
        drawing.sheet.headings.add(drawing.row)
        city_lost = sum(one.lost for one in city.losses)
        drawing.line((city.name, "", "", "", "", city_lost, "", "", ""), _FORMATS, bold=True, bg_color="#F3F6FA")
        for one in costliest(city):
            drawing.line((*_cells(f"　{one.name}", one, city_lost), ""), _FORMATS)


def _cells(name: str, one: Lost, all_lost: float) -> tuple[str | float, ...]:
    return (
        name,
        one.clause,
        one.full,
        one.counties,
        one.losers,
        one.lost,
        one.each,
        one.lost / all_lost if all_lost else 0.0,
    )


DECLARED = RollUpSheet(
    SHEET, 3, _draw, lambda _: Paper(rows=HEADED_ROWS), "哪些指标丢分最多：全部的，和每个市的", "#009E73"
)
