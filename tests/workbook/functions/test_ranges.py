"""Ranges beside the data table: recognised by their headings, named where they are left out, refused where unclear."""

from __future__ import annotations

import datetime
import subprocess
import sys
from typing import Any

import pytest

from workbook.functions.calls import call
from workbook.functions.demonstration import demonstration
from workbook.functions.ranges import RangeBook
from workbook.functions.registry import DEMONSTRATION, DEMONSTRATION_BESIDE, functions
from workbook.functions.values import CellError

TABLE = demonstration()[DEMONSTRATION]
ADJUSTMENTS, *LISTS = (demonstration()[mark] for mark in DEMONSTRATION_BESIDE)
ALL_OUT = "※没有计入核定调整、两高项目清单、重点减排工程清单、车辆清单、公共机构清单"


def given(name: str, **said: Any) -> Any:
    """A call with its arguments by name."""
    said = {"table": TABLE, "year": 2025, **said}
    return call(name, [said.get(one.name) for one in functions()[name].arguments])


def whole(name: str, **said: Any) -> Any:
    lists = {f"list{number}": cells for number, cells in enumerate(LISTS, 1)}
    return given(name, **{"adjustments": ADJUSTMENTS, **lists, **said})


LEFT_OUT: list[tuple[dict[str, Any], str]] = [
    ({}, ALL_OUT),
    ({"adjustments": "无"}, ALL_OUT.replace("核定调整、", "")),
    ({"list1": "无"}, "※没有计入核定调整"),
    ({"adjustments": ADJUSTMENTS, "list1": LISTS[1]}, "※没有计入两高项目清单、车辆清单、公共机构清单"),
    ({"adjustments": ((None, None), (None, None)), "list1": "无"}, "※没有计入核定调整"),
    ({"adjustments": "无", "list1": LISTS[0], "list2": "无"}, ""),
    ({"adjustments": "无", "list1": "无"}, ""),
]  # fmt: skip


@pytest.mark.parametrize(("said", "note"), LEFT_OUT)
@pytest.mark.parametrize("name", ["scores", "ranking"])
def test_what_was_left_out_stands_in_the_first_cell_and_below(name: str, said: dict[str, Any], note: str) -> None:
    rows = given(name, **said)
    assert rows[0][0] == (f"{note}　" if note else "") + ("县（市、区）" if name == "scores" else "名次")
    assert (rows[-1][0] == f"{note}：给出它的区域，没有的写“无”") == bool(note)
    assert len(rows) == 1 + 13 + bool(note)


@pytest.mark.parametrize(("said", "note"), LEFT_OUT)
def test_an_answer_without_a_heading_is_given_only_of_the_whole(said: dict[str, Any], note: str) -> None:
    """No note has a place beside a single figure, and a text there would pass for a large number in a comparison."""
    for answer in (
        given("scores", county="盐湖区", column="总分", **said),
        given("scores", county="盐湖区", **said),
        given("scores", headers=False, **said),
        given("ranking", county="盐湖区", **said),
        given("ranking", headers=False, **said),
    ):
        assert (answer is CellError.VALUE) == bool(note)


def test_explain_and_check_say_it_too() -> None:
    assert given("explain", county="稷山县").endswith(f"\n{ALL_OUT}：给出它的区域，没有的写“无”")
    assert "※" not in whole("explain", county="稷山县")
    assert ["警告", "", "", "", f"{ALL_OUT[1:]}：给出它的区域，没有的写“无”"] in [row[:5] for row in given("check")]
    assert not any("没有计入" in row[4] for row in whole("check"))


def test_a_comparison_says_of_which_side() -> None:
    said = {"before": TABLE, "year_before": 2025, "adjustments": "无", "list1": "无", "list1_before": "无"}
    assert given("compare", **said)[0][0].startswith("※对比没有计入核定调整　")
    assert given("compare", **said, headers=False) is CellError.VALUE
    assert given("compare", **said, adjustments_before="无")[0][0] == "县（市、区）"


def test_a_refused_row_of_the_adjustments_is_said() -> None:
    heads, row, *_ = ADJUSTMENTS
    wrong = (heads, (row[0], "没有这个指标", *row[2:]))
    answer = whole("scores", adjustments=wrong)
    assert answer[0][0].startswith("※“核定调整”有 1 处错误，有的行没有采用，见 KH_CHECK")
    assert whole("scores", adjustments=wrong, county="垣曲县", column="总分") is CellError.VALUE
    assert any(row[3] == "核定调整!B2" for row in whole("check", adjustments=wrong))


def test_lists_are_known_by_their_heading_in_any_order() -> None:
    backwards = {f"list{number}": cells for number, cells in enumerate(reversed(LISTS), 1)}
    assert given("scores", adjustments=ADJUSTMENTS, **backwards) == whole("scores")


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"adjustments": LISTS[0]}, "核定调整的区域认不出是“核定调整”：连表头一起选；没有的写“无”"),
    ({"adjustments": ADJUSTMENTS[1:]}, "核定调整的区域认不出是“核定调整”：连表头一起选；没有的写“无”"),
    ({"list1": ADJUSTMENTS}, "清单1的区域认不出是“两高项目清单”、"),
    ({"list2": TABLE}, "清单2的区域认不出是“两高项目清单”、"),
    ({"list1": LISTS[0][3:]}, "清单1的区域认不出是“两高项目清单”、"),
    ({"list1": LISTS[0], "list3": LISTS[0]}, "“两高项目清单”给了两次，只留一个区域"),
    ({"list1": 0.0}, "清单1的区域认不出是“两高项目清单”、"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "words"), WRONG)
def test_a_range_that_is_not_what_it_should_be_is_refused(said: dict[str, Any], words: str) -> None:
    assert given("scores", **said) is CellError.VALUE
    assert given("explain", county="稷山县", **said).startswith(words)
    assert given("check", **said)[1][4].startswith(words)


REVISED = ("县（市、区）", "数据项编号", "数值", "版本日期", "口径", "来源/文号", "说明", "复查编号", "逾期受理")


def test_revisions_may_stand_among_the_lists() -> None:
    row = ("稷山县", "decline_actual", 3.35, "2026-04-20", None, "运能源函12号", "核定", None, None)
    said = whole("explain", county="稷山县", indicator="intensity_annual")
    after = given(
        "explain", county="稷山县", indicator="intensity_annual", adjustments=ADJUSTMENTS,
        list1=(REVISED, row), list2="无",
    )  # fmt: skip
    assert "2.80 ÷ 3.32" in said
    assert "3.35 ÷ 3.32" in after


def test_a_day_that_comes_as_its_number_is_that_day() -> None:
    """LibreOffice passes dates as numbers: 46101 is 2026-03-20."""
    rows = RangeBook({"核定调整": (("加减分", "日期"), (46101.0, 46101.0), (1.0, 3.5))}).rows("核定调整")
    assert [list(row) for row in rows[1:]] == [[46101.0, datetime.date(2026, 3, 20)], [1.0, 3.5]]
    heads, row, *_ = ADJUSTMENTS
    at = heads.index("日期")
    numbered = (heads, (*row[:at], 46101.0, *row[at + 1 :]))
    assert whole("scores", adjustments=numbered) == whole("scores")


def column(name: str) -> int:
    return list(TABLE[1]).index(name)


def with_unit(unit: str) -> tuple[tuple[Any, ...], ...]:
    units: list[Any] = [None] * len(TABLE[0])
    units[column("decline_target")] = unit
    return (TABLE[0], ("单位", *units[1:]), *TABLE[1:])


OPTIONAL = {
    "twice": tuple((*row, row[column("decline_target")]) for row in TABLE),
    "in another unit": with_unit("‰"),
    "under another item's name": (
        tuple("能源消费总量目标" if at == column("decline_target") else cell for at, cell in enumerate(TABLE[0])),
        *TABLE[1:],
    ),
}


@pytest.mark.parametrize("table", OPTIONAL.values(), ids=OPTIONAL)
def test_a_refused_optional_column_leaves_its_counties_pending(table: Any) -> None:
    """As the file reader does: an optional target that cannot be read is no target that was not set."""
    answer = whole("scores", table=table, detail=0)
    assert {(row[1], row[2], row[3]) for row in answer[1:]} == {(CellError.NA, "待定", CellError.NA)}
    assert any(row[0] == "错误" for row in whole("check", table=table))


def test_a_year_that_the_range_says_must_be_the_year_asked_for() -> None:
    titled = (("考核年度：2024", *[None] * (len(TABLE[0]) - 1)), *TABLE)
    assert given("explain", table=titled, county="稷山县").startswith("数据区域写的考核年度是 2024，不是 2025")
    assert "2024 年度" in given("check", table=titled, year=None)[-1][4]


def test_counties_that_the_range_lacks_are_pending_below() -> None:
    answer = whole("scores", table=TABLE[:5], detail=0)
    assert [row[0] for row in answer[1:4]] == [row[0] for row in TABLE[2:5]]
    assert {row[2] for row in answer[4:]} == {"待定"}
    assert len(answer) == 14


def test_xlwings_is_imported_only_where_functions_are_served() -> None:
    """The command, the functions themselves and the menu do without it."""
    code = (
        "import sys; from workbook.command.app import app; from workbook.functions.menu import batch;"
        "from workbook.functions.calls import call; call('version', []); batch('check', 'https://x/y.xlsx');"
        "assert call('grade', [95.0]) == '超额完成'; sys.exit('xlwings' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
