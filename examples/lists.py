"""Evidence lists of the demonstration city: made-up cases that add up to its figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from scoring.lists.rows import ListRows, list_rows
from scoring.scheme.scheme import Scheme

Row = dict[str, Any]
_TRADES = ("焦化", "钢铁", "水泥", "电解铝", "化工", "铸造", "煤电")
_VIOLATIONS = ("no_energy_review", "built_before_approval", "against_rules")
_POLLUTANTS = {
    "cod": ("化学需氧量", "污水处理"),
    "nh3n": ("氨氮", "污水处理"),
    "nox": ("氮氧化物", "超低排放改造"),
    "voc": ("挥发性有机物", "挥发性有机物治理"),
}


def demonstration_lists(scheme: Scheme, figures: pd.DataFrame) -> dict[str, ListRows]:
    """Lists from which the figures of every county are counted. figures: index = county, columns = item ids."""
    made = {"two_high_projects": _two_high, "reduction_projects": _reductions, "vehicles": _vehicles}
    found = {}
    for name, rows_of in made.items():
        rows = [
            {"county": str(county), **row} for county, said in figures.iterrows() for row in rows_of(str(county), said)
        ]
        found[name] = list_rows(scheme.lists[name], rows)
    return found


def _two_high(county: str, said: Mapping[str, Any]) -> Iterator[Row]:
    number = 0

    def project(**more: Any) -> Row:
        nonlocal number
        number += 1
        trade = _TRADES[(number + len(county)) % len(_TRADES)]
        code = f"SF-{county}-{number:03d}"
        return {"project": f"{county}虚构{trade}项目{number}", "project_code": code, "outcome": "无需处置", **more}

    for place in range(said["new_projects"]):
        advanced = "是" if place < said["advanced_projects"] else "否"
        yield project(
            stage="拟建" if place % 3 == 2 else "在建", energy=float(52_000 + 8_000 * place), advanced=advanced
        )
    results = ["整改合格"] * said["rectified_projects"] + ["依法关闭"] * said["closed_projects"]
    for place in range(said["rectification_due"]):
        outcome = results[place] if place < len(results) else "整改中"
        opinion = f"虚构整改验收〔2025〕{place + 1}号" if place < len(results) else None
        yield project(stage="存量", energy=float(31_000 + 4_000 * place), due="是", outcome=outcome, opinion=opinion)
    for place in range(said["violating_projects"]):
        fresh = place < said["two_high_new_unrectified"]
        case = project(
            stage="存量",
            energy=67_000.0,
            outcome="未整改" if fresh else "整改中",
            new_this_year="是" if fresh else "否",
        )
        yield {**case, _VIOLATIONS[place % 3]: "是"}
        if place == 1:  # a second violation of the same project, on a row of its own: counted once
            yield {**case, "cheap_power": "是"}


def _reductions(county: str, said: Mapping[str, Any]) -> Iterator[Row]:
    number = 0
    for item, (pollutant, measure) in _POLLUTANTS.items():
        total = said[f"{item}_recognised"]
        if isinstance(total, str):
            continue
        first = round(total * 0.6, 1)
        for part, tons in enumerate((first, round(total - first, 2))):
            number += 1
            due, finished = number <= said["projects_due"], number <= said["projects_finished"]
            cut = part == 1 and item in ("cod", "nox")
            yield {
                "project": f"{county}虚构{measure}工程{number}", "project_code": f"JP-{county}-{number:03d}",
                "measure": measure, "pollutant": pollutant, "claimed": round(tons * 1.1, 1) if cut else float(tons),
                "recognised": float(tons), "reason": "运行不足一年，按实际运行月数核减" if cut else None,
                "due": "是" if due else "否", "on_time": "是" if due and finished else "否",
                "finished": f"2025年{number + 2}月" if finished else None, "document": "虚构认定〔2026〕2号",
            }  # fmt: skip


def _vehicles(county: str, said: Mapping[str, Any]) -> Iterator[Row]:
    fixed, fixed_new = said["fixed_route_all"], said["fixed_route_new_energy"]
    special, special_new = said["vehicles_special"], said["vehicles_special_new_energy"]
    rest = said["vehicles_all"] - fixed - special
    rest_new = said["vehicles_new_energy"] - fixed_new - special_new
    number = 0

    def vehicle(new_energy: bool, **more: Any) -> Row:
        nonlocal number
        number += 1
        power = ("插电式混合动力" if number % 4 == 0 else "纯电动") if new_energy else "燃油"
        plate = f"晋虚{county[0]}{number:04d}"
        return {
            "institution": f"{county}虚构单位{number % 9 + 1}",
            "plate": f"{plate}-{county}",
            "power": power,
            **more,
        }

    for place in range(fixed):
        use = ("机要通信", "固定路线通勤")[place % 2]
        yield vehicle(place < fixed_new, action="更新", use=use)
    for place in range(special):
        reason = f"虚构机管〔2025〕{place + 1}号：医疗救护车"
        yield vehicle(place < special_new, action="更新", use="特种专业技术", exempt="是", exempt_reason=reason)
    for place in range(rest):
        yield vehicle(place < rest_new, action="新增" if place % 3 else "更新", use="一般公务")
