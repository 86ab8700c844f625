"""A 测算 as a workbook: side by side, who moves, how far rankings are apart, what was changed. Values only, the same bytes for the same input."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from workbook.drawing.paper import Paper, lay_out
from workbook.drawing.styles import Styles, fixed
from workbook.drawing.text_book import TextBook
from workbook.drawing.worksheet import ResultWorksheet
from workbook.saving import check_free, save_whole
from workbook.scenarios.shown import (
    CountyRow,
    ShownComparison,
    ShownTrial,
    arrow,
    coefficient,
    most_places,
    move_text,
    total_text,
)

_TOP = 3  # title, warning, notes
_NARROW = 12.0  # units of a column whose texts are short
_MOVED, _ALARM = "#FDEECB", "#9C1C12"
HOW = (
    "名次不同、移动：按印出来的名次（1、1、3）数。相关系数只比两边都有名次的县（市、区），在这些县之间重新排名，并列的取平均名次："
    "斯皮尔曼（ρ）是名次的相关，肯德尔（τ-b）是先后一致的对数减去相反的，除以不并列的对数；1 为次序相同，−1 为完全相反。"
    "没有名次（待定）的不比。"
)


@dataclass(frozen=True)
class _Table:
    """A sheet that is one table. heads: with their widths; the last column takes what is long. places: decimals of figures."""

    name: str
    heads: tuple[tuple[str, float], ...]
    rows: tuple[tuple[Any, ...], ...]
    below: tuple[str, ...] = ()
    places: int = 2


def write_book(what: ShownComparison, path: Path, *, force: bool = False) -> Path:
    """Write it and return the path. KaoheError as save_whole."""
    check_free(path, force=force, suffix=".xlsx")
    buffer = io.BytesIO()
    book = TextBook(buffer, what.title, what.notes[0])
    styles = Styles(book)
    _side_by_side(book.add_worksheet("测算", worksheet_class=ResultWorksheet), what, styles)
    for table in (_moves(what), _distances(what), _schemes(what), _differences(what)):
        _draw(book.add_worksheet(table.name, worksheet_class=ResultWorksheet), what, table, styles)
    book.close()
    save_whole(path, buffer.getvalue(), force=force)
    return path


def _head(sheet: Any, what: ShownComparison, styles: Styles, pages: Sequence[tuple[int, int]]) -> None:
    """Title, warning and notes: repeated at the top of every page, the warning at its foot, too. pages: first and last column."""
    for first, last in pages:
        sheet.merge_range(0, first, 0, last, what.title, styles.sheet_title())
        sheet.merge_range(1, first, 1, last, what.notes[0], styles.get(bold=True, font_size=12, font_color=_ALARM))
        sheet.merge_range(2, first, 2, last, "；".join(what.notes[1:]), styles.note(text_wrap=True))
    sheet.set_row(0, 22)
    sheet.set_row(1, 18)
    sheet.set_tab_color(_ALARM)


def _pages(sheet: Any, last: int) -> tuple[Paper, list[tuple[int, int]]]:
    """The paper of the side-by-side, and the columns of each page but the county's, which is on all."""
    paper = Paper(rows=(0, _TOP + 1), columns=1)
    starts = sheet.pages_begin(paper, 1)
    if len(starts) > 1:
        paper = replace(paper, size="A3")
        starts = sheet.pages_begin(paper, 1)
    return paper, [(start, end - 1) for start, end in zip(starts, [*starts[1:], last + 1], strict=True)]


def _side_by_side(sheet: Any, what: ShownComparison, styles: Styles) -> None:
    heads = ["总分", "等次", "名次", *(["组内名次"] if what.grouped else [])]
    widths = [8.5, 10.5, 6.5, *([6.5] if what.grouped else [])]
    columns = list(_columns(what, len(heads)))
    last = columns[-1][1] + len(heads) + (len(columns) > 1)
    sheet.set_column(0, 0, 11)
    for place, (_, first) in enumerate(columns):
        wide = [*widths, *([8.5] if place else [])]
        for offset, width in enumerate(wide):
            sheet.set_column(first + offset, first + offset, width)
        sheet.blocks.append((first, first + len(wide) - 1))
    sheet.set_column(last, last, 9)
    sheet.blocks[-1] = (sheet.blocks[-1][0], last)  # the last column is not left alone on a page
    paper, pages = _pages(sheet, last)
    _head(sheet, what, styles, pages)
    sheet.merge_range(_TOP, 0, _TOP + 1, 0, "代号" if what.hidden else "县（市、区）", styles.head())
    for place, (trial, first) in enumerate(columns):
        own = [*heads, *(["名次变动"] if place else [])]
        title = f"正式方案：{trial.name}" if place == 0 else trial.name
        sheet.merge_range(_TOP, first, _TOP, first + len(own) - 1, title, styles.head(text_wrap=True))
        for offset, head in enumerate(own):
            sheet.write_string(_TOP + 1, first + offset, head, styles.head(font_size=9))
    sheet.merge_range(_TOP, last, _TOP + 1, last, "都相同", styles.head())
    for number, row in enumerate(what.rows, _TOP + 2):
        _county(sheet, number, row, [*(first for _, first in columns), last], styles, grouped=what.grouped)
    sheet.freeze_panes(_TOP + 2, 1)
    lay_out(sheet, replace(paper, footer=what.notes[0]), "测算")
    sheet.set_header(f"&C&10{what.notes[0]}")


def _columns(what: ShownComparison, wide: int) -> Iterator[tuple[ShownTrial, int]]:
    """Each trial with its first column: the official one has no moves."""
    first = 1
    for place, trial in enumerate(what.trials):
        yield trial, first
        first += wide + (place > 0)


def _county(sheet: Any, number: int, row: CountyRow, columns: Sequence[int], styles: Styles, *, grouped: bool) -> None:
    """columns: where each trial begins, then the last of all."""
    *starts, last = columns
    sheet.write_string(number, 0, row.label, styles.cell(bold=True, align="center"))
    for place, first in enumerate(starts):
        one, mark = row.results[place], {"bg_color": _MOVED} if row.moved[place] else {}
        total = styles.cell(num_format=fixed(one.places), align="right")
        sheet.put(number, first, one.total, total, total_text(one))
        changed = mark if one.grade != row.results[0].grade else {}
        sheet.write_string(
            number, first + 1, one.grade or "—", styles.cell(align="center", bold=bool(changed), **changed)
        )
        other = mark if one.rank != row.results[0].rank else {}
        sheet.put(number, first + 2, one.rank, styles.cell(align="center", bold=bool(other), **other))
        if grouped:
            within = mark if one.group_rank != row.results[0].group_rank else {}
            sheet.put(number, first + 3, one.group_rank, styles.cell(align="center", **within))
        if place:
            end = first + 3 + grouped
            sheet.write_string(number, end, arrow(row.results[0], one), styles.cell(align="center", **other))
    sheet.write_string(number, last, "是" if row.indifferent else "", styles.cell(align="center"))


def _moves(what: ShownComparison) -> _Table:
    rows = [
        (trial.name, label, *_pair(move.before.rank, move.after.rank), move.before.grade, move.after.grade, move.points, move_text(move))
        for trial in what.trials
        for label, move in trial.moves
    ]  # fmt: skip
    heads = (
        ("测算", 14.0), ("代号" if what.hidden else "县（市、区）", 10.0), ("原名次", 7.0), ("现名次", 7.0), ("原等次", 10.0),
        ("现等次", 10.0), ("总分变动", 9.0), ("因为什么", 66.0),
    )  # fmt: skip
    places = most_places(*(row.results[place] for row in what.rows for place in range(len(what.trials))))
    return _Table("谁动了", heads, tuple(rows), () if rows else ("没有一个县（市、区）的名次、等次有变动。",), places)


def _pair(before: int | None, after: int | None) -> tuple[Any, Any]:
    return ("—" if before is None else before), ("—" if after is None else after)


def _distances(what: ShownComparison) -> _Table:
    rows = [
        (one.name, far.moved, far.places, far.furthest, coefficient(far.spearman), coefficient(far.kendall), far.compared, far.left_out)
        for one in what.trials
        if (far := one.distance) is not None
    ]  # fmt: skip
    heads = (
        ("测算", 24.0), ("名次不同的县数", 12.0), ("共移动几位", 12.0), ("最多移动几位", 12.0), ("斯皮尔曼", 10.0), ("肯德尔", 10.0),
        ("比较几个", 10.0), ("没有名次不比", 12.0),
    )  # fmt: skip
    same, lacking = "、".join(what.indifferent) or "没有", "、".join(what.unranked) or "没有"
    return _Table(
        "与正式排名的距离",
        heads,
        tuple(rows),
        (f"在每个方案里名次、等次都相同：{same}", f"至少一个方案里没有名次：{lacking}", HOW),
    )


def _schemes(what: ShownComparison) -> _Table:
    rows = []
    for place, one in enumerate(what.trials):
        texts = [
            one.note,
            *one.changes,
            *(f"按比例　{text}" for text in one.shares),
            *(f"提示　{text}" for text in one.hints),
        ]
        which = (f"{one.title}（{one.scheme}，版本 {one.version}）", one.sha256[:16])
        for line, text in enumerate([text for text in texts if text] or ["正式方案" if place == 0 else "方案照原样"]):
            rows.append((one.name, *(which if line == 0 else ("", "")), text))
    heads = (("测算", 16.0), ("方案", 34.0), ("校验码（前 16 位）", 18.0), ("改了什么", 66.0))
    return _Table("方案", heads, tuple(rows))


def _differences(what: ShownComparison) -> _Table:
    rows = tuple((one.name, *row) for one in what.trials[1:] for row in one.differences)
    heads = (
        ("测算", 14.0),
        ("部分", 9.0),
        ("条目", 22.0),
        ("项目", 12.0),
        ("正式方案", 40.0),
        ("测算方案", 40.0),
        ("变化", 9.0),
    )
    below = [
        f"{one.name}：另有 {one.left_out} 处写着县（市、区）的名称，没有列出" for one in what.trials if one.left_out
    ]
    return _Table("方案的不同", heads, rows, (*below, *(() if rows else ("没有不同。",))))


def _draw(sheet: Any, what: ShownComparison, table: _Table, styles: Styles) -> None:
    last = len(table.heads) - 1
    sheet.columns(width for _, width in table.heads)
    _head(sheet, what, styles, [(0, last)])
    sheet.heads(_TOP, (head for head, _ in table.heads), styles.head(font_size=9))
    for row, cells in enumerate(table.rows, _TOP + 1):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                side = "center" if table.heads[column][1] <= _NARROW else "left"
                sheet.write_string(row, column, cell, styles.wrapped(font_size=9, valign="top", align=side))
            else:
                plain = fixed(table.places)
                form = f"+{plain};-{plain};{plain}" if isinstance(cell, float) else "0"
                sheet.put(row, column, cell, styles.cell(font_size=9, valign="top", align="right", num_format=form))
    for row, text in enumerate(table.below, _TOP + len(table.rows) + 2):
        sheet.merge_range(row, 0, row, last, text, styles.note(text_wrap=True))
    sheet.freeze_panes(_TOP + 1, 0)
    lay_out(sheet, Paper(rows=(0, _TOP), footer=f"{table.name}　{what.notes[0]}"), table.name)
    sheet.set_header(f"&C&10{what.notes[0]}")
