"""A scheme with a scenario's changes in it: put together, validated and checked as one that was loaded."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from scoring.errors import SchemeError
from scoring.scenarios.places import NoPlace, Spot, find
from scoring.scenarios.scaling import Share, mappings, points_before, scale
from scoring.scenarios.written import Scenario, SchemeChange
from scoring.scheme.loader import scheme_of_data
from scoring.scheme.places import Loc, field_path, step_into
from scoring.scheme.plain import plain_scheme
from scoring.scheme.scheme import Scheme
from scoring.scheme.yaml_marks import Mark, MarkedDict, MarkedList

_ADDS_UP = "不符"  # in every message about points that do not add up


@dataclass(frozen=True)
class AppliedChange:
    """One change as it was made. path: whole, by ids. of: the name of what it is part of, "" for the scheme itself. before,
    after: plain data; None where nothing stood or stands."""

    path: str
    of: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Changed:
    """The scheme of a scenario, what was changed, and (按比例) what was scaled by how much."""

    scenario: Scenario
    base: Scheme
    scheme: Scheme
    applied: tuple[AppliedChange, ...]
    shares: tuple[Share, ...] = ()


def changed(base: Scheme, scenario: Scenario) -> Changed:
    """The changed scheme: a Scheme with a hash of its own. ``base`` stays as it is.

    SchemeError lists all that is wrong, with the lines of the scenario's file: paths that lead nowhere, values that the
    models refuse, points that no longer add up (both sums), whatever a loaded scheme would be refused for.
    """
    _must_come_back(base)
    data, region = _marked_scheme(base, scenario.mark)
    spots, faults = _spots(data, scenario.changes)
    if faults:
        raise SchemeError(faults)
    applied = tuple(
        AppliedChange(
            field_path(data, spot.loc, absent=spot.new),
            _name_of(data, spot.loc),
            copy.deepcopy(spot.value),
            None if change.off else change.value,
        )
        for change, spot in zip(scenario.changes, spots, strict=True)
    )
    before = points_before(data)
    fixed = _put(scenario.changes, spots)
    shares, wrong = scale(data, fixed, before) if scenario.scale else ((), [])
    if wrong:
        raise SchemeError([f"{scenario.mark} scale：{text}" for text in wrong])
    try:
        scheme = scheme_of_data(data, scenario.mark, region=region)
    except SchemeError as error:
        raise SchemeError(_with_remedy(error.messages, scenario)) from error
    return Changed(scenario, base, scheme, applied, shares)


def _name_of(data: Any, loc: Loc) -> str:
    """The name of the innermost element on the way to a place that has one."""
    found = ""
    for step in loc:
        key = step_into(data, step)
        if key is None:
            break
        data = data[key]
        found = str(data["name"]) if isinstance(data, MarkedDict) and "name" in data else found
    return found


def _with_remedy(messages: list[str], scenario: Scenario) -> list[str]:
    if scenario.scale or not any(_ADDS_UP in one for one in messages):
        return messages
    return [
        *messages,
        f"{scenario.mark} scale：分值改后加不起来；写上 scale: true，没有改的按比例折算，或把其余的也改了",
    ]


@lru_cache(maxsize=32)
def _must_come_back(base: Scheme) -> None:
    """SchemeError for a scheme that this program would put together otherwise (an archive of an older one)."""
    data, region = _marked_scheme(base, Mark(base.id, 1))
    try:
        again = scheme_of_data(data, Mark(base.id, 1), region=region)
    except SchemeError as error:
        raise SchemeError([f"方案 {base.id} 不能用来测算（用这个版本读不通）：", *error.messages]) from error
    if again.sha256 != base.sha256:
        raise SchemeError([f"方案 {base.id} 不能用来测算：是别的版本的程序存的，读出来不一样；用原来的数据和方案测算"])


def _marked_scheme(base: Scheme, mark: Mark) -> tuple[MarkedDict, MarkedDict | None]:
    plain = plain_scheme(base)
    return _marked(plain.scheme, mark), None if plain.region is None else _marked(plain.region, mark)


def _marked(value: Any, mark: Mark) -> Any:
    """Plain data with one mark everywhere."""
    if isinstance(value, dict):
        marked = MarkedDict({key: _marked(one, mark) for key, one in value.items()})
        marked.mark, marked.marks = mark, dict.fromkeys(marked, mark)
        return marked
    if isinstance(value, list):
        listed = MarkedList(_marked(one, mark) for one in value)
        listed.mark, listed.marks = mark, [mark] * len(listed)
        return listed
    return value


def _spots(data: MarkedDict, changes: Sequence[SchemeChange]) -> tuple[list[Spot], list[str]]:
    """Where each change goes, and the faults: paths that lead nowhere, or into one another."""
    spots: list[Spot] = []
    faults = []
    known: dict[tuple[Any, ...], SchemeChange] = {}
    for change in changes:
        try:
            spot = find(data, change.path)
        except NoPlace as error:
            faults.append(f"{change.mark} {change.path}：{error}")
            continue
        other = next((one for loc, one in known.items() if _within(loc, spot.loc)), None)
        if other is not None:
            faults.append(
                f"{change.mark} {change.path}：与 {other.path}（第 {other.mark.line} 行）改的是同一处；合成一条"
            )
        if change.off and spot.new:
            faults.append(f"{change.mark} {change.path}：本来就没有，不用写 off")
        known[spot.loc] = change
        spots.append(spot)
    return spots, faults


def _within(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _put(changes: Sequence[SchemeChange], spots: Sequence[Spot]) -> set[tuple[int, Any]]:
    """Make the changes; the places that they fixed, for 按比例: (id of the holder, key), and (id, None) for all of a holder."""
    fixed: set[tuple[int, Any]] = set()
    out = []
    for change, spot in zip(changes, spots, strict=True):
        if change.off:
            out.append(spot)
            continue
        value = copy.deepcopy(change.value)
        spot.holder[spot.key] = value
        spot.holder.marks[spot.key] = change.mark
        fixed.add((id(spot.holder), spot.key))
        fixed |= {(id(one), None) for one in mappings(value)}
    for spot in sorted(out, key=lambda one: one.key if isinstance(one.key, int) else 0, reverse=True):
        del spot.holder[spot.key], spot.holder.marks[spot.key]
    return fixed
