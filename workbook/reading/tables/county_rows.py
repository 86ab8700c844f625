"""Which row of a table is which county's. A row that could be two counties' is nobody's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from workbook.reading.grid import is_text_table
from workbook.reading.raw import Raw, address, as_text, is_blank
from workbook.reading.tables.counties import Counties, Unknown, is_note_row, read_code
from workbook.reading.tables.headers import CHECK_LABELS, LABELS, TableLayout, filled
from workbook.reading.tables.sheet import Rows, Sheet, Use
from workbook.reading.tables.uniform import is_verdict
from workbook.reading.text import letters, short

_CODE = re.compile(r"[0-9]{6,18}")


@dataclass
class CountyRows:
    """The row of each county; counties whose row is in doubt, which has been reported; rows that sum up others."""

    rows: dict[str, int] = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)
    totals: list[int] = field(default_factory=list)


def find_county_rows(sheet: Sheet, rows: Rows, layout: TableLayout, counties: Counties) -> CountyRows:
    """Find each county's row below the heading, and claim the names and codes. A row with figures is somebody's,
    whatever its first cell looks like; only rows without any may be totals, remarks or the heading once more."""
    county_rows = CountyRows()
    first: dict[str, int] = {}
    after_note = False
    for number in range(layout.start, len(rows)):
        row = rows[number]
        if all(is_blank(raw) or sheet.use((number, column)) for column, raw in enumerate(row)):
            continue
        if not counties.knows(row[layout.county]):
            kind = _kind(sheet, rows, number, layout, counties, county_rows)
            after_note = after_note or kind == "note"
            if kind or (after_note and not _has_data(row, layout)):
                continue
        place = (number, layout.county)
        county = _county(sheet, row, place, layout, counties, county_rows.doubtful)
        if county is None:
            _claim_reported(sheet, number, layout)
            continue
        sheet.claim(place)
        readable = not is_longer(sheet, number, layout.width) and _agree(sheet, row, number, county, layout, counties)
        if readable and county in first:
            sheet.findings.add(
                "E_COUNTY_TWICE",
                f"“{county}”出现了两次（首次在 {address(first[county], layout.county)}），分不清用哪一行，都没有读",
                "只留一行，另一行删除",
                place,
                county=county,
            )
            county_rows.rows.pop(county, None)
            _claim_reported(sheet, first[county], layout)
            readable = False
        elif readable:
            first[county] = number
            readable = _code_fits(sheet, row, number, county, layout, counties)
        if readable:
            county_rows.rows[county] = number
        else:
            county_rows.doubtful.add(county)
            _claim_reported(sheet, number, layout)
    _claim_codes(sheet, county_rows, layout, counties)
    return county_rows


def _has_data(row: Sequence[Raw], layout: TableLayout) -> bool:
    return any(not is_blank(row[column]) for column in layout.columns.values())


def _kind(
    sheet: Sheet, rows: Rows, number: int, layout: TableLayout, counties: Counties, county_rows: CountyRows
) -> str:
    """What a row is whose name is no county's: ``note``, ``total``, ``check``, ``heading`` or ``nothing``; empty for a county's."""
    row, named = rows[number], rows[number][layout.county]
    if is_note_row(row):
        sheet.remark(number)
        return "note"
    text = as_text(named) or next(as_text(raw) for raw in row if not is_blank(raw))
    of_a_county = layout.code is not None and counties.by_code(read_code(row[layout.code]))
    cells = [(column, raw) for column, raw in enumerate(row) if not is_blank(raw)]
    if counties.is_total(text) and not of_a_county:
        county_rows.totals.append(number)
        for column, raw in cells:
            if as_text(raw) == text:
                sheet.claim((number, column))
        if counties.region is None:
            message = f"第 {number + 1} 行“{short(text)}”是合计或平均，没有当作县（市、区）"
            sheet.findings.add("N_TOTAL", message, "是县（市、区）名称的，改成它的全称", (number, layout.county))
        return "total"
    if letters(text) in CHECK_LABELS:
        return "check"
    if letters(text) in LABELS and (len(cells) > 1 or number == layout.start):
        for column, raw in cells:
            if letters(as_text(raw)) in LABELS or any(raw == above[column] for above in rows[: layout.start]):
                sheet.claim((number, column))
        message = f"第 {number + 1} 行把表头又写了一遍，没有当作数据"
        if len(cells) > 1:
            sheet.findings.add("N_HEADING", message, "多余的可以删除", (number, cells[0][0]))
        return "heading"
    return "nothing" if is_blank(named) and not _has_data(row, layout) else ""


def _county(
    sheet: Sheet,
    row: Sequence[Raw],
    place: tuple[int, int],
    layout: TableLayout,
    counties: Counties,
    doubtful: set[str],
) -> str | None:
    named = row[layout.county]
    code = read_code(row[layout.code]) if layout.code is not None else ""
    if is_blank(named):
        likely = counties.by_code(code)
        hint = f"代码 {code} 是“{likely}”，请补上名称" if likely else "补上县（市、区）名称；不是数据的行请删除"
        sheet.findings.add("E_COUNTY_BLANK", f"第 {place[0] + 1} 行有数，没有写县（市、区）名称，没有读", hint, place)
        doubtful.update([likely] if likely else [])
        return None
    found = counties.find(named, code)
    if not isinstance(found, Unknown):
        return found
    otherwise = f"改成全称：{counties.all_named()}；不是数据的行请删除"
    remedy = f"{found.hint}请改成全称" if found.likely else otherwise
    region = counties.region.name if counties.region else ""
    text = short(as_text(named))
    message = f"{region}没有“{text}”这个县（市、区），这一行没有读"
    sheet.findings.add("E_COUNTY_UNKNOWN", message, remedy, place, value=text)
    if len(found.likely) == 1:
        doubtful.add(found.likely[0])
    return None


def _claim_reported(sheet: Sheet, number: int, layout: TableLayout) -> None:
    """The cells of a row that has been reported are no news."""
    sheet.refused_rows[number] = as_text(sheet.at((number, layout.county)))
    sheet.claim((number, layout.county), Use.REPORTED)
    for column in (layout.code, *layout.columns.values()):
        if column is not None:
            sheet.claim_filled(column, [number], Use.REPORTED)
    if layout.check is not None and is_verdict(sheet.at((number, layout.check))):
        sheet.claim((number, layout.check), Use.REPORTED)


def is_longer(sheet: Sheet, number: int, width: int) -> bool:
    """Whether a row of a text table has more cells than its heading, so that nobody can tell which figure is which."""
    length = filled(sheet.rows[number])
    if not is_text_table(sheet.name) or length <= width:
        return False
    for column in range(width, length):
        sheet.claim((number, column), Use.REPORTED)
    sheet.findings.add(
        "E_ROW_LONG",
        f"第 {number + 1} 行有 {length} 格，比表头的 {width} 格多，分不清哪个数是哪一列的，这一行没有读",
        "去掉数里的千位逗号（2,130,500 写成 2130500）；多出来的格有用的，在表头补上列名",
        (number, width),
    )
    return True


def _agree(sheet: Sheet, row: Sequence[Raw], number: int, county: str, layout: TableLayout, counties: Counties) -> bool:
    """Whether every other column of counties names the same one."""
    for column in layout.again:
        named = row[column]
        if not is_blank(named):
            sheet.claim((number, column))
            if not counties.knows(named) or counties.find(named) != county:
                report_disagreement(sheet, (number, layout.county), (number, column))
                return False
    return True


def report_disagreement(sheet: Sheet, place: tuple[int, int], other: tuple[int, int]) -> None:
    """Two columns of counties that say different things in a row."""
    sheet.findings.add(
        "E_COUNTY_COLUMNS",
        f"有两列县（市、区），第 {place[0] + 1} 行 {address(*place)} 写的是“{short(as_text(sheet.at(place)))}”，"
        f"{address(*other)} 写的是“{short(as_text(sheet.at(other)))}”，分不清是谁的，这一行没有读",
        "只留一列县（市、区）；或让两列逐行一致",
        other,
    )


def _code_fits(
    sheet: Sheet, row: Sequence[Raw], number: int, county: str, layout: TableLayout, counties: Counties
) -> bool:
    if layout.code is None or is_blank(row[layout.code]) or county not in counties.codes:
        return True
    code = read_code(row[layout.code])
    sheet.claim((number, layout.code))
    if code == counties.codes[county]:
        return True
    other = counties.by_code(code)
    whose = f"是“{other}”的代码" if other else "不是本市的代码"
    sheet.findings.add(
        "E_CODE",
        f"“{county}”的行政区划代码应为 {counties.codes[county]}，填的是 {short(code)}（{whose}），"
        "分不清是谁的数，这一行没有读",
        "核对这一行是哪个县（市、区）的数，改正名称或代码",
        (number, layout.code),
        county=county,
        value=short(code),
    )
    return False


def _claim_codes(sheet: Sheet, county_rows: CountyRows, layout: TableLayout, counties: Counties) -> None:
    """A county without its code where the others have theirs has lost it."""
    if layout.code is None:
        return
    known = {row for row in county_rows.rows.values() if not is_blank(sheet.at((row, layout.code)))}
    for county, row in county_rows.rows.items():
        if row not in known and 2 * len(known) > len(county_rows.rows) and county in counties.codes:
            sheet.lacks((row, layout.code), counties.codes[county])
        elif county not in counties.codes and _CODE.fullmatch(read_code(sheet.at((row, layout.code)))):
            sheet.claim((row, layout.code))
