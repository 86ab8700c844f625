"""Calibers after revisions: figures that are set against each other stand in one caliber, or it is a problem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scoring.coal import CALIBERS, same_caliber
from scoring.problems import Problem, Source
from scoring.scheme.scheme import Scheme
from scoring.vintages import Replayed

_ENERGY = {name: caliber for caliber, name in CALIBERS.items()}


def together(scheme: Scheme) -> tuple[tuple[str, ...], ...]:
    """Items that one indicator sets against each other: read by it, and of one unit (the two ends of a rate)."""
    groups = []
    for indicator in scheme.indicators:
        by_unit: dict[str, list[str]] = {}
        for item in indicator.items():
            by_unit.setdefault(scheme.items[item].unit, []).append(item)
        groups += [tuple(items) for items in by_unit.values() if len(items) > 1]
    return tuple(dict.fromkeys(groups))


def mixed_calibers(
    replayed: Replayed, groups: Sequence[Sequence[str]], names: Mapping[str, str]
) -> tuple[Problem, ...]:
    """A problem for every mixture of calibers in a county that has revised figures; both cells are named.

    Energy figures of a county must all be 当量值 or all 等价值; within a group of ``together`` any two calibers that are
    said must be the same. A figure whose caliber is not said is not judged. names: of items.
    """
    revised: dict[str, list[str]] = {}
    for county, item in replayed.in_force:
        revised.setdefault(county, []).append(item)
    words: dict[str, dict[str, str]] = {}
    for (county, item), word in replayed.calibers.items():
        words.setdefault(county, {})[item] = word
    found = []
    for county, items in revised.items():
        stated = _stated(replayed, county, words.get(county, {}))
        energy = {item: _ENERGY[caliber] for item, caliber in stated.items() if caliber in _ENERGY}
        first = next((item for item in items if item in energy), next(iter(energy), ""))
        for sentence in same_caliber({_named(replayed, county, item, names): energy[item] for item in energy}):  # type: ignore[misc]
            found.append(_problem(replayed, county, first, sentence))
        for group in groups:
            pair = _differing(stated, group, items)
            if pair:
                sentence = "，".join(f"{_named(replayed, county, one, names)}的口径是“{stated[one]}”" for one in pair)
                found.append(_problem(replayed, county, pair[0], f"放在一起比的数口径不同：{sentence}"))
    return tuple(found)


def _stated(replayed: Replayed, county: str, words: Mapping[str, str]) -> dict[str, str]:
    """The calibers said of a county's figures; only numbers count."""
    cells: dict[str, Any] = {item: replayed.table.at[county, item] for item in words}
    return {item: words[item] for item, cell in cells.items() if not isinstance(cell, str) and cell == cell}


def _differing(stated: Mapping[str, str], group: Sequence[str], revised: Sequence[str]) -> tuple[str, str] | None:
    """A revised item of the group and one whose caliber differs; two kinds of energy caliber are reported elsewhere."""
    for one in group:
        for other in group:
            if one in revised and one in stated and other in stated and stated[one] != stated[other]:
                if {stated[one], stated[other]} <= set(_ENERGY):
                    continue
                return one, other
    return None


def _named(replayed: Replayed, county: str, item: str, names: Mapping[str, str]) -> str:
    source = replayed.sources.get((county, item), Source())
    place = f"（{source}）" if str(source) else ""
    return f"“{names.get(item, item)}”{place}"


def _problem(replayed: Replayed, county: str, item: str, message: str) -> Problem:
    source = replayed.sources.get((county, item), Source())
    return Problem("error", "E_CALIBER_MIXED", county, item, message, source, "", "按考核方案的口径重新折算，两端一致")
