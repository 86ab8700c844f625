"""Random evidence lists: repeated cases, cells to come, unreadable ones, blanks."""

from __future__ import annotations

from typing import Any

import numpy as np

from scoring.lists.rows import PENDING, UNUSABLE, ListRows, list_rows
from scoring.scheme.list_models import ListColumn
from scoring.scheme.scheme import Scheme


def random_lists(scheme: Scheme, counties: list[str], seed: int, most: int = 40) -> dict[str, ListRows]:
    """Rows of every list of the scheme, most of the counties in each; amounts of up to six decimals."""
    draw = np.random.default_rng(seed)
    found = {}
    for name, spec in scheme.lists.items():
        rows = []
        for _ in range(int(draw.integers(most // 2, most))):
            row: dict[str, Any] = {"county": str(draw.choice(counties[: len(counties) - 2]))}
            for column in spec.columns:
                naming = column.id in (spec.case.code, spec.case.name)
                row[column.id] = _name(draw) if naming else _cell(column, draw)
            rows.append(row)
        found[name] = list_rows(spec, rows)
    return found


def _name(draw: np.random.Generator) -> str | None:
    return None if draw.random() < 0.3 else f"第{draw.integers(1, 6)}项*"


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
