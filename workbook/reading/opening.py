"""From a path to an opened workbook, or one clear sentence why not. The file is only ever read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from scoring.errors import DataError, fault
from workbook.printable import printable
from workbook.reading.grid import Book
from workbook.reading.suffixes import NO_TABLES, OTHER_TABLES, suffix_of

MOST_BYTES = 100 * 1024 * 1024

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "请用 WPS 或 Excel 打开，点“文件—另存为”，文件类型选“Excel 工作簿（*.xlsx）”，再交这个新文件"


@dataclass(frozen=True)
class Opened:
    """A workbook, its file name, and the SHA-256 of the file's bytes."""

    name: str
    book: Book
    sha256: str


def open_book(path: str | Path, name: str = "") -> Opened:
    """Open .xlsx, .xlsm, .xls by content, .csv by name; DataError, in Chinese, for anything else or damaged.

    name: what messages call the file; its own name if left out.
    """
    path = Path(path)
    name = printable(name or path.name)
    _refuse_by_name(suffix_of(path), name)
    data = _bytes(path, name)
    return Opened(name, _book(name, suffix_of(path), data), hashlib.sha256(data).hexdigest())


def _refuse_by_name(suffix: str, name: str) -> None:
    bare = name.rpartition("/")[2]
    if bare.startswith("~$"):
        raise DataError(f"{name}：这是 Excel 打开文件时生成的临时文件，不是数据；请改交“{bare[2:]}”")
    what = OTHER_TABLES.get(suffix) or NO_TABLES.get(suffix)
    if what:
        raise DataError(f"{name}：是{what}，读不了。{_SAVE_AS}")


def _bytes(path: Path, name: str) -> bytes:
    try:
        if path.is_dir():
            raise DataError(f"{name}：这是文件夹，请指定其中的一个工作簿")
        if not path.is_file() and path.exists():
            raise DataError(f"{name}：不是普通文件，没有读")  # a pipe or a device would never end
        if path.stat().st_size > MOST_BYTES:
            raise DataError(f"{name}：超过 {MOST_BYTES >> 20} MB，不像数据表；请只保留数据工作表，另存后再交")
        return path.read_bytes()
    except FileNotFoundError:
        raise DataError(f"找不到文件 {path}：请检查路径和文件名") from None
    except OSError as error:
        raise DataError(f"{name}：打不开（{fault(error)}）；如果正被别的程序独占，请关闭后再试") from error


def book_of(name: str, data: bytes) -> Book:
    """The bytes of a file as a book. Raises DataError as open_book."""
    return _book(name, suffix_of(name), data)


def _book(name: str, suffix: str, data: bytes) -> Book:
    if not data:
        raise DataError(f"{name}：是空文件（0 字节），请重新传送")
    if data.startswith(_ZIP):
        from workbook.reading.formats.xlsx import XlsxBook

        return XlsxBook(name, data)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise DataError(f"{name}：加了打开密码，读不了。请用 Excel 或 WPS 去掉密码，另存后再交")
        from workbook.reading.formats.xls import XlsBook

        return XlsBook(name, data)
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<html", b"<table", b"<!doctype", b"<?xml", b"<meta", b"<style", b"mime-version")):
        raise DataError(f"{name}：内容其实是网页，不是工作簿。{_SAVE_AS}")
    if suffix == ".csv":
        from workbook.reading.formats.csv_text import CsvBook

        return CsvBook(name, data)
    raise DataError(f"{name}：不是 Excel 工作簿，或文件已损坏。{_SAVE_AS}")
