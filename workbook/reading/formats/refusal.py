"""Why a file is not read: said by whoever finds out, with the file's name put before it by the book."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from scoring.errors import DataError
from workbook.printable import printable

BROKEN = "文件不完整或已损坏（可能没有传完），请重新传送，或用 Excel/WPS 打开后另存"
DAMAGED = "内容已损坏或不完整，读不出来。请用 Excel 或 WPS 打开，另存为新的 .xlsx 后再交"
AS_XLSX = "请另存为“Excel 工作簿（*.xlsx）”后再交"
LESS = "请新建工作簿，只复制有数据的区域"


class Refusal(Exception):
    """A whole sentence in Chinese: what is wrong, where in the file, what to do."""


def doubtful(what: str) -> Refusal:
    """Where two programs would read different things, or where nothing is said that can be relied on."""
    return Refusal(f"{what}，没有读。请用 Excel 或 WPS 打开，核对后另存为新的 .xlsx 再交")


def too_far(sheet: str, place: str) -> Refusal:
    """A sheet whose used area is too large."""
    return Refusal(
        f"工作表“{sheet}”用到了 {place}，范围过大，没有读。"
        "请按 Ctrl+End 找到多出来的格，删除数据区以外的整行、整列，保存后再交"
    )


@contextmanager
def named(name: str) -> Iterator[None]:
    """Refusals become a DataError that names the file."""
    try:
        yield
    except Refusal as refusal:
        raise DataError(f"{name}：{printable(str(refusal))}") from refusal
