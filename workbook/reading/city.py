"""The whole city workbook: every sheet, in one run, to a Submission."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from scoring.assessment import Adjustment
from scoring.problems import Problem
from scoring.scheme.models import ItemSpec
from scoring.scheme.scheme import Scheme
from scoring.vintages import Vintage
from workbook.reading import adjustments as adjusting
from workbook.reading import declaration as declaring
from workbook.reading import revisions as revising
from workbook.reading.book import Book
from workbook.reading.calibers import mixed_calibers
from workbook.reading.cells import UNUSABLE
from workbook.reading.counties import Counties
from workbook.reading.declaration import Declaration, read_declaration
from workbook.reading.findings import Findings
from workbook.reading.opening import open_book
from workbook.reading.self_scores import SHEET as SELF_SCORES
from workbook.reading.self_scores import read_self_scores
from workbook.reading.sheet import SheetValues, read_sheet
from workbook.reading.submission import Submission
from workbook.reading.text import listed, near, squeezed

Progress = Callable[[int, int, str], None]
"""Called with sheets done, sheets in all, and the sheet about to be read."""


def peek_city_workbook(path: str | Path) -> Declaration:
    """The year and the scheme id that a workbook declares, before any scheme is loaded. Raises DataError."""
    opened = open_book(path)
    return read_declaration(opened.book, Findings(opened.name, declaring.GUIDE))


def read_city_workbook(path: str | Path, scheme: Scheme, *, progress: Progress | None = None) -> Submission:
    """Read a city workbook (.xlsx, .xlsm, .xls) under a scheme; the file is only read, never changed.

    Everything wrong with the data is in ``problems``, all of it at once. Raises DataError only for a file
    that cannot be read as a workbook at all.
    """
    opened = open_book(path)
    reader = _Reader(opened.name, opened.book, scheme)
    declaration = reader.declaration()
    wanted = scheme.sheets()
    for done, (sheet, items) in enumerate(wanted.items()):
        if progress is not None:
            progress(done, len(wanted), sheet)
        reader.data_sheet(sheet, tuple(scheme.items[item] for item in items))
    approved = reader.adjustments()
    self_scores = reader.self_scores()
    vintages, data_date = reader.vintages()
    reader.calibers()
    if progress is not None:
        progress(len(wanted), len(wanted), "")
    return Submission(
        file=opened.name,
        sha256=opened.sha256,
        year=declaration.year,
        scheme_id=declaration.scheme_id,
        table=reader.table(),
        declared=reader.figures.declared,
        sources=reader.figures.sources,
        adjustments=approved,
        self_scores=self_scores,
        problems=reader.problems,
        remark=declaration.remark,
        vintages=vintages,
        data_date=data_date,
        calibers={
            key: reader.figures.calibers[key[1]] for key in reader.figures.values if key[1] in reader.figures.calibers
        },
    )


class _Reader:
    def __init__(self, file: str, book: Book, scheme: Scheme) -> None:
        self.file, self.book, self.scheme = file, book, scheme
        self.counties = Counties(scheme.region)
        self.figures = SheetValues()
        self.problems: list[Problem] = []
        self.homes = {item: sheet for sheet, items in scheme.sheets().items() for item in items}

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
        read_sheet(self.book, sheet, items, self.counties, findings, self.homes, self.figures)

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

    def self_scores(self) -> pd.DataFrame | None:
        """Read the optional sheet 自评分."""
        sheet = self._optional(SELF_SCORES)
        if sheet is None:
            return None
        return read_self_scores(self.book, sheet, self.scheme, self.counties, self._findings(SELF_SCORES))

    def calibers(self) -> None:
        """Report the counties whose energy figures stand in two calibers."""
        names = {item: self.scheme.items[item].name for item in self.figures.calibers}
        given: dict[str, list[str]] = {}
        for (county, item), value in self.figures.values.items():
            if item in names and isinstance(value, float) and value == value:
                given.setdefault(county, []).append(item)
        self.problems += mixed_calibers(self.figures.calibers, names, given, self.figures.sources)

    def table(self) -> pd.DataFrame:
        """The figures read; what could not be read at all is 缺报."""
        values = self.figures.values
        data = {item: [values.get((county, item), UNUSABLE) for county in self.counties.names] for item in self.homes}
        index = pd.Index(self.counties.names, name="county", dtype=object)
        return pd.DataFrame(
            {item: pd.Series(cells, index, dtype=object) for item, cells in data.items()}, index
        ).infer_objects()

    def _findings(self, sheet: str) -> Findings:
        return Findings(self.file, sheet, self.problems)

    def _sheet(self, wanted: str) -> str | None:
        if wanted in self.book.sheets:
            return wanted
        return next((name for name in self.book.sheets if squeezed(name) == squeezed(wanted)), None)

    def _others(self) -> list[str]:
        known = {
            squeezed(name)
            for name in (*self.scheme.sheets(), declaring.GUIDE, adjusting.SHEET, revising.SHEET, SELF_SCORES)
        }
        return [name for name in self.book.sheets if squeezed(name) not in known]

    def _optional(self, wanted: str) -> str | None:
        sheet = self._sheet(wanted)
        close = near(wanted, self._others(), cutoff=0.7) if sheet is None else []
        if close:
            self._findings(close[0]).warning(
                "W_SHEET", f"工作表“{close[0]}”没有读", f"如果它是“{wanted}”，请把工作表名改成“{wanted}”"
            )
        return sheet
