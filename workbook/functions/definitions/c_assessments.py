"""A whole assessment from a range: scores, ranking, problems, reasons, and two of them compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from scoring.assessment import Assessment
from scoring.errors import DataError
from scoring.formula.columns import State
from workbook.drawing.problem_sheet import SEVERITIES
from workbook.functions.arguments import Argument, ArgumentKind, table
from workbook.functions.assessments import AssessedRanges, assessed
from workbook.functions.ranges import NONE, Ranges, extras
from workbook.functions.registry import DEMONSTRATION, DEMONSTRATION_BESIDE, function
from workbook.functions.schemes import DEFAULT, HEADERS, SCHEME, YEAR
from workbook.functions.values import CallRefusal, CellError, Grid
from workbook.reading.text import plain

_CATEGORY = "考核·整表"
_TABLE = table("table", "数据区域", "表头写县（市、区）和数据项编号或名称，下面一县一行")
_COUNTY = Argument("county", "县", ArgumentKind.TEXT, "只要一个县；与 column 同用得一个数", optional=True)
_BESIDE = extras()


@function(
    _CATEGORY, "各县得分：总分、等次、名次（detail 0），加各类别（1，省略时），加各指标（2）",
    _TABLE, SCHEME, YEAR,
    Argument("detail", "详略", ArgumentKind.WHOLE, "0 总分、1 加类别、2 加指标，省略时 1", optional=True, default=1),
    HEADERS, _COUNTY,
    Argument("column", "列", ArgumentKind.TEXT, "只要一列：总分、等次、名次，或类别、指标的编号或名称", optional=True),
    *_BESIDE, result="table", example=(DEMONSTRATION, *[None] * 6, *DEMONSTRATION_BESIDE),
)  # fmt: skip
def scores(
    table: Grid, scheme: str, year: int | None, detail: int, headers: bool, county: str | None, column: str | None,
    *beside: Grid | None,
) -> list[list[Any]]:  # fmt: skip
    """Scores of every county in the order of the range; of one county, one column, or one cell."""
    if detail not in (0, 1, 2):
        raise CallRefusal(CellError.NUM, f"详略应当是 0、1、2，现在是 {detail}")
    done = assessed(_ranges(table, beside), scheme, year)
    columns = _columns(done.result, 2 if column else detail)
    if column:
        by_heading = {plain(name): one for one, name in columns} | {one: one for one, _ in columns}
        if column not in by_heading:
            raise CallRefusal(
                CellError.VALUE, f"没有“{column}”这一列，可以写：{'、'.join(name for _, name in columns)}"
            )
        columns = [one for one in columns if one[0] == by_heading[column]]
    if county:
        place = _place(done, county)
        _whole(done.lacks)
        cells = [_cell(done.result, one, place) for one, _ in columns]
        return [cells] if column else [[done.result.counties[place], *cells]]
    rows = _headed(["县（市、区）", *(name for _, name in columns)], done.lacks, headers)
    read = dict(
        zip(done.result.counties, zip(*(_cells(done.result, one) for one, _ in columns), strict=True), strict=True)
    )
    unread = [CellError.NA] * len(columns)
    rows += [[written, *(read[name] if name is not None else unread)] for written, name in done.rows]
    return _noted(rows, done.lacks)


def _ranges(table: Grid, beside: Sequence[Grid | None]) -> Ranges:
    return Ranges(table, beside[0], tuple(beside[1:]))


def _headed(heads: list[str], lacks: str, shown: bool) -> list[list[Any]]:
    """The heading; its first cell begins with what the answer does not hold."""
    if not shown:
        _whole(lacks)
        return []
    return [[f"※{lacks.partition('：')[0]}　{heads[0]}" if lacks else heads[0], *heads[1:]]]


def _whole(lacks: str) -> None:
    """An answer without a heading has no place for a note: it is given only of the whole."""
    if lacks:
        raise CallRefusal(CellError.VALUE, lacks)


def _noted(rows: list[list[Any]], lacks: str) -> list[list[Any]]:
    """The rows, and below them what they do not hold and what to do."""
    return [*rows, [f"※{lacks}", *[None] * (len(rows[0]) - 1)]] if lacks else rows


def _columns(result: Assessment, detail: int) -> list[tuple[str, str]]:
    """The columns of a score table: ledger id and heading."""
    columns = []
    for dimension in result.scheme.spec.dimensions:
        if detail >= 2:
            columns += [(one.id, one.name) for one in dimension.indicators]
        if detail >= 1:
            columns.append((dimension.id, dimension.name))
    return [*columns, ("total", "总分"), ("grade", "等次"), ("rank", "名次")]


def _place(done: AssessedRanges, county: str) -> int:
    from workbook.reading.tables.counties import Counties, Unknown

    counties = Counties(done.result.scheme.region)
    found = counties.find(county)
    name = county if isinstance(found, Unknown) else found
    if name not in done.result.counties:
        raise CallRefusal(CellError.NA, f"数据里没有“{county}”，现有：{'、'.join(done.result.counties[:20])}")
    return done.result.counties.index(name)


def _cells(result: Assessment, column: str) -> list[Any]:
    """A column of the ledger: figures, texts, 不适用; #N/A where a figure is missing."""
    if column in result.filled.texts:
        return [str(text) for text in result.filled.texts[column].tolist()]
    cells: list[Any] = result.filled.frame.values[column].tolist()
    states = result.filled.frame.states[column]
    if states is not None:
        for place in np.flatnonzero(states != State.OK).tolist():
            cells[place] = "不适用" if states[place] == State.NOT_APPLICABLE else CellError.NA
    return cells


def _cell(result: Assessment, column: str, place: int) -> Any:
    return _cells(result, column)[place]


@function(
    _CATEGORY, "排名表：名次、县、总分、等次、组内名次、等次约束事由，按名次排；给出县名则只得它的名次",
    _TABLE, SCHEME, YEAR, HEADERS,
    Argument("county", "县", ArgumentKind.TEXT, "只要一个县的名次", optional=True),
    *_BESIDE, result="table", example=(DEMONSTRATION, *[None] * 4, *DEMONSTRATION_BESIDE),
)  # fmt: skip
def ranking(
    table: Grid, scheme: str, year: int | None, headers: bool, county: str | None, *beside: Grid | None
) -> list[list[Any]]:
    """The ranking, counties without a rank last."""
    done = assessed(_ranges(table, beside), scheme, year)
    result = done.result
    if county:
        _whole(done.lacks)
        return [[_cell(result, "rank", _place(done, county))]]
    columns = [("rank", "名次"), ("", "县（市、区）"), ("total", "总分"), ("grade", "等次")]
    if "group_rank" in result.compiled.columns:
        columns.append(("group_rank", "组内名次"))
    if "gate_reasons" in result.filled.texts:
        columns.append(("gate_reasons", "等次约束事由"))
    rows = _headed([name for _, name in columns], done.lacks, headers)
    for place in result.ranked:
        rows.append([_cell(result, one, place) if one else result.counties[place] for one, _ in columns])
    rows += [_unread(written, columns) for written, name in done.rows if name is None]
    return _noted(rows, done.lacks)


def _unread(written: str, columns: list[tuple[str, str]]) -> list[Any]:
    return [CellError.NA if one else written for one, _ in columns]


@function(
    _CATEGORY, "核对数据：每个问题一行，严重程度、县、数据项、位置（区域里的行列）、问题、怎么办",
    _TABLE, SCHEME, YEAR, HEADERS, *_BESIDE, result="table",
    example=(DEMONSTRATION, *[None] * 3, *DEMONSTRATION_BESIDE),
)  # fmt: skip
def check(table: Grid, scheme: str, year: int | None, headers: bool, *beside: Grid | None) -> list[list[Any]]:
    """Everything wrong with the data; a table that cannot be read at all is said in a sentence."""
    heads = ["严重程度", "县（市、区）", "数据项", "位置", "问题", "怎么办"]
    try:
        done = assessed(_ranges(table, beside), scheme, year)
    except CallRefusal as refusal:
        return [*([heads] if headers else []), ["错误", "", "", "", refusal.message, ""]]
    rows: list[list[Any]] = [heads] if headers else []
    items = done.result.scheme.items
    for one in done.result.problems:
        item = items[one.item].name if one.item in items else one.item
        rows.append([SEVERITIES[one.severity], one.county, item, str(one.source), one.message, one.remedy])
    if done.lacks:
        rows.append(["警告", "", "", "", done.lacks, "见 KH_SCORES 的参数 adjustments、list1……"])
    text = f"按方案 {done.result.scheme.id}、{done.result.year} 年度核对，{len(done.result.counties)} 个县（市、区）"
    rows.append(["提示", "", "", "", text + ("" if done.result.problems else "，没有发现问题"), ""])
    return rows


@function(
    _CATEGORY, "为什么是这个分：算式、所取的档次、依据；不写指标则说明总分、等次、名次",
    _TABLE,
    Argument("county", "县", ArgumentKind.TEXT, "县（市、区）名称"),
    Argument("indicator", "指标", ArgumentKind.TEXT, "指标编号或名称", optional=True),
    SCHEME, YEAR, *_BESIDE, result="text",
    example=(DEMONSTRATION, "稷山县", "intensity_annual", None, None, *DEMONSTRATION_BESIDE),
)  # fmt: skip
def explain(
    table: Grid, county: str, indicator: str | None, scheme: str, year: int | None, *beside: Grid | None
) -> str:
    """The sentence of a score; what cannot be explained is said in a sentence too."""
    try:
        done = assessed(_ranges(table, beside), scheme, year)
        name = done.result.counties[_place(done, county)]
        by_name = {plain(one.name): one.id for one in done.result.scheme.indicators}
        text = done.result.explain(name, by_name.get(indicator, indicator) if indicator else None)
        return f"{text}\n※{done.lacks}" if done.lacks else text
    except CallRefusal as refusal:
        return refusal.message
    except DataError as error:
        return str(error)


@function(
    _CATEGORY, "两份数据的结果对比：总分、名次、等次的变化，变化最大的指标；按本次的顺序",
    _TABLE,
    table("before", "对比区域", "另一份数据，如上年的，格式相同"),
    Argument("year", "年度", ArgumentKind.WHOLE, "第一份数据的考核年度"),
    Argument("year_before", "对比年度", ArgumentKind.WHOLE, "另一份数据的考核年度"),
    SCHEME,
    Argument("scheme_before", "对比方案", ArgumentKind.TEXT, "另一份数据的方案，省略时与本次相同", optional=True),
    HEADERS, *_BESIDE, *extras("_before", "对比的"), result="table",
    example=(DEMONSTRATION, DEMONSTRATION, 2025, 2024, None, None, None, *DEMONSTRATION_BESIDE, *[NONE] * 2),
)  # fmt: skip
def compare(
    table: Grid, before: Grid, year: int, year_before: int, scheme: str, scheme_before: str | None, headers: bool,
    *beside: Grid | None,
) -> list[list[Any]]:  # fmt: skip
    """This assessment against another: totals, ranks, grades, and the line that moved most."""
    now, then = beside[: len(_BESIDE)], beside[len(_BESIDE) :]
    done = assessed(_ranges(table, now), scheme, year)
    other = assessed(_ranges(before, then), scheme_before or scheme or DEFAULT, year_before)
    lacks = "；".join(f"{whose}{text}" for whose, text in (("本次", done.lacks), ("对比", other.lacks)) if text)
    heads = [
        "县（市、区）",
        "总分",
        "对比总分",
        "总分变化",
        "名次",
        "对比名次",
        "名次上升",
        "等次",
        "对比等次",
        "变化最大的指标",
    ]
    rows = _headed(heads, lacks, headers)
    for written, name in done.rows:
        if name is None:
            rows.append([written, *[CellError.NA] * (len(heads) - 1)])
            continue
        rows.append([name, *_compared(done.result, other.result, name)])
    return _noted(rows, lacks)


def _compared(new: Assessment, old: Assessment, name: str) -> list[Any]:
    here = new.counties.index(name)
    if name not in old.counties:
        now = [_cell(new, one, here) for one in ("total", "rank", "grade")]
        na = CellError.NA
        return [now[0], na, na, now[1], na, na, now[2], na, "对比区域没有这个县"]
    there = old.counties.index(name)
    total, total_old = _cell(new, "total", here), _cell(old, "total", there)
    rank, rank_old = _cell(new, "rank", here), _cell(old, "rank", there)
    change, climbed = _less(total, total_old), _less(rank_old, rank)
    grades = [_cell(new, "grade", here), _cell(old, "grade", there)]
    return [total, total_old, change, rank, rank_old, climbed, *grades, _moved(new, here, old, there)]


def _less(left: Any, right: Any) -> Any:
    if isinstance(left, float) and isinstance(right, float):
        return round(left - right, 10)
    return CellError.NA


def _moved(new: Assessment, here: int, old: Assessment, there: int) -> str:
    """The line whose points changed most, with the change; of equals the first in the point table."""
    best, most = "没有变化", 0.0
    for one in new.scheme.indicators:
        if one.id not in old.compiled.columns:
            continue
        change = _less(_cell(new, one.id, here), _cell(old, one.id, there))
        if isinstance(change, float) and abs(change) > most:
            best, most = f"{one.name} {change:+g}", abs(change)
    return best
