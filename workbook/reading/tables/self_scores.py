"""The sheet 自评分: the points that counties gave themselves, laid out as data sheets are."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

import pandas as pd

from scoring.scheme.describe import standard
from scoring.scheme.models import Indicator, ItemSpec
from scoring.scheme.scheme import Scheme
from workbook.reading.tables.across import read_across
from workbook.reading.tables.adjustments import largest
from workbook.reading.tables.counties import Counties
from workbook.reading.tables.down import DownReader
from workbook.reading.tables.down_layout import find_down
from workbook.reading.tables.sheet import Sheet
from workbook.reading.tables.values import Beside, Into, SheetValues

SHEET = "自评分"


def read_self_scores(sheet: Sheet, scheme: Scheme, counties: Counties, county: str | None) -> SheetValues:
    """The self scores, by county and indicator id; a blank is none. county: of a county workbook, items down."""
    found = SheetValues()
    items = self_score_items(scheme)
    down = find_down(sheet.rows, [item.id for item in items]) if county is not None else None
    if county is None:
        read_across(sheet, items, counties, {}, Into(found), required=False)
    elif down is not None:
        reader = DownReader(sheet, down, county, found, Beside(), lambda item: _texts(scheme)[item.id])
        reader.read(items, required=False)
        reader.finish()
    scores = SheetValues()
    for key, value in found.values.items():
        if isinstance(value, float) and not math.isnan(value):
            scores.values[key], scores.sources[key] = value, found.sources[key]
    return scores


@lru_cache(maxsize=50)
def _texts(scheme: Scheme) -> Mapping[str, Mapping[str, str]]:
    """What the form says of every indicator, by its id: the same in every county's workbook."""
    return {
        indicator.id: {
            "考核类别": scheme.dimension_of(indicator.id).name,
            "指标": indicator.name,
            "分值": f"{indicator.points:.15g}",
            "评分标准": standard(scheme, indicator),
            "依据": indicator.clause,
        }
        for indicator in scheme.indicators
    }


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
    most = largest(indicator) + sum(bonus.most() for bonus in indicator.bonuses)
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
