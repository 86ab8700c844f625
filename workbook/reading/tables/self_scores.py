"""The sheet 自评分: the points that counties gave themselves, laid out as a data sheet is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import pandas as pd

from scoring.scheme.models import Indicator, ItemSpec
from scoring.scheme.scheme import Scheme
from workbook.reading.findings import Findings
from workbook.reading.formats.book import Book
from workbook.reading.tables.counties import Counties
from workbook.reading.tables.sheet import SheetValues, read_sheet

SHEET = "自评分"


def read_self_scores(
    book: Book, sheet: str, scheme: Scheme, counties: Counties, findings: Findings, into: SheetValues
) -> None:
    """Read the self scores into ``into``, by county and indicator id; a blank is none."""
    found = SheetValues()
    read_sheet(book, sheet, self_score_items(scheme), counties, findings, {}, found, required=False)
    keep_scores(found, into)


def keep_scores(found: SheetValues, into: SheetValues) -> None:
    """Keep what is a score."""
    for key, value in found.values.items():
        if isinstance(value, float) and not math.isnan(value):
            into.values[key], into.sources[key] = value, found.sources[key]


def self_score_table(found: SheetValues, scheme: Scheme, counties: Sequence[str]) -> pd.DataFrame | None:
    """The self scores: index = county, columns = indicator ids, NaN where there is none; None if there are none."""
    if not found.values:
        return None
    return pd.DataFrame(
        {
            item.id: [found.values.get((county, item.id), math.nan) for county in counties]
            for item in self_score_items(scheme)
        },
        pd.Index(list(counties), name="county", dtype=object),
        dtype=float,
    )


@lru_cache(maxsize=50)
def self_score_items(scheme: Scheme) -> tuple[ItemSpec, ...]:
    """One column an indicator: points from 0 to its full points and bonus; a blank is no self score."""
    return tuple(_item(indicator) for indicator in scheme.indicators)


def _item(indicator: Indicator) -> ItemSpec:
    full = max(indicator.points, *(indicator.points_by_group or {}).values(), 0.0)
    most = full + sum(bonus.most() for bonus in indicator.bonuses)
    return ItemSpec(
        id=indicator.id,
        name=indicator.name,
        kind="number",
        unit="分",
        definition=indicator.definition,
        bureau=indicator.bureau,
        clause=indicator.clause,
        evidence=indicator.evidence,
        minimum=0.0,
        maximum=most,
        optional=True,
    )
