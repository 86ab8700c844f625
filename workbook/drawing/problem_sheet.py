"""The list of problems on a sheet, by XlsxWriter: in the result workbook and in the workbook of a check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scoring.problems import Problem
from scoring.scheme.models import ItemSpec
from workbook.drawing.measure import LINE, lines
from workbook.drawing.styles import Styles
from workbook.printable import printable

SEVERITIES = {"error": "错误", "warning": "警告", "note": "提示"}
FILLS = {"error": "#F3C7A5", "warning": "#FBE7B2", "note": "#F3F6FA"}
_HEADS = (
    ("序号", 5),
    ("级别", 6),
    ("县（市、区）", 8.5),
    ("数据项", 20),
    ("问题", 45),
    ("处理办法", 32),
    ("文件", 18),
    ("工作表", 11),
    ("单元格", 7),
    ("代码", 12),
)


def counted(problems: Sequence[Problem]) -> str:
    """「错误 2 个、警告 1 个」"""
    counts = {kind: sum(one.severity == kind for one in problems) for kind in SEVERITIES}
    return "、".join(f"{SEVERITIES[kind]} {count} 个" for kind, count in counts.items() if count) or "没有发现问题"


def write_problem_sheet(
    sheet: Any,
    problems: Sequence[Problem],
    banner: str,
    items: Mapping[str, ItemSpec],
    styles: Styles,
    mark: str = "",
) -> None:
    """Every problem with severity, place, what is wrong and what to do; texts as texts, whatever stands in them.

    mark: a formula of a result, that says ``banner`` until a figure is tried.
    """
    sheet.write_string(0, 0, f"问题：{counted(problems)}", styles.sheet_title())
    if mark:
        sheet.write_formula(1, 0, mark, styles.note(), banner)
    else:
        sheet.write_string(1, 0, banner, styles.note())
    sheet.heads(2, (head for head, _ in _HEADS), styles.head())
    sheet.columns(width for _, width in _HEADS)
    for number, one in enumerate(problems, 1):
        name = items[one.item].name if one.item in items else one.item
        values = (
            number,
            SEVERITIES[one.severity],
            one.county,
            name,
            one.message,
            one.remedy,
            one.source.file,
            one.source.sheet,
            one.source.cell,
            one.code,
        )
        tall = max(lines(str(value), width) for value, (_, width) in zip(values, _HEADS, strict=True))
        sheet.set_row(number + 2, LINE * tall + 3)
        for place, value in enumerate(values):
            fmt = styles.wrapped(valign="top", font_size=9, **({"bg_color": FILLS[one.severity]} if place == 1 else {}))
            if isinstance(value, str):
                sheet.write_string(number + 2, place, printable(value, keep="\n"), fmt)
            else:
                sheet.write_number(number + 2, place, value, fmt)
    sheet.freeze_panes(3, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1, 2)
