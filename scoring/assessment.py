"""assess(): a scheme and a table in, a filled assessment out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from scoring.causes import lacking_items
from scoring.errors import DataError
from scoring.explain import explain, without_figures
from scoring.formula.columns import ADJUSTMENTS, STATE_NAMES, State
from scoring.formula.numbers import Floats, Frame
from scoring.formula.quoted import Quoted
from scoring.formula.words import Speaker
from scoring.ledger.compile import Ledger, compile_ledger
from scoring.ledger.fill import FilledLedger, fill_ledger
from scoring.ledger.findings import findings
from scoring.ledger.intake import Intake, take_in
from scoring.lists.overlay import with_counts
from scoring.lists.rows import ListRows
from scoring.problems import Problem, Source
from scoring.scheme.scheme import Scheme


@dataclass(frozen=True)
class Adjustment:
    """One approved adjustment (核定调整): points added to or taken from a county for an indicator.

    appeal: the number of the appeal (复查编号) that it comes from, if it comes from one. document, date: of the decision.
    beyond: who allowed more points than the indicator has (超出满分). late: who allowed a date outside the calendar.
    """

    county: str
    indicator: str
    points: float
    reason: str
    approver: str
    source: Source = Source()
    appeal: str = ""
    document: str = ""
    date: str = ""
    beyond: str = ""
    late: str = ""


@dataclass(frozen=True)
class Assessment:
    """考核结果: scores, grades, ranks, the ledger they come from, how each cell stands, and the problems."""

    scheme: Scheme
    year: int
    intake: Intake
    filled: FilledLedger
    problems: tuple[Problem, ...]
    adjustments: tuple[Adjustment, ...] = ()
    sources: Mapping[tuple[str, str], Source] = field(default_factory=dict)
    reader_problems: tuple[Problem, ...] = ()
    """The problems that the reader of the table had found; ``problems`` begins with them."""
    lists: Mapping[str, ListRows] = field(default_factory=dict)
    counted: frozenset[tuple[str, str]] = frozenset()

    @property
    def counties(self) -> tuple[str, ...]:
        """Counties in the table's order."""
        return self.intake.counties

    @property
    def compiled(self) -> Ledger:
        """The compiled ledger: columns, parameters, tables."""
        return self.filled.ledger

    @property
    def index(self) -> pd.Index[Any]:
        """The counties as a DataFrame index."""
        return pd.Index(self.counties, name="county")

    @cached_property
    def ledger(self) -> pd.DataFrame:
        """Every column of the ledger; index = county. A cell without a figure is NaN (see ``states``)."""
        return pd.DataFrame({name: self._column(name) for name in self.compiled.columns}, index=self.index)

    @cached_property
    def states(self) -> pd.DataFrame:
        """How each cell of ``ledger`` stands: ok, missing or not_applicable."""
        names = np.asarray([STATE_NAMES[state] for state in sorted(State)], object)
        ok = np.full(len(self.counties), STATE_NAMES[State.OK], object)
        columns = {}
        for name in self.compiled.columns:
            states = self.filled.frame.states.get(name)
            columns[name] = ok if states is None else names[states]
        return pd.DataFrame(columns, index=self.index)

    @cached_property
    def scores(self) -> pd.DataFrame:
        """Points of every indicator and dimension, total, grade (label), rank, group_rank if there are groups; index = county."""
        names = [
            name
            for dimension in self.scheme.spec.dimensions
            for name in (*(one.id for one in dimension.indicators), dimension.id)
        ]
        names.append("total")
        figures = np.stack([self.filled.frame.values[name] for name in names], axis=1)
        result = pd.DataFrame(figures, columns=names, index=self.index)
        result["grade"] = self.filled.texts["grade"]
        result["rank"] = pd.array(self._column("rank"), dtype="Int64")
        if self.scheme.peer_groups:
            result["group_rank"] = pd.array(self._column("group_rank"), dtype="Int64")
        return result

    def _column(self, name: str) -> Any:
        return self.filled.texts[name] if name in self.filled.texts else self.filled.frame.values[name]

    @cached_property
    def ranked(self) -> tuple[int, ...]:
        """Places of counties in the order of the ranking: best first, those without a rank last, as they were given."""
        return tuple(np.argsort(self.filled.frame.values["order"], kind="stable").tolist())

    def place(self, county: str) -> int:
        """A county's position; DataError with the names there are if it is not in the table."""
        if county not in self._places:
            raise DataError(f"数据里没有“{county}”，现有：{'、'.join(self.counties[:20])}")
        return self._places[county]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {county: place for place, county in enumerate(self.counties)}

    def rows(self, places: npt.NDArray[np.intp], names: Iterable[str] | None = None) -> Frame:
        """The filled ledger of the counties at ``places``, of which one may be taken more than once. names: of which columns; all
        if left out."""
        whole = self.filled.frame
        lists = {name: {field: sums[places] for field, sums in fields.items()} for name, fields in whole.lists.items()}
        frame = Frame(len(places), whole.parameters, whole.tables, lists)
        for name in whole.values if names is None else names:
            states = whole.states[name]
            own = None if states is None else states[places]
            frame.values[name] = whole.values[name][places]
            frame.states[name] = own if own is not None and own.any() else None
        return frame

    def speaker(self, county: str) -> Speaker:
        """What says the ledger's columns in words for a county."""
        return Speaker(self._quoted, self.place(county))

    def together(self) -> Speaker:
        """What says them for all counties at once."""
        return Speaker(self._quoted, np.arange(len(self.counties)))

    @cached_property
    def _quoted(self) -> Quoted:
        return Quoted(self.compiled.columns, self.filled.frame)

    def explain(self, county: str, indicator: str | None = None) -> str:
        """Why a county has its points for an indicator (or, without one, its total, grade and rank)."""
        return explain(self, county, indicator)

    @property
    def data_sha256(self) -> str:
        """Hash of the figures used, adjustments included."""
        rows = [f"{one.county}\t{one.indicator}\t{one.points:.15g}" for one in self.adjustments]
        return hashlib.sha256("\n".join([self.intake.sha256(), *rows]).encode()).hexdigest()


@dataclass(frozen=True)
class Evidence:
    """What stands behind a table: what its reader found wrong, where each figure stood, the evidence lists by id."""

    problems: Sequence[Problem] = ()
    sources: Mapping[tuple[str, str], Source] = field(default_factory=dict)
    lists: Mapping[str, ListRows] = field(default_factory=dict)


NO_EVIDENCE = Evidence()


def assess(
    scheme: Scheme,
    table: pd.DataFrame,
    year: int,
    *,
    adjustments: Sequence[Adjustment] = (),
    evidence: Evidence = NO_EVIDENCE,
    revised: frozenset[tuple[str, str]] = frozenset(),
) -> Assessment:
    """Score every county of a table under a scheme for a year.

    table: index = county, columns = item ids; NaN is missing, 不适用… and 暂缺… are declared. A county with rows in an
    evidence list is scored by the figures counted from them, but for those (county, item) ``revised`` by a later document. Raises SchemeError for a year outside the plan, DataError for a table whose rows or columns cannot be told apart; all else
    that is wrong with the data is a Problem and leaves the county pending (待定), never a silent 0.
    """
    compile_ledger(scheme, year)  # first: a year outside the plan is the plainer message
    before, sources = evidence.problems, evidence.sources
    table, counted, wrong = with_counts(scheme, table, evidence.lists, sources, revised)
    problems = (*before, *(one for one in wrong if one not in before))
    intake = take_in(scheme, table, problems, sources)
    whole = replace(evidence, problems=problems)
    return assess_intake(scheme, intake, year, adjustments=adjustments, evidence=whole, counted=counted)


def assess_intake(
    scheme: Scheme,
    intake: Intake,
    year: int,
    *,
    adjustments: Sequence[Adjustment] = (),
    evidence: Evidence = NO_EVIDENCE,
    counted: frozenset[tuple[str, str]] = frozenset(),
) -> Assessment:
    """``assess`` for figures that were taken in before (an archive's): the same assessment, problem for problem."""
    filled = fill_intake(scheme, compile_ledger(scheme, year), intake, adjustments)
    before, sources = tuple(evidence.problems), evidence.sources
    found = (*before, *intake.problems, *findings(filled, intake, sources))
    result = Assessment(
        scheme, year, intake, filled, found, tuple(adjustments), sources, before, evidence.lists, counted
    )
    return replace(result, problems=(*found, *_unscored(result)))


def fill_intake(scheme: Scheme, ledger: Ledger, intake: Intake, adjustments: Sequence[Adjustment]) -> FilledLedger:
    """The ledger filled with figures and adjustments; nothing is looked for in it."""
    sums = {ADJUSTMENTS: {"points": _adjusted(scheme, intake.counties, adjustments)}}
    return fill_ledger(ledger, intake.values, intake.states, _groups(scheme, intake.counties), sums)


def _unscored(assessment: Assessment) -> list[Problem]:
    """Lines that cannot be scored though no item they read is missing, so that no county is pending unsaid."""
    states, found = assessment.filled.frame.states, []
    for indicator in assessment.scheme.indicators:
        lacking = states[indicator.id]
        if lacking is None:
            continue
        for place in np.flatnonzero(lacking == State.MISSING).tolist():
            speaker = assessment.speaker(assessment.counties[place])
            items = lacking_items(speaker, indicator.id)
            if any(mark is not None and mark[place] == State.MISSING for mark in map(states.get, items)):
                continue
            named = "、".join(f"“{assessment.scheme.items[item].name}”" for item in items)
            why, remedy = without_figures(assessment, indicator, speaker)
            if named:
                why, remedy = f"未填或不适用：{named}", "按数据项说明补填"
            county, item = assessment.counties[place], items[0] if items else ""
            source = assessment.sources.get((county, item), Source())
            message = f"“{indicator.name}”缺少计算需要的数（{why}），该项不计分，总分、等次待定"
            found.append(Problem("error", "E_INCOMPLETE", county, item, message, source, "", remedy))
    totals = states["total"]
    for place in [] if totals is None else np.flatnonzero(totals == State.NOT_APPLICABLE).tolist():
        county, message = assessment.counties[place], "没有适用的指标，算不出总分，不评等次，不参加排名"
        found.append(Problem("warning", "W_NO_TOTAL", county, "", message, remedy="核对申报不适用的理由"))
    return found


def _adjusted(scheme: Scheme, counties: tuple[str, ...], rows: Sequence[Adjustment]) -> Floats:
    points = np.zeros(len(counties))
    if not rows:
        return points
    places = {county: place for place, county in enumerate(counties)}
    known = {one.id for one in scheme.indicators}
    for row in rows:
        if row.county not in places or row.indicator not in known:
            raise DataError(f"核定调整写的县（市、区）或指标不存在：{row.county} {row.indicator}（{row.source}）")
        if not np.isfinite(row.points):
            raise DataError(f"核定调整的分数不是数：{row.county} {row.indicator} {row.points}（{row.source}）")
        points[places[row.county]] += row.points
    return points


def _groups(scheme: Scheme, counties: tuple[str, ...]) -> Floats:
    if scheme.region is None or not scheme.region.groups:
        return np.ones(len(counties))
    numbers = {group.id: place for place, group in enumerate(scheme.region.groups, 1)}
    known = scheme.region.by_name
    return np.asarray([numbers[known[county].group] if county in known else np.nan for county in counties], np.float64)
