"""A call of a function by its id: arguments normalised, the answer kept, every failure an error of a cell."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Any

import numpy as np

from scoring.errors import KaoheError
from workbook.functions.arguments import Argument, ArgumentKind, as_number, read
from workbook.functions.caching import Cache, digest
from workbook.functions.registry import Function, functions
from workbook.functions.schemes import DEFAULT, chosen
from workbook.functions.values import CallRefusal, CellError, Grid, grid

Answer = Any
"""A float, a text or a CellError; for a table, rows of them with None for a blank."""

_CACHE: Cache[Answer] = Cache(256)
_LONGEST = 32_000  # a cell holds 32,767 characters


def call(name: str, values: Sequence[Any]) -> Answer:
    """The answer of a function to raw values from a host, arguments left out being None. Never raises.

    A function that gives a text answers a refusal with its sentence; all others with the cell error.
    """
    function = functions()[name]
    try:
        with np.errstate(all="ignore"):  # an overflow is told by the cell
            return _answer(function, values)
    except CallRefusal as refusal:
        return refusal.message if function.result == "text" and refusal.error is CellError.VALUE else refusal.error
    except KaoheError as error:
        return str(error) if function.result == "text" else CellError.VALUE
    except Exception:  # a fault of ours must not reach a cell as a traceback, nor as a number
        return CellError.VALUE


def forget() -> None:
    """Empty the cache of answers."""
    _CACHE.clear()


def _answer(function: Function, values: Sequence[Any]) -> Answer:
    if len(values) > len(function.arguments):
        raise CallRefusal(CellError.VALUE, f"参数太多：{function.signature}")
    padded = [*values, *[None] * (len(function.arguments) - len(values))]
    cells = [grid(value) for value in padded]
    key = (function.id, *map(digest, cells), *_fingerprints(function, cells))
    return _CACHE.get(key, lambda: _run(function, cells))


def _fingerprints(function: Function, cells: Sequence[Grid]) -> list[str]:
    """The hashes of the schemes that a call reads, so that a scheme edited on disk is not answered from the cache."""
    found = []
    for argument, cell in zip(function.arguments, cells, strict=True):
        if argument.name.startswith("scheme"):
            try:
                found.append(chosen(str(read(argument, cell) or DEFAULT)).sha256)
            except CallRefusal as refusal:  # the function will refuse it too, in its own way
                found.append(refusal.message)
    return found


def _run(function: Function, cells: Sequence[Grid]) -> Answer:
    if function.elementwise:
        return _each(function, cells)
    arguments = [read(one, cell) for one, cell in zip(function.arguments, cells, strict=True)]
    return _shown(_called(function, arguments))


def _shown(answer: Answer) -> Answer:
    if isinstance(answer, str) and not isinstance(answer, CellError):
        return answer if len(answer) <= _LONGEST else answer[:_LONGEST] + "…"
    if isinstance(answer, list):
        rows = [
            [cell if cell.__class__ is float and isfinite(cell) else _shown(cell) for cell in row] for row in answer
        ]
        return rows[0][0] if len(rows) == 1 and len(rows[0]) == 1 else rows
    if isinstance(answer, (int, float)):
        return float(answer) if isfinite(answer) else CellError.NUM
    return answer


def _called(function: Function, arguments: Sequence[Any]) -> Answer:
    try:
        return function.call(*arguments)
    except ValueError as error:  # the arithmetic refuses a figure
        raise CallRefusal(CellError.NUM, str(error)) from error


def _each(function: Function, cells: Sequence[Grid]) -> Answer:
    """Go through blocks of numbers one by one; single cells stand for all."""
    blocks = {place for place, one in enumerate(function.arguments) if one.kind is ArgumentKind.NUMBER}
    rows = max((len(cells[place]) for place in blocks), default=1)
    columns = max((len(cells[place][0]) for place in blocks), default=1)
    for place in blocks:
        if len(cells[place]) not in (1, rows) or len(cells[place][0]) not in (1, columns):
            raise CallRefusal(CellError.VALUE, "几个区域的大小不一样")
    others = {place: read(one, cells[place]) for place, one in enumerate(function.arguments) if place not in blocks}
    if rows == columns == 1:
        return _shown(_one(function, cells, blocks, others, 0, 0))
    return [
        [_shown(_or_error(function, cells, blocks, others, row, column)) for column in range(columns)]
        for row in range(rows)
    ]


def _or_error(function: Function, cells: Sequence[Grid], blocks: Any, others: Any, row: int, column: int) -> Answer:
    try:
        return _one(function, cells, blocks, others, row, column)
    except CallRefusal as refusal:
        return refusal.error


def _one(function: Function, cells: Sequence[Grid], blocks: Any, others: Any, row: int, column: int) -> Answer:
    arguments = []
    for place, one in enumerate(function.arguments):
        if place in blocks:
            block = cells[place]
            cell = block[row if len(block) > 1 else 0][column if len(block[0]) > 1 else 0]
            arguments.append(_figure(cell, one))
        else:
            arguments.append(others[place])
    return _called(function, arguments)


def _figure(cell: Any, argument: Argument) -> float | None:
    if cell is None and argument.optional:
        return None
    return as_number(cell, argument)
