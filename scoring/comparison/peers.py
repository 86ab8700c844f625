"""A county against its peer group and the city: points, rates, who leads and who lags on each line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from scoring.assessment import Assessment
from scoring.comparison.parts import full_points
from scoring.formula.columns import GROUP
from scoring.formula.numbers import Floats


@dataclass(frozen=True)
class PeerLine:
    """An indicator or a dimension of the point table, with its leaders and laggards by rate.

    leaders, laggards: names in the table's order, all that tie; both empty where nobody has points, laggards empty
    where all have the same rate.
    """

    id: str
    name: str
    is_dimension: bool
    points: float
    city_points: float
    city_rate: float
    leaders: tuple[str, ...]
    best_rate: float
    laggards: tuple[str, ...]
    worst_rate: float


@dataclass(frozen=True)
class Peers:
    """points, rates: index = county, a column a line (dimensions after their indicators), NaN where there are none.

    Rates are points over full points, so that groups with other points can be compared. group_points, group_rates:
    means over the county's own peer group, itself included; groups: the name of each county's group, "" without.
    """

    lines: tuple[PeerLine, ...]
    points: pd.DataFrame
    rates: pd.DataFrame
    group_points: pd.DataFrame
    group_rates: pd.DataFrame
    groups: pd.Series[str]


def against_peers(assessment: Assessment) -> Peers:
    """Every county against its group and the city. Means leave out those without points (missing, not applicable)."""
    names: list[tuple[str, str, bool, float]] = []
    for dimension in assessment.scheme.spec.dimensions:
        names += [(one.id, one.name, False, one.points) for one in dimension.indicators]
        names.append((dimension.id, dimension.name, True, dimension.points))
    index = assessment.index
    values = assessment.filled.frame.values
    points = pd.DataFrame({name: values[name] for name, *_ in names}, index)
    full = {name: full_points(assessment, name) for name, *_ in names}
    with np.errstate(all="ignore"):
        rates = pd.DataFrame(
            {name: np.where(full[name] > 0, values[name] / full[name], np.nan) for name in full}, index
        )
    numbers = values[GROUP]
    lines = tuple(_line(one, points, rates) for one in names)
    return Peers(
        lines, points, rates, _group_means(points, numbers), _group_means(rates, numbers), _names(assessment, numbers)
    )


def _group_means(table: pd.DataFrame, numbers: Floats) -> pd.DataFrame:
    """Each county's row holds the means of its group; a county without a group is its own."""
    own = np.where(np.isnan(numbers), -1.0 - np.arange(len(numbers)), numbers)
    return table.groupby(own).transform("mean")


def _names(assessment: Assessment, numbers: Floats) -> pd.Series[str]:
    region = assessment.scheme.region
    names = [] if region is None else [group.name for group in region.groups]
    own = ["" if np.isnan(one) or not names else names[int(one) - 1] for one in numbers]
    return pd.Series(own, assessment.index, dtype=object)


def _line(one: tuple[str, str, bool, float], points: pd.DataFrame, rates: pd.DataFrame) -> PeerLine:
    name, title, is_dimension, full = one
    rate = rates[name].round(6)
    best, worst = rate.max(), rate.min()
    leaders = tuple(map(str, rate.index[rate == best]))
    laggards = tuple(map(str, rate.index[rate == worst])) if worst < best else ()
    return PeerLine(
        name, title, is_dimension, full, float(points[name].mean()), float(rates[name].mean()), leaders, float(best),
        laggards, float(worst),
    )  # fmt: skip
