"""Tables as text (.csv): UTF-8 with or without mark, or GB18030; cut by commas, tabs or semicolons."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from scoring.errors import DataError
from workbook.reading.formats.book import MOST_CELLS, UNNAMED, Hidden, Range, Remark
from workbook.reading.raw import Raw

_CUTS = ",\t;，"


class CsvBook:
    """A text table as a workbook of one sheet without a name. Raises DataError if it is none."""

    def __init__(self, name: str, data: bytes) -> None:
        text = _decoded(name, data)
        cut = max(_CUTS, key=lambda sign: text[:20_000].count(sign))
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=cut, strict=True))
        except csv.Error as error:
            raise DataError(
                f"{name}：引号不配对或格子过长，读不出来。请用 Excel 或 WPS 打开，另存为 .xlsx 后再交"
            ) from error
        wide = max(map(len, rows), default=0)
        if wide * len(rows) > MOST_CELLS:
            raise DataError(f"{name}：有 {len(rows)} 行 {wide} 列，范围过大，没有读。请只保留数据区")
        self._rows: list[list[Raw]] = [[*(one or None for one in row), *[None] * (wide - len(row))] for row in rows]

    @property
    def sheets(self) -> tuple[str, ...]:
        return (UNNAMED,)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        return ()

    def rows(self, sheet: str) -> Sequence[Sequence[Raw]]:
        return self._rows

    def is_percent(self, sheet: str, row: int, column: int) -> bool:
        return False

    def behind_blank(self, sheet: str, row: int, column: int) -> Raw:
        return None

    def hidden(self, sheet: str) -> Hidden:
        return Hidden()

    def merged(self, sheet: str) -> Sequence[Range]:
        return ()


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
