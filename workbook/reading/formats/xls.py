"""Workbooks of Excel 97–2003 (.xls), by xlrd."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence

import xlrd

from scoring.errors import DataError
from workbook.reading.formats.book import MOST_CELLS, Hidden, Range, Remark
from workbook.reading.formats.package import shows_percent
from workbook.reading.raw import ErrorValue, Raw


class XlsBook:
    """A workbook of the binary family. Raises DataError if it is none, is damaged or has a password."""

    def __init__(self, name: str, data: bytes) -> None:
        try:
            self._book = xlrd.open_workbook(
                file_contents=data, formatting_info=True, logfile=io.StringIO(), ragged_rows=False
            )
        except Exception as error:  # on damaged files xlrd raises whatever its parsing runs into
            if "encrypted" in str(error).lower():
                raise DataError(f"{name}：加了打开密码，读不了。请用 Excel 或 WPS 去掉密码，另存后再交") from error
            raise DataError(
                f"{name}：不是 Excel 工作簿，或内容已损坏。请用 Excel 或 WPS 打开，另存为 .xlsx 后再交"
            ) from error
        self._has_macros = "_VBA_PROJECT".encode("utf-16-le") in data
        for sheet in self._book.sheets():
            if sheet.nrows * sheet.ncols > MOST_CELLS:
                raise DataError(
                    f"{name}：工作表“{sheet.name}”有 {sheet.nrows} 行 {sheet.ncols} 列，范围过大，没有读。"
                    "请删除数据区以外的整行、整列，保存后再交"
                )

    @property
    def sheets(self) -> tuple[str, ...]:
        return tuple(self._book.sheet_names())

    @property
    def remarks(self) -> tuple[Remark, ...]:
        return (Remark.MACROS,) if self._has_macros else ()

    def rows(self, sheet: str) -> Sequence[Sequence[Raw]]:
        return [[self._value(cell) for cell in row] for row in self._book.sheet_by_name(sheet).get_rows()]

    def is_percent(self, sheet: str, row: int, column: int) -> bool:
        style = self._book.xf_list[self._book.sheet_by_name(sheet).cell_xf_index(row, column)]
        return shows_percent(self._book.format_map[style.format_key].format_str)

    def behind_blank(self, sheet: str, row: int, column: int) -> Raw:
        return None  # an .xls file keeps the result of every formula, and error values are told apart

    def hidden(self, sheet: str) -> Hidden:
        one = self._book.sheet_by_name(sheet)
        rows = frozenset(number for number, row in one.rowinfo_map.items() if row.hidden)
        return Hidden(
            bool(one.visibility), rows, frozenset(n for n, column in one.colinfo_map.items() if column.hidden)
        )

    def merged(self, sheet: str) -> Sequence[Range]:
        return [
            (top, left, bottom - 1, right - 1)
            for top, bottom, left, right in self._book.sheet_by_name(sheet).merged_cells
        ]

    def _value(self, cell: xlrd.sheet.Cell) -> Raw:
        if cell.ctype == xlrd.XL_CELL_ERROR:
            return ErrorValue(xlrd.error_text_from_code.get(cell.value, "#ERROR"))
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        if cell.ctype == xlrd.XL_CELL_DATE:
            return self._date(cell.value)
        return None if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) else cell.value

    def _date(self, serial: float) -> Raw:
        try:
            moment: datetime.datetime = xlrd.xldate_as_datetime(serial, self._book.datemode)
        except (ValueError, OverflowError):
            return datetime.time()  # no date at all, but shown as one
        return moment
