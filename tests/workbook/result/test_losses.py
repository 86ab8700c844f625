"""失分与离散: what was lost by clause, and how far lines set counties apart."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from examples.build import demonstration
from scoring import assess, load_scheme
from scoring.losses import clauses_of, lines_of
from workbook.layout.inputs import ResultInputs
from workbook.result.sheets.losses import SHEET
from workbook.result.write import write_result

DONE = assess(load_scheme("yuncheng-14fyp"), demonstration(), 2025)


def test_lost_by_clause_is_what_the_lines_lack() -> None:
    """Source: full points minus points of 得分, added up by pandas, a county without points left out."""
    scores = DONE.scores
    whole = sum((one.points - scores[one.id]).clip(lower=0).sum() for one in DONE.scheme.indicators)
    found = clauses_of(DONE)
    assert sum(one.lost for one in found) == pytest.approx(whole, abs=1e-9)
    assert [one.lost for one in found] == sorted((one.lost for one in found), reverse=True)
    worst = found[0]
    own = [one.id for one in DONE.scheme.indicators if one.clause == worst.clause]
    assert worst.counties == int((scores[own].lt([DONE.scheme.indicator(one).points for one in own]).any(axis=1)).sum())


def test_spread_is_the_deviation_of_the_points() -> None:
    """Source: pandas' std over all counties (ddof=0); the first line is the one of the largest."""
    names = {one.name: one.id for one in DONE.scheme.indicators}
    found = lines_of(DONE)
    spreads = {name: float(DONE.scores[column].std(ddof=0)) for name, column in names.items()}
    assert {one.name: one.spread for one in found} == pytest.approx(spreads, abs=1e-12)
    assert found[0].name == max(spreads, key=lambda name: spreads[name])


def test_the_sheet_is_there_with_the_review_and_says_the_figures(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_result(DONE, tmp_path / "r.xlsx", ResultInputs(review=True)))
    rows = [row for row in book[SHEET].iter_rows(values_only=True) if row[0]]
    clause, line = clauses_of(DONE)[0], lines_of(DONE)[0]
    assert next(row[4] for row in rows if row[0] == clause.clause) == pytest.approx(clause.lost, abs=1e-9)
    assert next(row[7] for row in rows if row[0] == line.name) == pytest.approx(line.spread, abs=1e-9)
    assert SHEET not in openpyxl.load_workbook(write_result(DONE, tmp_path / "plain.xlsx")).sheetnames
