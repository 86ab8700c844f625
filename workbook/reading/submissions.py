"""Everything that was handed in: one city workbook, or a folder of files, read under one scheme and year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scoring.errors import DataError
from scoring.problems import Problem, Source
from scoring.scheme.loader import load_scheme
from scoring.scheme.scheme import Scheme
from workbook.reading.findings import Findings
from workbook.reading.merged.declared import declared_scheme
from workbook.reading.merged.folder import Found, find_files
from workbook.reading.merged.merging import merge
from workbook.reading.merged.submission import Submission
from workbook.reading.opening import Opened, open_book
from workbook.reading.parts import declaration as declaring
from workbook.reading.parts.city import Progress, read_city_workbook, read_part
from workbook.reading.parts.declaration import read_declaration
from workbook.reading.parts.part import Part
from workbook.reading.tables.counties import Counties
from workbook.reading.text import listed

_OURS = ({"排名", "数值", "计分标准"}, {"问题清单", "文件清单"})
"""Sheets that only workbooks have which this program wrote, and which are no submissions."""

Files = Callable[[int, int, str], None]
"""Called with files done, files in all, and the file about to be read."""


@dataclass
class Handed:
    """What was handed in, read. ``paths``: where each file is, by its name in messages; unreadable ones too."""

    scheme: Scheme
    year: int
    submission: Submission
    paths: dict[str, Path] = field(default_factory=dict)


def read_submissions(
    given: Sequence[Path],
    scheme: str | Scheme | None,
    year: int | None,
    default: str,
    *,
    files: Files | None = None,
    sheets: Progress | None = None,
) -> Handed:
    """Read a city workbook, or a folder or files that together make the city's table.

    scheme, year: None takes what the files declare (and ``default`` for a scheme that none declares). A file that
    cannot be read is an error of that file, unless it is the only one. Raises DataError where there is nothing to
    read, no year, or files declare different years or schemes and none was asked for.
    """
    if len(given) == 1 and not given[0].is_dir():
        return _one(given[0], scheme, year, default, sheets)
    found, problems = find_files(given)
    reader = _Folder(scheme, year, default)
    for done, one in enumerate(found):
        if files is not None:
            files(done, len(found), one.name)
        reader.read(one)
    loaded = reader.settle()
    if loaded is None:
        problems += reader.problems
        told = "；".join(f"{one.source.file}：{one.message}" for one in problems[:20])
        raise DataError(f"没有读到一个可用的数据文件。{told}")
    assessed = reader.assessed_year()
    reader.finish(assessed)
    submission = merge(reader.parts, loaded, assessed, [*problems, *reader.problems])
    return Handed(loaded, assessed, submission, {one.name: one.path for one in found})


def _one(path: Path, scheme: str | Scheme | None, year: int | None, default: str, sheets: Progress | None) -> Handed:
    opened = open_book(path)
    declared = read_declaration(opened.book, Findings(opened.name, declaring.GUIDE))
    if scheme is None and declared.scheme_id is not None:
        loaded = declared_scheme(declared.scheme_id, path.parent)
    else:
        loaded = _loaded(scheme or default)
    assessed = year or declared.year
    if assessed is None:
        raise DataError(f"{path.name} 没有写明考核年度：在“填表说明”里填上，或加 --year 指定")
    return Handed(loaded, assessed, read_city_workbook(opened, loaded, progress=sheets), {opened.name: path})


def _loaded(scheme: str | Scheme) -> Scheme:
    return scheme if isinstance(scheme, Scheme) else load_scheme(scheme)


class _Folder:
    """Reads file after file; the first that declares a scheme decides, unless one was asked for."""

    def __init__(self, scheme: str | Scheme | None, year: int | None, default: str) -> None:
        self.asked, self.year, self.default = scheme, year, default
        self.scheme: Scheme | None = _loaded(scheme) if scheme else None
        self.parts: list[Part] = []
        self.problems: list[Problem] = []
        self._waiting: list[Opened] = []  # read before any file has declared a scheme
        self._counties: Counties | None = None  # without a region, every file names its own
        self._schemes: dict[str, str] = {}
        self._same: dict[str, str] = {}

    def read(self, one: Found) -> None:
        """Open and read one file, or note why not."""
        try:
            opened = open_book(one.path, one.name)
            if self._is_passed_over(opened):
                return
            if self.scheme is None:
                said = read_declaration(opened.book, Findings(opened.name, declaring.GUIDE))
                if said.scheme_id is None:
                    self._waiting.append(opened)
                    return
                self.scheme = declared_scheme(said.scheme_id, one.path.parent)
                self._read_waiting()
            self._part(opened)
        except DataError as error:
            self._refused(one.name, error)

    def settle(self) -> Scheme | None:
        """The scheme: asked for, declared, or the default if every file left it open; None if none could be read."""
        if self.scheme is None and self._waiting:
            self.scheme = load_scheme(self.default)
        self._read_waiting()
        return self.scheme if self.parts else None

    def finish(self, year: int) -> None:
        """Leave out files of another year than the one assessed."""
        others = [one for one in self.parts if one.declaration.year not in (None, year)]
        for one in others:
            message = f"写的考核年度是 {one.declaration.year}，现在考核 {year} 年度，这个文件没有采用"
            self._note("error", "E_OTHER_YEAR", one.file, message, "换成本年度的文件；年度写错的，在“填表说明”里改正")
        self.parts = [one for one in self.parts if one not in others]

    def assessed_year(self) -> int:
        """The year asked for, or the one that the files declare."""
        declared: dict[int, list[str]] = {}
        for one in self.parts:
            if one.declaration.year is not None:
                declared.setdefault(one.declaration.year, []).append(one.file)
        if self.year is None and len(declared) > 1:
            said = "；".join(f"{year} 年：{listed(names, 5)}" for year, names in sorted(declared.items()))
            raise DataError(f"各文件写的考核年度不一致（{said}）：加 --year 指定考核哪一年")
        if len(self._schemes) > 1 and not self.asked:
            said = "；".join(f"{scheme}：{name}" for scheme, name in self._schemes.items())
            raise DataError(f"各文件写的方案不一致（{said}）：加 --scheme 指定用哪个方案")
        found = self.year or next(iter(declared), None)
        if found is None:
            raise DataError("没有一个文件写明考核年度：在“填表说明”里填上，或加 --year 指定")
        return found

    def _is_passed_over(self, opened: Opened) -> bool:
        if any(own <= set(opened.book.sheets) for own in _OURS):
            self._note("note", "N_SKIPPED", opened.name, "是本程序写出的结果或问题清单，不是报送表，没有读")
            return True
        first = self._same.setdefault(opened.sha256, opened.name)
        if first != opened.name:
            self._note("note", "N_SAME", opened.name, f"与“{first}”内容完全相同，只用一次", "多余的一份可以移走")
            return True
        return False

    def _read_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            try:
                self._part(one)
            except DataError as error:
                self._refused(one.name, error)

    def _part(self, opened: Opened) -> None:
        assert self.scheme is not None
        if self._counties is None and self.scheme.region is not None:
            self._counties = Counties(self.scheme.region)
        part = read_part(opened, self.scheme, partly=True, counties=self._counties)
        self.parts.append(part)
        if part.declaration.scheme_id is not None:
            self._schemes.setdefault(part.declaration.scheme_id, part.file)

    def _refused(self, name: str, error: DataError) -> None:
        message = str(error).removeprefix(f"{name}：").removeprefix(f"{Path(name).name}：")
        self._note("error", "E_FILE", name, message, "")

    def _note(self, severity: str, code: str, name: str, message: str, remedy: str = "") -> None:
        self.problems.append(Problem(severity, code, "", "", message, Source(name), "", remedy))  # type: ignore[arg-type]
