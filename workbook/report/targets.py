"""The table of targets (目标、实际、结果) of a circular: indicators whose target is each county's own."""

from __future__ import annotations

from scoring.assessment import Assessment
from scoring.formula.columns import State
from scoring.scheme.models import Indicator
from workbook.documents.text import clean
from workbook.report.data import TargetRow, TargetTable

UNSET, ROSE = "未下达", "不降反升"
"""A target that nobody set: neither met nor missed. What was to fall and went up."""
OWN = ("own", "adjusted_total", "share_of_total", "range")


def target_tables(assessment: Assessment) -> tuple[TargetTable, ...]:
    """One table an indicator whose target is a county's own figure; none where the scheme has no such line."""
    gated = {name for gate in assessment.scheme.spec.gates for name in gate.when.completions()}
    found = []
    for one in assessment.scheme.indicators:
        if one.target is None or one.completion is None or one.value is None or kind(one.target) not in OWN:
            continue
        if not {f"{one.id}.{part}" for part in ("value", "target", "completion")} <= set(assessment.compiled.columns):
            continue
        rows = tuple(target_row(assessment, one, place) for place in range(len(assessment.counties)))
        block = [dimension.id for dimension in assessment.scheme.spec.dimensions].index(
            assessment.scheme.dimension_of(one.id).id
        )
        found.append(TargetTable(one.id, one.name, one.unit, one.id in gated, block, rows))
    return tuple(found)


def kind(part: object) -> str:
    """The ``kind`` that a part of a scheme was written with."""
    return str(getattr(part, "kind", ""))


def target_row(assessment: Assessment, one: Indicator, place: int) -> TargetRow:
    """A county's line. A target that nobody set, for which the scheme has a stand-in, is 未下达, and no result follows."""
    speaker = assessment.speaker(assessment.counties[place])
    target, actual = (speaker.cell(f"{one.id}.{part}") for part in ("target", "value"))
    result = _result(assessment, one, place)
    if _stands_in(assessment, one, place):
        target, result = UNSET, result if result == ROSE else ""
    return TargetRow(clean(assessment.counties[place]), target, actual, result)


def _stands_in(assessment: Assessment, one: Indicator, place: int) -> bool:
    item = getattr(one.target, "item", "")
    if getattr(one.target, "fallback", None) is None or item not in assessment.intake.states:
        return False
    states = assessment.intake.states[item]
    return states is not None and states[place] != State.OK


def _rose(assessment: Assessment, one: Indicator, place: int) -> bool:
    """Whether what was to fall went up: a decline below zero."""
    falls = kind(one.completion) == "progress" or bool(getattr(one.completion, "rise", False))
    value = assessment.filled.frame.values[f"{one.id}.value"][place]
    return falls and one.unit == "%" and bool(value < 0)


def _result(assessment: Assessment, one: Indicator, place: int) -> str:
    """完成 or 未完成 by the printed completion, a rise named as one; what was waived or lacks a figure is marked."""
    values, states = assessment.filled.frame.values, assessment.filled.frame.states
    waived = f"{one.id}.waived"
    if waived in values and values[waived][place] == 1:
        return "免予考核"
    column = f"{one.id}.completion"
    stands = states[column]
    if stands is not None and stands[place] != State.OK:
        return assessment.speaker(assessment.counties[place]).cell(column)
    printed = float(values[column][place])
    met = printed <= 0 if kind(one.completion) == "over_run" else printed >= 100
    if _rose(assessment, one, place):
        return ROSE
    return "完成" if met else "未完成"
