"""The sheet 数据修订: what is read, and every mistake with its cell."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from scoring.problems import Source
from scoring.scheme.scheme import Scheme
from scoring.vintages import Vintage
from tests.workbook.conftest import Edit, Read
from workbook.reading.opening import open_book
from workbook.reading.parts.one_file import read_part
from workbook.reading.tables.counties import Counties
from workbook.reading.tables.revisions import read_data_date, read_revisions
from workbook.reading.tables.sheet import Sheet
from workbook.template.data_sheet import FormRow
from workbook.template.form import Form
from workbook.template.revision_sheet import write_revisions

GOOD = ("夏县", "decline_actual", 3.5, datetime.date(2026, 6, 30), "", "运统函〔2026〕7号", "6月核定", "")
NAMES = "盐湖区、新绛县、绛县、夏县、永济市、河津市"


def revised(*rows: tuple[Any, ...]) -> Edit:
    def edit(book: openpyxl.Workbook) -> None:
        for number, row in enumerate(rows, 5):
            for column, value in zip("ABCDEFGH", row, strict=True):
                book["数据修订"][f"{column}{number}"] = value

    return edit


def test_rows_are_read(read_spoilt: Read) -> None:
    named = ("永济", "能源消费总量", " 45,000.5 ", "2026年7月1日", "等价值", "市统计局核定函", "", "复查1号")
    yes = ("绛县", "data_falsified", "是", "2026/8/1", "", "市政府纪要", "", "")
    gone = ("河津市", "new_vehicles", "不适用（已并入市级）", "2026-08-01", "", "市政府函", "机构改革", "")
    read = read_spoilt(revised(GOOD, named, yes, gone))
    assert read.vintages == (
        Vintage("夏县", "decline_actual", 3.5, "2026-06-30", "", "运统函〔2026〕7号", "6月核定", "", Source("spoilt.xlsx", "数据修订", "C5")),
        Vintage("永济市", "energy_use", 45000.5, "2026-07-01", "等价值", "市统计局核定函", "", "复查1号", Source("spoilt.xlsx", "数据修订", "C6")),
        Vintage("绛县", "data_falsified", 1.0, "2026-08-01", "", "市政府纪要", "", "", Source("spoilt.xlsx", "数据修订", "C7")),
        Vintage("河津市", "new_vehicles", "不适用", "2026-08-01", "", "市政府函", "已并入市级；机构改革", "", Source("spoilt.xlsx", "数据修订", "C8")),
    )  # fmt: skip
    assert [one.code for one in read.problems] == ["W_DECLARED"]  # the good workbook's own
    assert read.table.at["夏县", "decline_actual"] == 15.5


@pytest.mark.parametrize(
    ("place", "value", "cell", "message", "remedy"),
    [
        (0, "夏现", "A5", "没有“夏现”这个县（市、区），这一行没有采用", f"是不是“夏县”？请写全称：{NAMES}"),
        (0, None, "A5", "第 5 行没有写县（市、区），这一行没有采用", f"请写全称：{NAMES}"),
        (1, "decline_actuel", "B5", "方案里没有数据项“decline_actuel”，这一行没有采用",
         "是不是 decline_actual（单位GDP能耗实际降低率）？请写数据表“编号”行里的编号"),
        (1, None, "B5", "没有写数据项编号，这一行没有采用", "请写数据表“编号”行里的编号"),
        (2, None, "C5", "没有写数值，这一行没有采用", "写修订后的数；撤销的数写“暂缺（原因）”或“不适用（原因）”"),
        (2, "3.5左右", "C5", "“单位GDP能耗实际降低率”应当是数，现在是文字“3.5左右”，这一行没有采用",
         "格内只写数，去掉“左右”；本项的单位是“%”"),
        (3, "2026-02-30", "D5",
         "版本日期：日期“2026-02-30”不存在（2026 年 2 月没有 30 日）；核对后写成 2026-06-30 或 2026年6月30日，这一行没有采用",
         "版本日期是这个数发布或核定的日期"),
        (3, "2026-30-06", "D5", "版本日期：日期“2026-30-06”没有 30 月，月和日是不是写反了？是的话写成 2026-06-30，这一行没有采用",
         "版本日期是这个数发布或核定的日期"),
        (3, None, "D5", "版本日期：没有写日期；写成 2026-06-30 或 2026年6月30日，这一行没有采用", "版本日期是这个数发布或核定的日期"),
        (5, "　", "F5", "没有写来源/文号，这一行没有采用", "写文件名称和文号，如“运政〔2026〕9号”"),
    ],
)  # fmt: skip
def test_wrong_row(read_spoilt: Read, place: int, value: Any, cell: str, message: str, remedy: str) -> None:
    row = [*GOOD]
    row[place] = value
    read = read_spoilt(revised(tuple(row)))
    found = [one for one in read.problems if one.source.sheet == "数据修订"]
    assert [(one.severity, one.code, one.source.cell, one.message, one.remedy) for one in found] == [
        ("error", "E_VINTAGE", cell, message, remedy)
    ]
    whose = (GOOD[0] if place != 0 else "", GOOD[1] if place > 1 else "")  # as far as the row can be read
    assert [(one.county, one.item) for one in found] == [whose]
    assert read.vintages == ()


def test_every_mistake_of_a_row_is_told_at_once(read_spoilt: Read) -> None:
    read = read_spoilt(revised(("夏现", "x", None, "六月", "", "", "", ""), GOOD))
    found = [one.source.cell for one in read.problems if one.source.sheet == "数据修订"]
    assert found == ["A5", "B5", "D5", "F5"]
    assert [one.source.cell for one in read.vintages] == ["C6"]


def test_a_figure_out_of_bounds_or_a_formula_without_a_result_is_refused(read_spoilt: Read) -> None:
    row = [*GOOD]
    row[2] = 51
    assert "大于上限 50" in read_spoilt(revised(tuple(row))).problems[-1].message
    row[2] = "=1+2"
    assert read_spoilt(revised(tuple(row))).problems[-1].source.cell == "C5"


def test_the_data_date(read_spoilt: Read) -> None:
    assert read_spoilt({"数据修订!B3": "2026年3月31日"}).data_date == "2026-03-31"
    wrong = read_spoilt({"数据修订!B3": "去年"})
    assert (wrong.data_date, wrong.problems[-1].source.cell) == ("", "B3")


def test_a_heading_gone_and_a_sheet_misspelt(read_spoilt: Read) -> None:
    read = read_spoilt({"数据修订!D4": "何时", "数据修订!A5": "夏县"})
    message = "“数据修订”的表头缺少：版本日期，整张表没有读"
    assert [one.message for one in read.problems if one.code == "E_VINTAGE"] == [message]

    def rename(book: openpyxl.Workbook) -> None:
        book["数据修订"].title = "数据修正"

    assert [one.code for one in read_spoilt(rename).problems if one.source.sheet == "数据修正"] == ["W_SHEET"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("name", ["数据修订.csv", "六月的更正.csv"])
def test_a_text_file_is_known_by_its_heading(scheme: Scheme, tmp_path: Path, encoding: str, name: str) -> None:
    text = "县（市、区）,数据项编号,数值,版本日期,来源/文号\r\n夏县,decline_actual,3.5,2026年6月30日,函\r\n夏县,energy_use,abc,2026-06-30,函\r\n"
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    read = read_part(open_book(path), scheme)
    assert read.vintages == (
        Vintage("夏县", "decline_actual", 3.5, "2026-06-30", document="函", source=Source(name, "", "C2")),
    )
    assert [(one.source.file, one.source.cell) for one in read.problems] == [(name, "C3")]


def test_an_adjustment_carries_its_appeal(read_spoilt: Read) -> None:
    row = {"A4": "夏县", "B4": "intensity", "C4": -1, "D4": "复查", "E4": "考核组", "F4": "复查1号"}
    read = read_spoilt({f"核定调整!{cell}": value for cell, value in row.items()})
    assert [one.appeal for one in read.adjustments] == ["复查1号"]


def test_the_template_s_own_sheet_is_read_back(scheme: Scheme, tmp_path: Path) -> None:
    rows = [
        Vintage("夏县", "decline_actual", 3.5, "2026-06-30", "剔除原料用能", "=函", "6月核定", "复查1号"),
        Vintage("绛县", "new_vehicles", "不适用", "2026-07-01", document="函"),
    ]
    form = Form(scheme, 2025, "夏县", "虚构")
    write_revisions(form, [FormRow("140828", "夏县")], rows, "2026-03-31")
    (tmp_path / "t.xlsx").write_bytes(form.content())
    opened = open_book(tmp_path / "t.xlsx")
    sheet = Sheet(opened.book.grid("数据修订"), "t.xlsx", [])
    read = read_revisions(sheet, scheme, Counties(scheme.region))
    assert [replace(one, source=Source()) for one in read] == rows
    assert read_data_date(sheet) == ("2026-03-31", Source("t.xlsx", "数据修订", "B3"))
    assert [one.code for one in sheet.findings.problems] == ["W_REASON"]
