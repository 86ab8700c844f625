"""修订记录: which figures were revised and by which decision, and what each did to points, grades and ranks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scoring.corrections import CorrectionStep, Effect
from scoring.scheme.scheme import Scheme
from scoring.vintages import Cell, Vintage
from workbook.drawing.paper import Paper
from workbook.drawing.styles import LINK, Styles
from workbook.layout.declared import Making, ResultSheet, SheetGroup
from workbook.layout.marks import write_top
from workbook.layout.plan import ADJUST
from workbook.revisions.record import RevisionRecord

SHEET = "修订记录"
_WIDTHS = (5, 8.5, 25, 8.5, 8.5, 7.5, 10, 10, 10, 8, 18, 22, 8.5, 16)
_FIGURES = (
    "序号", "县（市、区）", "数据项", "原数", "新数", "单位", "原版本日期", "版本日期", "状态", "口径", "来源/文号", "说明",
    "复查编号", "出处",
)  # fmt: skip
_EFFECTS = (
    "序号", "县（市、区）", "指标得分变化", "原总分", "新总分", "总分变化", "原等次", "新等次", "名次变化", "版本日期", "复查决定", "说明",
    "复查编号", "",
)  # fmt: skip
_APPEALS = (
    "序号", "县（市、区）", "异议事项", "申请日期", "申请截止", "决定", "决定日期", "决定机关", "", "", "文号", "理由", "复查编号", "证据",
)  # fmt: skip
Row = Sequence[Cell]
"""One cell a heading; a heading that is empty lends its column to the one on its left, or closes the table."""


def _draw(making: Making, sheet: Any, _: str) -> None:
    """The sheet: values as they were when the workbook was written, every text as text."""
    plan, styles, record = making.plan, making.styles, making.inputs.revisions
    assert record is not None
    scheme = plan.assessment.scheme
    sheet.columns(_WIDTHS)
    write_top(sheet, plan, styles, SHEET, _as_of(record))
    rows = len(plan.assessment.adjustments)
    if rows:  # decided as well, but on no figure
        link = styles.get(font_size=9, font_color=LINK, underline=1)
        sheet.write_url(3, 0, f"internal:'{ADJUST}'!A1", link, f"另有核定调整 {rows} 笔，每笔的影响见“{ADJUST}”")
    row = 5
    row = _block(
        sheet, styles, row, "一、修订的数（每个版本都保留，新版本不覆盖旧版本）", _FIGURES, _figures(record, scheme)
    )
    row = _block(
        sheet,
        styles,
        row,
        "二、对得分、等次、名次的影响（每一笔：不计这一笔的结果 → 本次结果）",
        _EFFECTS,
        _effects(record, scheme),
    )
    if record.rulings:
        row = _block(sheet, styles, row, "三、复查申请和决定", _APPEALS, _appeals(record))
    if record.later:
        title = f"{'四' if record.rulings else '三'}、没有采用的修订（版本日期晚于 {record.as_of}）"
        _block(sheet, styles, row, title, _FIGURES, _later(record, scheme))
    sheet.freeze_panes(3, 2)


def _as_of(record: RevisionRecord) -> str:
    basis = f"采用 {record.as_of} 及以前的最新版本" if record.as_of else "采用各数的最新版本"
    date = f"；数据表的数据日期 {record.data_date}" if record.data_date else ""
    return f"{basis}{date}。本表按写出时的数据生成，改数试算后不再变动。"


def _block(sheet: Any, styles: Styles, row: int, title: str, heads: Sequence[str], rows: Sequence[Row]) -> int:
    sheet.write_string(row, 0, title, styles.get(font_name="黑体", font_size=11))
    sheet.set_row(row, 20)
    sheet.headings |= {row, row + 1}
    row += 1
    if not rows:
        sheet.write_string(row, 0, "没有", styles.note())
        return row + 2
    for column, last in _spans(heads):
        sheet.span(row, column, last, heads[column], styles.head(font_size=9))
    sheet.set_row(row, 20)
    for cells in rows:
        row += 1
        for column, last in _spans(heads):
            form = styles.wrapped(font_size=9, valign="top")
            if isinstance(cells[column], float):
                form = styles.cell(**_NUMBER, num_format=_FORMATS.get(heads[column], "General"))
            sheet.span(row, column, last, cells[column], form)
    return row + 2


_NUMBER = {"font_size": 9, "valign": "top", "align": "right"}
_FORMATS = {"原总分": "0.00", "新总分": "0.00", "总分变化": "+0.00;-0.00;0.00"}


def _spans(heads: Sequence[str]) -> list[tuple[int, int]]:
    """First and last column of each heading."""
    named = [place for place, head in enumerate(heads) if head]
    ends = [*(place - 1 for place in named[1:]), named[-1]]
    return list(zip(named, ends, strict=True))


def _figures(record: RevisionRecord, scheme: Scheme) -> list[Row]:
    rows: list[Row] = []
    for number, one in enumerate(record.revisions, 1):
        state = "采用" if one.in_force else "已有更新的版本"
        old = (_shown(one.old.value), one.old.date or record.data_date or "数据表")
        rows.append(_vintage(number, one.new, scheme, *old, state))
    return rows


def _later(record: RevisionRecord, scheme: Scheme) -> list[Row]:
    return [_vintage(number, one, scheme, "", "", "没有采用") for number, one in enumerate(record.later, 1)]


def _vintage(number: int, one: Vintage, scheme: Scheme, old: Cell, old_date: str, state: str) -> Row:
    item = scheme.items[one.item]
    name = f"{item.name}（{one.item}）"
    return (
        float(number), one.county, name, old, _shown(one.value), item.unit, old_date, one.date, state, one.caliber,
        one.document, one.note, one.appeal, str(one.source),
    )  # fmt: skip


def _effects(record: RevisionRecord, scheme: Scheme) -> list[Row]:
    rows: list[Row] = []
    for step in record.steps:
        for one in (*step.effects, *step.others):
            rows.append(_effect(len(rows) + 1, one, step, record, scheme))
    return rows


def _effect(number: int, one: Effect, step: CorrectionStep, record: RevisionRecord, scheme: Scheme) -> Row:
    before, after = one.before, one.after
    change: Cell = ""
    if isinstance(before.total, float) and isinstance(after.total, float):
        change = round(after.total - before.total, scheme.spec.rounding.total)
    causes = [e.county for e in step.effects if e.points] or [e.county for e in step.effects]
    why = "本县的数有修订" if one in step.effects else f"因{'、'.join(causes)}修订而变"
    points = [
        f"核定调整 {scheme.indicator(extra.indicator).name} {extra.points:+g} 分（{extra.reason}）"
        for extra in step.adjustments
        if extra.county == one.county
    ]
    return (
        float(number), one.county, points_changed(one, scheme), before.total, after.total, change, before.grade, after.grade,
        f"{_rank(before.rank)} → {_rank(after.rank)}", step.date, decision(record, step.appeal), "；".join([why, *points]), step.appeal, "",
    )  # fmt: skip


def points_changed(one: Effect, scheme: Scheme) -> str:
    """「能耗强度年度目标 13.5 → 15」, a line an indicator."""
    words = [f"{scheme.indicator(p.indicator).name} {shown(p.before)} → {shown(p.after)}" for p in one.points]
    return "\n".join(words) or "各项得分没有变"


def decision(record: RevisionRecord, number: str) -> str:
    """The decision on an appeal in one line: who, what, by which document."""
    ruling = record.ruling(number) if number else None
    if ruling is None:
        return ""
    return "，".join(part for part in (ruling.decision, ruling.decider, ruling.document) if part)


def _appeals(record: RevisionRecord) -> list[Row]:
    rows: list[Row] = []
    for number, one in enumerate(record.rulings, 1):
        rows.append(
            (
                float(number), one.county, one.matter, one.filed, one.deadline, one.decision or "未决定", one.decided, one.decider, "", "", one.document,
                one.reason, one.number, "\n".join(one.evidence),
            )
        )  # fmt: skip
    return rows


def _shown(value: Cell) -> Cell:
    return "空" if value == "" else value


def shown(value: Cell) -> str:
    """A figure as a sentence prints it."""
    return f"{value:.10g}" if isinstance(value, float) else str(_shown(value))


def _rank(value: Cell) -> str:
    return f"{value:.0f}" if isinstance(value, float) else value


DECLARED = (
    ResultSheet(
        SHEET, SheetGroup.FRONT, 7, _draw, when=lambda making: bool(making.inputs.revisions), in_memory=True, paper=Paper("A3", rows=(0, 2)),
        note="修订了哪些数、依据哪个文件或复查决定，对得分、等次、名次有什么影响",
    ),
)  # fmt: skip
