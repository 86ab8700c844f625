"""One row of 认定说明, written in every way: whether the figure is certified, finally or not, and what is told of the row.

A final figure needs a document and its date; one that was typed from a scan needs two persons (docs/zh/报送文件夹.md).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scoring.scheme.scheme import Scheme
from tests.support.bureaus import BUREAU, write_book
from workbook.reading.merged.submission import Submission
from workbook.reading.submissions import read_submissions

ROW = {
    "数据项": "energy_use", "县（市、区）": "夏县", "认定单位": "省统计局", "文号": "晋统〔2026〕1号", "日期": "2026-06-30",
    "初步/最终": "最终", "认定方式": "逐项",
}  # fmt: skip
ITEM, COUNTY, DOCUMENT, DATE, STATE, METHOD, SCAN, CHECKER = "ABDEFGHJ"
FINAL, FIRST, NONE = ["夏县 最终"], ["夏县 初步"], list[str]()
TWO = ["夏县 最终", "绛县 最终"]


def read(scheme: Scheme, folder: Path, *rows: dict[str, Any]) -> Submission:
    """A bureau's book with two figures and these rows."""
    head = list(dict.fromkeys(name for row in rows for name in row))
    sheets = {
        "能耗强度": [["县（市、区）", "energy_use"], ["夏县", 5], ["绛县", 6]],
        "认定说明": [head, *([row.get(name) for name in head] for row in rows)],
    }
    write_book(folder / "报送" / BUREAU / "市统计局.xlsx", sheets, 2025, {"填报部门": "市统计局"})
    return read_submissions([folder / "报送"], scheme, 2025, "").submission


def certified(submission: Submission) -> list[str]:
    found = submission.provenance.certified.items()
    return [f"{county} {'最终' if one.final else '初步'}" for (county, item), one in found if item == "energy_use"]


def told(submission: Submission) -> list[tuple[str, str]]:
    rows = [one for one in submission.problems if one.source.sheet == "认定说明" and one.code != "N_FORM"]
    return [(one.code, one.source.cell) for one in rows]


WRONG = "E_CERTIFICATE"
WAYS: dict[str, tuple[dict[str, Any], list[str], list[tuple[str, str]]]] = {
    "final, with document and date": ({}, FINAL, []),
    "preliminary": ({"初步/最终": "初步"}, FIRST, []),
    "preliminary, without document and date": ({"初步/最终": "初步", "文号": None, "日期": None}, FIRST, []),
    "neither": ({"初步/最终": None}, NONE, [(WRONG, f"{STATE}2")]),
    "another word": ({"初步/最终": "大概"}, NONE, [(WRONG, f"{STATE}2")]),
    "final without document": ({"文号": None}, NONE, [(WRONG, f"{STATE}2")]),
    "final without date": ({"日期": None}, NONE, [(WRONG, f"{STATE}2")]),
    "final, document to come": ({"文号": "电话，待补文"}, FIRST, [("W_CERTIFICATE", f"{DOCUMENT}2")]),
    "preliminary, document to come": ({"初步/最终": "初步", "文号": "电话，待补文"}, FIRST, []),
    "of all figures of the book": ({"数据项": None, "县（市、区）": None}, TWO, []),
    "of an item in all counties": ({"县（市、区）": None}, TWO, []),
    "of all items of a county": ({"数据项": None}, FINAL, []),
    "an item by its name": ({"数据项": "能源消费总量"}, FINAL, []),
    "an item in capitals": ({"数据项": "ENERGY_USE"}, FINAL, []),
    "an unknown item": ({"数据项": "energy_us"}, NONE, [(WRONG, f"{ITEM}2")]),
    "an item that the book has not": ({"数据项": "new_vehicles"}, NONE, []),
    "an unknown county": ({"县（市、区）": "下县"}, NONE, [(WRONG, f"{COUNTY}2")]),
    "no date": ({"日期": "去年"}, NONE, [(WRONG, f"{DATE}2")]),
    "an unknown method": ({"认定方式": "看看"}, NONE, [(WRONG, f"{METHOD}2")]),
    "no method": ({"认定方式": None}, FINAL, []),
    "typed by nobody": ({"原件": "一号.pdf"}, NONE, [(WRONG, f"{SCAN}2")]),
    "typed, and not checked": ({"原件": "一号.pdf", "录入人": "甲"}, NONE, [(WRONG, f"{SCAN}2")]),
    "checked, and typed by nobody": ({"原件": "一号.pdf", "录入人": None, "复核人": "乙"}, NONE, [(WRONG, f"{SCAN}2")]),
    "typed and checked by one": ({"原件": "一号.pdf", "录入人": "甲", "复核人": "甲"}, NONE, [(WRONG, f"{CHECKER}2")]),
    "persons, and no scan": ({"录入人": "甲", "复核人": "甲"}, FINAL, []),
    "a scan that is not there": ({"原件": "一号.pdf", "录入人": "甲", "复核人": "乙"}, FIRST, [("E_SCAN", f"{DATE}2")]),
}  # fmt: skip


@pytest.mark.parametrize("name", WAYS)
def test_a_row(scheme: Scheme, tmp_path: Path, name: str) -> None:
    changed, expected, problems = WAYS[name]
    submission = read(scheme, tmp_path, {**ROW, **changed})
    assert told(submission) == problems
    assert certified(submission) == ([] if "E_SCAN" in dict(problems) else expected)
    final = {one.split()[0] for one in expected if one.endswith("最终")}
    assert {county for county, _ in submission.provenance.provisional} == {"夏县", "绛县"} - final


@pytest.mark.parametrize(
    ("second", "expected", "problems"),
    [
        ({}, FINAL, []),  # the same once more
        ({"文号": "晋统〔2026〕2号"}, NONE, [(WRONG, "A3")]),
        ({"初步/最终": "初步"}, NONE, [(WRONG, "A3")]),
        ({"县（市、区）": "绛县", "初步/最终": "初步"}, ["夏县 最终", "绛县 初步"], []),
        ({"县（市、区）": None, "初步/最终": "初步"}, ["夏县 最终", "绛县 初步"], []),  # its own row goes before the one for all
    ],
)  # fmt: skip
def test_two_rows(
    scheme: Scheme, tmp_path: Path, second: dict[str, Any], expected: list[str], problems: list[tuple[str, str]]
) -> None:
    submission = read(scheme, tmp_path, ROW, {**ROW, **second})
    assert sorted(certified(submission)) == sorted(expected)
    assert told(submission) == problems


def test_all_that_a_row_says(scheme: Scheme, tmp_path: Path) -> None:
    more = {"转报单位": "市统计局", "录入人": "甲", "复核人": "乙", "与自报不同的原因": "口径"}
    one = read(scheme, tmp_path, {**ROW, **more}).provenance.certified["夏县", "energy_use"]
    assert (one.certifier, one.forwarder, one.document, one.date, one.final) == (
        "省统计局", "市统计局", "晋统〔2026〕1号", "2026-06-30", True,
    )  # fmt: skip
    assert (one.method, one.scan, one.typist, one.checker, one.reason) == ("逐项", "", "甲", "乙", "口径")
