"""A folder of submissions: the city workbook with one county's figures left in each copy, and other ways to hand in."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import openpyxl

from scoring.scheme.scheme import Scheme
from tests.support.cells import edited
from workbook.reading.merged.merging import merge
from workbook.reading.merged.submission import Submission
from workbook.reading.opening import open_book
from workbook.reading.parts.one_file import read_part

FIRST_ROW, COUNTY_COLUMN = 6, 2
OTHERS = ("填表说明", "核定调整")

Edit = Callable[[Any], None]


def only(book: Any, counties: Iterable[str]) -> None:
    """Blank the figures of every other county."""
    kept = set(counties)
    for sheet in book:
        if sheet.title in OTHERS:
            continue
        for row in range(FIRST_ROW, sheet.max_row + 1):
            name = sheet.cell(row, COUNTY_COLUMN).value
            if isinstance(name, str) and name not in kept and sheet.cell(row, 1).value:
                for column in range(COUNTY_COLUMN + 1, sheet.max_column + 1):
                    if type(sheet.cell(row, column)).__name__ == "Cell":
                        sheet.cell(row, column).value = None


def county_file(source: Path, target: Path, counties: Iterable[str], edit: Edit | None = None) -> Path:
    """A copy of a city workbook with the figures of these counties only."""

    def change(book: Any) -> None:
        only(book, counties)
        if edit is not None:
            edit(book)

    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(edited(source.read_bytes(), change))
    return target


def text_file(source: Path, target: Path, counties: Iterable[str], encoding: str, sheet: str | None = None) -> Path:
    """The rows of these counties as text: one table with every item of the sheets (or of one)."""
    book = openpyxl.load_workbook(source)
    wanted = [one for one in book if one.title not in (*OTHERS, "自评分") and sheet in (None, one.title)]
    kept, rows = set(counties), [["县（市、区）"]]
    for name in kept:
        rows.append([name])
    for one in wanted:
        places = {one.cell(row, COUNTY_COLUMN).value: row for row in range(FIRST_ROW, one.max_row + 1)}
        for column in range(COUNTY_COLUMN + 1, one.max_column + 1):
            item = one.cell(FIRST_ROW - 1, column).value
            if item:
                rows[0].append(str(item))
                for number, name in enumerate(kept, 1):
                    value = one.cell(places[name], column).value
                    rows[number].append("" if value is None else str(value))
    with target.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream).writerows(rows)
    return target


def read_folder(paths: Iterable[Path], scheme: Scheme, year: int = 2025) -> Submission:
    """The files read under a scheme and merged, as a folder is."""
    return merge([read_part(open_book(path), scheme, partly=True) for path in paths], scheme, year)
