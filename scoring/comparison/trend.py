"""The plan's years against its schedule: what was due each year, what was reached, what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring import energy
from scoring.assessment import Assessment
from scoring.errors import DataError
from scoring.rules.completions.progress import Progress


@dataclass(frozen=True)
class TrendPoint:
    """One county, line and year. Percent, a fall positive; None where there is no figure.

    due: the cumulative fall that the schedule asks by the end of the year. reached: the fall at its end. ahead: reached
    less due. pace: the yearly fall still needed from then on to reach the target at plan end (None in the last year).
    """

    county: str
    indicator: str
    year: int
    target: float
    due: float
    reached: float | None
    pace: float | None

    @property
    def ahead(self) -> float | None:
        """Percentage points ahead of the schedule, negative behind it."""
        return None if self.reached is None else self.reached - self.due


def trend(assessments: Sequence[Assessment]) -> tuple[TrendPoint, ...]:
    """Every county's cumulative lines over the plan years.

    assessments: of one plan, one a year, in any order; with one alone the schedule is whole and one year is reached.
    The target is the latest one told. Lines whose completion is the progress of a cumulative fall
    (``kind: progress``) are followed; counties whose target is not above 0 have no schedule. DataError for two
    assessments of one year or plans that differ.
    """
    if not assessments:
        return ()
    ordered = sorted(assessments, key=lambda one: one.year)
    years = [one.year for one in ordered]
    plans = {one.scheme.spec.period for one in ordered}
    if len(set(years)) < len(years) or len(plans) > 1:
        raise DataError("趋势要求各份结果属于同一规划期，每年一份")
    latest = ordered[-1]
    found = []
    for indicator in latest.scheme.indicators:
        rule = indicator.completion
        if not isinstance(rule, Progress):
            continue
        for county in latest.counties:
            target = _figure(latest, county, f"{indicator.id}.target")
            if target is None or not 0 < target < 100:
                continue
            for year in sorted(rule.schedule):
                own = next((one for one in ordered if one.year == year), None)
                reached = None if own is None else _figure(own, county, f"{indicator.id}.value")
                due = float(energy.scheduled_decline(target, rule.schedule[year] / 100, rule.method))
                pace = _pace(target, reached, latest.scheme.spec.period.end - year)
                found.append(TrendPoint(county, indicator.id, year, target, due, reached, pace))
    return tuple(found)


def _pace(target: float, reached: float | None, left: int) -> float | None:
    """The fall that is needed in each of the years left."""
    if reached is None or reached >= 100 or left <= 0:
        return None
    return float(energy.annual_pace(float(energy.remaining_decline(target, reached)), left))


def _figure(assessment: Assessment, county: str, column: str) -> float | None:
    values = assessment.filled.frame.values
    if county not in assessment.counties or column not in values:
        return None
    number = float(values[column][assessment.place(county)])
    return None if np.isnan(number) else number
