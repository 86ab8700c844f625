"""Workbooks in .xlsx and .xlsm: values by calamine, and the package itself for what calamine does not tell.

calamine gives a blank for an error value and for a formula without result, and knows no number formats.
Whether any of these occur in the file is looked up first, in its parts.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from scoring.errors import DataError
from workbook.reading.formats.book import Hidden, Range, Remark
from workbook.reading.formats.package import Package
from workbook.reading.raw import Raw


class XlsxBook:
    """A workbook of the Office Open XML family. Raises DataError if it is none or is damaged."""

    def __init__(self, name: str, data: bytes) -> None:
        self._name = name
        self._package = Package(name, data)
        with _readable(name):
            self._calamine = CalamineWorkbook.from_filelike(io.BytesIO(data))
        self._rows: dict[str, Sequence[Sequence[Raw]]] = {}
        self._shown = {one.name: one.visible == SheetVisibleEnum.Visible for one in self._calamine.sheets_metadata}

    @property
    def sheets(self) -> tuple[str, ...]:
        return tuple(self._calamine.sheet_names)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        found = []
        if self._package.links:
            found.append(Remark.LINKS)
        if self._package.has_macros:
            found.append(Remark.MACROS)
        return tuple(found)

    def rows(self, sheet: str) -> Sequence[Sequence[Raw]]:
        if sheet not in self._rows:
            with _readable(self._name):
                self._rows[sheet] = self._calamine.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        return self._rows[sheet]

    def is_percent(self, sheet: str, row: int, column: int) -> bool:
        return bool(self._package.percents) and self._package.sheet(sheet).style(row, column) in self._package.percents

    def behind_blank(self, sheet: str, row: int, column: int) -> Raw:
        if not (self._package.has_errors or self._package.has_formulas):
            return None
        return self._package.sheet(sheet).behind(row, column)

    def hidden(self, sheet: str) -> Hidden:
        part = self._package.sheet(sheet)
        return Hidden(not self._shown.get(sheet, True), part.hidden_rows, part.hidden_columns)

    def merged(self, sheet: str) -> Sequence[Range]:
        return self._package.sheet(sheet).merged


@contextmanager
def _readable(name: str) -> Iterator[None]:
    try:
        yield
    except BaseException as error:
        # A panic of the Rust library derives from BaseException; an interrupt by the user must pass.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise DataError(
            f"{name}：内容已损坏或不完整，读不出来。请用 Excel 或 WPS 打开，另存为新的 .xlsx 后再交"
        ) from error
