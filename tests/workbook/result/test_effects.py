"""What an adjustment or a gate cost stands on 排名, 得分表, 计分表, 核定调整, in the county's explanation; and who is how far behind."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string
from openpyxl.workbook.workbook import Workbook
from typer.testing import CliRunner

from examples.build import demonstration
from scoring import assess, load_scheme
from scoring.assessment import Adjustment, Assessment
from workbook.command.app import app
from workbook.layout.effects import MOST, effects_of
from workbook.layout.inputs import ResultInputs
from workbook.report.gather import gather
from workbook.result.write import write_result

SCHEME = load_scheme("yuncheng-14fyp")
COST = "使等次由超额完成降为完成，名次由第 6 名降为第 8 名"
ROW = Adjustment("垣曲县", "energy_management", -0.5, "节能监察记录缺一个季度", "考核组")
GATED = "河津市的等次约束（新增违规“两高”项目未整改），使等次由超额完成降为完成，名次由第 1 名降为第 6 名。"


@pytest.fixture(scope="module")
def done() -> Assessment:
    """The demonstration city: 垣曲县 has 95.21 without the half point, and 95 is the line of 超额完成."""
    return assess(SCHEME, demonstration(), 2025, adjustments=[ROW])


@pytest.fixture(scope="module")
def book(done: Assessment, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = write_result(done, tmp_path_factory.mktemp("effects") / "结果.xlsx")
    return openpyxl.load_workbook(path, data_only=True)


def texts(book: Workbook, sheet: str) -> list[str]:
    return [str(cell.value) for row in book[sheet].iter_rows() for cell in row if isinstance(cell.value, str)]


@pytest.mark.parametrize("sheet", ["排名", "得分表"])
def test_sentences_below_the_tables(book: Workbook, sheet: str) -> None:
    found = texts(book, sheet)
    said = f"垣曲县“能耗双控管理措施”核定调整 −0.5 分，{COST}；另有盐湖区名次由第 8 名升为第 7 名；河津市名次由第 7 名升为第 6 名。"
    assert said in found
    assert GATED in found
    assert any(one.startswith("闻喜县的等次约束") and "单独去掉其中任何一条，等次、名次不变" in one for one in found)


def test_no_further_page_repeats_how_sentences_begin(book: Workbook) -> None:
    """Columns that every printed page of 得分表 repeats hold nothing below the table."""
    sheet = book["得分表"]
    last = column_index_from_string(str(sheet.print_title_cols).replace("$", "").split(":")[1])
    below = [cell.value for row in sheet.iter_rows(min_row=22, max_col=last) for cell in row]
    assert below
    assert not any(below)


def test_on_the_line_and_on_the_row(book: Workbook) -> None:
    """计分表 where the points are, 核定调整 beside the row that decided."""
    (line,) = [one for one in texts(book, "计分表") if COST in one]
    assert "核定调整 −0.5 分（节能监察记录缺一个季度；批准：考核组）" in line
    assert str(book["核定调整"]["N8"].value).startswith(COST)


def test_in_the_explanation_of_the_county(done: Assessment) -> None:
    data = gather(done)
    found = {one.name: one for one in data.counties}
    assert COST in found["垣曲县"].adjustments[0]
    assert "使等次由超额完成降为完成，名次由第 1 名降为第 6 名" in found["河津市"].why
    assert [row[4] for row in data.decisions] == [COST]
    told = CliRunner().invoke(app, ["explain", "examples/yuncheng-2025/yuncheng-2025.xlsx", "-c", "垣曲县"])
    assert COST in "".join(told.output.split("\n"))


def test_how_far_behind(book: Workbook) -> None:
    """Totals of the demonstration city: 100.75, 99.79 twice, 99.60, 97.91; then 河津市, of another grade, and 94.98, 94.71."""
    rows = list(book["排名"].iter_rows(min_row=5, max_row=17, values_only=True))
    place = next(book["排名"].iter_rows(min_row=4, max_row=4, values_only=True)).index("比上一名少")
    assert [row[place] for row in rows] == [
        "—", 0.96, 0.0, 0.19, 1.69, "等次不同", 6.52, 0.27, "等次不同", "等次不同", 4.78, 30.44, "—",
    ]  # fmt: skip


def test_too_many_rows_are_not_run_one_by_one(done: Assessment) -> None:
    """Beyond 300 rows it is said that they were not; the rows themselves are still told."""
    many = assess(SCHEME, demonstration(), 2025, adjustments=[ROW] * (MOST + 1))
    found = effects_of(many)
    assert found.telling()[-1] == f"核定调整 {MOST + 1} 笔，超过 {MOST}，没有逐一去掉重算。"
    assert (len(found.adjusted("垣曲县")), found.adjusted("垣曲县")[0]) == (MOST + 1, (ROW, ""))


def test_decisions_point_at_one_another(tmp_path: Path, done: Assessment) -> None:
    """核定调整 and 修订记录 each say where the other decisions stand, with a link."""
    from scoring.vintages import Vintage, replay
    from workbook.revisions.record import RevisionRecord

    record = RevisionRecord(
        later=replay(demonstration(), [Vintage("稷山县", "decline_actual", 3.35, "2026-09-01")], "2026-06-30").later
    )
    path = write_result(done, tmp_path / "结果.xlsx", ResultInputs(revisions=record))
    both = openpyxl.load_workbook(path)
    assert both["修订记录"]["A4"].value == "另有核定调整 1 笔，每笔的影响见“核定调整”"
    assert both["修订记录"]["A4"].hyperlink.location == "'核定调整'!A1"
    assert both["核定调整"]["A6"].hyperlink.location == "'修订记录'!A1"
