"""One row of 核定调整, written in every way: whether its points count, and of whom, of what and where a problem is told."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.cells import Book
from tests.workbook.conftest import Read

HEAD = ["县（市、区）", "指标编号", "加减分", "理由", "批准人", "复查编号", "文号", "日期", "超出满分", "逾期受理"]
GOOD = {
    "县（市、区）": "夏县", "指标编号": "intensity", "加减分": -1, "理由": "核查", "批准人": "组长", "文号": "运考核〔2026〕3号",
    "日期": "2026-03-20",
}  # fmt: skip
ROW = 4
WRONG = "E_ADJUSTMENT"


@pytest.mark.parametrize(
    ("changed", "points", "told"),
    [
        ({}, -1.0, []),
        ({"加减分": "+0.5"}, 0.5, []),
        ({"加减分": 15}, 15.0, []),
        ({"加减分": -15}, -15.0, []),
        ({"加减分": 15.5}, None, [(WRONG, "加减分", "夏县", "intensity")]),
        ({"加减分": -15.5}, None, [(WRONG, "加减分", "夏县", "intensity")]),
        ({"加减分": 15.5, "超出满分": "市政府常务会议决定"}, 15.5, [("W_ADJUSTMENT_BEYOND", "加减分", "夏县", "intensity")]),
        ({"加减分": 15.5, "超出满分": "否"}, None, [(WRONG, "加减分", "夏县", "intensity")]),
        ({"加减分": "一分"}, None, [(WRONG, "加减分", "夏县", "intensity")]),
        ({"加减分": None}, None, [(WRONG, "加减分", "夏县", "intensity")]),
        ({"指标编号": "能耗强度年度目标"}, -1.0, []),
        ({"指标编号": "intensiti"}, None, [(WRONG, "指标编号", "夏县", "")]),
        ({"指标编号": None}, None, [(WRONG, "指标编号", "夏县", "")]),
        ({"县（市、区）": "夏现"}, None, [(WRONG, "县（市、区）", "", "")]),
        ({"县（市、区）": None}, None, [(WRONG, "县（市、区）", "", "")]),
        ({"理由": None}, None, [(WRONG, "理由", "夏县", "intensity")]),
        ({"批准人": None}, None, [(WRONG, "批准人", "夏县", "intensity")]),
        ({"日期": "三月"}, None, [(WRONG, "日期", "夏县", "intensity")]),
        ({"理由": None, "批准人": None, "日期": "三月"}, None, [(WRONG, name, "夏县", "intensity") for name in ("理由", "批准人", "日期")]),
    ],
)  # fmt: skip
def test_a_row(
    read_spoilt: Read, changed: dict[str, Any], points: float | None, told: list[tuple[str, str, str, str]]
) -> None:
    row = {**GOOD, **changed}

    def edit(book: Book) -> None:
        sheet = book["核定调整"]
        heads = {sheet.cell(ROW - 1, column).value: column for column in range(1, 12)}
        assert set(row) <= set(heads)
        for name, value in row.items():
            sheet.cell(ROW, heads[name]).value = value

    submission = read_spoilt(edit)
    assert [one.points for one in submission.adjustments] == ([] if points is None else [points])
    found = [one for one in submission.problems if one.source.sheet == "核定调整"]
    letters = {name: "ABCDEFGHIJK"[place] for place, name in enumerate(HEAD)}
    assert [(one.code, one.source.cell, one.county, one.item) for one in found] == [
        (code, f"{letters[name]}{ROW}", county, item) for code, name, county, item in told
    ]
