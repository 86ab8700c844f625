"""A result workbook, read back: the assessment computed again, and all that it was made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from scoring.assessment import Assessment
from scoring.errors import SchemeError
from scoring.formula.columns import MISSING_TEXT, NOT_APPLICABLE_TEXT, State
from scoring.problems import Problem
from scoring.robustness import Robustness
from scoring.robustness import robustness as study
from scoring.scheme.scheme import Scheme
from workbook.archive.upgrades import LAYOUT
from workbook.layout.input_cells import InputCells
from workbook.layout.inputs import ResultInputs, versions


@dataclass(frozen=True)
class StoredResult:
    """name: of the file. sha256: of its bytes. assessment: computed from the archive, not read from cells.

    layout: the number of the layout that its sheets were written in (``workbook.archive.upgrades.LAYOUT``).
    input_cells: as they were written; None in a result of before, which did not keep them.
    """

    name: str
    sha256: str
    assessment: Assessment
    inputs: ResultInputs
    input_cells: tuple[InputCells, ...] | None = None
    layout: int = 1

    @property
    def scheme(self) -> Scheme:
        """The scheme as archived; it does not depend on the shipped one."""
        return self.assessment.scheme

    @property
    def year(self) -> int:
        """The year assessed."""
        return self.assessment.year

    @property
    def stage(self) -> str:
        """初评, 送审 or 审定."""
        return self.inputs.stage

    @property
    def remark(self) -> str:
        """The label on every sheet."""
        return self.inputs.remark

    @property
    def files(self) -> Mapping[str, str]:
        """Data files: name → SHA-256."""
        return self.inputs.files

    @property
    def options(self) -> Mapping[str, str]:
        """Options of the run, as printed on 说明."""
        return self.inputs.options

    @property
    def self_scores(self) -> pd.DataFrame | None:
        """Points that counties gave themselves; index = county, columns = indicator ids."""
        return self.inputs.self_scores

    @cached_property
    def robustness(self) -> Robustness | None:
        """The study of the result, made again; None where it was written without one."""
        return None if self.inputs.robustness is None else study(self.assessment, settings=self.inputs.robustness)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems of the assessment, the reader's first."""
        return self.assessment.problems

    @cached_property
    def table(self) -> pd.DataFrame:
        """The figures as ``assess`` takes them: index = county, columns = item ids; 不适用 and 缺报 as texts."""
        intake = self.assessment.intake
        marks = {int(State.MISSING): MISSING_TEXT, int(State.NOT_APPLICABLE): NOT_APPLICABLE_TEXT}
        columns: dict[str, Any] = {}
        for item, values in intake.values.items():
            states = intake.states[item]
            if states is None:
                columns[item] = values
            else:
                cells = zip(values.tolist(), states.tolist(), strict=True)
                columns[item] = pd.Series([marks.get(int(s), v) for v, s in cells], dtype=object).to_numpy()
        return pd.DataFrame(columns, index=self.assessment.index)

    def notes(self) -> list[str]:
        """What the reader of this result should know: a scheme or a program other than those at hand."""
        found = self.warnings()
        own, now = self.inputs.versions.get("程序版本", "不明"), versions()["程序版本"]
        if own != now:
            follows = "两个版本写法不同的地方也会列为差异，" if self.layout == LAYOUT else ""
            found.append(f"{self.name}：由 {own} 写出，现在用的是 {now}：{follows}宜用 {own} 核对")
        return found

    def warnings(self) -> list[str]:
        """What whoever uses this result should know: another scheme than the one at hand, inputs that were not compared."""
        found = []
        shipped = _shipped_sha256(self.scheme.id)
        if shipped is not None and shipped != self.scheme.sha256:
            found.append(
                f"{self.name}：存档的方案 {self.scheme.id}（SHA-256 {self.scheme.sha256[:12]}…）与随程序带的"
                f"（{shipped[:12]}…）不同：按存档的方案重算"
            )
        if self.input_cells is None:
            found.append(f"{self.name}：以前的版本写的，没有记下写出时的原样，表里有没有改动没有核对，照存档读")
        return found


def figures_in(table: pd.DataFrame) -> dict[tuple[str, str], float]:
    """The numbers of a table, by county and item."""
    return {
        (str(county), str(item)): float(cell)
        for item in table.columns
        for county, cell in zip(table.index, table[item].tolist(), strict=True)
        if isinstance(cell, int | float) and cell == cell
    }


def _shipped_sha256(scheme_id: str) -> str | None:
    from scoring.scheme.catalogue import shipped
    from scoring.scheme.loader import load_scheme

    if scheme_id not in shipped():
        return None
    try:
        return load_scheme(scheme_id).sha256
    except SchemeError:
        return ""
