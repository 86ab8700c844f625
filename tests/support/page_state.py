"""The page's own state (figures moved, gates off) run in Chromium without its view, and the engine's answer to the same."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from scoring import Adjustment, Assessment, assess
from scoring.scheme.scheme import Scheme
from tests.support.evaluator import ROOM, program
from workbook.report.payload import as_json
from workbook.scenario_page.leaves import Path as Place
from workbook.scenario_page.leaves import with_figures
from workbook.scenario_page.levers import levers
from workbook.scenario_page.offered import figures_of, offered
from workbook.scenario_page.payload import payload

_RUN = """
window.run = (cases) => cases.map(([figures, gates]) => {
  restoreAll();
  for (const [number, figure] of figures) move(number, figure);
  gates.forEach((gate) => off.add(gate));
  const done = compute();
  const plain = (array) => Array.from(array, (x) => (Number.isFinite(x) ? x : String(x)));
  return [done, wrong, [...moved], each_of(frame.values, plain), each_of(frame.states, (one) => one && Array.from(one)), { ...frame.texts }, unlike()];
});
"""


def state_page(assessment: Assessment, folder: Path) -> Path:
    """A page with a result's data and the page's state, without its view."""
    data = payload(assessment, {one: one for one in assessment.counties}, hidden=False)
    text = program() + (ROOM / "state.js").read_text(encoding="utf-8") + _RUN
    path = folder / "state.html"
    path.write_text(
        f'<!DOCTYPE html><meta charset="utf-8"><script type="application/json" id="data">{as_json(data)}</script>'
        f'<script>"use strict";\n{text}</script>',
        encoding="utf-8",
    )
    return path


class Twin:
    """A result, and what the engine makes of it when the scheme is changed as the page was told."""

    def __init__(self, scheme: Scheme, table: pd.DataFrame, year: int, adjustments: Sequence[Adjustment] = ()) -> None:
        self.scheme, self.table, self.year, self.adjustments = scheme, table, year, adjustments
        self.result = assess(scheme, table, year, adjustments=adjustments)
        self.offered = offered(self.result.compiled)
        self.levers = levers(self.result.compiled, self.offered)
        self._count = 0

    def changed(self, moved: Mapping[int, float], gates: Sequence[str] = ()) -> Assessment:
        """``assess`` with the changed scheme. moved: figures as they were before their line's points moved."""
        by_path: dict[Place, float] = {self.levers[number].path: figure for number, figure in moved.items()}
        spec = with_figures(self.scheme.spec, figures_of(by_path, self.offered.leaves))
        spec = spec.model_copy(update={"gates": tuple(one for one in spec.gates if one.id not in gates)})
        self._count += 1
        scheme = dataclasses.replace(self.scheme, spec=spec, sha256=f"{self.scheme.sha256}{self._count}{id(self)}")
        return assess(scheme, self.table, self.year, adjustments=self.adjustments)

    def differences(self, changed: Assessment, found: Sequence[Any]) -> list[str]:
        """Columns of the changed ledger that the page has otherwise (columns of a gate switched off are the page's alone)."""
        values, states, texts = found[3:6]
        wrong = []
        for column in changed.compiled.columns.values():
            if not column.is_text and column.id not in values:  # no figure that may be moved reaches it
                before, after = (one.filled.frame.values[column.id] for one in (self.result, changed))
                if not np.array_equal(before, after, equal_nan=True):
                    wrong.append(f"{column.id} is not on the page")
                continue
            if column.is_text:
                same = list(changed.filled.texts[column.id]) == texts[column.id]
            else:
                frame = changed.filled.frame
                known = frame.states[column.id]
                same = (states[column.id] or [0] * frame.size) == (
                    [0] * frame.size if known is None else known.tolist()
                )
                same = same and all(
                    _alike(float(str(here).replace("Infinity", "inf")), there)
                    for here, there in zip(values[column.id], frame.values[column.id].tolist(), strict=True)
                )
            if not same:
                wrong.append(f"{column.id}: {(texts if column.is_text else values)[column.id]}")
        return wrong


def _alike(one: float, other: float) -> bool:
    return one == other or (one != one and other != other) or abs(one - other) <= 1e-9 * max(1.0, abs(other))
