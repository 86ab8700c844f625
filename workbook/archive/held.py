"""A result held against its archive: which input cells say something else than when it was written.

Every command that reads a result comes through ``read_held``: it uses the archive, and a workbook that shows something
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
from workbook.layout.input_cells import ADJUSTMENTS, DIGITS, TOLERANCE, Cell, Cells, Figures, Kept, Rows
from workbook.layout.values import figure_texts
from workbook.reading.grid import Grid, Place
from workbook.reading.opening import Opened, open_book
from workbook.reading.raw import Raw, Uncalculated, address, as_text, is_blank
from workbook.reading.text import short

MOST_NAMED = 500
_BLANK = "（空）"


@dataclass(frozen=True)
class Change:
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
class Held:
    """A result with its changed input cells; ``typed`` are the rows (from 0) typed below the adjustments."""

    opened: Opened
    stored: StoredResult
    changes: tuple[Change, ...]

    @property
    def typed(self) -> tuple[int, ...]:
        """Rows typed into 核定调整."""
        return tuple(dict.fromkeys(one.row for one in self.changes if one.typed))

    @property
    def others(self) -> tuple[Change, ...]:
        """Changes that are no rows typed into 核定调整."""
        return tuple(one for one in self.changes if not one.typed)

    @property
    def adjusting(self) -> Rows:
        """Where 核定调整 stands."""
        return next(one for one in self.stored.kept or () if isinstance(one, Rows) and one.table == ADJUSTMENTS)


def read_held(path: str | Path | Opened) -> StoredResult:
    """The stored result of a workbook whose inputs are as they were written; DataError that names all that are not."""
    held = hold_opened(path) if isinstance(path, Opened) else hold(path)
    if held.changes:
        raise DataError(refusal(held.stored.name, held.changes))
    return held.stored


def refusal(name: str, changes: tuple[Change, ...]) -> str:
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


def hold(path: str | Path) -> Held:
    """Open a result and compare its input cells with the archive; DataError for a file that is no usable result."""
    return hold_opened(open_book(path))


def hold_opened(opened: Opened) -> Held:
    """``hold`` for a workbook that is open."""
    stored = stored_in(opened)
    changes = [change for one in stored.kept or () for change in _changes(opened, stored, one)]
    return Held(opened, stored, tuple(changes))


def _changes(opened: Opened, stored: StoredResult, kept: Kept) -> Iterator[Change]:
    if kept.sheet not in opened.book.sheets:
        yield Change(kept.sheet, "", "这张工作表", "有", "没有了（删去或改了名）")
        return
    look = _Look(opened.book.grid(kept.sheet), kept.sheet)
    moved = [look.moved(place, text) for place, text in _fixed(stored, kept) if not look.says(place, text)]
    if moved:  # what stands below is no longer where it was
        first = min(moved, key=lambda one: one.row)
        yield from (one for one in _of_cells(look, stored, kept) if one.row < first.row)
        yield first
        return
    yield from _of_cells(look, stored, kept)


def _of_cells(look: _Look, stored: StoredResult, kept: Kept) -> Iterator[Change]:
    if isinstance(kept, Rows):
        yield from _rows(look, stored, kept)
        return
    cells = kept.cells if isinstance(kept, Cells) else tuple(_figures(stored, kept))
    found = [change for cell in cells if (change := look.change(cell)) is not None]
    # A formula's result follows from what was changed, unless nothing was.
    yield from found or [change for cell in cells if cell.formula and (change := look.result(cell)) is not None]


def _fixed(stored: StoredResult, kept: Kept) -> Iterator[tuple[Place, str]]:
    """Texts that nobody changes: where one is not, rows or columns were moved."""
    if isinstance(kept, Cells):
        yield from (((row, column), text) for row, column, text in kept.fixed)
    elif isinstance(kept, Figures):
        yield from (((kept.ids, column), item) for item, column in kept.columns.items())
        yield from (((kept.first + place, 1), county) for place, county in enumerate(stored.assessment.counties))
    else:
        yield from (((kept.head, column), kept.heads[name]) for name, column in kept.columns.items())


def _figures(stored: StoredResult, kept: Figures) -> Iterator[Cell]:
    for item, column in kept.columns.items():
        computed, name = set(kept.computed.get(item, ())), stored.assessment.compiled.columns[item].name
        texts = figure_texts(stored.assessment, item)
        for place, (county, value) in enumerate(zip(stored.assessment.counties, texts, strict=True)):
            words = f"{county}“{name}”"
            yield Cell(kept.first + place, column, words, value, place in computed)


def _rows(look: _Look, stored: StoredResult, kept: Rows) -> Iterator[Change]:
    """Cells of the rows that were written, and what stands in the blank ones."""
    mine = kept.table == ADJUSTMENTS
    what = "核定调整" if mine else f"“{stored.scheme.lists[kept.table].name}”"
    for place in range(kept.count):
        row = kept.first + place
        for name, column in kept.columns.items():
            value = _of_row(stored, kept, place, name)
            words = f"{what}第 {place + 1} 行的“{_said(stored, kept, name)}”"
            change = look.change(Cell(row, column, words, value))
            if change is not None:
                yield change
    spare = kept.first + kept.count
    for row in range(spare, len(look.grid.rows)):
        inside = row < spare + kept.spare
        for name, column in kept.columns.items():
            if look.filled((row, column)):
                words = f"{what}{'添的行' if inside else '可填的行以下'}的“{_said(stored, kept, name)}”"
                now = look.now((row, column))
                yield Change(kept.sheet, address(row, column), words, _BLANK, now, row, mine and inside)


def _of_row(stored: StoredResult, kept: Rows, place: int, name: str) -> float | str:
    if kept.table == ADJUSTMENTS:
        said: float | str = getattr(stored.assessment.adjustments[place], name)
        return said
    cell = stored.assessment.lists[kept.table].frame[name].iloc[place]
    if cell is None or cell != cell:
        return ""
    return cell if isinstance(cell, str) else float(cell)


def _said(stored: StoredResult, kept: Rows, name: str) -> str:
    if kept.table == ADJUSTMENTS or name == "county":
        return kept.heads[name] if kept.table == ADJUSTMENTS else "县（市、区）"
    return next(one.name for one in stored.scheme.lists[kept.table].columns if one.id == name)


class _Look:
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

    def says(self, place: Place, text: str) -> bool:
        return _squeezed(as_text(self.at(place))) == _squeezed(text)

    def moved(self, place: Place, text: str) -> Change:
        """That a row or column was put in, taken out or moved."""
        words = "这里起行列错位（插入、删除或移动了行列，或改了表头、县名、编号）"
        return Change(self.sheet, address(*place), words, f"“{short(text)}”", self.now(place), place[0])

    def change(self, cell: Cell) -> Change | None:
        """How a cell differs from what was written; of a computed one only whether it still is computed."""
        place = (cell.row, cell.column)
        if cell.formula:
            same = place in self.formulas
        else:
            same = place not in self.formulas and _same(self.at(place), cell.value)
        return None if same else self._told(cell)

    def result(self, cell: Cell) -> Change | None:
        """How the result of a formula differs from what was written; none where the file holds no result."""
        raw = self.at((cell.row, cell.column))
        return None if isinstance(raw, Uncalculated) or _same(raw, cell.value) else self._told(cell)

    def _told(self, cell: Cell) -> Change:
        was = f"{cell.value:.15g}" if isinstance(cell.value, float | int) else short(cell.value) or _BLANK
        said = f"公式（{was}）" if cell.formula else was
        now = self.now((cell.row, cell.column))
        return Change(self.sheet, address(cell.row, cell.column), cell.words, said, now, cell.row)


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
