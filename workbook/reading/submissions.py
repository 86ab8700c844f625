"""Everything that was submitted: one city workbook, or a folder of files, read under one scheme and year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scoring.errors import DataError, KaoheError, SchemeError
from scoring.problems import Problem
from scoring.scheme.loader import load_scheme
from scoring.scheme.scheme import Scheme
from workbook.reading.ahead import Ahead, jobs_for, read_file
from workbook.reading.findings import of_file
from workbook.reading.grid import is_text_table
from workbook.reading.merged.absence import is_empty, why_nothing
from workbook.reading.merged.authority import with_role, without_unsigned
from workbook.reading.merged.declared import declared_scheme
from workbook.reading.merged.folder import FoundFile, find_files
from workbook.reading.merged.merging import alone_as, merge, single
from workbook.reading.merged.own_books import RESULT, own_book
from workbook.reading.merged.scans import scanned
from workbook.reading.merged.submission import Submission
from workbook.reading.merged.years import assessed_year, other_year, other_year_text, without_other_years
from workbook.reading.opening import Opened, open_book
from workbook.reading.parts.declaration import Declaration, declaration_sheet, read_declaration
from workbook.reading.parts.file_data import FileData
from workbook.reading.parts.one_file import Progress, read_part
from workbook.reading.roles import Role
from workbook.reading.stage import Stage
from workbook.reading.tables.counties import Counties
from workbook.reading.tables.sheet import Sheet

Files = Callable[[int, int, str], None]
"""Called with files done, files in all, and the file about to be read."""

Typed = Callable[[Opened, Scheme], FileData]
"""What was typed into a result workbook that stands among the decisions."""


def read_city_workbook(path: str | Path | Opened, scheme: Scheme, *, progress: Progress | None = None) -> Submission:
    """Read a data workbook (.xlsx, .xlsm, .xls, .csv) under a scheme; the file is only read, never changed.

    A city workbook (counties down; sheets by bureau or by dimension) or a county workbook (items down): the
    submission says which, and which counties it covers. Everything wrong with the data is in ``problems``, all
    of it at once. Raises DataError only for a file that cannot be read as a workbook at all.
    """
    opened = path if isinstance(path, Opened) else open_book(path)
    return single(read_part(opened, scheme, progress=progress), scheme)


def peek_city_workbook(path: str | Path) -> Declaration:
    """The year and the scheme id that a workbook declares, before any scheme is loaded. Raises DataError."""
    return _peek(open_book(path))


def _peek(opened: Opened) -> Declaration:
    sheet = declaration_sheet(opened.book)
    return read_declaration(None if sheet is None else Sheet(opened.book.grid(sheet), opened.name, []))


@dataclass
class SubmissionSet:
    """What was submitted, read. ``paths``: where each file is, by its name in messages; unreadable ones too. ``appeals``:
    files of appeals among the decisions."""

    scheme: Scheme
    year: int
    submission: Submission
    paths: dict[str, Path] = field(default_factory=dict)
    appeals: tuple[Path, ...] = ()


@dataclass(frozen=True)
class ReadOptions:
    """How a set is read. decisions: files and folders of decisions that stand elsewhere. stage: which figures may be used.

    typed: reads a result workbook among the decisions; without it such a workbook is passed over. jobs: processes that read
    files; None takes as many as the files are worth; what is read, and the order of problems, does not depend on it. files, sheets:
    called as reading goes on.
    """

    decisions: Sequence[Path] = ()
    stage: Stage = "初评"
    typed: Typed | None = None
    jobs: int | None = 1
    files: Files | None = None
    sheets: Progress | None = None


DEFAULTS = ReadOptions()


def read_submissions(
    paths: Sequence[Path],
    scheme: str | Scheme | None,
    year: int | None,
    default: str,
    options: ReadOptions = DEFAULTS,
) -> SubmissionSet:
    """Read a city workbook, or a folder or files that together make the city's table.

    scheme, year: None takes what the files declare (and ``default`` for a scheme that none declares). A city workbook given alone is the
    office's own; of others their place says what they may say. A file that cannot be read is an error of that file,
    unless it is the only one. Raises DataError where there is nothing to read, no year, the one file is of another
    year than the one asked for, or files declare different years or schemes and none was asked for.
    """
    found = find_files(paths, options.decisions)
    alone = len(paths) == 1 and not paths[0].is_dir()
    reader = _Reader(scheme, default, alone, options)
    jobs = options.jobs
    jobs = 1 if alone else jobs_for(found.books) if jobs is None else min(jobs, len(found.books))
    ahead: Ahead | None = None
    try:
        for done, one in enumerate(found.books):
            if options.files is not None:
                options.files(done, len(found.books), one.name)
            if ahead is None and reader.scheme is not None and jobs > 1:
                ahead = Ahead(found.books[done:], reader.scheme, jobs)
            reader.read(one, ahead)
    finally:
        if ahead is not None:
            ahead.close()
    loaded = reader.settle(found.problems)
    assessed = assessed_year(reader.parts, year, scheme_asked=scheme is not None)
    parts, others = without_other_years(reader.parts, assessed)
    if alone and any(part.role != Role.DECISION for part in others):
        raise DataError(other_year_text(others[0], assessed))
    problems = [*found.problems, *reader.problems, *(other_year(part, assessed) for part in others)]
    allowed: list[FileData] = []
    for part in parts:
        usable, wrong = _by_role(part, loaded, alone)
        problems += wrong
        allowed += [usable] if usable is not None else []
    allowed, unsigned = without_unsigned(allowed, loaded)
    problems += [*unsigned, *scanned(allowed, found.scans)]
    left_out = {county for part in reader.parts if part not in allowed for county in part.counties_with_data()}
    lone = alone and len(allowed) == 1
    submission = merge(allowed, loaded, assessed, alone=lone, left_out=left_out, stage=options.stage).preceded_by(
        problems
    )
    named = {one.name: one.path for one in (*found.books, *found.appeals)}
    return SubmissionSet(loaded, assessed, submission, named, tuple(one.path for one in found.appeals))


def _by_role(part: FileData, scheme: Scheme, alone: bool) -> tuple[FileData | None, list[Problem]]:
    """The part with the role that its place gives it, and what it may not say."""
    if part.role == Role.DECISION or not alone:
        return with_role(part, part.place, scheme)
    return alone_as(part, scheme)


class _Reader:
    """Reads file after file; the first that declares a scheme decides, unless one was asked for."""

    def __init__(self, scheme: str | Scheme | None, default: str, alone: bool, options: ReadOptions) -> None:
        self.default, self.alone, self.sheets, self.typed = default, alone, options.sheets, options.typed
        self._results: list[Opened] = []
        self.scheme = load_scheme(scheme) if isinstance(scheme, str) else scheme
        self.parts: list[FileData] = []
        self.problems: list[Problem] = []
        self._waiting: list[tuple[Opened, Role | None]] = []  # read before any file has declared a scheme
        self._counties: Counties | None = None  # without a region, every file names its own
        self._unusable: SchemeError | None = None
        self._same: dict[tuple[str, Role | None], str] = {}

    def read(self, one: FoundFile, ahead: Ahead | None = None) -> None:
        """Open and read one file, or note why not. ahead: where it may have been read already."""
        self._try(one.name, lambda: self._read(one, ahead))

    def settle(self, problems: Sequence[Problem]) -> Scheme:
        """The scheme: asked for, declared, or the default if every file left it open.

        problems: what was reported before. Raises DataError, with the reasons, if nothing was read from any file.
        """
        if self.scheme is None and self._waiting:
            self.scheme = load_scheme(self.default)
        self._read_waiting()
        if self.scheme is None or not self.parts:
            if self._unusable is not None:
                raise self._unusable
            raise DataError(_nothing_read([*problems, *self.problems]))
        reasons = [_about_something_else(part, self.scheme) for part in self.parts]
        if all(reasons):
            raise DataError(_nothing_read([*problems, *self.problems, *(one for one in reasons if one is not None)]))
        if self.typed is not None:  # what is wrong with them stops the run: nothing is adopted in part
            self.parts += [self.typed(opened, self.scheme) for opened in self._results]
        return self.scheme

    def _read(self, one: FoundFile, ahead: Ahead | None) -> None:
        there = ahead.take(one) if ahead is not None else None
        if there is not None:
            sha256, found = there
            if not self._is_known(one.name, sha256, one.role):
                self._keep(found)
            return
        opened = open_book(one.path, one.name)
        if self._is_passed_over(opened, one.role):
            return
        if self.scheme is None:
            declaration = _peek(opened)
            if declaration.scheme_id is None:
                self._waiting.append((opened, one.role))
                return
            self.scheme = declared_scheme(declaration.scheme_id, one.path.parent)
            self._read_waiting()
        self._part(opened, one.role)

    def _is_passed_over(self, opened: Opened, role: Role | None) -> bool:
        own = own_book(opened.book.sheets)
        if own and self.alone and role is None:
            raise DataError(
                f"{opened.name}：是本程序写出的{own}，不是报送的数据：请改交数据工作簿；"
                "核对、对比、印发结果，用 kaohe verify、compare、report"
            )
        if own == RESULT and role == Role.DECISION and self.typed is not None:
            self._results.append(opened)
            return True
        if own:
            self.problems.append(of_file("N_SKIPPED", opened.name, f"是本程序写出的{own}，不是报送表，没有读"))
            return True
        return self._is_known(opened.name, opened.sha256, role)

    def _is_known(self, name: str, sha256: str, role: Role | None) -> bool:
        first = self._same.setdefault((sha256, role), name)
        if first == name:
            return False
        self.problems.append(of_file("N_SAME", name, f"与“{first}”内容完全相同，只用一次", "多余的一份可以移走"))
        return True

    def _read_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for opened, role in waiting:
            self._try(opened.name, lambda opened=opened, role=role: self._part(opened, role))  # type: ignore[misc]

    def _part(self, opened: Opened, role: Role | None) -> None:
        assert self.scheme is not None
        if self._counties is None and self.scheme.region is not None:
            self._counties = Counties(self.scheme.region)
        partly = not self.alone or role is not None
        sheets = None if partly else self.sheets
        self._keep(read_file(opened, role, self.scheme, self._counties, partly=partly, sheets=sheets))

    def _keep(self, read: FileData | Problem) -> None:
        if isinstance(read, FileData):
            self.parts.append(read)
        else:
            self.problems.append(read)

    def _try(self, name: str, work: Callable[[], None]) -> None:
        """What goes wrong with one file is that file's error, unless it is the only one."""
        try:
            _careful(name, work)
        except KaoheError as error:
            if self.alone:
                raise
            if isinstance(error, SchemeError):
                self._unusable = self._unusable or error
            message = str(error).removeprefix(f"{name}：").removeprefix(f"{Path(name).name}：")
            self.problems.append(of_file("E_FILE", name, " ".join(message.split("\n"))))


def _careful(name: str, work: Callable[[], None]) -> None:
    """Do the work; what it raises, other than an interrupt by the user, becomes a DataError that names the file.

    An error that was not foreseen is named with its type, and is the cause of the DataError.
    """
    try:
        work()
    except KaoheError:
        raise
    except BaseException as error:
        # A panic of a library in Rust derives from BaseException, as do interrupts, which must pass.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise DataError(
            f"{name}：读这个文件时出错（{type(error).__name__}），没有读。请用 Excel 或 WPS 打开，另存为新的 .xlsx 后再交；"
            "还是不行的，请把文件和这句话告诉程序的维护人"
        ) from error


def _about_something_else(part: FileData, scheme: Scheme) -> Problem | None:
    """Why a file is no data table of any kind; None if it is one, be it empty or faulty."""
    if not is_empty(part) or part.figures.values:
        return None
    texts = is_text_table(*part.sheets)
    codes = {"E_NO_SHEET", "E_HEADER"} if texts else {"E_NO_SHEET"}
    return next((one for one in why_nothing(part, scheme) if one.code in codes), None)


def _nothing_read(problems: Sequence[Problem]) -> str:
    reasons = dict.fromkeys(one.full_text() for one in problems)
    return f"没有读到一个可用的数据文件。{'。'.join(list(reasons)[:20])}"
