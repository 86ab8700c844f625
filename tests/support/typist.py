"""Types into a scheme's workbook as a person does: under the headings, from the first blank row on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl

HEADING_ROW = 3
Typed = str | int | float | None


class Typist:
    """An open workbook. Ids and repeated categories are left blank, as a person leaves them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)

    def whole(self, contents: Mapping[str, Typed]) -> None:
        """Fill in the sheet 方案 beside its labels."""
        sheet = self.book["方案"]
        rows = {sheet.cell(row, 1).value: row for row in range(sheet.max_row, HEADING_ROW, -1)}
        for label, content in contents.items():
            sheet.cell(rows[label], 2).value = content

    def rows(self, name: str, heads: Sequence[str], *rows: Sequence[Typed]) -> None:
        """Fill in rows of a sheet, from the first one under the headings."""
        sheet = self.book[name]
        columns = {cell.value: cell.column or 1 for cell in sheet[HEADING_ROW]}
        for number, row in enumerate(rows, HEADING_ROW + 1):
            for head, content in zip(heads, row, strict=True):
                sheet.cell(number, columns[head]).value = content

    def put(self, name: str, cell: str, content: Typed) -> None:
        """Fill in one cell."""
        self.book[name][cell].value = content

    def save(self, path: Path | None = None) -> Path:
        """Save the workbook, over itself or elsewhere."""
        self.book.save(path or self.path)
        return path or self.path
