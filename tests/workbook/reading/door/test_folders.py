"""A folder of books: copies, names that say another county, files that are full but told to be empty, decisions beside data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scoring.problems import Problem
from tests.workbook.reading.door.trying import (
    FIGURES,
    SCHEME,
    Edit,
    about,
    cell,
    city,
    county,
    figure,
    handed,
    is_empty,
    lines,
    rebuilt,
    spoilt,
)

REST = [str(name) for name in FIGURES.index if name != "夏县"]


def home(folder: Path, *names: str) -> Path:
    """A folder of county books, as they are."""
    folder = folder / "县（市、区）"
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / f"{name}.xlsx").write_bytes(county(name))
    return folder


@pytest.mark.parametrize(("source", "copy"), [("绛县", "夏县"), ("河津市", "永济市"), ("夏县", "平陆县")])
def test_a_copy_of_another_county(source: str, copy: str, tmp_path: Path) -> None:
    """All figures equal, only the county's cell is changed: a warning that names both files."""

    def edit(book: Any) -> None:
        book["填表说明"].find(source).value = copy

    folder = home(tmp_path / "报送", source)
    spoilt(county(source), edit, folder / f"{copy}.xlsx")
    problems = handed(folder.parent).submission.problems
    said = [one.message + str(one.source) + "".join(map(str, one.also)) for one in problems if one.code == "W_COPIED"]
    assert [one for one in said if f"{source}.xlsx" in one.replace(f"{copy}.xlsx", "") and f"{copy}.xlsx" in one], (
        lines(problems)
    )


def test_equal_books_are_a_warning_once_the_form_differs(tmp_path: Path) -> None:
    """A third copy with another signature line and one figure's format: still equal in its figures."""

    def edit(book: Any) -> None:
        book["填表说明"].find("绛县").value = "夏县"
        cell(book, "energy_use").look("0.00")

    folder = home(tmp_path / "报送", "绛县", "河津市")
    spoilt(county("绛县"), edit, folder / "夏县.xlsx")
    problems = handed(folder.parent).submission.problems
    assert [one for one in about(problems, "夏县.xlsx") if one.severity == "warning" and "绛县" in one.message], lines(
        problems
    )
    assert not [one for one in about(problems, "河津市.xlsx") if "绛县" in one.message]


@pytest.mark.parametrize(
    "name", ["夏县-yuncheng-14fyp-2025.xlsx", "2025年夏县报送.xlsx", "夏县（统计局）/数据.xlsx", "夏县.xlsx"]
)
def test_a_name_that_says_another_county(name: str, tmp_path: Path) -> None:
    """A book of 绛县 under the name of 夏县 (of the file or its folder): a warning with the file and both counties."""
    target = tmp_path / "报送" / name
    target.parent.mkdir(parents=True)
    target.write_bytes(county("绛县"))
    problems = handed(tmp_path / "报送").submission.problems
    found = [one for one in problems if one.severity == "warning" and Path(name).name in str(one.source)]
    assert [one for one in found if "夏县" in one.message and "绛县" in one.message], lines(problems)


@pytest.mark.parametrize("name", ["新绛县-报送.xlsx", "新绛县.xlsx", "2025新绛县年报.xlsx"])
def test_a_name_within_a_name_is_no_fault(name: str, tmp_path: Path) -> None:
    """绛县 stands in 新绛县."""
    target = tmp_path / "报送" / name
    target.parent.mkdir(parents=True)
    target.write_bytes(county("新绛县"))
    problems = handed(tmp_path / "报送").submission.problems
    assert not [one for one in about(problems, name) if one.severity == "warning" and "“绛县”" in one.message], lines(
        problems
    )


def no_guide(book: Any) -> None:
    del book["填表说明"]


def renamed(book: Any) -> None:
    book["填表说明"].find("夏县").value = "夏县人民政府"


def no_ids(book: Any) -> None:
    for sheet in book:
        if sheet["C3"].value == "编号":
            for row in range(4, sheet.max_row + 1):
                sheet.cell(row, 3).value = None


def no_label(book: Any) -> None:
    book["填表说明"].find("填报县（市、区）").value = "单位名称"


def no_figure_heading(book: Any) -> None:
    for sheet in book:
        if sheet["C3"].value == "编号":
            sheet["G3"].value = "数"


# a spoilt book of 夏县, and what its message must speak of
FULL: list[tuple[str, Edit, tuple[str, ...]]] = [
    ("no sheet 填表说明", no_guide, ("填表说明", "填报县")),
    ("夏县人民政府", renamed, ("夏县人民政府",)),
    ("ids deleted", no_ids, ("编号",)),
    ("no label of the county", no_label, ("填报县",)),
    ("no heading of the figures", no_figure_heading, ("本年填报数",)),
]


@pytest.mark.parametrize(("what", "edit", "words"), FULL, ids=[one[0] for one in FULL])
def test_a_full_county_book_is_never_called_empty(
    what: str, edit: Edit, words: tuple[str, ...], tmp_path: Path
) -> None:
    """What is missing is said, at the file; 是空表 is not."""
    folder = home(tmp_path / "报送", *REST[:3])
    (rebuilt if edit is no_guide else spoilt)(county(), edit, folder / "甲.xlsx")
    submission = handed(folder.parent).submission
    assert not is_empty(submission.problems, "甲.xlsx"), lines(is_empty(submission.problems, "甲.xlsx"))
    if figure(submission, "energy_use") == 388_000:
        return  # 夏县人民政府 may as well be understood
    said = [one for one in about(submission.problems, "甲.xlsx") if one.severity == "error"]
    assert [one for one in said if any(word in one.message + one.remedy for word in words)], lines(said)


def test_an_empty_form_is_called_empty(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        for sheet in book:
            if sheet["C3"].value == "编号" and sheet["G3"].value == "本年填报数":
                for row in range(4, sheet.max_row + 1):
                    for at in (7, 8, 9):
                        sheet.cell(row, at).value = None

    folder = home(tmp_path / "报送", *REST[:3])
    spoilt(county(), edit, folder / "空.xlsx")
    assert is_empty(handed(folder.parent).submission.problems, "空.xlsx")


def test_what_a_bureaus_sheet_lacks_is_told_of_that_sheet(tmp_path: Path) -> None:
    """The heading of the figures on 市统计局 is damaged: told there, and 市能源局 is not told of missing rows."""

    def edit(book: Any) -> None:
        book["市统计局"]["G3"].value = "数值"

    problems = handed(spoilt(county(), edit, tmp_path / "a.xlsx")).submission.problems
    errors = [one for one in problems if one.severity == "error"]
    assert [one for one in errors if one.source.sheet == "市统计局"], lines(errors)
    assert not [one for one in errors if one.source.sheet not in ("市统计局", "")], lines(errors)


@pytest.mark.parametrize("sheet", ["市统计局", "市机关事务管理局", "市生态环境局"])
def test_a_damaged_id_is_told_where_it_stands(sheet: str, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        book[sheet]["C3"].value = None
        book[sheet]["C4"].value += "x9"

    problems = handed(spoilt(county(), edit, tmp_path / "a.xlsx")).submission.problems
    errors = [one for one in problems if one.severity in ("error", "warning")]
    assert errors
    assert not [one for one in errors if one.source.sheet not in (sheet, "")], lines(errors)


def certified(folder: Path) -> list[Problem]:
    """The errors of a set, but for targets in bureaus' books, which are decided."""
    problems = handed(folder).submission.problems
    decided = [one for one in problems if one.code == "E_AUTHORITY" or "目标没有下达" in one.message]
    assert decided
    return [one for one in problems if one.severity == "error" and one not in decided]


def test_one_bureau_without_a_county_is_told_and_no_other_is(tmp_path: Path) -> None:
    """Three bureaus' city sheets in three files; that of 污染减排 lacks 夏县: this file is told, the others are not."""
    folder = tmp_path / "报送"
    parts = {"甲.xlsx": {"能耗强度", "约束事项"}, "乙.xlsx": {"污染减排"}, "丙.xlsx": {"公共机构", "两高项目"}}
    for name, kept in parts.items():

        def edit(book: Any, kept: set[str] = kept, name: str = name) -> None:
            for sheet in list(book.sheetnames):
                if sheet not in kept | {"填表说明"}:
                    del book[sheet]
            if name == "乙.xlsx":
                row = cell(book, "cod_recognised").row
                for at in range(1, 25):
                    target = book["污染减排"].cell(row, at)
                    if type(target).__name__ == "Cell":
                        target.value = None

        rebuilt(city(), edit, folder / "部门" / name)
    problems = certified(folder)
    assert {one.source.file for one in problems} == {"部门/乙.xlsx"}, lines(problems)
    assert len(problems) == 1, lines(problems)
    assert "夏县" in problems[0].message


def test_what_nobody_sent_is_told_once(tmp_path: Path) -> None:
    """No file holds 公共机构: one error, not one a file or a county, that says who should have sent it."""
    folder = tmp_path / "报送"
    for name, kept in {"甲.xlsx": {"能耗强度", "约束事项"}, "乙.xlsx": {"污染减排", "两高项目"}}.items():

        def edit(book: Any, kept: set[str] = kept) -> None:
            for sheet in list(book.sheetnames):
                if sheet not in kept | {"填表说明"}:
                    del book[sheet]

        rebuilt(city(), edit, folder / "部门" / name)
    problems = certified(folder)
    assert len(problems) == 1, lines(problems)
    lacking = [one for one in SCHEME.items.values() if one.bureau == "市机关事务管理局" and one.supplied != "decision"]
    assert "“市机关事务管理局”没有报送" in problems[0].message
    assert f"{len(lacking)} 项" in problems[0].message
