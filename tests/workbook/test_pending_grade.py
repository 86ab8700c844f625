"""A county with a total but a pending grade (a gate's figure is 暂缺): written with all sheets, improved, explained, reported."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import openpyxl
import pytest
from typer.testing import CliRunner

from examples.build import demonstration
from scoring import Assessment, assess, load_scheme
from scoring.improvement import what_it_takes
from scoring.improvement.words import step_words
from scoring.robustness import robustness
from workbook.command.app import app
from workbook.result.write import write_result

COUNTY = "垣曲县"


@pytest.fixture(scope="module", params=["major_incidents", "data_falsified"])
def pending(request: pytest.FixtureRequest) -> Assessment:
    table = demonstration().astype({request.param: object})
    table.loc[COUNTY, request.param] = np.nan
    return assess(load_scheme("yuncheng-14fyp"), table, 2025)


def test_it_has_a_total_and_no_grade(pending: Assessment) -> None:
    """The points rest on other figures: the total is that of the demonstration city, 95.21 before adjustments."""
    row = pending.scores.loc[COUNTY]
    assert (float(row["total"]), row["grade"]) == (95.21, "待定")


def test_improve_says_what_is_lacking(pending: Assessment) -> None:
    (step,) = what_it_takes(pending, [COUNTY])
    assert (step.total, step.grade, step.rank) == (95.21, "待定", None)
    assert step.pending
    assert step_words(step) == [f"{COUNTY}：总分 95.21，等次待定，先补报：{'、'.join(step.pending)}"]


def test_all_sheets_and_documents_are_written(pending: Assessment, tmp_path: Path) -> None:
    """With the review, 变动 against itself, and the study; then every document."""
    path = tmp_path / "结果.xlsx"
    write_result(pending, path, review=True, last=pending, robustness=robustness(pending, draws=200))
    book = openpyxl.load_workbook(path)
    (row,) = [row for row in book["提升"].iter_rows(values_only=True) if row[0] == COUNTY]
    assert row[4] == "等次待定"
    for words in (
        ["report", str(path), "-o", str(tmp_path / "报告"), "--until", "2026-04-10"],
        ["improve", str(path)],
        ["explain", str(path), "-c", COUNTY],
    ):
        done = CliRunner().invoke(app, words)
        assert done.exception is None or isinstance(done.exception, SystemExit), words
        assert done.exit_code == 0, (words, done.output)
