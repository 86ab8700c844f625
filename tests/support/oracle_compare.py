"""The program beside the second judge: every line, completion, dimension, bonus, total, gate, consequence, grade and rank of random cities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from scoring import Assessment, assess, load_scheme
from scoring.consequences import result_use
from tests.support.oracle_cities import random_city, table
from tests.support.reference_oracle import MISSING, NOT_APPLICABLE, Cell, Figures, Scheme
from tests.support.reference_oracle_city import SCHEMES, County, judge

GATES = {
    "both_intensity_missed": "A1 and A2 missed",
    "annual_missed": "A1 missed",
    "cumulative_behind": "A2 missed",
    "plan_missed": "A2 missed",
    "emission_task_missed": "pollutant missed",
    "emission_plan_missed": "pollutant missed",
    "new_violation_unrectified": "new violation",
    "major_incident": "incident",
    "falsified": "falsified",
}
"""The program's gates by the page's rows."""

STATES = {MISSING: "missing", NOT_APPLICABLE: "not_applicable"}


@dataclass(frozen=True)
class Difference:
    """Where the two do not agree; `seed` makes the city again."""

    scheme: str
    seed: int
    year: int
    county: str
    what: str
    judge: Any
    program: Any


def differences(scheme_id: str, seeds: Iterable[int]) -> list[Difference]:
    """All differences of a scheme over the cities of these seeds."""
    ours, theirs = load_scheme(scheme_id), SCHEMES[scheme_id]
    found = []
    for seed in seeds:
        city, year = random_city(seed)
        result = assess(ours, table(city, ours.items), year)
        said = judge(theirs, city, year)
        for county, what, judged, program in compared(result, theirs, city, said):
            found.append(Difference(scheme_id, seed, year, county, what, judged, program))
    return found


def compared(
    result: Assessment, scheme: Scheme, city: dict[str, Figures], said: dict[str, County]
) -> Iterator[tuple[str, str, Any, Any]]:
    """County, what, the judge's answer, the program's, where they differ."""
    dimensions = [one.id for one in result.scheme.spec.dimensions]
    scores = result.scores
    ranks = {county: None if pd.isna(rank) else int(rank) for county, rank in scores["rank"].items()}
    falls_on = consequences(result)
    cells = _Cells(result)
    for place, (county, mine) in enumerate(said.items()):
        row = _Row(cells, place)
        for line, own in mine.lines.items():
            yield from ((county, *one) for one in row.differs(line, own.points))
            if own.completion is not NOT_APPLICABLE:
                yield from ((county, *one) for one in row.differs(f"{line}.completion", own.completion))
        for dimension, points in zip(dimensions, mine.dimensions.values(), strict=True):
            yield from ((county, *one) for one in row.differs(dimension, points))
        yield from ((county, *one) for one in row.differs("total", MISSING if mine.total is None else mine.total))
        for mode, total in mine.other_totals.items():
            yield from ((county, *one) for one in row.differs(f"total_{mode}", MISSING if total is None else total))
        if mine.bonus is not None and scheme.bonus_cap:
            yield from ((county, *one) for one in row.differs("bonus", mine.bonus))
        grade = None if scores["grade"].iloc[place] == "待定" else scores["grade"].iloc[place]
        if grade != mine.grade:
            yield county, "grade", mine.grade, grade
        if ranks[county] != mine.rank:
            yield county, "rank", mine.rank, ranks[county]
        if mine.grade is not None:
            yield from ((county, *one) for one in _gates(result, row, mine))
            yield from ((county, *one) for one in _consequences(falls_on[county], mine))


def _consequences(texts: set[str], mine: County) -> Iterator[tuple[str, bool | None, bool]]:
    """What falls on one side only."""
    talked_to = any("约谈" in text for text in texts)
    if any("问责" in text for text in texts) != mine.accountable:
        yield "accountable", mine.accountable, not mine.accountable
    if talked_to != mine.talked_to:
        yield "talked to", mine.talked_to, talked_to
    if any("整改" in text for text in texts) != mine.rectify:
        yield "rectify", mine.rectify, not mine.rectify


def _gates(result: Assessment, row: _Row, mine: County) -> Iterator[tuple[str, bool, bool]]:
    """Gates that act on one side only."""
    acting: dict[str, bool] = {}
    for gate in result.scheme.spec.gates:
        name = GATES[gate.id]
        acting[name] = acting.get(name, False) or row.acts(gate.id)
    for name, acts in acting.items():
        if acts != (name in mine.gates):
            yield f"gate {name}", name in mine.gates, acts


def consequences(result: Assessment) -> dict[str, set[str]]:
    """The texts of the consequences that fall on each county."""
    uses = result_use(result)
    return {
        county: {use.consequence.text for use in uses if county in {one for one, _ in use.counties}}
        for county in result.counties
    }


class _Cells:
    """The cells of a ledger, a list a column."""

    def __init__(self, result: Assessment) -> None:
        self.values, self.states = result.ledger.to_dict("list"), result.states.to_dict("list")


@dataclass(frozen=True)
class _Row:
    """One county's cells."""

    cells: _Cells
    place: int

    def acts(self, gate: str) -> bool:
        """Whether a gate acts; one that is not of this year does not."""
        return gate in self.cells.values and self.cells.values[gate][self.place] == 1

    def differs(self, name: str, judged: Cell) -> Iterator[tuple[str, Any, Any]]:
        """The judge's and the program's answer, if they are not the same."""
        value, state = self.cells.values[name][self.place], self.cells.states[name][self.place]
        if isinstance(judged, Decimal):
            agree = state == "ok" and Decimal(repr(float(value))) == judged
        else:
            agree = state == STATES[judged]
        if not agree:
            yield name, judged, value if state == "ok" else state
