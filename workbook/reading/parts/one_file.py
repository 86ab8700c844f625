"""One file, every sheet in one run: of a city (counties down) or of a county (items down)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from scoring.scheme.data_checks import summed_items
from scoring.scheme.models import ItemSpec
from scoring.scheme.scheme import Scheme
from workbook.reading.account import Account
from workbook.reading.findings import Findings
from workbook.reading.labels import CHECKS, GUIDE, MARKS
from workbook.reading.opening import Opened
from workbook.reading.parts.county import find_county, homes_of, report_no_table
from workbook.reading.parts.decision_sheets import read_decisions
from workbook.reading.parts.declaration import Declaration, declaration_sheet, read_declaration, warn_of_mismatches
from workbook.reading.parts.file_data import FileData
from workbook.reading.parts.finding import FoundSheets, find_sheets
from workbook.reading.parts.form_of import form_of, title_of
from workbook.reading.parts.forms import ExpectedForm, claim_marks
from workbook.reading.tables.across import read_across
from workbook.reading.tables.columns import FOR_CHECKS
from workbook.reading.tables.counties import Counties
from workbook.reading.tables.down import DownReader
from workbook.reading.tables.list_sheet import read_list
from workbook.reading.tables.self_scores import SHEET as SELF_SCORES
from workbook.reading.tables.self_scores import read_self_scores
from workbook.reading.tables.sheet import Sheet
from workbook.reading.tables.spoiling import spoil, spoilt
from workbook.reading.tables.values import Beside, Into, Later, SheetValues
from workbook.reading.text import listed, near, squeezed
from workbook.reading.wording import TARGETS, Whose, county_texts, item_texts

Progress = Callable[[int, int, str], None]
"""Called with sheets done, sheets in all, and the sheet about to be read."""


def read_part(
    opened: Opened,
    scheme: Scheme,
    *,
    progress: Progress | None = None,
    partly: bool = False,
    counties: Counties | None = None,
) -> FileData:
    """What an opened file says. partly: nothing is wrong with counties that the file says nothing of.

    counties: those of the scheme's region, for many files at once.
    """
    return _Reader(opened, scheme, [] if partly else None, counties).read(progress)


def read_with_sheets(opened: Opened, scheme: Scheme, year: int) -> tuple[FileData, dict[str, Sheet]]:
    """What an opened file says, and its sheets as they were read. year: of its form, where nothing in it says one."""
    reader = _Reader(opened, scheme, None, None, year)
    return reader.read(None), reader.sheets


class _Reader:
    def __init__(
        self, opened: Opened, scheme: Scheme, later: Later | None, counties: Counties | None, year: int | None = None
    ) -> None:
        self._year = year
        self.file, self.book = opened.name, opened.book
        self.scheme, self.later = scheme, later
        self.counties = counties or Counties(scheme.region)
        self.part = FileData(opened.name, opened.sha256, Declaration(), (), sheets=self.book.sheets)
        self.beside = Beside(scheme.check_items, summed_items(scheme.checks), self.part.elsewhere)
        self.found: FoundSheets = find_sheets(self.book, scheme)
        self.sheets: dict[str, Sheet] = {}
        self.covered: list[str] | None = None  # of a county workbook
        self._doubled = {first for first, _, items in self.found.twice if not items}

    def read(self, progress: Progress | None) -> FileData:
        """All sheets, in the order in which problems are best reported."""
        part = self.part
        for one in self.book.remarks:
            self._findings("").add(*one.value)
        self._declare()
        if self.found.downs or (part.declaration.county and not part.declaration.titled):
            self._county_book()
        else:
            self._data(progress)
        read_decisions(self._optional, self.form, self.scheme, self.counties, self._doubled, part)
        self._self_scores()
        self._lists()
        self._twice()
        self._finish()
        part.counties = tuple(self.counties.names if self.covered is None else self.covered)
        part.layout = "city" if self.covered is None else "county"
        part.bureau = part.declaration.bureau
        return part

    def sheet(self, name: str) -> Sheet:
        """A sheet of the book, opened once."""
        if name not in self.sheets:
            self.sheets[name] = Sheet(self.book.grid(name), self.file, self.part.problems)
        return self.sheets[name]

    @cached_property
    def form(self) -> ExpectedForm | None:
        """The form that the workbook may have been made from; None where nothing says its year."""
        of, year = self._title
        meant = year or self.part.declaration.year or self._year
        if meant is None or self.covered == []:
            return None
        county = (of or self.covered[0]) if self.covered else ""
        return form_of(self.scheme, meant, self.part.declaration, self.found, county)

    @cached_property
    def _title(self) -> tuple[str, int | None]:
        """What the titles say the workbook is of, and the year."""
        return title_of(self.book, self.found)

    def _findings(self, sheet: str) -> Findings:
        """The problems of a sheet, be it there or not."""
        return Findings(self.file, sheet, self.part.problems)

    def _declare(self) -> None:
        """The year and scheme declared; what contradicts them is worth a warning."""
        name = declaration_sheet(self.book)
        self.part.declaration = read_declaration(self.sheet(name) if name is not None else None)
        warn_of_mismatches(self._guide(), self.part.declaration, self.scheme, self._title[1])

    def _guide(self) -> Findings:
        name = declaration_sheet(self.book)
        return self._findings(GUIDE if name is None else name)

    def _data(self, progress: Progress | None) -> None:
        """Every data sheet of a city workbook."""
        for done, (sheet, items) in enumerate(self.found.items.items()):
            if progress is not None:
                progress(done, len(self.found.items), sheet)
            self._data_sheet(sheet, items, self.part.figures)
        if progress is not None:
            progress(len(self.found.items), len(self.found.items), "")
        filled = {county for (county, _), value in self.part.figures.values.items() if value == value}
        for county, work in self.later or ():
            if county in filled:
                work()

    def _data_sheet(self, name_of_sheet: str, ids: Sequence[str], figures: SheetValues) -> None:
        """One data sheet, into ``figures``; one that is not there is reported once."""
        items = [self.scheme.items[one] for one in ids]
        if name_of_sheet not in self.book.sheets:
            close = near(name_of_sheet, self.found.others)
            hint = (
                f"是不是“{close[0]}”？是的话把工作表名改成“{name_of_sheet}”"
                if close
                else "用 kaohe template 生成空表可以得到这张表"
            )
            named = listed((one.name for one in items), 3)
            message = f"没有工作表“{name_of_sheet}”，其中 {len(items)} 项（{named}）都按缺报处理"
            self._findings(name_of_sheet).add("E_SHEET_MISSING", message, hint)
            for name in close:
                self.sheet(name).report_rest()
            return
        homes = {item: sheet for sheet, ids in self.found.items.items() for item in ids}
        homes |= dict.fromkeys(self.scheme.check_items, FOR_CHECKS)
        sheet = self.sheet(name_of_sheet)
        if self.form is not None and name_of_sheet:
            form = replace(self.form, whose=Whose(deciding=True)) if squeezed(name_of_sheet) == TARGETS else self.form
            form.data(sheet)
        read_across(sheet, items, self.counties, homes, Into(figures, self.beside, self.later))

    def _county_book(self) -> None:
        """Every item of a county workbook, wherever its row stands; one that stands nowhere is reported on its bureau's sheet."""
        county = find_county(self.part.declaration, self.counties, self._guide(), self._title[0])
        self.covered = [county] if county is not None else []
        if county is None:
            for one in self.book.sheets:
                self.sheet(one).report_rest()
            return
        downs, known = self.found.downs, county_texts(self.scheme)

        def texts(item: ItemSpec) -> Mapping[str, str]:
            return known.get(item.id) or item_texts(item)

        readers = {
            name: DownReader(self.sheet(name), down, county, self.part.figures, self.beside, texts)
            for name, down in downs.items()
        }
        for home, ids in homes_of(self.scheme, self.book, downs).items():
            if home not in readers:
                report_no_table(self.book, home, len(ids), self._findings(home))
                if home in self.book.sheets:
                    self.sheet(home).report_rest()
                    self.found.others = [one for one in self.found.others if one != home]
                continue
            if self.form is not None:
                self.form.data(self.sheet(home))
                self.form.check_rows(self.sheet(home), downs[home], ids)
            readers[home].read([self.scheme.items[one] for one in ids])
            readers[home].finish()
        self._targets()
        if self.form is not None:
            self.form.county_checks({name: self.sheet(name) for name in downs}, downs)

    def _targets(self) -> None:
        """The targets among a county's tables, so that they are reported: it may not say any."""
        for name, items in self.found.items.items():
            if squeezed(name) == TARGETS and name in self.book.sheets and name not in self.found.downs:
                own, assigned = self.part.figures, SheetValues()
                self._data_sheet(name, items, assigned)
                there = {key for key, value in own.values.items() if value == value}
                found = {key for key, value in assigned.values.items() if value == value and key not in there}
                own.values = {key: value for key, value in own.values.items() if key not in found}
                own.values |= {key: value for key, value in assigned.values.items() if key in found}
                own.sources |= {key: assigned.sources[key] for key in found}
                own.declared |= {key: one for key, one in assigned.declared.items() if key in found}

    def _optional(self, name_of_sheet: str) -> Sheet | None:
        """A sheet that need not be there; one that is named much like it is reported."""
        name = self.found.own.get(name_of_sheet)
        if name is not None:
            return self.sheet(name)
        for close in near(name_of_sheet, self.found.others, cutoff=0.7):
            self._findings(close).add(
                "W_SHEET", f"工作表“{close}”没有读", f"如果它是“{name_of_sheet}”，请把工作表名改成“{name_of_sheet}”"
            )
            self.sheet(close).report_rest()
            self.found.others.remove(close)
        return None

    def _self_scores(self) -> None:
        sheet = self._optional(SELF_SCORES)
        if sheet is None or self.covered == []:
            return
        if self.form is not None:
            self.form.self_scores(sheet)
        found = read_self_scores(sheet, self.scheme, self.counties, self.covered[0] if self.covered else None)
        if sheet.name not in self._doubled:
            self.part.self_scores = found

    def _lists(self) -> None:
        """The evidence lists with at least one row."""
        for name, spec in self.scheme.lists.items():
            sheet = self._optional(spec.sheet)
            if sheet is None or self.covered == []:
                continue
            if self.form is not None:
                self.form.evidence(sheet, name)
            rows = read_list(sheet, spec, self.counties, self.covered[0] if self.covered else None)
            if rows is not None and len(rows.frame):
                self.part.lists[name] = rows

    def _twice(self) -> None:
        """Sheets that hold the same table: nothing of it is used, and both are named."""
        for first, second, items in self.found.twice:
            what = f"{len(items)} 项（{listed((self._name(item) for item in items), 3)}）" if items else "同样的内容"
            self._findings(second).add(
                "E_SHEET_TWICE",
                f"工作表“{first}”和“{second}”都有{what}，分不清用哪一张，这些都没有读",
                "只留一张，另一张删除；不同年度的、留底的表不要放在报送的工作簿里",
            )
            self.sheet(second).report_rest()
            spoil(self.part.figures, items)
            for name, spec in self.scheme.lists.items():
                if not items and self.found.own.get(spec.sheet) == first and name in self.part.lists:
                    rows = self.part.lists[name]
                    self.part.lists[name] = replace(rows, frame=spoilt(rows.frame))

    def _name(self, item: str) -> str:
        return self.scheme.items[item].name if item in self.scheme.items else item

    def _finish(self) -> None:
        """Report what is left in every sheet, those that hold nothing of the scheme too."""
        if self.form is not None:
            if GUIDE in self.found.own:
                self.form.guide(self.sheet(self.found.own[GUIDE]))
            if CHECKS in self.found.own:
                self.form.checks(self.sheet(self.found.own[CHECKS]))
        if MARKS in self.found.own:
            claim_marks(self.sheet(self.found.own[MARKS]))
        self.part.account = sum((self.sheet(name).finish() for name in self.book.sheets), Account())
