"""Figures of a sheet that only checks read: another year's columns, the city's own row, items beside the scheme's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scoring.scheme.models import ItemSpec
from workbook.reading.findings import Findings
from workbook.reading.formats.book import Book
from workbook.reading.raw import Raw, as_text
from workbook.reading.tables.columns import Rows
from workbook.reading.tables.counties import Counties, Unknown
from workbook.reading.tables.county_sheet import Down
from workbook.reading.tables.sheet import SheetValues, read_figure
from workbook.reading.text import ELSEWHERE, letters, squeezed

CITY_ROW = "全市"
Figures = dict[tuple[str, str], float]


def read_across(
    book: Book,
    sheet: str,
    items: Sequence[ItemSpec],
    beside: Mapping[str, ItemSpec],
    counties: Counties,
    findings: Findings,
    figures: Figures,
    sources: SheetValues,
) -> None:
    """From a counties-down sheet. A cell that holds no number says nothing; only a figure of ``beside`` may be wrong."""
    rows = book.rows(sheet)
    heading = max(range(len(rows)), key=lambda row: len(_ids(rows[row], items)), default=None)
    if heading is None or not _ids(rows[heading], items):
        return
    column = _county_column(rows, heading, counties)
    for place, raw in enumerate(rows[heading]):
        name = squeezed(raw).lower() if isinstance(raw, str) else ""
        for number in range(heading + 1, len(rows)):
            county = _county(rows[number][column], counties)
            if county is None:
                continue
            cell = rows[number][place]
            if name in beside and county:
                _beside(book, sheet, rows, (number, place), county, beside[name], findings, figures)
            elif ELSEWHERE.fullmatch(name) and county and _is_figure(cell):
                figures[county, name] = float(cell)  # type: ignore[arg-type]
            elif not county and any(item.id == name for item in items) and _is_figure(cell):
                figures["", f"{name}@city"] = float(cell)  # type: ignore[arg-type]
                sources.sources["", f"{name}@city"] = findings.source((number, place))


def read_beside_down(
    book: Book,
    sheet: str,
    down: Down,
    items: Sequence[ItemSpec],
    beside: Mapping[str, ItemSpec],
    county: str,
    findings: Findings,
    figures: Figures,
) -> None:
    """From an items-down sheet."""
    rows = book.rows(sheet)
    for name, places in down.rows.items():
        if name in beside:
            _beside(book, sheet, rows, (places[0], down.figure), county, beside[name], findings, figures)
        own = rows[places[0]][down.figure]
        if ELSEWHERE.fullmatch(name) and _is_figure(own):
            figures[county, name] = float(own)  # type: ignore[arg-type]
        for year, column in down.others.items():
            cell = rows[places[0]][column]
            if any(item.id == name for item in items) and _is_figure(cell):
                figures[county, f"{name}@{year}"] = float(cell)  # type: ignore[arg-type]


def _beside(
    book: Book,
    sheet: str,
    rows: Rows,
    place: tuple[int, int],
    county: str,
    item: ItemSpec,
    findings: Findings,
    figures: Figures,
) -> None:
    read = SheetValues()
    read_figure(book, sheet, rows, place, county, item, findings, read)
    value = read.values[county, item.id]
    if isinstance(value, float) and value == value:
        figures[county, item.id] = value


def _ids(row: Sequence[Raw], items: Sequence[ItemSpec]) -> set[str]:
    return {squeezed(raw).lower() for raw in row if isinstance(raw, str)} & {item.id for item in items}


def _county_column(rows: Rows, heading: int, counties: Counties) -> int:
    below = rows[heading + 1 :]
    return max(range(len(rows[heading])), key=lambda column: sum(counties.knows(row[column]) for row in below))


def _county(raw: Raw, counties: Counties) -> str | None:
    """The county of a row, an empty text for the city's own, None for any other row."""
    if letters(as_text(raw)) == CITY_ROW:
        return ""
    if not counties.knows(raw):
        return None
    found = counties.find(raw)
    return None if isinstance(found, Unknown) else found


def _is_figure(raw: Raw) -> bool:
    return isinstance(raw, (int, float)) and not isinstance(raw, bool) and raw == raw
