"""Fills a blank workbook as a person would: finds each item by its id and types into its cell, by openpyxl."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd

from scoring.scheme.models import ItemSpec
from scoring.scheme.scheme import Scheme
from tests.support.cities import random_city

Figures = pd.DataFrame


def random_figures(scheme: Scheme, counties: list[str], seed: int) -> Figures:
    """Valid figures without gaps; some declared 不适用 with a reason, some optional ones left blank."""
    table = random_city(scheme, counties, seed, missing=0.0)
    for item in scheme.items.values():
        cells = [_within(cell, item) for cell in table[item.id].tolist()]
        table[item.id] = pd.Series(cells, table.index, dtype=object)
    return table


def _within(cell: Any, item: ItemSpec) -> Any:
    if cell is None and not item.optional:
        cell = 3.0
    if cell is None or isinstance(cell, str):
        return cell
    value = float(np.clip(float(cell), item.minimum if item.minimum is not None else -1e9, item.maximum or 1e9))
    return float(round(value)) if item.kind in ("count", "yes_no") else value


def places(book: Any, county: str, ids: set[str]) -> dict[str, Any]:
    """The cell of each item for a county, whichever way the sheet lies: counties down or items down."""
    return places_of(book, [county], ids)[county]


def places_of(book: Any, counties: Iterable[str], ids: set[str]) -> dict[str, dict[str, Any]]:
    """The same for many counties, every sheet looked through once."""
    found: dict[str, dict[str, Any]] = {county: {} for county in counties}
    for sheet in book:
        rows = list(sheet.iter_rows())
        across = next((row for row in rows if sum(cell.value in ids for cell in row) > 1 or _is_ids(row, ids)), None)
        if across is not None:
            columns = {cell.value: cell.column for cell in across if cell.value in ids}
            lines: dict[str, int] = {}
            for row in rows[across[0].row :]:
                lines.setdefault(row[1].value, row[0].row)
            for county in found.keys() & lines.keys():
                found[county] |= {item: sheet.cell(lines[county], column) for item, column in columns.items()}
            continue
        head = next((row for row in rows if any(cell.value == "本年填报数" for cell in row)), None)
        if head is None:
            continue
        column = {cell.value: cell.column for cell in head}
        for row in rows:
            if row[column["编号"] - 1].value in ids:
                for one in found.values():
                    one[row[column["编号"] - 1].value] = sheet.cell(row[0].row, column["本年填报数"])
    return found


def _is_ids(row: tuple[Any, ...], ids: set[str]) -> bool:
    return row[1].value == "编号" and any(cell.value in ids for cell in row)


def fill(path: Path, target: Path, scheme: Scheme, figures: Figures, *, names: bool = False) -> Path:
    """Type the figures into a copy; what they do not have is locked there. names: also the counties' names, where the workbook leaves them to be typed."""
    book = openpyxl.load_workbook(path)
    if names:
        for sheet in book:
            if sheet["B5"].value == "编号":
                for row, county in enumerate(figures.index, 6):
                    sheet.cell(row, 2).value = county
    for county, cells in places_of(book, map(str, figures.index), set(scheme.items)).items():
        assert set(cells) == set(scheme.items), set(scheme.items) - set(cells)
        for item, cell in cells.items():
            if item not in figures.columns:
                assert cell.protection.locked, (cell.parent.title, cell.coordinate)
                continue
            assert not cell.protection.locked, (cell.parent.title, cell.coordinate)
            _type(cell, figures.loc[county, item], scheme.items[item])
    book.save(target)
    return target


def _type(cell: Any, value: Any, item: ItemSpec) -> None:
    head = {one.value: one.column for one in cell.parent[3]}
    if isinstance(value, str) and "状态" in head:  # items down: a status, and its reason in a cell of its own
        word, reason = value.rstrip("）").split("（")
        cell.parent.cell(cell.row, head["状态"]).value = word
        cell.parent.cell(cell.row, head["原因"]).value = reason
    elif item.kind == "yes_no" and isinstance(value, float):
        cell.value = "是" if value else "否"
    else:
        cell.value = value


def same_figures(read: pd.DataFrame, typed: Figures) -> list[str]:
    """Every cell that was not read as it was typed."""
    wrong = []
    for county in typed.index:
        for item in typed.columns:
            got, put = read.loc[county, item], typed.loc[county, item]
            blank = put is None and isinstance(got, float) and np.isnan(got)
            declared = isinstance(put, str) and got == put.split("（")[0].replace("未下达", "不适用")
            if not (
                blank or declared or (not isinstance(put, str) and put is not None and got == float(f"{put:.15g}"))
            ):
                wrong.append(f"{county} {item}: {put!r} -> {got!r}")
    return wrong
