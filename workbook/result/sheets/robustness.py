"""稳健性, 名次分布: how safe each rank and grade is. Values as they were when written; for internal use."""

from __future__ import annotations

from typing import Any

import pandas as pd

from scoring.robustness import Robustness
from scoring.robustness.labels import NEUTRAL
from workbook.result.layout import Plan
from workbook.result.marks import write_title
from workbook.result.sheets.ranking import grade_fill
from workbook.result.styles import Styles

SHEET, RANKS = "稳健性", "名次分布"
INTERNAL = "内部参考，不公布，不作为评定依据"
MOST_RANKS = 60  # counties up to which the table of ranks is readable
READING = "稳健性、名次分布两张表是内部参考：写出时算定的数，改动数据或参数后不会跟着变；不改变名次和等次"
# Told apart by lightness; no red and green, since a label is no praise or blame.
LABEL_FILLS = ("#CFE5F5", "#FBE7B2", "#F3C7A5", "#D9D9D9")
_PERCENT = "0.0"
_EXPLAINED = (
    "概率是在所设权重（数据）变动下的占比，不是这个结果正确的把握有多大。去掉一个指标：它的得分和加分不计，等次约束照旧。",
    "最小数据变动：只动本县一个报送数，别的县不动，按报送的最末一位逐步试出，少动一位就不改变。"
    "最小权重变动：只动一个分值，同层其余分值按比例消化。找不到的写“—”。",
)


def _columns(interval: float) -> tuple[tuple[str, str, float, str], ...]:
    """(column of the table, head, width, number format)"""
    return (
        ("rank", "名次", 6, "0"),
        ("county", "县（市、区）", 11, ""),
        ("grade", "等次", 9.5, ""),
        ("total", "总分", 8, "0.00"),
        ("label", "稳妥程度", 8, ""),
        ("keeps_grade", "等次保持\n概率（%）", 9.5, _PERCENT),
        ("median_rank", "中位\n名次", 6, "0"),
        ("interval", f"名次\n{interval:g}% 区间", 9, ""),
        ("rank_best", "最好\n名次", 6, "0"),
        ("rank_worst", "最差\n名次", 6, "0"),
        ("next", "后一名", 9.5, ""),
        ("gap", "总分差", 8, "0.00"),
        ("stays_ahead", "仍在其前\n概率（%）", 9.5, _PERCENT),
        ("drop_one_worst_rank", "去掉一个指标\n最差名次", 11, "0"),
        ("drop_one_indicator", "去掉的指标", 20, ""),
        ("drop_one_grades", "去掉后等次会变\n的指标数", 11, "0"),
        ("stress_keeps_grade", "数据有误差时等次\n保持概率，最低（%）", 14.5, _PERCENT),
        ("stress_worst", "哪种误差", 15, ""),
    )


def robustness_sheets(found: Robustness | None) -> list[str]:
    """The names of the sheets that a study fills."""
    if found is None:
        return []
    return [SHEET, RANKS] if len(found.table) <= MOST_RANKS else [SHEET]


def write_robustness(sheet: Any, ranks: Any, found: Robustness, plan: Plan, styles: Styles) -> None:
    """Both sheets. ranks: the worksheet of the table of ranks, None where there are too many counties for it."""
    table = _shown(found)
    columns = _columns(found.settings.interval)
    last = len(columns) - 1
    row = _head(sheet, "稳健性分析", found, plan, last, styles)
    top = row
    for place, (name, head, width, number) in enumerate(columns):
        sheet.set_column(place, place, width)
        sheet.write_string(top, place, head, styles.head(font_size=9))
        for line, value in enumerate(table[name], top + 1):
            left = name in ("drop_one_indicator",)
            options: dict[str, Any] = {"num_format": number} if number else {}
            fmt = styles.wrapped(
                align="left" if left else "center", font_size=9, bold=name in ("county", "label"), **options
            )
            _put(sheet, line, place, value, fmt, number == _PERCENT)
    sheet.set_row(top, 40)
    for line in range(len(table)):
        sheet.set_row(top + 1 + line, 26)
    _marks(sheet, found, [name for name, *_ in columns], top + 1, top + len(table), styles)
    row = top + len(table) + 1
    row = _lines(
        sheet, row, [f"稳妥程度（从上往下取第一个符合的）　{'；'.join(found.definitions)}。{NEUTRAL}。"], last, styles
    )
    sheet.set_h_pagebreaks([row])
    row = _changes(sheet, table, row, last, styles)
    _lines(sheet, row + 1, [*_EXPLAINED, *found.notes, READING], last, styles)
    sheet.freeze_panes(top + 1, 2)
    _paper(sheet)
    if ranks is not None:
        _rank_sheet(ranks, found, plan, styles)


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
        sheet.write_string(row, column, value or "—", fmt)
    elif pd.isna(value):
        sheet.write_string(row, column, "—", fmt)
    elif certain:  # 99.99 must not print as 100.0, nor 0.01 as 0.0
        value = float(value)
        sheet.write_number(row, column, value if value in (0, 100) else min(max(value, 0.1), 99.9), fmt)
    else:
        sheet.write_number(row, column, float(value), fmt)


def _head(sheet: Any, title: str, found: Robustness, plan: Plan, last: int, styles: Styles) -> int:
    """Title, the mark of internal use, and what was varied; the row of the table's head."""
    sheet.write_string(0, 0, f"{title}  {found.assessment.year}年度", styles.sheet_title())
    red = styles.get(bold=True, font_color="#B42318")
    write_title(sheet, plan, red, INTERNAL, row=1, follows=False)
    sheet.repeat_rows(0, 3)
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
    for name in ("keeps_grade", "stays_ahead", "stress_keeps_grade"):
        place = names.index(name)
        shade = {
            "type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#9CC3E0",
            "min_type": "num", "min_value": 0, "max_type": "num", "max_value": 100,
        }  # fmt: skip
        sheet.conditional_format(first, place, last, place, shade)
    for name, fills in (
        ("label", [(one.name, LABEL_FILLS[k % 4]) for k, one in enumerate(found.settings.labels)]),
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
    sheet.write_string(row, 0, "逐县说明", styles.sheet_title())
    sheet.set_row(row, 22)
    row += 1
    blocks = (
        (1, 1, "县（市、区）"),
        (2, 11, "说明"),
        (12, 14, "改变等次的最小权重变动"),
        (15, last, "改变名次的最小权重变动"),
    )
    sheet.write_string(row, 0, "名次", styles.head(font_size=9))
    for left, right, head in blocks:
        _merge(sheet, row, left, right, head, styles.head(font_size=9))
    for line in range(len(table)):
        row += 1
        own = table.iloc[line]
        _put(sheet, row, 0, own["rank"], styles.cell(align="center", font_size=9, num_format="0"))
        texts = (own["county"], own["sentence"], own["weight_flip_grade"] or "—", own["weight_flip_rank"] or "—")
        for (left, right, _), text in zip(blocks, texts, strict=True):
            _merge(sheet, row, left, right, str(text), styles.wrapped(font_size=9, valign="top", bold=left == 1))
        sheet.set_row(row, 13 * max(2, 1 + len(own["sentence"]) // 56) + 2)
    return row + 1


def _merge(sheet: Any, row: int, left: int, right: int, text: str, fmt: Any) -> None:
    """A text over several cells; a text that begins like a formula stays a text."""
    if left == right:
        sheet.write_string(row, left, text, fmt)
        return
    sheet.merge_range(row, left, row, right, "", fmt)
    sheet.write_string(row, left, text, fmt)


def _lines(sheet: Any, row: int, lines: list[str], last: int, styles: Styles) -> int:
    """Notes over the whole width; the row after them and a blank one."""
    for offset, line in enumerate(lines):
        _merge(sheet, row + offset, 0, last, line, styles.get(font_size=9, text_wrap=True, valign="top"))
        sheet.set_row(row + offset, 13 * (1 + len(line) // 105))
    return row + len(lines) + 1


def _rank_sheet(sheet: Any, found: Robustness, plan: Plan, styles: Styles) -> None:
    """Counties × ranks, percent of the draws, shaded; below it what errors of the data do to the grades."""
    counts, size = found.rank_counts, found.rank_counts.shape[1]
    top = _head(sheet, "名次分布（各县取得各名次的情形所占 %）", found, plan, size, styles)
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, max(size, 8), 6.4)
    sheet.write_string(top, 0, "县（市、区）", styles.head(font_size=9))
    for rank in range(1, size + 1):
        sheet.write_number(top, rank, rank, styles.head(font_size=9, num_format='"第"0"名"'))
    sheet.set_row(top, 24)
    official = found.table["rank"]
    shares = counts.to_numpy() / found.draws * 100
    for line, county in enumerate(counts.index, top + 1):
        sheet.write_string(line, 0, str(county), styles.cell(bold=True, font_size=9))
        for rank in range(1, size + 1):
            share = float(shares[line - top - 1, rank - 1])
            own = rank == int(official[county])
            fmt = styles.cell(
                align="center", font_size=9, bold=own, num_format='0.0;;""', **({"border": 2, "border_color": "#1F2933"} if own else {})
            )  # fmt: skip
            sheet.write_number(line, rank, share, fmt)
    scale = {
        "type": "2_color_scale", "min_type": "num", "min_value": 0, "max_type": "num", "max_value": 100,
        "min_color": "#FFFFFF", "max_color": "#2B7BBA",
    }  # fmt: skip
    sheet.conditional_format(top + 1, 1, top + len(counts), size, scale)
    row = top + len(counts) + 1
    sheet.write_string(row, 0, "粗框是正式名次；并列时名次按 1、1、3 计。", styles.note())
    _left_out(sheet, found, _stress(sheet, found, row + 2, styles), styles)
    sheet.freeze_panes(top + 1, 1)
    _paper(sheet)


def _left_out(sheet: Any, found: Robustness, row: int, styles: Styles) -> None:
    """Each indicator left out: everybody's rank, and the grade where it would be another."""
    if found.left_out.empty:
        return
    sheet.write_string(row, 0, "去掉一项指标后的名次（等次会变的，写出变成的等次）", styles.sheet_title())
    sheet.set_row(row, 22)
    names = {one.id: one.name for one in found.assessment.scheme.indicators}
    for place, county in enumerate(found.left_out.columns, 1):
        sheet.write_string(row + 1, place, str(county), styles.head(font_size=8))
    sheet.write_string(row + 1, 0, "去掉的指标", styles.head(font_size=9))
    sheet.set_row(row + 1, 24)
    plain = styles.wrapped(align="center", font_size=8)
    other = styles.wrapped(align="center", font_size=8, bold=True, bg_color="#F9DCC4")
    for line, (indicator, cells) in enumerate(found.left_out.iterrows(), row + 2):
        sheet.write_string(line, 0, names[str(indicator)], styles.wrapped(font_size=8))
        for place, cell in enumerate(cells, 1):
            sheet.write_string(line, place, cell, other if " " in cell else plain)
        sheet.set_row(line, 24)


def _stress(sheet: Any, found: Robustness, row: int, styles: Styles) -> int:
    """The block of errors of the data; the row after it."""
    if found.stress.empty:
        return row
    sheet.write_string(row, 0, "数据有误差时等次保持概率（%）和名次区间", styles.sheet_title())
    sheet.set_row(row, 22)
    row += 1
    scenarios = found.stress.drop_duplicates("scenario")[["scenario", "what", "items"]]
    head = styles.head(font_size=9)
    sheet.write_string(row, 0, "县（市、区）", head)
    sheet.write_string(row + 1, 0, "误差大小", head)
    for number, (name, what, items) in enumerate(scenarios.itertuples(index=False)):
        left = 1 + 3 * number
        _merge(sheet, row, left, left + 2, f"{name}（{items} 项）", head)
        _merge(sheet, row + 1, left, left + 2, what, styles.head(font_size=8, bold=False))
        own = found.stress[found.stress["scenario"] == name]
        for line, one in enumerate(own.itertuples(index=False), row + 2):
            span = f"{one.rank_low}" if one.rank_low == one.rank_high else f"{one.rank_low}—{one.rank_high}"
            sheet.write_number(
                line, left, float(one.keeps_grade), styles.cell(align="center", font_size=9, num_format=_PERCENT)
            )
            _merge(sheet, line, left + 1, left + 2, f"第 {span} 名", styles.cell(align="center", font_size=9))
            if number == 0:
                sheet.write_string(line, 0, str(one.county), styles.cell(bold=True, font_size=9))
        low = {"type": "cell", "criteria": "<", "value": 95, "format": styles.book.add_format({"bg_color": "#F9DCC4"})}
        sheet.conditional_format(row + 2, left, row + 1 + len(own), left, low)
    sheet.set_row(row + 1, 40)
    return row + 3 + len(own)


def _paper(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&C&9{INTERNAL}&R&9第 &P 页 共 &N 页")
    sheet.hide_gridlines(2)
