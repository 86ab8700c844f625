"""Workbooks of Excel 97–2003 (.xls), by xlrd: one sheet at a time, never padded to the rectangle of its farthest cells."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from typing import Any

import xlrd

from scoring.errors import DataError
from workbook.reading.formats.cell_formats import BUILT_IN, GENERAL, CellFormat, Formats, marks
from workbook.reading.formats.moments import moment
from workbook.reading.formats.refusal import Refusal, named, too_far
from workbook.reading.grid import MOST_CELLS, CellRun, Grid, Hidden, Place, Remark
from workbook.reading.number_format import shown_as
from workbook.reading.raw import ErrorValue, Raw, address

MOST_BYTES = 50 * 1024 * 1024


class XlsBook:
    """A workbook of the binary family. Raises DataError if it is none, is damaged or has a password."""

    def __init__(self, name: str, data: bytes) -> None:
        self._name, self._log = name, _Log()
        if len(data) > MOST_BYTES:
            raise DataError(f"{name}：超过 {MOST_BYTES >> 20} MB，不像数据表；请只保留数据工作表，另存为 .xlsx 后再交")
        with _readable(name):
            self._book = xlrd.open_workbook(
                file_contents=data,
                formatting_info=True,
                on_demand=True,
                ragged_rows=True,
                logfile=self._log,
                verbosity=1,
            )
        self._has_macros = self._log.macros or "_VBA_PROJECT".encode("utf-16-le") in data
        self._grids: dict[str, Grid] = {}
        self._format = cache(self._make_format)

    @property
    def sheets(self) -> tuple[str, ...]:
        return tuple(self._book.sheet_names())

    @property
    def remarks(self) -> tuple[Remark, ...]:
        return (Remark.MACROS,) if self._has_macros else ()

    def grid(self, sheet: str) -> Grid:
        if sheet not in self._grids:
            with named(self._name), _readable(self._name):
                self._grids[sheet] = self._read(sheet)
                self._book.unload_sheet(sheet)
        return self._grids[sheet]

    def rows(self, sheet: str) -> Sequence[Sequence[Raw]]:
        return self.grid(sheet).rows

    def _read(self, name: str) -> Grid:
        sheet = self._book.sheet_by_name(name)
        rows: list[list[Raw]] = []
        formats: dict[int, list[CellFormat | None]] = {}
        width = 0
        for number in range(sheet.nrows):
            cells = sheet.row(number)
            line = [self._value(cell) for cell in cells]
            while line and line[-1] is None:
                line.pop()
            rows.append(line)
            if line:
                width = max(width, len(line))
                if (number + 1) * width > MOST_CELLS:
                    raise too_far(name, address(number, width - 1))
                formats[number] = [self._format(cell.xf_index) for cell in cells[: len(line)]]
        while rows and not rows[-1]:
            rows.pop()
        blank: list[Raw] = [None] * width
        full = [line + blank[len(line) :] if line else blank for line in rows]
        struck, runs = marks(full, formats, dict(self._runs(sheet, full)))
        return Grid(
            name,
            full,
            Formats(full, formats),
            None,
            struck,
            runs,
            Hidden(
                bool(sheet.visibility),
                frozenset(
                    row for row, one in sheet.rowinfo_map.items() if (one.hidden or not one.height) and row < len(full)
                ),
                frozenset(at for at, one in sheet.colinfo_map.items() if (one.hidden or not one.width) and at < width),
            ),
            [(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells],
        )

    def _value(self, cell: xlrd.sheet.Cell) -> Raw:
        kind, value = cell.ctype, cell.value
        if kind == xlrd.XL_CELL_TEXT:
            return str(value)
        if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
            cell_format = self._format(cell.xf_index)
            return (
                moment(value, cell_format.shown, bool(self._book.datemode))
                if cell_format is not None and cell_format.shown
                else float(value)
            )
        if kind == xlrd.XL_CELL_ERROR:
            return ErrorValue(xlrd.error_text_from_code.get(value, "#ERROR"))
        return bool(value) if kind == xlrd.XL_CELL_BOOLEAN else None

    def _make_format(self, style: int) -> CellFormat | None:
        found = self._book.xf_list[style]
        font, code = self._book.font_list[found.font_index], self._book.format_map[found.format_key].format_str
        code = code or BUILT_IN.get(found.format_key, GENERAL)
        cell_format = CellFormat(
            "" if code == GENERAL else code, bool(font.struck_out), bool(font.escapement), shown_as(code)
        )
        return None if cell_format == CellFormat() else cell_format

    def _runs(self, sheet: Any, rows: Sequence[Sequence[Raw]]) -> Iterator[tuple[Place, tuple[CellRun, ...]]]:
        """The stretches of the texts that have more than one look, and of those raised as a whole."""
        for place, changes in sheet.rich_text_runlist_map.items():
            text = rows[place[0]][place[1]]
            if isinstance(text, str):
                first = self._book.xf_list[sheet.cell_xf_index(*place)].font_index
                marks = [(0, first), *changes, (len(text), first)]
                yield (
                    place,
                    tuple(
                        CellRun(text[start:end], bool(font.struck_out), bool(font.escapement))
                        for (start, index), (end, _) in pairwise(marks)
                        if end > start and (font := self._book.font_list[index])
                    ),
                )


class _Log(io.TextIOBase):
    """What xlrd says while it reads; only that there are macros is kept."""

    macros = False

    def write(self, text: str) -> int:
        self.macros = self.macros or "Macro sheet" in text or "Visual Basic module" in text
        return len(text)


@contextmanager
def _readable(name: str) -> Iterator[None]:
    try:
        yield
    except (Refusal, MemoryError):
        raise
    except Exception as error:  # on damaged files xlrd raises whatever its parsing runs into
        if "encrypted" in str(error).lower():
            raise DataError(f"{name}：加了打开密码，读不了。请用 Excel 或 WPS 去掉密码，另存后再交") from error
        raise DataError(
            f"{name}：不是 Excel 工作簿，或内容已损坏。请用 Excel 或 WPS 打开，另存为 .xlsx 后再交"
        ) from error
