"""One file given alone: what it is, which year it says, and that nothing is scored of what is no data."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from scoring.assessment import assess
from scoring.comparison import compare
from scoring.errors import DataError
from scoring.scheme.scheme import Scheme
from tests.support.bureaus import BUREAU, bureau_books, certified, sheet_rows, without, write_book, write_text
from tests.support.cells import edited
from tests.support.commands import DEMO, kaohe
from workbook.archive.sheet import SHEET as ARCHIVE
from workbook.checking.check_book import check_book
from workbook.checking.outstanding import outstanding_book
from workbook.command.scenarios_run import Outputs, try_files
from workbook.functions.menu import batch
from workbook.reading.merged.own_books import own_book
from workbook.reading.submissions import read_city_workbook, read_submissions
from workbook.result.comparison_book import write_comparison_book
from workbook.result.write import write_result
from workbook.scenarios.gathering import ScenarioRequest
from workbook.scheme_workbook.comparing import write_comparison
from workbook.scheme_workbook.point_table import write_scheme
from workbook.template.writer import write_template

pytestmark = pytest.mark.usefixtures("module_reads_once")


def tried(path: Path) -> Path:
    """The demonstration under two schemes."""
    assert try_files(ScenarioRequest([DEMO], ("yuncheng-14fyp", "yuncheng-14fyp-strict")), Outputs(book=path)) in (0, 1)
    return path


@pytest.fixture(scope="module")
def own_books(city: Scheme, figures: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What the program writes that is no submission, by what it is called."""
    folder = tmp_path_factory.mktemp("own")
    scored = assess(city, figures, 2025)
    (folder / "清单.xlsx").write_bytes(check_book([], {}, city, 2025))
    (folder / "催报.xlsx").write_bytes(outstanding_book(scored, (), "初评", ""))
    return {
        "结果工作簿": write_result(scored, folder / "结果.xlsx"),
        "问题清单": folder / "清单.xlsx",
        "对比": write_comparison_book(compare(scored, scored), folder / "对比.xlsx"),
        "计分表": write_scheme(city, folder / "计分表.xlsx"),
        "催报清单": folder / "催报.xlsx",
        "新旧对照表": write_comparison(city, city, (), folder / "对照.xlsx"),
        "测算": tried(folder / "测算.xlsx"),
    }


@pytest.mark.parametrize("kind", ["结果工作簿", "问题清单", "对比", "计分表", "催报清单", "新旧对照表", "测算"])
@pytest.mark.parametrize("year", [None, 2025])
def test_what_the_program_wrote_is_named(own_books: dict[str, Path], city: Scheme, kind: str, year: int | None) -> None:
    """Alone it is refused for what it is, with a year or without; in a folder it is passed over with a note."""
    path = own_books[kind]
    with pytest.raises(DataError, match=f"是本程序写出的{kind}，不是报送的数据：请改交数据工作簿"):
        read_submissions([path], None, year, city.id)
    found = read_submissions([path, DEMO], None, year, city.id).submission.problems
    assert [one.message for one in found if one.code == "N_SKIPPED"] == [f"是本程序写出的{kind}，不是报送表，没有读"]


def test_a_result_is_known_by_its_archive_too() -> None:
    assert own_book(["能耗强度", ARCHIVE]) == "结果工作簿"
    assert own_book(["能耗强度", "变动"]) == ""


@pytest.mark.parametrize(
    "written", ["二〇二五", "2024-2025", datetime.date(2025, 12, 31), "25", "2025年上半年", None], ids=str
)
def test_a_year_that_cannot_be_read_is_shown_with_its_place(city: Scheme, tmp_path: Path, written: Any) -> None:
    def edit(book: Any) -> None:
        next(cell for row in book["填表说明"].iter_rows() for cell in row if cell.value == 2025).value = written

    (tmp_path / "数据.xlsx").write_bytes(edited(DEMO.read_bytes(), edit))
    shown = "没有填" if written is None else f"写的是“{written}"
    for given in (tmp_path / "数据.xlsx", tmp_path):
        with pytest.raises(DataError) as caught:
            read_submissions([given], city, None, "")
        said = str(caught.value)
        assert said.startswith("数据.xlsx 没有写明考核年度（数据.xlsx：填表说明!")
        assert f"“考核年度”{shown}" in said
        assert "--year" in said


def something_else(folder: Path, suffix: str) -> Path:
    rows = [["姓名", "电话"], ["张三", "1"]]
    if suffix == ".csv":
        return write_text(folder / "通讯录.csv", rows, "通讯录")
    return write_book(folder / "通讯录.xlsx", {"通讯录": rows}, year=None)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_file_about_something_else_is_not_scored(tmp_path: Path, suffix: str) -> None:
    """Alone or in a folder, with a year or without: no result of thirteen counties that wait."""
    path = something_else(tmp_path / "报送" if suffix == "" else tmp_path, suffix)
    for arguments in (["score", path.name], ["score", path.name, "--year", "2025"], ["score", ".", "--year", "2025"],
                      ["check", path.name, "--year", "2025"]):  # fmt: skip
        done = kaohe(tmp_path, *arguments)
        assert done.returncode == 2, arguments
        assert f"没有读到一个可用的数据文件。{path.name}" in done.stderr
        assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_another_schemes_workbook_is_not_scored(scheme: Scheme, tmp_path: Path) -> None:
    """Sheets of another scheme by dimension: the message names the sheets that are there."""
    write_book(tmp_path / "数据.xlsx", {"计划": [["县", "x"]], "表二": [["县", "y"]]})
    with pytest.raises(DataError, match="里面没有方案里的任何一张数据工作表（有的是“填表说明”、“计划”、“表二”）"):
        read_submissions([tmp_path / "数据.xlsx"], scheme, None, "")


def test_a_blank_form_is_a_data_table(city: Scheme, tmp_path: Path) -> None:
    """It is read, and every blank told; a folder of blank forms tells that they are empty."""
    path = write_template(city, 2025, tmp_path / "空.xlsx")
    alone = read_submissions([path], city, None, "").submission.problems
    assert {one.code for one in alone if one.severity == "error"} == {"E_BLANK"}
    folder = read_submissions([tmp_path], city, None, "").submission.problems
    assert [(one.code, one.source.file) for one in folder if one.severity == "error"] == [("E_EMPTY", "空.xlsx")]


def test_a_citys_book_is_the_offices_only_if_it_is_given_itself(city: Scheme, tmp_path: Path) -> None:
    """Loose in a folder nobody knows whose it is: an error with the move, and nothing of it is used."""
    shutil.copy(DEMO, tmp_path / "市.xlsx")
    alone, folder = (read_submissions([path], None, None, city.id) for path in (tmp_path / "市.xlsx", tmp_path))
    assert alone.submission.problems == read_city_workbook(tmp_path / "市.xlsx", city).problems
    assert [(one.file, str(one.role)) for one in alone.submission.provenance.adopted] == [("市.xlsx", "考核办")]
    errors = [one for one in folder.submission.problems if one.severity == "error"]
    assert [(one.code, one.source.file) for one in errors] == [("E_AUTHORITY", "市.xlsx")]
    assert errors[0].message.startswith("有 13 个县（市、区）的数，没有采用：报送文件夹里只认")
    assert "单独交给命令" in errors[0].remedy
    assert not folder.submission.files


def test_all_files_of_another_year_leave_no_result(tmp_path: Path) -> None:
    shutil.copy(DEMO, tmp_path / "市.xlsx")
    done = kaohe(tmp_path, "score", ".", "--year", "2024")
    assert done.returncode == 2
    assert "写的考核年度是 2025，现在考核 2024 年度" in done.stderr
    assert "没有报送" not in done.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["市.xlsx"]


def test_the_menu_takes_the_same_road(own_books: dict[str, Path], tmp_path: Path) -> None:
    """Check from Excel's menu refuses a book of ours as the command does, and tells of files beside the workbook."""
    name, path = next((name, path) for name, path in own_books.items() if name != "结果工作簿")
    assert f"是本程序写出的{name}" in batch("check", str(path))[0]
    shutil.copy(DEMO, tmp_path / "市.xlsx")
    (tmp_path / "复查.yaml.txt").write_text("x", encoding="utf-8")
    assert "文件名像“复查.yaml”，但不是" in batch("check", str(tmp_path / "市.xlsx"))[0]


def test_a_bureaus_sheet_as_text_among_workbooks(city: Scheme, figures: pd.DataFrame, tmp_path: Path) -> None:
    """One of five bureaus hands in text: the same table as from five workbooks, and no sheet that is not there named."""
    bureau_books(tmp_path, city, figures, but=["市统计局"])
    items = certified(city)["市统计局"]
    path = tmp_path / BUREAU / "统计.csv"
    write_text(path, sheet_rows(city, figures, items))
    read = read_submissions([tmp_path], city, None, "").submission
    given = figures.columns.drop("reductions_final")  # the program's own: no bureau certified anything finally
    pd.testing.assert_frame_equal(read.table[given].infer_objects(), figures[given], check_dtype=False)
    assert (read.table["reductions_final"] == 0).all()
    assert [one for one in read.problems if one.severity == "error"] == []
    rows = sheet_rows(city, figures, items)
    without("夏县")(rows)
    write_text(path, rows)
    errors = [
        one for one in read_submissions([tmp_path], city, None, "").submission.problems if one.severity == "error"
    ]
    assert [(one.code, str(one.source), one.county) for one in errors] == [
        ("E_COUNTY_MISSING", f"{BUREAU}/统计.csv", "夏县")
    ]
    assert errors[0].message.startswith("表里没有“夏县”的数，7 项")
