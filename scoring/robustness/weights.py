"""Sets of weights, and what the ledger makes of them: rates × weights as a matrix product, then its own tail."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np

from scoring.errors import DataError
from scoring.formula.columns import GROUP
from scoring.formula.nodes import Arithmetic, Ref
from scoring.formula.numbers import Floats
from scoring.ledger.tail import SUM
from scoring.robustness.replay import CaseChanges, CaseOutcomes, Replay
from scoring.scheme.models import Dimension


def earned_by_lines(dimension: Dimension) -> str:
    """The column of what a dimension's lines earned together."""
    return f"{dimension.id}.{'earned' if dimension.forfeit is None else SUM}"


@dataclass(frozen=True)
class Weights:
    """Points of dimensions (cases × dimensions) and of indicators (cases × indicators), one array a pool.

    Pools are the peer groups where the scheme gives points by group, else one for all.
    """

    dimensions: Floats
    lines: tuple[Floats, ...]

    def end_to_end(self) -> Floats:
        """The weights of the first case (and pool) as one array: dimensions, then lines."""
        return np.concatenate([self.dimensions[0], self.lines[0][0]])


class WeightedTail:
    """A scheme's ranked counties under other weights.

    The rates are the ledger's, unrounded; a line's points are not rounded by themselves. From the points of a
    dimension on, the ledger's own columns do the rest: what is not applicable, bonus, rounding, gates, rank.
    """

    def __init__(self, replay: Replay) -> None:
        self.replay = replay
        self.indicators = replay.assessment.scheme.indicators
        self.dimensions = replay.assessment.scheme.spec.dimensions
        starts = np.cumsum([0, *(len(one.indicators) for one in self.dimensions)]).tolist()
        self.blocks = [slice(first, last) for first, last in itertools.pairwise(starts)]
        names = [self._rate(one.id) for one in self.indicators]
        self._refuse_points_inside_rates(names)
        base = replay.base
        self.present = np.stack([base.is_number(one.id) for one in self.indicators])
        self.rates = np.where(self.present, np.stack([base.values[name] for name in names]), 0.0)
        self._shares = self.present.astype(np.float64)
        self.pools = self._pools()

    def _pools(self) -> list[tuple[int, Any]]:
        groups = self.replay.base.values[GROUP]
        if all(one.points_by_group is None for one in self.indicators):
            return [(0, slice(None))]
        return [(int(number), np.flatnonzero(groups == number)) for number in np.unique(groups)]

    def _rate(self, indicator: str) -> str:
        """The column of an indicator's unrounded rate: its points are rate × weight."""
        formula = self.replay.ledger.columns[indicator].formula
        assert isinstance(formula, Arithmetic)
        assert isinstance(formula.left, Ref)
        return formula.left.column

    def _refuse_points_inside_rates(self, rates: list[str]) -> None:
        touched = self.replay.touched(one.id for one in self.indicators)
        bound = [f"“{one.name}”" for one, rate in zip(self.indicators, rates, strict=True) if rate in touched]
        if bound:
            raise DataError(
                f"方案 {self.replay.assessment.scheme.id} 的{'、'.join(bound)}按其他指标的得分计分，权重一变得分率也变，"
                "不能变动权重分析稳健性：把权重设为不变动（distribution: none），只看数据误差"
            )

    def official(self) -> Weights:
        """The scheme's own points, as one case."""
        lines = [[[one.weight(group) for one in self.indicators]] for group, _ in self.pools]
        dimensions = [[one.points for one in self.dimensions]]
        return Weights(np.asarray(dimensions, np.float64), tuple(np.asarray(rows, np.float64) for rows in lines))

    def parameters(self, weights: Weights) -> CaseChanges:
        """The weights where the ledger reads them; every line's points are computed again from its rate."""
        parameters = {
            f"{one.id}.full": weights.dimensions[:, place : place + 1] for place, one in enumerate(self.dimensions)
        }
        values = {}
        for place, one in enumerate(self.indicators):
            if one.points_by_group is None:
                parameters[f"{one.id}.full"] = weights.lines[0][:, place : place + 1]
            else:
                own = self._product(weights, slice(place, place + 1), np.ones((1, self.replay.size)))
                values[f"{one.id}.weight"] = (own, None)
        return CaseChanges(parameters, values, {}, tuple(one.id for one in self.indicators))

    def change(self, weights: Weights) -> CaseChanges:
        """The weights, and the points that the lines of each dimension earn under them as one product."""
        plain = self.parameters(weights)
        raw = {}
        for block, dimension in zip(self.blocks, self.dimensions, strict=True):
            earned = self._product(weights, block, self.rates[block])
            name = earned_by_lines(dimension)
            raw[name] = (earned, self.replay.base.states[name])
            if self.present[block].all() and len(self.pools) == 1:
                applicable = weights.lines[0][:, block].sum(axis=1, keepdims=True)
            else:
                applicable = self._product(weights, block, self._shares[block])
            raw[f"{dimension.id}.applicable"] = (applicable, None)
        return CaseChanges(plain.parameters, plain.values, raw, plain.again)

    def _product(self, weights: Weights, block: slice, figures: Floats) -> Floats:
        if len(self.pools) == 1:
            return weights.lines[0][:, block] @ figures
        result = np.empty((len(weights.dimensions), self.replay.size))
        for own, (_, members) in zip(weights.lines, self.pools, strict=True):
            result[:, members] = own[:, block] @ figures[:, members]
        return result

    def run(self, weights: Weights) -> CaseOutcomes:
        """The grades, totals and ranking keys under each set of weights."""
        return self.replay.run(self.change(weights))
