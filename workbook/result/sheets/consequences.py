"""结果运用: what follows for whom, by clause; then the same by county."""

from __future__ import annotations

from typing import Any

from scoring.consequences import ResultUse, pending_counties, result_use
from scoring.rules.consequence import CONSEQUENCE_KINDS
from workbook.drawing.paper import Paper
from workbook.drawing.styles import Styles
from workbook.layout.declared import ResultSheet, SheetGroup
from workbook.layout.marks import write_top
from workbook.layout.plan import Plan
from workbook.result.sheets.comparison import AS_OF

SHEET = "结果运用"
_HEADS = (
    ("类别", 12), ("结果运用", 40), ("时限", 9), ("适用于", 22), ("县（市、区）", 38), ("县数", 6), ("依据", 15),
    ("参照", 15), ("说明", 8),
)  # fmt: skip
_NOTE = "结果经市政府审定后适用；本表按方案列出条款，不代替决定；时限自审定文件的日期起算（审定后印发的文件写明最后一天）。【设计】是方案自拟的，不是条款原文。"


def write_consequences(sheet: Any, plan: Plan, styles: Styles) -> None:
    """Write the sheet from the assessment of the plan."""
    uses = result_use(plan.assessment)
    write_top(sheet, plan, styles, f"结果运用（{AS_OF}）", _NOTE)
    sheet.heads(3, (head for head, _ in _HEADS), styles.head())
    sheet.columns(width for _, width in _HEADS)
    for row, use in enumerate(uses, 4):
        _use(sheet, row, use, styles)
    row = 4 + len(uses)
    if not uses:
        sheet.write(row, 0, "方案没有规定结果运用（等次和约束事项里没有 consequences）。", styles.note())
        row += 1
    pending = pending_counties(plan.assessment)
    if pending:
        sheet.write(row, 0, f"等次待定，暂不适用：{'、'.join(pending)}", styles.get(font_size=9, font_color="#B42318"))
    if uses:
        _by_county(sheet, row + 2, plan, styles, uses)
    sheet.freeze_panes(4, 0)


def _use(sheet: Any, row: int, use: ResultUse, styles: Styles) -> None:
    one = use.consequence
    names = "、".join(use.names) or "（无）"
    cells: tuple[Any, ...] = (
        CONSEQUENCE_KINDS[one.kind], one.text, one.within or "—", "、".join(use.cause), names, len(use.names),
        one.clause, one.drawn_from, "【设计】" if one.design else "",
    )  # fmt: skip
    for place, value in enumerate(cells):
        if isinstance(value, int):
            sheet.write_number(row, place, value, styles.cell(font_size=9, valign="top", align="center"))
        elif value:
            sheet.write_string(row, place, value, styles.wrapped(font_size=9, valign="top"))
        else:
            sheet.write_blank(row, place, None, styles.wrapped())


def _by_county(sheet: Any, row: int, plan: Plan, styles: Styles, uses: tuple[ResultUse, ...]) -> None:
    """One row a county: its grade and all that follows."""
    sheet.heads(row, ("县（市、区）", "结果运用", "等次"), styles.head())
    own: dict[str, list[str]] = {county: [] for county in plan.assessment.counties}
    for use in uses:
        within = f"（{use.consequence.within}）" if use.consequence.within else ""
        for county in use.names:
            own[county].append(f"{use.consequence.text}{within}")
    for offset, (county, texts) in enumerate(own.items(), 1):
        text = "；".join(texts) or "等次待定，暂不适用"
        sheet.write_string(row + offset, 0, county, styles.cell(bold=True, font_size=9, valign="top"))
        sheet.write_string(row + offset, 1, text, styles.wrapped(font_size=9, valign="top"))
        grade = str(plan.assessment.filled.texts["grade"][offset - 1])
        sheet.write_string(row + offset, 2, grade, styles.cell(font_size=9, valign="top"))


DECLARED = (
    ResultSheet(
        SHEET, SheetGroup.FRONT, 5, lambda making, sheet, _: write_consequences(sheet, making.plan, making.styles),
        when=lambda making: making.inputs.review, paper=Paper("A3", rows=(0, 3)), note="每个等次、每项约束的结果运用，依据和时限",
    ),
)  # fmt: skip
