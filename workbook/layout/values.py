"""What cells show of a ledger: figures or words, and the counties' codes."""

from __future__ import annotations

from typing import Any

from scoring.formula.columns import GROUP, MISSING_TEXT, NOT_APPLICABLE_TEXT, State
from workbook.layout.plan import Plan

NO_GROUP = "—"
MOST_LINES = 20_000
"""Counties × indicators beyond which sheets with a row each are left out."""


def cell_texts(assessment: Any, column_id: str) -> list[float | str]:
    """A ledger column as cells show it: numbers, words, or how the cell stands."""
    filled = assessment.filled
    if column_id in filled.texts:
        return [str(text) for text in filled.texts[column_id]]
    states = filled.frame.states[column_id]
    values: list[float | str] = filled.frame.values[column_id].tolist()
    if states is None:
        return values
    words = filled.ledger.columns[column_id].missing_text
    marks = {int(State.MISSING): words, int(State.NOT_APPLICABLE): NOT_APPLICABLE_TEXT}
    return [marks.get(int(state), value) for value, state in zip(values, states.tolist(), strict=True)]


def figure_texts(assessment: Any, item: str) -> list[float | str]:
    """An item's figures as 数据 shows them."""
    texts = cell_texts(assessment, item)
    return [NO_GROUP if one == MISSING_TEXT else one for one in texts] if item == GROUP else texts


def county_codes(plan: Plan) -> list[int]:
    """Administrative codes, or running numbers where the scheme has no region."""
    region = plan.assessment.scheme.region
    known = region.by_name if region is not None else {}
    counties = plan.assessment.counties
    if all(county in known for county in counties):
        return [int(known[county].code) for county in counties]
    return list(range(1, len(counties) + 1))


def few_lines(plan: Plan) -> bool:
    """Whether a row a county and indicator is still readable."""
    return len(plan.assessment.counties) * len(plan.assessment.scheme.indicators) <= MOST_LINES
