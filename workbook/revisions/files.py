"""Files of revisions beside the data: 数据修订.xlsx or .csv, laid out as the sheet 数据修订 is."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scoring.errors import DataError
from scoring.problems import Problem
from scoring.scheme.scheme import Scheme
from scoring.vintages import Vintage
from workbook.printable import printable
from workbook.reading.findings import of_file
from workbook.reading.merged.decision_files import is_decision
from workbook.reading.merged.folder import is_link
from workbook.reading.opening import open_book
from workbook.reading.tables.counties import Counties
from workbook.reading.tables.revisions import APPEAL_FILES, FILES, SHEET, read_revisions
from workbook.reading.tables.sheet import Sheet
from workbook.reading.text import squeezed


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
        """The files of revisions and the file of appeals; a link beside the data is neither."""
        revisions, appeals = self._beside(folder)
        return (revisions if self.files is None else self.files), self.appeals or next(iter(appeals), None)

    def passed_over(self, folder: Path | None) -> list[Problem]:
        """Files beside the data that would be used, but that others were named, or that there are two."""
        revisions, appeals = self._beside(folder)
        used, appeal = self.found(folder)
        others = [
            *((path, "数据修订", "--revisions") for path in revisions if not _among(path, used)),
            *((path, "复查文件", "--appeals") for path in appeals if not _among(path, [appeal] if appeal else [])),
        ]
        return [
            of_file(
                "W_DECISION_UNUSED",
                printable(path.name),
                f"数据旁边有这个{what}，没有采用：已经用了别的{what}",
                f"要采用的，用 {option} 指明；不用的请移走",
            )
            for path, what, option in others
        ]

    def _beside(self, folder: Path | None) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
        if folder is None or not folder.is_dir():
            return (), ()
        there = sorted(
            path for path in folder.iterdir() if is_decision(path.name) and path.is_file() and not is_link(path)
        )
        revisions = tuple(path for name in FILES for path in there if path.name.casefold() == name)
        return revisions, tuple(path for name in APPEAL_FILES for path in there if path.name.casefold() == name)


def _among(path: Path, others: Sequence[Path]) -> bool:
    return any(os.path.realpath(path) == os.path.realpath(other) for other in others)


AS_FOUND = Wanted()
"""The newest of all vintages, from what lies beside the data."""


def read_revision_file(path: Path, scheme: Scheme) -> RevisionFile:
    """The vintages of a file (.xlsx, .xlsm, .xls or .csv).

    Raises DataError for a file that cannot be read at all.
    """
    opened = open_book(path)
    sheets = opened.book.sheets
    sheet = next((one for one in sheets if squeezed(one) == SHEET), sheets[0] if len(sheets) == 1 else None)
    if sheet is None:
        raise DataError(f"{path.name}：没有工作表“{SHEET}”；把放修订数的工作表改成这个名字")
    problems: list[Problem] = []
    read = Sheet(opened.book.grid(sheet), opened.name, problems)
    vintages = tuple(read_revisions(read, scheme, Counties(scheme.region)))
    read.finish()
    return RevisionFile(opened.name, opened.sha256, vintages, tuple(problems))
