"""Figures of which nobody can tell whether they are meant: they are missing, and so is what is counted from them."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from scoring.lists.rows import UNUSABLE
from workbook.reading.tables.values import SheetValues


def spoil(figures: SheetValues, items: Collection[str]) -> None:
    """Leave these items' figures 缺报."""
    for key in [key for key in figures.values if key[1] in items]:
        figures.spoil(key)


def spoilt(rows: pd.DataFrame) -> pd.DataFrame:
    """A list's rows, each county's first of them 缺报: what is counted from them is missing."""
    frame = rows.copy()
    firsts = ~frame["county"].duplicated()
    frame.loc[firsts, [one for one in frame.columns if one != "county"]] = UNUSABLE
    return frame
