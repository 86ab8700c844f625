"""The figures of a study as tables, a row a county in the order of the ranking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from scoring.robustness.flips import Flip, Flips
from scoring.robustness.labels import grade_label, rank_label
from scoring.robustness.leave_out import LeftOut
from scoring.robustness.replay import Replay
from scoring.robustness.sampling import Sample
from scoring.robustness.sentences import figure_flip, sentence, weight_flip
from scoring.robustness.settings import Settings
from scoring.robustness.stress import StressCase
from scoring.robustness.weight_flips import WeightFlips
from scoring.robustness.weights import WeightedTail
from scoring.rounding import round_half_up


@dataclass(frozen=True)
class StudyFindings:
    """What a study found: the draws, ranks without each line, errors of the data, smallest changes of figures and weights."""

    sample: Sample
    left_out: LeftOut | None
    scenarios: tuple[StressCase, ...]
    flips: Flips | None
    weight_flips: WeightFlips | None


def county_table(replay: Replay, settings: Settings, findings: StudyFindings) -> pd.DataFrame:
    """The table of :class:`scoring.robustness.study.Robustness`."""
    found, scenarios = findings.sample, findings.scenarios
    tail = (1 - settings.interval / 100) / 2
    low, middle, high = (found.quantile(share) for share in (tail, 0.5, 1 - tail))
    keeps = found.same_grade / found.draws * 100
    keeps_rank = found.same_rank(replay.rank) / found.draws * 100
    reached = found.counts > 0
    following = _following(replay)
    grades, totals = replay.official("grade_ordinal"), replay.official("total")
    scheme = replay.assessment.scheme
    unit = 10.0**-scheme.spec.rounding.total
    labels = replay.assessment.filled.texts["grade"][replay.ranked]
    same_ranks = [one.sample.same_rank(replay.rank) for one in scenarios]
    rows: list[dict[str, Any]] = []
    for place, county in enumerate(replay.counties):
        after = following[place]
        gap = None if after is None else float(round_half_up(totals[place] - totals[after], scheme.spec.rounding.total))
        same = after is not None and grades[after] == grades[place]
        row: dict[str, Any] = {
            "county": county,
            "rank": int(replay.rank[place]),
            "grade": str(labels[place]),
            "total": float(totals[place]),
            "median_rank": int(middle[place]),
            "rank_low": int(low[place]),
            "rank_high": int(high[place]),
            "rank_best": int(reached[place].argmax()) + 1,
            "rank_worst": found.counts.shape[1] - int(reached[place][::-1].argmax()),
            "keeps_grade": float(keeps[place]),
            "keeps_rank": float(keeps_rank[place]),
            "error": float(np.sqrt(keeps[place] * (100 - keeps[place]) / found.draws)),
            "next": "" if after is None else replay.counties[after],
            "gap": np.nan if gap is None else gap,
            "stays_ahead": np.nan if after is None else found.ahead(place, after) * 100,
        }
        row |= _left_out(replay, findings.left_out, place)
        row |= _flipped(replay, findings.flips, findings.weight_flips, place)
        row |= _stressed(scenarios, same_ranks, place)
        grade, rank = (row[name] if scenarios else None for name in ("stress_keeps_grade", "stress_keeps_rank"))
        row["grade_label"] = grade_label(settings.grade_labels, row["keeps_grade"], grade)
        row["rank_label"] = rank_label(settings.rank_labels, row["keeps_rank"], rank, gap if same else None, unit)
        row["sentence"] = sentence(scheme, row, settings.interval)
        rows.append(row)
    order = np.argsort(replay.official("order"), kind="stable")
    return pd.DataFrame([rows[place] for place in order]).set_index("county")


def _following(replay: Replay) -> list[int | None]:
    """The first county below each one in the ranking; those tied with it are not below it."""
    order = np.argsort(replay.official("order"), kind="stable")
    result: list[int | None] = [None] * replay.size
    for index, place in enumerate(order):
        below = (int(other) for other in order[index + 1 :] if replay.rank[other] > replay.rank[place])
        result[place] = next(below, None)
    return result


def _left_out(replay: Replay, lost: LeftOut | None, place: int) -> dict[str, Any]:
    if lost is None:
        return {
            "drop_one_worst_rank": pd.NA, "drop_one_indicator": "", "drop_one_best_rank": pd.NA,
            "drop_one_best_indicator": "", "drop_one_grades": pd.NA,
        }  # fmt: skip
    ids = [one.id for one in replay.assessment.scheme.indicators]
    official = replay.rank[place]
    worst, which_worst = (int(one[place]) for one in lost.worst())
    best, which_best = (int(one[place]) for one in lost.best())
    return {
        "drop_one_worst_rank": worst,
        "drop_one_indicator": ids[which_worst] if worst > official else "",
        "drop_one_best_rank": best,
        "drop_one_best_indicator": ids[which_best] if best < official else "",
        "drop_one_grades": int(lost.grades_lost(replay.official("grade_ordinal"))[place]),
    }


def _flipped(replay: Replay, flips: Flips | None, weights: WeightFlips | None, place: int) -> dict[str, str]:
    scheme = replay.assessment.scheme

    def figure(one: Flip | None) -> str:
        return "" if one is None else figure_flip(scheme, one)

    return {
        "flip_grade": figure(flips.grade[place]) if flips else "",
        "flip_rank": figure(flips.rank[place]) if flips else "",
        "weight_flip_grade": weight_flip(scheme, weights.grade[place]) if weights else "",
        "weight_flip_rank": weight_flip(scheme, weights.rank[place]) if weights else "",
    }


def _stressed(scenarios: tuple[StressCase, ...], same_ranks: Sequence[Any], place: int) -> dict[str, Any]:
    shares_of = {
        "grade": [one.sample.same_grade[place] / one.sample.draws * 100 for one in scenarios],
        "rank": [rank[place] / one.sample.draws * 100 for one, rank in zip(scenarios, same_ranks, strict=True)],
    }
    found: dict[str, Any] = {}
    for what, shares in shares_of.items():
        lowest = int(np.argmin(shares)) if shares else -1
        found[f"stress_keeps_{what}"] = float(shares[lowest]) if shares else np.nan
        found[f"stress_worst_{what}"] = scenarios[lowest].name if shares and shares[lowest] < 100 else ""
    return found


def stress_table(
    replay: Replay, table: pd.DataFrame, scenarios: tuple[StressCase, ...], interval: float
) -> pd.DataFrame:
    """A row a scenario and county: what it is, percent that the grade holds, interval of ranks, mean rank change."""
    places = {county: place for place, county in enumerate(replay.counties)}
    order = [places[str(county)] for county in table.index]
    tail = (1 - interval / 100) / 2
    parts = []
    for one in scenarios:
        parts.append(
            pd.DataFrame(
                {
                    "scenario": one.name,
                    "what": one.what,
                    "items": one.items,
                    "county": [replay.counties[place] for place in order],
                    "keeps_grade": one.sample.same_grade[order] / one.sample.draws * 100,
                    "rank_low": one.sample.quantile(tail)[order],
                    "rank_high": one.sample.quantile(1 - tail)[order],
                    "moved": one.sample.moves(replay.rank)[order],
                }
            )
        )
    names = ["scenario", "what", "items", "county", "keeps_grade", "rank_low", "rank_high", "moved"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=names)


def left_out_table(
    replay: Replay, tail: WeightedTail | None, table: pd.DataFrame, lost: LeftOut | None
) -> pd.DataFrame:
    """Indicators × ranked counties: the rank with the line left out, 「3」, and the grade where it is another, 「3 完成」."""
    counties = [str(county) for county in table.index]
    if lost is None or tail is None:
        return pd.DataFrame(columns=counties)
    places = [replay.counties.index(county) for county in counties]
    names, official = [grade.name for grade in replay.assessment.scheme.spec.grades], replay.official("grade_ordinal")
    rows = {}
    for line, indicator in enumerate(tail.indicators):
        cells = []
        for place in places:
            grade, rank = lost.grades[line, place], int(lost.ranks[line, place])
            other = grade == grade and grade != official[place]
            cells.append(f"{rank} {names[int(grade) - 1]}" if other else f"{rank}")
        rows[indicator.id] = cells
    return pd.DataFrame.from_dict(rows, orient="index", columns=counties)
