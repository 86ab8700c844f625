"""Submissions made from a table of figures: a sheet a bureau, plainly laid out, in one workbook or in several.

A set has its files in the folders that give their roles; targets are decided and stand in a book of their own.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd

from scoring.scheme.scheme import Scheme
from workbook.reading.roles import Role

COUNTY, BUREAU, DECISION = map(str, (Role.COUNTY, Role.BUREAU, Role.DECISION))

Rows = list[list[Any]]
Edit = Callable[[Rows], None]
"""Changes the rows of a sheet: the heading first, then a row a county."""


def sheet_rows(scheme: Scheme, table: pd.DataFrame, items: Iterable[str], counties: Iterable[str] = ()) -> Rows:
    """A heading of ids and a row a county, as the table has them (or some)."""
    ids = list(items)
    rows: Rows = [["县（市、区）", *ids]]
    for county in counties or table.index:
        rows.append([county, *(_cell(scheme, item, table.at[county, item]) for item in ids)])
    return rows


def _cell(scheme: Scheme, item: str, value: Any) -> Any:
    if isinstance(value, str):
        return f"{value}（原因）"
    if pd.isna(value):
        return None
    return ("否", "是")[int(value)] if scheme.items[item].kind == "yes_no" else float(value)


def write_book(
    path: Path, sheets: Mapping[str, Rows], year: int | None = 2025, said: Mapping[str, str] | None = None
) -> Path:
    """A workbook of these sheets, and 填表说明 with the year and what else is said; the same content is written once a process."""
    key = repr((dict(sheets), year, said))
    if key not in _BOOKS:
        _BOOKS[key] = _book(sheets, year, said)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_BOOKS[key])
    return path


_BOOKS: dict[str, bytes] = {}


def _book(sheets: Mapping[str, Rows], year: int | None, said: Mapping[str, str] | None) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    if year is not None:
        guide = book.create_sheet("填表说明")
        guide.append(["考核年度", year])
        for label, text in (said or {}).items():
            guide.append([label, text])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def supplied(scheme: Scheme, *by: str) -> dict[str, tuple[str, ...]]:
    """The items of each bureau's sheet that are supplied so; bureaus without any are left out."""
    sheets = {
        bureau: tuple(item for item in items if scheme.items[item].supplied in by)
        for bureau, items in scheme.bureau_sheets().items()
    }
    return {bureau: items for bureau, items in sheets.items() if items}


def certified(scheme: Scheme) -> dict[str, tuple[str, ...]]:
    """What each bureau hands in."""
    return supplied(scheme, "bureau", "both", "county")


def decision(scheme: Scheme) -> dict[str, str]:
    """What a book of decisions says of itself besides the year."""
    return {"方案编号": scheme.id, "下达文号": "运政办函〔2025〕1号", "下达日期": "2025-03-01"}


def decided(folder: Path, scheme: Scheme, table: pd.DataFrame) -> Path:
    """The targets of a set, in a book of decisions."""
    items = [item for ids in supplied(scheme, "decision").values() for item in ids]
    if items:
        write_book(
            folder / DECISION / "目标.xlsx", {"目标下达": sheet_rows(scheme, table, items)}, said=decision(scheme)
        )
    return folder


def write_text(path: Path, rows: Rows, head: str = "考核年度：2025") -> Path:
    """The same as text, with a line above the heading."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([[head], *rows])
    return path


def bureau_books(
    folder: Path,
    scheme: Scheme,
    table: pd.DataFrame,
    *,
    but: Iterable[str] = (),
    edits: Mapping[str, Edit] | None = None,
    whole: bool = False,
) -> Path:
    """A workbook a bureau in a set, with the targets decided. but: bureaus that do not send. whole: every other sheet
    is there too, blank."""
    every = certified(scheme)
    decided(folder, scheme, table)
    left = set(but)
    for bureau, items in every.items():
        if bureau in left:
            continue
        rows = sheet_rows(scheme, table, items)
        if edits and bureau in edits:
            edits[bureau](rows)
        sheets = {bureau: rows}
        for other in every if whole else ():
            if other != bureau:
                sheets[other] = [["县（市、区）", *every[other]], *([county] for county in table.index)]
        write_book(folder / BUREAU / f"{bureau}.xlsx", sheets)
    return folder


def county_books(
    folder: Path,
    scheme: Scheme,
    table: pd.DataFrame,
    *,
    names: Mapping[str, str] | None = None,
    edits: Mapping[str, Callable[[dict[str, Rows]], None]] | None = None,
) -> Path:
    """A workbook a county in a set, with what that county reports of itself. names: of files, where other than the county."""
    for county in table.index:
        sheets = {
            bureau: sheet_rows(scheme, table, items, [county])
            for bureau, items in supplied(scheme, "both", "county").items()
        }
        if edits and county in edits:
            edits[county](sheets)
        write_book(folder / COUNTY / f"{(names or {}).get(county, county)}.xlsx", sheets)
    return folder


def without(*counties: str) -> Edit:
    """Deletes the rows of counties."""

    def edit(rows: Rows) -> None:
        rows[:] = [row for row in rows if row[0] not in counties]

    return edit


def without_column(item: str) -> Edit:
    """Deletes the column of an item."""

    def edit(rows: Rows) -> None:
        place = rows[0].index(item)
        for row in rows:
            del row[place]

    return edit
