"""The demonstration city as ranges, for examples: one table of all items, 核定调整 and the lists."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from scoring.resources import examples_dir
from workbook.functions.registry import DEMONSTRATION, DEMONSTRATION_BESIDE, Function
from workbook.functions.schemes import DEFAULT, chosen
from workbook.reading.raw import Uncalculated

Table = tuple[tuple[Any, ...], ...]
_BOOK = ("yuncheng-2025", "yuncheng-2025.xlsx")


@lru_cache(maxsize=1)
def demonstration_table() -> Table:
    """Made-up figures of 2025: a row of names, a row of ids, and the counties; undeclared blanks are None."""
    from workbook.reading.submissions import read_city_workbook

    scheme = chosen(DEFAULT)
    read = read_city_workbook(examples_dir().joinpath(*_BOOK), scheme)
    data = read.table
    names = ["县（市、区）", *(scheme.items[item].name for item in data.columns)]

    def cell(county: str, item: str, value: Any) -> Any:
        declared = read.declared.get((county, item))
        if declared is not None and declared[1]:
            return f"{declared[0]}（{declared[1]}）"
        return None if value != value else value

    rows = [
        [county, *(cell(county, item, value) for item, value in zip(data.columns, cells, strict=True))]
        for county, cells in zip(data.index, data.astype(object).to_numpy().tolist(), strict=True)
    ]
    return tuple(map(tuple, [names, ["编号", *data.columns], *rows]))


@lru_cache(maxsize=1)
def demonstration() -> dict[str, Table]:
    """The cells of every range that stands in an example, by its mark."""
    from workbook.functions.values import trimmed
    from workbook.reading.opening import open_book

    book = open_book(examples_dir().joinpath(*_BOOK)).book
    beside = {mark: trimmed(_from_heading(book.rows(sheet_of(mark)))) for mark in DEMONSTRATION_BESIDE}
    return {DEMONSTRATION: demonstration_table(), **beside}


def _from_heading(rows: Sequence[Sequence[Any]]) -> Table:
    """A sheet without its title and note, and without its live checks, which have no value before a program opens it."""
    first = next(at for at, row in enumerate(rows) if sum(cell is not None for cell in row) > 1)
    return tuple(tuple(None if isinstance(cell, Uncalculated) else cell for cell in row) for row in rows[first:])


def sheet_of(mark: str) -> str:
    """The sheet that a mark of an example stands for."""
    return mark.strip("＜＞").partition("：")[2] or "数据"


def example(function: Function) -> list[Any]:
    """The arguments of a function's example, ranges as their cells."""
    cells = demonstration()
    return [cells.get(one, one) if isinstance(one, str) else one for one in function.example]
