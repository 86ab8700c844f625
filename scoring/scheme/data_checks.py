"""Checks of reported figures (核对) as data: every file of config/checks. They warn and never score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field, RootModel

from scoring.errors import SchemeError
from scoring.rules.base import Model
from scoring.scheme.dictionary import read_folder
from scoring.scheme.models import ItemSpec
from scoring.scheme.places import field_path, mark_of
from scoring.scheme.reading import Reader
from scoring.scheme.spelling import nearest
from scoring.scheme.yaml_marks import MarkedList

Kinds = tuple[Literal["number", "count", "percent"], ...]


class _Check(Model):
    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str = Field(min_length=1)
    clause: str = Field(min_length=1)
    source: str = Field(min_length=1)


class Identity(_Check):
    """(1 + growth of the input) / (1 + growth of the output) − 1 is the reported fall, negative (practice 5-21)."""

    kind: Literal["identity"]
    decline: str
    input_growth: str
    output_growth: str
    tolerance: float = Field(gt=0)


class Compound(_Check):
    """The annual targets of the plan's years, one upon the other, reach the target of the whole plan."""

    kind: Literal["compound"]
    annual: str
    whole: str
    tolerance: float = Field(ge=0)


class Cumulative(_Check):
    """The fall since the base year is last year's fall and this year's, one upon the other."""

    kind: Literal["cumulative"]
    annual: str
    whole: str
    tolerance: float = Field(gt=0)


class UnitSlip(_Check):
    """A figure about 10, 1,000 or 10,000 times last year's, or that part of it."""

    kind: Literal["unit_slip"]
    factors: tuple[float, ...] = Field(min_length=1)
    within: float = Field(gt=0, lt=100)
    kinds: Kinds


class Change(_Check):
    """A figure more than ``most`` percent off last year's, where one of the two is ``at_least`` so large."""

    kind: Literal["change"]
    most: float = Field(gt=0)
    at_least: float = Field(ge=0)
    kinds: Kinds


class CitySum(_Check):
    """The counties' figures add up to the city's own, within ``tolerance`` percent."""

    kind: Literal["city_sum"]
    items: tuple[str, ...] = Field(min_length=1)
    tolerance: float = Field(ge=0)


CheckSpec = Identity | Compound | Cumulative | UnitSlip | Change | CitySum


class CheckFile(RootModel[tuple[Annotated[CheckSpec, Field(discriminator="kind")], ...]]):
    """A file of checks: a list."""


def check_dictionary(reader: Reader, items: Mapping[str, ItemSpec]) -> tuple[CheckSpec, ...]:
    """Every check of config/checks in order; SchemeError lists all that is wrong with any of the files."""
    found: list[CheckSpec] = []
    faults: list[str] = []
    for _, root, data, file in read_folder(reader, "checks", CheckFile, MarkedList, "核对文件", faults):
        for place, one in enumerate(file.root):
            for field, word in _strangers(one, items):
                loc = (place, field)
                said = f"没有数据项 {word}{nearest(word, items)}"
                faults.append(f"{mark_of(data, loc, root)} {field_path(data, loc)}：{said}")
            found.append(one)
    if faults:
        raise SchemeError(faults)
    return tuple(found)


def _strangers(one: CheckSpec, items: Mapping[str, ItemSpec]) -> Iterator[tuple[str, str]]:
    fields = ("decline", "input_growth", "output_growth", "annual", "whole")
    named = [(field, getattr(one, field)) for field in fields if hasattr(one, field)]
    named += [("items", item) for item in one.items] if isinstance(one, CitySum) else []
    yield from ((field, word) for field, word in named if word not in items)


def applicable(checks: tuple[CheckSpec, ...], items: Mapping[str, ItemSpec]) -> tuple[CheckSpec, ...]:
    """The checks that have something to say of a scheme's items."""
    return tuple(one for one in checks if _applies(one, items))


def _applies(one: CheckSpec, items: Mapping[str, ItemSpec]) -> bool:
    if isinstance(one, Identity):
        return one.decline in items
    if isinstance(one, Compound | Cumulative):
        return one.annual in items and one.whole in items
    if isinstance(one, CitySum):
        return any(item in items for item in one.items)
    return any(item.kind in one.kinds for item in items.values())


def only_for_checks(
    checks: tuple[CheckSpec, ...], items: Mapping[str, ItemSpec], dictionary: Mapping[str, ItemSpec]
) -> dict[str, ItemSpec]:
    """The items that a scheme's checks read and the scheme itself does not; a blank of them is no fault."""
    wanted = [name for one in checks if isinstance(one, Identity) for name in (one.input_growth, one.output_growth)]
    return {name: dictionary[name].model_copy(update={"optional": True}) for name in wanted if name not in items}
