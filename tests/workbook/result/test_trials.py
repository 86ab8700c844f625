"""Another figure tried in a result, through LibreOffice: the ranking follows, every printed page says that it is a trial."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from typer.testing import CliRunner

from scoring import Adjustment, assess
from scoring.errors import KaoheError
from scoring.problems import Source
from scoring.scheme.scheme import Scheme
from tests.support.cells import Book
from tests.support.libreoffice import SOFFICE, convert, strip_cached_values
from workbook.archive import read_result
from workbook.archive.checked import check_result
from workbook.command.app import app
from workbook.layout.inputs import ResultInputs
from workbook.result.write import write_result

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(SOFFICE is None or shutil.which("pdftotext") is None, reason="needs LibreOffice and pdftotext"),
]
GRANTED = Adjustment("夏县", "management", -1.5, "核查发现问题", "组长", Source("决定.xlsx", "核定调整", "E5"), "",
                     "考〔2026〕1号", "2026-03-01")  # fmt: skip
TRIED: dict[str, dict[str, Any]] = {
    "原样": {},
    "参数": {"计分标准!E6": 25, "计分标准!E{target}": 4},
    "调整": {
        "核定调整!B9": "永济市", "核定调整!C9": "management", "核定调整!E9": -2, "核定调整!F9": "台账不全",
        "核定调整!G9": "组长", "核定调整!J9": "考〔2026〕9号", "核定调整!K9": "2026-04-01",
    },
    "数据": {"数据!D8": None, "数据!D9": 3.31, "数据!F10": "文字", "核定调整!E8": None},
}  # fmt: skip
"""Kind → what is written where. 数据 has 盐湖区 in row 8 and 新绛县 in row 9, column D the decline."""
PRINTED = "数据"  # the marks of the pages know one number: of the differences of all kinds


@pytest.fixture(scope="module")
def folder(scheme: Scheme, good_values: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The result of six counties with each kind of input changed, saved by LibreOffice (lo), one printed (pdf)."""
    home = tmp_path_factory.mktemp("trials")
    result = assess(scheme, good_values, 2025, adjustments=[GRANTED])
    path = write_result(result, home / "结果.xlsx", ResultInputs(stage="送审", remark="示范数据", review=True))
    target = Book(path.read_bytes())["计分标准"].find("intensity.target").row
    for name, cells in TRIED.items():
        book = Book(path.read_bytes())
        for place, value in cells.items():
            sheet, cell = place.format(target=target).split("!")
            book[sheet][cell] = value
        (home / "typed.xlsx").write_bytes(book.bytes())
        strip_cached_values(home / "typed.xlsx", home / f"{name}.xlsx")  # LibreOffice computes all
    convert([home / f"{name}.xlsx" for name in TRIED], home / "lo", home / "profile")
    convert([home / f"{PRINTED}.xlsx"], home / "pdf", home / "profile", to="pdf")
    return home


@cache
def cells(folder: Path, name: str) -> Any:
    return openpyxl.load_workbook(folder / "lo" / f"{name}.xlsx", data_only=True)


def ranking(folder: Path, name: str) -> dict[str, tuple[object, float]]:
    """County → rank and total, as 排名 shows them."""
    sheet = cells(folder, name)["排名"]
    heads = {sheet.cell(4, column).value: column for column in range(1, 16)}
    rows = range(5, 11)
    return {
        str(sheet.cell(row, heads["县（市、区）"]).value): tuple(
            sheet.cell(row, heads[head]).value for head in ("名次", "总分")
        )
        for row in rows
    }  # type: ignore[return-value]


def pages(folder: Path) -> list[str]:
    said = subprocess.run(
        ["pdftotext", "-layout", str(folder / "pdf" / f"{PRINTED}.pdf"), "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    return ["".join(page.split()) for page in said.stdout.split("\f")[:-1]]


@pytest.mark.slow
def test_an_unchanged_result_says_nothing(folder: Path, scheme: Scheme, good_values: pd.DataFrame) -> None:
    """No difference after LibreOffice saved it, none counted, no mark in any cell, the box of the stage ticked."""
    assert check_result(folder / "lo" / "原样.xlsx").changes == ()
    book = cells(folder, "原样")
    assert book["写出时"]["F1"].value == 0
    said = [
        "".join(str(one).split()) for sheet in book for row in sheet.iter_rows(values_only=True) for one in row if one
    ]
    assert not [one for one in said if re.search("试算：与写出时有[0-9]+处不同", one)]
    assert any("☑送审" in one for one in said)
    before = assess(scheme, good_values, 2025, adjustments=[GRANTED])
    shown = ranking(folder, "原样")
    for county, total in before.scores["total"].items():
        assert pd.isna(total) or shown[str(county)][1] == pytest.approx(total, abs=1e-9)


@pytest.mark.parametrize("name", [name for name in TRIED if name != "原样"])
def test_the_differences_are_counted(folder: Path, name: str) -> None:
    """As many as ``check_result`` names; the first page of a ranking says so."""
    changes = check_result(folder / "lo" / f"{name}.xlsx").changes
    assert len(changes) == len(TRIED[name])
    assert cells(folder, name)["写出时"]["F1"].value == len(changes)
    top = "".join(str(cell.value) for row in cells(folder, name)["排名"].iter_rows(max_row=3) for cell in row)
    assert f"试算：与写出时有 {len(changes)} 处不同" in top


def test_every_printed_page_says_that_it_is_a_trial(folder: Path) -> None:
    """With the number of differences; no box is ticked."""
    changes, printed = TRIED[PRINTED], pages(folder)
    assert len(printed) > 10
    assert [number for number, page in enumerate(printed, 1) if "试算：与写出时有" not in page] == []
    first = next(page for page in printed if "考核结果排名" in page)
    assert f"试算：与写出时有{len(changes)}处不同" in first
    assert "☑" not in first
    assert "☐送审" in first
    assert "试算，不是结果" in first


def test_the_ranking_follows(folder: Path, scheme: Scheme, good_values: pd.DataFrame) -> None:
    """Weight 15 → 25 and target 3.31 → 4: 盐湖区, at 100 % of its target, falls to half of the weight, 15 → 12.5. Figures
    and an adjustment: as the engine scores them."""
    before, changed = ranking(folder, "原样"), ranking(folder, "参数")
    assert before["盐湖区"][1] - changed["盐湖区"][1] == pytest.approx(2.5, abs=1e-9)
    figures = good_values.copy()
    figures.loc["新绛县", "decline_actual"] = 3.31
    figures.loc["盐湖区", "decline_actual"] = None
    more = [GRANTED, Adjustment("永济市", "management", -2.0, "", "")]
    for name, made in (
        ("数据", assess(scheme, figures, 2025)),
        ("调整", assess(scheme, good_values, 2025, adjustments=more)),
    ):
        shown = ranking(folder, name)
        assert shown != before
        for county, total in made.scores["total"].items():
            assert shown[str(county)][1] == ("待定" if pd.isna(total) else pytest.approx(total, abs=1e-9))
        ranks = made.scores["rank"].dropna().to_dict()
        assert len(ranks) > 2
        assert {county: shown[str(county)][0] for county in ranks} == ranks


def test_heads_full_points_and_sentences_follow(folder: Path) -> None:
    """The weight 15 → 25 of an indicator of 20: the dimension's heads say 30, the sum is said to be wrong."""
    book = cells(folder, "参数")
    heads = [cell.value for cell in book["排名"][4]]
    assert "能耗强度降低\n（30分）" in heads
    assert book["能耗强度底稿"]["C2"].value == "能耗强度降低  计算底稿（满分 30 分）"
    points = book["计分标准"]
    assert points["F10"].value == "分值合计应为 30"
    assert points["F6"].value.startswith("〔参数已试改，这一句还是写出时的〕")
    assert not points["F7"].value.startswith("〔")
    notes = [str(row[2].value) for row in book["能耗强度底稿"].iter_rows(min_row=14)]
    assert sum(one.startswith("〔参数已试改") for one in notes) == 1
    assert cells(folder, "原样")["计分标准"]["F10"].value in (None, "")


@pytest.mark.parametrize("name", [name for name in TRIED if name != "原样"])
def test_a_command_refuses_it_naming_the_cells(folder: Path, name: str) -> None:
    """Each command: tests/workbook/command_line/test_result_commands.py."""
    changes = check_result(folder / "lo" / f"{name}.xlsx").changes
    done = CliRunner().invoke(app, ["explain", str(folder / "lo" / f"{name}.xlsx")])
    assert isinstance(done.exception, KaoheError)
    assert all(f"{one.sheet}!{one.cell} " in str(done.exception) for one in changes)


def test_score_takes_over_what_was_typed(folder: Path, tmp_path: Path) -> None:
    """The row that LibreOffice saved becomes a decision of the new result, which names its parent."""
    target, parent = tmp_path / "新.xlsx", folder / "lo" / "调整.xlsx"
    done = CliRunner().invoke(app, ["score", str(parent), "-o", str(target), "--no-robustness"])
    assert target.exists(), done.output
    now = read_result(target)
    assert [(one.county, one.points) for one in now.assessment.adjustments] == [("夏县", -1.5), ("永济市", -2.0)]
    assert now.stage == "送审"
    said = " ".join(now.options.values())
    assert re.search(f"调整.xlsx  SHA-256 {read_result(parent).sha256}", said)
    assert check_result(target).changes == ()
    shown = ranking(folder, "调整")
    totals = now.assessment.scores["total"].dropna()
    assert len(totals) > 2
    assert [shown[str(county)][1] for county in totals.index] == pytest.approx(list(totals), abs=1e-9)
