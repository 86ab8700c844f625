"""What a percentage may be expected to be about: what its target, its fall, the other counties or last year say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scoring.checks.forms import compounded, median
from scoring.checks.item_check import ItemCheck, ShownFigure, Words, as_it_stands
from scoring.checks.relations import Fall, everything, falls, item_of, target_pairs, twins
from scoring.formula.nodes import Node, Number, Ref
from scoring.scheme.data_checks import PERCENT, CheckSpec
from scoring.scheme.models import ItemSpec
from scoring.scheme.scheme import Scheme


@dataclass(frozen=True)
class Usual:
    """About ``size`` is expected of an item, in its own unit; ``said`` are the words before that size.

    firm: a target does not stray far from it. near: the figures of this very county, not of others or of other years.
    """

    item: str
    size: Node
    basis: str
    firm: bool = False
    near: bool = True

    @property
    def reads(self) -> tuple[str, ...]:
        """The columns that it takes."""
        return tuple(dict.fromkeys((self.item, *self.size.references())))


def is_percent(item: ItemSpec) -> bool:
    """Whether a figure is in percent."""
    return item.kind == "percent" or item.unit in PERCENT


def is_rate(item: ItemSpec) -> bool:
    """Whether a percentage may be a rise or a fall; else it is a share of a whole."""
    return is_percent(item) and (item.kind == "percent" if item.minimum is None else item.minimum < 0)


def usuals(scheme: Scheme, year: int) -> list[Usual]:
    """What is expected of every percentage of a scheme, the more telling first."""
    items = everything(scheme)
    percents = {name for name, item in items.items() if is_percent(item)}
    targets = {item_of(one.target) for one in target_pairs(scheme, year)} | {
        name for fall in falls(scheme, year) for name in (fall.plan, fall.target)
    }
    found = [*_targets(scheme, year), *(one for fall in falls(scheme, year) for one in _fall(fall, items))]
    for one, other in twins(scheme):
        found += [Usual(one, Ref(other), _is(items, other)), Usual(other, Ref(one), _is(items, one))]
    for name in items:
        firm, example = name in targets, items[name].example
        found.append(Usual(name, median(name), "各县中位数是 ", firm, near=False))
        found.append(Usual(name, Ref(f"{name}@{year - 1}"), "上年是 ", firm, near=False))
        if isinstance(example, int | float) and example > 0:
            found.append(Usual(name, Number(float(example)), "一般约为 ", near=False))
    return [one for one in found if one.item in percents]


def _is(items: dict[str, ItemSpec], name: str) -> str:
    return f"“{items[name].name}”是 "


def _targets(scheme: Scheme, year: int) -> Iterator[Usual]:
    items = everything(scheme)
    for one in target_pairs(scheme, year):
        other = item_of(one.target)
        yield Usual(one.item, one.target, _is(items, other) if other else "目标是 ")
        if other:
            yield Usual(other, Ref(one.item), _is(items, one.item))


def _fall(fall: Fall, items: dict[str, ItemSpec]) -> Iterator[Usual]:
    plan, done = Ref(fall.plan), Ref(fall.cumulative)
    by_plan, by_done = f"按“{items[fall.plan].name}”", f"按“{items[fall.cumulative].name}”"
    if fall.target:
        target = Ref(fall.target)
        yield Usual(fall.target, compounded(plan, 1 / fall.years), f"{by_plan}每年约 ", firm=True)
        yield Usual(fall.plan, compounded(target, fall.years), f"按“{items[fall.target].name}”推算约 ", firm=True)
    if fall.annual:
        yield Usual(fall.annual, compounded(plan, 1 / fall.years), f"{by_plan}每年约 ")
    yield Usual(fall.cumulative, compounded(plan, fall.due), f"{by_plan}到本年约 ")
    yield Usual(fall.plan, compounded(done, 1 / fall.due), f"{by_done}推算约 ", firm=True)


@dataclass(frozen=True)
class Mistake:
    """What a figure looks like, and what it would become."""

    looks: str
    becomes: Node


def slip(check: CheckSpec, item: str, usual: Usual | None, fault: Node, mistake: Mistake, *reads: str) -> ItemCheck:
    """An item check of which the words say the figure, what is usual, what it looks like, and what it would become."""
    beside: tuple[str, ...] = ()
    because: Words = ()
    names = (item, *reads)
    if usual is not None:
        because = (f"；{usual.basis}", as_it_stands(usual.size))
        names = (*usual.reads, *reads)
        beside = tuple(one for one in usual.reads if "@" not in one and one != item)
    words = ("填报 ", ShownFigure(Ref(item)), f"，像是{mistake.looks}，应为 ", ShownFigure(mistake.becomes))
    brief = (ShownFigure(Ref(item)), "→", ShownFigure(mistake.becomes))
    names = tuple(dict.fromkeys(names))
    return ItemCheck(check, item, names, fault, words, because, f"像是{mistake.looks}，应为", brief, beside)
