"""Counted figures take the place of typed ones; where the two disagree, that is a problem with both places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from scoring.formula.columns import NOT_APPLICABLE_TEXT
from scoring.lists.counting import Count, count_items, counted_from, doubled_cases
from scoring.lists.rows import PENDING, ListRows
from scoring.problems import Problem, Source
from scoring.rounding import to_15_digits
from scoring.scheme.scheme import Scheme

Key = tuple[str, str]  # county and item


def with_counts(
    scheme: Scheme,
    table: pd.DataFrame,
    lists: Mapping[str, ListRows],
    sources: Mapping[Key, Source] | None = None,
    revised: frozenset[Key] = frozenset(),
    counts: Mapping[Key, Count] | None = None,
) -> tuple[pd.DataFrame, frozenset[Key], list[Problem]]:
    """The table with counted figures, the cells that hold one, and what is wrong.

    A county with rows in a list gets the items counted from it; one without keeps what it reported. A cell
    that declares 暂缺, or 不适用 where nothing is counted, keeps its declaration; so does a figure that was
    ``revised`` by a later document than the list. counts: those of ``count_items``, if they are at hand.
    """
    counts = {
        key: one
        for key, one in (count_items(scheme, lists) if counts is None else counts).items()
        if key[0] in table.index and key not in revised
    }
    problems = doubled_cases(scheme, lists)
    problems += _unlisted(scheme, table, lists, sources or {})
    if not counts:
        return table, frozenset(), problems
    columns: dict[str, list[Any]] = {}
    places = {county: place for place, county in enumerate(table.index)}
    done: set[Key] = set()
    for (county, item), count in counts.items():
        if item not in columns:
            columns[item] = table[item].tolist() if item in table.columns else [None] * len(table)
        typed = columns[item][places[county]]
        if _declared(typed, count.figure):
            continue
        if np.isnan(count.figure):
            columns[item][places[county]] = PENDING
            problems.append(_pending(county, count))
            continue
        wrong = _differs(county, typed, count, (sources or {}).get((county, item), Source()))
        problems += [wrong] if wrong else []
        columns[item][places[county]] = count.figure
        done.add((county, item))
    result = table.assign(**{name: pd.Series(cells, table.index, dtype=object) for name, cells in columns.items()})
    return result.infer_objects(), frozenset(done), problems


def _declared(typed: Any, figure: float) -> bool:
    if not isinstance(typed, str):
        return False
    return typed.startswith(PENDING) or (typed.startswith(NOT_APPLICABLE_TEXT) and figure == 0)


def _figure(typed: Any) -> float | None:
    if isinstance(typed, bool) or not isinstance(typed, (int, float, np.number)) or np.isnan(float(typed)):
        return None
    return float(to_15_digits(float(typed)))


def _differs(county: str, typed: Any, count: Count, place: Source) -> Problem | None:
    """A typed figure, or 不适用, against the counted one."""
    filled = _figure(typed)
    if isinstance(typed, str) and typed.startswith(NOT_APPLICABLE_TEXT):
        shown = NOT_APPLICABLE_TEXT
    elif filled is None or abs(filled - count.figure) < 1e-9 * max(1.0, abs(filled)):
        return None
    else:
        shown = f"{filled:.15g}"
    message = (
        f"“{count.item.name}”填的是 {shown}，按“{count.spec.sheet}”{_way(count)}是 {count.figure:.15g}"
        f"（{count.source} 起），按清单计"
    )
    remedy = f"核对{place or '填报的数'}和清单，改正其中一处；有清单的，数可以不填"
    return Problem("error", "E_LIST_DIFFERS", county, count.item.id, message, place, shown, remedy)


def _way(count: Count) -> str:
    return "合计" if count.item.counted is not None and count.item.counted.sum is not None else "计数"


def _pending(county: str, count: Count) -> Problem:
    message = f"“{count.item.name}”要从“{count.spec.sheet}”计，清单里有一行暂缺或读不出来：该县总分、等次待定"
    return Problem("warning", "W_LIST_PENDING", county, count.item.id, message, count.source, "", "清单补全后再计")


def _unlisted(
    scheme: Scheme, table: pd.DataFrame, lists: Mapping[str, ListRows], sources: Mapping[Key, Source]
) -> list[Problem]:
    """Counties that report something of a list in which others have rows and they have none."""
    found = []
    for name, rows in lists.items():
        there = set(rows.frame["county"])
        if not there:
            continue
        for county in [one for one in table.index if one not in there]:
            filled = [
                item
                for item in counted_from(scheme, name)
                if item.id in table.columns and _figure(table.loc[county, item.id])
            ]
            if filled:
                named = "、".join(f"“{item.name}”" for item in filled[:3])
                message = f"“{scheme.lists[name].sheet}”里没有{county}的行，{named}等 {len(filled)} 项按填报的数计"
                item, remedy = filled[0].id, "补上清单，或核对填报的数"
                place = sources.get((county, item), Source())
                found.append(Problem("warning", "W_LIST_NONE", county, item, message, place, "", remedy))
    return found
