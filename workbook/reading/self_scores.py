"""The sheet 自评分: the points that counties gave themselves, laid out as a data sheet is."""

from __future__ import annotations

import math

import pandas as pd

from scoring.scheme.models import Indicator, ItemSpec
from scoring.scheme.scheme import Scheme
from workbook.reading.book import Book
from workbook.reading.counties import Counties
from workbook.reading.findings import Findings
from workbook.reading.sheet import SheetValues, read_sheet

SHEET = "自评分"


def read_self_scores(
    book: Book, sheet: str, scheme: Scheme, counties: Counties, findings: Findings
) -> pd.DataFrame | None:
    """The self scores: index = county, columns = indicator ids, NaN where blank; None if all are blank."""
    items = self_score_items(scheme)
    found = SheetValues()
    read_sheet(book, sheet, items, counties, findings, {}, found, required=False)
    scores = {key: value for key, value in found.values.items() if isinstance(value, float) and not math.isnan(value)}
    if not scores:
        return None
    return pd.DataFrame(
        {item.id: [scores.get((county, item.id), math.nan) for county in counties.names] for item in items},
        pd.Index(counties.names, name="county", dtype=object),
    )


def self_score_items(scheme: Scheme) -> tuple[ItemSpec, ...]:
    """One column an indicator: points from 0 to its full points and bonus; a blank is no self score."""
    return tuple(_item(indicator) for indicator in scheme.indicators)


def _item(indicator: Indicator) -> ItemSpec:
    full = max(indicator.points, *(indicator.points_by_group or {}).values(), 0.0)
    most = full + (indicator.bonus.cap if indicator.bonus is not None else 0.0)
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
