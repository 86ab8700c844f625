"""The whole study: draws of weights, indicators left out, errors of the data, smallest changes, a row a county."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypedDict, Unpack

import numpy as np
import pandas as pd

from scoring.assessment import Assessment
from scoring.errors import DataError
from scoring.robustness.draws import weights_drawn
from scoring.robustness.figures import across_counties, measured
from scoring.robustness.flips import Flips, smallest_changes
from scoring.robustness.labels import definitions
from scoring.robustness.leave_out import leave_out
from scoring.robustness.replay import Replay
from scoring.robustness.sampling import Sample, sample
from scoring.robustness.settings import Distribution, Levels, Settings, load_settings
from scoring.robustness.stress import StressCase, run_stress
from scoring.robustness.table import StudyFindings, county_table, left_out_table, stress_table
from scoring.robustness.weight_flips import smallest_weight_changes
from scoring.robustness.weights import WeightedTail
from scoring.scheme.messages import validate
from scoring.scheme.models import SchemeSpec
from scoring.scheme.yaml_marks import Mark, parse_yaml

MOST_FIGURES = 12_000  # counties × measured items up to which smallest changes are looked for
MOST_STRESSED = 400_000  # counties × draws up to which errors of the data are tried
MOST_DRAWN = 1_500_000  # counties × draws that a result workbook includes unasked


@dataclass(frozen=True)
class Robustness:
    """How safe the ranks and grades of an assessment are. Official ranks and grades are as they were.

    table: index = county, ranked ones in the order of the ranking. Probabilities are in percent.
      rank, grade, total                official
      median_rank, rank_low, rank_high  of the draws; the last two bound the interval
      rank_best, rank_worst             in any draw
      keeps_grade, error                probability of the official grade; its Monte-Carlo standard error
      keeps_rank                        probability of the official rank
      next, gap, stays_ahead            the next county down, total less its total, probability to stand before it
      drop_one_worst_rank, drop_one_indicator, drop_one_best_rank, drop_one_best_indicator, drop_one_grades
                                        leaving out one indicator: worst and best rank, of which (id), and by how
                                        many of the indicators the grade would change
      flip_grade, flip_rank             the smallest change of one own figure, in words; "" where none was found
      weight_flip_grade, weight_flip_rank   the same of one weight
      stress_keeps_grade, stress_worst_grade, stress_keeps_rank, stress_worst_rank
                                        lowest probability of the grade (the rank) under an error of the data, and which
      grade_label, rank_label, sentence plain labels, each by its own probabilities; all of it in words
    rank_counts: counties × ranks, how often each was taken. stress: a row a county and scenario.
    left_out: indicators × counties, the rank without the line, with the grade where that is another one.
    """

    assessment: Assessment
    settings: Settings
    table: pd.DataFrame
    rank_counts: pd.DataFrame
    stress: pd.DataFrame
    left_out: pd.DataFrame
    flips: Flips | None
    weight_flips: Flips | None
    basis: str
    definitions: tuple[str, ...]
    notes: tuple[str, ...]
    excluded: tuple[str, ...]
    draws: int
    mean_rank_change: float

    @property
    def seed(self) -> int:
        """The seed of the draws."""
        return self.settings.seed

    @property
    def error(self) -> float:
        """The largest Monte-Carlo standard error that a probability of the table can have, in percent points."""
        return 50.0 / float(np.sqrt(self.draws))


class Changes(TypedDict, total=False):
    """Single settings that differ; None for those that do not."""

    draws: int | None
    seed: int | None
    spread: float | None
    levels: Levels | None
    distribution: Distribution | None


def robustness(assessment: Assessment, *, settings: Settings | None = None, **changes: Unpack[Changes]) -> Robustness:
    """Study an assessment; what ``changes`` does not state is as ``settings`` (or the shipped config/robustness.yaml) has it.

    Raises DataError where no county is ranked, where ranks would not fit into memory, and where a scheme's
    rates depend on points, so that weights cannot be drawn.
    """
    chosen = _settings(settings or load_settings(), changes)
    replay = Replay(assessment)
    notes = list[str]()
    if replay.excluded:
        notes.append(f"总分待定的县（市、区）没有名次，不参加分析：{'、'.join(replay.excluded)}")
    figures = measured(replay, chosen.stress.decimals)
    drawn = any(weights_drawn(assessment.scheme.spec, chosen.weights))
    tail = WeightedTail(replay) if chosen.weights.distribution != "none" else None
    if drawn and tail is not None:
        found = sample(tail, chosen.weights, chosen.seed, chosen.draws)
        notes += _notes_of_weights(assessment.scheme.spec)
        basis = f"{chosen.draws} 次抽样，{chosen.weights.say()}；加分、调整、取整、等次约束和排名每次都重算"
    else:
        stress = chosen.stress.model_copy(update={"draws": chosen.draws})
        only = run_stress(replay, figures, stress, chosen.seed, only_last=True)
        if not only:
            raise DataError("权重不变动，又没有可以变动的数据，没有什么可以分析")
        if chosen.weights.distribution != "none":
            notes.append("方案没有可以变动的权重（各类别只有一个指标，或总分取自某个类别），只看数据误差")
        found = only[0].sample
        basis = f"{chosen.draws} 次抽样，权重不变动，数据在误差内变动（{only[0].name}）；全部公式每次都重算"
    scenarios: tuple[StressCase, ...] = ()
    if len(assessment.counties) * chosen.stress.draws <= MOST_STRESSED:
        scenarios = run_stress(replay, figures, chosen.stress, chosen.seed)
    else:
        notes.append("县数较多，没有逐个部门试算数据误差")
    lost = leave_out(tail) if tail is not None else None
    flips, weight_flips = _flips(replay, tail, figures, chosen, notes)
    unit = 10.0**-assessment.scheme.spec.rounding.total
    table = county_table(replay, chosen, StudyFindings(found, lost, scenarios, flips, weight_flips))
    return Robustness(
        assessment, chosen, table, _counts(replay, found), stress_table(replay, scenarios, chosen.interval),
        left_out_table(replay, lost), flips, weight_flips, basis, definitions(chosen, unit), tuple(notes), replay.excluded, found.draws,
        float(found.moves(replay.rank).mean()),
    )  # fmt: skip


def _settings(base: Settings, changes: Changes) -> Settings:
    """The settings with what was stated in their place; checked again."""
    stated = {name: value for name, value in changes.items() if value is not None}
    changed: dict[str, Any] = base.model_dump()
    changed["weights"] |= {name: stated.pop(name) for name in ("spread", "levels", "distribution") if name in stated}
    changed |= stated
    settings, faults = validate(Settings, parse_yaml(json.dumps(changed), "选项"), Mark("选项", 1))
    if settings is None:
        raise DataError("\n".join(fault.removeprefix("选项:1 ") for fault in faults))
    return settings


def _flips(
    replay: Replay, tail: WeightedTail | None, figures: tuple[Any, ...], settings: Settings, notes: list[str]
) -> tuple[Flips | None, Flips | None]:
    if replay.size * len(figures) > MOST_FIGURES:
        notes.append("县数较多，没有找能改变等次或名次的最小变动")
        return None, None
    bound = across_counties(replay, tuple(one.item.id for one in figures))
    if bound:
        names = "、".join(replay.assessment.scheme.items[item].name for item in sorted(bound))
        notes.append(f"“{names}”同时影响其他县的得分（与各县比较计分），没有找它们的最小变动")
    flips = smallest_changes(replay, tuple(one for one in figures if one.item.id not in bound))
    if tail is None:
        return flips, None
    if len(tail.pools) > 1 or any(one.points_by_group is not None for one in tail.indicators):
        notes.append("方案按组规定分值，一项权重在各组大小不同，没有找权重的最小变动")
        return flips, None
    return flips, smallest_weight_changes(tail, settings.flips.weight_unit)


def _counts(replay: Replay, found: Sample) -> pd.DataFrame:
    ranks = pd.Index(range(1, replay.size + 1), name="rank")
    return pd.DataFrame(found.counts, pd.Index(replay.counties, name="county"), ranks).iloc[replay.order]


def _notes_of_weights(spec: SchemeSpec) -> Iterator[str]:
    """What the reader must know where weights were drawn."""
    if spec.total is not None or spec.graded_by != "total":
        yield "方案的总分或等次取自某个类别的得分，各类别的分值不是权重，没有变动；只变动类别内各指标的分值"
    if any(gate.when.indicators() for gate in spec.gates):
        yield "有的等次约束看得分，界限按方案规定的分数不变；分值变动后得分随之变动"
    yield "权重变动时用未取整的得分率乘分值，逐项得分不先取整；类别得分、总分仍按方案取整"
