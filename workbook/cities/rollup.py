"""All cities together: ranks over all counties of one scheme, what was lost where, what is still to be done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scoring.formula.downwards import competition_rank
from scoring.scheme.canonical import sha256
from workbook.cities.record import CityRecord, CountyLine, Lost, Scored

MOST_LINES = 5
"""Lines of a city that are listed as those that cost most."""


@dataclass(frozen=True)
class PlacedCounty:
    """A county with its city and its rank over all counties scored alike; None without a rank."""

    city: Scored
    county: CountyLine
    rank: int | None


@dataclass(frozen=True)
class IndicatorLoss:
    """What was lost on an indicator in all cities of a group; worst: the city that lost most a county, and how much."""

    lost: Lost
    worst: str
    worst_average: float


@dataclass(frozen=True)
class CityGroup:
    """Cities of one scheme, rules and year alike: only they are ranked and added up together."""

    cities: tuple[Scored, ...]

    @property
    def title(self) -> str:
        """「方案名（编号，版本 1），2025年度，3 个市」"""
        one = self.cities[0]
        return (
            f"{one.scheme_title}（{one.scheme_id}，版本 {one.scheme_version}），{one.year}年度，{len(self.cities)} 个市"
        )

    @cached_property
    def counties(self) -> tuple[PlacedCounty, ...]:
        """Best first; those without a rank last, by city."""
        every = [(city, county) for city in self.cities for county in city.counties]
        ranked = [one for one in every if one[1].keys]
        ranks = _ranks([county.keys for _, county in ranked])
        order = sorted(range(len(ranked)), key=lambda place: ranks[place])
        placed = [PlacedCounty(*ranked[place], ranks[place]) for place in order]
        return (*placed, *(PlacedCounty(*one, None) for one in every if not one[1].keys))

    @cached_property
    def lines(self) -> tuple[IndicatorLoss, ...]:
        """Every indicator, the one that cost most first."""
        found: dict[str, list[tuple[Scored, Lost]]] = {}
        for city in self.cities:
            for one in city.losses:
                found.setdefault(one.id, []).append((city, one))
        return tuple(sorted(map(_line, found.values()), key=lambda one: -round(one.lost.lost, 9)))


@dataclass(frozen=True)
class RollUp:
    """name: of the folder. records: cities that were scored, by name. failed: those that were not, with why. versions: the program
    and its packages, as results name them. options: name → value, as results say them."""

    name: str
    records: tuple[CityRecord, ...]
    failed: tuple[tuple[str, str], ...]
    passed: tuple[tuple[str, str], ...]
    versions: Mapping[str, str]
    options: Mapping[str, str]

    @property
    def cities(self) -> tuple[Scored, ...]:
        """Those that were scored."""
        return tuple(one.city for one in self.records)

    @cached_property
    def groups(self) -> tuple[CityGroup, ...]:
        """Cities by scheme and year, the largest group first."""
        found: dict[tuple[str, int], list[Scored]] = {}
        for one in self.cities:
            found.setdefault((one.scheme_sha256, one.year), []).append(one)
        return tuple(CityGroup(tuple(same)) for same in sorted(found.values(), key=lambda one: -len(one)))

    @property
    def seal(self) -> str:
        """One hash over all results: SHA-256 of their hashes, sorted, one a line."""
        return seal_of(one.result_sha256 for one in self.records)

    @property
    def remark(self) -> str:
        """The labels that the cities' figures carry, each once."""
        return "；".join(dict.fromkeys(one.remark for one in self.cities if one.remark))

    @property
    def errors(self) -> bool:
        """Whether a city was not scored, or the data of one has errors."""
        return bool(self.failed) or any(one.errors for one in self.cities)


def seal_of(hashes: Iterable[str]) -> str:
    """SHA-256 of hashes (hexadecimal), sorted, each with a line feed after it."""
    return sha256("".join(f"{one}\n" for one in sorted(hashes)))


def costliest(city: Scored) -> list[Lost]:
    """The lines that cost a city most, of those that cost anything."""
    ordered = sorted(city.losses, key=lambda one: -round(one.lost, 9))
    return [one for one in ordered[:MOST_LINES] if one.losers]


def average(figures: Sequence[float]) -> float | None:
    """Of what there is."""
    return sum(figures) / len(figures) if figures else None


def _ranks(keys: Sequence[tuple[float, ...]]) -> list[int]:
    """1, 1, 3, by the keys that each city's ledger ranks by."""
    if not keys:
        return []
    return [int(one) for one in competition_rank(list(np.asarray(keys, np.float64).T))]


def _line(own: Sequence[tuple[Scored, Lost]]) -> IndicatorLoss:
    lost = own[0][1].model_copy(
        update={
            "counties": sum(one.counties for _, one in own),
            "losers": sum(one.losers for _, one in own),
            "lost": sum(one.lost for _, one in own),
        }
    )
    city, worst = max(own, key=lambda one: round(one[1].each, 9))
    return IndicatorLoss(lost, city.name if worst.losers else "", worst.each)
