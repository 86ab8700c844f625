"""The demonstration city as one table, for examples: item names, ids, then a county a row."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from scoring.resources import examples_dir
from workbook.functions.schemes import DEFAULT, chosen


@lru_cache(maxsize=1)
def demonstration_table() -> tuple[tuple[Any, ...], ...]:
    """Made-up figures of 2025: a row of names, a row of ids, and the counties; undeclared blanks are None."""
    from workbook.reading.submissions import read_city_workbook

    scheme = chosen(DEFAULT)
    data = read_city_workbook(examples_dir() / "yuncheng-2025" / "yuncheng-2025.xlsx", scheme).table
    names = ["县（市、区）", *(scheme.items[item].name for item in data.columns)]
    rows = [
        [county, *(None if cell != cell else cell for cell in cells)]
        for county, cells in zip(data.index, data.astype(object).to_numpy().tolist(), strict=True)
    ]
    return tuple(map(tuple, [names, ["编号", *data.columns], *rows]))
