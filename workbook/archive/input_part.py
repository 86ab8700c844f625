"""The input cells in the archive: where each stands and what it held when the result was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from workbook.archive.draft import ResultDraft
from workbook.archive.lines import line
from workbook.layout.input_cells import InputCells, from_plain, to_plain


def dump_inputs(input_cells: Iterable[InputCells]) -> Iterator[str]:
    """A line a sheet."""
    return (line(to_plain(one)) for one in input_cells)


def load_inputs(lines: Sequence[Any], draft: ResultDraft) -> None:
    """The input cells of ``dump_inputs``; none in a result of before."""
    draft.input_cells = tuple(from_plain(one) for one in lines) if lines else None
