"""A row of which no cell may be used: nobody can tell whether it is one, so that nothing of its county is counted."""

from __future__ import annotations

import math

import pytest

from scoring.lists.counting import count_items
from scoring.lists.rows import UNUSABLE, list_rows
from scoring.scheme.loader import load_scheme

SCHEME = load_scheme("yuncheng-14fyp")
SPEC = SCHEME.lists["vehicles"]
CAR = {
    "institution": "局",
    "plate": "晋M1",
    "action": "新增",
    "use": "一般公务",
    "power": "纯电动",
    "exempt": "否",
    "exempt_reason": "无",
}


@pytest.mark.parametrize(
    ("unusable", "counted"), [([], 1.0), (["plate"], 1.0), (["power"], 1.0), (list(CAR), math.nan)]
)
def test_the_number_of_rows(unusable: list[str], counted: float) -> None:
    """新增及更新车辆数 is the number of rows: one whose plate or power cannot be read is a row; 绛县's counts as ever."""
    mine = CAR | dict.fromkeys(unusable, UNUSABLE)
    rows = list_rows(SPEC, [{"county": "夏县", **mine}, {"county": "绛县", **CAR, "plate": "晋M2"}])
    (item,) = [
        one
        for one in SCHEME.items.values()
        if one.counted is not None and one.counted.list == SPEC.id and not one.counted.where
    ]
    counts = count_items(SCHEME, {SPEC.id: rows})
    assert counts["夏县", item.id].figure == pytest.approx(counted, nan_ok=True)
    assert counts["绛县", item.id].figure == 1
