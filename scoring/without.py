"""What an approved adjustment or the gates cost or gave a county: the same run without it, nothing else changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from scoring.assessment import Adjustment, Assessment, fill_intake
from scoring.corrections import CountyResult, county_result
from scoring.formula.columns import PENDING_TEXT
from scoring.formula.numbers import fill
from scoring.ledger.fill import FilledLedger
from scoring.ledger.tail import NO_RANK


@dataclass(frozen=True)
class Moved:
    """A county's result without the one thing, and as it is."""

    county: str
    without: CountyResult
    actual: CountyResult

    @property
    def placed(self) -> bool:
        """Whether grade or rank is another one."""
        return not self.without.same_place(self.actual)


@dataclass(frozen=True)
class AdjustmentEffect:
    """What one row of 核定调整 did: to its county, and to the others whose grade or rank it moved."""

    adjustment: Adjustment
    own: Moved
    others: tuple[Moved, ...]


@dataclass(frozen=True)
class GateEffect:
    """What the gates that act on a county did to it. alone: the same for each gate by itself, where there are several."""

    gates: tuple[tuple[str, str], ...]
    """Id and name of each gate that acts."""
    own: Moved
    alone: tuple[Moved, ...]


def adjustment_effects(assessment: Assessment) -> tuple[AdjustmentEffect, ...]:
    """Every approved adjustment in the order of the rows, each compared with the run without that row."""
    rows, now = assessment.adjustments, assessment.filled
    found = []
    for place, row in enumerate(rows):
        left = (*rows[:place], *rows[place + 1 :])
        before = fill_intake(assessment.scheme, assessment.compiled, assessment.intake, left)
        own = assessment.place(row.county)
        moved = {
            number: Moved(assessment.counties[number], county_result(before, number), county_result(now, number))
            for number in sorted({own, *_moved(before, now)})
        }
        others = tuple(one for number, one in moved.items() if number != own)
        found.append(AdjustmentEffect(row, moved[own], others))
    return tuple(found)


def _moved(before: FilledLedger, now: FilledLedger) -> list[int]:
    """The counties of another grade or rank."""
    was, rank = before.frame.values["rank"], now.frame.values["rank"]
    same = (was == rank) | (np.isnan(was) & np.isnan(rank))
    return np.flatnonzero(~(same & (before.texts["grade"] == now.texts["grade"]))).tolist()


def gate_effects(assessment: Assessment) -> tuple[GateEffect, ...]:
    """Every county on which a gate acts, in the table's order: its result if none, or one of them, acted on it alone.

    A county without a total, or whose grade is pending, is left out: it has no result yet.
    """
    values, gates = assessment.filled.frame.values, assessment.scheme.spec.gates
    found = []
    for place, county in enumerate(assessment.counties):
        acts = [(gate.id, gate.name) for gate in gates if gate.id in values and values[gate.id][place] == 1]
        if not acts or np.isnan(values["total"][place]) or np.isnan(values["grade_ordinal"][place]):
            continue
        own = county_result(assessment.filled, place)
        whole = _without(assessment, place, [key for key, _ in acts])
        each = [_without(assessment, place, [key]) for key, _ in acts] if len(acts) > 1 else []
        found.append(GateEffect(tuple(acts), Moved(county, whole, own), tuple(Moved(county, one, own) for one in each)))
    return tuple(found)


@np.errstate(all="ignore")
def _without(assessment: Assessment, place: int, gates: Iterable[str]) -> CountyResult:
    """The county's result with these gates off for it: all that reads them is computed again by the ledger's own columns."""
    base, ledger = assessment.filled.frame, assessment.compiled
    frame = replace(base, values=dict(base.values), states=dict(base.states))
    stale = set(gates)
    for gate in stale:
        frame.values[gate] = base.values[gate].copy()
        frame.values[gate][place] = 0.0
    for column in ledger.columns.values():
        if column.formula is None or column.is_text or column.id in stale or stale.isdisjoint(column.reads):
            continue
        stale.add(column.id)
        fill(column, frame)
    ordinal, rank = frame.values["grade_ordinal"][place], frame.values["rank"][place]
    grade = PENDING_TEXT if np.isnan(ordinal) else assessment.scheme.spec.grades[int(ordinal) - 1].name
    return replace(
        county_result(assessment.filled, place), grade=grade, rank=NO_RANK if np.isnan(rank) else float(rank)
    )
