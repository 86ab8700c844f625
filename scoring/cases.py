"""Cases that an assessor can read: a scheme, figures in, results out, the source; run as tests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic import Field

from scoring.assessment import Assessment, assess
from scoring.errors import KaoheError, SchemeError
from scoring.lists.rows import ListRows, list_rows
from scoring.rules.base import Model
from scoring.scheme.loader import load_scheme
from scoring.scheme.messages import validate
from scoring.scheme.reading import Reader
from scoring.scheme.scheme import Scheme
from scoring.scheme.yaml_marks import Mark, MarkedList

Cell = float | str | None
ALONE = "某县"


class Example(Model):
    """One case. ``input`` is one county's figures, or ``counties`` those of several; likewise the results.

    Results name ledger columns: an indicator or dimension (points), ``total``, ``grade``, ``rank``, or any helper such as
    ``cod.completion``. 缺报, 待定, 不适用 are written as such. ``others: example`` gives the items not named their
    examples; without it they are missing. ``lists`` are rows of evidence lists by list id, of the one county where a
    row names none. ``problems`` are codes of problems that must be found. ``says`` are words that the explanation of an indicator must hold.
    """

    name: str
    scheme: str
    year: int
    source: str
    input: dict[str, Cell] = Field(default_factory=dict)
    counties: dict[str, dict[str, Cell]] = Field(default_factory=dict)
    lists: dict[str, tuple[dict[str, Cell], ...]] = Field(default_factory=dict)
    others: str | None = Field(default=None, pattern="^example$")
    output: dict[str, Cell] = Field(default_factory=dict)
    outputs: dict[str, dict[str, Cell]] = Field(default_factory=dict)
    says: dict[str, str] = Field(default_factory=dict)
    problems: tuple[str, ...] = ()
    error: str = ""


def load_cases(path: Path) -> list[Example]:
    """The cases of a file; SchemeError with file and line for what is wrong with it."""
    data = Reader().read(path, path.name)
    if not isinstance(data, MarkedList):
        raise SchemeError([f"{path.name}:1：样例文件应当是列表（每个样例以 - 开头）"])
    found, faults = [], []
    for element, mark in zip(data, data.marks, strict=True):
        one, wrong = validate(Example, element, Mark(mark.file, mark.line))
        faults += wrong
        if one is not None:
            found.append(one)
    if faults:
        raise SchemeError(faults)
    return found


def run_case(case: Example, folder: Path | None = None) -> list[str]:
    """What differs from the expected results, a sentence each; empty where the case holds.

    folder: where a scheme given as a path stands.
    """
    place = folder / case.scheme if folder is not None and (folder / case.scheme).exists() else case.scheme
    try:
        scheme = load_scheme(place)
        result = assess(scheme, _table(case, scheme), case.year, lists=_lists(case, scheme))
    except KaoheError as error:
        return [] if case.error and case.error in str(error) else [str(error)]
    if case.error:
        return [f"应当报错“{case.error}”，却算出了结果"]
    found = []
    for county, wanted in (case.outputs or {_first(case): case.output}).items():
        for column, cell in wanted.items():
            got = _shown(result, county, column)
            if not _same(cell, got):
                found.append(f"{county} {column}：应为 {cell}，算出 {got}")
    told = {one.code for one in result.problems}
    found += [f"应当发现问题 {code}，没有发现" for code in case.problems if code not in told]
    for indicator, words in case.says.items():
        said = result.explain(_first(case), indicator)
        if words not in said:
            found.append(f"{indicator} 的说明里没有“{words}”：{said}")
    return found


def _first(case: Example) -> str:
    return next(iter(case.counties), ALONE)


def _table(case: Example, scheme: Scheme) -> pd.DataFrame:
    rows = case.counties or {ALONE: case.input}
    unknown = {item for row in rows.values() for item in row} - set(scheme.items)
    if unknown:
        raise SchemeError([f"方案 {scheme.id} 没有数据项 {'、'.join(sorted(unknown))}"])
    plain: dict[str, Any] = {item.id: None for item in scheme.items.values()}
    if case.others == "example":
        plain = {item.id: item.example for item in scheme.items.values()}
    return pd.DataFrame.from_dict(
        {county: {**plain, **row} for county, row in rows.items()}, orient="index", dtype=object
    )


def _lists(case: Example, scheme: Scheme) -> dict[str, ListRows]:
    unknown = [name for name in case.lists if name not in scheme.lists]
    if unknown:
        raise SchemeError([f"方案 {scheme.id} 没有清单 {'、'.join(unknown)}"])
    strangers = {
        column
        for name, rows in case.lists.items()
        for row in rows
        for column in row
        if column != "county" and scheme.lists[name].column(column) is None
    }
    if strangers:
        raise SchemeError([f"清单里没有列 {'、'.join(sorted(strangers))}"])
    return {
        name: list_rows(scheme.lists[name], [{"county": _first(case), **row} for row in rows])
        for name, rows in case.lists.items()
    }


def _shown(result: Assessment, county: str, column: str) -> Cell:
    if column not in result.compiled.columns:
        raise SchemeError([f"方案 {result.scheme.id} 的计算里没有 {column}"])
    return result.filled.text(column, result.place(county))


def _same(wanted: Cell, got: Cell) -> bool:
    if isinstance(wanted, (int, float)) and isinstance(got, (int, float)):
        return abs(wanted - got) < 1e-9
    return wanted == got


def run_file(path: Path) -> Mapping[str, list[str]]:
    """Every case of a file by name, with what differs."""
    return {case.name: run_case(case, path.parent) for case in load_cases(path)}
