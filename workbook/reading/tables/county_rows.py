"""Which row of a sheet is which county's. A row that could be two counties' is nobody's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from workbook.reading.findings import Findings, Place
from workbook.reading.raw import Raw, address, as_text, is_blank
from workbook.reading.tables.columns import Rows
from workbook.reading.tables.counties import Counties, Unknown, is_note, read_code
from workbook.reading.tables.headers import LABELS, Layout
from workbook.reading.text import letters, short


@dataclass
class Placed:
    """The row of each county; and counties whose row is in doubt, which has been reported."""

    rows: dict[str, int] = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)


def find_county_rows(rows: Rows, layout: Layout, counties: Counties, findings: Findings) -> Placed:
    """Find each county's row below the heading; totals, remarks and repeated headings are passed over."""
    placed = Placed()
    first: dict[str, int] = {}
    after_note = False
    for number in range(layout.start, len(rows)):
        row = rows[number]
        if all(is_blank(raw) for raw in row):
            continue
        named = row[layout.county]
        if not counties.knows(named):
            if _is_remark(row):
                after_note = True
                continue
            has_data = any(not is_blank(row[column]) for column in layout.columns.values())
            if _is_idle(row, named, counties) or (not has_data and (after_note or is_blank(named))):
                continue
        place = (number, layout.county)
        county = _county(row, place, layout, counties, findings, placed.doubtful)
        if county is None:
            continue
        if county in first:
            findings.error(
                "E_COUNTY_TWICE",
                f"“{county}”出现了两次（首次在 {address(first[county], layout.county)}），分不清用哪一行，都没有读",
                "只留一行，另一行删除",
                place,
                county=county,
            )
            placed.rows.pop(county, None)
            placed.doubtful.add(county)
            continue
        first[county] = number
        if _code_fits(row, number, county, layout, counties, findings):
            placed.rows[county] = number
        else:
            placed.doubtful.add(county)
    return placed


def _is_remark(row: Sequence[Raw]) -> bool:
    return is_note(next(as_text(raw) for raw in row if not is_blank(raw)))


def _is_idle(row: Sequence[Raw], named: Raw, counties: Counties) -> bool:
    """Whether a row sums up others or repeats the heading."""
    text = as_text(named) or next(as_text(raw) for raw in row if not is_blank(raw))
    return counties.is_total(text) or letters(text) in LABELS


def _county(
    row: Sequence[Raw],
    place: Place,
    layout: Layout,
    counties: Counties,
    findings: Findings,
    doubtful: set[str],
) -> str | None:
    named = row[layout.county]
    code = read_code(row[layout.code]) if layout.code is not None else ""
    if is_blank(named):
        likely = counties.by_code(code)
        hint = f"代码 {code} 是“{likely}”，请补上名称" if likely else "补上县（市、区）名称；不是数据的行请删除"
        findings.error("E_COUNTY_BLANK", f"第 {place[0] + 1} 行有数，没有写县（市、区）名称，没有读", hint, place)
        doubtful.update([likely] if likely else [])
        return None
    found = counties.find(named, code)
    if not isinstance(found, Unknown):
        return found
    if found.likely:
        remedy = f"是不是{'、'.join(f'“{name}”' for name in found.likely)}？请改成全称"
    else:
        remedy = f"改成全称：{counties.all_named()}；不是数据的行请删除"
    region = counties.region.name if counties.region else ""
    text = short(as_text(named))
    findings.error("E_COUNTY_UNKNOWN", f"{region}没有“{text}”这个县（市、区），这一行没有读", remedy, place, value=text)
    if len(found.likely) == 1:
        doubtful.add(found.likely[0])
    return None


def _code_fits(
    row: Sequence[Raw], number: int, county: str, layout: Layout, counties: Counties, findings: Findings
) -> bool:
    if layout.code is None or is_blank(row[layout.code]) or county not in counties.codes:
        return True
    code = read_code(row[layout.code])
    if code == counties.codes[county]:
        return True
    other = counties.by_code(code)
    whose = f"是“{other}”的代码" if other else "不是本市的代码"
    findings.error(
        "E_CODE",
        f"“{county}”的行政区划代码应为 {counties.codes[county]}，填的是 {short(code)}（{whose}），"
        "分不清是谁的数，这一行没有读",
        "核对这一行是哪个县（市、区）的数，改正名称或代码",
        (number, layout.code),
        county=county,
        value=short(code),
    )
    return False
