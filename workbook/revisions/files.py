"""Files of revisions beside the data: 数据修订.xlsx or .csv, laid out as the sheet 数据修订 is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scoring.errors import DataError
from scoring.problems import Problem
from scoring.scheme.scheme import Scheme
from scoring.vintages import Vintage
from workbook.reading.findings import Findings
from workbook.reading.opening import open_book
from workbook.reading.tables.counties import Counties
from workbook.reading.tables.revisions import APPEAL_FILES, FILES, SHEET, read_revisions
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
        """The files of revisions and the file of appeals."""
        files = self.files
        if folder is None:
            return files or (), self.appeals
        if files is None:
            files = tuple(path for name in FILES if (path := folder / name).is_file())
        beside = [path for name in APPEAL_FILES if (path := folder / name).is_file()]
        return files, self.appeals or next(iter(beside), None)


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
    findings = Findings(opened.name, sheet)
    vintages = tuple(read_revisions(opened.book, sheet, scheme, Counties(scheme.region), findings))
    return RevisionFile(opened.name, opened.sha256, vintages, tuple(findings.problems))
