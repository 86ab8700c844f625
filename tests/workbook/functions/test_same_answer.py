"""The same answer in the cell as in the result: every function beside the result workbook of the same cells.

A sample of the sentences is asked for; ``python -m tests.bench.bench_same_answer`` asks for all, as a call and as Excel
does, and of the results as LibreOffice recalculates them (here: test_three_readings.py holds that to the results).
"""

from __future__ import annotations

import string
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string

from scoring import load_scheme
from scoring.problems import Source
from scoring.resources import examples_dir
from tests.support.windows_xlwings import FakeRange
from workbook.archive import StoredResult, read_result
from workbook.command.scoring_run import score_files
from workbook.functions.calls import call
from workbook.functions.registry import functions
from workbook.reading.opening import open_book
from workbook.reading.parts.one_file import read_part
from workbook.reading.submissions import read_submissions
from workbook.reading.tables.self_scores import SHEET as SELF_SCORES
from workbook.steps.score_set import ScoreOptions

LETTERS, DIGITS = string.ascii_uppercase, string.digits
OMITTED = -2147352572
CITY = "yuncheng-2025/yuncheng-2025.xlsx"
BOOKS = {
    "the demonstration city": (CITY, "yuncheng-14fyp", 2025),
    "the full scheme": (CITY, "yuncheng-14fyp-full", 2025),
    "the strict scheme": (CITY, "yuncheng-14fyp-strict", 2025),
    "with mistakes": ("yuncheng-2025-errors/yuncheng-2025-errors.xlsx", "yuncheng-14fyp", 2025),
    "a set of files": ("yuncheng-2025-set", "yuncheng-14fyp", 2025),
    "a published table": ("sichuan-2016/sichuan-2016.xlsx", "national-2007-target", 2016),
}


@dataclass(frozen=True)
class Case:
    """An example: its result workbook, and the ranges that hold the same cells."""

    name: str
    path: Path
    result: StoredResult
    book: Any
    ranges: dict[str, Any]
    scheme: str
    year: float

    def given(self, name: str, **more: Any) -> list[Any]:
        """The arguments of a call by their place, None for those left out."""
        said = {**self.ranges, "scheme": self.scheme, "year": self.year, **more}
        return [said.get(one.name) for one in functions()[name].arguments]


def _texts(value: Any) -> Any:
    return None if value is None or value != value else value


def at_place(book: Any, place: Source) -> Any:
    """The cell of a source as it is written."""
    row, column = int(place.cell.strip(LETTERS)), column_index_from_string(place.cell.strip(DIGITS))
    return book.grid(place.sheet).rows[row - 1][column - 1]


def ranges_of(path: Path, scheme: str, year: int) -> dict[str, Any]:
    """One table of the figures as they were handed in, counted ones too; 核定调整 and the lists as they were read."""
    submitted = read_submissions([path], scheme, year, scheme).submission
    values, counties = submitted.table.astype(object), list(submitted.table.index)
    items = list(values.columns)
    cells = {(county, item): _texts(values.at[county, item]) for county in counties for item in items}
    if path.is_file():  # as it was handed in, before anything was counted; what could not be read as it was written
        opened = open_book(path)
        figures = read_part(opened, load_scheme(scheme)).figures
        items = [item for item in items if any(key[1] == item for key in figures.values)]
        cells = {key: _texts(value) for key, value in figures.values.items()}
        written = {key: at_place(opened.book, place) for key, place in figures.sources.items() if place.cell}
        cells |= {key: cell for key, cell in written.items() if isinstance(cell, str)}
    rows = [(county, *(cells.get((county, item)) for item in items)) for county in counties]
    found: dict[str, Any] = {"table": (("县（市、区）", *items), *rows)}
    heads = ("县（市、区）", "指标编号", "加减分", "理由", "批准人", "文号", "日期")
    made = [(a.county, a.indicator, a.points, a.reason, a.approver, a.document, a.date) for a in submitted.adjustments]
    found["adjustments"] = (heads, *made)
    for number, (name, spec) in enumerate(load_scheme(scheme).lists.items(), 1):
        rows = submitted.lists[name].frame.astype(object).to_numpy().tolist() if name in submitted.lists else []
        names = ("县（市、区）", *(one.id for one in spec.columns))
        found[f"list{number}"] = (names, *(tuple(map(_texts, row)) for row in rows))
    return found


@pytest.fixture(scope="module", params=[name for name in BOOKS if name != "the strict scheme"])
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    return made(request.param, tmp_path_factory.mktemp("same"))


def made(example: str, folder: Path) -> Case:
    """An example, scored."""
    name, scheme, year = BOOKS[example]
    path, target = examples_dir() / name, folder / "result.xlsx"
    score_files([path], ScoreOptions(scheme, year, robustness=False), target)
    book = openpyxl.load_workbook(target, read_only=True, data_only=True)
    return Case(name, target, read_result(target), book, ranges_of(path, scheme, year), scheme, float(year))


def ranking_rows(case: Case) -> dict[str, dict[str, Any]]:
    """The sheet 排名 by county and heading."""
    rows = list(case.book["排名"].iter_rows(values_only=True))
    at = next(number for number, row in enumerate(rows) if "名次" in row)
    heads = [str(one).partition("\n")[0] for one in rows[at]]
    shown = [dict(zip(heads, row, strict=True)) for row in rows[at + 1 :]]
    return {one["县（市、区）"]: one for one in shown if one["县（市、区）"] in case.result.assessment.counties}


def point_rows(case: Case) -> dict[tuple[str, str], Any]:
    """The sheet 得分表 by county and id, totals of the dimensions too."""
    rows = list(case.book["得分表"].iter_rows(values_only=True))
    ids = next(row for row in rows if row[0] == "编号")
    return {
        (str(row[1]), str(name)): cell
        for row in rows
        if row[1] in case.result.assessment.counties
        for name, cell in zip(ids, row, strict=True)
        if name
    }


def shown(cell: Any) -> Any:
    """A cell of a function's answer and one of the result workbook in the same words: no figure is no figure."""
    if isinstance(cell, (int, float)):
        return float(cell)
    return "—" if cell in (None, "", "#N/A", "待定", "缺报", "暂缺", "—") else str(cell)


def differences(case: Case, answer: Callable[..., Any], step: int = 1) -> list[str]:
    """Every cell of KH_SCORES, KH_RANKING and KH_EXPLAIN that is another than the result workbook's.

    step: of the sentences every how many-th is asked for.
    """
    found, assessment = [], case.result.assessment
    ranking, points = ranking_rows(case), point_rows(case)
    heading, *rows = answer("scores", *case.given("scores", detail=2.0))
    columns = [one for d in assessment.scheme.spec.dimensions for one in (*(i.id for i in d.indicators), d.id)]
    assert len(heading) == len(columns) + 4
    assert [row[0] for row in rows] == list(assessment.counties)
    for county, *cells in rows:
        expected = [points[county, column] for column in columns]
        expected += [ranking[county][name] for name in ("总分", "等次", "名次")]
        for name, cell, wanted in zip(heading[1:], cells, expected, strict=True):
            if shown(cell) != shown(wanted):
                found.append(f"KH_SCORES {county} {name}: {cell!r}, 结果 {wanted!r}")
    heads, *ranked = answer("ranking", *case.given("ranking"))
    if [row[1] for row in ranked] != list(ranking):
        found.append(f"KH_RANKING: {ranked}")
    for row in ranked:
        for name, cell in zip(heads[:4], row[:4], strict=True):
            if shown(cell) != shown(ranking[row[1]][name]):
                found.append(f"KH_RANKING {row[1]} {name}: {cell!r}, 结果 {ranking[row[1]][name]!r}")
    lines = (None, *(one.id for one in assessment.scheme.indicators))
    for number, county in enumerate(assessment.counties):
        for line in lines[number % step :: step]:
            said = answer("explain", *case.given("explain", county=county, indicator=line))
            if said != assessment.explain(county, line):
                found.append(f"KH_EXPLAIN {county} {line}: {said}")
    return found


def called(name: str, *given: Any) -> Any:
    """A function's answer."""
    return call(name, given)


def as_excel_calls(excel: Callable[..., Any]) -> Callable[..., Any]:
    """The same, asked for as Excel's server is asked."""

    def answer(name: str, *given: Any) -> Any:
        sent = [OMITTED if one is None else FakeRange(one) if isinstance(one, tuple) else one for one in given]
        return excel(functions()[name].excel_name, *sent)

    return answer


def test_every_cell_is_that_of_the_result_workbook(case: Case) -> None:
    assert differences(case, called, step=12) == []


def test_excel_is_given_the_same_cells(case: Case, excel: Callable[..., Any]) -> None:
    assert differences(case, as_excel_calls(excel), step=20) == []


def test_every_error_of_the_result_is_an_error_of_the_check(case: Case) -> None:
    said = {(row[1], row[0]) for row in call("check", case.given("check"))}
    lacking = [
        one for one in case.result.assessment.problems
        if one.severity == "error" and one.county and one.item and one.source.sheet != SELF_SCORES and (one.county, "错误") not in said
    ]  # fmt: skip
    assert lacking == []


@pytest.mark.parametrize("case", ["the demonstration city"], indirect=True)
def test_planted_differences_are_found(case: Case) -> None:
    heading, *rows = case.ranges["table"]
    at = heading.index("decline_actual")
    rows[0] = (*rows[0][:at], rows[0][at] - 3, *rows[0][at + 1 :])
    planted = {
        "without adjustments": {**case.ranges, "adjustments": "无"},
        "another figure": {**case.ranges, "table": (heading, *rows)},
    }
    for ranges in planted.values():
        assert differences(replace(case, ranges=ranges), called, step=6)
    listed = next(name for name in case.ranges if name.startswith("list"))
    shorter = {**case.ranges, listed: case.ranges[listed][:-20]}
    assert call("check", replace(case, ranges=shorter).given("check")) != call("check", case.given("check"))


@pytest.mark.parametrize("case", ["the demonstration city"], indirect=True)
def test_a_comparison_is_that_of_two_results(case: Case) -> None:
    twice = {f"{name}_before": cells for name, cells in case.ranges.items() if name != "table"}
    before = {"before": case.ranges["table"], "year": 2025.0, "year_before": 2025.0, **twice}
    heading, *rows = call("compare", case.given("compare", **before))
    totals = ranking_rows(case)
    for row in rows:
        cells = dict(zip(heading, row, strict=True))
        assert shown(cells["总分"]) == shown(cells["对比总分"]) == shown(totals[row[0]]["总分"])
        assert shown(cells["名次"]) == shown(totals[row[0]]["名次"])
