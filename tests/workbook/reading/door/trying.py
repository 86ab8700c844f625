"""Books to be spoilt, and what to ask of a reading: the figure, or a problem with its place and its words."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from examples.build import ADJUSTMENTS, demonstration, self_scores
from scoring import load_scheme
from scoring.problems import Problem
from scoring.scheme.scheme import Scheme
from tests.support.cells import Book
from tests.support.conservation.addresses import place_of
from tests.support.conservation.books import filled_lists
from tests.support.conservation.seen import DEFAULT, names
from workbook.reading.merged.submission import Submission
from workbook.reading.submissions import SubmissionSet, read_submissions
from workbook.template.content import TemplateContent
from workbook.template.county_writer import county_template_bytes
from workbook.template.writer import template_bytes

SCHEME = load_scheme(DEFAULT)
FIGURES = demonstration()
YEAR = 2025
NAMES, UNITS, IDS, FIRST = 3, 4, 5, 6  # rows of a city sheet
Edit = Callable[[Any], None]
"""A change to a workbook's cells (``tests.support.cells``) or, where sheets, rows or columns move, to openpyxl's workbook."""
Make = Callable[[bytes, Edit, Path], Path]
"""Writes an edited copy of a workbook."""


@cache
def city(*, lists: bool = False) -> bytes:
    """The demonstration city by dimension: figures, an adjustment, self scores; with lists, four rows a county."""
    figures = FIGURES.copy()
    counted = [one.id for one in SCHEME.items.values() if one.counted is not None] if lists else []
    figures[counted] = None
    rows = filled_lists(SCHEME, [str(name) for name in figures.index], 7, 4) if lists else {}
    return template_bytes(
        SCHEME,
        YEAR,
        TemplateContent(values=figures, adjustments=ADJUSTMENTS, self_scores=self_scores(SCHEME), lists=rows),
    )


@cache
def county(name: str = "夏县") -> bytes:
    """One county's workbook of the demonstration city."""
    return county_template_bytes(SCHEME, YEAR, name, TemplateContent(values=FIGURES.loc[[name]]))


def cell(book: Any, item: str, county: str = "夏县") -> Any:
    """The cell of an item's figure, in a city workbook (counties down) or a county workbook (items down)."""
    for sheet in book:
        if sheet["C3"].value == "编号":
            found = next((row for row in range(4, sheet.max_row + 1) if sheet.cell(row, 3).value == item), None)
            if found is not None and sheet["G3"].value:
                return sheet.cell(found, 7)
        elif sheet.title not in ("自评分", "填表说明") and not sheet.title.endswith("清单"):
            for head in sheet[IDS]:
                if head.value == item:
                    return sheet.cell(next(one.row for one in sheet["B"] if one.value == county), head.column)
    raise KeyError(item)


def column(book: Any, item: str) -> list[Any]:
    """The cells of an item's figures in a city workbook, a county each."""
    first = cell(book, item, str(FIGURES.index[0]))
    return [first.parent.cell(row, first.column) for row in range(FIRST, FIRST + len(FIGURES))]


def heading(book: Any, item: str) -> tuple[Any, Any, Any]:
    """The cells of an item's name, unit and id in a city workbook."""
    sheet, at = cell(book, item).parent, cell(book, item).column
    return sheet.cell(NAMES, at), sheet.cell(UNITS, at), sheet.cell(IDS, at)


def list_cell(book: Any, sheet: str, name: str, row: int = FIRST) -> Any:
    """A cell of a list by the id of its column."""
    return book[sheet].cell(row, next(one.column for one in book[sheet][IDS] if one.value == name))


def place(cell: Any) -> str:
    """工作表!格 of a cell."""
    return f"{cell.parent.title}!{cell.coordinate}"


def spoilt(source: bytes, edit: Edit, path: Path) -> Path:
    """A copy of a workbook with other cells."""
    book = Book(source)
    edit(book)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(book.bytes())
    return path


def rebuilt(source: bytes, edit: Edit, path: Path) -> Path:
    """A copy of a workbook with other sheets, rows or columns, edited by openpyxl."""
    book = openpyxl.load_workbook(io.BytesIO(source))
    edit(book)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def handed(*paths: Path, scheme: str | Scheme | None = None, year: int | None = None) -> SubmissionSet:
    """What the files give, under the scheme and year that they declare."""
    return read_submissions(list(paths), scheme, year, DEFAULT)


def _key(one: Problem) -> tuple[str, ...]:
    return one.code, one.source.sheet, one.source.cell, one.message


@cache
def _usual(source: bytes, make: Make) -> frozenset[tuple[str, ...]]:
    with tempfile.TemporaryDirectory() as folder:
        problems = handed(make(source, lambda book: None, Path(folder) / "spoilt.xlsx")).submission.problems
    return frozenset(_key(one) for one in problems)


def read(source: bytes, edit: Edit, folder: Path, make: Make = spoilt) -> tuple[Submission, list[Problem]]:
    """The reading of an edited copy, and the problems that the unedited one does not have."""
    submission = handed(make(source, edit, folder / "spoilt.xlsx")).submission
    usual = _usual(source, make)
    return submission, [one for one in submission.problems if _key(one) not in usual]


def no_errors(problems: Iterable[Problem]) -> None:
    """AssertionError if one is an error."""
    errors = [one for one in problems if one.severity == "error"]
    assert not errors, lines(errors)


def decided(book: Any, county: str = "夏县", value: str | float = 388_001, row: int = 5) -> None:
    """Fill in a row of 数据修订."""
    for place, one in enumerate((county, "energy_use", value, "2026-06-30", None, "省厅核定函"), 1):
        book["数据修订"].cell(row, place).value = one


def lines(problems: Iterable[Problem], most: int = 12) -> str:
    """Problems, a line each, for the message of a failing test."""
    every = [f"  {one.severity} {one.code} {one.source}: {one.message[:90]} [{one.remedy[:60]}]" for one in problems]
    return "\n".join([*every[:most], *([f"  … and {len(every) - most} more"] if len(every) > most else [])])


def _half(text: str) -> str:
    """The text in half-width signs."""
    return text.translate({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})


def told(
    problems: Iterable[Problem],
    place: str,
    *words: str,
    code: str = "",
    severity: str = "error",
    file: str = "",
) -> Problem:
    """The problem that names a place (``工作表!格`` or ``工作表``) and holds the words; AssertionError without one."""
    sheet, _, address = place.partition("!")
    problems = list(problems)
    for one in problems:
        said = _half(one.message + one.remedy + one.value + str(one.source)).replace(",", "")
        if (
            one.severity in severity.split("|")
            and (not code or one.code == code)
            and all(_half(word) in said for word in words)
            and (not file or file in str(one.source))
            and (not place or (names(one, sheet, place_of(address)) if address else sheet in said))
        ):
            return one
    raise AssertionError(
        f"nothing says {severity} {code} {place} {words} {file}; told is:\n{lines(problems) or '  nothing'}"
    )


def all_told(
    problems: Iterable[Problem], wanted: Iterable[tuple[str, ...]], *, code: str = "", severity: str = "error"
) -> None:
    """Every place with its words is told; one AssertionError names all that are not."""
    problems = list(problems)
    silent = []
    for place, *words in wanted:
        try:
            told(problems, place, *words, code=code, severity=severity)
        except AssertionError:
            silent.append(f"  {place} {words}")
    assert not silent, (
        f"not told ({severity} {code}):\n" + "\n".join(silent) + f"\ntold is:\n{lines(problems) or '  nothing'}"
    )


def about(problems: list[Problem], file: str) -> list[Problem]:
    return [
        one
        for one in problems
        if file in str(one.source) or any(file in str(also) for also in one.also) or file in one.message
    ]


def is_empty(problems: list[Problem], file: str) -> list[Problem]:
    return [one for one in about(problems, file) if "是空表" in one.message]


def figure(submission: Submission, item: str, county: str = "夏县") -> Any:
    """A figure as it was read."""
    return submission.table.at[county, item]


def unread(value: Any) -> bool:
    """Whether a figure was left out: 缺报, or a blank."""
    return value == "缺报" or value != value
