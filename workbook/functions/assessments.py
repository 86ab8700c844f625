"""Ranges assessed as the file that holds the same cells would be; the same content is assessed once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scoring.assessment import Assessment, assess
from scoring.errors import KaoheError
from scoring.problems import Problem, Source
from scoring.scheme.scheme import Scheme
from workbook.functions.caching import Cache, digest
from workbook.functions.ranges import NONE, RangeBook, Ranges
from workbook.functions.schemes import chosen, year_of
from workbook.functions.values import CallRefusal, CellError
from workbook.reading.grid import TEXT_TABLE, is_text_table
from workbook.reading.merged.merging import alone_as, merge
from workbook.reading.opening import Opened
from workbook.reading.parts.file_data import FileData
from workbook.reading.parts.one_file import read_with_sheets
from workbook.reading.tables.adjustments import SHEET as ADJUSTMENTS
from workbook.reading.tables.counties import Counties
from workbook.reading.tables.displayed import is_percent_item
from workbook.reading.tables.revisions import SHEET as REVISIONS
from workbook.reading.tables.sheet import Sheet
from workbook.reading.text import listed
from workbook.revisions.apply import apply_revisions

_FORM = "N_FORM"
"""What a sheet lacks of its form; a range is chosen as its user likes, from the heading on, say."""

_CACHE: Cache[AssessedRanges] = Cache(8)

Rows = tuple[tuple[str, str | None], ...]
"""The rows of an answer: what is written in the range, and the county that it is; None for nobody's."""


@dataclass(frozen=True)
class AssessedRanges:
    """The assessment of the ranges of a call, and the rows of its answer. lacks: what it does not hold, in words."""

    result: Assessment
    rows: Rows
    lacks: str = ""


def assessed(ranges: Ranges, scheme: str, year: int | None) -> AssessedRanges:
    """The assessment of ranges; Refusal for what cannot be assessed at all."""
    loaded = chosen(scheme)
    if year is not None:
        year_of(loaded, year)
    content = digest((ranges.table, ranges.adjustments, ranges.lists))
    return _CACHE.get((content, loaded.sha256, year), lambda: _assess(ranges, loaded, year))


def _assess(ranges: Ranges, scheme: Scheme, stated_year: int | None) -> AssessedRanges:
    opened = Opened("", RangeBook(ranges.sheets(scheme)), "")
    part, sheets = read_with_sheets(opened, scheme, year_of(scheme, stated_year))
    _refuse_no_table(part)
    declared = part.declaration.year
    if stated_year is not None and declared not in (None, stated_year):
        raise CallRefusal(CellError.VALUE, f"数据区域写的考核年度是 {declared}，不是 {stated_year}：两处改成一致")
    year = year_of(scheme, stated_year or declared)
    part, forbidden = alone_as(part, scheme)
    try:
        submission = merge([part], scheme, year, alone=True).preceded_by(forbidden)
        revised = apply_revisions(submission, scheme)
        data = revised.submission
        known = [one for one in data.problems if one.code != _FORM] + _percent_as_share(scheme, part)
        result = assess(
            scheme,
            data.table,
            year,
            adjustments=data.adjustments,
            evidence=replace(data, problems=known).evidence,
            revised=revised.in_force,
        )
    except KaoheError as error:
        raise CallRefusal(CellError.VALUE, str(error)) from error
    return AssessedRanges(result, _rows(sheets[TEXT_TABLE], result), _lacking(ranges.left_out(scheme), result.problems))


def _refuse_no_table(part: FileData) -> None:
    if part.figures.values:
        return
    wrong = [one for one in part.problems if one.severity == "error" and is_text_table(one.source.sheet)]
    counties = [one.message for one in wrong if one.code in ("E_COUNTY_UNKNOWN", "E_COUNTY_TWICE", "E_CODE")]
    if counties:
        raise CallRefusal(CellError.NA, "；".join(counties[:12]))
    errors = [one.message for one in wrong]
    message = "这不是一张数据表：第一行写表头（县（市、区）和数据项的编号或名称），下面一县一行"
    raise CallRefusal(CellError.VALUE, f"{message}（{errors[0]}）" if errors else message)


def _rows(sheet: Sheet, result: Assessment) -> Rows:
    """A row for every row of the range that stands for a county, in its order, then the counties that it lacks."""
    counties, there = Counties(result.scheme.region), set(result.counties)
    named: dict[int, str | None] = {}
    for row, text in sheet.refused_rows.items():
        found = counties.find(text)
        named[row] = found if isinstance(found, str) and found in there else None
    named |= {row: name for row, name in sheet.row_names.items() if name in there}
    rows = [(named[row] or sheet.refused_rows[row], named[row]) for row in sorted(named)]
    here = {name for _, name in rows}
    return (*rows, *((name, name) for name in result.counties if name not in here))


def _lacking(left_out: Sequence[str], problems: Sequence[Problem]) -> str:
    """What the assessment does not hold: tables that were not given, rows of decisions that were refused."""
    refused = [one for one in problems if one.severity == "error" and one.source.sheet in (ADJUSTMENTS, REVISIONS)]
    notes = [f"没有计入{listed(left_out, 6)}：给出它的区域，没有的写“{NONE}”"] if left_out else []
    if refused:
        notes.append(f"“{refused[0].source.sheet}”有 {len(refused)} 处错误，有的行没有采用，见 KH_CHECK")
    return "；".join(notes)


def _percent_as_share(scheme: Scheme, part: FileData) -> list[Problem]:
    """Percent items whose every figure is below 1: cells formatted as percent, most likely. A range shows no format."""
    figures: dict[str, list[float]] = {item.id: [] for item in scheme.items.values() if is_percent_item(item)}
    for (_, name), value in part.figures.values.items():
        if name in figures and isinstance(value, float) and value == value and value:
            figures[name].append(abs(value))
    found = []
    for name, numbers in figures.items():
        if len(numbers) > 1 and max(numbers) < 1:
            message = (
                f"“{scheme.items[name].name}”以 % 为单位，各县的数却都小于 1：函数看不到百分比格式，0.155 按 0.155% 算"
            )
            found.append(Problem("warning", "W_PERCENT_FORMAT", "", name, message, Source(), "", "改填 15.5 这样的数"))
    return found
