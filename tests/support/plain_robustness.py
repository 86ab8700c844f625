"""The reference scheme's tail once more, in plain Python and decimals, from its text alone: a second opinion.

Takes from the ledger only what no weight changes: rates, completions, bonuses, and the items that gates look at.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import numpy.typing as npt

from scoring.assessment import Assessment

Floats = npt.NDArray[np.float64]
WAIVED = ("energy_total",)


def rounded(value: float, places: int) -> float:
    """Half-up after float noise is dropped six places further down."""
    exact = Decimal(value).quantize(Decimal(1).scaleb(-places - 6), rounding=ROUND_HALF_UP)
    return float(exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))


def grades_and_ranks(
    assessment: Assessment, dimensions: Floats, lines: Floats, gates: bool = True
) -> tuple[list[list[int]], list[list[int]]]:
    """Grades (1 best) and ranks of the ranked counties under each set of weights.

    dimensions: sets × dimensions, lines: sets × indicators, in points.
    """
    ledger, states = assessment.ledger, assessment.states
    counties = [one for one in assessment.counties if states.loc[one, "total"] == "ok"]
    scheme = assessment.scheme.spec
    rate = {one.id: f"{one.id}.rate{'_waived' * (one.id in WAIVED)}" for one in assessment.scheme.indicators}
    known = {
        county: {one.id: float(ledger.loc[county, rate[one.id]]) for one in assessment.scheme.indicators
                 if states.loc[county, one.id] == "ok"}
        for county in counties
    }  # fmt: skip
    all_grades, all_ranks = [], []
    for own_dimensions, own_lines in zip(dimensions, lines, strict=True):
        keys = []
        for county in counties:
            parts, place = [], 0
            for dimension, full in zip(scheme.dimensions, own_dimensions, strict=True):
                earned = applicable = 0.0
                for line in dimension.indicators:
                    if line.id in known[county]:
                        earned += known[county][line.id] * own_lines[place]
                        applicable += own_lines[place]
                    place += 1
                applicable = rounded(applicable, 4)
                parts.append(rounded(rounded(earned, 2) / applicable * full, 2) if applicable > 0 else None)
            there = [(part, full) for part, full in zip(parts, own_dimensions, strict=True) if part is not None]
            base = rounded(sum(part for part, _ in there) / sum(full for _, full in there) * 100, 2)
            bonus = min(
                4.0, sum(float(ledger.loc[county, f"{one}.bonus"]) for one in ("intensity_annual", "demo_units"))
            )
            total = rounded(base + rounded(bonus, 2) + float(ledger.loc[county, "adjustment"]), 2)
            grade = 1 if total >= 95 else 2 if total >= 80 else 3 if total >= 60 else 4
            if gates:
                grade = max(grade, _floor(assessment, county))
            tie = -9999.0 if parts[0] is None else parts[0]
            annual = ledger.loc[county, "intensity_annual.completion"]
            keys.append((grade, -total, -tie, 9999.0 if np.isnan(annual) else -float(annual)))
        all_grades.append([key[0] for key in keys])
        all_ranks.append([1 + sum(other < key for other in keys) for key in keys])
    return all_grades, all_ranks


def _floor(assessment: Assessment, county: str) -> int:
    """The best grade that the gates of the scheme's text leave open (gates.yaml, read by a person)."""
    ledger, states = assessment.ledger, assessment.states

    def missed(line: str) -> bool:
        if line == "intensity_annual" and states.loc[county, "decline_target"] != "ok":
            return False  # nobody assigned it
        return states.loc[county, f"{line}.completion"] == "ok" and ledger.loc[county, f"{line}.completion"] < 100

    def above(item: str) -> bool:
        return states.loc[county, item] == "ok" and ledger.loc[county, item] > 0

    annual, cumulative = missed("intensity_annual"), missed("intensity_cumulative")
    at_end = assessment.year == 2025
    floor = 1
    if annual:
        floor = 3
    if cumulative:
        floor = 4 if at_end else max(floor, 3)
    if annual and cumulative:
        floor = 4
    if any(missed(one) for one in ("cod", "nh3n", "nox", "voc")):
        floor = 4 if at_end else max(floor, 3)
    if above("two_high_new_unrectified") or above("major_incidents"):
        floor = max(floor, 2)
    return 4 if above("data_falsified") else floor
