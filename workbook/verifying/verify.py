"""Recompute a result workbook from the archive inside it, and compare it with what stands in it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

from scoring.errors import DataError, KaoheError
from workbook.archive.reading import read_result
from workbook.archive.sheet import SHEET
from workbook.archive.stored import StoredResult
from workbook.archive.upgrades import LAYOUT
from workbook.result.write import render
from workbook.verifying.bookfile import BookFile
from workbook.verifying.compare import compare_heads, compare_sheets
from workbook.verifying.content import SheetContent, Value
from workbook.verifying.difference import FOLLOWS, Discrepancy
from workbook.verifying.filled import places, split
from workbook.verifying.older import compare_older

Verdict = Literal["原样", "内容一致", "旧版式", "不一致"]


@dataclass(frozen=True)
class Verification:
    """differences: what was changed by hand first, then results that follow from it. cells: how many were compared.

    verdict: 原样, every part is byte for byte what the program writes; 内容一致, another program saved it; 旧版式, written in
    an earlier layout, scores alone were compared; 不一致. filled: places for names, dates and signatures that were used.
    """

    stored: StoredResult
    verdict: Verdict
    differences: tuple[Discrepancy, ...]
    filled: tuple[Discrepancy, ...]
    notes: tuple[str, ...]
    cells: int

    @property
    def passed(self) -> bool:
        """Whether nothing differs."""
        return not self.differences


def verify_result(path: str | Path, progress: Callable[[str], None] = lambda _: None) -> Verification:
    """Compare every part of a result workbook with what the engine writes from the archive inside it.

    DataError, in Chinese, where the file is no result workbook or it or its archive is damaged.
    """
    progress("读存档并重算")
    stored = read_result(path)
    actual = BookFile(stored.name, Path(path).read_bytes())
    if stored.layout < LAYOUT:
        progress("核对分数、等次和名次")
        found, cells = compare_older(stored, actual)
        verdict: Verdict = "不一致" if found else "旧版式"
        return Verification(stored, verdict, tuple(found), (), tuple(stored.notes()), cells)
    progress("按存档重写一遍")
    expected = BookFile(stored.name, written_again(stored))
    if same_parts(expected, actual):
        return Verification(stored, "原样", (), (), tuple(stored.notes()), _count(expected))
    progress("逐格核对")
    return _compared(stored, expected, actual)


def _compared(stored: StoredResult, expected: BookFile, actual: BookFile) -> Verification:
    found = list(compare_heads(expected.head, actual.head, SHEET))
    filled: list[Discrepancy] = []
    cells = unstored = (
        0  # formulas without a stored result: openpyxl drops them, a spreadsheet computes them on opening
    )
    sheet = lru_cache(maxsize=1)(expected.sheet)  # charts ask for areas of one sheet again and again
    for name, should, stands in both(expected, actual):
        differences = compare_sheets(name, should, stands, lambda area: area_values(expected, sheet, area))
        for is_filled, one in split(differences, name, stands, places(name, should)):
            (filled if is_filled else found).append(one)
        cells += len(should.cells)
        unstored += sum(one.formula is not None and one.value is None for one in stands.cells.values())
        unstored -= sum(one.formula is not None and one.value is None for one in should.cells.values())
    notes = stored.notes()
    if unstored > 0:
        notes.append(
            f"有 {unstored} 个公式格没有存结果（由不计算公式的程序存过）：用 Excel、WPS 或 LibreOffice 打开时会算出来"
        )
    verdict: Verdict = "不一致" if found else "内容一致"
    in_order = sorted(found, key=lambda one: one.kind in FOLLOWS)  # after what was changed by hand
    return Verification(stored, verdict, tuple(in_order), tuple(filled), tuple(notes), cells)


def written_again(stored: StoredResult) -> bytes:
    """The workbook that the engine writes from a stored result. DataError where the archive cannot be written from."""
    buffer = io.BytesIO()
    try:
        render(stored.assessment, buffer, stored.inputs, lambda _: None)
    except KaoheError:
        raise
    except Exception as error:  # an archive with values of a wrong shape fails anywhere
        raise DataError(
            f"{stored.name}：存档已损坏，不能据以重写（{type(error).__name__}：{str(error)[:80]}）"
        ) from error
    return buffer.getvalue()


def same_parts(expected: BookFile, actual: BookFile) -> bool:
    """Whether both have the same parts, byte for byte."""
    names = expected.parts.names
    return names == actual.parts.names and all(
        expected.parts.content(name) == actual.parts.content(name) for name in names
    )


def both(expected: BookFile, actual: BookFile) -> Iterator[tuple[str, SheetContent, SheetContent]]:
    """The sheets that both have, one at a time, so that only two are in memory."""
    there = {one.name for one in actual.head.sheets}
    for entry in expected.head.sheets:
        if entry.name in there:
            should = expected.sheet(entry.name)
            yield entry.name, should, actual.sheet(entry.name, like=should)


def area_values(book: BookFile, sheet: Callable[[str], SheetContent], area: str) -> Sequence[Value]:
    """The values that stand in an area such as 排名!$C$5:$C$17, row by row; none for what is no such area. sheet: reads one."""
    match = re.fullmatch(r"'?(?P<sheet>[^!]+?)'?!\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?", area)
    if match is None or match["sheet"] not in {one.name for one in book.head.sheets}:
        return ()
    first, last = f"{match[2]}{match[3]}", f"{match[4] or match[2]}{match[5] or match[3]}"
    (top, left), (bottom, right) = xl_cell_to_rowcol(first), xl_cell_to_rowcol(last)
    if (bottom - top + 1) * (right - left + 1) > 100_000:
        return ()
    cells = sheet(match["sheet"]).cells
    addresses = (xl_rowcol_to_cell(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
    return [cells[one].value if one in cells else None for one in addresses]


def _count(book: BookFile) -> int:
    """Filled cells of all sheets."""
    return sum(book.parts.content(one.part).count(b"<c r=") for one in book.head.sheets)
