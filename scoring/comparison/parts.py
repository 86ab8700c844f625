"""What a total is made of, read from the ledger, so that the parts add up to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from scoring.assessment import Assessment
from scoring.formula.numbers import Floats, value

EXTRAS = {
    "bonus": "加分",
    "deduction": "扣分",
    "forfeit": "大项计0分",
    "adjustment": "核定调整",
    "reweighting": "不适用指标折算",
    "aggregation": "取低分或年度合成",
    "rounding": "总分取整",
}
"""The parts of a total beside the points of its indicators, with their names."""


@dataclass(frozen=True)
class TotalParts:
    """Arrays over counties. Σ ``points`` + Σ ``extras`` = ``total`` wherever there is a total (else NaN).

    points: by indicator; 0 where the county has none (not applicable, missing). extras: by the keys of EXTRAS;
    forfeit: the points of lines whose dimension counts 0;
    reweighting: what the dimensions hold beyond their indicators' points, their rounding included; aggregation: what
    taking the least of several dimensions, or blending years, changes; rounding: printed total less the unrounded.
    """

    points: Mapping[str, Floats]
    extras: Mapping[str, Floats]
    total: Floats


def parts_of(assessment: Assessment) -> TotalParts:
    """The parts of every county's total."""
    frame, columns = assessment.filled.frame, assessment.compiled.columns
    points = {one.id: np.nan_to_num(frame.values[one.id]) for one in assessment.scheme.indicators}
    total = frame.values["total"]
    summed = np.sum(list(points.values()), axis=0)
    none = np.zeros(len(assessment.counties))
    bonus = frame.values.get("bonus", none)
    deduction = frame.values.get("deduction", none)
    adjustment = frame.values["adjustment"]
    forfeit = none - sum(
        (
            np.where(frame.values[f"{one.id}.forfeit"] == 1, np.nan_to_num(frame.values[f"{one.id}.sum"]), 0.0)
            for one in assessment.scheme.spec.dimensions
            if one.forfeit is not None
        ),
        start=none,
    )
    base = frame.values["total.base"]
    base = np.where(np.isnan(base), summed, base)
    formula = columns["total"].formula
    assert formula is not None
    with np.errstate(all="ignore"):
        unrounded = np.broadcast_to(np.asarray(value(formula, frame), np.float64), total.shape)
    extras = {
        "bonus": bonus,
        "deduction": deduction,
        "forfeit": forfeit,
        "adjustment": adjustment,
        "reweighting": base - summed - forfeit,
        "aggregation": unrounded - (base + bonus + deduction + adjustment),
        "rounding": total - unrounded,
    }
    lacking = np.isnan(total)
    # Float noise of the differences is dropped far below any place that a scheme prints.
    return TotalParts(
        points, {name: np.where(lacking, np.nan, np.round(part, 10)) for name, part in extras.items()}, total
    )


def full_points(assessment: Assessment, name: str) -> Floats:
    """The full points of an indicator (a peer group's own where it has them) or a dimension, county by county."""
    frame = assessment.filled.frame
    if f"{name}.weight" in frame.values:
        return frame.values[f"{name}.weight"]
    return np.full(len(assessment.counties), frame.parameter(f"{name}.full"))
