"""A grid while it is read: whoever uses a cell claims it, and what nobody claimed is named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from itertools import chain

from scoring.problems import Problem
from workbook.reading.account import Account
from workbook.reading.findings import Findings
from workbook.reading.grid import Grid, Place
from workbook.reading.raw import Raw, address, as_text, is_blank
from workbook.reading.text import listed, short, tidy

Rows = Sequence[Sequence[Raw]]
_REMEDY = "核对这些格：要用的数填进表里它自己的格，别的删除或写进“备注”"


class Use(IntEnum):
    """What a cell was used for. TOLD: not used, and a problem of its own says so."""

    NONE = 0
    FIGURE = 1
    HEADING = 2
    REMARK = 3
    REPORTED = 4


_FIGURE = int(Use.FIGURE)  # looked up for every cell


class Sheet:
    """One sheet of a file: its grid, the use of every cell, and the problems found in it."""

    def __init__(self, grid: Grid, file: str, problems: list[Problem]) -> None:
        self.grid, self.name, self.rows = grid, grid.name, grid.rows
        self.findings = Findings(file, grid.name, problems)
        self._width = len(grid.rows[0]) if grid.rows else 0
        self._used = bytearray(self._width * len(grid.rows))
        self._lacking: dict[Place, str] = {}
        self.row_names: dict[int, str] = {}
        self.refused_rows: dict[int, str] = {}  # what is written where a county stands, of rows that were not read
        self.column_names: dict[int, str] = {}
        self._met = 0  # texts of the empty form that stand where it has them

    def at(self, place: Place) -> Raw:
        """The value of a cell; a blank beyond the used area."""
        row, column = place
        return self.rows[row][column] if row < len(self.rows) and column < self._width else None

    def claim(self, place: Place, use: Use = Use.HEADING) -> None:
        """Say what a cell was used for; a figure stays one."""
        row, column = place
        if column < self._width and row < len(self.rows):
            spot = row * self._width + column
            if self._used[spot] != _FIGURE:
                self._used[spot] = use

    def claim_figures(self, row: int, columns: Iterable[int]) -> None:
        """Say that cells of a row, within the used area, are figures."""
        start = row * self._width
        for column in columns:
            self._used[start + column] = _FIGURE

    def claim_column(self, column: int, rows: Iterable[int], use: Use) -> None:
        """Say what the cells of a column were used for."""
        for row in rows:
            self.claim((row, column), use)

    def claim_filled(self, column: int, rows: Iterable[int], use: Use) -> None:
        """Say what those cells of a column were used for that hold something."""
        self.claim_column(column, (row for row in rows if not is_blank(self.at((row, column)))), use)

    def claim_row(self, row: int, use: Use = Use.HEADING) -> None:
        """Say what the cells of a row were used for that hold something."""
        for column, raw in enumerate(self.rows[row]):
            if not is_blank(raw):
                self.claim((row, column), use)

    def use(self, place: Place) -> int:
        """What a cell was used for so far (``Use``); one beyond the used area for nothing."""
        inside = place[0] < len(self.rows) and place[1] < self._width
        return self._used[place[0] * self._width + place[1]] if inside else Use.NONE

    def expect(self, place: Place, text: str) -> bool:
        """Claim a cell that says what the empty form says there; any other text, and a blank, is noted."""
        raw = self.at(place)
        if raw == text or _same(raw, text):
            self.claim(place)
            self._met += 1
            return True
        self._lacking[place] = text
        return False

    def remark(self, number: int) -> None:
        """A line of remarks that the form does not have: read past, and named."""
        places = [(number, column) for column, raw in enumerate(self.rows[number]) if not is_blank(raw)]
        new = [place for place in places if not self.use(place)]
        for place in new:
            self.claim(place, Use.REMARK)
        if new:
            text = short("　".join(as_text(self.at(place)) for place in new))
            message = f"第 {number + 1} 行（{ranges(new)}）是说明文字，没有读：“{text}”"
            self.findings.add("N_REMARK", message, "里面有数的，填进表里它自己的格", new[0])

    def recognise(self) -> None:
        """Count a text of the form that was met in another way."""
        self._met += 1

    def lacks(self, place: Place, text: str) -> None:
        """Note that the form has a text here which the sheet lacks."""
        self._lacking[place] = text

    def report_rest(self) -> None:
        """The cells of a sheet that was reported as not read are no news, and what it lacks is none either."""
        self._lacking.clear()
        self._met = 0
        for place in self.filled():
            if not self.use(place):
                self.claim(place, Use.REPORTED)

    def finish(self) -> Account:
        """Report what nobody claimed, what is hidden or struck out, and what the form lost; count what was used."""
        self._report_struck()
        self._report_hidden()
        self._report_lacking()
        return self._report_unread()

    def filled(self) -> list[Place]:
        """Every cell that holds something, a formula with a blank result too."""
        return [divmod(spot, self._width) for spot in self._filled()]

    def _filled(self) -> list[int]:
        """The same, as places in the sheet read row by row."""
        found = [
            spot
            for spot, raw in enumerate(chain.from_iterable(self.rows))
            if raw is not None and (raw.__class__ is not str or not is_blank(raw))
        ]
        blank = [place for place in self.grid.formulas or () if is_blank(self.at(place))]
        return sorted([*found, *(row * self._width + column for row, column in blank)]) if blank else found

    def _report_unread(self) -> Account:
        filled = self._filled()
        uses = bytes(map(self._used.__getitem__, filled))
        counts = [uses.count(use) for use in Use]
        if counts[Use.NONE]:
            unread = [divmod(spot, self._width) for spot, use in zip(filled, uses, strict=True) if use == Use.NONE]
            places = "；".join(f"{address(*place)} 写着“{_cell_text(self.at(place))}”" for place in unread[:2])
            self.findings.add(
                "W_UNREAD",
                f"有 {len(unread)} 格没有读：{ranges(unread)}（{places}{'……' if len(unread) > 2 else ''}）",
                _REMEDY,
                unread[0],
            )
        return Account(
            filled=len(filled),
            figures=counts[Use.FIGURE],
            headings=counts[Use.HEADING],
            remarks=counts[Use.REMARK],
            unread=counts[Use.NONE] + counts[Use.REPORTED],
        )

    def _report_lacking(self) -> None:
        """Texts of the form that are gone or changed, where the sheet is still recognised as made from it.

        Changed ones that nobody claimed are reported with all that was not read.
        """
        reported = {one.source.cell for one in self.findings.problems if one.source.sheet == self.name}
        lacking = sorted(
            place
            for place in self._lacking
            if (is_blank(self.at(place)) or self.use(place)) and address(*place) not in reported
        )
        if lacking and self._met > len(lacking):
            first = self._lacking[lacking[0]]
            self.findings.add(
                "N_FORM",
                f"空表原有的内容不见了或改了：{ranges(lacking)}（{address(*lacking[0])} 原是“{short(first)}”）",
                "不影响读数的可以不管；移到别处的，移回原来的格",
                lacking[0],
            )

    def _report_hidden(self) -> None:
        """Figures that were read although nobody sees them: one warning for the sheet, its rows, its columns."""
        hidden = self.grid.hidden
        if not (hidden.sheet or hidden.rows or hidden.columns):
            return
        figures = [divmod(spot, self._width) for spot, use in enumerate(self._used) if use == Use.FIGURE]
        figures = [place for place in figures if not is_blank(self.at(place))]
        remedy = "取消隐藏，核对这些数；不该交的删除后再交"
        if hidden.sheet and figures:
            message = f"工作表“{self.name}”是隐藏的，里面的数照样读了"
            self.findings.add("W_HIDDEN", message, remedy)
        for which, closed, known in ((0, hidden.rows, self.row_names), (1, hidden.columns, self.column_names)):
            inside = [place for place in figures if place[which] in closed]
            if inside:
                numbers = dict.fromkeys(place[which] for place in inside)
                names = (
                    (f"第 {one + 1} 行" if which == 0 else f"{address(0, one)[:-1]} 列")
                    + (f"（{known[one]}）" if one in known else "")
                    for one in numbers
                )
                self.findings.add("W_HIDDEN", f"{listed(names, 10)}是隐藏的，里面的数照样读了", remedy, inside[0])

    def _report_struck(self) -> None:
        """Names and headings that are struck out; figures are reported with their cell."""
        struck = sorted({*self.grid.struck, *self.grid.runs})
        for place in struck:
            if self.use(place) == Use.HEADING and not is_blank(self.at(place)):
                text = short(as_text(self.at(place)))
                self.findings.add(
                    "E_STRUCK",
                    f"“{text}”有划掉的字或上下标，看不出还算不算数",
                    "要的去掉删除线、重新填写；不要的清空这一格或删除这一行",
                    place,
                )


def ranges(places: Sequence[Place], most: int = 40) -> str:
    """Cells as ranges, row by row: B3、D5:F5、K9:K11."""
    spans: list[list[int]] = []  # first row, first column, last row, last column
    open_by_columns: dict[tuple[int, int], list[int]] = {}
    for row, first, last in _stretches(places):
        above = open_by_columns.get((first, last))
        if above is not None and above[2] == row - 1:
            above[2] = row
        else:
            spans.append([row, first, row, last])
            open_by_columns[first, last] = spans[-1]
    texts = []
    for top, left, bottom, right in spans:
        one, other = address(top, left), address(bottom, right)
        texts.append(one if one == other else f"{one}:{other}")
    return listed(texts, most)


def _stretches(places: Sequence[Place]) -> Iterable[tuple[int, int, int]]:
    """Row, first and last column of cells side by side."""
    start: Place | None = None
    before: Place = (-1, -1)
    for place in sorted(places):
        if start is not None and (place[0] != before[0] or place[1] != before[1] + 1):
            yield start[0], start[1], before[1]
            start = None
        start = start or place
        before = place
    if start is not None:
        yield start[0], start[1], before[1]


def _same(raw: Raw, text: str) -> bool:
    content = as_text(raw)
    return bool(content) and "".join(tidy(content).split()) == "".join(text.split())


def _cell_text(raw: Raw) -> str:
    return short(as_text(raw), 20) or "公式"
