"""名次分布: how often each county took each rank, and what errors of the data and one indicator less do."""

from __future__ import annotations

from typing import Any

from scoring.robustness import Robustness
from workbook.drawing.paper import Paper
from workbook.drawing.styles import Styles
from workbook.layout.declared import Making, ResultSheet, SheetGroup
from workbook.result.sheets.robustness import INTERNAL, PERCENT, study_head

SHEET = "名次分布"
MOST_RANKS = 60  # counties up to which the table of ranks is readable


def _draw(making: Making, sheet: Any, _: str) -> None:
    """Counties × ranks, percent of the draws, shaded; below it what errors of the data do to the grades."""
    found, plan, styles = making.robustness, making.plan, making.styles
    assert found is not None
    counts, size = found.rank_counts, found.rank_counts.shape[1]
    top = study_head(sheet, "名次分布（各县取得各名次的情形所占 %）", found, plan, size, styles)
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
    sheet.hide_gridlines(2)


def _left_out(sheet: Any, found: Robustness, row: int, styles: Styles) -> None:
    """Each indicator left out: everybody's rank, and the grade where it would be another."""
    if found.left_out.empty:
        return
    sheet.write_string(row, 0, "去掉一项指标后的名次（等次会变的，写出变成的等次）", styles.sheet_title())
    sheet.set_row(row, 22)
    names = {one.id: one.name for one in found.assessment.scheme.indicators}
    for place, county in enumerate(found.left_out.columns, 1):
        sheet.write_string(row + 1, place, str(county), styles.head(font_size=9))
    sheet.write_string(row + 1, 0, "去掉的指标", styles.head(font_size=9))
    sheet.set_row(row + 1, 24)
    plain = styles.wrapped(align="center", font_size=9)
    other = styles.wrapped(align="center", font_size=9, bold=True, bg_color="#F9DCC4")
    for line, (indicator, cells) in enumerate(found.left_out.iterrows(), row + 2):
        sheet.write_string(line, 0, names[str(indicator)], styles.wrapped(font_size=9))
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
        sheet.span(row, left, left + 2, f"{name}（{items} 项）", head)
        sheet.span(row + 1, left, left + 2, what, styles.head(font_size=9, bold=False))
        own = found.stress[found.stress["scenario"] == name]
        for line, one in enumerate(own.itertuples(index=False), row + 2):
            span = f"{one.rank_low}" if one.rank_low == one.rank_high else f"{one.rank_low}—{one.rank_high}"
            sheet.write_number(
                line, left, float(one.keeps_grade), styles.cell(align="center", font_size=9, num_format=PERCENT)
            )
            sheet.span(line, left + 1, left + 2, f"第 {span} 名", styles.cell(align="center", font_size=9))
            if number == 0:
                sheet.write_string(line, 0, str(one.county), styles.cell(bold=True, font_size=9))
        low = {"type": "cell", "criteria": "<", "value": 95, "format": styles.book.add_format({"bg_color": "#F9DCC4"})}
        sheet.conditional_format(row + 2, left, row + 1 + len(own), left, low)
    sheet.set_row(row + 1, 40)
    return row + 3 + len(own)


def _few(making: Making) -> bool:
    return making.robustness is not None and len(making.robustness.table) <= MOST_RANKS


DECLARED = (
    ResultSheet(
        SHEET, SheetGroup.INTERNAL, 2, _draw, when=_few, in_memory=True, paper=Paper("A3", rows=(0, 3), footer=f"{SHEET}　{INTERNAL}"),
        note="各县取得各名次的情形",
    ),
)  # fmt: skip
