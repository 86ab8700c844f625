"""What stands in the wrong file of a set is not used, and told where it stands; the rest of the file is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.small_sets import ENVIRONMENT, FULL, STATISTICS, Tables, Told, but, read_set, told

BOOK, OTHER = "部门/生态局.xlsx", "部门/补.csv"
OWN = {"生态局": "县 waste visits final\n甲县 4 1 否\n乙县 5 2 否\n丙县 6 3 否"}
PAPER = "测〔2026〕1号 2026-03-01"
NOT = "E_AUTHORITY"


def in_a_bureaus_book(**sheets: str) -> dict[str, Tables]:
    return {**but(ENVIRONMENT), BOOK: {**OWN, **sheets}}


CASES: dict[str, tuple[dict[str, Tables], list[Told]]] = {
    "points, by their indicator and number; a row that cannot be read too": (
        in_a_bureaus_book(核定调整=f"县 指标编号 加减分 理由 批准人 文号 日期\n甲县 used 1.5 好 长 {PAPER}\n乙县 used 多 好 长 {PAPER}"),
        [Told(NOT, BOOK, "甲县", "used", "C2", "1.5"), Told(NOT, BOOK, "乙县", "used", "C3")],
    ),
    "a revision, by its item": (
        in_a_bureaus_book(数据修订="县 数据项编号 数值 版本日期 来源/文号\n甲县 energy 1 2026-03-01 测〔2026〕1号"),
        [Told(NOT, BOOK, "甲县", "energy", "C2")],
    ),
    "an approval of a county, which is of no item": (
        in_a_bureaus_book(待定批准=f"县 理由 批准人 文号 日期\n甲县 等 长 {PAPER}"),
        [Told(NOT, BOOK, "甲县", cell="D2")],
    ),
    "targets, all in one; of several counties it names none": (
        in_a_bureaus_book(目标下达="县 goal\n甲县 4\n乙县 5"),
        [Told(NOT, BOOK, item="goal", cell="B2")],
    ),
    "a target of one county names it": (in_a_bureaus_book(目标下达="县 goal\n甲县 4"), [Told(NOT, BOOK, "甲县", "goal", "B2")]),
    "another bureau's figure certified": (
        in_a_bureaus_book(认定说明=f"数据项 县（市、区） 认定单位 文号 日期 初步/最终\nenergy 乙县 生态局 {PAPER} 最终"),
        [Told(NOT, BOOK, "乙县", "energy", "E2")],
    ),
    "another bureau's figures, and targets, in one table": (
        but(生态局="县 waste visits final energy goal\n甲县 4 1 否 95 96\n乙县 5 2 否 95 96\n丙县 6 3 否 - -"),
        [Told(NOT, ENVIRONMENT, item="energy", cell="E4"), Told(NOT, ENVIRONMENT, item="goal", cell="F4")],
    ),
    "figures of two bureaus, and a target: one problem each": (
        but(甲县="县 staff energy final goal\n甲县 5 91 否 7"),
        [
            Told(NOT, "县（市、区）/甲县.csv", "甲县", "energy", "C3"),
            Told(NOT, "县（市、区）/甲县.csv", "甲县", "goal", "E3"),
            Told(NOT, "县（市、区）/甲县.csv", "甲县", "final", "D3"),
        ],
    ),
    "figures among the decisions: two items of one bureau are one problem, of no item": (
        but(目标="县 goal energy output\n甲县 7 91 92\n乙县 8 - -\n丙县 9 - -"),
        [Told(NOT, "决定/目标.csv", "甲县", cell="C6")],
    ),
    "loose": ({**FULL, "补.csv": "县 energy\n甲县 91\n乙县 92"}, [Told(NOT, "补.csv")]),
    "two counties in a county's book": ({**FULL, "县（市、区）/补.csv": "县 staff\n甲县 91\n乙县 92"}, [Told(NOT, "县（市、区）/补.csv")]),
    "no bureau named, beside one that has its own file": (
        {**FULL, OTHER: "县 energy waste\n甲县 91 92"}, [Told("E_UNSIGNED", OTHER)],
    ),
    "a table of decisions without a number is nothing": (in_a_bureaus_book(目标下达="县 goal\n甲县 -"), []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_it_is_not_used_and_told_where_it_stands(tmp_path: Path, name: str) -> None:
    """The table is that of the full set, whatever was written beside it."""
    files, expected = CASES[name]
    found = read_set(tmp_path, files)
    assert told(found) == expected
    assert found.table.astype(float).values.tolist() == [
        [1, 11, 7, 5, 4, 1, 0], [2, 12, 8, 5, 5, 2, 0], [3, 13, 9, 5, 6, 3, 0],
    ]  # fmt: skip
    assert (found.adjustments, found.vintages, found.approved_pending) == ([], (), frozenset())
    assert found.provenance.certified == {}


def test_a_bureau_certifies_its_own_figure(tmp_path: Path) -> None:
    sheet = f"数据项 县（市、区） 认定单位 文号 日期 初步/最终\nwaste 乙县 生态局 {PAPER} 最终\nenergy 乙县 生态局 {PAPER} 最终"
    found = read_set(tmp_path, in_a_bureaus_book(认定说明=sheet))
    assert [(key, one.final) for key, one in found.provenance.certified.items()] == [(("乙县", "waste"), True)]
    assert "waste" not in found.provenance.open_items["乙县"]
    assert "waste" in found.provenance.open_items["甲县"]


def test_the_cells_and_numbers_are_named(tmp_path: Path) -> None:
    """So that whoever is told finds each: the first is the place, the others stand beside it."""
    files, _ = CASES["figures among the decisions: two items of one bureau are one problem, of no item"]
    (one,) = [one for one in read_set(tmp_path, files).problems if one.severity == "error"]
    assert one.message == "“能耗”、“产值”由统计局核定，“决定”里的表不能填，没有采用：C6（91）、D6（92）"
    assert [str(place) for place in one.also] == ["决定/目标.csv：D6"]


class TestUnsigned:
    """补.csv does not say whose it is; what of it is used depends on whose own files, that say so, are there."""

    def read(
        self, folder: Path, *gone: str, table: str = "县 energy waste\n甲县 91 92"
    ) -> tuple[list[object], list[str]]:
        files = {name: tables for name, tables in but(*gone).items() if not name.startswith("县")}
        found = read_set(folder, {**files, OTHER: table}, "送审")
        messages = [one.message for one in found.problems if one.code == "E_UNSIGNED"]
        return [found.table.at["甲县", item] for item in ("energy", "waste")], messages

    def test_both_are_there(self, tmp_path: Path) -> None:
        assert self.read(tmp_path) == (
            [1, 4],
            [
                "没有写“填报部门”，里面有统计局、生态局的数，统计局、生态局自己的表是 部门/统计局.csv、部门/生态局.csv，分不清是谁报的，没有采用"
            ],
        )

    def test_one_is_there(self, tmp_path: Path) -> None:
        """Of 统计局 nothing is used; 生态局's figure has nobody else who gives it."""
        assert self.read(tmp_path, ENVIRONMENT) == (
            [1, 92],
            ["没有写“填报部门”，里面有统计局的数，统计局自己的表是 部门/统计局.csv，分不清是谁报的，没有采用"],
        )

    def test_none_is_there(self, tmp_path: Path) -> None:
        assert self.read(tmp_path, STATISTICS, ENVIRONMENT) == ([91, 92], [])

    def test_a_blank_gives_nothing(self, tmp_path: Path) -> None:
        assert self.read(tmp_path, ENVIRONMENT, table="县 energy waste\n甲县 - 92") == ([1, 92], [])
