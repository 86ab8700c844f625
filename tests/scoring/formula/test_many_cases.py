"""A column of many cases (cases × counties, as the draws of weights are) says of each case what it says of it alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest

from scoring.formula.columns import Column
from scoring.formula.nodes import Node, Order, Param, Rank, Ref
from scoring.formula.numbers import Frame, fill
from tests.scoring.formula.small_sheet import Given, column_of, frame_of
from tests.scoring.formula.test_a_spreadsheet_agrees import ARITHMETIC, CONDITIONS, DOWN, SKIPPING, STANDING, WEIGHTS

FACTORS = [1.0, 0.5, -1.0, 2.0]
FORMULAS: dict[str, tuple[Node, Mapping[str, Sequence[Any]], dict[str, Any]]] = {
    **{name: (formula, cells, {}) for name, (formula, cells, _) in (ARITHMETIC | CONDITIONS | DOWN).items()},
    **{f"skip: {name}": (formula, cells, {"mode": "skip"}) for name, (formula, cells, _) in SKIPPING.items()},
    **{f"standing: {name}": (formula, cells, options) for name, (formula, options, cells, _) in STANDING.items()},
    "order": (Order(Ref("a")), {"a": [2, 1, 3, 1]}, {}),
    "rank": (Rank((Ref("a"),), (True,)), {"a": [2, 1, 3, 1]}, {}),
}


def filled(column: Column, given: Given, factor: Any, scaled: Sequence[str]) -> Frame:
    """The column over cells of which some are multiplied by a factor, or by one a case."""
    frame = frame_of(given)
    frame.parameters = {**given.parameters, "factor": factor}
    with np.errstate(all="ignore"):
        for name in scaled:
            frame.values["plain"], frame.states["plain"] = frame.values[name], frame.states[name]
            fill(Column(name, name, "helper", Ref("plain") * Param("factor")), frame)
        fill(column, frame)
    return frame


@pytest.mark.parametrize("name", FORMULAS)
def test_each_case_as_alone(name: str) -> None:
    """All cells of the formula in four cases; then its first cell alone, beside others that have one figure for all cases."""
    formula, cells, options = FORMULAS[name]
    column, given = column_of(formula, **options), Given(cells, WEIGHTS)
    fixed = {"b", "d"} if name in DOWN or "weights" in name else set()  # groups, and weights that stand in cells
    for scaled in ([one for one in cells if one not in fixed], [next(iter(cells))]):
        together = filled(column, given, np.array(FACTORS)[:, None], scaled)
        values = np.broadcast_to(together.values["x"], (len(FACTORS), given.counties))
        for factor, own in zip(FACTORS, values, strict=True):
            alone = filled(column, given, factor, scaled).values["x"]
            np.testing.assert_allclose(own, alone, rtol=1e-12)
