"""Figures to be written into the workbook: every one such that the reader would take it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from scoring.errors import KaoheError
from scoring.scheme.models import ItemSpec
from workbook.reading.tables.cells import is_unassigned, read_cell

Cell = float | str | None  # None is blank


def cells_of(
    values: pd.DataFrame | None, counties: Sequence[str], items: Sequence[ItemSpec], what: str
) -> Mapping[tuple[str, str], Cell]:
    """The cells of a table by (county, item), blanks left out.

    values: index = counties, columns = item ids, some or all; cells are numbers, 不适用（…）, 暂缺（…）, NaN,
    and for yes/no items also 是 and 否, True and False. KaoheError, in Chinese, for anything else.
    """
    if values is None:
        return {}
    known = {item.id: item for item in items}
    for names, allowed, kind in (
        (values.index, set(counties), "县（市、区）"),
        (values.columns, set(known), "数据项"),
    ):
        strangers = [str(name) for name in names if name not in allowed]
        if strangers:
            raise KaoheError(f"{what}：方案里没有这些{kind}：{'、'.join(strangers[:10])}")
        if names.has_duplicates:
            raise KaoheError(f"{what}：{kind}有重复，分不清用哪一个")
    found: dict[tuple[str, str], Cell] = {}
    for column in values.columns:
        for county, raw in zip(values.index, values[column].tolist(), strict=True):
            cell = _cell(raw, known[column], f"{what}：{county}")
            if cell is not None:
                found[county, column] = cell
    return found


def _cell(raw: Any, item: ItemSpec, where: str) -> Cell:
    if raw is None or raw is pd.NA or (isinstance(raw, float) and math.isnan(raw)):
        return None
    if isinstance(raw, np.generic):
        raw = raw.item()
    if isinstance(raw, str) and item.unassigned and is_unassigned(raw):
        return raw.strip()
    reading = read_cell(raw, item)
    if reading.fault is not None and reading.fault.code.startswith("E_"):
        raise KaoheError(f"{where}：{reading.fault.message}")
    if reading.declared is not None:
        return str(raw).strip()
    if isinstance(reading.value, float) and math.isnan(reading.value):
        return None  # a blank text
    return ("是" if reading.value else "否") if item.kind == "yes_no" else reading.value


def decimals(numbers: Sequence[float], most: int = 6) -> int:
    """The fewest decimal places that show all the numbers as they are, at most ``most``."""
    return max((_places(number, most) for number in numbers), default=0)


def _places(number: float, most: int) -> int:
    return next((places for places in range(most) if round(number, places) == number), most)
