"""Falls with their sign reversed: −3.42 for a fall of 3.42."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.checks.forms import all_of, between, compounded, median, size
from scoring.checks.item_check import ItemCheck
from scoring.checks.relations import Fall, everything, falls, item_of, target_pairs
from scoring.checks.usual import Mistake, Usual, is_rate, slip, usuals
from scoring.formula.nodes import Node, Number, Ref
from scoring.scheme.data_checks import Sign
from scoring.scheme.scheme import Scheme

_REVERSED = "正负号写反了"


def item_checks_of(check: Sign, scheme: Scheme, year: int) -> Iterator[ItemCheck]:
    """Of what is compared with a target, and of the figures of a fall; a growth rate may have either sign."""
    items, followed = everything(scheme), falls(scheme, year)
    known = {name: fall for fall in followed if fall.annual for name in (fall.annual, fall.cumulative)}
    pairs = [(fall.cumulative, fall.plan, fall.due) for fall in followed]
    pairs += [(one.item, item_of(one.target), 1.0) for one in target_pairs(scheme, year) if is_rate(items[one.item])]
    targets, results = {target for _, target, _ in pairs}, {item for item, _, _ in pairs} | known.keys()

    def about(figure: Node, usual: Node, within: float = check.within) -> Node:
        return between(0 - figure, usual / within, usual * within)

    def item_check(item: str, usual: Usual | None, fault: Node, *reads: str) -> ItemCheck:
        return slip(check, item, usual, fault, Mistake(_REVERSED, 0 - Ref(item)), *reads)

    for one in usuals(scheme, year):
        item, figure = one.item, Ref(one.item)
        positive = one.size.compare(">", 0)
        fits = all_of(figure.compare("<", 0), positive, about(figure, one.size))
        if item in targets and (one.firm or isinstance(one.size, Number)):
            yield item_check(item, one, fits)
        elif item in results and item not in targets and one.near:
            fall = known.get(item)
            if fall is None:  # nothing else tells a rise from a sign
                yield item_check(item, one, all_of(positive, about(figure, one.size, check.alone_within)))
            else:
                test = _too_far_ahead if item == fall.annual else _too_far_behind
                middles = (median(fall.annual), median(fall.cumulative))
                reads = (fall.cumulative, fall.plan, fall.annual)
                beside_others = all_of(fits, middles[0].compare(">", 0), test(check, fall, _before(*middles)))
                yield item_check(item, one, beside_others, *reads, *(middle.column for middle in middles))
                yield item_check(item, one, all_of(fits, test(check, fall, _due_before(fall))), *reads)
            # A city in which the middle county rose by what it should have fallen is none.
            column = all_of(fits, about(median(item), one.size, check.alone_within))
            yield item_check(item, one, column, f"{item}@median")
    for item, target, share in pairs:
        if target:
            # No city sets most of its counties a rise for a target: such columns are written as growth.
            growth = all_of(Ref(target).compare("<", 0), median(target).compare("<", 0))
            yield item_check(target, None, growth, f"{target}@median")
            both = all_of(Ref(target).compare("<", 0), about(Ref(item), compounded(0 - Ref(target), share)))
            yield item_check(item, None, all_of(both, median(target).compare("<", 0)), target, f"{target}@median")
            example = items[target].example
            if isinstance(example, int | float):
                yield item_check(item, None, all_of(both, about(Ref(target), Number(float(example)))), target)


def _before(annual: Node, done: Node) -> Node:
    """What had fallen by the end of the year before, in percent, if ``done`` has by now."""
    return (1 - (1 - done / 100) / (1 - annual / 100)) * 100


def _due_before(fall: Fall) -> Node:
    return compounded(Ref(fall.plan), fall.due_before) if fall.due_before else Number(0)


def _too_far_ahead(check: Sign, fall: Fall, usual: Node) -> Node:
    """Whether a county that is said to have risen must have been further ahead, before, of the ``usual`` fall than the
    rise is large. It had not, where the rise is real; with the sign put right it had been about on time."""
    rise = Ref(fall.annual)
    return (_before(rise, Ref(fall.cumulative)) - usual).compare(">", (0 - rise) * check.ahead)


def _too_far_behind(check: Sign, fall: Fall, usual: Node) -> Node:
    """The same of a rise since the base year: the county had been behind by more than it, and with the sign put right
    it had been much nearer to the usual fall."""
    annual, done = Ref(fall.annual), Ref(fall.cumulative)
    behind, turned = usual - _before(annual, done), usual - _before(annual, 0 - done)
    return all_of(done.compare("<", 0), behind.compare(">", 0 - done), behind.compare(">", size(turned) * 2))
