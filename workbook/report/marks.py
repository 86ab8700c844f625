"""A ledger cell as the documents print it."""

from __future__ import annotations

from scoring.assessment import Assessment
from scoring.formula.printed import figure
from workbook.report.data import PrintedFigure


def mark(assessment: Assessment, column: str, place: int) -> PrintedFigure:
    """A ledger cell as it is printed, without its unit."""
    found = assessment.filled.text(column, place)
    if isinstance(found, str):
        return PrintedFigure(found)
    return PrintedFigure(figure(found, assessment.compiled.columns[column].places), found)
