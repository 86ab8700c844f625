"""A county workbook: which county it is of, its bureaus' sheets with items down, its self scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scoring.problems import Problem
from scoring.scheme.scheme import Scheme
from workbook.reading.findings import Findings
from workbook.reading.formats.book import Book
from workbook.reading.parts.declaration import COUNTY_LABEL, Declaration
from workbook.reading.parts.sheets_wanted import ids_in, item_sheets
from workbook.reading.tables.counties import Counties, Unknown
from workbook.reading.tables.county_sheet import Down, find_down, read_down
from workbook.reading.tables.elsewhere import read_beside_down
from workbook.reading.tables.self_scores import keep_scores, self_score_items
from workbook.reading.tables.sheet import SheetValues
from workbook.reading.text import short

_HEADING_ROWS = 40  # a heading across stands this high


def county_sheets(book: Book, scheme: Scheme) -> dict[str, Down]:
    """The sheets on which items go down, with their places; none in a city workbook."""
    ids = [*scheme.items, *scheme.check_items]
    found = {}
    for sheet in item_sheets(book, scheme):
        rows = book.rows(sheet)
        if max((len(ids_in(row, ids)) for row in rows[:_HEADING_ROWS]), default=0) == 1:
            down = find_down(rows, ids)
            if down is not None:
                found[sheet] = down
    return found


def find_county(said: Declaration, counties: Counties, findings: Findings) -> str | None:
    """The county that a county workbook is of; None, and an error, where it does not say or there is none so named."""
    if not said.county:
        findings.error(
            "E_COUNTY_BLANK",
            f"没有写明是哪个县（市、区）的数，全部没有读：找不到“{COUNTY_LABEL}”",
            f"在“填表说明”里写“{COUNTY_LABEL}”，右边一格写全称：{counties.all_named()}",
            said.county_place,
        )
        return None
    found = counties.find(said.county)
    if not isinstance(found, Unknown):
        return found
    hint = f"是不是{'、'.join(f'“{name}”' for name in found.likely)}？" if found.likely else ""
    findings.error(
        "E_COUNTY_UNKNOWN",
        f"没有“{short(found.text)}”这个县（市、区），全部没有读",
        f"{hint}改成全称：{counties.all_named()}",
        said.county_place,
        value=short(found.text),
    )
    return None


def read_county_sheets(
    book: Book,
    downs: Mapping[str, Down],
    scheme: Scheme,
    county: str,
    file: str,
    problems: list[Problem],
    figures: SheetValues,
    elsewhere: dict[tuple[str, str], float],
) -> None:
    """Read every item wherever its row stands; one that stands nowhere is reported on its bureau's sheet."""
    there = {item: sheet for sheet, down in reversed(list(downs.items())) for item in down.rows}
    wanted: dict[str, list[str]] = {sheet: [] for sheet in downs}
    for bureau, items in scheme.bureau_sheets().items():
        for item in items:
            home = there.get(item, bureau if bureau in downs else next(iter(downs), ""))
            wanted.setdefault(home, []).append(item)
    for sheet, names in wanted.items():
        findings = Findings(file, sheet, problems)
        specs = [scheme.items[name] for name in names]
        if sheet not in downs:
            findings.error(
                "E_SHEET_MISSING",
                f"没有一张表写着数据项的编号，{len(specs)} 项都按缺报处理",
                "用 kaohe template --per-county 生成空表，把数填进去；“编号”列不要改动",
            )
            continue
        read_down(book, sheet, downs[sheet], specs, county, findings, figures)
        read_beside_down(book, sheet, downs[sheet], specs, scheme.check_items, county, findings, elsewhere)


def read_self_scores_down(
    book: Book, sheet: str, scheme: Scheme, covered: Sequence[str], findings: Findings, into: SheetValues
) -> None:
    """The self scores of a county workbook; as ``read_self_scores`` gives them, for its one county."""
    items = self_score_items(scheme)
    down = find_down(book.rows(sheet), [item.id for item in items])
    if down is None or not covered:
        return
    found = SheetValues()
    read_down(book, sheet, down, items, covered[0], findings, found, required=False)
    keep_scores(found, into)
