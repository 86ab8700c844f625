"""One data sheet: counties down, items across."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from scoring.coal import Caliber
from scoring.problems import Source
from scoring.scheme.models import ItemSpec
from workbook.reading.findings import Findings, Place
from workbook.reading.formats.book import Book, Cells
from workbook.reading.raw import as_text, is_blank
from workbook.reading.tables import faults
from workbook.reading.tables.cells import UNUSABLE, Declared, Reading, read_cell
from workbook.reading.tables.columns import Rows
from workbook.reading.tables.concealed import merged_figures, warn_of_hidden
from workbook.reading.tables.counties import Counties
from workbook.reading.tables.county_rows import Placed, find_county_rows
from workbook.reading.tables.headers import Layout, find_layout
from workbook.reading.tables.tables import split_tables
from workbook.reading.text import short

Key = tuple[str, str]  # county and item
Later = list[tuple[str, Callable[[], None]]]
"""Work put off, by county: rows without any figure, and rows that are not there. It is done for counties that
the file turns out to speak of on another sheet."""


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
    later: Later | None = None,
) -> None:
    """Read a sheet's figures into ``into``; what is wrong goes to ``findings``.

    What cannot be read is not in ``into`` at all, or is there as 缺报. required: whether every item needs a
    column and every county a row. later: where to put the work for counties that the sheet says nothing of.
    """
    for rows, own in split_tables(book.rows(sheet), items, counties):
        _read_table(book, sheet, rows, own, counties, findings, homes, into, required, later)


def _read_table(
    book: Book,
    sheet: str,
    rows: Rows,
    items: Sequence[ItemSpec],
    counties: Counties,
    findings: Findings,
    homes: Mapping[str, str],
    into: SheetValues,
    required: bool,
    later: Later | None,
) -> None:
    layout = find_layout(rows, items, counties, findings, homes, required=required)
    if layout is None:
        return
    placed = find_county_rows(rows, layout, counties, findings)
    into.calibers.update(layout.calibers)
    readable = [(item, layout.columns[item.id]) for item in items if item.id in layout.columns]
    named = [(item.name, column) for item, column in readable]
    warn_of_hidden(book.hidden(sheet), rows, placed.rows, named, findings)
    merged = merged_figures(book.merged(sheet), rows, placed.rows, named)

    def read_row(county: str, row: int) -> None:
        for item, column in readable:
            read_figure(book, sheet, rows, (row, column), county, item, findings, into, merged=merged)

    for county, row in placed.rows.items():
        if later is not None and _says_nothing(book, sheet, rows[row], row, readable):
            later.append((county, lambda county=county, row=row: read_row(county, row)))  # type: ignore[misc]
        else:
            read_row(county, row)
    if required:
        _report_missing(placed, layout, counties, findings, later)


def _says_nothing(
    book: Book, sheet: str, cells: Sequence[object], row: int, readable: Sequence[tuple[ItemSpec, int]]
) -> bool:
    return all(
        is_blank(cells[column]) and book.behind_blank(sheet, row, column) is None  # type: ignore[arg-type]
        for _, column in readable
    )


def read_figure(
    book: Cells,
    sheet: str,
    rows: Rows,
    place: Place,
    county: str,
    item: ItemSpec,
    findings: Findings,
    into: SheetValues,
    *,
    merged: Mapping[Place, str] | None = None,
) -> None:
    """Read the cell of a county and an item into ``into``; what is wrong goes to ``findings``.

    merged: cells that share one figure with others, and the area in which they are merged.
    """
    raw = rows[place[0]][place[1]]
    if merged and place in merged:
        reading = Reading(UNUSABLE, fault=faults.merged(merged[place], item))
    else:
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


def _report_missing(
    placed: Placed, layout: Layout, counties: Counties, findings: Findings, later: Later | None
) -> None:
    """Counties without a row. One that an unknown name was likely meant for is not told twice."""
    for name in counties.names:
        if name in placed.rows or name in placed.doubtful:
            continue

        def report(name: str = name) -> None:
            findings.error(
                "E_COUNTY_MISSING",
                f"工作表“{findings.sheet}”没有“{name}”一行，它在这张表里的数都按缺报处理",
                f"补上“{name}”一行；没有数的格写“暂缺（原因）”或“不适用（原因）”",
                (layout.header, layout.county),
                county=name,
            )

        if later is None:
            report()
        else:
            later.append((name, report))
