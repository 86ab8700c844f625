"""Figures as they are printed, and what a reader with a calculator gets from those of a sentence."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from scoring.formula.nodes import Arithmetic, Extreme, Floor, If, Ln, Node, Number, Over, Ref, Round, Weighted
from scoring.rounding import round_half_up

Figure = float | npt.NDArray[np.float64]
"""A figure that is one for all counties that are spoken of, or one of each."""
PLAIN = 4
"""The places that a figure without places of its own is printed with, unless the arithmetic needs more."""
MORE = (PLAIN, 6, 8, 10)
DIGITS = 15
"""The digits that figures are taken in with."""
SMALL = (1e-8, 1e-3)
"""Between these, four places would leave a figure one digit, or none; below, it may be noise."""
_LARGE = 9999.0
"""Below it, fifteen digits are eleven places or more."""


def figure(number: float, places: int | None = None, least: int = 0, most: int = PLAIN) -> str:
    """A figure as it is printed: with its places, or with ``least`` to ``most`` and no idle zeros.

    More than four places are kept for exactness, not printed for their own sake: idle zeros go. A small figure
    without places of its own keeps four digits, where it is none that a difference of floats leaves. What a float
    cannot hold (beyond 15 digits) is not printed.
    """
    if places is not None and places <= PLAIN:
        return f"{float(round_half_up(number, places)):.{places}f}"
    exact = _decimals(number, DIGITS)
    small = SMALL[0] <= abs(number) < SMALL[1]
    kept = min(places or max(most, _decimals(number, PLAIN) if small else 0), exact)
    rounded = float(round_half_up(number, kept)) if kept <= MORE[-1] else number
    return _ended(f"{rounded:.{kept}f}", least)


def figures(
    numbers: npt.NDArray[np.float64], places: int | None = None, least: int = 0, most: int = PLAIN
) -> list[str]:
    """The same for many figures at once."""
    if len(numbers) == 1:
        return [figure(float(numbers[0]), places, least, most)]
    if places is not None and places <= PLAIN:
        return [f"{one:.{places}f}" for one in round_half_up(numbers, places).tolist()]
    kept, size = places or most, np.abs(numbers)
    # Neither small nor so large that 15 digits are fewer places: what is kept does not hang on the figure.
    whole = kept > MORE[-1]
    usual = (size >= (0.1 if whole else SMALL[1])) & (size < _LARGE) | (size == 0)
    rounded, code = (numbers + 0.0, f".{DIGITS}g") if whole else (round_half_up(numbers, kept), f".{kept}f")
    if usual.all() and not least:
        texts = [f"{one:{code}}" for one in rounded.tolist()]
        return texts if whole else [text.rstrip("0").rstrip(".") for text in texts]
    return [
        _ended(f"{one:{code}}", least) if plain else figure(number, places, least, most)
        for one, number, plain in zip(rounded.tolist(), numbers.tolist(), usual.tolist(), strict=True)
    ]


def _ended(text: str, least: int) -> str:
    """Without idle zeros, but with so many places."""
    whole, _, rest = text.partition(".")
    rest = rest.rstrip("0").ljust(least, "0")
    text = f"{whole}.{rest}" if rest else whole
    return text if text.strip("-0.") else text.removeprefix("-")


def _decimals(number: float, digits: int) -> int:
    """The decimals with which a figure has so many digits in all."""
    if number == 0 or not math.isfinite(number):
        return 0
    return max(0, digits - 1 - int(f"{number:.{DIGITS - 1}e}".partition("e")[2]))  # a logarithm may be rounded up


class Printer(Protocol):
    """What prints the figures of a county, or of some."""

    def printed(self, node: Node) -> Figure:
        """A leaf (a column, a parameter, a looked-up figure) as it is printed."""
        ...

    def branch(self, node: If) -> Node:
        """The branch that was taken."""
        ...

    def present(self, cells: tuple[Ref, ...]) -> list[int]:
        """The places of the cells that have a figure."""
        ...


def by_calculator(node: Node, printer: Printer) -> Figure:
    """The formula's figure from the printed operands; NaN where it has none."""
    with np.errstate(all="ignore"):
        return _value(node, printer)


def _value(node: Node, printer: Printer) -> Figure:
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Arithmetic):
        return _OPERATORS[node.operator](_value(node.left, printer), _value(node.right, printer))
    if isinstance(node, Extreme):
        return _extreme(node.which, [_value(term, printer) for term in node.terms])
    if isinstance(node, Round):
        return round_half_up(_value(node.term, printer), node.places)
    if isinstance(node, Floor):
        scaled = round_half_up(_value(node.term, printer) * 10.0**node.places, 6)
        return (
            _each(lambda terms: float(math.ceil(*terms) if node.up else math.floor(*terms)), [scaled])
            / 10.0**node.places
        )
    if isinstance(node, Ln):
        return _each(lambda terms: math.log(*terms), [_value(node.term, printer)])
    if isinstance(node, If):
        return _value(printer.branch(node), printer)
    if isinstance(node, (Over, Weighted)):
        return _over(node, printer)
    return printer.printed(node)


def _over(node: Over | Weighted, printer: Printer) -> Figure:
    there = printer.present(node.cells)
    cells = [printer.printed(node.cells[place]) for place in there]
    if not cells:
        return 0.0
    if isinstance(node, Weighted):
        return _each(
            sum, [cell * _value(node.weights[place], printer) for cell, place in zip(cells, there, strict=True)]
        )
    if node.which == "count":
        return float(len(there))
    return _each(sum, cells) if node.which == "sum" else _extreme(node.which, cells)


def _extreme(which: str, terms: list[Figure]) -> Figure:
    if any(isinstance(one, np.ndarray) for one in terms):
        return reduce(np.minimum if which == "min" else np.maximum, terms)
    return _sure(min if which == "min" else max, terms)


def _divided(top: Figure, bottom: Figure) -> Figure:
    return (
        np.where(np.asarray(bottom) == 0, math.nan, np.divide(top, bottom))
        if isinstance(top + bottom, np.ndarray)
        else _sure(lambda row: row[0] / row[1], (top, bottom))
    )


def _each(work: Callable[[Any], float], terms: list[Figure]) -> Figure:
    """For each county from its figures; NaN where that cannot be worked out."""
    sizes = [len(one) for one in terms if isinstance(one, np.ndarray)]
    if not sizes:
        return _sure(work, terms)
    rows = zip(*(np.broadcast_to(one, sizes[0]).tolist() for one in terms), strict=True)
    return np.asarray([_sure(work, row) for row in rows])


def _sure(work: Callable[[Any], float], row: Sequence[Any]) -> float:
    try:
        return math.nan if any(map(math.isnan, row)) else work(row)
    except (ZeroDivisionError, ValueError, OverflowError):
        return math.nan


_OPERATORS: dict[str, Callable[[Figure, Figure], Figure]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": _divided,
    "^": lambda a, b: _each(lambda row: math.pow(*row), [a, b]),
}
