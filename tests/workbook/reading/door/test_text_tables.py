"""Tables as text: a row longer than its heading, codes kept as texts, and the program's own sheets saved as CSV."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from scoring.errors import DataError
from tests.support.cells import Book
from tests.workbook.reading.door.trying import FIGURES, YEAR, city, county, decided, figure, handed, lines, spoilt, told

DECLARED = "考核年度：2025\n"
HEAD = "县（市、区）,energy_use,feedstock_energy,listed_apart_energy\n"


def written(folder: Path, text: str, name: str = "表.csv", encoding: str = "utf-8-sig") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding)
    return folder / name


def saved_as_text(source: bytes, sheet: str, target: Path, encoding: str = "utf-8-sig") -> Path:
    """A sheet as Excel saves it as CSV: what is shown, cell by cell; merged cells once; formulas as their results."""
    page = Book(source)[sheet]
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding=encoding, newline="") as stream:
        for row in range(1, page.max_row + 1):
            values = [cell.value for cell in page[row]]
            csv.writer(stream).writerow([f"{one:.15g}" if isinstance(one, float) else one or "" for one in values])
    return target


@pytest.mark.parametrize(
    "row",
    [
        "盐湖区,2,130,500,0,0",
        "盐湖区,2130500,0,0,0",
        "盐湖区,0,64,000,0",
        "盐湖区,2130500,0,0,见附件",
    ],
)
@pytest.mark.parametrize("before", ["", DECLARED.replace("\n", ",,,\n")])
def test_a_row_longer_than_its_heading(row: str, before: str, tmp_path: Path) -> None:
    """E_ROW_LONG at the first cell beyond the heading; nothing of the row is read, the other rows are."""
    path = written(tmp_path, before + HEAD + "临猗县,640200,0,0\n" + row + "\n")
    submission = handed(path, year=YEAR).submission
    number = 3 + bool(before)
    (one,) = [one for one in submission.problems if one.code == "E_ROW_LONG"]
    assert one.message.startswith(f"第 {number} 行有 {row.count(',') + 1} 格，比表头的 4 格多")
    assert one.source.cell == f"E{number}"
    assert [figure(submission, "energy_use", name) for name in ("盐湖区", "临猗县")] == ["缺报", 640_200]


def test_a_comma_within_the_length_of_the_heading(tmp_path: Path) -> None:
    """2,130,500 as three cells of a row that ends there: nothing shows it; what is read is what stands in the cells."""
    submission = handed(written(tmp_path, DECLARED + HEAD + "盐湖区,2,130,500\n")).submission
    assert [figure(submission, item, "盐湖区") for item in ("energy_use", "feedstock_energy", "listed_apart_energy")] == [
        2, 130, 500,
    ]  # fmt: skip


@pytest.mark.parametrize("tail", [",", ",,,", ", ,"])
def test_empty_cells_behind_a_row_are_nothing(tail: str, tmp_path: Path) -> None:
    """Excel writes commas to the sheet's last column."""
    path = written(tmp_path, DECLARED + HEAD + f"盐湖区,2130500,0,0{tail}\n")
    submission = handed(path).submission
    assert figure(submission, "energy_use", "盐湖区") == 2_130_500
    assert not [one for one in submission.problems if "第 3 行" in one.message], lines(submission.problems)


@pytest.mark.parametrize("cut", [";", "\t", "，"])
def test_a_longer_row_with_another_sign(cut: str, tmp_path: Path) -> None:
    path = written(tmp_path, (DECLARED + HEAD + "盐湖区,2130500,0,0,7\n").replace(",", cut))
    submission = handed(path).submission
    assert [one.message[:20] for one in submission.problems if one.code == "E_ROW_LONG"] == [
        "第 3 行有 5 格，比表头的 4 格多"[:20]
    ]


@pytest.mark.parametrize(
    "code", ['"=""140802"""', "'140802", "140802", '" 140802 "', '"=""140802000000"""', "１４０８０２"]
)
def test_codes_kept_as_texts(code: str, tmp_path: Path) -> None:
    path = written(tmp_path, f"{DECLARED}行政区划代码,县（市、区）,decline_actual\n{code},盐湖区,3.42\n")
    submission = handed(path).submission
    assert figure(submission, "decline_actual", "盐湖区") == 3.42, lines(submission.problems)


@pytest.mark.parametrize("code", ["=140802", "‘140802", '"=""140828"""', "140802x"])
def test_codes_that_are_none(code: str, tmp_path: Path) -> None:
    """Signs that no program writes around a code, another county's code: an error at the cell."""
    path = written(tmp_path, f"{DECLARED}行政区划代码,县（市、区）,decline_actual\n{code},盐湖区,3.42\n")
    submission = handed(path).submission
    told(submission.problems, "!A3", "行政区划代码")
    assert figure(submission, "decline_actual", "盐湖区") == "缺报"


@pytest.mark.parametrize("value", ['"=""3.42"""', "'3.42", '"=3.42"'])
def test_figures_kept_as_texts(value: str, tmp_path: Path) -> None:
    """Read, or an error at the cell."""
    path = written(tmp_path, f"{DECLARED}县（市、区）,decline_actual\n盐湖区,{value}\n")
    submission = handed(path).submission
    if figure(submission, "decline_actual", "盐湖区") != 3.42:
        assert [one for one in submission.problems if one.source.cell == "B3" and one.severity == "error"]


@pytest.mark.parametrize(
    ("sheet", "encoding"), [("能耗强度", "utf-8-sig"), ("污染减排", "gb18030"), ("公共机构", "utf-8")]
)
def test_an_own_data_sheet(sheet: str, encoding: str, tmp_path: Path) -> None:
    """Its second line says 考核年度：2025　　方案：…（yuncheng-14fyp）: year and scheme are understood, no E_YEAR."""
    path = saved_as_text(city(), sheet, tmp_path / f"{sheet}.csv", encoding)
    read = handed(path)
    assert (read.year, read.submission.year, read.scheme.id) == (2025, 2025, "yuncheng-14fyp")
    assert "E_YEAR" not in {one.code for one in read.submission.problems}
    item = {"能耗强度": "energy_use", "污染减排": "cod_assigned", "公共机构": "agencies_met"}[sheet]
    assert [figure(read.submission, item, name) for name in FIGURES.index] == [float(one) for one in FIGURES[item]]


@pytest.mark.parametrize("line", [
    "考核年度：2025　　方案：某方案（yuncheng-14fyp）", "考核年度:2025  方案:某方案(yuncheng-14fyp)", "示范数据　考核年度：2025　　方案：某（yuncheng-14fyp）",
    "考核年度：2025年度", "考核年度：2025，填报单位：市统计局", "考核年度（2025）",
])  # fmt: skip
def test_a_line_that_says_more_than_the_year(line: str, tmp_path: Path) -> None:
    """The year is read; or what is written there is quoted, with the place where it stands."""
    path = written(tmp_path, f'"{line}"\n县（市、区）,decline_actual\n盐湖区,3.42\n')
    try:
        year, said = handed(path).year, ""
    except DataError as error:
        year, said = None, str(error)
    assert year == 2025 or (line[:6] in said and "填表说明!" not in said), said


@pytest.mark.parametrize(
    "sheet", ["两高项目清单", "重点减排工程清单", "车辆清单", "公共机构清单", "核定调整", "数据修订", "自评分"]
)
def test_own_sheets_beside_the_data(sheet: str, tmp_path: Path) -> None:
    """In a folder with the city's workbook: known as what it is by its heading; read, or told so; never 是空表."""
    full = spoilt(city(lists=True), decided, tmp_path / "full.xlsx")
    saved_as_text(full.read_bytes(), sheet, tmp_path / "报送" / f"{sheet}表.csv")
    (tmp_path / "报送" / "全市.xlsx").write_bytes(city())
    submission = handed(tmp_path / "报送").submission
    about = [one for one in submission.problems if f"{sheet}表.csv" in str(one.source)]
    assert not {"E_EMPTY", "E_YEAR"} & {one.code for one in about}, lines(about)
    counts = {"核定调整": len(submission.adjustments) == 1 and 1, "数据修订": len(submission.vintages), "自评分": 1}
    used = counts.get(sheet, len(submission.lists))
    assert used or any(sheet in one.message for one in about), lines(about)


@pytest.mark.parametrize("sheet", ["市统计局", "市能源局"])
def test_a_county_sheet(sheet: str, tmp_path: Path) -> None:
    """Of 夏县2025年度考核数据：市统计局. The county stands in the first line; read, or the message says what to write where,
    and speaks of no sheet 填表说明, which a text table does not have."""
    path = saved_as_text(county(), sheet, tmp_path / "夏县.csv")
    submission = handed(path, year=YEAR).submission
    item = {"市统计局": "energy_use", "市能源局": "decline_target"}[sheet]
    about = submission.problems
    if "夏县" not in submission.counties or figure(submission, item) != FIGURES.at["夏县", item]:
        errors = [one for one in about if one.severity == "error"]
        assert errors
        assert not [one for one in errors if "填表说明" in one.remedy + one.message + one.source.sheet], lines(errors)


@pytest.mark.parametrize("name", ["city", "county"])
def test_the_own_guide_alone(name: str, tmp_path: Path) -> None:
    """填表说明 as CSV has no figures; it is told as what it is, in a folder too."""
    home = tmp_path / "报送"
    saved_as_text(city() if name == "city" else county(), "填表说明", home / "说明.csv")
    (home / "全市.xlsx").write_bytes(city())
    about: Any = [one for one in handed(home).submission.problems if "说明.csv" in str(one.source)]
    assert about
    assert "E_EMPTY" not in {one.code for one in about}, lines(about)


def test_a_county_named_above_counties_down(tmp_path: Path) -> None:
    """填报县 says that the items stand one a row: a row a county under it is refused in one sentence that says so, not sheet by sheet."""
    above = "填报县（市、区）：盐湖区\n" + DECLARED
    with pytest.raises(DataError) as refused:
        handed(written(tmp_path, above + HEAD + "盐湖区,2130500,0,0\n"))
    message = str(refused.value)
    assert message.count("按缺报处理") == 1
    assert "一行一县的，删去“填报县（市、区）”一行" in message
    assert "没有工作表" not in message


def test_a_county_s_text_lacks_rows_not_sheets(tmp_path: Path) -> None:
    text = "填报县（市、区）：盐湖区\n" + DECLARED + "编号,数据项,本年填报数\nenergy_use,能源消费总量,2130500\n"
    submission = handed(written(tmp_path, text)).submission
    assert figure(submission, "energy_use", "盐湖区") == 2_130_500
    lacking = [one for one in submission.problems if one.code == "E_SHEET_MISSING"]
    assert "表里没有“市能源局”的 18 项，都按缺报处理" in [one.message for one in lacking]
    assert {one.source.sheet for one in lacking} == {""}
