"""Which year is assessed, and which files are of another."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.errors import DataError
from scoring.problems import Problem
from workbook.reading.findings import of_file
from workbook.reading.parts.file_data import FileData
from workbook.reading.text import listed

_REMEDY = "在“填表说明”里（.csv 在表的上面）写四位数的年份，如 考核年度：2025；或加 --year 指定"


def assessed_year(parts: Sequence[FileData], year: int | None, *, scheme_asked: bool) -> int:
    """The year asked for, or the one that the files declare. asked: whether a scheme was asked for.

    Raises DataError, with what is written where, if no file says a year that can be read, or files differ.
    """
    years: dict[int, list[str]] = {}
    schemes: dict[str, str] = {}
    for one in parts:
        if one.declaration.year is not None:
            years.setdefault(one.declaration.year, []).append(one.file)
        if one.declaration.scheme_id is not None:
            schemes.setdefault(one.declaration.scheme_id, one.file)
    if year is None and len(years) > 1:
        years_of = "；".join(f"{year} 年：{listed(names, 5)}" for year, names in sorted(years.items()))
        raise DataError(f"各文件写的考核年度不一致（{years_of}）：加 --year 指定考核哪一年")
    if len(schemes) > 1 and not scheme_asked:
        years_of = "；".join(f"{scheme}：{name}" for scheme, name in schemes.items())
        raise DataError(f"各文件写的方案不一致（{years_of}）：加 --scheme 指定用哪个方案")
    found = year or next(iter(years), None)
    if found is None:
        unread = [f"{one.source}：{one.message}" for part in parts for one in part.problems if one.code == "E_YEAR"]
        who = f"{parts[0].file} " if len(parts) == 1 else "没有一个文件"
        what = "没有写明考核年度" if len(parts) == 1 else "写明考核年度"
        years_of = f"（{'；'.join(unread[:5])}）" if unread else ""
        raise DataError(f"{who}{what}{years_of}：{_REMEDY}")
    return found


def without_other_years(parts: Sequence[FileData], year: int) -> tuple[list[FileData], list[FileData]]:
    """The files that say this year or none, and those that say another, which are left out."""
    own = [one for one in parts if one.declaration.year in (None, year)]
    return own, [one for one in parts if one.declaration.year not in (None, year)]


def other_year_text(part: FileData, year: int) -> str:
    """Why the one file that was given is not read under another year."""
    declared = part.declaration.year
    return f"{part.file}：写的考核年度是 {declared}，不是 {year}，没有计分：换成 {year} 年度的文件，或去掉 --year；年度写错的，在“填表说明”里改正"


def other_year(part: FileData, year: int) -> Problem:
    """What to report of a file of another year."""
    counties = list(part.counties_with_data())
    message = f"写的考核年度是 {part.declaration.year}，现在考核 {year} 年度，这个文件没有采用"
    remedy = "换成本年度的文件；年度写错的，在“填表说明”里改正"
    return of_file("E_OTHER_YEAR", part.file, message, remedy, counties[0] if len(counties) == 1 else "")
