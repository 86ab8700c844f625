"""Operations across a county's cells: several columns side by side, some of which may hold many cases. Arrays only."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
_OVER = {"sum": np.add, "min": np.minimum, "max": np.maximum}
_STEPS: dict[str, np.ufunc] = _OVER | {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "^": np.power}
_NOTHING = {"sum": 0.0, "min": np.inf, "max": -np.inf}


def stacked(arrays: Sequence[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    """Arrays along a new first axis, spread to one shape where some hold more cases than others."""
    same = len({one.shape for one in arrays}) == 1
    return np.stack(arrays if same else np.broadcast_arrays(*arrays))


def whole(which: str, numbers: Sequence[Any]) -> Any:
    """Sum, smallest or largest of columns (or weights) none of which lacks a figure; in the order given."""
    result = numbers[0]
    for place, one in enumerate(numbers[1:]):
        result = operate(which, result, one, fresh=place > 0)
    return result


def operate(which: str, left: Any, right: Any, fresh: bool) -> Any:
    """Two figures by one operation. fresh: nobody else has ``left``.

    Then many cases are worked on where they are, in the processor's cache, if they have room for the result.
    """
    step = _STEPS[which]
    own = fresh and isinstance(left, np.ndarray) and left.ndim == 2 and left.dtype == np.float64
    if own and (not isinstance(right, np.ndarray) or np.broadcast_shapes(left.shape, right.shape) == left.shape):
        return step(left, right, out=left)
    return step(left, right)


def present_only(which: str, present: Bools, numbers: Floats) -> Floats:
    """Sum, smallest or largest down the first axis of the numbers that are present."""
    if present.ndim != numbers.ndim:  # states without cases beside figures with cases, or the other way round
        cases = max(present.ndim, numbers.ndim)
        present, numbers = _deep(present, cases), _deep(numbers, cases)
    chosen = np.where(present, numbers, _NOTHING[which])
    if which == "sum":
        return np.asarray(chosen.sum(axis=0))
    return np.asarray(chosen.min(axis=0) if which == "min" else chosen.max(axis=0))


def worst(states: Sequence[npt.NDArray[np.int8] | None]) -> npt.NDArray[np.int8] | None:
    """The worse of several columns' states, cell by cell; None where all have figures."""
    known = [one for one in states if one is not None]
    return reduce(np.maximum, known) if known else None


def _deep(array: npt.NDArray[Any], ndim: int) -> npt.NDArray[Any]:
    return array.reshape(array.shape[0], *(1,) * (ndim - array.ndim), *array.shape[1:])
