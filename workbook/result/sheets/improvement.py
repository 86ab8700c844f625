"""提升: what it would take, one row a change, so that it can be filtered by county and goal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scoring.comparison.words import cell
from scoring.improvement import ChangedFigure, ImprovementStep, what_it_takes
from workbook.drawing.paper import Paper
from workbook.drawing.styles import Styles
from workbook.layout.declared import Making, ResultSheet, SheetGroup
from workbook.layout.marks import write_top
from workbook.layout.plan import Plan
from workbook.result.sheets.comparison import AS_OF

SHEET = "提升"
MOST_COUNTIES = 200  # beyond which the trials take longer than the rest of the workbook
_HEADS = (
    ("县（市、区）", 9), ("现总分", 7), ("现等次", 8.5), ("现名次", 5), ("要达到", 24), ("改动的数据项", 28), ("现值", 12),
    ("须达到", 12), ("总分变动", 7), ("改后总分", 7.5), ("改后等次", 8.5), ("改后名次", 6), ("说明", 30),
)  # fmt: skip
_NOTES = (
    "每一行只改一个数，其余不变，按方案全部重算（名次也重排）得出；少改一个最小单位就达不到。同一目标下按改动量占现值的百分比由小到大排列。",
    "只试各县（市、区）自己能努力的数；目标、分母、基期和上年的数不试。这是改进方向的测算，不是改数的依据；各数之间的联系（如年度和累计下降率）须一并考虑。",
)
_ALONE = "没有一项数据单独改动就能达到"


def write_improvement(sheet: Any, plan: Plan, styles: Styles) -> None:
    """Write the sheet from the assessment of the plan."""
    write_top(sheet, plan, styles, f"提升：怎样达到更好的等次和名次（{AS_OF}）")
    for offset, note in enumerate(_NOTES, 2):
        sheet.write(offset, 0, note, styles.note())
    head = 2 + len(_NOTES)
    sheet.heads(head, (name for name, _ in _HEADS), styles.head())
    sheet.columns(width for _, width in _HEADS)
    row = head + 1
    for number, step in enumerate(what_it_takes(plan.assessment)):
        band: dict[str, Any] = {"bg_color": "#F3F6FA"} if number % 2 else {}
        for line in _lines(step):
            _write_line(sheet, row, styles, step, line, band)
            row += 1
    if row > head + 1:
        sheet.autofilter(head, 0, row - 1, len(_HEADS) - 1)
    sheet.freeze_panes(head + 1, 1)


@dataclass(frozen=True)
class _Line:
    """A row of the table. change: None where no single one reaches the goal."""

    goal: str
    change: ChangedFigure | None = None
    note: str = ""


def _lines(step: ImprovementStep) -> list[_Line]:
    """A change that reaches several goals stands once; a goal out of reach alone."""
    merged: dict[tuple[str, float] | str, tuple[list[str], ChangedFigure | None, list[str]]] = {}
    for one in _goals(step):
        key = one.goal if one.change is None else (one.change.item.id, one.change.after)
        goals, _, notes = merged.setdefault(key, ([], one.change, []))
        goals.append(one.goal)
        notes += [one.note] if one.note and one.note not in notes else []
    return [_Line("；".join(goals), change, "；".join(notes)) for goals, change, notes in merged.values()]


def _goals(step: ImprovementStep) -> Iterator[_Line]:
    if step.rank is None:
        goal = "等次待定" if step.total is not None else "总分、等次待定"
        yield _Line(goal, note=f"先补报：{'、'.join(step.pending) or '有关数据'}")
        return
    for hold in step.holds:
        note = f"{hold.says}（依据：{hold.clause}）"
        yield from _goal(f"解除等次约束：{hold.name}", hold.changes, note)
    if step.grade_goal is not None:
        note = "" if step.points_help else "等次受约束，只加分不能改变等次"
        yield from _goal(f"等次到“{step.grade_goal.aim}”", step.grade_goal.changes, note)
    if step.rank_goal is not None:
        yield from _goal(f"名次到第 {step.rank_goal.aim} 名或更前", step.rank_goal.changes, "")
    if step.grade_goal is None and step.rank_goal is None:
        yield _Line("等次最好，名次第 1")
    for change in step.valuable:
        yield _Line("单项最能增分", change)


def _goal(goal: str, changes: tuple[ChangedFigure, ...], note: str) -> Iterator[_Line]:
    if not changes:
        yield _Line(goal, note="；".join(part for part in (_ALONE, note) if part))
    for place, change in enumerate(changes):
        yield _Line(goal, change, note if place == 0 else "")


def _write_line(sheet: Any, row: int, styles: Styles, step: ImprovementStep, line: _Line, band: dict[str, Any]) -> None:
    change = line.change
    text = styles.wrapped(font_size=9, valign="top", **band)
    top = styles.cell(font_size=9, valign="top", align="center", **band)
    points = styles.cell(num_format="0.00", align="right", font_size=9, valign="top", **band)
    gain = styles.cell(num_format="+0.00;-0.00;0.00", align="right", font_size=9, valign="top", **band)
    sheet.write_string(row, 0, step.county, styles.cell(bold=True, font_size=9, valign="top", **band))
    _write(sheet, row, 1, step.total, points)
    sheet.write_string(row, 2, step.grade, top)
    _write(sheet, row, 3, step.rank, top)
    sheet.write_string(row, 4, line.goal, text)
    cells: tuple[Any, ...] = ("—", "", "", None, None, "", None)
    if change is not None:
        unit = change.item.unit
        cells = (
            change.item.name, cell(change.before, unit), cell(change.after, unit), change.worth,
            change.total, change.grade, change.rank,
        )  # fmt: skip
    for place, (value, fmt) in enumerate(zip(cells, (text, text, text, gain, points, top, top), strict=True), 5):
        _write(sheet, row, place, value, fmt)
    _write(sheet, row, 12, line.note, text)


def _write(sheet: Any, row: int, place: int, value: Any, fmt: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(row, place, None, fmt)
    elif isinstance(value, str):
        sheet.write_string(row, place, value, fmt)
    else:
        sheet.write_number(row, place, value, fmt)


def _few(making: Making) -> bool:
    return len(making.plan.assessment.counties) <= MOST_COUNTIES


def _left_out(making: Making) -> str:
    if not making.inputs.review or _few(making):
        return ""
    return f"超过 {MOST_COUNTIES} 个县（市、区），没有写“提升”表；kaohe improve -c 可以测算任何一个县"


DECLARED = (
    ResultSheet(
        SHEET, SheetGroup.STUDIES, 4, lambda making, sheet, _: write_improvement(sheet, making.plan, making.styles),
        when=lambda making: making.inputs.review and _few(making), left_out=_left_out,
        paper=Paper("A3", rows=(0, 2 + len(_NOTES)), columns=1), note="怎样达到更好的等次和名次；一行只改一个数",
    ),
)  # fmt: skip
