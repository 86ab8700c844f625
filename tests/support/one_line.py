"""A scheme of one indicator, made from plain data, so that a rule can be tried on any figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from scoring import Assessment, assess
from scoring.scheme.models import ItemSpec, SchemeSpec
from scoring.scheme.scheme import Scheme


def one_line(indicator: Mapping[str, Any], points: float, items: Sequence[str], optional: Sequence[str] = ()) -> Scheme:
    """A scheme with one indicator ``x`` of so many points, reading the items named."""
    specs = [
        ItemSpec.model_validate(
            {
                "id": item, "name": item, "kind": "number", "unit": "个", "definition": "-", "bureau": "-",
                "clause": "-", "optional": item in optional,
            }
        )
        for item in items
    ]  # fmt: skip
    line = {
        "id": "x",
        "name": "试验指标",
        "points": points,
        "clause": "一",
        "bureau": "局",
        "definition": "-",
        **indicator,
    }
    spec = SchemeSpec.model_validate(
        {
            "id": "one-line", "title": "试验", "version": "1", "standing": "试验", "summary": "-", "source": {"title": "-"},
            "period": {"base": 2020, "start": 2021, "end": 2025}, "points": points, "bonus_cap": 100,
            "dimensions": [
                {"id": "d", "name": "类别", "sheet": "类别", "points": points, "clause": "一", "indicators": [line]}
            ],
            "grades": [{"name": "好", "at_least": 60}, {"name": "差"}],
        }
    )  # fmt: skip
    return Scheme(spec, {one.id: one for one in specs}, None, repr((spec, specs)))


def tried(scheme: Scheme, year: int = 2025, **columns: Sequence[Any]) -> Assessment:
    """The scheme on columns of figures, one county a figure."""
    table = pd.DataFrame({name: pd.Series(list(cells), dtype=object) for name, cells in columns.items()})
    table.index = pd.Index([f"县{number}" for number in range(len(table))])
    return assess(scheme, table, year)
