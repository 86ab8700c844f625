"""Where points were lost, by clause, and which line sets the counties apart."""

from __future__ import annotations

import statistics
from dataclasses import dataclass

from scoring.assessment import Assessment
from scoring.explain import full_points

_NOTHING = 1e-9


@dataclass(frozen=True)
class LineLoss:
    """What counties have of an indicator, where they have points: points, and by place what they lack of the full points."""

    id: str
    name: str
    clause: str
    full: float
    points: tuple[float, ...]
    lost: dict[int, float]

    @property
    def spread(self) -> float:
        """The standard deviation of the points, of all counties that have some, not of a sample."""
        return statistics.pstdev(self.points) if self.points else 0.0

    @property
    def gap(self) -> float:
        """From the lowest points to the highest."""
        return max(self.points, default=0.0) - min(self.points, default=0.0)


@dataclass(frozen=True)
class Clause:
    """What was lost on the lines of a clause, before adjustments. counties: how many lost anything; average: of all counties."""

    clause: str
    lines: tuple[str, ...]
    full: float
    counties: int
    lost: float
    average: float


def lines_of(assessment: Assessment) -> list[LineLoss]:
    """Every indicator, the one that sets counties apart most first."""
    found = []
    for one in assessment.scheme.indicators:
        texts = [assessment.filled.text(one.id, place) for place in range(len(assessment.counties))]
        there = {place: text for place, text in enumerate(texts) if isinstance(text, float)}
        lost = {place: max(0.0, full_points(assessment, one, place) - points) for place, points in there.items()}
        found.append(LineLoss(one.id, one.name, one.clause, float(one.points), tuple(there.values()), lost))
    return sorted(found, key=lambda one: -round(one.spread, 9))


def clauses_of(assessment: Assessment) -> list[Clause]:
    """What was lost by clause as the scheme cites it, most first."""
    by_clause: dict[str, list[LineLoss]] = {}
    for line in lines_of(assessment):
        by_clause.setdefault(line.clause, []).append(line)
    found = []
    for clause, lines in by_clause.items():
        lost = sum(sum(line.lost.values()) for line in lines)
        losers = {place for line in lines for place, points in line.lost.items() if points > _NOTHING}
        names, full = tuple(line.name for line in lines), sum(line.full for line in lines)
        found.append(Clause(clause, names, full, len(losers), lost, lost / len(assessment.counties)))
    return sorted(found, key=lambda one: -round(one.lost, 9))
