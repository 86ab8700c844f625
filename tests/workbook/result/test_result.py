"""The result workbook: the same bytes, Excel-2010 functions, links, nothing of a submission turned into a formula."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from examples.build import demonstration
from scoring import Adjustment, Assessment, KaoheError, assess, load_scheme
from tests.support.cities import random_city
from workbook.result.write import write_result

SCHEME = load_scheme("yuncheng-14fyp")
CHANGE = Adjustment("垣曲县", "energy_management", -0.5, "=1+1", "@考核组")


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return assess(SCHEME, demonstration(), 2025, adjustments=[CHANGE])


@pytest.fixture(scope="module")
def book(assessment: Assessment, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return openpyxl.load_workbook(write_result(assessment, tmp_path_factory.mktemp("result") / "r.xlsx"))


def test_same_input_same_bytes(assessment: Assessment, tmp_path: Path) -> None:
    one = write_result(assessment, tmp_path / "1.xlsx").read_bytes()
    again = assess(SCHEME, demonstration(), 2025, adjustments=[CHANGE])
    assert write_result(again, tmp_path / "2.xlsx").read_bytes() == one


def test_sheets(book: Any) -> None:
    assert book.sheetnames == [
        "说明", "排名", "得分表", "计分表", "问题", "计分标准", "排名图",
        "能耗强度底稿", "两高项目底稿", "污染减排底稿", "公共机构底稿", "汇总", "数据", "核定调整", "数值",
        "写出时", "写出时数据", "kaohe存档",
    ]  # fmt: skip


def test_only_functions_of_excel_2010(book: Any) -> None:
    """No function newer than Excel 2010, none volatile."""
    known = set(
        "IF COUNT COUNTIF COUNTIFS ISNUMBER ROUND INT LN MIN MAX SUM SUMIF SUMIFS SUMPRODUCT LOOKUP INDEX MATCH AND OR NOT N "
        "IFERROR ROWS ABS EXACT ISBLANK COUNTA CHAR MID".split()
    )
    used = set()
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    formula = getattr(cell.value, "text", cell.value)
                    used |= set(re.findall(r"([A-Z][A-Z0-9.]*)\(", re.sub(r'"[^"]*"', "", formula)))
    assert used <= known, used - known


def test_formulas_are_short_enough_to_read(book: Any) -> None:
    """Working papers, above their notes: under 200 characters, but for those that name many cells on other sheets."""
    for sheet in book.worksheets:
        if sheet.title.endswith("底稿"):
            long = {
                cell.value
                for row in sheet.iter_rows(min_row=2, max_row=20)
                for cell in row
                if cell.data_type == "f" and len(cell.value) > 240
            }
            assert not long, (sheet.title, max(long, key=len))


def test_every_score_links_to_its_working_paper(book: Any) -> None:
    sheet = book["得分表"]
    for row in sheet.iter_rows(min_row=8, max_row=20, min_col=3):
        for cell in row:
            assert cell.hyperlink is not None
            assert cell.hyperlink.location.split("!")[0].strip("'") in book.sheetnames


def test_item_cells_refer_to_the_data_sheet(book: Any) -> None:
    sheet = book["能耗强度底稿"]
    assert sheet["C6"].value == "decline_actual"
    assert "数据!D8" in sheet["C8"].value


def test_parameters_are_referenced_not_repeated(book: Any) -> None:
    """No legal figure stands in a formula of a working paper: the rungs and points come from 计分标准."""
    formulas = [
        cell.value
        for row in book["能耗强度底稿"].iter_rows(min_row=8, max_row=8)
        for cell in row
        if cell.data_type == "f"
    ]
    assert not [one for one in formulas if re.search(r"13\.5|10\.5|7\.5|3\.33|1\.67|0\.9\b|15\.5", one)]


def test_text_of_a_submission_is_never_a_formula(book: Any) -> None:
    sheet = book["核定调整"]
    values = [
        cell for row in sheet.iter_rows(min_row=8, max_row=8) for cell in row if cell.value in ("=1+1", "@考核组")
    ]
    assert [cell.data_type for cell in values] == ["s", "s"]


def test_county_names_are_never_formulas_or_links(tmp_path: Path) -> None:
    scheme = load_scheme("national-2007-target")
    names = ["=1+1", "+2", "@x", "http://example.org", "-3", "<b>"]
    table = random_city(scheme, names, seed=5, missing=0)
    made = openpyxl.load_workbook(write_result(assess(scheme, table, 2016), tmp_path / "names.xlsx"))
    for row in made["汇总"].iter_rows(min_row=8, max_row=13, min_col=2, max_col=2):
        assert row[0].data_type == "s"
        assert row[0].hyperlink is None


def test_existing_file_is_left_alone(assessment: Assessment, tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(KaoheError, match="没有覆盖"):
        write_result(assessment, path)
    assert path.read_bytes() == b"old"
    write_result(assessment, path, force=True)
    assert path.read_bytes() != b"old"


def test_nothing_is_left_when_writing_fails(
    assessment: Assessment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("disk")

    monkeypatch.setattr("workbook.archive.sheet.digest", fail)
    with pytest.raises(RuntimeError):
        write_result(assessment, tmp_path / "r.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_flat_sheet_is_the_ledger(book: Any, assessment: Assessment) -> None:
    rows = list(book["数值"].iter_rows(values_only=True))
    frame = pd.DataFrame(rows[1:], columns=rows[0]).set_index("county")
    total = assessment.scores["total"].dropna()
    assert frame.loc[total.index, "total"].astype(float).tolist() == total.tolist()
    assert list(frame.columns[1:]) == list(assessment.ledger.columns)


def test_an_adjustment_in_whole_points_is_written(tmp_path: Path) -> None:
    """points=-1 from a program that counts in integers: a number in the sheet, not a crash."""
    change = Adjustment("夏县", "cod", -1, "复核", "考核组")
    result = assess(load_scheme("yuncheng-14fyp"), demonstration(), 2025, adjustments=[change])
    book = openpyxl.load_workbook(write_result(result, tmp_path / "whole.xlsx"))
    cells = {cell.value for row in book["核定调整"].iter_rows() for cell in row}
    assert -1 in cells


def test_verified_score_is_points_plus_adjustment(assessment: Assessment, tmp_path: Path) -> None:
    made = openpyxl.load_workbook(write_result(assessment, tmp_path / "r.xlsx"), data_only=True)["计分表"]
    line = next(
        row
        for row in made.iter_rows(min_row=5, values_only=True)
        if row[1] == "垣曲县" and row[3] == "能耗双控管理措施"
    )
    assert line[6:10] == (3, -0.5, 2.5, 0.5)


def test_full_points_of_a_group_on_the_scoring_sheet(tmp_path: Path) -> None:
    """甲项 is worth 50 to the first group: 80% of it is 40, and 10 are lost, not 20."""
    scheme = load_scheme(Path(__file__).parents[2] / "schemes" / "gates-and-groups.yaml")
    table = pd.DataFrame({"a": [80, 80], "b": [80, 80], "c": [50, 50], "grid": [0, 0]}, index=["河津市", "盐湖区"])
    path = write_result(assess(scheme, table, 2022), tmp_path / "groups.xlsx")
    sheet = openpyxl.load_workbook(path, data_only=True)["计分表"]
    lines = {(row[1], row[3]): (row[4], row[6], row[9]) for row in sheet.iter_rows(min_row=5, values_only=True)}
    assert lines["河津市", "★甲项"] == (50, 40, 10)
    assert lines["盐湖区", "★甲项"] == (60, 48, 12)
