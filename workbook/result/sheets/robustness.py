"""稳健性, 名次分布: how safe each rank and grade is. Values as they were when written; for internal use."""

from __future__ import annotations

from typing import Any

import pandas as pd

from scoring.robustness import Robustness
from scoring.robustness.labels import NEUTRAL
from workbook.drawing.paper import Paper
from workbook.drawing.styles import Styles
from workbook.layout.declared import Making, ResultSheet, SheetGroup
from workbook.layout.marks import write_title
from workbook.layout.plan import Plan
from workbook.result.sheets.ranking import grade_fill

SHEET = "稳健性"
INTERNAL = "内部参考，不公布，不作为评定依据"
READING = "稳健性、名次分布两张表是内部参考：写出时算定的数，改动数据或参数后不会跟着变；不改变名次和等次"
# Told apart by lightness; no red and green, since a label is no praise or blame.
LABEL_FILLS = ("#CFE5F5", "#FBE7B2", "#F3C7A5", "#D9D9D9")
PERCENT = "0.0"
_EXPLAINED = (
    "概率是在所设权重（数据）变动下的占比，不是这个结果正确的把握有多大。去掉一个指标：它的得分和加分不计，等次约束照旧。",
    "最小数据变动：只动本县一个报送数，别的县不动，按报送的最末一位逐步试出，少动一位就不改变。"
    "最小权重变动：只动一个分值，同层其余分值按比例消化。找不到的写“—”。",
)


def _columns(interval: float) -> tuple[tuple[str, str, float, str], ...]:
    """(column of the table, head, width, number format)"""
    return (
        ("rank", "名次", 5, "0"),
        ("county", "县（市、区）", 9, ""),
        ("grade", "等次", 8, ""),
        ("total", "总分", 7, "0.00"),
        ("grade_label", "等次\n稳妥程度", 7.5, ""),
        ("keeps_grade", "等次保持\n概率（%）", 8, PERCENT),
        ("stress_keeps_grade", "数据有误差时\n等次保持概率，\n最低（%）", 10, PERCENT),
        ("rank_label", "名次\n稳妥程度", 7.5, ""),
        ("keeps_rank", "名次保持\n概率（%）", 8, PERCENT),
        ("stress_keeps_rank", "数据有误差时\n名次保持概率，\n最低（%）", 10, PERCENT),
        ("median_rank", "中位\n名次", 6, "0"),
        ("interval", f"名次\n{interval:g}% 区间", 7.5, ""),
        ("rank_best", "最好\n名次", 5.5, "0"),
        ("rank_worst", "最差\n名次", 5.5, "0"),
        ("next", "后一名", 8, ""),
        ("gap", "总分差", 6.5, "0.00"),
        ("stays_ahead", "仍在其前\n概率（%）", 8.5, PERCENT),
        ("drop_one_worst_rank", "去掉一个指标\n最差名次", 10, "0"),
        ("drop_one_indicator", "去掉的指标", 15, ""),
        ("drop_one_grades", "去掉后等次会变\n的指标数", 10, "0"),
    )


def _draw(making: Making, sheet: Any, _: str) -> None:
    """How safe each county's grade and rank is, in figures, then in words."""
    found, plan, styles = making.robustness, making.plan, making.styles
    assert found is not None
    table = _shown(found)
    columns = _columns(found.settings.interval)
    last = len(columns) - 1
    row = study_head(sheet, "稳健性分析", found, plan, last, styles)
    top = row
    for place, (name, head, width, number) in enumerate(columns):
        sheet.set_column(place, place, width)
        sheet.write_string(top, place, head, styles.head(font_size=9))
        for line, value in enumerate(table[name], top + 1):
            left = name in ("drop_one_indicator",)
            options: dict[str, Any] = {"num_format": number} if number else {}
            fmt = styles.wrapped(
                align="left" if left else "center",
                font_size=9,
                bold=name in ("county", "grade_label", "rank_label"),
                **options,
            )
            _put(sheet, line, place, value, fmt, number == PERCENT)
    sheet.set_row(top, 40)
    for line in range(len(table)):
        sheet.set_row(top + 1 + line, 26)
    _marks(sheet, found, [name for name, *_ in columns], top + 1, top + len(table), styles)
    row = top + len(table) + 1
    row = _lines(
        sheet,
        row,
        [f"稳妥程度（等次、名次各从上往下取第一个符合的）　{'；'.join(found.definitions)}。{NEUTRAL}。"],
        last,
        styles,
    )
    row = _changes(sheet, table, row, last, styles)
    _lines(sheet, row + 1, [*_EXPLAINED, *found.notes, READING], last, styles)
    sheet.freeze_panes(top + 1, 2)
    sheet.hide_gridlines(2)


def _shown(found: Robustness) -> pd.DataFrame:
    """The table with names for ids and one column for the interval."""
    names = {one.id: one.name for one in found.assessment.scheme.indicators}
    table = found.table.reset_index()
    table["interval"] = [
        f"{low}" if low == high else f"{low}—{high}"
        for low, high in zip(table["rank_low"], table["rank_high"], strict=True)
    ]
    table["drop_one_indicator"] = [names.get(one, "") for one in table["drop_one_indicator"]]
    return table


def _put(sheet: Any, row: int, column: int, value: Any, fmt: Any, certain: bool = False) -> None:
    """A figure as a number, a text as a text (never as a formula), nothing as a dash. certain: a probability."""
    if isinstance(value, str):
        value = value or "—"
    elif certain and not pd.isna(value) and 0 < value < 100:  # 99.99 must not print as 100.0, nor 0.01 as 0.0
        value = min(max(float(value), 0.1), 99.9)
    sheet.put(row, column, value, fmt)


def study_head(sheet: Any, title: str, found: Robustness, plan: Plan, last: int, styles: Styles) -> int:
    """Title, the mark of internal use, and what was varied; the row of the table's head."""
    sheet.write_string(0, 0, f"{title}  {found.assessment.year}年度", styles.sheet_title())
    red = styles.get(bold=True, font_color="#B42318")
    write_title(sheet, plan, red, INTERNAL, cell=(1, 0))
    note = styles.get(font_size=9)
    sheet.write_string(2, 0, f"{found.basis}。种子 {found.seed}。", note)
    sheet.write_string(
        3,
        0,
        f"抽样误差：概率的标准误不超过 {found.error:.2g} 个百分点。全部县名次平均变动 {found.mean_rank_change:.2f} 位。"
        "名次、等次、总分是正式结果，分析不改变它们。",
        note,
    )
    sheet.set_row(0, 24)
    return 4


def _marks(sheet: Any, found: Robustness, names: list[str], first: int, last: int, styles: Styles) -> None:
    book = styles.book
    for name in ("keeps_grade", "stress_keeps_grade", "keeps_rank", "stress_keeps_rank", "stays_ahead"):
        place = names.index(name)
        shade = {
            "type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#9CC3E0",
            "min_type": "num", "min_value": 0, "max_type": "num", "max_value": 100,
        }  # fmt: skip
        sheet.conditional_format(first, place, last, place, shade)
    for name, fills in (
        ("grade_label", [(one.name, LABEL_FILLS[k % 4]) for k, one in enumerate(found.settings.grade_labels)]),
        ("rank_label", [(one.name, LABEL_FILLS[k % 4]) for k, one in enumerate(found.settings.rank_labels)]),
        ("grade", [(one.name, grade_fill(one, k)) for k, one in enumerate(found.assessment.scheme.spec.grades)]),
    ):
        place = names.index(name)
        for text, fill in fills:
            rule = {
                "type": "cell",
                "criteria": "==",
                "value": f'"{text}"',
                "format": book.add_format({"bg_color": fill}),
            }
            sheet.conditional_format(first, place, last, place, rule)


def _changes(sheet: Any, table: pd.DataFrame, row: int, last: int, styles: Styles) -> int:
    """Each county in words, and the smallest change of a weight; the row after the block."""
    sheet.headings |= {row, row + 1}
    sheet.write_string(row, 0, "逐县说明", styles.sheet_title())
    sheet.set_row(row, 22)
    row += 1
    blocks = (
        (1, 1, "县（市、区）"),
        (2, 12, "说明"),
        (13, 16, "改变等次的最小权重变动"),
        (17, last, "改变名次的最小权重变动"),
    )
    sheet.write_string(row, 0, "名次", styles.head(font_size=9))
    for left, right, head in blocks:
        sheet.span(row, left, right, head, styles.head(font_size=9))
    for line in range(len(table)):
        row += 1
        own = table.iloc[line]
        _put(sheet, row, 0, own["rank"], styles.cell(align="center", font_size=9, num_format="0"))
        texts = (own["county"], own["sentence"], own["weight_flip_grade"] or "—", own["weight_flip_rank"] or "—")
        for (left, right, _), text in zip(blocks, texts, strict=True):
            sheet.span(row, left, right, str(text), styles.wrapped(font_size=9, valign="top", bold=left == 1))
    return row + 1


def _lines(sheet: Any, row: int, lines: list[str], last: int, styles: Styles) -> int:
    """Notes over the whole width; the row after them and a blank one."""
    for offset, line in enumerate(lines):
        sheet.span(row + offset, 0, last, line, styles.get(font_size=9, text_wrap=True, valign="top"))
    return row + len(lines) + 1


def _studied(making: Making) -> bool:
    return making.robustness is not None


DECLARED = (
    ResultSheet(
        SHEET, SheetGroup.INTERNAL, 1, _draw, when=_studied, in_memory=True, left_out=lambda making: READING if _studied(making) else "",
        paper=Paper("A3", rows=(0, 3), footer=f"{SHEET}　{INTERNAL}"), note="等次和名次在权重、数据有误差时稳不稳",
    ),
)  # fmt: skip
