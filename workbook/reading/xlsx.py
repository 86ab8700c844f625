"""Workbooks in .xlsx and .xlsm: values by calamine, and openpyxl only for what calamine does not tell.

calamine gives a blank for an error value and for a formula without result, and knows no number formats.
Whether any of these occur in the file is looked up first, in its parts; most files need no second reading.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from python_calamine import CalamineWorkbook

from scoring.errors import DataError
from workbook.reading.package import Package, shows_percent
from workbook.reading.raw import ErrorValue, Raw, Uncalculated, address

if TYPE_CHECKING:
    from openpyxl import Workbook


class XlsxBook:
    """A workbook of the Office Open XML family. Raises DataError if it is none or is damaged."""

    def __init__(self, name: str, data: bytes) -> None:
        self._name = name
        self._data = data
        self._package = Package(name, data)
        with _readable(name):
            self._calamine = CalamineWorkbook.from_filelike(io.BytesIO(data))

    @property
    def sheets(self) -> tuple[str, ...]:
        return tuple(self._calamine.sheet_names)

    def rows(self, sheet: str) -> Sequence[Sequence[Raw]]:
        with _readable(self._name):
            return self._calamine.get_sheet_by_name(sheet).to_python(skip_empty_area=False)

    def is_percent(self, sheet: str, row: int, column: int) -> bool:
        if not self._package.has_percent_formats:
            return False
        return shows_percent(self._results[sheet].cell(row + 1, column + 1).number_format)

    def behind_blank(self, sheet: str, row: int, column: int) -> Raw:
        if self._package.has_errors:
            cell = self._results[sheet].cell(row + 1, column + 1)
            if cell.data_type == "e":
                return ErrorValue(str(cell.value))
        if self._package.may_be_formula(sheet, address(row, column)):
            cell = self._formulas[sheet].cell(row + 1, column + 1)
            if cell.data_type == "f":
                return Uncalculated(str(getattr(cell.value, "text", cell.value)))
        return None

    @cached_property
    def _results(self) -> Workbook:
        return self._by_openpyxl(data_only=True)

    @cached_property
    def _formulas(self) -> Workbook:
        return self._by_openpyxl(data_only=False)

    def _by_openpyxl(self, data_only: bool) -> Workbook:
        from openpyxl import load_workbook

        with _readable(self._name), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # parts that openpyxl drops do not matter to a reader
            return load_workbook(io.BytesIO(self._data), data_only=data_only)


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
