"""The rows of an evidence list, and where each stood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from scoring.problems import Problem, Source
from scoring.scheme.list_models import ListSpec

PENDING, UNUSABLE = UNKNOWN = "暂缺", "缺报"
"""What a cell holds that was declared to come, or that could not be read; what rests on it is missing."""


@dataclass(frozen=True)
class ListRows:
    """Rows of one list.

    frame: index 0, 1, …; columns ``county`` (full name), then the list's column ids. Texts and
    choices are strings, amounts numbers, yes/no columns 是 or 否; a blank is None; 暂缺 and 缺报 as above.
    sources: where each row stands (its county's cell). checked: what is wrong between the rows, once it was asked for.
    """

    frame: pd.DataFrame
    sources: tuple[Source, ...]
    checked: list[tuple[ListSpec, tuple[Problem, ...]]] = field(
        default_factory=list, init=False, repr=False, compare=False
    )


def spoilt_counties(frame: pd.DataFrame) -> set[str]:
    """The counties with a row of which no cell could be read, or may be used: nobody can tell whether it is one."""
    unusable = np.all([frame[name].to_numpy() == UNUSABLE for name in frame.columns if name != "county"], axis=0)
    return set(frame["county"][unusable])


def list_rows(spec: ListSpec, rows: Sequence[Mapping[str, Any]]) -> ListRows:
    """Rows given by column id (and ``county``) as a list; what is not given is blank, or says what a blank says."""
    blank: dict[str, Any] = {column.id: column.blank or None for column in spec.columns}
    frame = pd.DataFrame([{**blank, **row} for row in rows], columns=["county", *blank], dtype=object)
    return ListRows(frame, tuple(Source("", spec.sheet, f"第 {place} 行") for place in range(1, len(rows) + 1)))
