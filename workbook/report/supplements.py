"""What is known beyond the assessment itself, each part optional: robustness, last year, steps, consequences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from scoring.assessment import Assessment
from scoring.comparison import Comparison, why
from scoring.comparison.words import cell
from scoring.consequences import result_use
from scoring.formula.printed import figure
from scoring.improvement import ChangedFigure, ImprovementStep
from scoring.robustness.labels import NEUTRAL
from scoring.robustness.sentences import percent
from scoring.robustness.study import Robustness
from workbook.documents.text import clean
from workbook.report.county_parts import Before
from workbook.report.data import AdvisedChange, GradeUse, Safety
from workbook.report.marks import mark

MOST_BARS = 40  # ranks that a drawing shows one by one
_ALONE = "没有一项数据单独改动就能达到"


@dataclass(frozen=True)
class Supplements:
    """Blocks by county. An empty mapping leaves its block out of every document."""

    steps: Mapping[str, tuple[AdvisedChange, ...]] = field(default_factory=dict)
    safety: Mapping[str, Safety] = field(default_factory=dict)
    changes: Mapping[str, str] = field(default_factory=dict)
    safety_notes: tuple[str, ...] = ()
    change_notes: tuple[str, ...] = ()
    last: Mapping[str, Before] = field(default_factory=dict)
    last_year: str = ""


NOTHING = Supplements()


def supplements(
    robustness: Robustness | None = None,
    comparison: Comparison | None = None,
    improvement: Sequence[ImprovementStep] = (),
) -> Supplements:
    """What the core found, as the documents and the page show it."""
    return Supplements(
        steps={one.county: found for one in improvement if (found := _steps(one))},
        safety={} if robustness is None else _safety(robustness),
        changes={} if comparison is None else {one: why(comparison, one) for one in comparison.counties},
        safety_notes=() if robustness is None else _safety_notes(robustness),
        change_notes=() if comparison is None else _change_notes(comparison),
        last={} if comparison is None else _last(comparison),
        last_year="" if comparison is None else f"{comparison.last.year}年度",
    )


def _last(found: Comparison) -> dict[str, Before]:
    """Rank, grade and total that each county had in the result compared with."""
    last = found.last
    return {
        county: Before(
            mark(last, "rank", place).text, str(last.filled.text("grade", place)), mark(last, "total", place).text
        )
        for place, county in enumerate(last.counties)
    }


def grade_uses(assessment: Assessment) -> tuple[GradeUse, ...]:
    """What follows by the scheme's clauses, and for whom; empty where the scheme says nothing of it."""
    return tuple(
        GradeUse(
            causes=one.cause,
            counties=tuple(map(clean, one.names)),
            text=one.consequence.text,
            clause=one.consequence.clause,
            kind=one.consequence.kind,
            within=one.consequence.within,
            design=one.consequence.design,
        )
        for one in result_use(assessment)
    )


def _steps(one: ImprovementStep) -> tuple[AdvisedChange, ...]:
    """Each single change once, with all that it reaches; a goal that no single change reaches is said to be so."""
    if one.pending:
        return (AdvisedChange("总分、等次、名次待定", f"先补报：{'、'.join(one.pending)}"),)
    goals: list[tuple[str, tuple[ChangedFigure, ...]]] = []
    if one.grade_goal is not None:
        goals.append((f"等次到“{one.grade_goal.aim}”", one.grade_goal.changes))
    goals += [(f"解除等次约束“{hold.name}”", hold.changes) for hold in one.holds]
    if one.rank_goal is not None:
        goals.append((f"名次到第 {one.rank_goal.aim} 名或更前", one.rank_goal.changes))
    if one.valuable:
        goals.append(("单项增分最多", one.valuable))
    reached: dict[tuple[str, float], tuple[list[str], ChangedFigure]] = {}
    for goal, changes in goals:
        for change in changes:
            reached.setdefault((change.item.id, change.after), ([], change))[0].append(goal)
    alone = [AdvisedChange(goal, _ALONE) for goal, changes in goals if not changes]
    return (*(_step("，".join(names), change) for names, change in reached.values()), *alone)


def _step(goal: str, change: ChangedFigure) -> AdvisedChange:
    unit = change.item.unit
    worth = abs(change.worth) < 1e-9
    sign = "+" if change.worth > 0 else "−"
    return AdvisedChange(
        goal,
        f"{change.item.name} {cell(change.before, unit)} → {cell(change.after, unit)}",
        "总分不变" if worth else f"总分 {sign}{figure(abs(change.worth), 2)}",
        f"{change.grade}" + (f"、第 {change.rank} 名" if change.rank is not None else ""),
    )


def _safety(found: Robustness) -> dict[str, Safety]:
    rows: dict[str, Safety] = {}
    ranks = [int(rank) for rank in found.rank_counts.columns]
    drawn = found.rank_counts.loc[found.table.index].to_numpy()
    for place, (county, row) in enumerate(found.table.iterrows()):
        counts = [(rank, int(times)) for rank, times in zip(ranks, drawn[place].tolist(), strict=True) if times]
        rows[str(county)] = Safety(
            grade_label=str(row["grade_label"]),
            rank_label=str(row["rank_label"]),
            median=str(int(row["median_rank"])),
            low=int(row["rank_low"]),
            high=int(row["rank_high"]),
            best=int(row["rank_best"]),
            worst=int(row["rank_worst"]),
            keeps_grade=_keeps(float(row["keeps_grade"]), float(row["stress_keeps_grade"])),
            keeps_rank=_keeps(float(row["keeps_rank"]), float(row["stress_keeps_rank"])),
            grade_share=float(np.nanmin([row["keeps_grade"], row["stress_keeps_grade"]])),
            rank_share=float(np.nanmin([row["keeps_rank"], row["stress_keeps_rank"]])),
            sentence=str(row["sentence"]),
            counts=tuple(counts) if len(counts) <= MOST_BARS else (),
        )
    return rows


def _keeps(weights: float, stress: float) -> str:
    """Both probabilities where an error of the data is the greater danger: the page must not show the better one alone."""
    if not stress < weights:
        return percent(weights)
    return f"{percent(weights)}；有数据误差时 {percent(stress)}"


def _safety_notes(found: Robustness) -> tuple[str, ...]:
    basis = f"{found.basis}；随机数种子 {found.seed}；概率的抽样误差不超过 {figure(found.error, 1)} 个百分点"
    return (basis, *found.definitions, *found.notes, NEUTRAL)


def _change_notes(found: Comparison) -> tuple[str, ...]:
    kind = "同一年度的前后两次结果" if found.revision else f"{found.last.year} 年度与 {found.this.year} 年度"
    notes = [f"对比的是{kind}"]
    notes += [f"只在这次结果里有：{'、'.join(found.only_this)}"] if found.only_this else []
    notes += [f"只在上次结果里有：{'、'.join(found.only_last)}"] if found.only_last else []
    return tuple(notes)
