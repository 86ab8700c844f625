"""The whole workbook, a city's or a county's: every sheet, in one run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from scoring.assessment import Adjustment
from scoring.lists.rows import ListRows
from scoring.problems import Problem
from scoring.scheme.models import ItemSpec
from scoring.scheme.scheme import Scheme
from scoring.vintages import Vintage
from workbook.reading.findings import Findings
from workbook.reading.formats.book import Book
from workbook.reading.merged.settled import single
from workbook.reading.merged.submission import Submission
from workbook.reading.opening import Opened, open_book
from workbook.reading.parts import declaration as declaring
from workbook.reading.parts.county_book import county_sheets, find_county, read_county_sheets, read_self_scores_down
from workbook.reading.parts.declaration import Declaration, read_declaration
from workbook.reading.parts.part import Part
from workbook.reading.parts.sheets_wanted import own_sheets, wanted_sheets
from workbook.reading.tables import adjustments as adjusting
from workbook.reading.tables import revisions as revising
from workbook.reading.tables.columns import FOR_CHECKS
from workbook.reading.tables.counties import Counties
from workbook.reading.tables.county_sheet import Down
from workbook.reading.tables.elsewhere import read_across
from workbook.reading.tables.list_sheet import read_list
from workbook.reading.tables.self_scores import SHEET as SELF_SCORES
from workbook.reading.tables.self_scores import read_self_scores
from workbook.reading.tables.sheet import Later, SheetValues, read_sheet
from workbook.reading.text import listed, near, squeezed

Progress = Callable[[int, int, str], None]
"""Called with sheets done, sheets in all, and the sheet about to be read."""


def peek_city_workbook(path: str | Path) -> Declaration:
    """The year and the scheme id that a workbook declares, before any scheme is loaded. Raises DataError."""
    opened = open_book(path)
    return read_declaration(opened.book, Findings(opened.name, declaring.GUIDE))


def read_workbook(path: str | Path | Opened, scheme: Scheme, *, progress: Progress | None = None) -> Submission:
    """Read a data workbook (.xlsx, .xlsm, .xls, .csv) under a scheme; the file is only read, never changed.

    A city workbook (counties down; sheets by bureau or by dimension) or a county workbook (items down): the
    submission says which, and which counties it covers. Everything wrong with the data is in ``problems``, all
    of it at once. Raises DataError only for a file that cannot be read as a workbook at all.
    """
    opened = path if isinstance(path, Opened) else open_book(path)
    return single(read_part(opened, scheme, progress=progress), scheme)


read_city_workbook = read_workbook


def read_part(
    opened: Opened,
    scheme: Scheme,
    *,
    progress: Progress | None = None,
    partly: bool = False,
    counties: Counties | None = None,
) -> Part:
    """What an opened file says. partly: nothing is wrong with counties that the file says nothing of.

    counties: those of the scheme's region, for many files at once.
    """
    downs = county_sheets(opened.book, scheme)
    reader = _Reader(opened.name, opened.book, scheme, [] if partly else None, counties)
    reader.remarks()
    declaration = reader.declaration()
    if downs or declaration.county:
        reader.county_sheets(downs, declaration)
    else:
        reader.data(progress)
    approved = reader.adjustments()
    own = reader.self_scores()
    vintages, data_date = reader.vintages()
    return Part(
        opened.name,
        opened.sha256,
        declaration,
        tuple(reader.counties.names if reader.covered is None else reader.covered),
        "city" if reader.covered is None else "county",
        reader.figures,
        own,
        approved,
        reader.problems,
        reader.lists(),
        reader.elsewhere,
        vintages,
        data_date,
    )


class _Reader:
    def __init__(
        self, file: str, book: Book, scheme: Scheme, later: Later | None, counties: Counties | None = None
    ) -> None:
        self.file, self.book, self.scheme, self.later = file, book, scheme, later
        self.counties = counties or Counties(scheme.region)
        self.figures = SheetValues()
        self.problems: list[Problem] = []
        self.wanted = wanted_sheets(book, scheme)
        self.homes = {item: sheet for sheet, items in self.wanted.items() for item in items}
        self.elsewhere: dict[tuple[str, str], float] = {}
        self.covered: list[str] | None = None  # of a county workbook

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
        """Read every data sheet of a city workbook."""
        for done, (sheet, items) in enumerate(self.wanted.items()):
            if progress is not None:
                progress(done, len(self.wanted), sheet)
            self.data_sheet(sheet, tuple(self.scheme.items[item] for item in items))
        if progress is not None:
            progress(len(self.wanted), len(self.wanted), "")
        told = {county for (county, _), value in self.figures.values.items() if value == value}
        for county, work in self.later or ():
            if county in told:
                work()

    def county_sheets(self, downs: Mapping[str, Down], said: Declaration) -> None:
        """Read every sheet of a county workbook."""
        county = find_county(said, self.counties, self._findings(declaring.GUIDE))
        self.covered = [county] if county is not None else []
        if county is not None:
            read_county_sheets(
                self.book, downs, self.scheme, county, self.file, self.problems, self.figures, self.elsewhere
            )

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
        homes = self.homes | dict.fromkeys(self.scheme.check_items, FOR_CHECKS)
        read_sheet(self.book, sheet, items, self.counties, findings, homes, self.figures, later=self.later)
        beside = self.scheme.check_items
        read_across(self.book, sheet, items, beside, self.counties, findings, self.elsewhere, self.figures)

    def adjustments(self) -> list[Adjustment]:
        """Read the optional sheet 核定调整."""
        sheet = self._optional(adjusting.SHEET)
        if sheet is None:
            return []
        return adjusting.read_adjustments(self.book, sheet, self.scheme, self.counties, self._findings(adjusting.SHEET))

    def vintages(self) -> tuple[tuple[Vintage, ...], str]:
        """Read the optional sheet 数据修订: the late revisions, and the date of the workbook's own figures."""
        sheet = self._optional(revising.SHEET)
        if sheet is None:
            return (), ""
        findings = self._findings(revising.SHEET)
        date = revising.read_data_date(self.book, sheet, findings)
        return tuple(revising.read_revisions(self.book, sheet, self.scheme, self.counties, findings)), date

    def self_scores(self) -> SheetValues:
        """Read the optional sheet 自评分."""
        found = SheetValues()
        sheet = self._optional(SELF_SCORES)
        if sheet is None:
            return found
        findings = self._findings(SELF_SCORES)
        if self.covered is not None:
            read_self_scores_down(self.book, sheet, self.scheme, self.covered, findings, found)
        else:
            read_self_scores(self.book, sheet, self.scheme, self.counties, findings, found)
        return found

    def lists(self) -> dict[str, ListRows]:
        """Read the optional sheets of the evidence lists."""
        found = {}
        for name, spec in self.scheme.lists.items():
            sheet = self._optional(spec.sheet)
            rows = read_list(self.book, sheet, spec, self.counties, self._findings(spec.sheet)) if sheet else None
            if rows is not None:
                found[name] = self._own_rows(rows) if self.covered is not None else rows
        return {name: rows for name, rows in found.items() if len(rows.frame)}

    def _own_rows(self, rows: ListRows) -> ListRows:
        """The rows of the county that a county workbook is of; others are reported."""
        for place, county in enumerate(rows.frame["county"]):
            if county not in (self.covered or []):
                source = rows.sources[place]
                message = f"{'、'.join(self.covered or ['这一县'])}的工作簿，清单里写的是“{county}”，这一行没有计入"
                remedy = "核对是哪个县（市、区）的，改正或删除这一行"
                self.problems.append(Problem("error", "E_LIST_COUNTY", county, "", message, source, county, remedy))
        own = rows.frame["county"].isin(self.covered or [])
        kept = tuple(source for source, mine in zip(rows.sources, own, strict=True) if mine)
        return ListRows(rows.frame[own].reset_index(drop=True), kept)

    def _findings(self, sheet: str) -> Findings:
        return Findings(self.file, sheet, self.problems)

    def _sheet(self, wanted: str) -> str | None:
        if wanted in self.book.sheets:
            return wanted
        return next((name for name in self.book.sheets if squeezed(name) == squeezed(wanted)), None)

    def _others(self) -> list[str]:
        known = {squeezed(name) for name in self.wanted} | own_sheets(self.scheme)
        return [name for name in self.book.sheets if squeezed(name) not in known]

    def _optional(self, wanted: str) -> str | None:
        sheet = self._sheet(wanted)
        close = near(wanted, self._others(), cutoff=0.7) if sheet is None else []
        if close:
            self._findings(close[0]).warning(
                "W_SHEET", f"工作表“{close[0]}”没有读", f"如果它是“{wanted}”，请把工作表名改成“{wanted}”"
            )
        return sheet
