"""From what was read, of one file or of many, to a Submission: calibers compared, lists counted, figures checked."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from scoring.assessment import Adjustment
from scoring.checks.run import check_figures
from scoring.coal import Caliber
from scoring.lists.counting import count_items
from scoring.lists.overlay import with_counts
from scoring.lists.rows import ListRows
from scoring.problems import Problem, Source
from scoring.scheme.scheme import Scheme
from scoring.vintages import Vintage
from workbook.reading.merged.submission import Submission
from workbook.reading.parts.part import Part
from workbook.reading.tables.calibers import mixed_calibers
from workbook.reading.tables.cells import UNUSABLE
from workbook.reading.tables.self_scores import self_score_table
from workbook.reading.tables.sheet import Key, SheetValues

Chosen = Mapping[Key, Part] | Mapping[str, Part]
"""The file that a figure, or every figure of a county, is from."""


@dataclass
class Whole:
    """What all files say together."""

    counties: Sequence[str]
    figures: SheetValues
    chosen: Chosen
    self_scores: SheetValues
    lists: Mapping[str, ListRows] = field(default_factory=dict)
    elsewhere: Mapping[Key, float] = field(default_factory=dict)
    vintages: tuple[Vintage, ...] = ()
    data_date: str = ""
    problems: list[Problem] = field(default_factory=list)


def single(part: Part, scheme: Scheme) -> Submission:
    """A file that stands for itself: what it lacks is lacking."""
    whole = Whole(
        part.counties,
        part.figures,
        dict.fromkeys(part.counties, part),
        part.self_scores,
        part.lists,
        part.elsewhere,
        part.vintages,
        part.data_date,
        part.problems,
    )
    return settled(
        scheme,
        whole,
        part.declaration.year,
        files={part.file: part.sha256},
        scheme_id=part.declaration.scheme_id,
        adjustments=part.adjustments,
        remark=part.declaration.remark,
        layout=part.layout,
    )


def settled(
    scheme: Scheme,
    whole: Whole,
    year: int | None,
    *,
    files: Mapping[str, str],
    scheme_id: str | None,
    adjustments: list[Adjustment],
    remark: str,
    layout: str = "city",
) -> Submission:
    """The Submission. year: without one, checks that know the year are left out."""
    figures = whole.figures
    problems = [*whole.problems, *_calibers(scheme, figures.values, figures.sources, whole.chosen)]
    # A blank is no fault where a figure is counted.
    counts = count_items(scheme, whole.lists)
    problems = [
        one for one in problems if one.code != "E_BLANK" or not one.item or (one.county, one.item) not in counts
    ]
    table, taken, wrong = with_counts(
        scheme, _table(scheme, whole.counties, figures.values), whole.lists, figures.sources
    )
    problems += wrong
    figures.sources.update({key: counts[key].source for key in taken})
    if year is not None:
        problems += check_figures(scheme, year, table, whole.elsewhere, figures.sources)
    return Submission(
        files=files,
        year=year,
        scheme_id=scheme_id,
        table=table,
        declared=figures.declared,
        sources=figures.sources,
        adjustments=adjustments,
        self_scores=self_score_table(whole.self_scores, scheme, whole.counties),
        problems=problems,
        remark=remark,
        layout="county" if layout == "county" else "city",
        counties=tuple(table.index),
        lists=whole.lists,
        elsewhere=whole.elsewhere,
        vintages=whole.vintages,
        data_date=whole.data_date,
        calibers=_by_cell(figures.values, whole.chosen),
    )


def _by_cell(values: Mapping[Key, float | str], chosen: Chosen) -> dict[Key, Caliber]:
    """The caliber of every figure whose file says one."""
    found = {}
    for key in values:
        part = _file_of(key, chosen)
        if part is not None and key[1] in part.figures.calibers:
            found[key] = part.figures.calibers[key[1]]
    return found


def _file_of(key: Key, chosen: Chosen) -> Part | None:
    return chosen.get(key) or chosen.get(key[0])  # type: ignore[call-overload]


def _calibers(
    scheme: Scheme, values: Mapping[Key, float | str], sources: Mapping[Key, Source], chosen: Chosen
) -> list[Problem]:
    """The counties whose energy figures stand in two calibers. chosen: the file of a figure, or of a county."""
    by_county: dict[str, dict[str, Part]] = {}
    for key, value in values.items():
        part = _file_of(key, chosen)
        if part is not None and part.figures.calibers and isinstance(value, float) and not math.isnan(value):
            by_county.setdefault(key[0], {})[key[1]] = part
    problems = []
    for county, items in by_county.items():
        calibers = {item: part.figures.calibers[item] for item, part in items.items() if item in part.figures.calibers}
        names = {item: scheme.items[item].name for item in calibers}
        problems += mixed_calibers(calibers, names, {county: list(calibers)}, sources)
    return problems


def _table(scheme: Scheme, counties: Sequence[str], values: Mapping[Key, float | str]) -> pd.DataFrame:
    """The figures read; what could not be read at all is 缺报."""
    items = [item for ids in scheme.sheets().values() for item in ids]
    index = pd.Index(list(counties), name="county", dtype=object)
    data = {item: [values.get((county, item), UNUSABLE) for county in counties] for item in dict.fromkeys(items)}
    return pd.DataFrame(
        {item: pd.Series(cells, index, dtype=object) for item, cells in data.items()}, index
    ).infer_objects()
