"""One data sheet: counties down, items across."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scoring.coal import Caliber
from scoring.problems import Source
from scoring.scheme.models import ItemSpec
from workbook.reading.book import Book
from workbook.reading.cells import Declared, read_cell
from workbook.reading.columns import Rows
from workbook.reading.counties import Counties
from workbook.reading.county_rows import Placed, find_county_rows
from workbook.reading.findings import Findings, Place
from workbook.reading.headers import Layout, find_layout
from workbook.reading.raw import as_text, is_blank
from workbook.reading.text import short

Key = tuple[str, str]  # county and item


@dataclass
class SheetValues:
    """What sheets said, by county and item."""

    values: dict[Key, float | str] = field(default_factory=dict)
    declared: dict[Key, Declared] = field(default_factory=dict)
    sources: dict[Key, Source] = field(default_factory=dict)
    calibers: dict[str, Caliber] = field(default_factory=dict)  # by item


def read_sheet(
    book: Book,
    sheet: str,
    items: Sequence[ItemSpec],
    counties: Counties,
    findings: Findings,
    homes: Mapping[str, str],
    into: SheetValues,
    *,
    required: bool = True,
) -> None:
    """Read a sheet's figures into ``into``; what is wrong goes to ``findings``.

    What cannot be read is not in ``into`` at all, or is there as 缺报. required: whether every item needs a
    column and every county a row.
    """
    rows = book.rows(sheet)
    layout = find_layout(rows, items, counties, findings, homes, required=required)
    if layout is None:
        return
    placed = find_county_rows(rows, layout, counties, findings)
    into.calibers.update(layout.calibers)
    readable = [(item, layout.columns[item.id]) for item in items if item.id in layout.columns]
    for county, row in placed.rows.items():
        for item, column in readable:
            read_figure(book, sheet, rows, (row, column), county, item, findings, into)
    if required:
        _report_missing(placed, layout, counties, findings)


def read_figure(
    book: Book,
    sheet: str,
    rows: Rows,
    place: Place,
    county: str,
    item: ItemSpec,
    findings: Findings,
    into: SheetValues,
) -> None:
    """Read the cell of a county and an item into ``into``; what is wrong goes to ``findings``."""
    raw = rows[place[0]][place[1]]
    if is_blank(raw):
        raw = book.behind_blank(sheet, *place)
    percent = isinstance(raw, (int, float)) and not isinstance(raw, bool) and book.is_percent(sheet, *place)
    reading = read_cell(raw, item, percent=percent)
    into.values[county, item.id] = reading.value
    into.sources[county, item.id] = findings.source(place)
    if reading.declared is not None:
        into.declared[county, item.id] = reading.declared
    if reading.fault is not None:
        fault = reading.fault
        findings.add(
            fault.severity,
            fault.code,
            fault.message,
            fault.remedy,
            place,
            county=county,
            item=item.id,
            value=short(as_text(raw), 60),
        )


def _report_missing(placed: Placed, layout: Layout, counties: Counties, findings: Findings) -> None:
    """Counties without a row. One that an unknown name was likely meant for is not told twice."""
    for name in counties.names:
        if name not in placed.rows and name not in placed.doubtful:
            findings.error(
                "E_COUNTY_MISSING",
                f"工作表“{findings.sheet}”没有“{name}”一行，它在这张表里的数都按缺报处理",
                f"补上“{name}”一行；没有数的格写“暂缺（原因）”或“不适用（原因）”",
                (layout.header, layout.county),
                county=name,
            )
