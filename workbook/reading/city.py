"""The whole city workbook: every sheet, in one run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from scoring.assessment import Adjustment
from scoring.problems import Problem
from scoring.scheme.models import ItemSpec
from scoring.scheme.scheme import Scheme
from workbook.reading import adjustments as adjusting
from workbook.reading import declaration as declaring
from workbook.reading.book import Book
from workbook.reading.counties import Counties
from workbook.reading.csv_text import SHEET as UNNAMED
from workbook.reading.declaration import Declaration, read_declaration
from workbook.reading.findings import Findings
from workbook.reading.opening import Opened, open_book
from workbook.reading.part import Part
from workbook.reading.self_scores import SHEET as SELF_SCORES
from workbook.reading.self_scores import read_self_scores
from workbook.reading.sheet import Later, SheetValues, read_sheet
from workbook.reading.submission import Submission
from workbook.reading.text import listed, near, squeezed

Progress = Callable[[int, int, str], None]
"""Called with sheets done, sheets in all, and the sheet about to be read."""


def peek_city_workbook(path: str | Path) -> Declaration:
    """The year and the scheme id that a workbook declares, before any scheme is loaded. Raises DataError."""
    opened = open_book(path)
    return read_declaration(opened.book, Findings(opened.name, declaring.GUIDE))


def read_city_workbook(path: str | Path | Opened, scheme: Scheme, *, progress: Progress | None = None) -> Submission:
    """Read a city workbook (.xlsx, .xlsm, .xls, .csv) under a scheme; the file is only read, never changed.

    Everything wrong with the data is in ``problems``, all of it at once. Raises DataError only for a file
    that cannot be read as a workbook at all.
    """
    from workbook.reading.merging import single

    opened = path if isinstance(path, Opened) else open_book(path)
    return single(read_city_part(opened, scheme, progress=progress), scheme)


def read_city_part(opened: Opened, scheme: Scheme, *, progress: Progress | None = None, partly: bool = False) -> Part:
    """An opened file in the city layout. partly: nothing is wrong with counties that the file says nothing of."""
    reader = _Reader(opened.name, opened.book, scheme, [] if partly else None)
    reader.remarks()
    declaration = reader.declaration()
    reader.data(progress)
    approved = reader.adjustments()
    own = reader.self_scores()
    if progress is not None:
        progress(len(scheme.sheets()), len(scheme.sheets()), "")
    return Part(
        opened.name,
        opened.sha256,
        declaration,
        tuple(reader.counties.names),
        reader.figures,
        own,
        approved,
        reader.problems,
    )


class _Reader:
    def __init__(self, file: str, book: Book, scheme: Scheme, later: Later | None) -> None:
        self.file, self.book, self.scheme, self.later = file, book, scheme, later
        self.counties = Counties(scheme.region)
        self.figures = SheetValues()
        self.problems: list[Problem] = []
        self.homes = {item: sheet for sheet, items in scheme.sheets().items() for item in items}

    def remarks(self) -> None:
        """Warn of macros and links to other files."""
        for one in self.book.remarks:
            self._findings("").warning(*one.value)

    def declaration(self) -> Declaration:
        """The year and scheme declared; another scheme than this one is worth a warning."""
        findings = self._findings(declaring.GUIDE)
        said = read_declaration(self.book, findings)
        if said.scheme_id is not None and said.scheme_id != self.scheme.id:
            findings.warning(
                "W_SCHEME",
                f"工作簿是按方案 {said.scheme_id} 填的，现在按方案 {self.scheme.id} 读",
                "核对是否用对了方案；数据项相同的可以照用",
                said.scheme_place,
            )
        return said

    def data(self, progress: Progress | None) -> None:
        """Read every data sheet; a text table has all items on its one sheet."""
        wanted = {sheet: tuple(self.scheme.items[item] for item in ids) for sheet, ids in self.scheme.sheets().items()}
        if self.book.sheets == (UNNAMED,):
            items = tuple(item for own in wanted.values() for item in own)
            homes = dict.fromkeys(self.homes, UNNAMED)
            self._read(UNNAMED, items, self._findings(UNNAMED), homes)
            wanted = {}
        for done, (sheet, items) in enumerate(wanted.items()):
            if progress is not None:
                progress(done, len(wanted), sheet)
            self.data_sheet(sheet, items)
        told = {county for (county, _), value in self.figures.values.items() if value == value}
        for county, work in self.later or ():
            if county in told:
                work()

    def data_sheet(self, wanted: str, items: tuple[ItemSpec, ...]) -> None:
        """Read one data sheet; one that is not there is reported once."""
        findings = self._findings(wanted)
        sheet = self._sheet(wanted)
        if sheet is None:
            close = near(wanted, self._others())
            hint = (
                f"是不是“{close[0]}”？是的话把工作表名改成“{wanted}”"
                if close
                else "用 kaohe template 生成空表可以得到这张表"
            )
            named = listed((one.name for one in items), 3)
            findings.error(
                "E_SHEET_MISSING",
                f"没有工作表“{wanted}”，其中 {len(items)} 项（{named}）都按缺报处理",
                hint,
            )
            return
        self._read(sheet, items, findings, self.homes)

    def _read(self, sheet: str, items: tuple[ItemSpec, ...], findings: Findings, homes: dict[str, str]) -> None:
        read_sheet(self.book, sheet, items, self.counties, findings, homes, self.figures, later=self.later)

    def adjustments(self) -> list[Adjustment]:
        """Read the optional sheet 核定调整."""
        sheet = self._optional(adjusting.SHEET)
        if sheet is None:
            return []
        return adjusting.read_adjustments(self.book, sheet, self.scheme, self.counties, self._findings(adjusting.SHEET))

    def self_scores(self) -> SheetValues:
        """Read the optional sheet 自评分."""
        found = SheetValues()
        sheet = self._optional(SELF_SCORES)
        if sheet is not None:
            read_self_scores(self.book, sheet, self.scheme, self.counties, self._findings(SELF_SCORES), found)
        return found

    def _findings(self, sheet: str) -> Findings:
        return Findings(self.file, sheet, self.problems)

    def _sheet(self, wanted: str) -> str | None:
        if wanted in self.book.sheets:
            return wanted
        return next((name for name in self.book.sheets if squeezed(name) == squeezed(wanted)), None)

    def _others(self) -> list[str]:
        known = {squeezed(name) for name in (*self.scheme.sheets(), declaring.GUIDE, adjusting.SHEET, SELF_SCORES)}
        return [name for name in self.book.sheets if squeezed(name) not in known]

    def _optional(self, wanted: str) -> str | None:
        sheet = self._sheet(wanted)
        close = near(wanted, self._others(), cutoff=0.7) if sheet is None else []
        if close:
            self._findings(close[0]).warning(
                "W_SHEET", f"工作表“{close[0]}”没有读", f"如果它是“{wanted}”，请把工作表名改成“{wanted}”"
            )
        return sheet
