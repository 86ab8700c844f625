"""Amounts and counts in a wrong unit: 吨 for 万吨, 千克 for 吨, a decimal point astray, told by what belongs to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scoring.checks.forms import NO, YES, all_of, any_of, between, median, most, power_of_ten, where
from scoring.checks.item_check import ItemCheck, ShownFigure, as_it_stands
from scoring.checks.relations import everything, item_of, shares, target_pairs, twins
from scoring.checks.usual import is_percent
from scoring.formula.nodes import Extreme, If, Node, Not, Number, Ref
from scoring.scheme.data_checks import Scale
from scoring.scheme.models import ItemSpec
from scoring.scheme.scheme import Scheme

_LOOKS = "像是单位或小数点错位"


@dataclass(frozen=True)
class _Pair:
    """Two amounts that belong together: the first is at least ``low`` and at most ``high`` times the second.

    at_most: how many times as large as the second the first is at the very most, once its unit is right; None: about
    as large. other: the second's item, where it may be the wrong one of the two. result: the first is what a county
    did of the second.
    """

    item: str
    second: Node
    intro: str
    low: float
    high: float
    at_most: float | None = None
    other: str = ""
    result: bool = False

    def turned(self, name: str) -> _Pair:
        """The same pair, told of the second."""
        at_most = None if self.at_most is None else 10 / self.at_most
        return _Pair(self.other, Ref(self.item), f"“{name}”是 ", 1 / self.high, 1 / self.low, at_most, self.item)


def item_checks_of(check: Scale, scheme: Scheme, year: int) -> Iterator[ItemCheck]:
    items = {name: item for name, item in everything(scheme).items() if not is_percent(item) and item.kind != "yes_no"}
    yield from _all(check, items, _target_pairs(check, scheme, year))
    totals = {name for one in target_pairs(scheme, year) if one.close for name in (one.item, item_of(one.target))}
    for name in (name for name in items if name in totals):
        example = items[name].example
        if isinstance(example, int | float) and example > 0:
            yield from _by_example(check, name, float(example))
    yield from _all(check, items, _like(check, scheme, year))


def _target_pairs(check: Scale, scheme: Scheme, year: int) -> Iterator[_Pair]:
    items = everything(scheme)
    for one in target_pairs(scheme, year):
        other = item_of(one.target)
        intro = f"“{items[other].name}”是 " if other else "目标是 "
        if one.close:
            yield _Pair(one.item, one.target, intro, 1 / check.close, check.close, other=other)
        else:
            yield _Pair(one.item, one.target, intro, 1 / check.under, check.over, 1.5, other, result=True)


def _like(check: Scale, scheme: Scheme, year: int) -> Iterator[_Pair]:
    items = everything(scheme)
    found = target_pairs(scheme, year)
    # A result may be next to nothing in a county, a total or a target may not.
    lowest = {one.item: 1 / check.others if one.close else 0 for one in found}
    lowest |= {item_of(one.target): 1 / check.others for one in found}
    for item, low in lowest.items():
        if item:
            yield _Pair(item, median(item), "各县中位数是 ", low, check.others)
    for item, other in twins(scheme):
        yield _Pair(item, Ref(other), f"“{items[other].name}”是 ", 1 / check.shrunk, check.twins, other=other)
    for item, whole in shares(scheme):
        if items[item].kind == "number":  # of counts, a part that is more than its whole is reported elsewhere
            yield _Pair(item, Ref(whole), f"“{items[whole].name}”是 ", 1 / check.part, check.beyond, 1.0, whole)


def _all(check: Scale, items: dict[str, ItemSpec], pairs: Iterator[_Pair]) -> Iterator[ItemCheck]:
    for pair in pairs:
        if pair.item in items:
            yield from _astray(check, items, pair)
            if pair.result and pair.other:
                yield from _odd(check, items, pair)
                yield _column(check, items, pair)


def _astray(check: Scale, items: dict[str, ItemSpec], pair: _Pair) -> Iterator[ItemCheck]:
    """The two are too far apart. Which of them is wrong: in a county unlike the others, the one that is further from
    the counties' middle; where all counties are so, the column further from the item's example; else the first."""
    first, second = Ref(pair.item), pair.second
    outside = any_of(first.compare("<=", second * pair.low), first.compare(">=", second * pair.high))
    positive = all_of(first.compare(">", 0), second.compare(">", 0))
    apart = all_of(outside, *_counts(check, items, pair))
    if not pair.other:
        yield _trial(check, pair, where(positive, apart))
        return
    middles = (median(pair.item), median(pair.other))
    known = all_of(*(middle.compare(">", 0) for middle in middles))
    unlike = any_of(*_unlike(check, pair))
    own = _off(first, middles[0]).compare(">=", _off(second, middles[1]))
    examples = [items[name].example if name in items else None for name in (pair.item, pair.other)]
    one, two = (Number(float(each)) if isinstance(each, int | float) and each > 0 else None for each in examples)
    reads = tuple(middle.column for middle in middles)
    back = pair.turned(items[pair.item].name)
    for side, mine in ((pair, True), (back, False)):
        by_example, by_middle = YES if mine else NO, YES if mine else NO
        if one is not None and two is not None:
            by_example = _whether(mine, _off(first, one).compare(">=", _off(second, two)))
            by_middle = _whether(mine, _off(middles[0], one).compare(">=", _off(middles[1], two)))
        guilty = If(known, If(unlike, _whether(mine, own), by_middle), by_example)
        yield _trial(check, side, where(positive, where(apart, guilty)), *reads)
        yield _trial(check, side, where(positive, where(apart, by_example)), unless=reads)


def _whether(mine: bool, test: Node) -> Node:
    return test if mine else Not(test)


def _off(figure: Node, usual: Node) -> Node:
    """How many times larger or smaller than usual; both must be positive."""
    return Extreme("max", (figure / usual, usual / figure))


def _unlike(check: Scale, pair: _Pair) -> tuple[Node, Node]:
    """Whether the first is much smaller, or much larger, beside the second than in the middle of the counties."""
    first, second = Ref(pair.item) * median(pair.other), pair.second * median(pair.item)
    return (first * check.close).compare("<=", second), first.compare(">=", second * check.close)


def _odd(check: Scale, items: dict[str, ItemSpec], pair: _Pair) -> Iterator[ItemCheck]:
    """One of the two is out of line with the other counties and with the other of the two: no poor year, in which the result alone would be small."""
    first, second, middles = Ref(pair.item), pair.second, (median(pair.item), median(pair.other))
    positive = all_of(*(one.compare(">", 0) for one in (first, second, *middles)))
    low, high = _unlike(check, pair)
    reads = tuple(middle.column for middle in middles)
    off, off_second = _off(first, middles[0]), _off(second, middles[1])
    much = [high, first.compare(">=", second * check.odd), off.compare(">=", off_second * check.odd)]
    yield _trial(check, pair, where(positive, all_of(*much, *_counts(check, items, pair))), *reads)
    little = [low, first.compare("<=", second / check.close), off_second.compare(">=", off * check.odd)]
    back = pair.turned(items[pair.item].name)
    yield _trial(check, back, where(positive, all_of(*little, *_counts(check, items, pair))), *reads)


def _column(check: Scale, items: dict[str, ItemSpec], pair: _Pair) -> ItemCheck:
    """A whole column at a tenth or a hundredth of what it is compared with: no city does so badly everywhere."""
    first, middle, usual = Ref(pair.item), median(pair.item), median(pair.other)
    cell = all_of(first.compare(">", 0), first.compare("<=", pair.second / check.column))
    all_low = any_of(between(middle * 10, usual / 1.5, usual * 1.5), middle.compare("<=", usual / (10 * check.column)))
    largest = (most(pair.item), most(pair.other))
    none_well = largest[0].compare("<=", largest[1] / check.column)
    fault = all_of(cell, middle.compare(">", 0), all_low, none_well, *_counts(check, items, pair))
    return _trial(check, pair, fault, *(one.column for one in (middle, usual, *largest)))


def _counts(check: Scale, items: dict[str, ItemSpec], pair: _Pair) -> list[Node]:
    if items[pair.item].kind != "count":
        return []
    return [Extreme("max", (Ref(pair.item), pair.second)).compare(">=", check.counts_from)]


def _trial(check: Scale, pair: _Pair, fault: Node, *reads: str, unless: tuple[str, ...] = ()) -> ItemCheck:
    figure = Ref(pair.item)
    power = power_of_ten(figure, pair.second, pair.at_most)
    becomes = ShownFigure(figure / Number(10) ** power)
    names = tuple(dict.fromkeys((pair.item, *pair.second.references(), *reads)))
    looks = f"其中一个{_LOOKS}，若是本项，应为 " if pair.other else f"{_LOOKS}，应为 "
    words = ("填报 ", ShownFigure(figure), f"，{pair.intro}", as_it_stands(pair.second), f"，{looks}", becomes)
    against = pair.intro.removesuffix("是 ")
    beside = tuple(one for one in pair.second.references() if "@" not in one)
    lead = f"与{against.strip()}相差悬殊，" + (f"其中一列{_LOOKS}，若是本列，应为" if pair.other else f"{_LOOKS}，应为")
    return ItemCheck(
        check, pair.item, names, fault, words, (), lead, (ShownFigure(figure), "→", becomes), beside, unless
    )


def _by_example(check: Scale, item: str, example: float) -> Iterator[ItemCheck]:
    """A total that no county can have; who wrote too little took 万, who wrote too much took thousandths."""
    figure = Ref(item)
    for fault, becomes in (
        (all_of(figure.compare(">", 0), figure.compare("<=", example / check.example)), figure * 10_000),
        (figure.compare(">=", example * check.example), figure / 1_000),
    ):
        words = ("填报 ", ShownFigure(figure), f"，{_LOOKS}，应为 ", ShownFigure(becomes))
        because = ("；一般约为 ", ShownFigure(Number(example)))
        brief = (ShownFigure(figure), "→", ShownFigure(becomes))
        yield ItemCheck(check, item, (item,), fault, words, because, f"{_LOOKS}，应为", brief)
