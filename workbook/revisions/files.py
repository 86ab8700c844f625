"""Files of revisions beside the data: 数据修订.xlsx or .csv, laid out as the sheet 数据修订 is."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scoring.errors import DataError
from scoring.problems import Problem
from scoring.scheme.scheme import Scheme
from scoring.vintages import Vintage
from workbook.reading.book import Book
from workbook.reading.counties import Counties
from workbook.reading.findings import Findings
from workbook.reading.opening import open_book
from workbook.reading.raw import Raw
from workbook.reading.revisions import SHEET, read_revisions
from workbook.reading.text import squeezed
from workbook.revisions.appeals import FILE as APPEALS

BESIDE = ("数据修订.xlsx", "数据修订.csv")
_MOST_BYTES = 50 << 20


@dataclass(frozen=True)
class RevisionFile:
    """One file, read."""

    name: str
    sha256: str
    vintages: tuple[Vintage, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Wanted:
    """What a run is asked to use. as_of: ISO date or empty; files, appeals: None looks beside the data, by name."""

    as_of: str = ""
    files: tuple[Path, ...] | None = None
    appeals: Path | None = None

    def found(self, folder: Path | None) -> tuple[tuple[Path, ...], Path | None]:
        """The files of revisions and the file of appeals."""
        files = self.files
        if folder is None:
            return files or (), self.appeals
        if files is None:
            files = tuple(path for name in BESIDE if (path := folder / name).is_file())
        beside = [path for name in (APPEALS, "复查.yml") if (path := folder / name).is_file()]
        return files, self.appeals or next(iter(beside), None)


AS_FOUND = Wanted()
"""The newest of all vintages, from what lies beside the data."""


def read_revision_file(path: Path, scheme: Scheme) -> RevisionFile:
    """The vintages of a file (.xlsx, .xlsm, .xls or .csv).

    Raises DataError for a file that cannot be read at all.
    """
    if path.suffix.lower() == ".csv":
        name, book, digest = _open_csv(path)
        sheet = book.sheets[0]
    else:
        opened = open_book(path)
        name, book, digest = opened.name, opened.book, opened.sha256
        sheet = next(
            (one for one in book.sheets if squeezed(one) == SHEET), book.sheets[0] if len(book.sheets) == 1 else ""
        )
        if not sheet:
            raise DataError(f"{path.name}：没有工作表“{SHEET}”；把放修订数的工作表改成这个名字")
    findings = Findings(name, sheet)
    counties = Counties(scheme.region)
    vintages = tuple(read_revisions(book, sheet, scheme, counties, findings))
    return RevisionFile(name, digest, vintages, tuple(findings.problems))


class _CsvBook:
    """A text file as a book of one sheet without a name; every cell is text."""

    sheets: tuple[str, ...] = ("",)

    def __init__(self, rows: Sequence[Sequence[Raw]]) -> None:
        self._rows = rows

    def rows(self, sheet: str) -> Sequence[Sequence[Raw]]:
        return self._rows

    def is_percent(self, sheet: str, row: int, column: int) -> bool:
        return False

    def behind_blank(self, sheet: str, row: int, column: int) -> Raw:
        return None


def _open_csv(path: Path) -> tuple[str, Book, str]:
    """UTF-8, with or without a mark, or else GB18030."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise DataError(f"{path.name}：超过 {_MOST_BYTES >> 20} MB，不像数据修订表")
        data = path.read_bytes()
    except FileNotFoundError:
        raise DataError(f"找不到文件 {path}：请检查路径和文件名") from None
    except OSError as error:
        raise DataError(f"{path.name}：打不开（{error.strerror}）") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise DataError(f"{path.name}：既不是 UTF-8 也不是 GB18030 编码的文本；用 Excel 或 WPS 另存为 CSV UTF-8 后再交")
    try:
        lines: list[list[Raw]] = [list(row) for row in csv.reader(io.StringIO(text, newline=""), strict=True)]
    except csv.Error as error:
        raise DataError(f"{path.name}：不是合格的 CSV（{error}）；检查引号是否成对") from error
    width = max(map(len, lines), default=0)
    return (
        path.name,
        _CsvBook([[*row, *[None] * (width - len(row))] for row in lines]),
        hashlib.sha256(data).hexdigest(),
    )
