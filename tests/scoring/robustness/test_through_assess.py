"""What the study claims, done to the figures or the scheme and scored again from the start."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from examples.build import demonstration
from scoring import Assessment, assess, load_scheme
from scoring.cases import load_cases
from scoring.ledger.fill import fill_ledger
from scoring.robustness import load_settings
from scoring.robustness.figures import measured
from scoring.robustness.flips import Flip, smallest_changes
from scoring.robustness.leave_out import leave_out
from scoring.robustness.replay import Replay
from scoring.robustness.weight_flips import smallest_weight_changes
from scoring.robustness.weights import WeightedTail
from scoring.scheme.models import SchemeSpec
from scoring.scheme.scheme import Scheme
from tests.support.cities import random_city

SCHEME = load_scheme("yuncheng-14fyp")


def table(name: str) -> Any:
    assert SCHEME.region is not None
    names = [one.name for one in SCHEME.region.counties]
    return demonstration() if name == "demonstration" else random_city(SCHEME, names, 5, missing=0.0)


@pytest.fixture(scope="module", params=["demonstration", "random"])
def city(request: pytest.FixtureRequest) -> tuple[Any, Assessment]:
    figures = table(request.param)
    return figures, assess(SCHEME, figures, 2025)


def changed(change: Any) -> Scheme:
    """The scheme with each indicator passed through ``change``; None takes it out."""
    dimensions = []
    for dimension in SCHEME.spec.dimensions:
        lines = tuple(line for line in map(change, dimension.indicators) if line is not None)
        dimensions.append(dimension.model_copy(update={"indicators": lines}))
    spec: SchemeSpec = SCHEME.spec.model_copy(update={"dimensions": tuple(dimensions)})
    return Scheme(spec, SCHEME.items, SCHEME.region, repr(spec))


def results(one: Assessment) -> tuple[list[float], list[float]]:
    frame = one.filled.frame
    return frame.values["grade_ordinal"].tolist(), frame.values["rank"].tolist()


def test_left_out_is_a_scheme_without_the_line(city: tuple[Any, Assessment]) -> None:
    """Every indicator: a scheme in which nobody is assessed on it and it gives no bonus. Those that no gate or tie names
    are also taken out of the scheme altogether.
    """
    figures, result = city
    replay = Replay(result)
    found = leave_out(WeightedTail(replay))
    named = {"intensity_annual", "intensity_cumulative", "cod", "nh3n", "nox", "voc"}
    for place, line in enumerate(SCHEME.indicators):

        def idle(one: Any, own: str = line.id) -> Any:
            return one.model_copy(update={"exempt_years": (2025,), "bonus": None}) if one.id == own else one

        def gone(one: Any, own: str = line.id) -> Any:
            return None if one.id == own else one

        for change in (idle, gone) if line.id not in named else (idle,):
            again = results(assess(changed(change), figures.loc[list(replay.counties)], 2025))
            assert (found.grades[place].tolist(), found.ranks[place].tolist()) == again, line.id


def test_changed_figures_flip_and_one_unit_less_does_not(city: tuple[Any, Assessment]) -> None:
    figures, result = city
    replay = Replay(result)
    items = measured(replay, load_settings().stress.decimals)
    units = {one.item.id: one.unit for one in items}
    found = smallest_changes(replay, items)
    tried = 0
    for criterion, flips in (("grade", found.grade), ("rank", found.rank)):
        for county, flip in zip(replay.counties, flips, strict=True):
            if flip is None:
                continue
            tried += 1
            grade, rank = _after(figures, county, flip.of, flip.after)
            official = _official(result, county)
            assert (grade, rank) == (flip.grade, flip.rank)
            assert (grade if criterion == "grade" else rank) != official[criterion == "rank"]
            unit = units[flip.of]
            less = round(flip.after - unit * (1 if flip.after > flip.before else -1), 6)
            if abs(less - flip.before) > unit / 2:
                kept = _after(figures, county, flip.of, less)
                assert kept[criterion == "rank"] == official[criterion == "rank"], (county, flip)
    assert tried > replay.size


def _official(result: Assessment, county: str) -> tuple[int, int]:
    place = result.place(county)
    both = [result.filled.frame.values[name][place] for name in ("grade_ordinal", "rank")]
    return (0, 0) if np.isnan(both).any() else (int(both[0]), int(both[1]))  # pending: no grade, no flip


def _after(figures: Any, county: str, item: str, value: float) -> tuple[int, int]:
    own = figures.copy().astype(object)
    own.loc[county, item] = value
    return _official(assess(SCHEME, own, 2025), county)


def test_no_other_figure_flips_with_less(city: tuple[Any, Assessment]) -> None:
    """Every measured figure of one county, moved by the found share of itself less one unit: nothing flips the grade."""
    figures, result = city
    replay = Replay(result)
    items = measured(replay, load_settings().stress.decimals)
    flips = smallest_changes(replay, items).grade
    place = next(place for place, flip in enumerate(flips) if flip is not None and abs(flip.after - flip.before) > 0.02)
    county, flip = replay.counties[place], flips[place]
    assert flip is not None
    share = abs(flip.after - flip.before) / abs(flip.before) if flip.before else 1.0
    for one in items:
        start = float(one.values[result.place(county)])
        if one.item.kind == "yes_no" or not start or not one.stands[result.place(county)]:
            continue
        for sign in (-1, 1):
            steps = np.ceil(abs(start) * share / one.unit - 1e-6) - 1
            moved = round(start + sign * steps * one.unit, one.decimals)
            if one.low <= moved <= one.high:
                grade = _after(figures, county, one.item.id, moved)[0]
                assert grade in (0, _official(result, county)[0]), one.item.id


def test_changed_weights_flip_and_one_unit_less_does_not(city: tuple[Any, Assessment]) -> None:
    """The changed weights typed into the compiled scheme as parameters, the ledger filled from the start. What a line takes
    or gives for each event is stated in points, so it changes with the line's points.
    """
    _, result = city
    replay = Replay(result)
    found = smallest_weight_changes(WeightedTail(replay), 0.01)
    tried = 0
    for criterion, flips in ((0, found.grade), (1, found.rank)):
        for place, flip in enumerate(flips):
            if flip is None:
                continue
            tried += 1
            official = (int(replay.official("grade_ordinal")[place]), int(replay.rank[place]))
            assert _weighed(result, replay, place, flip, flip.after) == (flip.grade, flip.rank)
            assert (flip.grade, flip.rank)[criterion] != official[criterion]
            less = round(flip.after - 0.01 * np.sign(flip.after - flip.before), 10)
            assert _weighed(result, replay, place, flip, less)[criterion] == official[criterion]
    assert tried > replay.size // 2


def _weighed(result: Assessment, replay: Replay, place: int, flip: Flip, points: float) -> tuple[int, int]:
    weights = {one.id: one.points for one in (*SCHEME.spec.dimensions, *SCHEME.indicators)}
    own = next((one for one in SCHEME.spec.dimensions if one.id == flip.of), None)
    level = (
        {one.id for one in SCHEME.spec.dimensions}
        if own
        else {one.id for one in SCHEME.dimension_of(flip.of).indicators}
    )
    total = sum(weights[one] for one in level)
    scale = (total - points) / (total - weights[flip.of])
    before = dict(weights)
    for one in level:
        weights[one] = points if one == flip.of else before[one] * scale
    if own:
        for dimension in SCHEME.spec.dimensions:
            for line in dimension.indicators:
                weights[line.id] = before[line.id] * weights[dimension.id] / before[dimension.id]
    parameters = dict(result.compiled.parameters)
    for one, value in weights.items():
        parameters[f"{one}.full"] = replace(parameters[f"{one}.full"], value=value)
        if f"{one}.each" in parameters:
            each = parameters[f"{one}.each"]
            parameters[f"{one}.each"] = replace(each, value=float(each.value) * value / before[one])
    frame = result.filled.frame
    filled = fill_ledger(
        replace(result.compiled, parameters=parameters), result.intake.values, result.intake.states,
        frame.values["county_group"], frame.lists,
    )  # fmt: skip
    at = replay.ranked[place]
    return int(filled.frame.values["grade_ordinal"][at]), int(filled.frame.values["rank"][at])


def test_a_line_left_out_takes_all_its_bonuses_along() -> None:
    """The worked example's first line has two; the second is made so large that who keeps it comes first."""
    folder = Path(__file__).resolve().parents[2] / "schemes" / "trial"
    shipped = load_scheme(folder)
    case = next(one for one in load_cases(folder / "cases.yaml") if one.name.startswith("五县全套"))
    figures = pd.DataFrame.from_dict(case.counties, orient="index", dtype=object)

    def scored(**update: Any) -> Assessment:
        first = shipped.spec.dimensions[0]
        lines = first.model_copy(
            update={"indicators": (first.indicators[0].model_copy(update=update), *first.indicators[1:])}
        )
        dimensions = (lines, *shipped.spec.dimensions[1:])
        spec = shipped.spec.model_copy(update={"bonus_cap": 100.0, "dimensions": dimensions})
        return assess(Scheme(spec, shipped.items, shipped.region, repr(spec)), figures, 2024)

    one, other = shipped.indicators[0].bonuses
    bonuses = (one, other.model_copy(update={"each": 60.0}))
    found = leave_out(WeightedTail(Replay(scored(bonus=bonuses))))
    without = results(scored(exempt_years=(2024,), bonus=None))
    assert (found.grades[0].tolist(), found.ranks[0].tolist()) == without
