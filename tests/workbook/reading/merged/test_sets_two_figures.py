"""One figure in two files: which is used, from where, and what is told (乙县's output; 统计局.csv has 12, the county 12)."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

import pytest

from tests.support.small_sets import STATISTICS, Told, but, owed, read_set, told
from workbook.reading.stage import Stage

SECOND, COUNTY = "部门/统计局.xlsx", "县（市、区）/乙县.csv"


class Case(NamedTuple):
    """What two files of 统计局 and the county's book say of output ("" if it has no row there), what is used (figure, file)
    and what is told; the rest of the set is full."""

    first: str
    second: str
    county: str
    figure: float | Literal["缺报", "暂缺", "不适用"]
    file: str
    told: tuple[tuple[str, str], ...] = ()
    owes: tuple[str, str] = ("统计局", "初步")
    stage: Stage = "初评"


def read(tmp_path: Path, case: Case) -> tuple[object, str, list[tuple[str, str]], tuple[str, str] | None]:
    files = but(
        统计局=f"县 energy output\n甲县 1 11\n乙县 2 {case.first}\n丙县 3 13",
        乙县=f"县 output staff waste visits\n乙县 {case.county} 5 5 2",
    )
    if case.second:
        files[SECOND] = {"统计局": f"县 output\n乙县 {case.second}"}
    found = read_set(tmp_path, files, case.stage)
    codes = [
        (one.code, one.source.file)
        for one in found.problems
        if one.severity != "note" and (one.county, one.item) == ("乙县", "output")
    ]
    return (
        found.table.at["乙县", "output"],
        found.sources["乙县", "output"].file,
        codes,
        owed(found, "output").get("乙县"),
    )


CLASH = (("E_CONFLICT", SECOND),)
MISSING = ("统计局", "未报")
CASES = {
    "the bureau's, not the county's": Case("12", "", "99", 12, STATISTICS),
    "the same twice": Case("12", "12", "12", 12, STATISTICS),
    "two figures: neither": Case("12", "12.5", "12", "缺报", STATISTICS, CLASH, MISSING),
    "a blank beside a figure": Case("-", "12.5", "12", 12.5, SECOND),
    "a figure beside a blank": Case("12", "-", "12", 12, STATISTICS),
    "two blanks, the county's own for the time being": Case("-", "-", "99", 99, COUNTY, (), ("统计局", "自报，未核定")),
    "declared beside a figure: neither": Case("12", "暂缺（等）", "12", "缺报", STATISTICS, (("W_DECLARED", SECOND), *CLASH), MISSING),
    "declared beside a blank": Case(
        "-", "暂缺（等）", "-", "暂缺", SECOND, (("W_DECLARED", SECOND),), ("统计局", "暂缺")
    ),
    "declared alike, for other reasons": Case(
        "不适用（无）", "不适用（没有）", "12", "不适用", STATISTICS
    ),
    "declared differently: neither": Case("不适用（无）", "暂缺（等）", "12", "缺报", STATISTICS, (("W_DECLARED", SECOND), *CLASH), MISSING),
    "one that cannot be read: told there, and the other is not used": Case("多", "12", "12", "缺报", STATISTICS, (("E_TEXT", STATISTICS),), MISSING),
    "the other way round": Case("12", "多", "12", "缺报", STATISTICS, (("E_TEXT", SECOND),), MISSING),
    "the county's own certified": Case("同自报", "", "99", 99, COUNTY),
    "the county's own certified twice": Case("同自报", "同自报", "99", 99, COUNTY),
    "the county's own certified beside a figure: neither, though they are equal": Case(
        "同自报", "12", "12", "缺报", STATISTICS, CLASH, MISSING
    ),
    "a figure beside the county's own certified": Case("12", "同自报", "12", "缺报", STATISTICS, CLASH, MISSING),
    "the county's own certified beside one that cannot be read": Case(
        "多", "同自报", "12", "缺报", STATISTICS, (("E_TEXT", STATISTICS),), MISSING
    ),
    "one that cannot be read beside the county's own certified": Case(
        "同自报", "多", "12", "缺报", STATISTICS, (("E_TEXT", SECOND),), MISSING
    ),
    "the county's own certified, which is none": Case("同自报", "", "-", "缺报", STATISTICS, (("E_SAME", STATISTICS),), MISSING),
    "the county's own certified, which cannot be read": Case(
        "同自报", "", "多", "缺报", STATISTICS, (("E_TEXT", COUNTY), ("E_SAME", STATISTICS)), MISSING
    ),
    "the county's own certified, which is pending: the county is told so": Case(
        "同自报", "", "暂缺（等）", "暂缺", COUNTY, (("W_DECLARED", COUNTY),), ("统计局", "暂缺")
    ),
    "the county's own certified, which does not apply": Case("同自报", "", "不适用（无）", "不适用", COUNTY),
    "同自报 in the county's book": Case("12", "", "同自报", 12, STATISTICS, (("E_SAME", COUNTY),)),
    "the bureau's pending, the county's own for the time being: nothing is pending": Case(
        "暂缺（等）", "", "99", 99, COUNTY, (), ("统计局", "自报，未核定")
    ),
    "the bureau's pending, later": Case("暂缺（等）", "", "99", "暂缺", STATISTICS, (("W_DECLARED", STATISTICS),), ("统计局", "暂缺"), "送审"),
    "both pending: the bureau's word": Case("暂缺（等）", "", "暂缺（县）", "暂缺", STATISTICS, (("W_DECLARED", STATISTICS),), ("统计局", "暂缺")),
    "the county's pending beside the bureau's figure": Case("12", "", "暂缺（县）", 12, STATISTICS),
    "the bureau's 不适用 beside the county's figure": Case("不适用（无）", "", "99", "不适用", STATISTICS),
    "one that the bureau wrote and cannot be read is not the county's": Case(
        "多", "", "99", "缺报", STATISTICS, (("E_TEXT", STATISTICS),), MISSING
    ),
    "a preliminary figure when it is to be final": Case("12", "", "99", "缺报", STATISTICS, (), ("统计局", "初步"), "审定"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_which_is_used(tmp_path: Path, name: str) -> None:
    case = CASES[name]
    assert read(tmp_path, case) == (case.figure, case.file, list(case.told), case.owes)


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("12", "12.5", "是 12，部门/统计局.xlsx：统计局!C2 是 12.5，"),
        ("12", "暂缺（等）", "是 12，部门/统计局.xlsx：统计局!C2 是 暂缺（等），"),
        ("不适用（无）", "12", "是 不适用（无），部门/统计局.xlsx：统计局!C2 是 12，"),
        ("同自报", "12", "是 同自报，部门/统计局.xlsx：统计局!C2 是 12，"),
        ("12", "同自报", "是 12，部门/统计局.xlsx：统计局!C2 是 同自报，"),
    ],
)
def test_the_sentence_has_both_as_written(tmp_path: Path, first: str, second: str, said: str) -> None:
    """It stands at the second, and names the first; the value is what is written in the second."""
    files = but(统计局=f"县 energy output\n甲县 1 11\n乙县 2 {first}\n丙县 3 13")
    files[SECOND] = {"统计局": f"县 energy output\n乙县 2 {second}"}
    (one,) = [one for one in read_set(tmp_path, files).problems if one.code == "E_CONFLICT"]
    assert one.message == f"“产值”两个文件不一致：部门/统计局.csv：C5 {said}分不清用哪一个，按缺报处理"
    assert (one.severity, one.county, one.item, str(one.source)) == (
        "error",
        "乙县",
        "output",
        "部门/统计局.xlsx：统计局!C2",
    )
    assert (one.value, [str(place) for place in one.also]) == (second, ["部门/统计局.csv：C5"])


def test_three_files_are_told_once(tmp_path: Path) -> None:
    """12, 12.5 and 13: the third is not compared with what is no figure any more."""
    files = but(统计局="县 energy output\n甲县 1 11\n乙县 2 12\n丙县 3 13")
    files |= {SECOND: {"统计局": "县 output\n乙县 12.5"}, "部门/统计局/统计局.csv": "县 output\n乙县 13"}
    found = read_set(tmp_path, files)
    assert [one.code for one in found.problems if one.severity == "error"] == ["E_CONFLICT"]
    assert found.table.at["乙县", "output"] == "缺报"


def test_counties_do_not_outvote_each_other(tmp_path: Path) -> None:
    """Two books of 乙县 disagree on staff, its own: neither; output, which both claim otherwise, is the bureau's."""
    files = but()
    files["县（市、区）/乙县二.csv"] = "县 output staff waste visits\n乙县 98 6 5 2"
    found = read_set(tmp_path, files)
    assert (found.table.at["乙县", "staff"], found.table.at["乙县", "output"]) == ("缺报", 12)
    second = "县（市、区）/乙县二.csv"
    assert told(found) == [
        Told("E_CONFLICT", second, "乙县", "output", "B3", "98"),
        Told("E_CONFLICT", second, "乙县", "staff", "C3", "6"),
    ]


def test_what_the_county_waits_for_is_not_its_own_figure(tmp_path: Path) -> None:
    """No bureau has output; 乙县 says 暂缺: due from the bureau, and not called 自报; 丙县's 13 is."""
    files = but(统计局="县 energy\n甲县 1\n乙县 2\n丙县 3", 乙县="县 output staff waste visits\n乙县 暂缺（县） 5 5 2")
    found = read_set(tmp_path, files)
    assert found.table["output"].tolist() == [11, "暂缺", 13]
    assert owed(found, "output")["乙县"] == ("统计局", "暂缺")
    assert {county for county, item in found.provenance.provisional if item == "output"} == {"甲县", "丙县"}


def test_only_a_bureau_certifies_the_countys_own(tmp_path: Path) -> None:
    found = read_set(tmp_path, but(目标="县 goal\n甲县 7\n乙县 同自报\n丙县 9"))
    assert told(found) == [Told("E_SAME", "决定/目标.csv", "乙县", "goal", "B7", "同自报")]
    assert [one.message for one in found.problems if one.code == "E_SAME"] == [
        "“同自报”只能写在部门的表里，这一格按缺报处理"
    ]


def test_final_is_no_as_long_as_a_figure_is_preliminary(tmp_path: Path) -> None:
    """生态局 wrote 是 for 乙县, and certifies waste without 认定说明: 否, told at the cell; 丙县's 否 is told to nobody."""
    found = read_set(tmp_path, but(生态局="县 waste visits final\n甲县 4 1 否\n乙县 5 2 是\n丙县 6 3 否"))
    assert found.table["final"].tolist() == [0, 0, 0]
    assert told(found, "W_NOT_FINAL") == [Told("W_NOT_FINAL", "部门/生态局.csv", "乙县", "final", "D5", "是")]
