"""What a template is filled with; without anything it is a blank one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from scoring.assessment import Adjustment
from scoring.lists.rows import ListRows
from workbook.reading.parts.figure_columns import LastYear


@dataclass(frozen=True)
class TemplateContent:
    """values: index = counties, columns = item ids; cells are numbers, 不适用（…）, 暂缺（…）or NaN (blank).

    remark: a label that every sheet carries (made-up figures say so). self_scores: index = counties, columns = indicator
    ids. lists: rows of the evidence lists, by list id. last: last year's figures, to stand beside this year's.
    """

    values: pd.DataFrame | None = None
    remark: str = ""
    adjustments: Sequence[Adjustment] = ()
    self_scores: pd.DataFrame | None = None
    lists: Mapping[str, ListRows] = field(default_factory=dict)
    last: LastYear | None = None

    def of(self, items: Sequence[str]) -> pd.DataFrame | None:
        """The figures of these items, as far as there are any."""
        return None if self.values is None else self.values[[one for one in items if one in self.values]]


BLANK = TemplateContent()
