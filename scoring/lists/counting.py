"""Items counted from evidence lists, by county; and cases that stand where they may not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from scoring.lists.derive import row_shares
from scoring.lists.identity import case_numbers, naming
from scoring.lists.repeated import faulty_counties, list_problems
from scoring.lists.rows import ListRows, spoilt_counties
from scoring.problems import Problem, Source
from scoring.rounding import round_half_up
from scoring.scheme.list_models import ListSpec
from scoring.scheme.models import ItemSpec
from scoring.scheme.scheme import Scheme

SUM_PLACES = 6
"""Amounts have at most so many decimals, so that a sum rounded there is exact in every reading."""


@dataclass(frozen=True)
class Count:
    """An item of a county, counted: the figure, NaN where a row cannot be counted yet; and where from."""

    figure: float
    item: ItemSpec
    spec: ListSpec
    source: Source


def count_items(scheme: Scheme, lists: Mapping[str, ListRows]) -> dict[tuple[str, str], Count]:
    """The counted items by (county, item id), for every county that has a row in the item's list."""
    found: dict[tuple[str, str], Count] = {}
    for name, rows in lists.items():
        spec = scheme.lists[name]
        frame = rows.frame
        if frame.empty:
            continue
        cases = case_numbers(spec, frame)
        faulty = faulty_counties(list_problems(spec, rows)) | spoilt_counties(frame)
        first = {county: rows.sources[place] for place, county in reversed([*enumerate(frame["county"].tolist())])}
        numbers, counties = pd.factorize(frame["county"])
        for item in counted_from(scheme, name):
            assert item.counted is not None
            # A row that cannot be counted (NaN) leaves its county's sum missing.
            sums = np.bincount(numbers, row_shares(spec, item.counted, frame, cases), len(counties))
            for county, figure in zip(counties, round_half_up(sums, SUM_PLACES), strict=True):
                usable = np.nan if county in faulty else float(figure)
                found[str(county), item.id] = Count(usable, item, spec, first[str(county)])
    return found


def counted_from(scheme: Scheme, list_id: str) -> list[ItemSpec]:
    """The scheme's items that are counted from a list."""
    return [item for item in scheme.items.values() if item.counted is not None and item.counted.list == list_id]


def doubled_cases(scheme: Scheme, lists: Mapping[str, ListRows]) -> list[Problem]:
    """What is wrong between rows: a case that stands in two counties, by its code or by its name, or twice in one."""
    found: list[Problem] = []
    for name, rows in lists.items():
        spec = scheme.lists[name]
        found += [*_across(spec, rows), *list_problems(spec, rows)]
    return found


def _across(spec: ListSpec, rows: ListRows) -> Iterator[Problem]:
    reported: set[frozenset[int]] = set()
    counties = rows.frame["county"].tolist()
    for column in (spec.case.code, spec.case.name):
        if column is None:
            continue
        spelt = spec.column(column)
        assert spelt is not None
        for text, places in _same(rows.frame, column):
            firsts = {counties[place]: place for place in reversed(places)}
            if len(firsts) < 2 or frozenset(firsts.values()) in reported or _codes_differ(spec, column, rows, firsts):
                continue
            reported.add(frozenset(firsts.values()))
            (county, here), *others = sorted(firsts.items(), key=lambda one: one[1])
            for other, place in others:
                message = (
                    f"“{spec.sheet}”的{spelt.name}“{text}”在两个县（市、区）都有：{county}（{rows.sources[here]}）、"
                    f"{other}（{rows.sources[place]}）"
                )
                remedy = "核对归哪个县（市、区），另一处删除；确是两件事的，写上各自的代码或改写名称"
                yield Problem("error", "E_LIST_TWO_COUNTIES", other, "", message, rows.sources[place], text, remedy)


def _same(frame: pd.DataFrame, column: str) -> Iterator[tuple[str, list[int]]]:
    """The rows by what a naming column says; a text of several rows only."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(naming(column, frame)):
        if text:
            places[text].append(place)
    for rows in places.values():
        if len(rows) > 1:
            yield str(frame[column][rows[0]]), rows


def _codes_differ(spec: ListSpec, column: str, rows: ListRows, firsts: Mapping[str, int]) -> bool:
    """Whether rows of one name have codes, all different, and so are different cases."""
    if spec.case.code is None or column == spec.case.code:
        return False
    codes = [rows.frame[spec.case.code][place] for place in firsts.values()]
    return all(isinstance(code, str) and code for code in codes) and len(set(codes)) == len(codes)
