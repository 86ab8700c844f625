"""A copy of a submission with the problem cells coloured and noted, to send back to the county.

The submission itself is not touched. Text goes in as text: nothing of it becomes a formula, and what was a text
in the submission stays one.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scoring.problems import Problem, Source
from workbook.checking.lost import lost_parts
from workbook.drawing.measure import LINE, lines
from workbook.drawing.problem_sheet import FILLS, SEVERITIES, counted
from workbook.printable import printable
from workbook.reading.labels import MARKS
from workbook.reading.opening import book_of
from workbook.reading.raw import ErrorValue, Raw, Uncalculated, as_text
from workbook.reading.text import squeezed

if TYPE_CHECKING:
    from openpyxl import Workbook

SHEET = MARKS
VALUES_ONLY = "格式、公式、批注（副本里只有数和文字）"
_MODIFIED = re.compile(rb"<dcterms:modified\b.*?</dcterms:modified>", re.DOTALL)
_ORDER = tuple(SEVERITIES)
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?")
_WIDTHS = (6.0, 8.0, 16.0, 10.0, 14.0, 64.0, 48.0)


@dataclass(frozen=True)
class Marked:
    """The copy, always .xlsx; and what it lacks of the original, in Chinese."""

    content: bytes
    lost: tuple[str, ...]


def marked_copy(name: str, data: bytes, problems: Sequence[Problem]) -> Marked:
    """The copy of a file, of any format that can be read, with its problems. name: what messages call it."""
    book, lost = _copied(name, data)
    by_cell: dict[tuple[str, str], list[Problem]] = {}
    for one in problems:
        for place in (one.source, *one.also):
            if place.file == name and place.cell:
                by_cell.setdefault((place.sheet, place.cell), []).append(one)
    titles = {squeezed(title): title for title in book.sheetnames}
    for (sheet, cell), found in by_cell.items():
        title = titles.get(squeezed(sheet), book.sheetnames[0] if not sheet else "")
        if title:
            _mark(book[title], cell, found)
    _list(book, name, problems, lost)
    book.calculation.fullCalcOnLoad = True
    buffer = io.BytesIO()
    book.save(buffer)
    return Marked(_without_time(buffer.getvalue()), lost)


def _without_time(content: bytes) -> bytes:
    """The package without the time it was written, so that the same input gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(b"", part)
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _copied(name: str, data: bytes) -> tuple[Workbook, tuple[str, ...]]:
    import openpyxl

    if data.startswith(b"PK"):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what is dropped is said, in Chinese
                book = openpyxl.load_workbook(io.BytesIO(data))
            return book, lost_parts(data)
        except Exception:  # openpyxl is pickier; the values can be copied all the same
            return _values(name, data), (VALUES_ONLY, *lost_parts(data))
    return _values(name, data), (VALUES_ONLY,)


def _values(name: str, data: bytes) -> Workbook:
    import openpyxl

    source, book = book_of(name, data), openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for sheet in source.sheets:
        copy = book.create_sheet(printable(sheet) or "数据")
        for row, cells in enumerate(source.rows(sheet), 1):
            for column, raw in enumerate(cells, 1):
                if raw is not None:
                    _put(copy.cell(row, column), raw)
    return book


def _put(cell: Any, raw: Raw) -> None:
    """A value as it is; a text as a text."""
    if isinstance(raw, (ErrorValue, Uncalculated)):
        raw = as_text(raw)
    if not isinstance(raw, str):
        cell.value = raw
    elif _NUMBER.fullmatch(raw):
        cell.value = float(raw)
    else:
        cell.value = printable(raw, keep="\n\t")
        cell.data_type = "s"  # openpyxl takes what begins with = for a formula


def _mark(sheet: Any, address: str, problems: Sequence[Problem]) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    cell = sheet[address]
    for area in sheet.merged_cells.ranges:
        if address in area:
            cell = sheet.cell(area.min_row, area.min_col)
    worst = min((one.severity for one in problems), key=_ORDER.index)
    cell.fill = PatternFill("solid", start_color=FILLS[worst].strip("#"))
    lines = [
        f"{SEVERITIES[one.severity]}：{one.message}" + (f"。{one.remedy}" if one.remedy else "") for one in problems
    ]
    if cell.comment is not None:
        lines.append(f"（原批注）{cell.comment.text}")
    text = printable("\n".join(lines), keep="\n")
    cell.comment = Comment(text, "kaohe", height=30 + 18 * (len(text) // 24 + len(lines)), width=320)


def _list(book: Workbook, name: str, problems: Sequence[Problem], lost: Sequence[str]) -> None:
    """The sheet 问题 in front: what is wrong, by place, and what the copy lacks."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.worksheet.properties import PageSetupProperties

    title, number = SHEET, 1
    while title in book.sheetnames:
        number += 1
        title = f"{SHEET} ({number})"
    sheet = book.create_sheet(title, 0)
    book.active = 0
    for one in book.worksheets:
        one.sheet_view.tabSelected = one is sheet
    thin = Side(style="thin", color="BFC7D1")
    wrapped = Alignment(vertical="top", wrap_text=True)
    notes = [
        f"这是“{name}”的副本，原文件没有改动。有色的格就是要改的格：橙色是错误，黄色是警告；批注写明了问题和办法。",
        "改好后可以直接交回这个文件，“问题”表不用删除。",
        *([f"副本里没有带过来：{'、'.join(lost)}。需要它们的，请在原文件里改。"] if lost else []),
    ]
    _put(sheet["A1"], f"问题：{counted(problems)}")
    sheet["A1"].font = Font(bold=True, size=14)
    for row, text in enumerate(notes, 2):
        _put(sheet.cell(row, 1), text)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(_WIDTHS))
        sheet.cell(row, 1).alignment = wrapped
        sheet.row_dimensions[row].height = LINE * lines(text, sum(_WIDTHS)) + 4
    head = len(notes) + 2
    rows: list[Sequence[Any]] = [("序号", "级别", "工作表", "单元格", "县（市、区）", "问题", "处理办法")]
    ranked = sorted(problems, key=lambda one: _ORDER.index(one.severity))
    rows += [(n, SEVERITIES[one.severity], *_own_place(one, name), one.county, one.message, one.remedy)
             for n, one in enumerate(ranked, 1)]  # fmt: skip
    for row, values in enumerate(rows, head):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(row, column)
            _put(cell, value)
            cell.alignment, cell.border = wrapped, Border(thin, thin, thin, thin)
            if row == head:
                cell.font, cell.fill = Font(bold=True), PatternFill("solid", start_color="DCE6F1")
            elif column == 2:
                cell.fill = PatternFill("solid", start_color=FILLS[ranked[row - head - 1].severity].strip("#"))
        tall = max(lines(str(value), width) for value, width in zip(values, _WIDTHS, strict=True))
        sheet.row_dimensions[row].height = LINE * tall + 4
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[chr(64 + column)].width = width
    sheet.freeze_panes = f"A{head + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.sheet_properties.tabColor = "D55E00"


def _own_place(one: Problem, name: str) -> tuple[str, str]:
    place = next((place for place in (one.source, *one.also) if place.file == name), Source())
    return place.sheet, place.cell


def problems_of(problems: Sequence[Problem]) -> Mapping[str, list[Problem]]:
    """Problems by the files that they concern."""
    found: dict[str, list[Problem]] = {}
    for one in problems:
        for file in dict.fromkeys((one.source.file, *(place.file for place in one.also))):
            if file:
                found.setdefault(file, []).append(one)
    return found
