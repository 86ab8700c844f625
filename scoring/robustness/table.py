"""The figures of a study as tables, a row a county in the order of the ranking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from scoring.robustness.flips import Flips
from scoring.robustness.labels import label
from scoring.robustness.leave_out import LeftOut
from scoring.robustness.replay import Replay
from scoring.robustness.sampling import Sample
from scoring.robustness.sentences import figure_flip, sentence, weight_flip
from scoring.robustness.settings import Settings
from scoring.robustness.stress import StressCase
from scoring.rounding import round_half_up
from scoring.scheme.scheme import Scheme


@dataclass(frozen=True)
class StudyFindings:
    """What a study found: the draws, ranks without each line, errors of the data, smallest changes of figures and weights."""

    sample: Sample
    left_out: LeftOut | None
    scenarios: tuple[StressCase, ...]
    flips: Flips | None
    weight_flips: Flips | None


def county_table(replay: Replay, settings: Settings, findings: StudyFindings) -> pd.DataFrame:
    """The table of :class:`scoring.robustness.study.Robustness`."""
    scheme, counties, found = replay.assessment.scheme, replay.counties, findings.sample
    tail = (1 - settings.interval / 100) / 2
    keeps = found.same_grade / found.draws * 100
    reached = found.counts > 0
    grades, totals = replay.official("grade_ordinal"), replay.official("total")
    after = _following(replay)
    gaps = np.where(after < 0, np.nan, round_half_up(totals - totals[after], scheme.spec.rounding.total))
    table = pd.DataFrame(
        {
            "rank": replay.rank,
            "grade": list(map(str, replay.assessment.filled.texts["grade"][replay.ranked])),
            "total": totals,
            "median_rank": found.quantile(0.5),
            "rank_low": found.quantile(tail),
            "rank_high": found.quantile(1 - tail),
            "rank_best": reached.argmax(axis=1) + 1,
            "rank_worst": found.counts.shape[1] - reached[:, ::-1].argmax(axis=1),
            "keeps_grade": keeps,
            "keeps_rank": found.same_rank(replay.rank) / found.draws * 100,
            "error": np.sqrt(keeps * (100 - keeps) / found.draws),
            "next": ["" if other < 0 else counties[other] for other in after],
            "gap": gaps,
            "stays_ahead": [
                np.nan if other < 0 else found.ahead(place, other) * 100 for place, other in enumerate(after)
            ],
            **_left_out(replay, findings.left_out),
            **_flipped(scheme, findings, replay.size),
            **_stressed(replay, findings.scenarios),
        },
        index=pd.Index(counties, name="county"),
    )
    unit = 10.0**-scheme.spec.rounding.total
    rows = table.to_dict("records")
    table["grade_label"] = [label(settings.grade_labels, row["keeps_grade"], row["stress_keeps_grade"]) for row in rows]
    table["rank_label"] = [
        label(settings.rank_labels, row["keeps_rank"], row["stress_keeps_rank"], gap, unit)
        for row, gap in zip(rows, np.where(grades == grades[after], gaps, np.nan).tolist(), strict=True)
    ]
    table["sentence"] = [sentence(scheme, row, settings.interval) for row in rows]  # type: ignore[arg-type]
    return table.iloc[replay.order]


def _following(replay: Replay) -> npt.NDArray[np.intp]:
    """The first county below each one in the ranking, −1 where there is none; those tied with it are not below it."""
    ranks = replay.rank[replay.order]
    return np.append(replay.order, -1)[np.searchsorted(ranks, replay.rank, side="right")]


def _left_out(replay: Replay, lost: LeftOut | None) -> dict[str, Any]:
    if lost is None:
        return {
            "drop_one_worst_rank": pd.NA, "drop_one_indicator": "", "drop_one_best_rank": pd.NA,
            "drop_one_best_indicator": "", "drop_one_grades": pd.NA,
        }  # fmt: skip
    ids = np.asarray([one.id for one in replay.assessment.scheme.indicators], object)
    worst, best, counties = lost.worst(), lost.best(), np.arange(replay.size)
    lowest, highest = lost.ranks[worst, counties], lost.ranks[best, counties]
    return {
        "drop_one_worst_rank": lowest,
        "drop_one_indicator": np.where(lowest > replay.rank, ids[worst], "").tolist(),
        "drop_one_best_rank": highest,
        "drop_one_best_indicator": np.where(highest < replay.rank, ids[best], "").tolist(),
        "drop_one_grades": lost.grades_lost(replay.official("grade_ordinal")),
    }


def _flipped(scheme: Scheme, findings: StudyFindings, size: int) -> dict[str, list[str]]:
    none = Flips((None,) * size, (None,) * size)
    figures, weights = findings.flips or none, findings.weight_flips or none
    return {
        "flip_grade": [figure_flip(scheme, one) for one in figures.grade],
        "flip_rank": [figure_flip(scheme, one) for one in figures.rank],
        "weight_flip_grade": [weight_flip(scheme, one) for one in weights.grade],
        "weight_flip_rank": [weight_flip(scheme, one) for one in weights.rank],
    }


def _stressed(replay: Replay, scenarios: tuple[StressCase, ...]) -> dict[str, Any]:
    """The lowest probability of grade and rank, and the error of the data that it comes from."""
    found: dict[str, Any] = {}
    names = np.asarray([one.name for one in scenarios], object)
    for what in ("grade", "rank"):
        kept = [one.sample.same_grade if what == "grade" else one.sample.same_rank(replay.rank) for one in scenarios]
        shares = np.asarray([own / one.sample.draws * 100 for own, one in zip(kept, scenarios, strict=True)])
        lowest = shares.min(axis=0) if scenarios else np.full(replay.size, np.nan)
        found[f"stress_keeps_{what}"] = lowest
        found[f"stress_worst_{what}"] = (
            np.where(lowest < 100, names[shares.argmin(axis=0)], "").tolist() if scenarios else ""
        )
    return found


def stress_table(replay: Replay, scenarios: tuple[StressCase, ...], interval: float) -> pd.DataFrame:
    """A row a scenario and county: what it is, percent that the grade holds, interval of ranks, mean rank change."""
    order, tail = replay.order, (1 - interval / 100) / 2
    counties = [replay.counties[place] for place in order]
    parts = [
        pd.DataFrame(
            {
                "scenario": one.name,
                "what": one.what,
                "items": one.items,
                "county": counties,
                "keeps_grade": one.sample.same_grade[order] / one.sample.draws * 100,
                "rank_low": one.sample.quantile(tail)[order],
                "rank_high": one.sample.quantile(1 - tail)[order],
                "moved": one.sample.moves(replay.rank)[order],
            }
        )
        for one in scenarios
    ]
    names = ["scenario", "what", "items", "county", "keeps_grade", "rank_low", "rank_high", "moved"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=names)


def left_out_table(replay: Replay, lost: LeftOut | None) -> pd.DataFrame:
    """Indicators × ranked counties: the rank with the line left out, 「3」, and the grade where it is another, 「3 完成」."""
    counties = [replay.counties[place] for place in replay.order]
    if lost is None:
        return pd.DataFrame(columns=counties)
    names, official = [grade.name for grade in replay.assessment.scheme.spec.grades], replay.official("grade_ordinal")
    rows = {}
    for line, indicator in enumerate(replay.assessment.scheme.indicators):
        cells = []
        for place in replay.order:
            grade, rank = lost.grades[line, place], int(lost.ranks[line, place])
            other = grade == grade and grade != official[place]
            cells.append(f"{rank} {names[int(grade) - 1]}" if other else f"{rank}")
        rows[indicator.id] = cells
    return pd.DataFrame.from_dict(rows, orient="index", columns=counties)
