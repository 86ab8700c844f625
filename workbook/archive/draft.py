"""A stored result while its parts are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from scoring.assessment import Adjustment, Assessment, Evidence, assess_intake
from scoring.ledger.intake import Intake
from scoring.lists.rows import ListRows
from scoring.problems import Problem, Source
from scoring.scheme.scheme import Scheme
from workbook.layout.input_cells import InputCells

Lines = Sequence[Any]


@dataclass
class ResultDraft:
    """A stored result while its parts are read. ``inputs`` gathers the fields of ResultInputs."""

    scheme: Scheme | None = None
    about: dict[str, Any] = field(default_factory=dict)
    counties: tuple[str, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)
    states: dict[str, Any] = field(default_factory=dict)
    found: tuple[Problem, ...] = ()
    reader_problems: tuple[Problem, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    sources: dict[tuple[str, str], Source] = field(default_factory=dict)
    lists: dict[str, ListRows] = field(default_factory=dict)
    counted: frozenset[tuple[str, str]] = frozenset()
    inputs: dict[str, Any] = field(default_factory=dict)
    input_cells: tuple[InputCells, ...] | None = None

    def assessment(self) -> Assessment:
        """The assessment, computed again."""
        assert self.scheme is not None
        return assess_intake(
            self.scheme,
            Intake(self.counties, self.values, self.states, self.found),
            int(self.about["year"]),
            adjustments=self.adjustments,
            evidence=Evidence(problems=self.reader_problems, sources=self.sources, lists=self.lists),
            counted=self.counted,
        )
