"""Checks of reported figures (核对) as data: every file of config/checks. They warn and never score."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field, RootModel

from scoring.errors import SchemeError
from scoring.rules.base import Model
from scoring.scheme.dictionary import read_folder
from scoring.scheme.list_models import Identifier
from scoring.scheme.models import ItemSpec
from scoring.scheme.places import told
from scoring.scheme.reading import Reader
from scoring.scheme.spelling import nearest

PERCENT = ("%", "％")
Kinds = tuple[Literal["number", "count", "percent"], ...]


class _Check(Model):
    id: str = Identifier
    name: str = Field(min_length=1)
    clause: str = Field(min_length=1)
    source: str = Field(min_length=1)


class Fraction(_Check):
    """A percentage about a hundredth of what is usual (0.0332 for 3.32).

    within, firm_within: times off the usual size that the figure may be once it is put right, for results and for
    targets; from a usual size ``large`` on, no digits are looked at.
    """

    kind: Literal["fraction"]
    within: float = Field(gt=1, lt=10)
    firm_within: float = Field(gt=1, lt=10)
    large: float = Field(gt=0)


class Sign(_Check):
    """A fall with its sign reversed, as large as is usual within so many times; ``alone_within`` where nothing but the
    target tells. ahead: so many times the rise a county must have been ahead before, for a rise not to be believed."""

    kind: Literal["sign"]
    within: float = Field(gt=1, lt=10)
    alone_within: float = Field(gt=1, lt=10)
    ahead: float = Field(gt=0)


class Tenfold(_Check):
    """A rate ``times`` as large as is usual, and ``at_least`` so large, or so many times smaller; a target a tenth of
    the counties' within ``firm_within`` times. plan: a target for the whole plan below it is thought wrong itself."""

    kind: Literal["tenfold"]
    times: float = Field(gt=1, lt=10)
    at_least: float = Field(gt=0)
    firm_within: float = Field(gt=1, lt=10)
    plan: float = Field(ge=0)


class Scale(_Check):
    """An amount too many times larger or smaller than what belongs to it.

    close: of a total and its ceiling. over, under: of a result and its target; column: under, where all counties are;
    odd: either, of the one that is out of line with the other counties. twins, shrunk: of two figures of one thing, the
    first so many times the second, or that part of it. beyond, part: of a part and its whole, the same. others: of a
    total or target and the counties' middle one. example: of a total and the item's example. counts_from: counts below
    it are left alone.
    """

    kind: Literal["scale"]
    close: float = Field(gt=1)
    over: float = Field(gt=1)
    under: float = Field(gt=1)
    column: float = Field(gt=1)
    odd: float = Field(gt=1)
    twins: float = Field(gt=1)
    shrunk: float = Field(gt=1)
    part: float = Field(gt=1)
    beyond: float = Field(gt=1)
    others: float = Field(gt=1)
    example: float = Field(gt=1)
    counts_from: float = Field(ge=0)


class Identity(_Check):
    """(1 + growth of the input) / (1 + growth of the output) − 1 is the reported fall, negative (practice 5-21)."""

    kind: Literal["identity"]
    decline: str
    input_growth: str
    output_growth: str


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


class UnitSlip(_Check):
    """A figure about 10, 100, 1,000 or 10,000 times last year's, or that part of it; one of the two ``at_least`` so large."""

    kind: Literal["unit_slip"]
    factors: tuple[float, ...] = Field(min_length=1)
    within: float = Field(gt=0, lt=100)
    at_least: float = Field(default=0, ge=0)
    kinds: Kinds


class YearlyChange(_Check):
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


def summed_items(checks: Iterable[object]) -> frozenset[str]:
    """The items whose sum over the counties is compared with the city's own figure."""
    return frozenset(item for check in checks if isinstance(check, CitySum) for item in check.items)


CheckSpec = Fraction | Sign | Tenfold | Scale | Identity | Compound | Cumulative | UnitSlip | YearlyChange | CitySum


class CheckFile(RootModel[tuple[Annotated[CheckSpec, Field(discriminator="kind")], ...]]):
    """A file of checks: a list."""


def check_dictionary(reader: Reader, items: Mapping[str, ItemSpec]) -> tuple[CheckSpec, ...]:
    """Every check of config/checks in order; SchemeError lists all that is wrong with any of the files."""
    found: list[CheckSpec] = []
    faults: list[str] = []
    for _, root, data, file in read_folder(reader, "checks", CheckFile, "核对文件", faults):
        for place, one in enumerate(file.root):
            for field, word in _strangers(one, items):
                faults.append(told(data, (place, field), root, f"没有数据项 {word}{nearest(word, items)}"))
            found.append(one)
    if faults:
        raise SchemeError(faults)
    return tuple(found)


def _strangers(one: CheckSpec, items: Mapping[str, ItemSpec]) -> Iterator[tuple[str, str]]:
    fields = ("decline", "input_growth", "output_growth", "annual", "whole")
    named = [(field, getattr(one, field)) for field in fields if hasattr(one, field)]
    named += [("items", item) for item in one.items] if isinstance(one, CitySum) else []
    yield from ((field, word) for field, word in named if word not in items)


def applies(one: CheckSpec, items: Mapping[str, ItemSpec]) -> bool:
    """Whether a check has something to say of a scheme's items."""
    if isinstance(one, Identity):
        return one.decline in items
    if isinstance(one, Compound | Cumulative):
        return one.annual in items and one.whole in items
    if isinstance(one, CitySum):
        return any(item in items for item in one.items)
    if isinstance(one, Fraction | Sign | Tenfold):
        return any(item.kind == "percent" or item.unit in PERCENT for item in items.values())
    if isinstance(one, Scale):
        return any(item.kind in ("number", "count") for item in items.values())
    return any(item.kind in one.kinds for item in items.values())


def only_for_checks(
    checks: tuple[CheckSpec, ...], items: Mapping[str, ItemSpec], dictionary: Mapping[str, ItemSpec]
) -> dict[str, ItemSpec]:
    """The items that a scheme's checks read and the scheme itself does not; a blank of them is no fault."""
    growths = [name for one in checks if isinstance(one, Identity) for name in (one.input_growth, one.output_growth)]
    return {name: dictionary[name].model_copy(update={"optional": True}) for name in growths if name not in items}
