"""Formulas that several checks are made of."""

from __future__ import annotations

import math

from scoring.formula.nodes import Extreme, Floor, If, Ln, Logic, Node, Number, Operand, Ref, Round, lift

CITY = "city"
YES, NO = Number(1).compare("=", 1), Number(1).compare("=", 0)
_TEN = Number(math.log(10))


def median(item: str) -> Ref:
    """The middle one of the counties' figures, where three or more have one."""
    return Ref(f"{item}@median")


def most(item: str) -> Ref:
    """The largest of the counties' figures, where three or more have one."""
    return Ref(f"{item}@most")


def annual_id(item: str, of: int, year: int) -> str:
    """An item of a year, seen from the year assessed."""
    return item if of == year else f"{item}@{of}"


def size(term: Node) -> Node:
    """A figure without its sign."""
    return Extreme("max", (term, Number(0) - term))


def all_of(*terms: Node) -> Node:
    """All conditions hold."""
    return Logic("and", terms)


def any_of(*terms: Node) -> Node:
    """Any condition holds."""
    return terms[0] if len(terms) == 1 else Logic("or", terms)


def where(test: Node, then: Node) -> Node:
    """A condition that is looked at only where another holds (a spreadsheet's AND looks at all of its terms)."""
    return If(test, then, NO)


def between(term: Node, low: Operand, high: Operand) -> Node:
    """low ≤ term ≤ high"""
    return all_of(term.compare(">=", lift(low)), term.compare("<=", lift(high)))


def compounded(fall: Node, times: float) -> Node:
    """The fall in percent that an even fall in percent makes, ``times`` times over (a fifth of it: times 0.2)."""
    if times == 1:
        return fall
    return (1 - Extreme("max", (1 - fall / 100, Number(0))) ** times) * 100


def power_of_ten(figure: Node, usual: Node, at_most: float | None = None) -> Node:
    """p, so that figure ÷ 10^p is nearest to the usual one; or is ``at_most`` times as large, and not a tenth of that. Both must be positive."""
    if at_most is None:
        return Round(Ln(figure / usual) / _TEN, 0)
    return Floor(Ln(figure / usual / at_most) / _TEN, up=True)


def half_unit(figure: Node) -> Node:
    """Half a unit of a figure's last printed place; of the second, for figures of more places. A zero at the end is
    not known to have been printed, so that 6 may stand for anything from 5.5 to 6.5."""
    return If(_whole_at(figure, 0), Number(0.5), If(_whole_at(figure, 1), Number(0.05), Number(0.005)))


def fine(figure: Node) -> Node:
    """Whether a figure has more than two decimals, as rates are hardly ever printed."""
    return Round(figure, 2).compare("<>", Round(figure, 6))


def _whole_at(figure: Node, places: int) -> Node:
    return Round(figure, places).compare("=", Round(figure, 6))
