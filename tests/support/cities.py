"""Random cities with awkward figures: boundaries, zero denominators, 不适用, 暂缺, blanks."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from scoring.scheme.models import ItemSpec
from scoring.scheme.scheme import Scheme

_EDGES: dict[str, list[Any]] = {
    "decline_actual": [3.31, 2.98, 2.65, 0, -0.5, 1.66, 3.64, 3.97],
    "decline_target": [3.31, 3.31, 3.31, 0, -1, "未下达（试验）"],
    "decline_cumulative": [15.5, 12.61, 15.49, 0, -2, 20.07],
    "five_year_target": [15.5, 15.5, 15.5, 16, 0, -1],
    "incentive_target": [None, None, 18, 15.5],
    "energy_total_target": [1_000_000, 1_000_000, 0, "不适用（未下达）"],
    "energy_total_target_agreed": [None, None, 1_000_000],
    "energy_use": [1_000_000, 1_100_000, 1_200_000, 1_200_001, 900_000, 1_050_000.55],
    "renewable_power": [40_000, 90_000, 0],
    "renewable_power_2020": [40_000, 30_000, 0],
    "feedstock_energy": [0, 50_000],
    "listed_apart_energy": [0, 0, 25_000],
    **{f"{one}_recognised": [250.0, 250.0, 250.5, 265.0, 300.0, 249.99] for one in ("cod", "nh3n", "nox", "voc")},
    **{f"{one}_assigned": [250.0, 240.0, 0, 250.0, 245.5] for one in ("cod", "nh3n", "nox", "voc")},
    "growth_actual": [5.5, 6.7, 8, None],
    "growth_planned": [5.5, 6, None],
}


def random_city(scheme: Scheme, counties: list[str], seed: int, missing: float = 0.01) -> pd.DataFrame:
    """A table for the scheme: index = county, columns = items; cells are numbers, None, 不适用…, 暂缺…."""
    draw = np.random.default_rng(seed)
    cells: dict[str, list[Any]] = {}
    for item in scheme.items.values():
        cells[item.id] = [_cell(item, draw, missing) for _ in counties]
    return pd.DataFrame(cells, index=pd.Index(counties, name="county"), dtype=object)


def _cell(item: ItemSpec, draw: np.random.Generator, missing: float) -> Any:
    chance = draw.random()
    if chance < missing:
        return draw.choice(np.array([None, "暂缺（待核）"], object))
    if chance < missing + 0.04:
        return "不适用（试验）"
    tons = item.id.endswith(("_recognised", "_assigned"))  # else no random county would do its four tasks
    if item.id in _EDGES and (tons or draw.random() < 0.6):
        cell = draw.choice(np.array(_EDGES[item.id], object))
        return None if isinstance(cell, str) and cell.startswith("未下达") and not item.unassigned else cell
    if item.optional and draw.random() < 0.5:
        return None
    if item.kind == "yes_no":
        return int(draw.random() < 0.85)
    if item.kind == "count":
        top = int(item.maximum) if item.maximum is not None else 12
        return int(draw.integers(int(item.minimum or 0), top + 1))
    if item.kind == "percent":
        return round(float(draw.uniform(-1, 20 if "five" in item.id or "cumul" in item.id else 5)), 2)
    if item.unit == "倍":
        return draw.choice(np.array([2.0, 1.99, 2.5, 1.5], object))
    top = item.maximum if item.maximum is not None else 1_500_000 if "标准煤" in item.unit else 300
    return round(float(draw.uniform(item.minimum or 0, top)), 2)
