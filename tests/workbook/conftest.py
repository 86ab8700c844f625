"""A small scheme, made by hand from the models, and a city workbook that can be spoilt cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from scoring.scheme.canonical import canonical_text, sha256
from scoring.scheme.models import ItemSpec, SchemeSpec
from scoring.scheme.region import Region
from scoring.scheme.scheme import Scheme
from tests.support.cells import edited
from tests.support.once import module_reads_once, reads_once, writes_once
from workbook.reading.merged.submission import Submission
from workbook.reading.submissions import read_city_workbook
from workbook.template.content import TemplateContent
from workbook.template.writer import write_template

__all__ = ["module_reads_once", "reads_once", "writes_once"]
# Names and codes: GB/T 2260, 运城市.
COUNTIES = {
    "盐湖区": "140802",
    "新绛县": "140825",
    "绛县": "140826",
    "夏县": "140828",
    "永济市": "140881",
    "河津市": "140882",
}

_PERCENT = {"kind": "percent", "unit": "%", "maximum": 50}

ITEMS: list[dict[str, Any]] = [
    {"id": "decline_actual", "name": "单位GDP能耗实际降低率", **_PERCENT, "minimum": -50, "example": 3.31},
    {"id": "decline_target", "name": "单位GDP能耗年度降低目标", **_PERCENT, "minimum": 0, "optional": True},
    {"id": "energy_use", "name": "能源消费总量", "kind": "number", "unit": "吨标准煤", "minimum": 0},
    {"id": "target_in_plan", "name": "目标列入本县年度计划", "kind": "yes_no", "unit": "是否", "example": 1},
    {"id": "two_high_violations", "name": "违法违规“两高”项目数", "kind": "count", "unit": "个"},
    {"id": "new_vehicles", "name": "新增及更新公务用车数", "kind": "count", "unit": "辆", "maximum": 5000},
    {"id": "data_falsified", "name": "经认定弄虚作假", "kind": "yes_no", "unit": "是否"},
]

GOOD: dict[str, list[Any]] = {
    "decline_actual": [3.31, 4.52, -0.8, 15.5, 2.0, 3.3],
    "decline_target": [3.31, None, 3.2, 3.1, "暂缺（市里未下达）", 3.0],
    "energy_use": [1234567.8, 345678.9, 0.3, 98765, 45678.12, 2345678],
    "target_in_plan": ["是", "否", "是", "不适用（免检）", "是", "是"],
    "two_high_violations": [0, 1, 2, 0, 0, 3],
    "new_vehicles": [12, 0, "不适用（本年度无新增车辆）", 3, 4, 5],
    "data_falsified": ["否", "否", "否", "否", "否", "否"],
}

_LADDER = {"kind": "ladder", "rungs": ({"at": 100, "points": 15}, {"at": 50, "points": 7.5})}


def _indicator(name: str, title: str, item: str, rule: dict[str, Any], points: float, **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "name": title,
        "points": points,
        "clause": "四（一）",
        "bureau": "市能源局",
        "definition": f"{title}的定义",
        "value": {"kind": "reported", "item": item},
        "rule": rule,
        **more,
    }


def make_scheme(region: bool = True) -> Scheme:
    """Two dimensions, one gate, seven items; ``region`` False leaves the counties open."""
    items = [
        ItemSpec(
            definition=f"{one['name']}，以主管部门核定数为准",
            bureau="市统计局",
            clause="四（一）",
            evidence=("核定文件",),
            **one,
        )
        for one in ITEMS
    ]
    spec = SchemeSpec.model_validate(
        {
            "id": "small-test",
            "title": "测试方案",
            "version": "1",
            "standing": "只供测试",
            "summary": "",
            "source": {"title": "无"},
            "period": {"base": 2020, "start": 2021, "end": 2025},
            "points": 30,
            "items": items,
            "dimensions": (
                {
                    "id": "energy", "name": "能耗强度降低", "sheet": "能耗强度", "points": 20, "clause": "二",
                    "indicators": (
                        _indicator("intensity", "能耗强度年度目标", "decline_actual", _LADDER, 15,
                                   target={"kind": "constant", "figure": 3.31}, completion={"kind": "ratio"},
                                   bonus={"kind": "full_steps", "each": 1, "cap": 3, "step": 10}),
                        _indicator("management", "节能管理", "target_in_plan",
                                   {"kind": "accrual", "each": 5}, 5),
                    ),
                    "shown": ("decline_target", "energy_use"),
                },
                {
                    "id": "two_high", "name": "遏制两高", "sheet": "两高项目", "points": 10,
                    "clause": "三（十一）",
                    "indicators": (
                        _indicator("violations", "违法违规项目", "two_high_violations",
                                   {"kind": "per_event", "each": 2}, 10),
                    ),
                    "shown": ("new_vehicles",),
                },
            ),
            "grades": ({"name": "完成", "at_least": 60}, {"name": "未完成", "up_to": 60}),
            "gates": (
                {"kind": "veto", "id": "falsified", "name": "弄虚作假", "clause": "四（六）",
                 "when": {"kind": "item_yes", "item": "data_falsified"}},
            ),
        }
    )  # fmt: skip
    counties = tuple({"code": code, "name": name, "group": "all"} for name, code in COUNTIES.items())
    where = Region.model_validate(
        {
            "id": "yuncheng",
            "name": "运城市",
            "code": "140800",
            "source": {"title": "GB/T 2260"},
            "counties": counties,
        }
    )
    known, place = {one.id: one for one in items}, where if region else None
    return Scheme(spec, known, place, sha256(canonical_text(spec, known, place, {})))


@pytest.fixture(scope="session")
def scheme() -> Scheme:
    """The small scheme with its six counties."""
    return make_scheme()


@pytest.fixture(scope="session")
def good_values() -> pd.DataFrame:
    """A table without a mistake; one county's target is declared missing."""
    return pd.DataFrame(GOOD, index=pd.Index(list(COUNTIES), dtype=object), dtype=object)


@pytest.fixture(scope="session")
def good_file(scheme: Scheme, good_values: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The city workbook of 2025 with the good values."""
    path = tmp_path_factory.mktemp("good") / "运城2025.xlsx"
    return write_template(scheme, 2025, path, TemplateContent(values=good_values))


Edit = Callable[[Any], None]
Read = Callable[..., Submission]


@pytest.fixture
def read_spoilt(scheme: Scheme, good_file: Path, tmp_path: Path) -> Read:
    """Reads the good workbook after an edit. Cells may also be given as {"能耗强度!C6": value}."""

    def read(edit: Edit | dict[str, Any], under: Scheme = scheme) -> Submission:
        path = tmp_path / "spoilt.xlsx"
        good = good_file.read_bytes()
        path.write_bytes(edited(good, edit) if callable(edit) else with_cells(good, edit))
        return read_city_workbook(path, under)

    return read


def with_cells(good: bytes, cells: dict[str, Any]) -> bytes:
    """A copy with other cells, given as {"能耗强度!C6": value}."""

    def edit(book: Any) -> None:
        for place, value in cells.items():
            sheet, address = place.split("!")
            book[sheet][address] = value

    return edited(good, edit)
