"""变动: against another assessment (last year's, or an earlier version): totals taken apart, line by line, and why."""

from __future__ import annotations

from typing import Any

from scoring.comparison import Comparison, compare, why
from scoring.comparison.parts import EXTRAS
from scoring.comparison.words import cell
from workbook.drawing.paper import Paper
from workbook.drawing.styles import Styles
from workbook.layout.declared import Making, ResultSheet, SheetGroup
from workbook.layout.marks import write_title
from workbook.layout.plan import Plan
from workbook.result.sheets.comparison import AS_OF

SHEET = "变动"
MOST_LINES = 20_000
PAPER = Paper("A3", rows=(0, 2))
_WHY = 66
_RARE = ("deduction", "forfeit", "aggregation", "rounding")
"""Parts that most schemes do not have; without a figure they have no column."""


def write_changes(sheet: Any, banner: str, styles: Styles, comparison: Comparison, plan: Plan | None = None) -> None:
    """Counties with the parts of their change; then gates and figures, lines × counties, and the rules that differ."""
    last, this = comparison.last, comparison.this
    what = f"{this.year}年度两次结果" if comparison.revision else f"{last.year}年度与{this.year}年度"
    if plan is None:
        sheet.write_string(0, 0, banner, styles.note())
    else:
        write_title(sheet, plan, styles.note())
    sheet.write(1, 0, f"变动：{what}（{AS_OF}）", styles.sheet_title())
    sheet.set_row(1, 22)
    note = f"上次：{last.scheme.title}（{last.scheme.id}，{last.year}年度）；本次：{this.scheme.title}（{this.scheme.id}，{this.year}年度）。各部分之和等于总分变动。"
    sheet.write(2, 0, note, styles.note())
    row = _counties(sheet, 3, styles, comparison)
    row = _missing(sheet, row, styles, comparison)
    row = _effects(sheet, row + 1, styles, comparison)
    if comparison.revision:
        row = _figures(sheet, row + 1, styles, comparison)
    row = _lines(sheet, row + 1, styles, comparison)
    _rules(sheet, row + 1, styles, comparison)
    sheet.freeze_panes(4, 1)


def _head(sheet: Any, row: int, styles: Styles, title: str, heads: list[str]) -> int:
    if title:
        sheet.write(row, 0, title, styles.sheet_title())
        row += 1
    sheet.heads(row, heads, styles.head(font_size=9))
    sheet.headings |= {row - 1, row} if title else {row}
    return row + 1


def _counties(sheet: Any, row: int, styles: Styles, comparison: Comparison) -> int:
    extras = [name for name in EXTRAS if name not in _RARE or (comparison.table[name].abs() > 1e-9).any()]
    heads = ["县（市、区）", "上次总分", "本次总分", "变动", "指标得分", *(EXTRAS[name] for name in extras)]
    heads += ["上次等次", "本次等次", "上次名次", "本次名次", "说明"]
    sheet.set_column(0, 0, 9)
    sheet.set_column(1, len(heads) - 2, 7.5)
    sheet.set_column(len(heads) - 1, len(heads) - 1, _WHY)
    row = _head(sheet, row, styles, "", heads)
    text, centred = styles.wrapped(font_size=9, valign="top"), styles.cell(font_size=9, valign="top", align="center")
    points = styles.cell(num_format="0.00", font_size=9, valign="top", align="right")
    signed = styles.cell(num_format="+0.00;-0.00;0.00", font_size=9, valign="top", align="right")
    for county in comparison.counties:
        one = comparison.table.loc[county]
        sheet.write_string(row, 0, county, styles.cell(bold=True, font_size=9, valign="top"))
        for place, name in enumerate(("total_last", "total_this"), 1):
            sheet.put(row, place, one[name], points, "待定")
        for place, name in enumerate(("change", "indicators", *extras), 3):
            sheet.put(row, place, one[name], signed)
        place = 5 + len(extras)
        for offset, name in enumerate(("grade_last", "grade_this")):
            sheet.write_string(row, place + offset, str(one[name]), centred)
        for offset, name in enumerate(("rank_last", "rank_this"), 2):
            sheet.put(row, place + offset, one[name], centred)
        reason = why(comparison, county)
        sheet.write_string(row, place + 4, reason, text)
        row += 1
    return row


def _missing(sheet: Any, row: int, styles: Styles, comparison: Comparison) -> int:
    for word, names in (("上次有、本次没有", comparison.only_last), ("本次有、上次没有", comparison.only_this)):
        if names:
            sheet.write_string(row, 0, f"{word}：{'、'.join(names)}", styles.note())
            row += 1
    return row


def _effects(sheet: Any, row: int, styles: Styles, comparison: Comparison) -> int:
    effects = comparison.effects
    if effects is None:
        return row
    if not (effects["rules"].abs() > 1e-9).any():
        sheet.write(
            row, 0, "两次的方案不同，但没有改变任何一个县（市、区）的总分；总分的变动都来自数据。", styles.note()
        )
        return row + 1
    row = _head(sheet, row, styles, "变动中方案和数据各占多少（先换方案、后换数据）", ["县（市、区）", "方案", "数据"])
    signed = styles.cell(num_format="+0.00;-0.00;0.00", font_size=9, align="right")
    for county, one in effects.iterrows():
        sheet.write_string(row, 0, str(county), styles.cell(font_size=9))
        sheet.put(row, 1, one["rules"], signed)
        sheet.put(row, 2, one["figures"], signed)
        row += 1
    return row


def _figures(sheet: Any, row: int, styles: Styles, comparison: Comparison) -> int:
    title = "改动的数据"
    row = _head(sheet, row, styles, title, ["县（市、区）", "上次", "本次", "变动", "数据项"])
    names = {one.id: one.name for one in comparison.lines}
    text, right = styles.cell(font_size=9), styles.cell(font_size=9, align="right")
    for one in comparison.figures:
        lines = "、".join(names[line] for line in one.indicators)
        sheet.write_string(row, 0, one.county, text)
        sheet.write_string(row, 1, cell(one.last, one.unit), right)
        sheet.write_string(row, 2, cell(one.this, one.unit), right)
        sheet.put(row, 3, one.difference, right)
        sheet.write_string(row, 4, one.name + (f"（用于：{lines}）" if lines else ""), styles.get(font_size=9))
        row += 1
    if not comparison.figures:
        sheet.write(row, 0, "没有一个数有改动", styles.note())
        row += 1
    return row


def _lines(sheet: Any, row: int, styles: Styles, comparison: Comparison) -> int:
    """Every line whose points changed, county by county."""
    row = _head(sheet, row, styles, "各项指标得分的变动", ["县（市、区）", "上次", "本次", "变动", "指标"])
    signed = styles.cell(num_format="+0.00;-0.00;0.00", font_size=9, align="right")
    points = styles.cell(num_format="0.00", font_size=9, align="right")
    where = {"both": "", "last": "（只有上次的方案有）", "this": "（只有本次的方案有）"}
    first = row
    for county in comparison.counties:
        for one in comparison.lines:
            moved = float(comparison.moved.loc[county, one.id])  # type: ignore[arg-type]
            if abs(moved) < 1e-9:
                continue
            if row - first >= MOST_LINES:
                sheet.write(row, 0, f"只列前 {MOST_LINES} 行；kaohe compare 可以逐县说明", styles.note())
                return row + 1
            sheet.write_string(row, 0, county, styles.cell(font_size=9))
            sheet.put(row, 1, comparison.points_last.loc[county, one.id], points)
            sheet.put(row, 2, comparison.points_this.loc[county, one.id], points)
            sheet.put(row, 3, moved, signed)
            sheet.write_string(row, 4, one.name + where[one.where], styles.get(font_size=9))
            row += 1
    if row == first:
        sheet.write(row, 0, "没有一项指标的得分有变动", styles.note())
        row += 1
    return row


def _rules(sheet: Any, row: int, styles: Styles, comparison: Comparison) -> None:
    if not comparison.rules:
        sheet.write(row, 0, "两次的计分参数、档次没有不同。", styles.note())
        return
    sheet.write(row, 0, "不同的计分参数和档次", styles.sheet_title())
    names = {one.id: one.name for one in comparison.lines}
    for offset, one in enumerate(comparison.rules, 1):
        owner = names.get(one.owner, "")
        text = f"{owner + '：' if owner else ''}{one.name}　{cell(one.last, one.unit)} → {cell(one.this, one.unit)}"
        sheet.write_string(row + offset, 0, text, styles.get(font_size=9))


def _draw(making: Making, sheet: Any, _: str) -> None:
    plan, last = making.plan, making.inputs.last
    assert last is not None
    write_changes(sheet, plan.banner, making.styles, compare(last, plan.assessment), plan)


DECLARED = (
    ResultSheet(
        SHEET, SheetGroup.FRONT, 6, _draw, when=lambda making: making.inputs.review and making.inputs.last is not None,
        paper=PAPER, note="与上次比：总分、等次、名次变了多少，为什么",
    ),
)  # fmt: skip
