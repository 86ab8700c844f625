"""An evidence list (清单) as a sheet: a heading, one row a case, each row with its county."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from scoring.lists.counting import SUM_PLACES
from scoring.lists.placeholders import is_placeholder
from scoring.lists.rows import UNUSABLE, ListRows
from scoring.scheme.list_models import ListColumn, ListSpec
from workbook.reading.findings import Fault
from workbook.reading.grid import Place
from workbook.reading.raw import as_text, is_blank
from workbook.reading.tables.across import is_figure
from workbook.reading.tables.appearance import PLAIN, appearance_at
from workbook.reading.tables.counties import Counties, Unknown, is_note_row
from workbook.reading.tables.county_rows import report_disagreement
from workbook.reading.tables.headers import TableLayout, find_layout
from workbook.reading.tables.list_amounts import report_rows
from workbook.reading.tables.list_cells import as_item, read_list_cell
from workbook.reading.tables.merged_cells import merged_areas
from workbook.reading.tables.sheet import Sheet, Use
from workbook.reading.tables.uniform import claim_checks, claim_numbers
from workbook.reading.text import short

_BLANK: frozenset[Any] = frozenset({None, ""})


def read_list(sheet: Sheet, spec: ListSpec, counties: Counties, own: str | None = None) -> ListRows | None:
    """The rows of a list's sheet; None if it has none. What is wrong goes to the sheet's findings.

    A row with anything in the list's own columns is a case, whatever its first cell looks like. One without a county,
    or of a county that there is not (or, in the workbook of a county, of another than ``own``) is reported and left
    out. A cell that cannot be read is 缺报 in its row, and what is counted from it is missing.
    """
    rows = sheet.rows
    columns = [as_item(column) for column in spec.columns]
    if all(is_blank(raw) for row in rows for raw in row):
        return None
    layout = find_layout(sheet, rows, columns, counties, {}, required=False)
    if layout is None:
        return None
    return _List(sheet, spec, counties, own, layout).read()


@dataclass
class _List:
    sheet: Sheet
    spec: ListSpec
    counties: Counties
    own: str | None
    layout: TableLayout
    _names: dict[Any, str | Unknown] = field(default_factory=dict)
    _sound: dict[Any, str | float | None] = field(default_factory=dict)
    """What cells in the ordinary look say, by column and value, where nothing is wrong with it."""

    def read(self) -> ListRows | None:
        layout, rows = self.layout, self.sheet.rows
        self._report_lacking()
        self.sheet.column_names |= {
            layout.columns[column.id]: column.name for column in self.spec.columns if column.id in layout.columns
        }
        cases = [number for number in range(layout.start, len(rows)) if self._is_case(number)]
        merged = merged_areas(self.sheet, cases, [layout.county, *layout.columns.values()])
        numbers: list[int] = []
        found: list[dict[str, Any]] = []
        columns = [(column, layout.columns.get(column.id)) for column in self.spec.columns]
        for number in cases:
            county = self._county(number, merged)
            cells = {column.id: self._cell(number, at, column, county, merged) for column, at in columns}
            # Of a row that may be a county's nothing is known: what is counted for it is missing, not smaller.
            meant = [county] if county is not None else self._meant(number)
            for one in meant:
                found.append({"county": one, **(cells if county is not None else dict.fromkeys(cells, UNUSABLE))})
                numbers.append(number)
        self._claim_rest(cases)
        if not found:
            return None
        names = ["county", *(one.id for one in self.spec.columns)]
        frame = pd.DataFrame({name: [one[name] for one in found] for name in names}, dtype=object)
        report_rows(self.sheet, self.spec, layout, frame, numbers)
        return ListRows(frame, tuple(self.sheet.findings.source((number, layout.county)) for number in numbers))

    def _is_case(self, number: int) -> bool:
        """Whether a row says anything of a case. A repeated heading does not, nor does a line of remarks."""
        row = self.sheet.rows[number]
        if _BLANK.issuperset(row):
            return False
        filled = [column for column, raw in enumerate(row) if raw is not None and not is_blank(raw)]
        if set(filled).isdisjoint(self.layout.columns.values()):
            self._no_case(number, filled)
            return False
        if is_note_row(row):
            self.sheet.remark(number)
            return False
        if self._is_total(row, number):
            return False
        heads = self.sheet.rows[self.layout.header - 2 if self.layout.header > 1 else 0 : self.layout.start]
        if any(all(row[column] == head[column] for column in filled) for head in heads):
            for column in filled:
                self.sheet.claim((number, column))
            message = f"第 {number + 1} 行把表头又写了一遍，没有当作一项"
            self.sheet.findings.add("N_HEADING", message, "多余的可以删除", (number, filled[0]))
            return False
        return True

    def _is_total(self, row: Sequence[Any], number: int) -> bool:
        """Whether a row sums up others: so named where a county stands, with nothing of a case but amounts.

        An amount that is the sum of those above is claimed; any other stays unclaimed, and is named.
        """
        layout = self.layout
        if not self.counties.is_total(as_text(row[layout.county])):
            return False
        amounts = [
            layout.columns[one.id] for one in self.spec.columns if one.kind == "amount" and one.id in layout.columns
        ]
        if any(not is_blank(row[column]) for column in layout.columns.values() if column not in amounts):
            return False
        self.sheet.claim((number, layout.county))
        for column in amounts:
            above = [self.sheet.at((one, column)) for one in range(layout.start, number)]
            total = math.fsum(one for one in above if isinstance(one, float))
            if is_figure(row[column]) and abs(float(row[column]) - total) < 0.5e-6:
                self.sheet.claim((number, column), Use.REMARK)
        return True

    def _no_case(self, number: int, filled: Sequence[int]) -> None:
        """A row that nothing is read from: a county alone, written in beforehand, or a line of remarks."""
        row = self.sheet.rows[number]
        for column in filled:
            raw = row[column]
            if column == self.layout.county and (self.counties.is_total(as_text(raw)) or self._is_own(raw)):
                self.sheet.claim((number, column))
        if is_note_row(row):
            self.sheet.remark(number)

    def _is_own(self, raw: object) -> bool:
        return self.own is not None and self._named(raw) == self.own

    def _named(self, raw: Any) -> str | Unknown:
        if raw not in self._names:
            self._names[raw] = self.counties.find(raw)
        return self._names[raw]

    def _county(self, number: int, merged: dict[Place, str]) -> str | None:
        place = (number, self.layout.county)
        raw = self.sheet.at(place)
        self.sheet.claim(place)
        if place in merged:
            self._error(
                f"{merged[place]} 合并成了一格，看不出第 {number + 1} 行是哪个县（市、区）的，这一行没有计入，由清单计的各项按缺报处理",
                "取消合并，每行各写各的县（市、区）",
                place,
            )
            return None
        if is_blank(raw):
            message = f"第 {number + 1} 行没有写县（市、区），这一行没有计入，由清单计的各项按缺报处理"
            self._error(message, f"写上县（市、区）全称：{self.counties.all_named()}", place)
            return None
        named = self._named(raw)
        if isinstance(named, Unknown):
            message = f"没有“{short(named.text)}”这个县（市、区），这一行没有计入，由清单计的各项按缺报处理"
            self._error(message, f"{named.hint}请写全称：{self.counties.all_named()}", place, value=short(named.text))
            return None
        if self.own is not None and named != self.own:
            message = f"{self.own}的工作簿，清单里写的是“{named}”，这一行没有计入，由清单计的各项按缺报处理"
            remedy = "核对是哪个县（市、区）的，改正或删除这一行"
            self._error(message, remedy, place, county=named, value=named)
            return None
        for column in self.layout.again:
            other = self.sheet.at((number, column))
            if not is_blank(other):
                self.sheet.claim((number, column))
                if self._named(other) != named:
                    report_disagreement(self.sheet, place, (number, column))
                    return None
        return named

    def _meant(self, number: int) -> list[str]:
        """The counties that a row without a usable county may be of: the workbook's own, those with a name like it, or every one."""
        if self.own is not None:
            return [self.own]
        raw = self.sheet.at((number, self.layout.county))
        named = Unknown("", ()) if is_blank(raw) else self._named(raw)
        if isinstance(named, str):
            return [named]
        if named.likely:
            return list(named.likely)
        return list(self.counties.names) or list(
            dict.fromkeys(one for one in self._names.values() if isinstance(one, str))
        )

    def _error(self, message: str, remedy: str, place: Place, **where: str) -> None:
        self.sheet.findings.add("E_LIST_COUNTY", message, remedy, place, **where)

    def _cell(
        self, number: int, at: int | None, column: ListColumn, county: str | None, merged: dict[Place, str]
    ) -> str | float | None:
        if at is None:
            return UNUSABLE if column.required else None
        raw = self.sheet.rows[number][at]
        if raw is None and not merged and (column.blank or not column.required):
            return column.blank or None
        place = (number, at)
        self.sheet.claim(place, Use.FIGURE if county is not None else Use.REPORTED)
        return self._read(raw, column, place, county, merged)

    def _read(
        self, raw: Any, column: ListColumn, place: Place, county: str | None, merged: dict[Place, str]
    ) -> str | float | None:
        appearance = appearance_at(self.sheet.grid, place, merged)
        if appearance is not PLAIN:
            return self._reported(raw, column, place, county, *read_list_cell(raw, column, appearance))
        key = (column.id, raw.__class__, raw)  # the same few words stand in many rows
        if key not in self._sound:
            value, fault = read_list_cell(raw, column)
            before = len(self.sheet.findings.problems)
            value = self._reported(raw, column, place, county, value, fault)
            if len(self.sheet.findings.problems) > before:
                return value
            self._sound[key] = value
        return self._sound[key]

    def _reported(
        self,
        raw: Any,
        column: ListColumn,
        place: Place,
        county: str | None,
        value: str | float | None,
        fault: Fault | None,
    ) -> str | float | None:
        """What a cell says, when what is wrong with it has been reported."""
        if isinstance(value, float) and round(value, SUM_PLACES) != value:
            message = f"“{column.name}”的小数超过 {SUM_PLACES} 位：{value:.15g}"
            self.sheet.findings.add("E_LIST_PLACES", message, f"保留 {SUM_PLACES} 位以内", place, county=county or "")
            return UNUSABLE
        if isinstance(value, str) and column.id in (self.spec.case.code, self.spec.case.name) and is_placeholder(value):
            return self._no_name(value, column, place, county or "")
        if fault is not None:
            self.sheet.findings.fault(fault, place, county=county or "", value=short(as_text(raw), 60))
        return value

    def _no_name(self, value: str, column: ListColumn, place: Place, county: str) -> str | None:
        """无, 办理中, — where a code or a name should be: no code; a name that must be there is missing."""
        if value == UNUSABLE:
            return value
        shown = short(value)
        if column.required:
            message = f"“{column.name}”写的是“{shown}”，不是名称"
            self.sheet.findings.add("E_LIST_NAME", message, f"写{column.name}", place, county=county, value=shown)
            return UNUSABLE
        message = f"“{column.name}”写的是“{shown}”，按没有{column.name}处理"
        self.sheet.findings.add("N_LIST_CODE", message, "没有的留空", place, county=county, value=shown)
        return None

    def _claim_rest(self, cases: Sequence[int]) -> None:
        """Row numbers, the live check, and in the workbook of a county its name, written into every row."""
        layout, sheet = self.layout, self.sheet
        numbered = range(layout.start, len(sheet.rows))
        claim_numbers(sheet, layout.number, numbered, cases)
        if layout.check is not None:
            formulas = sheet.grid.formulas or {}
            lowest = max((row for row, column in formulas if column == layout.check), default=layout.start - 1)
            claim_checks(sheet, [(row, layout.check) for row in range(layout.start, lowest + 1)])
        if self.own is not None and layout.number is not None:
            named = [row for row in numbered if not is_blank(sheet.at((row, layout.county)))]
            for row in range(layout.start, max(named, default=layout.start)):
                if is_blank(sheet.at((row, layout.county))):
                    sheet.lacks((row, layout.county), self.own)
        for column in layout.reported:
            sheet.claim_filled(column, cases, Use.REPORTED)

    def _report_lacking(self) -> None:
        for column in self.spec.columns:
            if column.required and column.id not in self.layout.columns:
                self.sheet.findings.add(
                    "E_LIST_COLUMN",
                    f"“{self.spec.sheet}”缺少“{column.name}”（编号 {column.id}）一列，由它计的各项按缺报处理",
                    f"补上这一列，在“编号”行写 {column.id}",
                    (self.layout.header, self.layout.county),
                )
