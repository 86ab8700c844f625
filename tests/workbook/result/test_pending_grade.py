"""A county with a total but a pending grade (a gate's figure is 暂缺): written with all sheets, improved, explained, reported."""

from __future__ import annotations

from pathlib import Path

import ironcalc
import numpy as np
import openpyxl
import pytest
from typer.testing import CliRunner

from examples.build import demonstration
from scoring import Assessment, assess, load_scheme
from scoring.formula.columns import State
from scoring.improvement import what_it_takes
from scoring.improvement.words import step_words
from scoring.robustness import robustness
from tests.support.libreoffice import strip_cached_values
from workbook.command.app import app
from workbook.layout.inputs import ResultInputs
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


@pytest.mark.parametrize("pending", ["major_incidents"], indirect=True)
def test_all_sheets_and_documents_are_written(pending: Assessment, tmp_path: Path) -> None:
    """With the review, 变动 against itself, and the study; then every document."""
    path = tmp_path / "结果.xlsx"
    write_result(pending, path, ResultInputs(review=True, last=pending), robustness=robustness(pending, draws=200))
    book = openpyxl.load_workbook(path, read_only=True)
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


@pytest.mark.parametrize("pending", ["data_falsified"], indirect=True)
def test_the_ranking_says_what_a_pending_county_waits_for(pending: Assessment, tmp_path: Path) -> None:
    """Named as 数据 heads it; 芮城县 lacks its total too. A figure typed in, the words go; taken out, others come.

    Recalculated by IronCalc, which has no AGGREGATE: the order of counties is the written one.
    """
    path, bare = write_result(pending, tmp_path / "结果.xlsx"), tmp_path / "bare.xlsx"
    (item,) = [one for one, marks in pending.intake.states.items() if marks is not None and _lacks(pending, marks)]
    ranking = openpyxl.load_workbook(path, read_only=True, data_only=True)["排名"]
    shown = {str(row[2]): row for row in ranking.iter_rows(min_row=5, max_row=17, values_only=True)}
    assert shown[COUNTY][-1] == f"待定：缺“{pending.scheme.items[item].name}”"
    assert shown["芮城县"][-1] == "待定：缺“挥发性有机物重点工程减排量（认定）”"
    book = openpyxl.load_workbook(path)
    strip_cached_values(path, bare)
    model = ironcalc.load_from_xlsx(str(bare), "en", "UTC", "en")
    sheets, data = book.sheetnames, book["数据"]
    row = next(cell.row for cell in data["B"] if cell.value == COUNTY)
    column = next(cell.column for cell in data[6] if cell.value == item)

    def said(value: str) -> object:
        model.set_user_input(sheets.index("数据"), row, column, value)
        model.evaluate()
        places = range(5, 18)
        at = next(one for one in places if model.get_cell_value(sheets.index("排名"), one, 3) == COUNTY)
        return model.get_cell_value(sheets.index("排名"), at, len(shown[COUNTY]))

    assert said("缺报") == shown[COUNTY][-1]
    assert said("0") == ""
    assert said("没有说") == "待定：有的数没有定"


def _lacks(pending: Assessment, marks: np.ndarray) -> bool:
    return bool(marks[pending.place(COUNTY)] == State.MISSING)
