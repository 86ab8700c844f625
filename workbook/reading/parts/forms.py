"""What the empty workbooks say, compared with a workbook that may have been made from one.

A text that still says what the form says is claimed; one that was changed stays unclaimed, one that is gone is noted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scoring.scheme.scheme import Scheme
from workbook.reading import wording
from workbook.reading.grid import Place
from workbook.reading.labels import DECLARED, MARKS, MARKS_WIDTH
from workbook.reading.raw import Raw, address, as_text, is_blank
from workbook.reading.tables import revisions as revising
from workbook.reading.tables.across import is_figure
from workbook.reading.tables.down_layout import DownLayout
from workbook.reading.tables.sheet import Sheet, Use
from workbook.reading.tables.uniform import GOOD, claim_checks, is_verdict
from workbook.reading.text import letters

_FIRST_ITEM, _NAME = 2, 1  # columns of the remarks below a table, in the workbooks of a city and of a county
_DECLARED = set(map(letters, DECLARED))
_LONGEST = 40  # signs of a label, blanks and all
_TOP = 12  # rows that a heading may stand in
_HEADS = (2, 3, 4)  # heading rows of the sheet of live checks


@dataclass(frozen=True)
class ExpectedForm:
    """The workbook of a scheme and a year; of a county, or of the whole region. alert: the label that figures carry."""

    scheme: Scheme
    year: int
    whose: wording.Whose
    alert: str
    homes: Mapping[str, Sequence[str]]

    @property
    def county(self) -> str:
        """The county whose workbook it is; blank for any other."""
        return self.whose.county

    @property
    def _of(self) -> str:
        return self.county or (self.scheme.region.name if self.scheme.region else "")

    @property
    def _title(self) -> str:
        return wording.book_title(self._of, self.year)

    def guide(self, sheet: Sheet) -> None:
        """Claim the guide: every sentence, and every item's row."""
        for row, column, text in wording.guide_cells(
            self.scheme, self.year, self._of, self.alert, self.homes, self.whose
        ):
            if column != 2 or letters(as_text(sheet.at((row, 0)))) not in _DECLARED:
                sheet.expect((row, column), text)

    def data(self, sheet: Sheet) -> None:
        """Claim title, note, remark and signature of a sheet of figures."""
        self._top(sheet, sheet.name, wording.data_note(self.scheme, self.year))
        if self.county:
            self._labels(sheet, wording.county_columns(self.year))
            self._signature(sheet, wording.COUNTY_SIGNERS, _NAME)
        else:
            self._corner(sheet)
            self._below(sheet, wording.DATA_REMARK, _FIRST_ITEM)
            self._signature(sheet, wording.SIGNERS, _FIRST_ITEM)

    def check_rows(self, sheet: Sheet, down: DownLayout, items: Sequence[str]) -> None:
        """Note rows of figures for checks that the sheet of these items lacks; they stand below all others."""
        for item in _for_checks(self.scheme, self.year, tuple(items)):
            year = item.partition("@")[2]
            if item not in down.rows and not (year.isdecimal() and int(year) in down.years):
                sheet.lacks((max(row for rows in down.rows.values() for row in rows) + 1, down.ids), item)

    def self_scores(self, sheet: Sheet) -> None:
        """Claim title, note and remark of the self scores."""
        if self.county:
            self._top(sheet, wording.SELF_SCORES_NAME, wording.SELF_SCORES_NOTE)
            self._labels(sheet, wording.SELF_SCORE_COLUMNS)
        else:
            self._corner(sheet)
            self._top(sheet, sheet.name, wording.data_note(self.scheme, self.year))
            self._below(sheet, wording.SELF_REMARK, _FIRST_ITEM)

    def rows(self, sheet: Sheet, title: str, note: str, columns: Sequence[str]) -> None:
        """Claim title, note and heading of a table of rows."""
        self._lines(sheet, title, note)
        self._labels(sheet, columns)

    def revisions(self, sheet: Sheet) -> None:
        """Claim title and note of the revisions."""
        self._lines(sheet, wording.REVISIONS_TITLE, wording.REVISIONS_NOTE)
        sheet.expect((_HEADS[0], 0), revising.DATE_LABEL)
        self._labels(sheet, revising.COLUMNS, _HEADS[1])

    def evidence(self, sheet: Sheet, name: str) -> None:
        """Claim title and note of an evidence list."""
        spec = self.scheme.lists[name]
        self._top(sheet, spec.name, wording.list_note(spec))
        self._corner(sheet, "序号")
        sheet.expect((_HEADS[0], _FIRST_ITEM + len(spec.columns)), VERDICT)

    def checks(self, sheet: Sheet) -> None:
        """Claim the sheet of live checks: its headings, and columns that are computed alike in every row."""
        self._top(sheet, sheet.name, wording.CHECKS_NOTE)
        formulas = sheet.grid.formulas or {}
        last = max((column for _, column in formulas), default=-1)
        for at, label in enumerate(("行政区划代码", "县（市、区）")):
            sheet.expect((_HEADS[0], at), label)
        headed = [at for at in range(_FIRST_ITEM, last + 1) if any(not is_blank(sheet.at((row, at))) for row in _HEADS)]
        every = (*self.scheme.items.values(), *self.scheme.check_items.values())
        items = {letters(item.name) for item in every}
        checks = {letters(check.name) for check in self.scheme.checks}
        for row, known in zip(_HEADS, (items, set(map(letters, self.homes)), checks), strict=True):
            for column in headed:
                text = as_text(sheet.at((row, column)))
                if is_blank(text):
                    sheet.lacks((row, column), "核对的表头")
                elif {letters(part) for part in text.split("、")} <= known or letters(text) in known:
                    sheet.claim((row, column))
                    sheet.recognise()
        region = self.scheme.region
        shown = [text for one in region.counties for text in (one.code, one.name)] if region is not None else []
        lowest = max((row for row, _ in formulas), default=-1)
        end = _HEADS[-1] + 1 + len(region.counties) if region is not None else lowest + 1
        for column in (0, 1, *headed):
            claim_checks(sheet, [(row, column) for row in range(_HEADS[-1] + 1, end)], shown)

    def county_checks(self, sheets: Mapping[str, Sheet], downs: Mapping[str, DownLayout]) -> None:
        """Claim the live checks of a county's sheets: each has the formula that the form would have in its row."""
        cells: dict[str, str] = {}
        for name, down in downs.items():
            for item, rows in down.rows.items():
                cells[item] = f"{name}!{address(rows[0], down.figure)}"
                for year, column in down.years.items():
                    if is_figure(sheets[name].at((rows[0], column))):
                        cells.setdefault(f"{item}@{year}", f"{name}!{address(rows[0], column)}")
        expected = _county_formulas(self.scheme, self.year, tuple(cells.items()))
        for name, down in downs.items():
            at = down.labels.get(VERDICT)
            if at is not None:
                places = {(rows[0], at): _bare(expected.get(item, ""), name) for item, rows in down.rows.items()}
                self._county_column(sheets[name], name, places)

    def _county_column(self, sheet: Sheet, name: str, expected: Mapping[Place, str]) -> None:
        """One column of checks. A form of an earlier day has other formulas, which say ✓ and ✗ as well."""
        present = {place: _bare((sheet.grid.formulas or {}).get(place, ""), name) for place in expected}
        for place, formula in present.items():
            own = bool(formula) and (formula == expected[place] or GOOD in formula or formula == "=…")
            if (own or sheet.grid.formulas is None) and is_verdict(sheet.at(place)):
                sheet.claim(place, Use.REMARK)
        there = [place for place, formula in present.items() if formula]
        if sheet.grid.formulas is None:
            return
        if not there or 2 * sum(present[place] == expected[place] for place in there) > len(there):
            for place in expected:
                if expected[place] and not present[place] and is_blank(sheet.at(place)):
                    sheet.lacks(place, "公式")

    def _top(self, sheet: Sheet, name: str, note: str) -> None:
        self._lines(sheet, f"{self._title}：{name}", note)

    def _lines(self, sheet: Sheet, title: str, note: str) -> None:
        sheet.expect((0, 0), title)
        sheet.expect((1, 0), wording.marked(self.alert, note))

    def _labels(self, sheet: Sheet, labels: Sequence[str], row: int = _HEADS[0]) -> None:
        """The labels in one row, wherever it stands: the one that has most of them."""
        met = [sum(_matches(*pair) for pair in zip(cells, labels, strict=False)) for cells in sheet.rows[:_TOP]]
        row = met.index(max(met)) if any(met) else row
        for column, label in enumerate(labels):
            sheet.expect((row, column), label)

    def _corner(self, sheet: Sheet, first: str = "行政区划代码") -> None:
        """The labels beside the headings of a table with counties or cases down, in whatever rows these stand."""
        sheet.expect((_HEADS[0], 0), first)
        above = {letters(as_text(row[1])) for row in sheet.rows[:_TOP] if len(row) > 1}
        for row, label in zip(_HEADS, ("县（市、区）", "单位", "编号"), strict=True):
            if letters(label) not in above:
                sheet.lacks((row, 1), label)

    def _below(self, sheet: Sheet, text: str, column: int) -> None:
        """A remark below the table, wherever the table ends."""
        if not any(sheet.expect(place, text) for place in self._column(sheet, column) if _begins(sheet, place, text)):
            sheet.lacks((len(sheet.rows), column), text)

    def _signature(self, sheet: Sheet, signers: Sequence[str], column: int) -> None:
        """The line for names and a seal, with whatever has been written into it."""
        signs = [letters(one) for one in signers]
        for place in self._column(sheet, column):
            text = letters(as_text(sheet.at(place)))
            if text.startswith(signs[0]) and _in_order(text, signs):
                sheet.claim(place, Use.REMARK)
                return
        sheet.lacks((len(sheet.rows), column), "　".join(signers))

    def _column(self, sheet: Sheet, column: int) -> Iterable[Place]:
        return ((row, column) for row in range(3, len(sheet.rows)))


def claim_marks(sheet: Sheet) -> None:
    """Claim the list of problems that a marked copy has in front, where it is one."""
    if as_text(sheet.at((0, 0))).startswith(f"{MARKS}："):
        for place in sheet.filled():
            if place[1] < MARKS_WIDTH:
                sheet.claim(place, Use.REMARK)


VERDICT = "核对"


@lru_cache(maxsize=8)
def _county_formulas(scheme: Scheme, year: int, cells: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """The formula of each item's check. cells: where its figures stand, by id."""
    from scoring.checks.item_check import ItemCheck
    from scoring.checks.item_checks import live_item_checks
    from workbook.reading.parts.check_formulas import FigurePlaces, can_ask, verdict

    places = FigurePlaces(dict(cells), {})
    checks_of_item: dict[str, list[ItemCheck]] = {}
    for item_check in live_item_checks(scheme, year):
        if not item_check.whole and can_ask(item_check, places):
            checks_of_item.setdefault(item_check.item, []).append(item_check)
    return {item: f"={verdict(item_checks, places, '')}" for item, item_checks in checks_of_item.items()}


@lru_cache(maxsize=200)
def _for_checks(scheme: Scheme, year: int, items: tuple[str, ...]) -> tuple[str, ...]:
    """The ids of the rows that only checks read on a county's sheet of these items."""
    from workbook.reading.parts.figure_columns import figure_columns

    return tuple(one.item.id for one in figure_columns(scheme, year, items, None) if one.item.id not in scheme.items)


def _matches(raw: Raw, label: str) -> bool:
    """Whether a cell is a label; a long text is none."""
    return raw == label or (isinstance(raw, str) and len(raw) < _LONGEST and letters(raw) == letters(label))


def _bare(formula: str, sheet: str) -> str:
    """A formula without what programs write differently: quotes of names, fixed references, blanks, the sheet's own name."""
    return formula.replace("'", "").replace(f"{sheet}!", "").replace("$", "").replace(" ", "")


def _begins(sheet: Sheet, place: Place, text: str) -> bool:
    return as_text(sheet.at(place)).startswith(text[:4])


def _in_order(text: str, parts: Sequence[str]) -> bool:
    at = 0
    for one in parts:
        at = text.find(one, at)
        if at < 0:
            return False
        at += len(one)
    return True
