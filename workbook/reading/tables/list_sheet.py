"""An evidence list (清单) as a sheet: a heading, one row a case, each row with its county."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from scoring.lists.counting import SUM_PLACES
from scoring.lists.derive import holds
from scoring.lists.rows import UNUSABLE, ListRows
from scoring.scheme.list_models import ListColumn, ListSpec
from workbook.reading.findings import Findings
from workbook.reading.formats.book import Book
from workbook.reading.raw import as_text, is_blank
from workbook.reading.tables.columns import Rows
from workbook.reading.tables.counties import Counties, Unknown, is_note
from workbook.reading.tables.headers import Layout, find_layout
from workbook.reading.tables.list_cells import as_item, read_list_cell
from workbook.reading.text import short


def read_list(book: Book, sheet: str, spec: ListSpec, counties: Counties, findings: Findings) -> ListRows | None:
    """The rows of a list's sheet; None if it has none. What is wrong goes to ``findings``.

    A row without a county, or of a county that there is not, is reported and left out. A cell that cannot be
    read is 缺报 in its row, and what is counted from it is missing.
    """
    rows = book.rows(sheet)
    columns = [as_item(column) for column in spec.columns]
    if all(is_blank(raw) for row in rows for raw in row):
        return None
    layout = find_layout(rows, columns, counties, findings, {}, required=False)
    if layout is None:
        return None
    _report_lacking(spec, layout, findings)
    places = [number for number in range(layout.start, len(rows)) if _is_case(rows[number], layout, counties)]
    kept: list[int] = []
    found: list[dict[str, Any]] = []
    for number in places:
        county = _county(rows, number, layout, counties, findings)
        cells = {
            column.id: _cell(book, sheet, rows, number, layout, column, county, findings) for column in spec.columns
        }
        if county is not None:
            found.append({"county": county, **cells})
            kept.append(number)
    if not found:
        return None
    frame = pd.DataFrame(found, columns=["county", *(one.id for one in spec.columns)], dtype=object)
    _report_rows(spec, frame, kept, layout, findings)
    return ListRows(frame, tuple(findings.source((number, layout.county)) for number in kept))


def _is_case(row: Sequence[Any], layout: Layout, counties: Counties) -> bool:
    """Whether a row says anything of a case: a county alone does not, nor do remarks and sums."""
    if all(is_blank(row[column]) for column in layout.columns.values()):
        return False
    first = next(as_text(raw) for raw in row if not is_blank(raw))
    return not is_note(first) and not counties.is_total(as_text(row[layout.county]) or first)


def _county(rows: Rows, number: int, layout: Layout, counties: Counties, findings: Findings) -> str | None:
    raw, place = rows[number][layout.county], (number, layout.county)
    if is_blank(raw):
        findings.error(
            "E_LIST_COUNTY",
            f"第 {number + 1} 行没有写县（市、区），这一行没有计入",
            f"写上县（市、区）全称：{counties.all_named()}",
            place,
        )
        return None
    named = counties.find(raw)
    if not isinstance(named, Unknown):
        return named
    hint = f"是不是{'、'.join(f'“{name}”' for name in named.likely)}？" if named.likely else ""
    findings.error(
        "E_LIST_COUNTY",
        f"没有“{short(named.text)}”这个县（市、区），这一行没有计入",
        f"{hint}请写全称：{counties.all_named()}",
        place,
        value=short(named.text),
    )
    return None


def _cell(
    book: Book,
    sheet: str,
    rows: Rows,
    number: int,
    layout: Layout,
    column: ListColumn,
    county: str | None,
    findings: Findings,
) -> str | float | None:
    place = layout.columns.get(column.id)
    if place is None:
        return UNUSABLE if column.required else None
    raw = rows[number][place]
    if is_blank(raw):
        raw = book.behind_blank(sheet, number, place)
    value, fault = read_list_cell(raw, column)
    if isinstance(value, float) and round(value, SUM_PLACES) != value:
        findings.error(
            "E_LIST_PLACES",
            f"“{column.name}”的小数超过 {SUM_PLACES} 位：{value:.15g}",
            f"保留 {SUM_PLACES} 位以内",
            (number, place),
            county=county or "",
        )
        return UNUSABLE
    if fault is not None:
        findings.add(
            fault.severity,
            fault.code,
            fault.message,
            fault.remedy,
            (number, place),
            county=county or "",
            value=short(as_text(raw), 60),
        )
    return value


def _report_lacking(spec: ListSpec, layout: Layout, findings: Findings) -> None:
    for column in spec.columns:
        if column.required and column.id not in layout.columns:
            findings.error(
                "E_LIST_COLUMN",
                f"“{spec.sheet}”缺少“{column.name}”（编号 {column.id}）一列，由它计的各项按缺报处理",
                f"补上这一列，在“编号”行写 {column.id}",
                (layout.header, layout.county),
            )


def _report_rows(spec: ListSpec, frame: pd.DataFrame, rows: Sequence[int], layout: Layout, findings: Findings) -> None:
    """Rows that lack a reason they must give, or whose amounts contradict each other."""

    def report(code: str, place: int, column: str, message: str, remedy: str) -> None:
        cell = (rows[place], layout.columns.get(column, layout.county))
        findings.error(code, message, remedy, cell, county=str(frame["county"][place]))

    for need in spec.needs:
        name = _named(spec, need.column)
        for place in np.flatnonzero((holds(spec, need.when, frame) == 1) & frame[need.column].isna()).tolist():
            said = "、".join(
                f"{_named(spec, one)}为“{_shown(value, frame, one, place)}”" for one, value in need.when.items()
            )
            report("E_LIST_REASON", place, need.column, f"{said}的，没有写“{name}”", f"写上“{name}”")
    for limit in spec.not_above:
        pair = frame[[limit.column, limit.limit]].apply(pd.to_numeric, errors="coerce")
        for place in np.flatnonzero(pair[limit.column] > pair[limit.limit]).tolist():
            high, low = pair.iloc[place].tolist()
            names = _named(spec, limit.column), _named(spec, limit.limit)
            message = f"“{names[0]}”{high:.15g} 大于“{names[1]}”{low:.15g}"
            report("E_LIST_ABOVE", place, limit.column, message, "核对后改正其中一个")


def _named(spec: ListSpec, name: str) -> str:
    one = spec.column(name) or spec.derivation(name)
    return one.name if one is not None else name


def _shown(wanted: str | tuple[str, ...], frame: pd.DataFrame, name: str, place: int) -> str:
    if isinstance(wanted, str):
        return wanted
    return str(frame[name][place]) if name in frame.columns else "、".join(wanted)


def list_sheets(lists: Mapping[str, ListSpec]) -> dict[str, str]:
    """List ids by the names of their sheets."""
    return {spec.sheet: name for name, spec in lists.items()}
