"""Random evidence lists: repeated cases, cells to come, unreadable ones, blanks."""

from __future__ import annotations

from typing import Any

import numpy as np

from scoring.lists.rows import PENDING, UNUSABLE, ListRows, list_rows
from scoring.scheme.list_models import ListColumn
from scoring.scheme.scheme import Scheme


def random_lists(scheme: Scheme, counties: list[str], seed: int, most: int = 40) -> dict[str, ListRows]:
    """Rows of every list of the scheme, most of the counties in each; amounts of up to six decimals.

    Cases stand in several rows, some with a code and some by their name alone, where a list allows that.
    """
    draw = np.random.default_rng(seed)
    found = {}
    for name, spec in scheme.lists.items():
        alone = {column for columns in spec.unique if len(columns) == 1 for column in columns}
        rows, keys = [], set()
        for number in range(int(draw.integers(most // 2, most))):
            row: dict[str, Any] = {"county": str(draw.choice(counties[: len(counties) - 2]))}
            case = f"第{draw.integers(1, 6)}项*" if draw.random() < 0.8 else f"第{number}件"
            for column in spec.columns:
                if column.id in alone:
                    row[column.id] = f"第{number}号*" if draw.random() < 0.7 else None
                elif column.id == spec.case.code:
                    row[column.id] = f"D-{case}" if draw.random() < 0.5 else None
                else:
                    row[column.id] = case if column.id == spec.case.name else _cell(column, draw)
            for one in spec.alone:  # closed in all its rows, or in none
                closed = sum(map(ord, case)) % 2 == 0
                others = [choice for choice in spec.column(one.column).choices if choice != one.value]  # type: ignore[union-attr]
                row[one.column] = one.value if closed else str(draw.choice(others))
            key = (
                row["county"],
                *(case if column == "case" else str(row[column]) for one in spec.unique for column in one),
            )
            if not spec.unique or key not in keys or alone:
                rows.append(row)
            keys.add(key)
        found[name] = list_rows(spec, rows)
    return found


def _cell(column: ListColumn, draw: np.random.Generator) -> Any:
    if draw.random() < 0.01:
        return UNUSABLE
    if column.kind == "choice":
        return str(draw.choice(column.choices))
    if column.kind == "yes_no":
        return "是" if draw.random() < 0.4 else "否"
    if column.kind == "text":
        return "=1+1" if draw.random() < 0.1 else None
    if draw.random() < 0.02:
        return PENDING
    return round(float(draw.uniform(0, 500)), int(draw.integers(0, 7)))
