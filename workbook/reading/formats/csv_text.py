"""Tables as text (.csv): UTF-8 with or without mark, or GB18030; cut by commas, tabs or semicolons."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from scoring.errors import DataError
from workbook.reading.grid import MOST_CELLS, TEXT_TABLE, Grid, Remark
from workbook.reading.raw import Raw

MOST_BYTES = 40 * 1024 * 1024
MOST_LINES = 1_048_576
"""The rows of a sheet."""

_CUTS = ",\t;，"
_KEPT_AS_TEXT = re.compile(r"""="((?:[^"]|"")*)"|'([^']+)""")  # how people keep a spreadsheet from changing a code


class CsvBook:
    """A text table as a workbook of one sheet without a name. Raises DataError if it is none."""

    def __init__(self, name: str, data: bytes) -> None:
        if len(data) > MOST_BYTES:
            raise DataError(
                f"{name}：超过 {MOST_BYTES >> 20} MB，不像数据表，没有读。请只保留数据区，另存为 .xlsx 后再交"
            )
        lines = max(data.count(b"\n"), data.count(b"\r")) + 1
        if lines > MOST_LINES:
            raise DataError(f"{name}：有 {lines} 行，范围过大，没有读。请只保留数据区")
        text = _decoded(name, data)
        cut = max(_CUTS, key=lambda sign: text[:20_000].count(sign))
        if text.count(cut) + lines > MOST_CELLS:
            raise DataError(f"{name}：有 {text.count(cut) + lines} 格，范围过大，没有读。请只保留数据区")
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=cut, strict=True))
        except csv.Error as error:
            raise DataError(
                f"{name}：引号不配对或格子过长，读不出来。请用 Excel 或 WPS 打开，另存为 .xlsx 后再交"
            ) from error
        wide = max(map(len, rows), default=0)
        if wide * len(rows) > MOST_CELLS:
            raise DataError(f"{name}：有 {len(rows)} 行 {wide} 列，范围过大，没有读。请只保留数据区")
        self._grid = Grid(TEXT_TABLE, [[*map(_cell, row), *[None] * (wide - len(row))] for row in rows], formulas=None)

    @property
    def sheets(self) -> tuple[str, ...]:
        return (TEXT_TABLE,)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        return ()

    def grid(self, sheet: str) -> Grid:
        return self._grid

    def rows(self, sheet: str) -> Sequence[Sequence[Raw]]:
        return self._grid.rows


def _cell(text: str) -> Raw:
    if text[:1] in ("=", "'") and (found := _KEPT_AS_TEXT.fullmatch(text)):
        return found[2] or found[1].replace('""', '"') or None
    return text or None


def _decoded(name: str, data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = _tried(data, "utf-16")
    else:
        text = _tried(data, "utf-8-sig") or _tried(data, "gb18030")
    if text is None or "\0" in text:
        raise DataError(
            f"{name}：不是 UTF-8 或 GB18030 的文本，读不出来。"
            "请用 Excel 或 WPS 打开，另存为“CSV UTF-8（逗号分隔）”或 .xlsx 后再交"
        )
    return text


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
