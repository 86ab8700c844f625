"""Operations across a county's cells: several columns side by side, some of which may hold many cases. Arrays only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
_STEPS: dict[str, Callable[[Any, Any], Any]] = {"sum": np.add, "min": np.minimum, "max": np.maximum}
_NOTHING = {"sum": 0.0, "min": np.inf, "max": -np.inf}


def stacked(arrays: Sequence[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    """Arrays along a new first axis, spread to one shape where some hold more cases than others."""
    same = len({one.shape for one in arrays}) == 1
    return np.stack(arrays if same else np.broadcast_arrays(*arrays))


def whole(which: str, numbers: Sequence[Any]) -> Any:
    """Sum, smallest or largest of columns (or weights) none of which lacks a figure; in the order given."""
    return reduce(_STEPS[which], numbers)


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
