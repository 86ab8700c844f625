"""From a result workbook to the assessment that it was written from, recomputed from the archive inside."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scoring.errors import DataError, KaoheError
from workbook.archive.draft import ResultDraft
from workbook.archive.lines import digest, joined
from workbook.archive.parts import PARTS
from workbook.archive.sheet import FORMAT, READABLE, SHEET, TITLE
from workbook.archive.stored import StoredResult
from workbook.archive.upgrades import LAYOUT
from workbook.layout.inputs import ResultInputs
from workbook.reading.opening import Opened, open_book

_SHAPE = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    StopIteration,
    RecursionError,
    ArithmeticError,
    AssertionError,
)
"""What values of a wrong shape end in."""

_AGAIN = "请用没有动过的结果工作簿，或用 kaohe score 从数据重新计分"


def read_result(path: str | Path) -> StoredResult:
    """The stored result of a workbook that ``write_result`` wrote, whoever has opened and saved it since.

    DataError, in Chinese, for a file that is no result workbook, one that a newer program wrote, and a
    damaged archive. The cells of the other sheets are not looked at: ``checked`` looks at those that are inputs,
    ``workbook.verifying`` at all.
    """
    return stored_in(open_book(path))


def stored_in(opened: Opened) -> StoredResult:
    """The stored result of an opened workbook; DataError as ``read_result``."""
    if SHEET not in opened.book.sheets:
        raise DataError(
            f"{opened.name}：不是 kaohe 写出的结果工作簿，或存档（隐藏的工作表“{SHEET}”）已被删去；"
            f"早期版本写的结果没有存档。{_AGAIN}"
        )
    rows = [_texts(row) for row in opened.book.rows(SHEET)]
    return from_rows(opened.name, opened.sha256, rows)


def from_rows(name: str, sha256: str, rows: Sequence[tuple[str, str, str]]) -> StoredResult:
    """The stored result of the archive's rows (part, piece number, piece), the two head rows included."""
    if len(rows) < 3 or rows[0][0] != TITLE:
        raise DataError(f"{name}：存档已损坏（“{SHEET}”的开头不对）。{_AGAIN}")
    if rows[0][1] not in READABLE:
        raise DataError(
            f"{name}：存档的格式是第 {rows[0][1] or '？'} 版，本程序只认第 {FORMAT} 版：请用写出它的 kaohe 版本（见“说明”表）打开"
        )
    try:
        lines = joined([row for row in rows[2:] if any(row)])
    except ValueError as error:
        raise DataError(f"{name}：存档已损坏（“{SHEET}”里 {error} 接不上）。{_AGAIN}") from error
    if digest(lines) != rows[1][2]:
        raise DataError(f"{name}：存档被改动过（内容与其 SHA-256 不符），不能据以重算。{_AGAIN}")
    draft = _draft(name, lines)
    assert draft.scheme is not None
    if draft.scheme.sha256 != draft.about["scheme_sha256"]:
        raise DataError(f"{name}：存档被改动过（方案与其 SHA-256 不符），不能据以重算。{_AGAIN}")
    if int(draft.about["layout"]) > LAYOUT:
        raise DataError(f"{name}：由更新的 kaohe 写出，本程序不认得它的版式：请用写出它的版本（见“说明”表）打开")
    try:
        assessment = draft.assessment()
    except _SHAPE as error:
        raise DataError(f"{name}：存档里的数据不能据以重算（{error!r:.80}）。{_AGAIN}") from error
    if assessment.data_sha256 != draft.about["data_sha256"]:
        raise DataError(f"{name}：存档被改动过（数据与其 SHA-256 不符），不能据以重算。{_AGAIN}")
    if draft.input_cells is None and rows[0][1] == FORMAT:
        raise DataError(f"{name}：存档已损坏（没有输入格的原样）。{_AGAIN}")
    layout = int(draft.about["layout"])
    return StoredResult(name, sha256, assessment, ResultInputs(**draft.inputs), draft.input_cells, layout)


def _draft(name: str, lines: Sequence[tuple[str, str]]) -> ResultDraft:
    known = {part.name for part in PARTS}
    unknown = sorted({part for part, _ in lines} - known)
    if unknown:
        raise DataError(f"{name}：存档里有本程序不认得的内容（{'、'.join(unknown)}）：请用写出它的更新版本打开")
    draft = ResultDraft()
    for part in PARTS:
        try:
            part.read(lines, draft)
        except KaoheError as error:
            raise DataError(f"{name}：{error}") from error
        except _SHAPE as error:
            raise DataError(f"{name}：存档里“{part.name}”一段读不出来（{error!r:.80}）。{_AGAIN}") from error
    return draft


def _texts(row: Sequence[Any]) -> tuple[str, str, str]:
    cells = ["" if cell is None else _text(cell) for cell in row[:3]]
    cells += [""] * (3 - len(cells))
    return cells[0], cells[1], cells[2]


def _text(cell: Any) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
