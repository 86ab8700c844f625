"""What is wrong with a list's row or a county's workbook is told with sheet and cell, all of it in one run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from examples.build import demonstration
from examples.lists import demonstration_lists
from scoring import assess, load_scheme
from workbook.reading.merged.submission import Submission
from workbook.reading.submissions import read_city_workbook
from workbook.template.content import TemplateContent
from workbook.template.county_writer import county_template_bytes, write_county_templates
from workbook.template.writer import write_template

SCHEME = load_scheme("yuncheng-14fyp")
Edit = Callable[[Any], None]
USUAL = {"W_DECLARED"}  # of the demonstration city: one figure is 暂缺


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    figures = demonstration()
    path = tmp_path_factory.mktemp("city") / "city.xlsx"
    return write_template(
        SCHEME, 2025, path, TemplateContent(values=figures, lists=demonstration_lists(SCHEME, figures)), by="bureau"
    )


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("county") / "county.xlsx"
    figures = demonstration().loc[["夏县"]]
    lists = demonstration_lists(SCHEME, figures)
    path.write_bytes(county_template_bytes(SCHEME, 2025, "夏县", TemplateContent(values=figures, lists=lists)))
    return path


def spoilt(path: Path, tmp_path: Path, edit: Edit) -> Submission:
    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(tmp_path / "spoilt.xlsx")
    return read_city_workbook(tmp_path / "spoilt.xlsx", SCHEME)


def told(read: Submission) -> list[tuple[str, str, str, str, str]]:
    return [
        (one.code, f"{one.source.sheet}!{one.source.cell}", one.county, one.message, one.remedy)
        for one in read.problems
        if one.code not in USUAL
    ]


def test_rows_of_a_list(city: Path, tmp_path: Path) -> None:
    """Eight mistakes on one sheet, each with its cell; the rows without a county are not counted."""

    def edit(book: Any) -> None:
        sheet = book["车辆清单"]
        head = {cell.value: cell.column for cell in sheet[5]}
        sheet["B6"] = None
        sheet["B7"] = "盐湖县"
        sheet.cell(8, head["power"]).value = "电动"
        sheet.cell(9, head["action"]).value = None
        sheet.cell(10, head["exempt"]).value = "是"
        sheet.cell(11, head["exempt"]).value = "也许"
        pollutants = book["重点减排工程清单"]
        columns = {cell.value: cell.column for cell in pollutants[5]}
        pollutants.cell(6, columns["recognised"]).value = 9999
        pollutants.cell(7, columns["recognised"]).value = "不适用（没有）"
        pollutants.cell(8, columns["claimed"]).value = 1.0000005

    read = spoilt(city, tmp_path, edit)
    found = {
        (code, where): (message, remedy) for code, where, _, message, remedy in told(read) if code != "E_LIST_DIFFERS"
    }
    every = "、".join(one.name for one in SCHEME.region.counties)  # type: ignore[union-attr]
    assert found[("E_LIST_COUNTY", "车辆清单!B6")] == (
        "第 6 行没有写县（市、区），这一行没有计入，由清单计的各项按缺报处理",
        f"写上县（市、区）全称：{every}",
    )
    assert found[("E_LIST_COUNTY", "车辆清单!B7")] == (
        "没有“盐湖县”这个县（市、区），这一行没有计入，由清单计的各项按缺报处理",
        f"是不是“盐湖区”？请写全称：{every}",
    )
    assert found[("E_CHOICE", "车辆清单!G8")] == (
        "“动力”填的是“电动”，不在选项里",
        "是不是“纯电动”？从列表中选：纯电动、插电式混合动力、燃料电池、燃油、其他",
    )
    assert found[("E_BLANK", "车辆清单!E9")] == ("“新增或更新”没有填", "补填“新增或更新”；不是一项的行请删除")
    assert found[("E_LIST_REASON", "车辆清单!I10")] == (
        "经批准的特种车为“是”的，没有写“批准文号和理由”",
        "写上“批准文号和理由”",
    )
    assert found[("E_YES_NO", "车辆清单!H11")][0] == "“经批准的特种车”应当填“是”或“否”，填的是“也许”"
    assert found[("E_LIST_ABOVE", "重点减排工程清单!H6")] == (
        "“认定减排量”9999 大于“申报减排量”258.9",
        "核对后改正其中一个",
    )
    assert found[("E_LIST_DECLARED", "重点减排工程清单!H7")] == (
        "“认定减排量”填的是“不适用（没有）”，清单的这一列不能这样填",
        "填数；还没有结果的写“暂缺（原因）”；没有的填 0",
    )
    assert found[("E_LIST_PLACES", "重点减排工程清单!G8")] == (
        "“申报减排量”的小数超过 6 位：1.0000005",
        "保留 6 位以内",
    )
    assert "盐湖区" in set(read.lists["vehicles"].frame["county"])
    # Three rows of 盐湖区 hold what cannot be read: what is counted by it is missing, and the county pending.
    assert read.table.loc["盐湖区", "vehicles_new_energy"] == "暂缺"
    result = assess(SCHEME, read.table, 2025, evidence=read.evidence)
    assert result.scores.loc["盐湖区", "grade"] == "待定"


def test_a_typed_figure_beside_a_list(city: Path, tmp_path: Path) -> None:
    """Both cells are named; a blank one is filled by the count and is no fault."""

    def edit(book: Any) -> None:
        sheet = book["市机关事务管理局"]
        head = {cell.value: cell.column for cell in sheet[5]}
        sheet.cell(6, head["vehicles_all"]).value = 35
        sheet.cell(7, head["vehicles_all"]).value = None

    read = spoilt(city, tmp_path, edit)
    assert [one for one in told(read) if one[0] != "N_NOT_ASSIGNED"] == [
        (
            "E_LIST_DIFFERS",
            "市机关事务管理局!E6",
            "盐湖区",
            "“新增及更新车辆数”填的是 35，按“车辆清单”计数是 36（spoilt.xlsx：车辆清单!B6 起），按清单计",
            "核对spoilt.xlsx：市机关事务管理局!E6和清单，改正其中一处；有清单的，数可以不填",
        )
    ]
    assert read.table["vehicles_all"].tolist()[:2] == [36, 20]


def test_statuses_of_a_county(county: Path, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        sheet = book["市统计局"]
        rows = {row[2].value: row[0].row for row in sheet.iter_rows()}
        for item, value, status, reason in (
            ("decline_actual", 3.4, "暂缺", "未核定"),
            ("decline_cumulative", None, "待定", None),
            ("energy_use", None, "暂缺", "统计局5月反馈"),
            ("feedstock_energy", None, "不适用", None),
            ("statistics_checked", None, None, None),
        ):
            for column, cell in (("G", value), ("H", status), ("I", reason)):
                sheet[f"{column}{rows[item]}"] = cell
        other = book["市能源局"]
        line = next(row[2].row for row in other.iter_rows() if row[2].value == "renewable_power")
        other[f"D{line}"] = "万吨标准煤"
        other[f"C{line + 1}"] = None

    read = spoilt(county, tmp_path, edit)
    assert (read.layout, read.counties) == ("county", ("夏县",))
    found = [(code, where, message, remedy) for code, where, _, message, remedy in told(read)]
    # The row whose id is gone: its id is missed, and what stands in it was not read.
    assert [(code, where) for code, where, *_ in found if code in ("N_FORM", "W_UNREAD")] == [
        ("N_FORM", "市能源局!C7"),
        ("W_UNREAD", "市能源局!B7"),
    ]
    assert [one for one in found if one[0] not in ("N_FORM", "W_UNREAD", "N_OWED")] == [
        (
            "E_STATUS", "市统计局!G4",
            "“单位地区生产总值能耗年度下降率（实际）”的状态是“暂缺”，又填了“3.4”，分不清用哪一个",
            "有数的把状态删掉，没有数的把数删掉",
        ),
        (
            "E_STATUS", "市统计局!H5", "“单位地区生产总值能耗累计下降率”的状态写的是“待定”，按缺报处理",
            "有数的留空；没有数的选“不适用”或“暂缺”，并写原因",
        ),
        ("W_REASON", "市统计局!H7", "“原料用能”填了“不适用”，没有写原因", "在“原因”列写明原因"),
        ("E_BLANK", "市统计局!G9", "“开展能源统计数据审核”没有填", "补填；不涉及的写“不适用（原因）”，数还没有的写“暂缺（原因）”"),
        (
            "E_UNIT", "市能源局!D6", "“可再生能源电力消费量”应当按“吨标准煤”填报，这一行写的单位是“万吨标准煤”，没有读",
            "把数换算成“吨标准煤”（1 万吨标准煤 = 10000 吨标准煤），再把这一行的单位改回“吨标准煤”",
        ),
        (
            "E_ROW_MISSING", "市能源局!C3", "工作表“市能源局”缺少“2020年可再生能源电力消费量”（编号 renewable_power_2020）一行，该项按缺报处理",
            "补上这一行，在“编号”列写 renewable_power_2020；没有数的在“状态”列选“暂缺”或“不适用”并写原因",
        ),
    ]  # fmt: skip
    assert read.declared["夏县", "energy_use"] == ("暂缺", "统计局5月反馈")
    assert read.table.loc["夏县", "feedstock_energy"] == "不适用"


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        ("夏城县", "E_COUNTY_UNKNOWN", "没有“夏城县”这个县（市、区），全部没有读"),
        (None, "E_COUNTY_BLANK", "没有写明是哪个县（市、区）的数，全部没有读：找不到“填报县（市、区）”"),
    ],
)
def test_whose_workbook_it_is(county: Path, tmp_path: Path, name: str | None, code: str, message: str) -> None:
    read = spoilt(county, tmp_path, lambda book: book["填表说明"].__setitem__("C4", name))
    assert [(one.code, one.message) for one in read.problems if one.code == code] == [(code, message)]
    assert read.counties == ()
    assert len(read.table) == 0


def test_another_countys_row_in_a_county_workbook(county: Path, tmp_path: Path) -> None:
    read = spoilt(county, tmp_path, lambda book: book["车辆清单"].__setitem__("B6", "绛县"))
    assert told(read)[0][:4] == (
        "E_LIST_COUNTY",
        "车辆清单!B6",
        "绛县",
        "夏县的工作簿，清单里写的是“绛县”，这一行没有计入，由清单计的各项按缺报处理",
    )
    assert set(read.lists["vehicles"].frame["county"]) == {"夏县"}


def test_a_workbook_without_lists_reads_as_before(tmp_path: Path) -> None:
    """As the program wrote it before there were lists: sheets by dimension, no list sheets, no checks."""
    path = write_template(SCHEME, 2025, tmp_path / "old.xlsx", TemplateContent(values=demonstration()))
    book = openpyxl.load_workbook(path)
    for name in [*(spec.sheet for spec in SCHEME.lists.values()), "数据核对"]:
        del book[name]
    book.save(tmp_path / "old.xlsx")
    read = read_city_workbook(tmp_path / "old.xlsx", SCHEME)
    assert [one[0] for one in told(read)] == ["N_NOT_ASSIGNED"]
    expected = assess(SCHEME, demonstration(), 2025).scores
    assert assess(SCHEME, read.table, 2025).scores.equals(expected)


def test_items_are_found_by_id_on_any_sheet(tmp_path: Path) -> None:
    """Sheets of other names than any layout has: each item is read where its id stands."""
    path = write_template(SCHEME, 2025, tmp_path / "a.xlsx", TemplateContent(values=demonstration()), by="bureau")
    book = openpyxl.load_workbook(path)
    for number, name in enumerate(SCHEME.bureau_sheets()):
        book[name].title = f"表{number}"
    book.save(path)
    read = read_city_workbook(path, SCHEME)
    assert {code for code, *_ in told(read)} == {
        "N_FORM",
        "N_NOT_ASSIGNED",
        "W_UNREAD",
    }  # titles that are of other sheets
    assert read.table.equals(
        read_city_workbook(
            write_template(SCHEME, 2025, tmp_path / "b.xlsx", TemplateContent(values=demonstration()), by="bureau"),
            SCHEME,
        ).table
    )
    assert read.sources["盐湖区", "energy_use"].sheet == "表0"


def test_names_of_county_workbooks(tmp_path: Path) -> None:
    from scoring.errors import KaoheError

    paths = write_county_templates(SCHEME, 2025, tmp_path / "各县")
    assert [path.name for path in paths][:2] == ["盐湖区-yuncheng-14fyp-2025.xlsx", "临猗县-yuncheng-14fyp-2025.xlsx"]
    with pytest.raises(KaoheError, match="已经存在，没有覆盖"):
        write_county_templates(SCHEME, 2025, tmp_path / "各县")
    with pytest.raises(KaoheError, match="方案的地区里没有：丙县"):
        write_county_templates(SCHEME, 2025, tmp_path / "x", counties=["丙县"])
    with pytest.raises(KaoheError, match="用 --counties 写明各县"):
        write_county_templates(load_scheme("water-2016"), 2020, tmp_path / "y")


def test_the_live_check_of_a_row_that_was_not_read_is_no_news(city: Path, tmp_path: Path) -> None:
    """The row is told once; its check cell says nothing more. A remark in that cell's place is still named."""

    def edit(book: Any, remark: str = "") -> None:
        sheet = book["统计局"] if "统计局" in book.sheetnames else book["市统计局"]
        row = next(row for row in range(6, 30) if sheet.cell(row, 2).value == "夏县")
        sheet.cell(row, 2).value = "夏州"
        if remark:
            column = next(one.column for line in sheet["A3:ZZ5"] for one in line if one.value == "核对")
            sheet.cell(row, column).value = remark

    codes = [one.code for one in spoilt(city, tmp_path, edit).problems]
    assert "E_COUNTY_UNKNOWN" in codes
    assert "W_UNREAD" not in codes
    codes = [one.code for one in spoilt(city, tmp_path, lambda book: edit(book, "已电话核实")).problems]
    assert "W_UNREAD" in codes
