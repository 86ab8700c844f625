"""Every line that lost points, worst first: how many, target and actual, and why in words."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.assessment import Assessment
from scoring.formula.printed import figure
from workbook.report.county_parts import Loss
from workbook.report.data import LineScore
from workbook.report.targets import target_row


def losses(assessment: Assessment, place: int, lines: Sequence[LineScore]) -> tuple[Loss, ...]:
    """The losses of the county at a place; lines without points (待定, 不适用) have lost none yet."""
    found = []
    for number, (one, line) in enumerate(zip(assessment.scheme.indicators, lines, strict=True)):
        if line.mark.number is None or line.full - line.mark.number <= 1e-9:
            continue
        lost = round(line.full - line.mark.number, 10)
        target = actual = ""
        if one.target is not None and one.value is not None and f"{one.id}.completion" in assessment.compiled.columns:
            row = target_row(assessment, one, place)
            target, actual = row.target, row.actual
        found.append(Loss(number, lost, figure(lost, 2), target, actual, line.reason.rstrip("；。")))
    return tuple(sorted(found, key=lambda one: (-round(one.lost, 6), one.line)))
