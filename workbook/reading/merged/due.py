"""What is still due, and what each file gave."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import repeat
from typing import Any

import pandas as pd

from scoring.columns import cells_of
from scoring.problems import Source
from scoring.scheme.scheme import Scheme
from workbook.reading.merged.absence import Duties, debtor
from workbook.reading.parts.file_data import FileData
from workbook.reading.roles import SELF_REPORTED, Adopted, Outstanding, Role
from workbook.reading.tables.cells import UNUSABLE, Declared
from workbook.reading.tables.values import Key
from workbook.reading.text import listed

MISSING, PENDING = "未报", "暂缺"


def _all_there(cells: Sequence[Any]) -> bool:
    """Whether a column is nothing but numbers."""
    return set(map(type, cells)) <= {float} and not any(map(math.isnan, cells))


def outstanding(
    table: pd.DataFrame, scheme: Scheme, provisional: Mapping[Key, str], declared: Mapping[Key, Declared]
) -> tuple[Outstanding, ...]:
    """The figures of a table that are missing or not final, by county and item; a blank optional one is not missing."""
    found = []
    counties, columns = [str(county) for county in table.index], cells_of(table)
    for item in scheme.items.values():
        if item.id not in columns:
            continue
        if not (provisional or declared) and _all_there(columns[item.id]):
            continue
        for county, value in zip(counties, columns[item.id], strict=True):
            key = (county, item.id)
            if key in declared and declared[key][0] == PENDING:
                why: str = PENDING
            elif key in provisional:
                why = "自报，未核定" if provisional[key] == SELF_REPORTED else provisional[key]
            elif value in (UNUSABLE, PENDING) or (value != value and not item.optional):
                why = MISSING
            else:
                continue
            found.append(Outstanding(*key, debtor(item) or key[0], why))
    return tuple(found)


def adopted_files(
    parts: Sequence[FileData], table: pd.DataFrame, sources: Mapping[Key, Source], scheme: Scheme
) -> tuple[Adopted, ...]:
    """Each file with its role, whose it is, and how many figures of the table are from it."""
    usable = Counter[str]()
    counties = [str(county) for county in table.index]
    for item, cells in cells_of(table).items():
        places = map(sources.get, zip(counties, repeat(item)))
        if set(map(type, cells)) == {float}:
            usable.update(
                [one.file for one, cell in zip(places, cells, strict=True) if one is not None and cell == cell]
            )
            continue
        usable.update(
            source.file
            for source, value in zip(places, cells, strict=True)
            if source is not None and value == value and value not in (UNUSABLE, PENDING)
        )
    duties = Duties(parts, scheme, ())
    return tuple(
        Adopted(part.file, part.role, _who(part, number, duties), part.declaration.year, part.sha256, usable[part.file])
        for number, part in enumerate(parts)
    )


def _who(part: FileData, number: int, duties: Duties) -> str:
    if part.role == Role.COUNTY:
        return listed(duties.counties[number])
    if part.role == Role.BUREAU:
        return listed(sorted(duties.bureaus[number] - {Role.OFFICE.value}), 5)
    return str(Role.OFFICE)
