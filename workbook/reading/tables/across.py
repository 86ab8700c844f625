"""Tables with counties down and items across: a bureau's sheet of a city workbook, the self scores, a CSV file."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.formula.columns import NOT_ASSIGNED_TEXT
from scoring.scheme.models import ItemSpec
from workbook.reading.grid import Place
from workbook.reading.raw import Raw, as_text, is_blank
from workbook.reading.tables.appearance import appearance_at, crossed_out
from workbook.reading.tables.cells import NOT_APPLICABLE, UNUSABLE, Reading, is_unassigned, read_cell
from workbook.reading.tables.counties import Counties
from workbook.reading.tables.county_rows import CountyRows, find_county_rows
from workbook.reading.tables.headers import TableLayout, find_layout
from workbook.reading.tables.merged_cells import merged_areas
from workbook.reading.tables.plain_rows import plain_rows, take_plain
from workbook.reading.tables.sheet import Rows, Sheet, Use
from workbook.reading.tables.splitting import split_tables
from workbook.reading.tables.uniform import claim_checks, claim_numbers
from workbook.reading.tables.units import unit_fault
from workbook.reading.tables.values import SAME, Beside, Into, Key, Later, SheetValues
from workbook.reading.text import ELSEWHERE, letters, short, squeezed, tidy

CITY_ROW, CHECK_ROW = "全市", "核对"


def read_across(
    sheet: Sheet,
    items: Sequence[ItemSpec],
    counties: Counties,
    homes: Mapping[str, str],
    into: Into,
    *,
    required: bool = True,
) -> None:
    """Read a sheet's figures into ``into``; what cannot be read is not there at all, or as 缺报.

    homes: the sheet of every item. required: whether every item needs a column and every county a row.
    """
    for rows, own in split_tables(sheet.rows, items, counties):
        layout = find_layout(sheet, rows, own, counties, homes, required=required)
        if layout is not None:
            _Table(sheet, rows, own, counties, layout, into.figures, into.beside).read(required, into.later)


@dataclass
class _Table:
    sheet: Sheet
    rows: Rows
    items: Sequence[ItemSpec]
    counties: Counties
    layout: TableLayout
    into: SheetValues
    beside: Beside

    def read(self, required: bool, later: Later | None) -> None:
        layout, rows = self.layout, self.rows
        county_rows = find_county_rows(self.sheet, rows, layout, self.counties)
        self.into.calibers.update(layout.calibers)
        readable = [(item, layout.columns[item.id]) for item in self.items if item.id in layout.columns]
        self.sheet.row_names |= {row: county for county, row in county_rows.rows.items()}
        self.sheet.column_names |= {column: item.name for item, column in readable}
        merged = merged_areas(self.sheet, county_rows.rows.values(), [column for _, column in readable])

        plain = {} if merged else plain_rows(self.sheet.grid, rows, county_rows.rows.values(), readable)

        def read_row(county: str, row: int) -> None:
            if row in plain:
                take_plain(self.sheet, county, row, readable, plain[row], self.into)
                return
            for item, column in readable:
                read_figure(self.sheet, (row, column), county, item, self.into, merged=merged)

        for county, row in county_rows.rows.items():
            if later is not None and all(is_blank(rows[row][column]) for _, column in readable):
                later.append((county, lambda county=county, row=row: read_row(county, row)))  # type: ignore[misc]
            else:
                read_row(county, row)
        if required:
            self._report_missing(county_rows, later)
        else:
            self._note_missing(county_rows)
        self._beside(county_rows, merged)
        self._totals(county_rows, readable)
        self._claim_rest(county_rows)

    def _report_missing(self, county_rows: CountyRows, later: Later | None) -> None:
        """Counties without a row. One that an unknown name was likely meant for is not reported twice."""
        for name in self.counties.names:
            if name in county_rows.rows or name in county_rows.doubtful:
                continue

            def report(name: str = name) -> None:
                self.sheet.findings.add(
                    "E_COUNTY_MISSING",
                    f"工作表“{self.sheet.name}”没有“{name}”一行，它在这张表里的数都按缺报处理",
                    f"补上“{name}”一行；没有数的格写“暂缺（原因）”或“不适用（原因）”",
                    (self.layout.header, self.layout.county),
                    county=name,
                )

            if later is None:
                report()
            else:
                later.append((name, report))

    def _note_missing(self, county_rows: CountyRows) -> None:
        """Counties whose row need not be there, but was in the form."""
        before = self.layout.start - 1
        for name in self.counties.names if 2 * len(county_rows.rows) > len(self.counties.names) else ():
            if name not in county_rows.rows and name not in county_rows.doubtful and self.counties.region is not None:
                self.sheet.lacks((before + 1, self.layout.county), name)
            before = county_rows.rows.get(name, before + 1)

    def _beside(self, county_rows: CountyRows, merged: Mapping[Place, str]) -> None:
        """Columns that only checks read. A cell that holds no number says nothing; it stays unclaimed."""
        for column, raw in enumerate(self.rows[self.layout.header]):
            name = squeezed(raw).lower() if isinstance(raw, str) else ""
            if name in self.beside.items:
                self._claim_heading(column, self.beside.items[name], self.beside.items[name].name)
                for county, row in county_rows.rows.items():
                    read_beside(self.sheet, (row, column), county, self.beside.items[name], self.beside, merged)
            elif not name and (lost := self._lost_id(column)):
                self.sheet.lacks((self.layout.header, column), lost)
            elif elsewhere := ELSEWHERE.fullmatch(name):
                known = {item.id: item for item in (*self.items, *self.beside.items.values())}
                self._claim_heading(column, known.get(elsewhere[1]), elsewhere[2])
                for county, row in county_rows.rows.items():
                    self._figure((row, column), (county, name))

    def _lost_id(self, column: int) -> str:
        """The item that only checks read whose name stands above a cell that should have its id."""
        names = {letters(item.name): item.id for item in self.beside.items.values()}
        above = range(max(0, self.layout.header - 2), self.layout.header)
        return next((names[name] for row in above if (name := letters(as_text(self.rows[row][column]))) in names), "")

    def _claim_heading(self, column: int, item: ItemSpec | None, name: str) -> None:
        """Claim the heading of a column for checks: its id, a name that says what it is, its item's unit."""
        self.sheet.claim((self.layout.header, column))
        for row in range(max(0, self.layout.header - 2), self.layout.start):
            text = squeezed(as_text(self.sheet.at((row, column))))
            if text and (squeezed(name) in text or (item is not None and unit_fault(text, item) is None)):
                self.sheet.claim((row, column))

    def _figure(self, place: Place, key: Key) -> None:
        raw = self.rows[place[0]][place[1]]
        if is_figure(raw):
            self.beside.figures[key] = float(raw)  # type: ignore[arg-type]
            self.into.sources.setdefault(key, self.sheet.findings.source(place))
            self.sheet.claim(place, Use.FIGURE)

    def _totals(self, county_rows: CountyRows, readable: Sequence[tuple[ItemSpec, int]]) -> None:
        """The city's own row is for checks; any other total is claimed where it is the sum or the mean of its column."""
        for row in county_rows.totals:
            own = self._is_city(row)
            for item, column in readable:
                if own:
                    self._figure((row, column), ("", f"{item.id}@city"))
                elif self._sums_up(self.rows[row][column], item, county_rows):
                    self.sheet.claim((row, column), Use.REMARK)

    def _is_city(self, row: int) -> bool:
        return letters(as_text(self.rows[row][self.layout.county])) == CITY_ROW

    def _sums_up(self, raw: Raw, item: ItemSpec, county_rows: CountyRows) -> bool:
        if not is_figure(raw):
            return False
        values = [self.into.values.get((county, item.id)) for county in county_rows.rows]
        numbers = [one for one in values if isinstance(one, float) and one == one]
        text = as_text(raw)
        near = 0.5 * 10.0 ** -len(text.partition(".")[2]) if "e" not in text.lower() else 0.0
        total = math.fsum(numbers)
        close = [abs(float(raw) - one) <= near + 1e-9 * abs(one) for one in (total, total / (len(numbers) or 1))]  # type: ignore[arg-type]
        return bool(numbers) and any(close)

    def _claim_rest(self, county_rows: CountyRows) -> None:
        """Row numbers, live checks, and columns that were reported as not read."""
        layout, rows = self.layout, sorted(county_rows.rows.values())
        claim_numbers(self.sheet, layout.number, rows, rows)
        if layout.check is not None:
            claim_checks(self.sheet, [(row, layout.check) for row in rows])
            self.sheet.claim((layout.header, layout.check))
            for row in range(max(0, layout.header - 2), layout.start):
                if letters(as_text(self.sheet.at((row, layout.check)))) == CHECK_ROW:
                    self.sheet.claim((row, layout.check))
        for row in (total + 1 for total in county_rows.totals if self._is_city(total) and total + 1 < len(self.rows)):
            if letters(as_text(self.rows[row][layout.county])) == CHECK_ROW:
                self.sheet.claim((row, layout.county))
                summed = [column for item, column in layout.columns.items() if item in self.beside.summed]
                claim_checks(self.sheet, [(row, column) for column in summed])
            elif self.beside.summed & layout.columns.keys():
                self.sheet.lacks((row, layout.county), CHECK_ROW)
        for column in layout.reported:
            self.sheet.claim_filled(column, rows, Use.REPORTED)


def read_figure(
    sheet: Sheet,
    place: Place,
    county: str,
    item: ItemSpec,
    into: SheetValues,
    *,
    merged: Mapping[Place, str] | None = None,
) -> None:
    """Read the cell of a county and an item into ``into``; what is wrong goes to the sheet's findings.

    merged: cells that share one figure with others, and the area in which they are merged.
    """
    raw = sheet.at(place)
    sheet.claim(place, Use.FIGURE)
    appearance = appearance_at(sheet.grid, place, merged or {})
    plainly = isinstance(raw, str) and not (appearance.merged or crossed_out(raw, appearance))
    if plainly and squeezed(str(raw)) == SAME:
        into.sources[county, item.id] = into.same[county, item.id] = sheet.findings.source(place)
        into.values[county, item.id] = UNUSABLE
    elif plainly and is_unassigned(str(raw)):
        into.sources[county, item.id] = sheet.findings.source(place)
        into.values[county, item.id] = _not_assigned(sheet, place, county, item, str(raw))
    else:
        record(sheet, place, (county, item.id), into, read_cell(raw, item, appearance), raw)


def read_beside(
    sheet: Sheet, place: Place, county: str, item: ItemSpec, beside: Beside, merged: Mapping[Place, str]
) -> None:
    """Read a figure that only checks read; one that cannot be used is not there."""
    found = SheetValues()
    read_figure(sheet, place, county, item, found, merged=merged)
    value = found.values[county, item.id]
    if isinstance(value, float) and value == value:
        beside.figures[county, item.id] = value


def record(sheet: Sheet, place: Place, key: Key, into: SheetValues, reading: Reading, raw: Raw) -> None:
    """Put what was read into ``into``, and what is wrong with it into the sheet's findings."""
    into.values[key] = reading.value
    into.sources[key] = sheet.findings.source(place)
    if reading.declared is not None:
        into.declared[key] = reading.declared
    if reading.fault is not None:
        sheet.findings.fault(reading.fault, place, county=key[0], item=key[1], value=short(as_text(raw), 60))


def _not_assigned(sheet: Sheet, place: Place, county: str, item: ItemSpec, raw: str) -> float | str:
    """未下达（原因）: a blank of an item that need not be there; of another it says nothing that could be used."""
    where = {"county": county, "item": item.id}
    message = f"“{item.name}”{short(tidy(raw), 60)}"
    if not (item.optional or item.unassigned):
        remedy = "没有任务的填 0，不涉及的写“不适用（原因）”，见这一项的定义"
        sheet.findings.add("E_NOT_ASSIGNED", f"{message}：这一项不能这样写，按缺报处理", remedy, place, **where)
        return UNUSABLE
    if not squeezed(raw)[len(NOT_ASSIGNED_TEXT) :].strip("()（）:："):
        sheet.findings.add("W_REASON", f"{message}，没有写原因", "写成“未下达（原因）”", place, **where)
    sheet.findings.add("N_NOT_ASSIGNED", f"{message}：没有下达的目标，按没有这一项处理", "", place, **where)
    return math.nan if item.optional else NOT_APPLICABLE


def is_figure(raw: Raw) -> bool:
    """Whether a cell holds a number."""
    return isinstance(raw, (int, float)) and not isinstance(raw, bool) and raw == raw
