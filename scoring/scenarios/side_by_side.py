"""The official assessment and others of the same data side by side: who moves, by what, and how far the rankings are apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from scoring.assessment import Assessment
from scoring.comparison import Comparison, compare
from scoring.errors import DataError
from scoring.scenarios.changed import Changed
from scoring.scenarios.distance import Distance, distance


@dataclass(frozen=True)
class ComparedScheme:
    """One column of the comparison: a scheme as it is, or as a scenario changed it, and what it gives."""

    name: str
    assessment: Assessment
    changed: Changed | None = None


@dataclass(frozen=True)
class ComparedResult:
    """How a county stands in one trial; None for what is pending. group_rank: among its peers, where there are groups.
    here: whether the county is in that assessment at all. places: decimals that its total is rounded to; lacking: what
    stands instead of a total (待定, 不适用), "" where there is one."""

    total: float | None
    grade: str
    rank: int | None
    group_rank: int | None = None
    here: bool = True
    places: int = 2
    lacking: str = ""

    @property
    def place(self) -> tuple[str, int | None, int | None]:
        """What a county is indifferent in."""
        return self.grade, self.rank, self.group_rank


@dataclass(frozen=True)
class CountyMove:
    """A county whose rank or grade is another one than officially. by: indicators and extras by points, the largest first."""

    county: str
    before: ComparedResult
    after: ComparedResult
    by: tuple[tuple[str, float], ...]

    @property
    def places(self) -> int | None:
        """Places up (positive) or down; None where one of the ranks is lacking."""
        if self.before.rank is None or self.after.rank is None:
            return None
        return self.before.rank - self.after.rank

    @property
    def points(self) -> float | None:
        """Points more of the total; None where one is pending."""
        if self.before.total is None or self.after.total is None:
            return None
        return self.after.total - self.before.total


@dataclass(frozen=True)
class SideBySide:
    """Trials of one data set and year; the first is the official one. counties: those of the official one in the order of
    its ranking, then those that only others have."""

    trials: tuple[ComparedScheme, ...]
    counties: tuple[str, ...]
    results: Mapping[str, tuple[ComparedResult, ...]]

    @property
    def official(self) -> ComparedScheme:
        """What the others are compared with."""
        return self.trials[0]

    @property
    def others(self) -> tuple[ComparedScheme, ...]:
        """All but the official one."""
        return self.trials[1:]

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Each of the others against the official one."""
        return tuple(compare(self.official.assessment, one.assessment) for one in self.others)

    @cached_property
    def moves(self) -> tuple[tuple[CountyMove, ...], ...]:
        """For each of the others who stands elsewhere, in the order of ``counties``."""
        return tuple(tuple(self._moves(place)) for place, _ in enumerate(self.others, 1))

    def _moves(self, place: int) -> Iterator[CountyMove]:
        comparison = self.comparisons[place - 1]
        shared = set(comparison.counties)
        for county in self.counties:
            before, after = self.results[county][0], self.results[county][place]
            if before.place != after.place:
                by = tuple(comparison.movers(county)) if county in shared and before.total is not None else ()
                named = tuple((comparison.name(part), points) for part, points in by)
                yield CountyMove(county, before, after, named)

    @property
    def indifferent(self) -> tuple[str, ...]:
        """Counties with a rank, and the same rank and grade in every trial."""
        return tuple(
            county for county in self.counties
            if self.results[county][0].rank is not None and len({one.place for one in self.results[county]}) == 1
        )  # fmt: skip

    @property
    def unranked(self) -> tuple[str, ...]:
        """Counties without a rank in at least one trial: they are in no correlation with it."""
        return tuple(county for county in self.counties if any(one.rank is None for one in self.results[county]))

    @cached_property
    def distances(self) -> tuple[Distance, ...]:
        """How far each of the others is from the official ranking."""
        ranks = [[self.results[county][place].rank for county in self.counties] for place in range(len(self.trials))]
        return tuple(distance(ranks[0], one) for one in ranks[1:])


def side_by_side(trials: Sequence[ComparedScheme]) -> SideBySide:
    """Set them side by side, the first as the official one. DataError for different years, or no county in common."""
    if len({one.assessment.year for one in trials}) > 1:
        raise DataError("并列的必须是同一个年度的")
    results = [_results(one.assessment) for one in trials]
    official = list(results[0])
    rest = list(dict.fromkeys(county for one in results[1:] for county in one if county not in results[0]))
    if results[1:] and all(set(one).isdisjoint(official) for one in results[1:]):
        raise DataError("这些方案的考核结果没有一个共同的县（市、区），不能并列：核对方案的地区")
    absent = ComparedResult(None, "", None, here=False)
    assessment = trials[0].assessment
    counties = (*(assessment.counties[place] for place in assessment.ranked), *rest)
    return SideBySide(
        tuple(trials), counties, {one: tuple(own.get(one, absent) for own in results) for one in counties}
    )


def _results(assessment: Assessment) -> dict[str, ComparedResult]:
    filled, groups = assessment.filled, bool(assessment.scheme.peer_groups)
    found = {}
    for place, county in enumerate(assessment.counties):
        total, rank = filled.text("total", place), filled.text("rank", place)
        within = filled.text("group_rank", place) if groups else None
        found[county] = ComparedResult(
            total if isinstance(total, float) else None,
            str(filled.text("grade", place)),
            int(rank) if isinstance(rank, float) else None,
            int(within) if isinstance(within, float) else None,
            places=assessment.scheme.spec.rounding.total,
            lacking=total if isinstance(total, str) else "",
        )
    return found
