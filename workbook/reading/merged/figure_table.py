"""From the figures of all files to the table: calibers compared, counted figures put in."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pandas as pd

from scoring.coal import Caliber
from scoring.lists.counting import Count
from scoring.lists.overlay import with_counts
from scoring.lists.rows import ListRows
from scoring.problems import Problem, Source
from scoring.scheme.scheme import Scheme
from workbook.reading.merged.verified import AssessedFigures
from workbook.reading.parts.file_data import FileData
from workbook.reading.tables.calibers import mixed_calibers
from workbook.reading.tables.cells import UNUSABLE
from workbook.reading.tables.values import Key

Chosen = Mapping[Key, FileData]
"""The file that a figure is from."""


def figure_table(
    scheme: Scheme,
    counties: Sequence[str],
    used: AssessedFigures,
    lists: Mapping[str, ListRows],
    counts: Mapping[Key, Count],
    calibers: Mapping[Key, Caliber],
) -> tuple[pd.DataFrame, list[Problem]]:
    """The table of figures, counted ones among them (their sources go into ``used``), and what is wrong with it."""
    figures = used.figures
    problems = _mixed(scheme, figures.values, figures.sources, calibers)
    read = _table(scheme, counties, figures.values)
    table, counted, wrong = with_counts(scheme, read, lists, figures.sources, counts=counts)
    figures.sources.update({key: counts[key].source for key in counted})
    return table, problems + wrong


def calibers_of(values: Mapping[Key, float | str], chosen: Chosen) -> dict[Key, Caliber]:
    """The caliber of every figure whose file says one."""
    every = chosen.values()
    files = dict(zip(map(id, every), every, strict=True))
    known = {number: part.figures.calibers for number, part in files.items() if part.figures.calibers}
    found = {}
    for key in values if known else ():
        own = known.get(id(chosen.get(key)))
        if own is not None and key[1] in own:
            found[key] = own[key[1]]
    return found


def _mixed(
    scheme: Scheme, values: Mapping[Key, float | str], sources: Mapping[Key, Source], calibers: Mapping[Key, Caliber]
) -> list[Problem]:
    """The counties whose energy figures stand in two calibers."""
    by_county: dict[str, dict[str, Caliber]] = {}
    for (county, item), caliber in calibers.items():
        value = values[county, item]
        if isinstance(value, float) and not math.isnan(value):
            by_county.setdefault(county, {})[item] = caliber
    names = {item.id: item.name for item in scheme.items.values()}
    return [one for county, own in by_county.items() for one in mixed_calibers(county, own, names, sources)]


def _table(scheme: Scheme, counties: Sequence[str], values: Mapping[Key, float | str]) -> pd.DataFrame:
    """The figures read; what could not be read at all is 缺报."""
    items = [item for ids in scheme.sheets().values() for item in ids]
    index = pd.Index(list(counties), name="county", dtype=object)
    data = {item: [values.get((county, item), UNUSABLE) for county in counties] for item in dict.fromkeys(items)}
    return pd.DataFrame(data, index, dtype=object).infer_objects()
