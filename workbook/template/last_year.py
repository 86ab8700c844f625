"""Last year's figures, from a result workbook or from a data workbook, to stand beside this year's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scoring.errors import KaoheError
from scoring.scheme.scheme import Scheme
from workbook.reading.grid import Book
from workbook.reading.opening import open_book
from workbook.reading.tables.counties import Counties, Unknown
from workbook.reading.text import squeezed

_RESULT_SHEET = "数据"
_YEAR = re.compile(r"(20[0-9]{2})年度")


@dataclass(frozen=True)
class LastYear:
    """Figures by (county, id as this year's workbook names it: ``energy_use@2024``)."""

    year: int
    figures: Mapping[tuple[str, str], float]

    def of(self, item: str) -> str:
        """The id of an item of that year."""
        return f"{item}@{self.year}"

    def has(self, name: str) -> bool:
        """Whether any county has the figure."""
        return any(one == name for _, one in self.figures)


def read_last_year(path: str | Path, scheme: Scheme, year: int) -> LastYear:
    """The figures of the year before ``year`` from a file; KaoheError, in Chinese, for a file that has none of them."""
    opened = open_book(path)
    said, figures = _from_result(opened.book, scheme) if _is_result(opened.book) else _from_data(path, scheme)
    if said is None:
        raise KaoheError(f"{opened.name}：看不出是哪一年的数：请给上年的结果工作簿，或写明考核年度的数据工作簿")
    if said != year - 1:
        raise KaoheError(f"{opened.name} 是 {said} 年度的，{year} 年度的空表要用 {year - 1} 年度的数（--last）")
    if not figures:
        raise KaoheError(f"{opened.name}：没有找到方案 {scheme.id} 的数据项")
    return LastYear(
        said, {(county, name if "@" in name else f"{name}@{said}"): one for (county, name), one in figures.items()}
    )


def _is_result(book: Book) -> bool:
    return _RESULT_SHEET in book.sheets and "排名" in "".join(book.sheets)


def _from_result(book: Book, scheme: Scheme) -> tuple[int | None, dict[tuple[str, str], float]]:
    rows = book.rows(_RESULT_SHEET)
    found = next(
        (_YEAR.search(str(raw)) for row in rows[:3] for raw in row if isinstance(raw, str) and _YEAR.search(raw)), None
    )
    heading = max(
        range(len(rows)), key=lambda row: sum(raw in scheme.items for raw in rows[row] if isinstance(raw, str))
    )
    counties = Counties(scheme.region)
    figures: dict[tuple[str, str], float] = {}
    for row in rows[heading + 1 :]:
        county = counties.find(row[1]) if len(row) > 1 and isinstance(row[1], str) else Unknown("", ())
        if isinstance(county, Unknown) or (county in counties.codes and not isinstance(row[0], (int, float))):
            continue
        for place, raw in enumerate(rows[heading]):
            cell = row[place]
            if (
                isinstance(raw, str)
                and squeezed(raw) in scheme.items
                and isinstance(cell, (int, float))
                and not isinstance(cell, bool)
            ):
                figures[county, squeezed(raw)] = float(cell)
    return int(found[1]) if found else None, figures


def _from_data(path: str | Path, scheme: Scheme) -> tuple[int | None, dict[tuple[str, str], float]]:
    from workbook.reading import read_city_workbook

    read = read_city_workbook(path, scheme)
    figures = {
        (str(county), str(item)): float(cell)
        for item in read.table.columns
        for county, cell in zip(read.table.index, read.table[item].tolist(), strict=True)
        if isinstance(cell, (int, float)) and cell == cell
    }
    return read.year, {**read.elsewhere, **figures}
