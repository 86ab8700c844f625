"""The figures of an assessment as plain data. No name of a county is in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from scoring.assessment import Assessment


def figures(
    assessment: Assessment, columns: Sequence[str], places: Sequence[int] | None = None, *, lists: bool = True
) -> dict[str, Any]:
    """``values`` and ``states`` by column, ``lists`` by id and field; one entry a county, in the order of ``places`` (of the
    table, if left out).

    A figure is null where there is none; states are null where every county has a figure.
    """
    frame = assessment.filled.frame
    order = np.arange(frame.size) if places is None else np.asarray(places, np.intp)
    states = {name: frame.states[name] for name in columns}
    return {
        "size": frame.size,
        "values": {name: numbers(frame.values[name][order]) for name in columns},
        "states": {name: None if one is None else [int(state) for state in one[order]] for name, one in states.items()},
        "lists": {
            name: {field: numbers(np.asarray(sums)[order]) for field, sums in fields.items()}
            for name, fields in (frame.lists.items() if lists else ())
        },
    }


def numbers(values: Any) -> list[float | None]:
    """An array for JSON."""
    return [one if np.isfinite(one) else None for one in values.tolist()]
