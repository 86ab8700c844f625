"""The rows of one sheet as they were filled in, by headings wherever they stand; what no heading claims is named."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.problems import Problem
from workbook.reading.grid import Grid
from workbook.reading.raw import Raw, as_text, is_blank
from workbook.reading.tables.appearance import Appearance, appearance_at, crossed_out
from workbook.reading.tables.merged_cells import merged_areas
from workbook.reading.tables.number_format import shown
from workbook.reading.tables.sheet import Sheet, Use
from workbook.reading.tables.uniform import BAD, GOOD
from workbook.reading.text import short, squeezed
from workbook.scheme_workbook.branches import CellMark, CellText, cell_mark
from workbook.scheme_workbook.figures import figure_from
from workbook.scheme_workbook.tables import CHECK, NUMBER
from workbook.scheme_workbook.words import nearest

_FIRST_ROWS = 15
_FIXED = re.compile(r"(?:#,##)?0(?:\.(0+))?_? ?")
"""A format of a fixed number of decimals."""


@dataclass(frozen=True)
class FilledRow:
    """A row with its filled cells by heading. mark: its first filled cell; columns: where the headings stand, from 0."""

    mark: CellMark
    cells: dict[str, CellText]
    columns: Mapping[str, int]

    def below(self, head: str) -> CellMark:
        """The row's cell under a heading, filled or not."""
        return cell_mark(self.mark.book, self.mark.sheet, self.mark.line - 1, self.columns.get(head, 0))

    def text(self, head: str) -> str:
        """What stands under a heading, as text; empty for a blank."""
        cell = self.cells.get(head)
        return "" if cell is None else as_text(cell.raw).strip()


def read_rows(
    grid: Grid, book: str, heads: Sequence[str], owners: Sequence[str], beside: Sequence[str], problems: list[Problem]
) -> list[FilledRow]:
    """The rows under the headings. owners: headings under which a blank is the same as above, so that a cell may be merged
    over its rows; beside: headings of columns that are only notes; problems: what is wrong, added to.
    """
    sheet = Sheet(grid, book, problems)
    known = {squeezed(head): head for head in (*owners, *heads, *beside)}
    top, columns = _headings(sheet, known)
    if not columns:
        sheet.findings.add(
            "E_SCHEME_HEADS", f"找不到表头（{'、'.join([*owners, *heads][:6])}……）", "照空表恢复表头这一行"
        )
        sheet.report_rest()
    lacking = [head for head in (*owners, *heads) if head not in columns.values()] if columns else []
    if lacking:
        message = f"表头里少了{'、'.join(f'“{head}”' for head in lacking)}：删掉的列也会按空白算，看不出是不是有意的"
        sheet.findings.add("E_SCHEME_COLUMNS", message, "照空表补上这些列，没有内容就空着", (top, 0))
    for row in range(top):
        sheet.claim((row, 0), Use.REMARK)  # the title and the note above the table
    found = []
    places = {head: column for column, head in columns.items()}
    for row in range(top + 1, len(grid.rows)) if columns else ():
        cells, numbers = {}, []
        for column, head in columns.items():
            place = (row, column)
            raw, formula = sheet.at(place), (grid.formulas or {}).get(place, "")
            if head == CHECK:
                if formula or as_text(raw).startswith((GOOD, BAD)):
                    sheet.claim(place, Use.HEADING)
            elif head == NUMBER:
                numbers.append(place)
            elif head in beside:
                sheet.claim(place, Use.REMARK)
            elif not is_blank(raw) or formula:
                sheet.claim(place, Use.FIGURE)
                cells[head] = CellText(raw, cell_mark(book, grid.name, row, column), formula)
                wrong = _seen_otherwise(raw, formula, appearance_at(grid, place))
                if wrong:
                    sheet.findings.add("E_SCHEME_LOOK", f"“{head}”{wrong}", "", place)
        for place in numbers:  # beside nothing else a number is of no use, and a text was meant for something
            if cells or not isinstance(sheet.at(place), str):
                sheet.claim(place, Use.HEADING)
        if cells:
            found.append(FilledRow(next(iter(cells.values())).mark, cells, places))
    once = [column for column, head in columns.items() if head in heads]
    _tell_merged(sheet, [row.mark.line - 1 for row in found], once, columns)
    sheet.finish()
    return found


def _tell_merged(sheet: Sheet, rows: Sequence[int], once: Sequence[int], columns: Mapping[int, str]) -> None:
    """A cell merged over several rows or columns is read in the first alone; the others look filled in and are not."""
    for area, place in {area: place for place, area in reversed(merged_areas(sheet, rows, once).items())}.items():
        message = f"“{columns[place[1]]}”所在的 {area} 合并成了一格，只有左上角读得到"
        sheet.findings.add("E_SCHEME_MERGED", message, "取消合并，每格各写各的", place)


def _seen_otherwise(raw: Raw, formula: str, appearance: Appearance) -> str:
    """How a cell shows something else than it holds: struck out, as a percentage, rounded; empty if it does not."""
    struck = crossed_out(raw, appearance)
    if struck:
        return f"有划掉的字（{struck}）；要的去掉删除线，不要的清空"
    if not isinstance(raw, int | float) or isinstance(raw, bool) or figure_from(formula) is not None:
        return ""
    fixed = _FIXED.fullmatch(appearance.number_format)
    if fixed is not None:
        text = f"{raw:.{len(fixed[1] or '')}f}"
        display = "" if abs(float(text) - raw) < 1e-9 else text
    else:
        seen = shown(appearance.number_format, float(raw))
        display = "" if seen is None or (not seen.words and seen.is_close(raw)) else seen.text
    return f"格里是 {as_text(raw)}，显示成了 {display}；格式改为“常规”，只写数" if display else ""


def _headings(sheet: Sheet, known: dict[str, str]) -> tuple[int, dict[int, str]]:
    """The row of the headings, and the heading of each column; unknown and doubled ones are faults."""
    width = len(sheet.rows[0]) if sheet.rows else 0

    def met(row: int) -> int:
        return sum(squeezed(as_text(sheet.at((row, column)))) in known for column in range(width))

    rows = range(min(_FIRST_ROWS, len(sheet.rows)))
    top = max(rows, key=lambda row: (met(row), -row), default=0)
    if not rows or met(top) < 2:
        return 0, {}
    found: dict[int, str] = {}
    for column in range(width):
        raw = sheet.at((top, column))
        if is_blank(raw):
            continue
        sheet.claim((top, column), Use.HEADING)
        head = known.get(squeezed(as_text(raw)))
        if head is None:
            message = f"没有“{short(as_text(raw))}”这一列{nearest(as_text(raw), known.values())}"
            sheet.findings.add("E_SCHEME_HEADS", message, "改正表头；自己记的写进“备注”一列", (top, column))
        elif head in found.values():
            sheet.findings.add("E_SCHEME_HEADS", f"“{head}”一列有两处", "只留一列", (top, column))
        else:
            found[column] = head
    return top, found
