"""How often the checks of figures doubt what is right, and how often they miss what is wrong.

    python -m tests.bench.bench_checks [CITIES]

Right: made-up cities of 13 counties (tests/support/right_cities.py), a first year, without last year's figures. Wrong: one
figure of one county, or a whole column, times a factor. Counted as told: a cell by a warning that names its county; a
column by one warning in all.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from typing import Any

import numpy as np
import pandas as pd

from examples.build import demonstration
from scoring import load_scheme
from scoring.checks.run import check_figures
from scoring.scheme.scheme import Scheme
from tests.support.right_cities import right_city

_RATES = ("decline_actual", "decline_target", "decline_cumulative", "five_year_target")
_AMOUNTS = ("energy_use", "energy_total_target", "cod_recognised", "cod_assigned", "renewable_power")
_SLIPS = [(item, factor) for item in _RATES for factor in (0.01, -1, 10, 0.1)] + [
    (item, factor) for item in _AMOUNTS for factor in (10, 100, 1e3, 1e4, 0.1, 0.01, 1e-3, 1e-4)
]
_LEFT_OUT = ("变动过大", "连乘")  # these look at nothing but size, and at the rounding of yearly targets


def _number(cell: Any) -> bool:
    return isinstance(cell, int | float) and cell == cell and cell != 0


def _slipped(table: pd.DataFrame, item: str, factor: float, counties: list[Any]) -> pd.DataFrame:
    table = table.copy()
    for county in counties:
        table.at[county, item] = float(f"{table.at[county, item] * factor:.12g}")
    return table


def _fits(table: pd.DataFrame, item: str, factor: float) -> list[Any]:
    """The counties whose figure can be written so wrong: within the item's bounds, and no rise in which a slip would hide."""
    known = [county for county in table.index if _number(table.at[county, item])]
    if item not in _RATES:
        return known
    return [county for county in known if table.at[county, item] >= 1 and abs(table.at[county, item] * factor) < 99.99]


def _right(scheme: Scheme, cities: int) -> None:
    doubts: Counter[str] = Counter()
    rises = called = 0
    for seed in range(cities):
        year, table, beside = right_city(seed)
        found = [
            one for one in check_figures(scheme, year, table, beside) if not any(x in one.message for x in _LEFT_OUT)
        ]
        doubts.update(one.message.rpartition("（核对：")[2].rstrip("）") for one in found)
        rose = {county for county in table.index if table.at[county, "decline_actual"] < 0}
        rises += len(rose)
        called += len({one.county for one in found if one.item == "decline_actual" and "正负号" in one.message} & rose)
    total = sum(doubts.values())
    print(
        f"{cities} right cities, {13 * cities} counties: {total} warnings ({100 * total / 13 / cities:.2f}% of counties)"
    )
    print("  ", dict(doubts.most_common()))
    print(f"   of {rises} real rises {called} are asked about their sign")


def _wrong(scheme: Scheme, cities: int) -> None:
    draw = np.random.default_rng(1)
    cells, columns, tried, whole = Counter[Any](), Counter[Any](), Counter[Any](), Counter[Any]()
    for seed in range(cities):
        year, table, _ = right_city(seed)
        for slip in _SLIPS:
            fits = _fits(table, *slip)
            if not fits:
                continue
            county = str(draw.choice(np.array(fits, object)))
            found = check_figures(scheme, year, _slipped(table, *slip, [county]))
            tried[slip] += 1
            cells[slip] += any(one.county == county and one.item in (slip[0], *_partner(slip[0])) for one in found)
            everyone = [one for one in table.index if _number(table.at[one, slip[0]])]
            if len(fits) >= 0.9 * len(everyone):
                found = check_figures(scheme, year, _slipped(table, *slip, everyone))
                whole[slip] += 1
                columns[slip] += sum(not one.county for one in found) == 1
    for item, factor in _SLIPS:
        slip = (item, factor)
        cell, column = (100 * a[slip] / max(1, b[slip]) for a, b in ((cells, tried), (columns, whole)))
        print(
            f"   {item:20} × {factor:<8g} cell {cell:5.1f}% of {tried[slip]:<5} column {column:5.1f}% of {whole[slip]}"
        )


def _partner(item: str) -> tuple[str, ...]:
    """The other of a pair of which one is wrong: the warning names both."""
    pairs = (("energy_use", "energy_total_target"), ("cod_recognised", "cod_assigned"))
    return next((pair for pair in pairs if item in pair), ())


def main() -> None:
    """Print rates of false alarms and of misses, and the time of the example."""
    cities = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    scheme = load_scheme("yuncheng-14fyp")
    _right(scheme, cities)
    _wrong(scheme, cities // 10)
    table = demonstration()
    check_figures(scheme, 2025, table)
    start = time.process_time()
    for _ in range(100):
        check_figures(scheme, 2025, table)
    print(f"the example: {(time.process_time() - start) * 10:.1f} ms")


if __name__ == "__main__":
    main()
