"""问题: what is wrong with the data, and what to do."""

from __future__ import annotations

from typing import Any

from workbook.drawing.paper import Paper
from workbook.drawing.problem_sheet import write_problem_sheet
from workbook.layout.declared import Making, ResultSheet, SheetGroup
from workbook.layout.marks import marked, shown

SHEET = "问题"


def _draw(making: Making, sheet: Any, _: str) -> None:
    plan = making.plan
    mark = marked(plan.heading, follows=sheet.follows)
    items = plan.assessment.scheme.items
    write_problem_sheet(sheet, plan.assessment.problems, shown(plan.banner), items, making.styles, mark)


DECLARED = (
    ResultSheet(
        SHEET,
        SheetGroup.FRONT,
        8,
        _draw,
        paper=Paper("A3", rows=(1, 2)),
        note="数据有什么问题，在哪一格，怎么办；谁待定",
    ),
)
