"""Which row of a table a figure falls in. Arrays only."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scoring.formula.columns import Table

Floats = npt.NDArray[np.float64]


def rows(table: Table, term: Floats) -> npt.NDArray[np.intp]:
    """The row of each figure of ``term`` (any shape); the number of rows stands for ``otherwise``."""
    keys = np.asarray(table.keys, np.float64)
    if table.match == "exact":
        same = np.equal.outer(keys, term)
        found = np.where(same.any(axis=0), np.argmax(same, axis=0), -1)
    elif table.match == "at_least":
        found = np.searchsorted(keys, term, side="right") - 1
    else:
        found = np.searchsorted(-keys, -term, side="right") - 1
    return np.where(found < 0, len(keys), found)
