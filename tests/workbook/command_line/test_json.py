"""``--json``: the same figures as the workbook and the terminal, parsed back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from examples.build import HERE
from scoring.errors import DataError
from tests.support.cells import Book
from tests.support.results import scored
from workbook.command.app import app
from workbook.command.naming import county_of, indicator_of
from workbook.steps.console import Steps
from workbook.steps.run import RunOptions, run

pytestmark = pytest.mark.usefixtures("writes_once")
DEMO = str(HERE / "yuncheng-2025" / "yuncheng-2025.xlsx")


def said(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    app(list(words), prog_name="kaohe", standalone_mode=False)
    out = capsys.readouterr().out
    assert out.isascii()
    return json.loads(out)


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return scored(tmp_path_factory.mktemp("json") / "r.xlsx")


def test_score_says_what_the_workbook_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "新" / "r.xlsx"
    found = said(capsys, "score", DEMO, "-o", str(path), "--no-robustness", "--json")
    assert (found["scheme"], found["year"], found["stage"], found["result"]) == (
        "yuncheng-14fyp",
        2025,
        "初评",
        str(path),
    )
    sheet = openpyxl.load_workbook(path, data_only=True)["排名"]
    heads = {cell.value: cell.column for row in sheet.iter_rows(max_row=8) for cell in row if cell.value}
    shown = {
        sheet.cell(row, heads["县（市、区）"]).value: (
            sheet.cell(row, heads["总分"]).value,
            sheet.cell(row, heads["等次"]).value,
        )
        for row in range(1, sheet.max_row + 1)
    }
    assert len(found["counties"]) == 13
    for one in found["counties"]:
        total, grade = shown[one["county"]]
        assert one["grade"] == grade
        assert one["total"] == (total if isinstance(total, float) else None)
    ranks = [one["rank"] for one in found["counties"] if one["rank"] is not None]
    assert ranks == sorted(ranks)
    assert found["counties"][-1]["rank"] is None  # 芮城县 is pending and stands last


def test_explain_lost_lists_what_lost_most_first(result: Path, capsys: pytest.CaptureFixture[str]) -> None:
    county = said(capsys, "explain", str(result), "-c", "闻喜", "--lost", "--json")["counties"][0]
    lost = [one["full"] - one["points"] for one in county["indicators"]]
    assert lost == sorted(lost, reverse=True)
    assert min(lost) > 0
    every = said(capsys, "explain", str(result), "-c", "闻喜县", "--json")["counties"][0]["indicators"]
    assert {one["id"] for one in every if one["points"] < one["full"]} == {one["id"] for one in county["indicators"]}
    app(["explain", str(result), "-c", "闻喜", "--lost"], prog_name="kaohe", standalone_mode=False)
    assert capsys.readouterr().out.count("闻喜县「") == len(lost)


def test_the_other_commands(result: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each agrees with ``score`` on a county's total."""
    totals = {one["county"]: one["total"] for one in said(capsys, "explain", str(result), "--json")["counties"]}
    improved = said(capsys, "improve", str(result), "-c", "稷山", "--json")["counties"]
    assert [(one["county"], one["total"]) for one in improved] == [("稷山县", totals["稷山县"])]
    studied = said(capsys, "robustness", str(result), "--draws", "200", "--json")
    assert {one["county"]: one["total"] for one in studied["counties"]}.items() <= totals.items()
    compared = said(capsys, "compare", str(result), str(result), "--json")
    assert {one["county"]: one["total_this"] for one in compared["counties"]} == totals
    assert all(one["indicators"] == {} for one in compared["counties"])
    ranks = [one[key] for one in compared["counties"] for key in ("rank_last", "rank_this")]
    assert {type(rank) for rank in ranks} <= {int, type(None)}
    assert any(ranks)
    revised = said(capsys, "revisions", "list", DEMO, "--json")
    assert revised["revisions"] == []


def test_counties_and_indicators_as_people_name_them() -> None:
    with Steps() as steps:
        assessment = run([Path(DEMO)], RunOptions(), steps).assessment
    assert county_of(assessment, "稷山") == "稷山县"
    assert indicator_of(assessment.scheme, "节约型机关创建").id == indicator_of(assessment.scheme, "saving_agencies").id
    for typed in ("稷三县", "稷三"):
        with pytest.raises(DataError, match=f"数据里没有“{typed}”；是不是 稷山县？"):
            county_of(assessment, typed)
    with pytest.raises(DataError, match="方案里没有指标“节约型机关创”；是不是 节约型机关创建？"):
        indicator_of(assessment.scheme, "节约型机关创")


def test_verify_says_the_verdict_and_the_places_in_ascii(
    result: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = said(capsys, "verify", str(result), "--json")
    assert (whole["verdict"], whole["passed"], whole["differences"]) == ("原样", True, [])
    book = Book(result.read_bytes())
    book["排名"]["B6"].value = "<改>\u202e"
    (tmp_path / "改.xlsx").write_bytes(book.bytes())
    changed = said(capsys, "verify", str(tmp_path / "改.xlsx"), "--json")
    assert (changed["verdict"], changed["passed"]) == ("不一致", False)
    assert [one["stands"] for one in changed["differences"] if (one["sheet"], one["cell"]) == ("排名", "B6")] == [
        "“<改>\u202e”"
    ]
