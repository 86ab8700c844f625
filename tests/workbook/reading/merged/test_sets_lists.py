"""检查清单 (kept by 生态局; visits is the number of its rows) in several files: whose rows count, and what is told."""

from __future__ import annotations

from pathlib import Path

from tests.support.small_sets import ENVIRONMENT, Tables, Told, but, owed, read_set, told
from workbook.reading.merged.submission import Submission
from workbook.reading.stage import Stage

LIST = "检查清单"
BOOK, SECOND, COUNTY = "部门/生态局.xlsx", "部门/二/生态局.xlsx", "县（市、区）/甲县.xlsx"


def listed(*rows: str) -> dict[str, str]:
    return {LIST: "\n".join(("县 地点", *rows))}


def with_list(
    folder: Path, *rows: str, second: tuple[str, ...] = (), claimed: tuple[str, ...] = (), typed: str = "-", stage: Stage = "初评",
    certified: str = "", final: str = "否",
) -> Submission:  # fmt: skip
    """The full set, with these rows in the bureau's book (which has no column visits), in a second book of the bureau and in
    甲县's own, which claims the typed figure. certified: a row of the bureau's 认定说明; final: its
    已认定 of 甲县."""
    every = [name for name in but() if name.startswith("县")]
    files: dict[str, Tables] = but(*every, ENVIRONMENT)
    for county, output in (("乙县", 12), ("丙县", 13)):
        files[f"县（市、区）/{county}.csv"] = f"县 output staff waste visits\n{county} {output} 5 5 -"
    own = {"统计局": "县 output staff\n甲县 11 5", "生态局": f"县 waste visits\n甲县 4 {typed}"}
    files[COUNTY] = {**own, **(listed(*claimed) if claimed else {})}
    book = {"生态局": f"县 waste final\n甲县 4 {final}\n乙县 5 否\n丙县 6 否"}
    if certified:
        book["认定说明"] = f"数据项 县（市、区） 认定单位 文号 日期 初步/最终\n{certified}"
    files[BOOK] = {**book, **(listed(*rows) if rows else {})}
    if second:
        files[SECOND] = listed(*second)
    return read_set(folder, files, stage)


ROWS = ("甲县 东厂", "甲县 西厂", "乙县 南厂", "丙县 北厂")


def counted(found: Submission) -> list[object]:
    return [found.table.at[county, "visits"] for county in ("甲县", "乙县", "丙县")]


def test_the_rows_of_the_bureau_are_counted(tmp_path: Path) -> None:
    found = with_list(tmp_path, *ROWS)
    assert counted(found) == [2, 1, 1]
    assert told(found) == []
    assert str(found.sources["乙县", "visits"]) == f"{BOOK}：{LIST}!A4"


def test_counties_shared_out_over_two_files(tmp_path: Path) -> None:
    """One file has 甲县 and 乙县, the other 丙县: each county's rows count, with their own places."""
    found = with_list(tmp_path, *ROWS[:3], second=("丙县 北厂", "丙县 中厂"))
    assert counted(found) == [2, 1, 2]
    assert str(found.sources["丙县", "visits"]) == f"{SECOND}：{LIST}!A2"
    assert told(found) == []


def test_rows_of_a_county_that_do_not_stand_together(tmp_path: Path) -> None:
    found = with_list(tmp_path, "甲县 东厂", "乙县 南厂", "甲县 西厂", "丙县 北厂")
    assert counted(found) == [2, 1, 1]
    assert [str(one) for one in found.lists["visits"].sources] == [f"{BOOK}：{LIST}!A{row}" for row in (2, 4, 3, 5)]
    assert found.lists["visits"].frame["site"].tolist() == ["东厂", "西厂", "南厂", "北厂"]


def test_the_same_rows_twice_count_once(tmp_path: Path) -> None:
    """In another order they are the same."""
    found = with_list(tmp_path, *ROWS, second=("甲县 西厂", "甲县 东厂"))
    assert counted(found) == [2, 1, 1]
    assert told(found) == []


def test_other_rows_of_a_county_count_neither_way(tmp_path: Path) -> None:
    """Two rows here, one there: nobody can tell whether 1, 2 or 3 are meant; 乙县 and 丙县 are counted."""
    found = with_list(tmp_path, *ROWS, second=("甲县 中厂",))
    assert counted(found) == ["暂缺", 1, 1]
    assert told(found) == [Told("E_LIST_CONFLICT", SECOND, "甲县", cell="A2")]
    (one,) = [one for one in found.problems if one.code == "E_LIST_CONFLICT"]
    assert [str(place) for place in one.also] == [f"{BOOK}：{LIST}!A2"]
    assert one.message.startswith(f"“甲县”的“{LIST}”在两个文件里不一致：{BOOK}：{LIST}!A2 起，{SECOND}：{LIST}!A2 起，")


def test_as_many_other_rows_are_other_rows(tmp_path: Path) -> None:
    found = with_list(tmp_path, *ROWS, second=("甲县 东厂", "甲县 中厂"))
    assert counted(found) == ["暂缺", 1, 1]
    assert told(found) == [Told("E_LIST_CONFLICT", SECOND, "甲县", cell="A2")]


def test_a_countys_list_is_nothing_beside_the_bureaus_figure(tmp_path: Path) -> None:
    """生态局 certifies 1 as a figure; 甲县 lists two: 1."""
    own = {"统计局": "县 output staff\n甲县 11 5", **listed("甲县 东厂", "甲县 新厂")}
    files = {name: tables for name, tables in but().items() if name != "县（市、区）/甲县.csv"}
    found = read_set(tmp_path, {**files, COUNTY: own})
    assert (counted(found)[0], found.sources["甲县", "visits"].file) == (1, ENVIRONMENT)


def test_a_countys_list_counts_for_the_time_being(tmp_path: Path) -> None:
    """Where no bureau has the list: at 初评, as the county's own; later not at all."""
    found = with_list(tmp_path / "1", claimed=("甲县 东厂", "甲县 新厂"))
    assert (counted(found)[0], found.provenance.provisional["甲县", "visits"]) == (2, "自报")
    assert owed(found, "visits")["甲县"] == ("生态局", "自报，未核定")
    found = with_list(tmp_path / "2", claimed=("甲县 东厂", "甲县 新厂"), stage="送审")
    assert (counted(found)[0], owed(found, "visits")["甲县"]) == ("缺报", ("生态局", "未报"))
    assert found.lists == {}


def test_a_countys_figure_is_nothing_beside_the_bureaus_list(tmp_path: Path) -> None:
    """It claims 9 where the bureau lists 2: the bureau's 2, no error of the county, and not its own figure (自报) any more."""
    found = with_list(tmp_path, *ROWS, typed="9")
    assert (counted(found)[0], told(found)) == (2, [])
    assert found.provenance.provisional["甲县", "visits"] == "初步"
    assert found.provenance.claims["甲县", "visits"].value == 9
    assert found.sources["甲县", "visits"].file == BOOK


FINAL = "visits - 生态局 环函〔2026〕5号 2026-03-05 最终"


def test_what_is_counted_is_as_final_as_its_file_says(tmp_path: Path) -> None:
    """Without 认定说明 preliminary, and so outstanding, as a figure that was typed would be; with 最终 neither."""
    found = with_list(tmp_path / "1", *ROWS)
    assert found.provenance.provisional["乙县", "visits"] == "初步"
    assert owed(found, "visits")["乙县"] == ("生态局", "初步")
    found = with_list(tmp_path / "2", *ROWS, certified=FINAL)
    assert ("乙县", "visits") not in found.provenance.provisional
    assert found.provenance.certified["乙县", "visits"].document == "环函〔2026〕5号"
    assert owed(found, "visits") == {}


def test_what_is_counted_is_not_final_by_a_word(tmp_path: Path) -> None:
    """已认定 of 甲县 is 是 for waste, which 认定说明 calls final; visits is counted from rows that it says nothing of: 否, told."""
    found = with_list(tmp_path / "1", *ROWS, final="是", certified=FINAL.replace("visits", "waste"))
    assert found.table.at["甲县", "final"] == 0
    assert told(found, "W_NOT_FINAL") == [Told("W_NOT_FINAL", BOOK, "甲县", "final", "C2", "是")]
    found = with_list(tmp_path / "2", *ROWS, final="是", certified=FINAL.replace("visits", "-"))
    assert found.table.at["甲县", "final"] == 1


def test_at_the_last_stage_a_preliminary_count_does_not_count(tmp_path: Path) -> None:
    """审定: without 认定说明 the rows are not the figure, which the bureau is told; with 最终 they are counted."""
    found = with_list(tmp_path / "1", *ROWS, stage="审定")
    assert counted(found) == ["缺报", "缺报", "缺报"]
    (one,) = [one for one in found.problems if one.code == "E_PRELIMINARY" and "检查数" in one.message]
    assert (one.severity, one.source.file) == ("error", BOOK)
    assert "（3 个县），审定时按缺报处理" in one.message
    assert found.sources["乙县", "visits"].file == BOOK
    assert counted(with_list(tmp_path / "2", *ROWS, stage="审定", certified=FINAL)) == [2, 1, 1]


def test_a_county_cannot_keep_the_bureaus_list_waiting(tmp_path: Path) -> None:
    """暂缺 of the county, 2 rows of the bureau: 2, and nothing is pending."""
    found = with_list(tmp_path, *ROWS, typed="暂缺（等）")
    assert (counted(found)[0], told(found, "W_DECLARED")) == (2, [])


def test_cases_are_compared_one_by_one(tmp_path: Path) -> None:
    """甲县 claims 东厂 and 新厂; the bureau has 东厂 and 西厂: a warning that names both, in the county's file."""
    found = with_list(tmp_path, *ROWS, claimed=("甲县 东厂", "甲县 新厂"))
    assert counted(found)[0] == 2
    (one,) = [one for one in found.problems if one.code == "W_LIST_CLAIM"]
    assert (one.severity, one.county, str(one.source)) == ("warning", "甲县", f"{COUNTY}：{LIST}")
    assert one.message == f"“{LIST}”县里报 2 件，部门核定 2 件（未认定：新厂；县里没有报：西厂），按部门的计"


def claims(folder: Path, *claimed: str) -> list[str]:
    found = with_list(folder, *ROWS, claimed=claimed)
    return [one.message.split("（")[1].split("）")[0] for one in found.problems if one.code == "W_LIST_CLAIM"]


def test_only_what_differs_is_told(tmp_path: Path) -> None:
    """Signs of another width are the same case; no rows of a county are no claim."""
    assert claims(tmp_path / "1", "甲县 东厂", "甲县 西厂") == []
    assert claims(tmp_path / "2", "甲县 东厂") == ["县里没有报：西厂"]
    assert claims(tmp_path / "3", "甲县 东厂", "甲县 西厂", "甲县 新厂") == ["未认定：新厂"]
    assert claims(tmp_path / "4") == []


def test_a_list_of_another_bureau_or_of_the_office(tmp_path: Path) -> None:
    """统计局 and the decisions have no word in 生态局's list; a file that says no bureau may not add to it."""
    own = {
        "部门/二/统计局.xlsx": listed("甲县 中厂"),
        "决定/清单.xlsx": listed("甲县 中厂"),
        "部门/三.xlsx": listed("甲县 中厂"),
    }
    for number, (name, expected) in enumerate(
        {
            "部门/二/统计局.xlsx": Told("E_AUTHORITY", "部门/二/统计局.xlsx", cell="A2"),
            "决定/清单.xlsx": Told("E_AUTHORITY", "决定/清单.xlsx"),
            "部门/三.xlsx": Told("E_UNSIGNED", "部门/三.xlsx"),
        }.items()
    ):
        found = read_set(tmp_path / str(number), {**but(), name: own[name]})
        assert told(found) == [expected]
        assert (counted(found), found.lists) == ([1, 2, 3], {})
