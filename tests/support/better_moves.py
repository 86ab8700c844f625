"""Random moves of one figure to the better, and what they did to the county's total, grade and rank: is doing better ever punished?

A move is a certified figure that becomes better (more falls, more met, fewer violations, a smaller whole to be met, a smaller task, an
easier target). `KINDS` lists, each with its reason, in what way a better figure may cost something; what is of no kind is a fault.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

import pandas as pd

from scoring import Assessment, assess
from scoring.scheme.scheme import Scheme
from tests.support.oracle_cities import BAD_COUNTS, CEILINGS, RATES, SHARES, YES_NO, random_city, table
from tests.support.reference_oracle import POLLUTANTS, UNASSIGNED, D, Figures

MORE = (
    *(
        "decline_actual",
        "decline_cumulative",
        "renewable_power",
        "feedstock_energy",
        "listed_apart_energy",
        "growth_actual",
    ),
    *(
        "energy_total_target",
        "energy_total_target_agreed",
        "inventory_quarters",
        "statistics_quarters",
        "rectified_projects",
    ),
    *("closed_projects", "vehicles_new_energy", *(part for part, _ in SHARES), *YES_NO, *RATES),
    *(f"{one}_recognised" for one in POLLUTANTS),
    *(f"replacement_{one}" for one in POLLUTANTS),
)
"""Items of which more is better; 否 to 是 as well."""

FEWER = (
    *("decline_target", "five_year_target", "incentive_target", "energy_use", "rectification_due", "vehicles_all"),
    *(
        "two_high_new_unrectified",
        "major_incidents",
        "data_falsified",
        "coal_consumption_growth",
        "fertiliser_use_growth",
    ),
    *(*(whole for _, whole in SHARES), *BAD_COUNTS, *CEILINGS),
    *(f"{one}_assigned" for one in POLLUTANTS),
)
"""Items of which less is better: wholes of shares, tasks, targets, violations, ceilings."""

TWICE_A_PLACE = {"decline_actual", "decline_target", "decline_cumulative", "five_year_target", "incentive_target"}
RATE_ITEMS = {
    *TWICE_A_PLACE,
    *RATES,
    "growth_actual",
    "coal_consumption_growth",
    "fertiliser_use_growth",
    "pipe_leakage_value",
}
TONS = {f"{one}_{what}" for one in POLLUTANTS for what in ("recognised", "assigned")}
ENERGY = {
    "energy_use",
    "renewable_power",
    "feedstock_energy",
    "listed_apart_energy",
    "energy_total_target",
    "energy_total_target_agreed",
}

LINE_LEAVES = "line leaves"
LINE_ARRIVES = "line arrives"
RISE_ALLOWED = "target at or below 0"
TIE_BREAK = "tie by completion"

KINDS = {
    LINE_LEAVES: "the whole, share or task became 0: the line no longer applies, and its points are shared out over lines that earn a smaller part of theirs",
    LINE_ARRIVES: "an energy total target of 0 is none: above 0 the county has a target to keep, where before the line did not apply",
    RISE_ALLOWED: "the annual target became 0 or less: it is met or not, and what was earned beyond it before (bonus, completion among equals) is no more",
    TIE_BREAK: "among equals A1's completion decides; against a pace still needed (未下达) it can fall while the fall rises: with the same cumulative fall last year's end was lower; once the five-year target is reached the pace is 0 and the completion 100, where just before it was 0.01 and the completion huge",
}


@dataclass(frozen=True)
class Standing:
    """Where a county stands: total, place of the grade (1 best), rank; None while 待定."""

    total: float
    grade: int
    rank: int

    def worse_than(self, other: Standing) -> tuple[str, ...]:
        """What is worse here than there."""
        return tuple(
            name
            for name, worse in (
                ("total", self.total < other.total),
                ("grade", self.grade > other.grade),
                ("rank", self.rank > other.rank),
            )
            if worse
        )


@dataclass(frozen=True)
class Move:
    """A county's figure before and after, and what became worse by it, of which kind; "" is a fault."""

    scheme: str
    seed: int
    year: int
    county: str
    item: str
    before: Decimal
    after: Decimal
    worse: tuple[str, ...]
    kind: str


def moves(scheme: Scheme, number: int, first_seed: int = 0) -> Iterator[Move]:
    """So many moves in random cities of the scheme, ten a city."""
    seed = first_seed
    while number > 0:
        draw = Random(f"{seed} moves")
        city, year = random_city(seed)
        frame = table(city, scheme.items)
        result = assess(scheme, frame, year)
        decided = [county for county in city if standing(result, county) is not None]
        for _ in range(min(10, number) if decided else 0):
            county = draw.choice(decided)
            item, before, after = better(draw, city[county], scheme)
            changed = frame.copy()
            changed.loc[county, item] = float(after)
            yield _move(
                scheme, seed, year, county, item, before, after, result, assess(scheme, changed, year), city[county]
            )
            number -= 1
        seed += 1


def better(draw: Random, figures: Figures, scheme: Scheme) -> tuple[str, Decimal, Decimal]:
    """An item of the scheme that can become better, with its figure before and after."""
    while True:
        item = draw.choice([one for one in (*MORE, *FEWER) if one in scheme.items])
        before = figures.get(item)
        if isinstance(before, Decimal):
            after = _moved(draw, item, before, 1 if item in MORE else -1, figures)
            if after is not None and after != before:
                return item, before, after


def _moved(draw: Random, item: str, before: Decimal, sense: int, figures: Figures) -> Decimal | None:
    """The figure a small step, some steps or a long way to the better, within what it can be."""
    low, high = D(0), D(1_000_000_000)
    if item in RATE_ITEMS:
        step, low, high = D("0.01"), D(-100), D(100) if item in RATES else D("99.99")
        far = draw.choice((1, 2, 10, 100, 500))
        low = D(0) if item == "incentive_target" else low
    elif item in TONS:
        step, far = D("0.01"), draw.choice((1, 100, 20_000, 70_000))
    elif item in ENERGY:
        step, far = D("0.01"), draw.choice((1, 1_000_000, 20_000_000))
    elif item.startswith("replacement_"):
        step, far = D("0.01"), draw.choice((1, 50, 200))
    elif item in CEILINGS:
        step, far = D("0.01"), draw.choice((1, 20, 3000))
    else:
        step, far = D(1), draw.choice((1, 1, 2, 40))
        high = D(4) if item.endswith("_quarters") else D(1) if item in YES_NO else high
    for part, whole in (*SHARES, ("vehicles_new_energy", "vehicles_all")):
        limit = figures.get(whole if item == part else part)
        if not isinstance(limit, Decimal) or part in ("demo_built", "blast_furnaces_450_done"):
            continue
        if item == part:
            high = max(limit, before)  # no part is more than its whole
        elif item == whole:
            low = min(limit, before)
    return max(low, min(high, before + sense * far * step))


def standing(result: Assessment, county: str) -> Standing | None:
    """Total, grade and rank of a county; None while any is not decided."""
    row = result.scores.loc[county]
    if pd.isna(row["rank"]):
        return None
    names = [one.name for one in result.scheme.spec.grades]
    return Standing(float(row["total"]), names.index(str(row["grade"])) + 1, int(row["rank"]))


def _move(
    scheme: Scheme, seed: int, year: int, county: str, item: str, before: Decimal, after: Decimal, *rest: Any
) -> Move:
    old, new, figures = rest
    was, now = standing(old, county), standing(new, county)
    assert was is not None
    worse = ("decided",) if now is None else now.worse_than(was)
    kind = _kind(old, new, county, item, after, worse, figures) if worse else ""
    return Move(scheme.spec.id, seed, year, county, item, before, after, worse, kind)


def _kind(
    old: Assessment, new: Assessment, county: str, item: str, after: Decimal, worse: tuple[str, ...], figures: Figures
) -> str:
    """Which of KINDS a loss is of, or ""."""
    lines = [one.id for dimension in old.scheme.spec.dimensions for one in dimension.indicators]
    turns = {(old.states.loc[county, line], new.states.loc[county, line]) for line in lines}
    if ("ok", "not_applicable") in turns and item in FEWER:
        return LINE_LEAVES
    if ("not_applicable", "ok") in turns and item == "energy_total_target":
        return LINE_ARRIVES
    if item == "decline_target" and after <= 0:
        return RISE_ALLOWED
    if (
        worse == ("rank",)
        and item in ("decline_actual", "decline_cumulative")
        and figures["decline_target"] is UNASSIGNED
    ):
        return TIE_BREAK
    return ""
