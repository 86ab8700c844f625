"""Rows of an evidence list that contradict or repeat each other: nobody can tell what the county's list counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from scoring.lists.derive import amounts, holds
from scoring.lists.identity import ambiguous, case_numbers, naming
from scoring.lists.rows import UNUSABLE, ListRows
from scoring.problems import Problem
from scoring.scheme.list_models import Alone, ListSpec
from scoring.scheme.lists import CASE

TWICE, MIXED, UNCLEAR, NAMES = "E_LIST_TWICE", "E_LIST_ALONE", "E_LIST_CASE", "W_LIST_NAMES"


def list_problems(spec: ListSpec, rows: ListRows) -> list[Problem]:
    """What is wrong between the rows of a county, by county in reading order; warnings beside errors.

    Of a county with an error nothing is counted from the list (see ``counting``): its rows would count twice, or the
    favourable one of two.
    """
    if rows.frame.empty:
        return []
    for checked, known in rows.checked:
        if checked is spec:
            return list(known)
    frame = rows.frame.reset_index(drop=True)
    cases = case_numbers(spec, frame)
    found = [
        *_repeated(spec, rows, frame, cases),
        *_unclear(spec, rows, frame),
        *(one for alone in spec.alone for one in _mixed(spec, alone, rows, frame, cases)),
        *_names(spec, rows, frame),
    ]
    rows.checked.append((spec, tuple(found)))
    return found


def faulty_counties(problems: Sequence[Problem]) -> set[str]:
    """The counties of which nothing can be counted."""
    return {one.county for one in problems if one.severity == "error"}


def _repeated(spec: ListSpec, rows: ListRows, frame: pd.DataFrame, cases: np.ndarray) -> Iterator[Problem]:
    """Rows that share what only one row may have, and rows that are equal in everything."""
    reported: set[int] = set()
    correcting = _correcting(spec, frame)
    for columns in spec.unique:
        for first, place in _pairs(frame, _keys(columns, frame, cases), correcting):
            reported.add(place)
            shared = "、".join(_column_label(spec, column, frame, place) for column in columns)
            message = f"“{spec.sheet}”里 {rows.sources[first]} 和 {rows.sources[place]} 两行的{shared}相同，分不清是不是重复登记，由它计的各项按缺报处理"
            yield _problem(TWICE, rows, place, first, message, "重复的删除一行；确是两件的，改正写错的那一格")
    cells = [
        [None if one is None or one != one else str(one) for one in frame[column].tolist()]
        for column in frame.columns
        if column != "county"
    ]
    whole: list[object] = [None if set(row) == {UNUSABLE} else row for row in zip(*cells, strict=True)]
    for first, place in _pairs(frame, whole, correcting):
        if place in reported:
            continue
        keyed = cases[place] >= 0
        ask = "" if keyed else f"，又没有{_label(spec)}"
        message = f"“{spec.sheet}”里 {rows.sources[first]} 和 {rows.sources[place]} 两行完全相同{ask}，分不清是一件还是两件，由它计的各项按缺报处理"
        remedy = "重复的删除一行" if keyed else f"重复的删除一行；确是两件的，各写上{_label(spec)}"
        yield _problem(TWICE, rows, place, first, message, remedy)


def _pairs(frame: pd.DataFrame, keys: Sequence[object], skipped: np.ndarray) -> Iterator[tuple[int, int]]:
    """The first row of a county with a key, and each later one with the same."""
    first: dict[tuple[str, object], int] = {}
    for place, (county, key) in enumerate(zip(frame["county"].tolist(), keys, strict=True)):
        if key is None or key == "" or skipped[place]:
            continue
        before = first.setdefault((county, key), place)
        if before != place:
            yield before, place


def _keys(columns: Sequence[str], frame: pd.DataFrame, cases: np.ndarray) -> list[object]:
    """What each row has in columns; None where that is no key: no case, what could not be read, a lone column blank."""
    parts: list[list[object]] = []
    for column in columns:
        if column == CASE:
            parts.append([int(one) if one >= 0 else None for one in cases.tolist()])
            continue
        texts: list[str | None] = list(naming(column, frame))
        unread = (frame[column] == UNUSABLE).tolist()
        parts.append(
            [None if bad or (not text and len(columns) == 1) else text for text, bad in zip(texts, unread, strict=True)]
        )
    return [None if None in row else row for row in zip(*parts, strict=True)]


def _correcting(spec: ListSpec, frame: pd.DataFrame) -> np.ndarray:
    if spec.correction is None:
        return np.zeros(len(frame), bool)
    return amounts(frame[spec.correction]) < 0


def _column_label(spec: ListSpec, column: str, frame: pd.DataFrame, place: int) -> str:
    if column == CASE:
        return "项目"
    one = spec.column(column)
    value = frame[column].iloc[place]
    return f"{one.name if one is not None else column}“{'' if value is None else value}”"


def _label(spec: ListSpec) -> str:
    """The column that tells cases of a list apart, as it is called."""
    one = spec.column(spec.case.code or spec.case.name or "")
    return f"“{one.name}”" if one is not None else "编号"


def _unclear(spec: ListSpec, rows: ListRows, frame: pd.DataFrame) -> Iterator[Problem]:
    for place, others in ambiguous(spec, frame):
        name = frame[spec.case.name].iloc[place]
        places = "、".join(str(rows.sources[one]) for one in others[:3])
        message = (
            f"“{spec.sheet}”的“{name}”没有写代码，同名的有几个代码（{places}），分不清是哪一个，由它计的各项按缺报处理"
        )
        yield _problem(UNCLEAR, rows, place, others[0], message, f"写上{_label(spec)}")


def _mixed(spec: ListSpec, alone: Alone, rows: ListRows, frame: pd.DataFrame, cases: np.ndarray) -> Iterator[Problem]:
    fits = holds(spec, alone.when, frame) == 1
    values = frame[alone.column]
    first: dict[int, int] = {}
    for place in np.flatnonzero(fits & (cases >= 0)).tolist():
        before = first.setdefault(int(cases[place]), place)
        pair = {values.iloc[before], values.iloc[place]}
        if len(pair) > 1 and alone.value in pair:
            one = spec.column(alone.column)
            name = one.name if one is not None else alone.column
            message = f"“{spec.sheet}”里同一项的“{name}”在 {rows.sources[before]} 是“{values.iloc[before]}”，在 {rows.sources[place]} 是“{values.iloc[place]}”，不能都是，由它计的各项按缺报处理"
            yield _problem(
                MIXED, rows, place, before, message, f"核对处置结果；已经{alone.value}的，各行都写{alone.value}"
            )


def _names(spec: ListSpec, rows: ListRows, frame: pd.DataFrame) -> Iterator[Problem]:
    """A code with two names, a name with two codes: counted by the codes, and reported."""
    if spec.case.code is None or spec.case.name is None:
        return
    codes, names = naming(spec.case.code, frame), naming(spec.case.name, frame)
    counties = frame["county"].tolist()
    for one, other, fault in ((codes, names, "同一个代码写了两个名称"), (names, codes, "同一个名称写了两个代码")):
        first: dict[tuple[str, str], int] = {}
        reported: set[tuple[str, str]] = set()
        for place, (county, key) in enumerate(zip(counties, one, strict=True)):
            if not key or not other[place]:
                continue
            before = first.setdefault((county, key), place)
            if other[before] != other[place] and (county, key) not in reported:
                reported.add((county, key))
                message = f"“{spec.sheet}”里{fault}：{rows.sources[before]} 和 {rows.sources[place]}，按代码认"
                yield _problem(NAMES, rows, place, before, message, "核对；同一项的，代码和名称写成一样")


def _problem(code: str, rows: ListRows, place: int, other: int, message: str, remedy: str) -> Problem:
    severity = "error" if code.startswith("E") else "warning"
    county = str(rows.frame["county"].iloc[place])
    return Problem(severity, code, county, "", message, rows.sources[place], "", remedy, (rows.sources[other],))  # type: ignore[arg-type]
