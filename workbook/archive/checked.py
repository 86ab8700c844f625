"""A result compared with its archive: which input cells say something else than when it was written.

Every command that reads a result comes through ``read_checked``: it uses the archive, and a workbook that shows something
else is refused, with all of its changed cells.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scoring.errors import DataError
from workbook.archive.reading import stored_in
from workbook.archive.stored import StoredResult
from workbook.layout.input_cells import ADJUSTMENTS, DIGITS, TOLERANCE, Cells, Figures, InputCell, InputCells, Rows
from workbook.layout.values import figure_texts
from workbook.reading.grid import Grid, Place
from workbook.reading.opening import Opened, open_book
from workbook.reading.raw import Raw, Uncalculated, address, as_text, is_blank
from workbook.reading.text import short

MOST_NAMED = 500
_BLANK = "（空）"


@dataclass(frozen=True)
class InputChange:
    """An input cell that is not as it was written. words: what it is; was, now: as a reader sees them.

    row: from 0; typed: whether it stands in a blank row of 核定调整.
    """

    sheet: str
    cell: str
    words: str
    was: str
    now: str
    row: int = 0
    typed: bool = False

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell} {self.words}：写出时是 {self.was}，现在是 {self.now}".replace("! ", " ")


@dataclass(frozen=True)
class CheckedResult:
    """A result with its changed input cells; ``typed`` are the rows (from 0) typed below the adjustments."""

    opened: Opened
    stored: StoredResult
    changes: tuple[InputChange, ...]

    @property
    def typed(self) -> tuple[int, ...]:
        """Rows typed into 核定调整."""
        return tuple(dict.fromkeys(one.row for one in self.changes if one.typed))

    @property
    def others(self) -> tuple[InputChange, ...]:
        """Changes that are no rows typed into 核定调整."""
        return tuple(one for one in self.changes if not one.typed)

    @property
    def adjusting(self) -> Rows:
        """Where 核定调整 stands."""
        return next(one for one in self.stored.input_cells or () if isinstance(one, Rows) and one.table == ADJUSTMENTS)


def read_checked(path: str | Path | Opened) -> StoredResult:
    """The stored result of a workbook whose inputs are as they were written; DataError that names all that are not."""
    checked = check_result(path)
    if checked.changes:
        raise DataError(refusal(checked.stored.name, checked.changes))
    return checked.stored


def refusal(name: str, changes: tuple[InputChange, ...]) -> str:
    """Why a changed result is not read, and what to do."""
    listed = [f"  {one}" for one in changes[:MOST_NAMED]]
    listed += [f"  ……共 {len(changes)} 处"] if len(changes) > MOST_NAMED else []
    todo = [
        "改动只供试算，不算决定：恢复原数，或用没有改过的结果工作簿",
        "数据确有更正的，改报送的数据或走“数据修订”，再用 kaohe score 重新计分",
        *(["分值、参数要改的，改考核方案后重新计分"] if any(one.sheet == "计分标准" for one in changes) else []),
        *([f"“核定调整”里添的行，填齐后用 kaohe score {name} -o 新结果.xlsx 采用"] if any(one.typed for one in changes) else []),
    ]  # fmt: skip
    return "\n".join([f"{name}：有 {len(changes)} 处与写出时不同，没有采用：", *listed, *(f"{one}。" for one in todo)])


def check_result(path: str | Path | Opened) -> CheckedResult:
    """Open a result and compare its input cells with the archive; DataError for a file that is no usable result."""
    opened = path if isinstance(path, Opened) else open_book(path)
    stored = stored_in(opened)
    changes = [change for area in stored.input_cells or () for change in _changes(opened, stored, area)]
    return CheckedResult(opened, stored, tuple(changes))


def _changes(opened: Opened, stored: StoredResult, area: InputCells) -> Iterator[InputChange]:
    if area.sheet not in opened.book.sheets:
        yield InputChange(area.sheet, "", "这张工作表", "有", "没有了（删去或改了名）")
        return
    sheet = _SheetCells(opened.book.grid(area.sheet), area.sheet)
    moved = [sheet.moved(place, text) for place, text in _fixed(stored, area) if not sheet.shows(place, text)]
    if moved:  # what stands below is no longer where it was
        first = min(moved, key=lambda one: one.row)
        yield from (one for one in _of_cells(sheet, stored, area) if one.row < first.row)
        yield first
        return
    yield from _of_cells(sheet, stored, area)


def _of_cells(sheet: _SheetCells, stored: StoredResult, area: InputCells) -> Iterator[InputChange]:
    if isinstance(area, Rows):
        yield from _rows(sheet, stored, area)
        return
    cells = area.cells if isinstance(area, Cells) else tuple(_figures(stored, area))
    found = [change for cell in cells if (change := sheet.change(cell)) is not None]
    # A formula's result follows from what was changed, unless nothing was.
    yield from found or [change for cell in cells if cell.formula and (change := sheet.result(cell)) is not None]


def _fixed(stored: StoredResult, area: InputCells) -> Iterator[tuple[Place, str]]:
    """Texts that nobody changes: where one is not, rows or columns were moved."""
    if isinstance(area, Cells):
        yield from (((row, column), text) for row, column, text in area.fixed)
    elif isinstance(area, Figures):
        yield from (((area.ids, column), item) for item, column in area.columns.items())
        yield from (((area.first + place, 1), county) for place, county in enumerate(stored.assessment.counties))
    else:
        yield from (((area.head, column), area.heads[name]) for name, column in area.columns.items())


def _figures(stored: StoredResult, area: Figures) -> Iterator[InputCell]:
    for item, column in area.columns.items():
        computed, name = set(area.computed.get(item, ())), stored.assessment.compiled.columns[item].name
        texts = figure_texts(stored.assessment, item)
        for place, (county, value) in enumerate(zip(stored.assessment.counties, texts, strict=True)):
            words = f"{county}“{name}”"
            yield InputCell(area.first + place, column, words, value, place in computed)


def _rows(sheet: _SheetCells, stored: StoredResult, area: Rows) -> Iterator[InputChange]:
    """Cells of the rows that were written, and what stands in the blank ones."""
    mine = area.table == ADJUSTMENTS
    what = "核定调整" if mine else f"“{stored.scheme.lists[area.table].name}”"
    for place in range(area.count):
        row = area.first + place
        for name, column in area.columns.items():
            value = _of_row(stored, area, place, name)
            words = f"{what}第 {place + 1} 行的“{_heading(stored, area, name)}”"
            change = sheet.change(InputCell(row, column, words, value))
            if change is not None:
                yield change
    spare = area.first + area.count
    for row in range(spare, len(sheet.grid.rows)):
        inside = row < spare + area.spare
        for name, column in area.columns.items():
            if sheet.filled((row, column)):
                words = f"{what}{'添的行' if inside else '可填的行以下'}的“{_heading(stored, area, name)}”"
                now = sheet.now((row, column))
                yield InputChange(area.sheet, address(row, column), words, _BLANK, now, row, mine and inside)


def _of_row(stored: StoredResult, area: Rows, place: int, name: str) -> float | str:
    if area.table == ADJUSTMENTS:
        value: float | str = getattr(stored.assessment.adjustments[place], name)
        return value
    cell = stored.assessment.lists[area.table].frame[name].iloc[place]
    if cell is None or cell != cell:
        return ""
    return cell if isinstance(cell, str) else float(cell)


def _heading(stored: StoredResult, area: Rows, name: str) -> str:
    if area.table == ADJUSTMENTS or name == "county":
        return area.heads[name] if area.table == ADJUSTMENTS else "县（市、区）"
    return next(one.name for one in stored.scheme.lists[area.table].columns if one.id == name)


class _SheetCells:
    """A sheet's cells as they stand."""

    def __init__(self, grid: Grid, sheet: str) -> None:
        self.grid, self.sheet = grid, sheet
        self.formulas = grid.formulas or {}

    def at(self, place: Place) -> Raw:
        row, column = place
        rows = self.grid.rows
        return rows[row][column] if row < len(rows) and column < len(rows[row]) else None

    def filled(self, place: Place) -> bool:
        return place in self.formulas or not is_blank(self.at(place))

    def now(self, place: Place) -> str:
        """A cell as a message shows it."""
        if place in self.formulas:
            return f"公式 {short(self.formulas[place])}"
        raw = self.at(place)
        if isinstance(raw, str) and not is_blank(raw):
            return f"文字“{short(raw)}”"
        return as_text(raw) if self.filled(place) else _BLANK

    def shows(self, place: Place, text: str) -> bool:
        return _squeezed(as_text(self.at(place))) == _squeezed(text)

    def moved(self, place: Place, text: str) -> InputChange:
        """That a row or column was put in, taken out or moved."""
        words = "这里起行列错位（插入、删除或移动了行列，或改了表头、县名、编号）"
        return InputChange(self.sheet, address(*place), words, f"“{short(text)}”", self.now(place), place[0])

    def change(self, cell: InputCell) -> InputChange | None:
        """How a cell differs from what was written; of a computed one only whether it still is computed."""
        place = (cell.row, cell.column)
        if cell.formula:
            same = place in self.formulas
        else:
            same = place not in self.formulas and _same(self.at(place), cell.value)
        return None if same else self._change(cell)

    def result(self, cell: InputCell) -> InputChange | None:
        """How the result of a formula differs from what was written; none where the file holds no result."""
        raw = self.at((cell.row, cell.column))
        return None if isinstance(raw, Uncalculated) or _same(raw, cell.value) else self._change(cell)

    def _change(self, cell: InputCell) -> InputChange:
        was = f"{cell.value:.15g}" if isinstance(cell.value, float | int) else short(cell.value) or _BLANK
        written = f"公式（{was}）" if cell.formula else was
        now = self.now((cell.row, cell.column))
        return InputChange(self.sheet, address(cell.row, cell.column), cell.words, written, now, cell.row)


def _same(raw: Raw, value: float | str) -> bool:
    if isinstance(value, str):
        if not _squeezed(value):
            return is_blank(raw)
        return isinstance(raw, str) and _squeezed(raw) == _squeezed(value)
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return False
    return math.isclose(raw, value, rel_tol=DIGITS, abs_tol=TOLERANCE)


def _squeezed(text: str) -> str:
    return "".join(text.split())
