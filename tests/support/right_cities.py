"""Made-up cities with right figures, as bureaus print them: what a check must keep quiet about.

The falls follow from one another as they do in a bulletin; among the counties are poor years, rises and small counties.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

COUNTIES = (
    "盐湖区",
    "临猗县",
    "万荣县",
    "闻喜县",
    "稷山县",
    "新绛县",
    "绛县",
    "垣曲县",
    "夏县",
    "平陆县",
    "芮城县",
    "永济市",
    "河津市",
)
Elsewhere = dict[tuple[str, str], float]


def right_city(seed: int, *, last: bool = False) -> tuple[int, pd.DataFrame, Elsewhere]:
    """A year, its table for yuncheng-14fyp (index = county) and the figures beside it, with ``last`` of last year too."""
    draw = np.random.default_rng(seed)
    year = int(draw.integers(2021, 2026))
    usual = float(draw.choice([13.5, 14.0, 15.0, 15.5, 16.0, 17.0]))
    same = bool(draw.random() < 0.5)
    poor = [bool(draw.random() < 0.08) for _ in range(2021, year + 1)]  # the whole city
    rows, beside = {}, Elsewhere()
    for county in COUNTIES:
        now, before = _county(draw, year, poor, usual if same else round(usual + float(draw.normal(0, 1)), 1))
        rows[county] = now
        beside[county, "energy_growth"] = now.pop("energy_growth")
        if last:
            beside.update({(county, f"{item}@{year - 1}"): cell for item, cell in before.items()})
    table = pd.DataFrame.from_dict(rows, orient="index", dtype=object)
    return year, table.astype(object).where(table.notna(), None), beside


def _county(
    draw: np.random.Generator, year: int, poor: list[bool], plan: float
) -> tuple[dict[str, Any], dict[str, float]]:
    pace = (1 - (1 - plan / 100) ** 0.2) * 100
    falls = [float(draw.normal(0.3, 1.2)) if bad else _fall(draw, pace) for bad in poor]
    left = np.cumprod([1 - fall / 100 for fall in falls])
    output = float(draw.normal(5.5, 2.5))
    energy = (1 + output / 100) * (1 - falls[-1] / 100) * 100 - 100
    size = float(np.exp(draw.normal(13.8, 0.9)))
    now: dict[str, Any] = {
        "decline_actual": round(falls[-1], 2), "decline_cumulative": round(float(1 - left[-1]) * 100, 2),
        "decline_target": None if draw.random() < 0.05 else round(float(pace * draw.normal(1, 0.1)), int(draw.choice([1, 2, 2]))),
        "five_year_target": plan, "growth_actual": round(output, 1), "growth_planned": round(float(draw.normal(6, 0.7)), 1),
        "energy_growth": round(energy, 1), "incentive_target": None if draw.random() < 0.8 else round(plan + float(draw.uniform(0.5, 2)), 1),
    }  # fmt: skip
    before = {"five_year_target": plan, "decline_target": round(pace, 2), "energy_use": round(size)}
    if year > 2021:
        before |= {"decline_actual": round(falls[-2], 2), "decline_cumulative": round(float(1 - left[-2]) * 100, 2)}
    renewable = size * float(draw.uniform(0.005, 0.2))
    now |= {
        "energy_use": round(size * (1 + energy / 100)), "energy_total_target": round(size * float(draw.normal(1.01, 0.05)), -3),
        "energy_total_target_agreed": None, "renewable_power": round(renewable),
        "renewable_power_2020": round(renewable * float(draw.uniform(0.05, 0.95))),
        "feedstock_energy": 0 if draw.random() < 0.7 else round(size * float(draw.uniform(0.001, 0.1))), "listed_apart_energy": 0,
    }  # fmt: skip
    for gas, middle in (("cod", 200), ("nh3n", 18), ("nox", 600), ("voc", 100)):
        task = round(middle * float(np.exp(draw.normal(0, 0.8))), 1)
        share = (
            0.0
            if draw.random() < 0.03
            else float(draw.choice([draw.uniform(0.03, 0.6), draw.uniform(0.7, 1.3)], p=[0.1, 0.9]))
        )
        now |= {f"{gas}_assigned": task, f"{gas}_recognised": round(task * share, 1)}
        before |= {f"{gas}_assigned": round(task * 0.8, 1), f"{gas}_recognised": round(task * share * 0.8, 1)}
    institutions = int(draw.integers(50, 130))
    now |= {"agencies_all": institutions, "agencies_met": int(institutions * draw.uniform(0.1, 1)),
            "demo_share": int(draw.integers(0, 4)), "demo_built": int(draw.integers(0, 6))}  # fmt: skip
    before |= {"agencies_all": institutions + int(draw.integers(-3, 4))}
    return now, before


def _fall(draw: np.random.Generator, pace: float) -> float:
    """A year's fall in percent: mostly about the pace, one in eight poor, one in twenty a rise, one in fifty far beyond."""
    chance = draw.random()
    if chance < 0.02:
        return float(draw.uniform(2, 3) * pace)
    if chance < 0.07:
        return float(-draw.gamma(1.5, 1.5))
    if chance < 0.2:
        return float(draw.uniform(0, 0.6) * pace)
    return float(draw.normal(1.02, 0.25) * pace)
