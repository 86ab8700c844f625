"""Which row of a table a figure falls in. Arrays only."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scoring.formula.columns import Table

Floats = npt.NDArray[np.float64]
_FEW = 12


def rows(table: Table, term: Floats) -> npt.NDArray[np.intp]:
    """The row of each figure of ``term`` (any shape); the number of rows stands for ``otherwise``."""
    reached = _reached(table, term)
    return np.where(reached == 0, len(table.keys), reached - 1)


def answers(table: Table, term: Floats) -> Floats:
    """What the table answers for each figure of ``term``."""
    return np.asarray([table.otherwise, *table.answers], np.float64).take(_reached(table, term))


def _reached(table: Table, term: Floats) -> npt.NDArray[np.intp]:
    """The number of the row, the first being 1; 0 for none."""
    if table.match == "exact":
        same = np.equal.outer(np.asarray(table.keys, np.float64), term)
        return np.where(same.any(axis=0), np.argmax(same, axis=0) + 1, 0)
    compare = np.greater_equal if table.match == "at_least" else np.less_equal
    if len(table.keys) <= _FEW:  # a pass for each row is quicker than a search for each figure
        reached = np.zeros(term.shape, np.int8)
        for key in table.keys:
            reached += compare(term, key)
        return reached.astype(np.intp)
    keys = np.asarray(table.keys, np.float64)
    sign = 1.0 if table.match == "at_least" else -1.0
    return np.searchsorted(sign * keys, sign * term, side="right")
