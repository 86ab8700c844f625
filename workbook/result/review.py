"""The sheets of the review in the result workbook: 对比, 变动, 提升, 结果运用. Values as of writing, no formulas."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scoring.comparison import compare
from workbook.result.inputs import ResultInputs
from workbook.result.layout import Plan
from workbook.result.sheets import changes as change_sheet
from workbook.result.sheets import comparison as comparison_sheet
from workbook.result.sheets import consequences as consequence_sheet
from workbook.result.sheets import improvement as improvement_sheet
from workbook.result.styles import Styles


def review_sheets(inputs: ResultInputs, counties: int) -> list[str]:
    """Names of the sheets, none without ``review``; 变动 only with ``last``, 提升 only up to so many counties."""
    if not inputs.review:
        return []
    names = [comparison_sheet.SHEET]
    names += [change_sheet.SHEET] if inputs.last is not None else []
    names += [improvement_sheet.SHEET] if counties <= improvement_sheet.MOST_COUNTIES else []
    return [*names, consequence_sheet.SHEET]


def write_review(sheets: dict[str, Any], plan: Plan, styles: Styles, inputs: ResultInputs) -> list[str]:
    """Write those of the sheets that are in the book; what was left out, in words for 说明."""
    last = inputs.last
    others = [last] if last is not None and _same_plan(plan, inputs) else []
    writers: dict[str, Callable[[Any], None]] = {
        comparison_sheet.SHEET: lambda sheet: comparison_sheet.write_comparison(sheet, plan, styles, others),
        improvement_sheet.SHEET: lambda sheet: improvement_sheet.write_improvement(sheet, plan, styles),
        consequence_sheet.SHEET: lambda sheet: consequence_sheet.write_consequences(sheet, plan, styles),
    }
    if last is not None:
        compared = compare(last, plan.assessment)
        writers[change_sheet.SHEET] = lambda sheet: change_sheet.write_changes(
            sheet, plan.banner, styles, compared, plan
        )
    for name, write in writers.items():
        if name in sheets:
            write(sheets[name])
    if inputs.review and improvement_sheet.SHEET not in sheets:
        most = improvement_sheet.MOST_COUNTIES
        return [f"超过 {most} 个县（市、区），没有写“提升”表；kaohe improve -c 可以测算任何一个县"]
    return []


def _same_plan(plan: Plan, inputs: ResultInputs) -> bool:
    """Whether last and this are two years of one plan, so that they make a trend."""
    last, this = inputs.last, plan.assessment
    return last is not None and last.year != this.year and last.scheme.spec.period == this.scheme.spec.period
