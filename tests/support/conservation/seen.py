"""What a reading says, to be compared with another; and whether a problem names a place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from scoring.errors import KaoheError
from scoring.problems import Problem, Source
from tests.support.conservation.addresses import Place, letters, place_of
from workbook.reading.submissions import SubmissionSet, read_submissions

DEFAULT = "yuncheng-14fyp"
_RANGE = re.compile(r"(?<![A-Za-z0-9_])\$?([A-Z]{1,3})\$?([1-9][0-9]*)(?:\s*[:：-]\s*\$?([A-Z]{1,3})\$?([1-9][0-9]*))?")
_ROWS = re.compile(r"第\s*([0-9]+)(?:\s*[-–—~至、]\s*([0-9]+))?\s*行")
_COLUMNS = re.compile(r"(?<![A-Za-z])([A-Z]{1,3})\s*列")


@dataclass(frozen=True)
class Seen:
    """data: everything that is read, by what it is. places: where each figure was read, by county and item.

    refused: the sentence of a file that was not read at all. crash: what was raised that must not be.
    """

    data: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[tuple[str, str], str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    refused: str = ""
    crash: str = ""


def see(path: Path) -> Seen:
    """Read one file as the command does, under the scheme and year that it declares."""
    try:
        return seen(read_submissions([path], None, None, DEFAULT))
    except KaoheError as error:
        return Seen(refused=str(error))
    except Exception as error:  # a traceback is what the tests look for
        return Seen(crash=f"{type(error).__name__}: {error}")


def seen(submitted: SubmissionSet) -> Seen:
    """All that a reading says but its hashes."""
    said = submitted.submission
    frames = {
        name: (list(rows.frame.columns), rows.frame.map(repr).values.tolist()) for name, rows in said.lists.items()
    }
    own = said.self_scores
    data = {
        "scheme": (submitted.scheme.id, submitted.year, said.scheme_id, said.year),
        "remark": said.remark,
        "date": said.data_date,
        "layout": (said.layout, said.counties),
        "table": {(c, i): repr(v) for i in said.table for c, v in zip(said.table.index, said.table[i].tolist(), strict=True)},
        "declared": dict(said.declared),
        "calibers": {key: str(one) for key, one in said.calibers.items()},
        "for checks": {key: repr(one) for key, one in said.elsewhere.items()},
        "self scores": None if own is None else {(i, c): repr(v) for c in own for i, v in own[c].items()},
        "lists": frames,
        "adjustments": [repr(replace(one, source=Source())) for one in said.adjustments],
        "revisions": [repr(replace(one, source=Source())) for one in said.vintages],
    }  # fmt: skip
    places = {key: str(one) for key, one in said.sources.items()}
    return Seen(data, places, tuple(said.problems))


def differing(before: Seen, after: Seen) -> list[str]:
    """What is read otherwise. Where a figure stands is no part of it: the same figure from another cell is the same."""
    return [name for name, one in before.data.items() if after.data.get(name) != one]


def new_problems(before: Seen, after: Seen, *, shifted: bool) -> list[Problem]:
    """Problems that were not there. shifted: the same one in another row is no new one."""
    told = Counter(_key(one, shifted) for one in before.problems)
    fresh = []
    for one in after.problems:
        key = _key(one, shifted)
        if told[key]:
            told[key] -= 1
        else:
            fresh.append(one)
    return fresh


def _key(one: Problem, shifted: bool) -> tuple[str, ...]:
    key = (one.code, one.source.sheet, one.source.cell, one.message, one.value)
    return tuple(re.sub("[0-9]+", "#", text) for text in key) if shifted else key


def names(problem: Problem, sheet: str, place: Place) -> bool:
    """Whether a problem names a cell: by itself, in a range, by its row or its column, on its own sheet."""
    for source in (problem.source, *problem.also):
        if source.sheet == sheet and (holds(source.cell, place) or holds(problem.message, place)):
            return True
    return any(holds(text, place) for text in _after(problem.message, f"{sheet}!"))


def _after(text: str, mark: str) -> Iterable[str]:
    """What follows each mark, up to where another sheet is named."""
    for part in text.split(mark)[1:]:
        yield re.split(r"[\w（）]+!", part)[0]


def holds(text: str, place: Place) -> bool:
    """Whether a text names a cell (B7), a range that holds it (B2:C9), its row (第 7 行) or its column (B 列)."""
    for found in _RANGE.finditer(text):
        first = place_of(found[1] + found[2])
        last = place_of(found[3] + found[4]) if found[3] else first
        if first[0] <= place[0] <= last[0] and first[1] <= place[1] <= last[1]:
            return True
    rows = [(int(one[1]), int(one[2] or one[1])) for one in _ROWS.finditer(text)]
    return any(first <= place[0] + 1 <= last for first, last in rows) or any(
        one[1] == letters(place[1]) for one in _COLUMNS.finditer(text)
    )


def told(problems: Iterable[Problem]) -> str:
    """Problems as a line for the report."""
    return " | ".join(f"{one.code} {one.source.sheet}!{one.source.cell} {one.message[:60]}" for one in problems)
