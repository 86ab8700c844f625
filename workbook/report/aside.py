"""What is known beyond the assessment itself, each part optional: robustness, comparison, steps, consequences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scoring.assessment import Assessment
from workbook.report.data import Change, GradeUse, Safety, Step


@dataclass(frozen=True)
class Aside:
    """Blocks by county. An empty mapping leaves its block out of every document."""

    steps: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)
    safety: Mapping[str, Safety] = field(default_factory=dict)
    changes: Mapping[str, Change] = field(default_factory=dict)
    safety_notes: tuple[str, ...] = ()
    change_notes: tuple[str, ...] = ()

    def steps_of(self, county: str) -> tuple[Step, ...]:
        """What would help the county."""
        return self.steps.get(county, ())

    def safety_of(self, county: str) -> Safety | None:
        """How safe the county's place is."""
        return self.safety.get(county)

    def change_of(self, county: str) -> Change | None:
        """The county's year against the last."""
        return self.changes.get(county)

    def consequences_of(self, assessment: Assessment, place: int) -> tuple[str, ...]:
        """What follows for a county by the scheme; schemes without such clauses have none."""
        return ()

    def uses(self, assessment: Assessment) -> tuple[GradeUse, ...]:
        """What follows by grade; schemes without such clauses have none."""
        return ()
