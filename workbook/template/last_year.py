"""Last year's figures, read from a result workbook or from a data workbook."""

from __future__ import annotations

from pathlib import Path

from scoring.errors import KaoheError
from scoring.scheme.scheme import Scheme
from workbook.archive.checked import read_checked
from workbook.archive.stored import StoredResult, figures_in
from workbook.reading.merged.own_books import RESULT, own_book
from workbook.reading.opening import Opened, open_book
from workbook.reading.parts.figure_columns import LastYear
from workbook.reading.submissions import read_city_workbook
from workbook.reading.tables.counties import Counties, Unknown


def read_last_year(path: str | Path, scheme: Scheme, year: int) -> LastYear:
    """The figures of the year before ``year`` from a file; KaoheError, in Chinese, for a file that has none of them."""
    opened = open_book(path)
    result = own_book(opened.book.sheets) == RESULT
    declared_year, figures = _from_result(read_checked(opened), scheme) if result else _from_data(opened, scheme)
    if declared_year is None:
        raise KaoheError(f"{opened.name}：看不出是哪一年的数：请给上年的结果工作簿，或写明考核年度的数据工作簿")
    if declared_year != year - 1:
        raise KaoheError(
            f"{opened.name} 是 {declared_year} 年度的，{year} 年度的空表要用 {year - 1} 年度的数（--last）"
        )
    if not figures:
        raise KaoheError(f"{opened.name}：没有找到方案 {scheme.id} 的数据项")
    return LastYear(
        declared_year,
        {(county, name if "@" in name else f"{name}@{declared_year}"): one for (county, name), one in figures.items()},
    )


def _from_result(stored: StoredResult, scheme: Scheme) -> tuple[int | None, dict[tuple[str, str], float]]:
    """The figures of a result, as far as this year's scheme has the items and the region the counties."""
    counties, figures = Counties(scheme.region), dict[tuple[str, str], float]()
    for (name, item), figure in figures_in(stored.table).items():
        county = counties.find(name)
        if item in scheme.items and not isinstance(county, Unknown):
            figures[county, item] = figure
    return stored.year, figures


def _from_data(opened: Opened, scheme: Scheme) -> tuple[int | None, dict[tuple[str, str], float]]:
    read = read_city_workbook(opened, scheme)
    return read.year, {**read.elsewhere, **figures_in(read.table)}
