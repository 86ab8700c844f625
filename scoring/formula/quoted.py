"""What sentences quote of a filled ledger, for many counties at once: tests, figures, rungs, and figures as printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from scoring.formula.columns import YES_NO, Column
from scoring.formula.nodes import Exact, If, IsNotApplicable, IsNumber, Node, Ref, Step
from scoring.formula.numbers import Floats, Frame, rows, value
from scoring.formula.printed import DIGITS, figures

Positions = npt.NDArray[np.intp]
_Reading = Callable[[Any, Frame], Any]
_BLOCK = 256
"""Counties whose figures are printed together: of a large table no more than the neighbours of the one asked for."""


class Quoted:
    """Answers what is asked of some counties, by their positions, from arrays over all, each worked out when it is first asked for."""

    def __init__(self, columns: Mapping[str, Column], frame: Frame) -> None:
        self.columns, self.frame = columns, frame
        # By reading and node, which is kept so that its id stays its own: a table's figure and its rung are two answers.
        self._arrays: dict[tuple[_Reading, int], tuple[Node, npt.NDArray[Any]]] = {}
        self._printed: dict[tuple[str, int, int], list[str]] = {}
        self._made_of: dict[str, frozenset[str] | None] = {}

    def number(self, node: Node, positions: Positions) -> npt.NDArray[Any]:
        """A formula's figures; of a condition, whether it holds."""
        return self._array(node, value)[positions]

    def rung(self, node: Step | Exact, positions: Positions) -> npt.NDArray[Any]:
        """The rows of the table that are taken."""
        return self._array(node, rows)[positions]

    def _array(self, node: Any, reading: _Reading) -> npt.NDArray[Any]:
        found = self._arrays.get((reading, id(node)))
        if found is None:
            with np.errstate(all="ignore"):
                found = node, np.broadcast_to(reading(node, self.frame), (self.frame.size,))
            self._arrays[reading, id(node)] = found
        return found[1]

    def figures(self, name: str, most: int, positions: Positions) -> list[str]:
        """A column's figures as it prints them. most: places where the column has none of its own."""
        block = int(positions[0]) // _BLOCK
        if int(positions[-1]) // _BLOCK != block:
            return [self._block(name, most, place // _BLOCK)[place % _BLOCK] for place in positions.tolist()]
        printed, before = self._block(name, most, block), block * _BLOCK
        return [printed[place - before] for place in positions.tolist()]

    def _block(self, name: str, most: int, block: int) -> list[str]:
        found = self._printed.get((name, most, block))
        if found is None:
            values = self.frame.values[name][block * _BLOCK : (block + 1) * _BLOCK]
            found = self._printed[name, most, block] = all_printed(self.columns[name], values, most)
        return found

    def made_of(self, name: str) -> frozenset[str] | None:
        """The columns that a column's figure is made of, itself included; None where that differs by county."""
        if name not in self._made_of:
            formula = self.columns[name].formula
            found: frozenset[str] | None = frozenset({name})
            if formula is not None:
                read = always_taken(formula)
                found = None if read is None else _joined([frozenset({name}), *map(self.made_of, read)])
            self._made_of[name] = found
        return self._made_of[name]


def always_taken(node: Node) -> frozenset[str] | None:
    """The columns that a formula's figure is always made of; None where a branch decides."""
    if isinstance(node, If):
        return None
    if isinstance(node, Ref):
        return frozenset({node.column})
    if isinstance(node, (IsNumber, IsNotApplicable)):
        return frozenset()
    return _joined([always_taken(child) for child in node.children()])


def _joined(parts: list[frozenset[str] | None]) -> frozenset[str] | None:
    known = [part for part in parts if part is not None]
    return frozenset[str]().union(*known) if len(known) == len(parts) else None


def all_printed(column: Column, numbers: Floats, most: int) -> list[str]:
    """Figures as a column prints them. most: places where it has none of its own."""
    if column.unit == YES_NO:
        return ["是" if number == 1 else "否" for number in numbers.tolist()]
    return figures(numbers, *_places(column, most))


def _places(column: Column, most: int) -> tuple[int | None, int, int]:
    places = None if column.role == "helper" and column.unit != "%" else column.places
    reported = column.role == "item" and places is None  # as it was written
    return places, 2 if column.unit == "%" else 0, DIGITS if reported else max(most, column.shown)
