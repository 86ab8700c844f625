"""Rates with a decimal point astray: 33.2 or 0.332 for 3.32."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.checks.forms import all_of, between, fine, median, most
from scoring.checks.item_check import ItemCheck
from scoring.checks.relations import everything, falls, item_of, target_pairs
from scoring.checks.usual import Mistake, Usual, is_rate, slip, usuals
from scoring.formula.nodes import Node, Not, Ref
from scoring.scheme.data_checks import Tenfold
from scoring.scheme.scheme import Scheme

_POINT = "小数点错了一位"


def item_checks_of(check: Tenfold, scheme: Scheme, year: int) -> Iterator[ItemCheck]:
    items, followed = everything(scheme), falls(scheme, year)
    plans = {fall.plan for fall in followed}
    yearly = {name for fall in followed for name in (fall.annual, fall.target)}
    targets = plans | {item_of(one.target) for one in target_pairs(scheme, year)}
    for one in usuals(scheme, year):
        others = one.size == median(one.item)
        if not is_rate(items[one.item]) or not (one.near or others):
            continue
        if one.item not in plans and (one.item in yearly if others else one.firm or one.item not in targets):
            yield _ten_times(check, one, plans)
        if others and one.item in targets:
            tenth = between(Ref(one.item) * 10, one.size / check.firm_within, one.size * check.firm_within)
            yield _tenth(check, one, tenth)
        elif one.near and (one.firm or one.item not in targets):
            yield from _tenths(check, one, plans, yearly)


def _ten_times(check: Tenfold, usual: Usual, plans: set[str]) -> ItemCheck:
    """A rate that nobody reaches: several times the usual one, and above ten."""
    figure = Ref(usual.item)
    large = [figure.compare(">=", check.at_least), figure.compare(">=", usual.size * check.times)]
    # A plan of less is thought the wrong one of the two.
    large += [Ref(plan).compare(">=", check.plan) for plan in usual.size.references() if plan in plans]
    fault = all_of(*large, usual.size.compare(">", 0))
    return slip(check, usual.item, usual, fault, Mistake(_POINT, figure / 10))


def _tenths(check: Tenfold, usual: Usual, plans: set[str], yearly: set[str]) -> Iterator[ItemCheck]:
    item, figure = usual.item, Ref(usual.item)
    small = [between(figure, usual.size / check.times**2, usual.size / check.times)]
    # Where the other one is not what a year brings, it is the wrong one of the two.
    small += [Ref(name).compare("<", check.at_least) for name in usual.size.references() if name not in plans]
    if item in plans:
        by_year = any(name in yearly for name in usual.reads)
        lowest = [] if by_year else [most(item).compare("<=", usual.size / 2)]
        yield _tenth(check, usual, all_of(*small, *lowest), *([] if by_year else [f"{item}@most"]))
    else:  # a poor year has counties that did well, and is printed as any other
        middle = between(median(item) * 10, usual.size / check.firm_within, usual.size * check.firm_within)
        column = all_of(*small, middle, most(item).compare("<=", usual.size / 2))
        yield _tenth(check, usual, column, f"{item}@median", f"{item}@most")
        if usual.firm:
            yield _tenth(check, usual, all_of(*small, fine(figure)))
        else:
            yield _tenth(check, usual, all_of(*small, fine(figure), Not(fine(median(item)))), f"{item}@median")


def _tenth(check: Tenfold, usual: Usual, fault: Node, *reads: str) -> ItemCheck:
    return slip(check, usual.item, usual, fault, Mistake(_POINT, Ref(usual.item) * 10), *reads)
