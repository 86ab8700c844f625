"""Texts that look like numbers (codes, ids): written so that a spreadsheet program does not flag each with a green triangle."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from numbers import Number
from pathlib import Path
from typing import IO, Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name, xl_range
from xlsxwriter.worksheet import CellBlankTuple, CellFormulaTuple, CellNumberTuple, CellStringTuple, Worksheet

_CREATED = datetime.datetime(2026, 1, 1)  # a creation date of its own would change the bytes
_NUMBER = re.compile(r"\s*[-+]?(\d[\d,]*\.?\d*|\.\d+)([eE][-+]?\d+)?%?\s*")

_letters = lru_cache(1 << 14)(xl_col_to_name)


def looks_like_number(text: object) -> bool:
    """Whether a spreadsheet program would take a text for a number."""
    return isinstance(text, str) and _NUMBER.fullmatch(text) is not None


class TextWorksheet(Worksheet):  # type: ignore[misc]
    """A worksheet that remembers where texts look like numbers. Cells are given by numbers, never as A1.

    Two private methods of XlsxWriter are overridden. ``_prepare_formula`` looks through each formula, those of validations
    too, for some thirty functions newer than Excel 2010; ours have none (a test holds it), and the search is most of the
    time of writing. The public option ``use_future_functions`` only adds to it, and ``write_array_formula`` goes through it, too.
    ``_write_cell`` searches each attribute of a cell for signs to escape, its number of a style by way of an exception: a
    fifth of the time. Figures, formulas and shared texts are written plainly here, to the same bytes (a test holds that, too).
    """

    def __init__(self) -> None:
        super().__init__()
        self._texts: dict[int, list[list[int]]] = {}

    def write(self, row: int, column: int, *cell: Any) -> Any:
        """As in XlsxWriter, by numbers."""
        self._note(row, column, *cell[:1])
        return super().write(row, column, *cell)

    def write_string(self, row: int, column: int, text: str, form: Any = None) -> Any:
        """As in XlsxWriter, by numbers."""
        self._note(row, column, text)
        return super().write_string(row, column, text, form)

    def put(self, row: int, column: int, value: Any, form: Any = None, lacking: str = "—") -> None:
        """A text as a text, a figure as a number, and a word where there is none (None, NaN, pandas' NA)."""
        if isinstance(value, str):
            self.write_string(row, column, value, form)
        elif isinstance(value, Number) and value == value:
            self.write_number(row, column, value, form)
        else:
            self.write_string(row, column, lacking, form)

    def span(self, row: int, first: int, last: int, value: Any, form: Any) -> None:
        """A text or a figure over cells of a row, or in one; a text that begins like a formula stays a text."""
        if last > first:
            self.merge_range(row, first, row, last, "", form)
        self.put(row, first, value, form)

    def heads(self, row: int, texts: Iterable[str], form: Any) -> None:
        """Headings from the first column on."""
        for column, text in enumerate(texts):
            self.write_string(row, column, text, form)

    def columns(self, widths: Iterable[float]) -> None:
        """The widths of the columns, a figure each."""
        for column, width in enumerate(widths):
            self.set_column(column, column, width)

    def write_row(self, row: int, column: int, cells: Sequence[Any], form: Any = None) -> Any:
        """As in XlsxWriter, by numbers."""
        for place, cell in enumerate(cells, column):
            self._note(row, place, cell)
        return super().write_row(row, column, cells, form)

    def merge_range(self, row: int, first: int, bottom: int, last: int, text: Any, form: Any = None) -> Any:
        """As in XlsxWriter, by numbers."""
        self._note(row, first, text)
        return super().merge_range(row, first, bottom, last, text, form)

    def _note(self, row: int, column: int, text: object = None) -> None:
        """Runs of rows by column: a column of codes is one range."""
        if looks_like_number(text):
            runs = self._texts.setdefault(column, [])
            if runs and row in (runs[-1][1], runs[-1][1] + 1):
                runs[-1][1] = row
            else:
                runs.append([row, row])

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        kind = type(cell)
        style = f' s="{cell.format._get_xf_index()}"' if cell.format else ""
        if style or (
            row not in self.row_info and (col not in self.col_info or self.col_info[col].column_format is None)
        ):
            start = f'<c r="{_letters(col)}{row + 1}"{style}'
            if kind is CellNumberTuple:
                self.fh.write(f"{start}><v>{cell.number:.16G}</v></c>")
                return
            if kind is CellStringTuple and not self.constant_memory:
                self.fh.write(f'{start} t="s"><v>{cell.string}</v></c>')
                return
            if kind is CellFormulaTuple and type(cell.value) is float:
                self.fh.write(f"{start}><f>{_escaped(cell.formula)}</f><v>{cell.value}</v></c>")
                return
            if kind is CellBlankTuple:
                self.fh.write(f"{start}/>")
                return
        super()._write_cell(row, col, cell)

    def settle_texts(self) -> None:
        """Say that they are meant as texts; once, when all is written."""
        places = [xl_range(a, column, b, column) for column, runs in sorted(self._texts.items()) for a, b in runs]
        if places:
            self.ignore_errors({"number_stored_as_text": " ".join(places)})


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class TextBook(Workbook):  # type: ignore[misc]
    """A workbook of such worksheets: texts stay texts, and the same content gives the same bytes.

    target: a buffer or a file. title, subject: its properties. options: XlsxWriter's, beside those.
    """

    worksheet_class = TextWorksheet

    def __init__(self, target: IO[bytes] | Path, title: str, subject: str = "", **options: Any) -> None:
        plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        super().__init__(target, {**plain, **options})
        self.set_properties({"title": title, "subject": subject, "author": "kaohe", "created": _CREATED})

    def close(self) -> None:
        """As in XlsxWriter."""
        for sheet in self.worksheets():
            sheet.settle_texts()
        super().close()
