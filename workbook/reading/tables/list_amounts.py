"""Rows of an evidence list that lack a reason they must give, or whose amounts contradict each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from scoring.lists.derive import amounts, holds
from scoring.scheme.list_models import ListSpec
from scoring.scheme.lists import YES
from workbook.reading.tables.headers import TableLayout
from workbook.reading.tables.sheet import Sheet


def report_rows(sheet: Sheet, spec: ListSpec, layout: TableLayout, frame: pd.DataFrame, rows: Sequence[int]) -> None:
    """Rows that lack a reason they must give, or whose amounts contradict each other."""

    def report(code: str, place: int, column: str, message: str, remedy: str) -> None:
        cell = (rows[place], layout.columns.get(column, layout.county))
        sheet.findings.add(code, message, remedy, cell, county=str(frame["county"][place]))

    for need in spec.needs:
        name = _named(spec, need.column)
        for place in np.flatnonzero((holds(spec, need.when, frame) == 1) & frame[need.column].isna()).tolist():
            named = "、".join(_holding(spec, one, _shown(value, frame, one, place)) for one, value in need.when.items())
            report("E_LIST_REASON", place, need.column, f"{named}的，没有写“{name}”", f"写上“{name}”")
    for limit in spec.not_above:
        values, limits = amounts(frame[limit.column]), amounts(frame[limit.limit])
        for place in np.flatnonzero(values > limits).tolist():
            high, low = values[place], limits[place]
            names = _named(spec, limit.column), _named(spec, limit.limit)
            message = f"“{names[0]}”{high:.15g} 大于“{names[1]}”{low:.15g}"
            report("E_LIST_ABOVE", place, limit.column, message, "核对后改正其中一个")


def _holding(spec: ListSpec, name: str, value: str) -> str:
    """A condition that a row meets: a column says its value; a derived one that is 是 is what it is called."""
    called = spec.column(name) is None and value == YES
    return _named(spec, name) if called else f"{_named(spec, name)}为“{value}”"


def _named(spec: ListSpec, name: str) -> str:
    one = spec.column(name) or spec.derivation(name)
    return one.name if one is not None else name


def _shown(expected: str | tuple[str, ...], frame: pd.DataFrame, name: str, place: int) -> str:
    if isinstance(expected, str):
        return expected
    return str(frame[name][place]) if name in frame.columns else "、".join(expected)
