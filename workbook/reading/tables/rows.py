"""Tables of decisions, a row each: headings found by their spellings, cells read one by one, a bad row left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from workbook.reading.findings import Where
from workbook.reading.grid import Place
from workbook.reading.papers import DocumentCell, is_none, paper
from workbook.reading.raw import Raw, address, as_text, is_blank
from workbook.reading.tables.columns import REMARKS
from workbook.reading.tables.counties import Counties, Unknown, is_note_row
from workbook.reading.tables.dates import BadDate, read_date
from workbook.reading.tables.merged_cells import merged_areas
from workbook.reading.tables.sheet import Rows, Sheet, Use
from workbook.reading.text import letters, short, tidy

DOCUMENT = "写文件名称和文号，如“运政〔2026〕9号”"
"""What must stand in a document's cell."""


class RowTable:
    """A sheet of rows. ``columns`` holds each heading's column, None where it is not there.

    names, spellings: what each heading is called, and how it may be spelt (letters only). needed: those it cannot
    do without. code: of its errors.
    """

    def __init__(
        self,
        sheet: Sheet,
        counties: Counties,
        names: Sequence[str],
        spellings: Sequence[frozenset[str]],
        needed: Sequence[int],
        code: str,
    ) -> None:
        self.sheet, self.counties, self.names, self.code = sheet, counties, names, code
        self.header, self.columns, twice = _columns(sheet.rows, spellings)
        self.usable = self._check(needed, twice)
        self._merged = merged_areas(
            sheet,
            range(self.header + 1, len(sheet.rows)) if self.usable else (),
            [one for one in self.columns if one is not None],
        )

    def _check(self, needed: Sequence[int], twice: Sequence[int]) -> bool:
        """Whether the heading can be read; a sheet with anything below it and without one is an error."""
        sheet, absent = self.sheet, [self.names[which] for which in needed if self.columns[which] is None]
        for column in self.columns:
            if column is not None:
                sheet.claim((self.header, column))
                sheet.recognise()
        if twice:
            named = "、".join(address(self.header, column) for column in twice)
            message = f"“{sheet.name}”的表头有两列写着一样的内容（{named}），分不清用哪一列，整张表没有读"
            sheet.findings.add(self.code, message, "只留一列，其余删除", (self.header, twice[-1]))
        elif absent and any(not is_blank(raw) for row in sheet.rows for raw in row):
            message = f"“{sheet.name}”的表头缺少：{'、'.join(absent)}，整张表没有读"
            sheet.findings.add(self.code, message, f"表头应为：{'、'.join(self.names)}")
        if twice or absent:
            sheet.report_rest()
        return not absent and not twice

    def places(self) -> list[int]:
        """The rows that say something in the table's own columns; those of remarks alone are claimed."""
        found = []
        for number in range(self.header + 1, len(self.sheet.rows) if self.usable else 0):
            row = self.sheet.rows[number]
            filled = [(column, raw) for column, raw in enumerate(row) if not is_blank(raw)]
            if not filled:
                continue
            if is_note_row(row):
                self.sheet.remark(number)
            elif any(column in self.columns for column, _ in filled):
                if not self._is_doubtful(number):
                    found.append(number)
                for column, _ in filled:
                    if column in self.columns:
                        self.sheet.claim((number, column), Use.FIGURE)
                    elif letters(as_text(self.sheet.at((self.header, column)))) in REMARKS:
                        self.sheet.claim((number, column), Use.REMARK)
                        self.sheet.claim((self.header, column))
        return found

    def _is_doubtful(self, number: int) -> bool:
        """Whether nobody can tell what a row says: a cell of it is merged with others, or struck out; reported."""
        for which, column in enumerate(self.columns):
            place = (number, column or 0)
            if column is None or (is_blank(self.sheet.at(place)) and place not in self._merged):
                continue
            if place in self._merged:
                message = f"{self._merged[place]} 合并成了一格，看不出第 {number + 1} 行是什么"
                self.wrong(message, "取消合并，每行各写各的", number, which)
                return True
            if place in self.sheet.grid.struck or place in self.sheet.grid.runs:
                message = f"“{short(as_text(self.sheet.at(place)))}”有划掉的字或上下标"
                self.wrong(message, "这一行还算数的，去掉删除线、重新填写；不算数的删除这一行", number, which)
                return True
        return False

    def raw(self, number: int, which: int) -> Raw:
        """A cell of a row; a blank where the column is not there."""
        column = self.columns[which]
        return None if column is None else self.sheet.at((number, column))

    def place(self, number: int, which: int) -> Place:
        """Where a cell of a row stands."""
        return number, self.columns[which] or 0

    def text(self, number: int, which: int) -> str:
        """A cell's text, tidied."""
        return tidy(as_text(self.raw(number, which)))

    def county(self, number: int, which: int = 0) -> str | None:
        """The county of a row, or None and an error."""
        raw = self.raw(number, which)
        found = self.counties.find(raw) if not is_blank(raw) else Unknown("", ())
        if not isinstance(found, Unknown):
            return found
        fault = f"没有“{short(found.text)}”这个县（市、区）" if found.text else f"第 {number + 1} 行没有写县（市、区）"
        self.wrong(fault, f"{found.hint}请写全称：{self.counties.all_named()}", number, which)
        return None

    def words(self, number: int, which: int, remedy: str, **where: Unpack[Where]) -> str:
        """What a reason's or a person's cell says; blank, and an error, for one that says nothing."""
        text = self.text(number, which)
        if is_none(text):
            name = self.names[which]
            message = f"“{name}”写的是“{short(text)}”，等于没有写" if text else f"没有写{name}"
            self.wrong(message, remedy, number, which, **where)
            return ""
        return text

    def document(self, number: int, which: int, *, needed: bool = True, **where: Unpack[Where]) -> str | None:
        """What a document's cell says; None, and an error, for a placeholder, and for a blank where one is ``needed``."""
        text = self.text(number, which)
        if not text and not needed:
            return ""
        if paper(text) != DocumentCell.NONE:
            return text
        name = self.names[which]
        message = f"“{name}”写的是“{short(text)}”，不是文件" if text else f"没有写{name}"
        self.wrong(message, DOCUMENT, number, which, **where)
        return None

    def date(self, number: int, which: int, remedy: str, *, needed: bool = True, **where: Unpack[Where]) -> str | None:
        """A day as an ISO date, blank for a blank that need not be one; None, and an error, for what is no day."""
        raw = self.raw(number, which)
        try:
            return read_date(raw) if needed or not is_blank(raw) else ""
        except BadDate as wrong:
            self.wrong(f"{self.names[which]}：{wrong}", remedy, number, which, **where)
            return None

    def wrong(self, message: str, remedy: str, number: int, which: int, **where: Unpack[Where]) -> None:
        """Report a row that is left out for one of its cells."""
        self.sheet.findings.add(self.code, f"{message}，这一行没有采用", remedy, self.place(number, which), **where)


def _columns(rows: Rows, spellings: Sequence[frozenset[str]]) -> tuple[int, list[int | None], list[int]]:
    """The row that has most of the headings; each one's column, None where there is none; columns of one heading twice."""
    best: tuple[int, list[list[int]]] = (0, [[] for _ in spellings])
    for number, row in enumerate(rows):
        texts = [letters(raw) if isinstance(raw, str) else "" for raw in row]
        found = [[place for place, text in enumerate(texts) if text in words] for words in spellings]
        if sum(map(bool, found)) > sum(map(bool, best[1])):
            best = (number, found)
    twice = next((one for one in best[1] if len(one) > 1), [])
    return best[0], [one[0] if one else None for one in best[1]], twice
