"""Recompute a result workbook from the archive inside it, and compare it with what stands in its cells."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from workbook.archive.reading import read_result
from workbook.archive.sheet import SHEET
from workbook.archive.stored import StoredResult
from workbook.result.write import render
from workbook.verifying.bookfile import BookFile
from workbook.verifying.compare import compare_heads, compare_sheets
from workbook.verifying.difference import FOLLOWS, Difference
from workbook.verifying.looks import SheetLook


@dataclass(frozen=True)
class Verification:
    """differences: what was changed by hand first, then results that follow from it. cells: how many were compared.

    unstored: formulas without a stored result (openpyxl drops them; a spreadsheet computes them on opening).
    """

    stored: StoredResult
    differences: tuple[Difference, ...]
    notes: tuple[str, ...]
    cells: int
    unstored: int

    @property
    def passed(self) -> bool:
        """Whether nothing differs."""
        return not self.differences


def verify_result(path: str | Path, progress: Callable[[str], None] = lambda _: None) -> Verification:
    """Compare every cell of a result workbook with what the engine writes from the archive inside it.

    DataError, in Chinese, where the file is no result workbook or its archive is damaged.
    """
    progress("读存档并重算")
    stored = read_result(path)
    progress("按存档重写一遍")
    expected = BookFile(stored.name, written_again(stored))
    actual = BookFile(stored.name, Path(path).read_bytes())
    found = list(compare_heads(expected.head, actual.head, SHEET))
    cells = unstored = 0
    progress("逐格核对")
    for name, should, stands in both(expected, actual):
        found += compare_sheets(name, should, stands)
        cells += len(should.cells)
        unstored += sum(one.formula is not None and one.value is None for one in stands.cells.values())
        unstored -= sum(one.formula is not None and one.value is None for one in should.cells.values())
    notes = stored.notes()
    if unstored > 0:
        notes.append(
            f"有 {unstored} 个公式格没有存结果（由不计算公式的程序存过）：用 Excel、WPS 或 LibreOffice 打开时会算出来"
        )
    return Verification(stored, in_order(found), tuple(notes), cells, max(unstored, 0))


def written_again(stored: StoredResult) -> bytes:
    """The workbook that the engine writes from a stored result."""
    buffer = io.BytesIO()
    render(stored.assessment, buffer, stored.inputs, lambda _: None)
    return buffer.getvalue()


def both(expected: BookFile, actual: BookFile) -> Iterator[tuple[str, SheetLook, SheetLook]]:
    """The sheets that both have, one at a time, so that only two are in memory."""
    there = {one.name for one in actual.head.sheets}
    for entry in expected.head.sheets:
        if entry.name in there:
            should = expected.sheet(entry.name)
            yield entry.name, should, actual.sheet(entry.name, like=should)


def in_order(found: Iterable[Difference]) -> tuple[Difference, ...]:
    """What was changed by hand before the results that follow from it."""
    return tuple(sorted(found, key=lambda one: one.kind in FOLLOWS))
