"""The evidence lists in the archive: their rows, where each stood, and which figures were counted from them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from scoring.assessment import Assessment
from scoring.lists.rows import ListRows
from scoring.problems import Source
from workbook.archive.draft import ResultDraft
from workbook.archive.lines import line
from workbook.layout.inputs import ResultInputs


def dump_lists(assessment: Assessment, _: ResultInputs) -> Iterator[str]:
    """A line a list: its id, columns, rows (a blank is null) and sources; last the counted cells."""
    for name, rows in assessment.lists.items():
        cells = [[_plain(cell) for cell in row] for row in rows.frame.to_numpy(object).tolist()]
        yield line([name, list(rows.frame.columns), cells, rows.sources])
    if assessment.counted:
        yield line(["", sorted(assessment.counted)])


def load_lists(lines: Sequence[Any], draft: ResultDraft) -> None:
    """The lists and the counted cells of ``dump_lists``."""
    for name, first, *rest in lines:
        if not name:
            draft.counted = frozenset((county, item) for county, item in first)
            continue
        rows, sources = rest
        columns = {column: [row[place] for row in rows] for place, column in enumerate(first)}
        frame = pd.DataFrame({column: pd.Series(cells, dtype=object) for column, cells in columns.items()})
        draft.lists[name] = ListRows(frame, tuple(Source(*one) for one in sources))


def _plain(cell: Any) -> Any:
    """A blank of either kind is null; numbers are floats, as they are read back."""
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return None
    return cell if isinstance(cell, str) else float(cell)
