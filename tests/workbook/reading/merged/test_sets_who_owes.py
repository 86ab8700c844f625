"""Who is told of what a set of small files lacks: the file that should have it, or, where no file can be meant, whoever owes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.small_sets import (
    ENVIRONMENT,
    FULL,
    STATISTICS,
    TARGETS,
    Tables,
    Told,
    but,
    owed,
    read_set,
    told,
)

ONE, TWO = "部门/一.csv", "部门/二.csv"
SPELT = {"部门/统计局.xlsx": {"统计局": "县 energy output\n甲县 1 11\n乙县 2 12"}}
LACKING = Told("E_COUNTY_MISSING", STATISTICS)
BLANK = Told("E_BLANK", STATISTICS)


def test_a_full_set_is_told_nothing(tmp_path: Path) -> None:
    found = read_set(tmp_path, FULL)
    assert [one for one in found.problems if one.severity != "note"] == []
    assert found.table.loc["乙县"].to_dict() == {
        "energy": 2, "output": 12, "goal": 8, "staff": 5, "waste": 5, "visits": 2, "final": 0,
    }  # fmt: skip


CASES: dict[str, tuple[dict[str, Tables], list[Told]]] = {
    "a row is lacking: the file of the bureau whose items they are": (
        but(统计局="县 energy output\n甲县 1 11\n乙县 2 12"),
        [LACKING._replace(county="丙县")],
    ),
    "a row without a figure is as one that is lacking, a cell of a row is told by itself": (
        but(统计局="县 energy output\n甲县 1 11\n乙县 2 -\n丙县 - -"),
        [BLANK._replace(county="乙县", item="output", cell="C5"), LACKING._replace(county="丙县")],
    ),
    "in a workbook, its sheet": (
        {**but(STATISTICS), **SPELT},
        [Told("E_COUNTY_MISSING", "部门/统计局.xlsx", "丙县")],
    ),
    "a row that is there twice was told, for that county alone": (
        but(统计局="县 energy output\n甲县 1 11\n甲县 2 12\n丙县 3 13"),
        [Told("E_COUNTY_TWICE", STATISTICS, "甲县", cell="A5"), LACKING._replace(county="乙县")],
    ),
    "as many names that nobody knows as counties that lack: they were meant": (
        but(统计局="县 energy output\n甲县 1 11\n乙现 2 12\n丙县 3 13"),
        [Told("E_COUNTY_UNKNOWN", STATISTICS, cell="A5", value="乙现")],
    ),
    "fewer such names than counties that lack: each of them is told": (
        but(统计局="县 energy output\n甲县 1 11\n乙现 2 12"),
        [
            Told("E_COUNTY_UNKNOWN", STATISTICS, cell="A5", value="乙现"),
            LACKING._replace(county="乙县"),
            LACKING._replace(county="丙县"),
        ],
    ),
    "targets are owed by the file of decisions": (
        but(目标="县 goal\n甲县 7\n丙县 9"),
        [Told("E_COUNTY_MISSING", TARGETS, "乙县")],
    ),
    "no target at all: told of no file": (but(TARGETS), [Told("E_NOT_SENT")]),
    "a bureau that sent nothing": (but(STATISTICS), [Told("E_NOT_SENT")]),
    "two bureaus that sent nothing, and no targets": (
        but(STATISTICS, ENVIRONMENT, TARGETS),
        [Told("E_NOT_SENT"), Told("E_NOT_SENT"), Told("E_NOT_SENT")],
    ),
    "two files share a bureau's items: the one that has the item": (
        {**but(STATISTICS), ONE: "县 energy\n甲县 1\n乙县 2\n丙县 3", TWO: "县 output\n甲县 1\n丙县 3"},
        [Told("E_COUNTY_MISSING", TWO, "乙县")],
    ),
    "two files share its counties: the one that has the county, and for a county of neither no file": (
        {**but(STATISTICS), ONE: "县 energy output\n甲县 1 11", TWO: "县 energy output\n乙县 2 -"},
        [Told("E_BLANK", TWO, "乙县", "output", "C3"), Told("E_NOT_SENT", county="丙县")],
    ),
    "a file of a bureau that is empty says so, and the bureau is still told what is lacking": (
        but(统计局="县 energy output\n甲县 - -"),
        [Told("E_EMPTY", STATISTICS)],
    ),
    "an empty file beside full ones: no figure is lacking": (
        {**FULL, ONE: "县 energy\n甲县 -"},
        [Told("E_EMPTY", ONE)],
    ),
    "a county's blank, where no bureau sent the item": (
        but(STATISTICS, 甲县="县 output staff waste visits\n甲县 - 5 4 1"),
        [Told("E_BLANK", "县（市、区）/甲县.csv", "甲县", "output", "B3"), Told("E_NOT_SENT")],
    ),
    "a county's book lacks its own item": (
        but(甲县="县 output waste visits\n甲县 11 4 1"),
        [Told("E_COLUMN_MISSING", "县（市、区）/甲县.csv", item="staff")],
    ),
    "a county's book lacks what the bureaus have: nobody's error": (but(甲县="县 staff\n甲县 5"), []),
    "a figure that cannot be read is told where it stands, once": (
        but(统计局="县 energy output\n甲县 1 11\n乙县 多 12\n丙县 3 13"),
        [Told("E_TEXT", STATISTICS, "乙县", "energy", "B5", "多")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_told(tmp_path: Path, name: str) -> None:
    files, expected = CASES[name]
    assert told(read_set(tmp_path, files, "送审")) == expected


def messages(folder: Path, files: dict[str, Tables]) -> list[str]:
    return [one.message for one in read_set(folder, files, "送审").problems if one.severity == "error"]


def test_the_sentences_count_items_and_name_counties(tmp_path: Path) -> None:
    """统计局 owes two items that no decision assigns; 乙县 alone is named where the others have theirs."""
    assert messages(tmp_path / "1", but(STATISTICS)) == [
        "“统计局”没有报送：2 项（能耗、产值）没有一个文件里有，各县按缺报处理"
    ]
    files = {**but(STATISTICS), ONE: "县 energy output\n甲县 1 11", TWO: "县 energy output\n丙县 2 12"}
    assert messages(tmp_path / "2", files) == [
        "“统计局”没有报全：“乙县”的 2 项（能耗、产值）没有一个文件里有，各县按缺报处理"
    ]
    assert messages(tmp_path / "3", but(TARGETS)) == ["目标没有下达：1 项（目标）没有一个文件里有，各县按缺报处理"]
    assert messages(tmp_path / "4", {**but(STATISTICS), **SPELT}) == [
        "工作表“统计局”没有“丙县”的数，2 项（能耗、产值）按缺报处理"
    ]


def test_what_is_outstanding_is_owed_by_its_own_debtor(tmp_path: Path) -> None:
    """The bureau owes what it certifies, the office targets, the county its own; 初步 is what a bureau gave without 认定说明."""
    found = read_set(tmp_path, but(STATISTICS, TARGETS, "县（市、区）/乙县.csv"), "送审")
    every = ("甲县", "乙县", "丙县")
    assert owed(found, "energy") == dict.fromkeys(every, ("统计局", "未报"))
    assert owed(found, "goal") == dict.fromkeys(every, ("考核办", "未报"))
    assert owed(found, "staff") == {"乙县": ("乙县", "未报")}
    assert owed(found, "waste") == dict.fromkeys(every, ("生态局", "初步"))


def test_a_county_without_a_book(tmp_path: Path) -> None:
    """staff is 乙县's own: without its book it is 缺报, an error; where a bureau's file has it, a warning."""
    absent = but("县（市、区）/乙县.csv")
    assert told(read_set(tmp_path / "1", absent)) == [Told("E_ABSENT", county="乙县")]
    absent[STATISTICS] = "县 energy output staff\n甲县 1 11 -\n乙县 2 12 5\n丙县 3 13 -"
    found = read_set(tmp_path / "2", absent)
    assert told(found) == []
    assert told(found, "W_ABSENT") == [Told("W_ABSENT", county="乙县")]


def test_no_county_sent_a_book(tmp_path: Path) -> None:
    """staff is each county's own, and nobody else owes it: each is told; where the bureau's file has it, nobody is."""
    every = [name for name in FULL if name.startswith("县")]
    assert told(read_set(tmp_path / "1", but(*every))) == [
        Told("E_ABSENT", county=county) for county in ("甲县", "乙县", "丙县")
    ]
    files = but(*every, 统计局="县 energy output staff\n甲县 1 11 5\n乙县 2 12 -\n丙县 3 13 5")
    assert told(read_set(tmp_path / "2", files)) == [Told("E_ABSENT", county="乙县")]
    assert told(read_set(tmp_path / "2", files), "W_ABSENT") == []


def test_the_sheet_that_lacks_the_row_is_named(tmp_path: Path) -> None:
    """One book has both bureaus' items, a sheet each; 乙县 is on the first only."""
    sheets = {
        "能耗": "县 energy output\n甲县 1 11\n乙县 2 12\n丙县 3 13",
        "水": "县 waste visits final\n甲县 4 1 否\n丙县 6 3 否",
    }
    found = read_set(tmp_path, {**but(STATISTICS, ENVIRONMENT), "部门/全.xlsx": sheets}, "送审")
    assert [(one.code, str(one.source), one.county) for one in found.problems if one.severity == "error"] == [
        ("E_COUNTY_MISSING", "部门/全.xlsx：水!A1", "乙县")
    ]


def test_what_an_absent_county_lacks_is_counted(tmp_path: Path) -> None:
    """Without 统计局.csv 乙县 lacks energy, output and its own staff: three; 甲县's and 丙县's two are not its matter."""
    assert messages(tmp_path / "1", but("县（市、区）/乙县.csv")) == ["“乙县”没有报送：它的 1 项按缺报处理"]
    assert (
        messages(tmp_path / "2", but("县（市、区）/乙县.csv", STATISTICS))[-1] == "“乙县”没有报送：它的 3 项按缺报处理"
    )


def test_two_tables_side_by_side(tmp_path: Path) -> None:
    """energy beside output, each with counties of its own: read if they are the same line by line. Else nothing
    of the second is, nor a line on which they differ: it would be read into the wrong county."""
    same = but(统计局="县 energy 县 output\n甲县 1 甲县 11\n乙县 2 乙县 12\n丙县 3 丙县 13")
    found = read_set(tmp_path / "1", same, "送审")
    assert (told(found), found.table["output"].tolist()) == ([], [11, 12, 13])
    other = but(统计局="县 energy 县 output\n甲县 1 甲县 11\n乙县 2 丙县 13\n丙县 3 乙县 12")
    found = read_set(tmp_path / "2", other, "送审")
    columns = [(one.source.cell, one.message[-13:]) for one in found.problems if one.code == "E_COUNTY_COLUMNS"]
    assert columns == [
        ("C5", "后一列右边的 1 项没有读"),
        ("C5", "分不清是谁的，这一行没有读"),
        ("C6", "分不清是谁的，这一行没有读"),
    ]
    assert found.table["output"].tolist() == ["缺报"] * 3
    assert found.table["energy"].tolist() == [1, "缺报", "缺报"]


def test_a_blank_row_says_nothing_of_its_county(tmp_path: Path) -> None:
    """Two files of 统计局 agree on 甲县; the second has 丙县's name and no figure: 缺报, as if the row were not there."""
    files = {
        **but(STATISTICS),
        ONE: "县 energy output\n甲县 1 11\n乙县 2 12",
        TWO: "县 energy output\n甲县 1 11\n丙县 - -",
    }
    found = read_set(tmp_path, files, "送审")
    assert found.table.loc["丙县", ["energy", "output"]].tolist() == ["缺报", "缺报"]
    assert told(found) == [Told("E_NOT_SENT", county="丙县")]
