"""County rows: every county once, under its own name and code."""

from __future__ import annotations

from typing import Any

import openpyxl
import pytest

from tests.workbook.conftest import Edit, Read, make_scheme

ALL = "盐湖区、新绛县、绛县、夏县、永济市、河津市"
GAP = "；没有数的格写“暂缺（原因）”或“不适用（原因）”"


def two_high(**values: Any) -> Edit:
    def edit(book: openpyxl.Workbook) -> None:
        for cell, value in values.items():
            book["两高项目"][cell] = value

    return edit


def row_gone(book: openpyxl.Workbook) -> None:
    for merged in list(book["两高项目"].merged_cells.ranges):
        book["两高项目"].unmerge_cells(str(merged))
    book["两高项目"].delete_rows(9)


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (two_high(B9="夏现"), [("E_COUNTY_UNKNOWN", "B9", "", "运城市没有“夏现”这个县（市、区），这一行没有读",
                              "是不是“夏县”？请改成全称")]),
        (two_high(B11="河津县"), [("E_COUNTY_UNKNOWN", "B11", "", "运城市没有“河津县”这个县（市、区），这一行没有读",
                                "是不是“河津市”？请改成全称")]),
        (two_high(A9=None, B9="厦县"), [
            ("E_COUNTY_UNKNOWN", "B9", "", "运城市没有“厦县”这个县（市、区），这一行没有读", "是不是“绛县”、“夏县”？请改成全称"),
            ("E_COUNTY_MISSING", "B5", "夏县", "工作表“两高项目”没有“夏县”一行，它在这张表里的数都按缺报处理",
             f"补上“夏县”一行{GAP}")]),
        (two_high(B12="太原市小店区"), [
            ("E_COUNTY_UNKNOWN", "B12", "", "运城市没有“太原市小店区”这个县（市、区），这一行没有读",
             f"改成全称：{ALL}；不是数据的行请删除")]),
        (two_high(B9="绛县", A9=140826), [
            ("E_COUNTY_TWICE", "B9", "绛县", "“绛县”出现了两次（首次在 B8），分不清用哪一行，都没有读", "只留一行，另一行删除"),
            ("E_COUNTY_MISSING", "B5", "夏县", "工作表“两高项目”没有“夏县”一行，它在这张表里的数都按缺报处理",
             f"补上“夏县”一行{GAP}")]),
        (two_high(A9="140826"), [
            ("E_CODE", "A9", "夏县", "“夏县”的行政区划代码应为 140828，填的是 140826（是“绛县”的代码），"
             "分不清是谁的数，这一行没有读", "核对这一行是哪个县（市、区）的数，改正名称或代码")]),
        (two_high(A9=999999), [
            ("E_CODE", "A9", "夏县", "“夏县”的行政区划代码应为 140828，填的是 999999（不是本市的代码），"
             "分不清是谁的数，这一行没有读", "核对这一行是哪个县（市、区）的数，改正名称或代码")]),
        (two_high(B9=None), [
            ("E_COUNTY_BLANK", "B9", "", "第 9 行有数，没有写县（市、区）名称，没有读", "代码 140828 是“夏县”，请补上名称")]),
        (two_high(A9=None, B9=None), [
            ("E_COUNTY_BLANK", "B9", "", "第 9 行有数，没有写县（市、区）名称，没有读",
             "补上县（市、区）名称；不是数据的行请删除"),
            ("E_COUNTY_MISSING", "B5", "夏县", "工作表“两高项目”没有“夏县”一行，它在这张表里的数都按缺报处理",
             f"补上“夏县”一行{GAP}")]),
        (row_gone, [
            ("E_COUNTY_MISSING", "B5", "夏县", "工作表“两高项目”没有“夏县”一行，它在这张表里的数都按缺报处理",
             f"补上“夏县”一行{GAP}")]),
    ],
)  # fmt: skip
def test_wrong(read_spoilt: Read, edit: Edit, expected: list[tuple[str, str, str, str, str]]) -> None:
    read = read_spoilt(edit)
    found = [one for one in read.problems if one.code != "W_DECLARED"]
    assert [(one.code, one.source.cell, one.county, one.message, one.remedy) for one in found] == expected
    assert all((one.source.sheet, one.severity) == ("两高项目", "error") for one in found)


@pytest.mark.parametrize("edit", [two_high(B9="夏现"), two_high(B9="绛县", A9=140826), two_high(A9=140826), row_gone])
def test_a_row_in_doubt_is_nobodys(read_spoilt: Read, edit: Edit) -> None:
    table = read_spoilt(edit).table
    assert table.loc["夏县", ["two_high_violations", "new_vehicles"]].tolist() == ["缺报", "缺报"]
    assert table.loc["夏县", "decline_actual"] == 15.5  # the other sheets stand
    assert table.loc["盐湖区", "new_vehicles"] == 12


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (two_high(B9="夏　县"), []),
        (two_high(B6="盐湖", B10="永济", A6=None), ["N_FORM A6"]),  # its code is gone
        (two_high(A6="140802000000", A7="１４０８２５"), []),
        (two_high(B12="合计", C12=6), ["N_FORM C14"]),  # written over the form's remark, here and below
        (two_high(B12="运城市", C12=6), ["N_FORM C14"]),
        (two_high(B12="合计", C12=7), ["N_FORM C14", "W_UNREAD C12"]),  # the counties' sum is 6, their mean 1
        (two_high(A14="备注：以核定数为准", C14=3), ["E_COUNTY_BLANK B14"]),  # a row with a figure is no remark
        (two_high(A14="说明：", B15="1.本表……", B16="2.其他……"), ["N_REMARK A14", "W_UNREAD B15"]),
    ],
)
def test_tolerated(read_spoilt: Read, edit: Edit, told: list[str]) -> None:
    read = read_spoilt(edit)
    rest = [one for one in read.problems if one.code != "W_DECLARED"]
    assert [f"{one.code} {one.source.cell}" for one in rest] == told
    assert read.table["two_high_violations"].tolist() == [0, 1, 2, 0, 0, 3]


def test_without_a_region_the_names_are_the_workbooks(read_spoilt: Read) -> None:
    """A scheme that names no region takes any county, and wants each on every sheet."""
    read = read_spoilt({"两高项目!B9": "夏现"}, make_scheme(region=False))
    assert list(read.table.index) == ["盐湖区", "新绛县", "绛县", "夏县", "永济市", "河津市", "夏现"]
    missing = {(one.county, one.source.sheet) for one in read.problems if one.code == "E_COUNTY_MISSING"}
    assert missing == {("夏县", "两高项目"), ("夏现", "约束事项")}
