"""Percentages written as fractions: 0.0332 for 3.32."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.checks.forms import all_of, any_of, between, fine, median, most, size
from scoring.checks.item_check import ItemCheck
from scoring.checks.relations import everything
from scoring.checks.usual import Mistake, is_percent, is_rate, slip, usuals
from scoring.formula.nodes import Node, Number, Ref
from scoring.scheme.data_checks import Fraction
from scoring.scheme.scheme import Scheme

_HUNDREDTH = "把百分数写成了小数"


def _hundredth(figure: Node, usual: Node, within: float) -> Node:
    """Whether a figure is about a hundredth of the usual one, with either sign."""
    return between(size(figure) * 100, usual / within, usual * within)


def item_checks_of(check: Fraction, scheme: Scheme, year: int) -> Iterator[ItemCheck]:
    items = everything(scheme)
    for one in usuals(scheme, year):
        figure = Ref(one.item)
        about = _hundredth(figure, one.size, check.firm_within if one.firm else check.within)
        test = [size(figure).compare("<=", 1), one.size.compare(">", 0), about]
        if not one.firm:  # a poor year may bring a fall of 0.03%; 0.0342 is no figure that anybody prints
            shares = [] if is_rate(items[one.item]) else [one.size.compare(">=", check.large)]
            test.append(any_of(fine(figure), *shares))
        yield slip(check, one.item, one, all_of(*test), Mistake(_HUNDREDTH, figure * 100))
        if one.near and not one.firm:
            # A poor year of the whole city has counties that did well.
            column = all_of(
                _hundredth(median(one.item), one.size, check.within), most(one.item).compare("<=", one.size / 10)
            )
            yield slip(
                check, one.item, one, all_of(*test[:3], column), Mistake(_HUNDREDTH, figure * 100), f"{one.item}@median", f"{one.item}@most"
            )  # fmt: skip
    near_usual = {one.item for one in usuals(scheme, year) if one.near or isinstance(one.size, Number)}
    for name, item in items.items():
        if is_percent(item) and name not in near_usual:  # nothing to compare it with but the whole column
            figure = Ref(name)
            small = all_of(
                most(name).compare("<=", 1), median(name).compare(">", 0), figure.compare(">", 0), fine(figure)
            )
            yield slip(
                check, name, None, small, Mistake(_HUNDREDTH, figure * 100), f"{name}@median", f"{name}@most"
            )  # fmt: skip
