"""The figures of an assessment as plain data: items, peer groups and sums of lists. No name of a county is in them."""

from __future__ import annotations

from typing import Any

import numpy as np

from scoring.assessment import Assessment
from scoring.formula.numbers import Floats, States


def figures(assessment: Assessment) -> dict[str, Any]:
    """``values`` and ``states`` by item, ``lists`` by id and field; one entry a county, in the table's order.

    A figure is null where there is none; states are null where every county has a figure.
    """
    frame = assessment.filled.frame
    items = [column.id for column in assessment.compiled.columns.values() if column.formula is None]
    return {
        "size": frame.size,
        "values": {name: _numbers(frame.values[name]) for name in items},
        "states": {name: _states(frame.states[name]) for name in items},
        "lists": {
            name: {field: _numbers(np.asarray(sums)) for field, sums in fields.items()}
            for name, fields in frame.lists.items()
        },
    }


def _numbers(values: Floats) -> list[float | None]:
    return [one if np.isfinite(one) else None for one in values.tolist()]


def _states(states: States | None) -> list[int] | None:
    return None if states is None else [int(one) for one in states]
