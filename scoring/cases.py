"""Cases that an assessor can read: a scheme, figures in, results out, the source; run as tests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
from pydantic import Field

from scoring.assessment import Assessment, Evidence, assess
from scoring.errors import KaoheError, SchemeError
from scoring.formula.columns import GROUP
from scoring.lists.rows import ListRows, list_rows
from scoring.rules.base import Model
from scoring.scheme.loader import load_scheme
from scoring.scheme.messages import validate
from scoring.scheme.reading import Reader
from scoring.scheme.scheme import Scheme
from scoring.scheme.spelling import near, nearest
from scoring.scheme.yaml_marks import Mark, MarkedList
from scoring.vintages import Vintage, replay

Cell = float | str | None
ALONE = "某县"


class CaseVintage(Model):
    """A later vintage of a figure; without a county, of the first one."""

    item: str
    value: Cell
    date: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    county: str = ""


class Example(Model):
    """One case. ``input`` is one county's figures, or ``counties`` those of several; likewise the results.

    Results name ledger columns: an indicator or dimension (points), ``total``, ``grade``, ``rank``, or any helper such as
    ``cod.completion``. 缺报, 待定, 不适用 are written as such. ``others: example`` gives the items not named their
    examples; without it they are missing. ``vintages`` are later figures (YYYY-MM-DD), ``as_of`` the day that is
    replayed. ``lists`` are rows of evidence lists by list id, of the one county where a row names none.
    ``problems`` are codes of problems that must be found. ``says`` are words that the explanation of an indicator
    must hold.
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
    vintages: tuple[CaseVintage, ...] = ()
    as_of: str = Field(default="", pattern=r"^(\d{4}-\d{2}-\d{2})?$")
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
    """What differs from the expected results, a sentence each; empty where the case holds. folder: where a scheme given as a path stands."""
    place = folder / case.scheme if folder is not None and (folder / case.scheme).exists() else case.scheme
    try:
        scheme = load_scheme(place)
        table = replay(_table(case, scheme), _vintages(case), case.as_of).table
        result = assess(scheme, table, case.year, evidence=Evidence(lists=_lists(case, scheme)))
    except KaoheError as error:
        return [] if case.error and case.error in str(error) else [str(error)]
    if case.error:
        return [f"应当报错“{case.error}”，却算出了结果"]
    found = []
    for county, expected in (case.outputs or {_first(case): case.output}).items():
        if county not in result.counties:
            found.append(f"样例里没有 {county} 的数据{near(county, result.counties)}")
            continue
        for column, cell in expected.items():
            if column not in result.compiled.columns:
                found.append(f"{county} {column}：结果里没有这个名称{nearest(column, _names(result))}")
                continue
            got = result.filled.text(column, result.place(county))
            if not _same(cell, got):
                found.append(f"{county} {column}：应为 {cell}，算出 {got}{_no_group(result, county, column, got)}")
    codes = {one.code for one in result.problems}
    found += [f"应当发现问题 {code}，没有发现" for code in case.problems if code not in codes]
    for indicator, words in case.says.items():
        explained = result.explain(_first(case), indicator)
        if words not in explained:
            found.append(f"{indicator} 的说明里没有“{words}”：{explained}")
    return found


def _vintages(case: Example) -> list[Vintage]:
    return [
        Vintage(one.county or _first(case), one.item, "" if one.value is None else one.value, one.date)
        for one in case.vintages
    ]


def _first(case: Example) -> str:
    return next(iter(case.counties), ALONE)


def _table(case: Example, scheme: Scheme) -> pd.DataFrame:
    rows = case.counties or {ALONE: case.input}
    unknown = {item for row in rows.values() for item in row} - set(scheme.items)
    if unknown:
        raise SchemeError([f"方案 {scheme.id} 没有数据项 {'、'.join(sorted(unknown))}"])
    plain = {item.id: item.example if case.others == "example" else None for item in scheme.items.values()}
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


def _names(result: Assessment) -> list[str]:
    """What may be asked for, lines and totals first: a list that is cut short shows these."""
    plain = [name for name, column in result.compiled.columns.items() if "." not in name and column.role != "item"]
    return [*plain, *(name for name in result.compiled.columns if "." in name)]


def _no_group(result: Assessment, county: str, column: str, got: Cell) -> str:
    """Why a county of no group has nothing, where lines go by groups."""
    region = result.scheme.region
    if region is None or county in region.by_name or not isinstance(got, str):
        return ""
    lines = result.scheme.indicators
    grouped = [
        one.name for one in [one for one in lines if one.id == column.split(".")[0]] or lines
        if any(GROUP in owned.reads for owned in result.compiled.owned(one.id))
    ]  # fmt: skip
    if not grouped:
        return ""
    return f"（{county}不在{region.name}的县里，没有分组，“{grouped[0]}”按分组计；用 counties 写地区里的县名）"


def _same(expected: Cell, got: Cell) -> bool:
    if isinstance(expected, (int, float)) and isinstance(got, (int, float)):
        return abs(expected - got) < 1e-9
    return expected == got


def run_file(path: Path) -> Mapping[str, list[str]]:
    """Every case of a file by name, with what differs."""
    return {case.name: run_case(case, path.parent) for case in load_cases(path)}
