"""One row of a county's workbook, spoilt in every way: the figure that is used, what is told of it, what became of its cells."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from scoring.scheme.scheme import Scheme
from tests.support.cells import Book
from tests.workbook.conftest import COUNTIES, GOOD
from workbook.reading.merged.submission import Submission
from workbook.reading.submissions import read_submissions
from workbook.template.content import TemplateContent
from workbook.template.county_writer import county_template_bytes

SHEET, ITEM = "市统计局", "energy_use"
WHOLE = (10, 196, 11, 0)
"""Of the good workbook's 217 filled cells: figures, headings, remarks, and none that is left over."""
OTHERS = {
    "decline_actual": 15.5, "target_in_plan": "不适用", "decline_target": 3.1, "two_high_violations": 0, "new_vehicles": 3,
    "data_falsified": 0,
}  # fmt: skip
Read = Callable[[dict[str, Any]], Submission]
Told = list[tuple[str, str]]


@pytest.fixture(scope="module")
def form(scheme: Scheme) -> bytes:
    """夏县's workbook with its figures; row 7 is 能源消费总量 (energy_use), 98,765 吨标准煤."""
    table = pd.DataFrame(GOOD, index=pd.Index(list(COUNTIES), dtype=object), dtype=object)
    return county_template_bytes(scheme, 2025, "夏县", TemplateContent(values=table.loc[["夏县"]]))


@pytest.fixture
def book(form: bytes, scheme: Scheme, tmp_path: Path) -> Read:
    """Reads the workbook with other cells on the bureau's sheet."""

    def read(cells: dict[str, Any]) -> Submission:
        changed = Book(form)
        for address, value in cells.items():
            changed[SHEET][address].value = value
        (tmp_path / "夏县.xlsx").write_bytes(changed.bytes())
        return read_submissions([tmp_path / "夏县.xlsx"], scheme, 2025, "").submission

    return read


def account(read: Submission) -> tuple[int, int, int, int]:
    (one,) = read.accounts.values()
    return one.figures, one.headings, one.remarks, one.unread


ROW: dict[str, tuple[dict[str, Any], float | str, Told, tuple[int, int, int, int]]] = {
    "as it should be": ({}, 98765.0, [], WHOLE),
    "text that is a number": ({"G7": "98,765"}, 98765.0, [], WHOLE),
    "declared missing": ({"G7": None, "H7": "暂缺", "I7": "等核定"}, "暂缺", [("W_DECLARED", "H7")], (10, 196, 12, 0)),
    "declared missing without a reason": ({"G7": None, "H7": "暂缺"}, "暂缺", [("W_REASON", "H7")], WHOLE),
    "not applicable": ({"G7": None, "H7": "不适用", "I7": "没有"}, "不适用", [], (10, 196, 12, 0)),
    "an unknown status": ({"G7": None, "H7": "没数"}, "缺报", [("E_STATUS", "H7")], (9, 196, 12, 0)),
    "a figure and a status": ({"H7": "暂缺", "I7": "等核定"}, "缺报", [("E_STATUS", "G7")], (10, 196, 12, 1)),
    "a status that says: filled in": ({"H7": "已填"}, 98765.0, [], (10, 196, 12, 0)),
    "a reason beside a figure": ({"I7": "上年口径"}, 98765.0, [("N_REASON", "I7")], (10, 196, 12, 0)),
    "neither figure nor status": ({"G7": None}, float("nan"), [("E_BLANK", "G7")], (9, 196, 11, 0)),
    "another unit": ({"D7": "万吨标准煤"}, "缺报", [("E_UNIT", "D7")], (9, 196, 11, 1)),
    "the unit in other words": ({"D7": "吨标煤"}, 98765.0, [("N_FORM", "D7")], WHOLE),
    "no unit": ({"D7": None}, 98765.0, [("N_FORM", "D7")], (10, 195, 11, 0)),
    "another unit behind the name": ({"B7": "能源消费总量（万吨标准煤）"}, "缺报", [("E_UNIT", "B7")], (9, 196, 11, 1)),
    "the unit behind the name": ({"B7": "能源消费总量（吨标准煤）"}, 98765.0, [("N_FORM", "B7")], WHOLE),
    "another unit in the reason": ({"I7": "单位：万吨标准煤"}, "缺报", [("E_UNIT", "I7")], (9, 196, 12, 1)),
    "another name": ({"B7": "用能总量"}, 98765.0, [("W_NAME", "B7")], WHOLE),
    "the name with a blank in it": ({"B7": "能源消费 总量"}, 98765.0, [], WHOLE),
    "another id": ({"C7": "energy_us"}, "缺报", [("E_ROW_MISSING", "C3"), ("W_UNREAD", "B7")], (9, 190, 11, 7)),
    "no id": ({"C7": None}, "缺报", [("E_ROW_MISSING", "C3"), ("N_FORM", "C7"), ("W_UNREAD", "B7")], (9, 190, 11, 6)),
    "one id twice": ({"C8": ITEM}, "缺报", [("E_ROW_TWICE", "C8"), ("E_ROW_MISSING", "C3")], (8, 184, 11, 14)),
    "another definition": ({"K7": "定义改了"}, 98765.0, [("W_UNREAD", "K7")], (10, 195, 11, 1)),
    "last year's figure": ({"F7": 100000}, 98765.0, [], (11, 196, 11, 0)),
    "no row number": ({"A7": None}, 98765.0, [("N_NUMBERS", "A7")], (10, 196, 10, 0)),
    "a cell beside the table": ({"N7": "多写的"}, 98765.0, [("W_UNREAD", "N7")], (10, 196, 11, 1)),
    "a remark below the table": ({"B12": "注：能耗为快报数"}, 98765.0, [("N_REMARK", "B12")], (10, 196, 12, 0)),
    "no heading of the status": ({"H3": None}, 98765.0, [("N_FORM", "H3")], (10, 195, 11, 0)),
    "no heading of the figures": ({"G3": "本年"}, "缺报", [("E_HEADER", "")], (3, 137, 3, 74)),
    "below its bound": ({"G7": -1}, "缺报", [("E_RANGE", "G7")], WHOLE),
    "a truth value": ({"G7": True}, "缺报", [("E_BOOLEAN", "G7")], WHOLE),
    "a text": ({"G7": "很多"}, "缺报", [("E_TEXT", "G7")], WHOLE),
}  # fmt: skip


@pytest.mark.parametrize("name", ROW)
def test_a_row(book: Read, name: str) -> None:
    """energy_use of 夏县; each problem stands on the bureau's sheet, and one of the row names county and item."""
    cells, value, told, uses = ROW[name]
    read = book(cells)
    found = read.table.at["夏县", ITEM]
    assert found == value or (found != found and value != value)
    assert [(one.code, one.source.cell) for one in read.problems] == told
    assert {one.source.sheet for one in read.problems} <= {SHEET}
    for one in read.problems:
        of_the_row = one.source.cell[1:] == "7" and one.code[2:] not in ("UNREAD", "FORM", "NUMBERS")
        assert (one.county, one.item) == ("夏县", ITEM) or not of_the_row, one
    assert account(read) == uses
    if "G3" not in cells and "C8" not in cells:  # another row than 7 is as it was
        assert read.table.drop(columns=ITEM).loc["夏县"].to_dict() == OTHERS


@pytest.mark.parametrize(
    ("cells", "values", "told"),
    [
        ({"G5": "是", "G10": "是"}, {"target_in_plan": 1, "data_falsified": 1}, []),
        ({"G5": "否"}, {"target_in_plan": 0}, []),
        ({"G10": "有"}, {"data_falsified": "缺报"}, [("E_YES_NO", "G10", "data_falsified", "有")]),
        ({"G9": 3.5}, {"new_vehicles": "缺报"}, [("E_WHOLE", "G9", "new_vehicles", "3.5")]),
        ({"G9": 5001}, {"new_vehicles": "缺报"}, [("E_RANGE", "G9", "new_vehicles", "5001")]),
        ({"G6": None}, {"decline_target": float("nan")}, []),
        ({"G4": "15.5%"}, {"decline_actual": 15.5}, []),
        ({"G4": 51}, {"decline_actual": "缺报"}, [("E_RANGE", "G4", "decline_actual", "51")]),
    ],
)  # fmt: skip
def test_every_kind_of_figure(
    book: Read, cells: dict[str, Any], values: dict[str, Any], told: list[tuple[str, str, str, str]]
) -> None:
    """Yes or no, whole numbers, bounds, a percentage, one that may be blank; what is wrong is told with what stands there."""
    read = book(cells)
    found = read.table.loc["夏县", list(values)].to_dict()
    assert found == pytest.approx(values, nan_ok=True) if "G6" in cells else found == values
    assert [(one.code, one.source.cell, one.item, one.value) for one in read.problems] == told


@pytest.mark.parametrize(
    ("cells", "code", "message", "remedy"),
    [
        ({"C7": "energy_us"}, "W_UNREAD", "有 7 格没有读：B7:E7、G7、K7:L7（B7 写着“能源消费总量”；C7 写着“energy_us”……）", "核对这些格："),
        ({"N7": "多写的"}, "W_UNREAD", "有 1 格没有读：N7（N7 写着“多写的”）", "核对这些格："),
        ({"N7": "多", "N8": "写"}, "W_UNREAD", "有 2 格没有读：N7:N8（N7 写着“多”；N8 写着“写”）", "核对这些格："),
        ({"G7": None, "H7": "暂缺"}, "W_REASON", "“能源消费总量”填了“暂缺”，没有写原因，该县总分、等次待定", "在“原因”列写明原因"),
        ({"G7": None, "H7": "暂缺", "I7": "等核定"}, "W_DECLARED", "“能源消费总量”暂缺（等核定），该县总分、等次待定", "数出来后补填"),
        ({"C8": ITEM}, "E_ROW_TWICE", "“能源消费总量”（编号 energy_use）有 2 行：C7、C8，分不清用哪一行，都没有读", "只留一行，其余删除"),
        (
            {"D7": "万吨标准煤"}, "E_UNIT", "“能源消费总量”应当按“吨标准煤”填报，这一行写的单位是“万吨标准煤”，没有读",
            "把数换算成“吨标准煤”（1 万吨标准煤 = 10000 吨标准煤），再把这一行的单位改回“吨标准煤”",
        ),
    ],
)  # fmt: skip
def test_what_is_said(book: Read, cells: dict[str, Any], code: str, message: str, remedy: str) -> None:
    (one,) = [one for one in book(cells).problems if one.code == code]
    assert one.message == message
    assert one.remedy.startswith(remedy)
