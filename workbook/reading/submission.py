"""What a city workbook said: figures, declarations, adjustments, problems, and where each stood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from scoring.assessment import Adjustment
from scoring.coal import Caliber
from scoring.problems import Problem, Source
from scoring.vintages import Vintage
from workbook.reading.cells import Declared


@dataclass(frozen=True)
class Submission:
    """One file, read.

    table: index = full county names in the region's order (all of them), columns = item ids in sheet order.
    A cell is a number in the item's unit (yes/no: 1.0 or 0.0), the text ``不适用``, the text ``暂缺``
    (declared missing), the text ``缺报`` (there is no figure that can be used, and ``problems`` says why),
    or NaN: blank, an error for a required item, "none was set" for an optional one.

    declared: what was declared, with its reason (maybe blank), by (county, item). sources: file, sheet and
    cell of every cell read, by (county, item). self_scores: points that counties gave themselves, index =
    county, columns = indicator ids, NaN where blank; None if the file has none. sha256: of the file's bytes. remark: a label that the
    figures carry (made-up figures say so).
    vintages: late revisions (数据修订), not yet in the table. data_date: ISO date of the table's own figures, or empty. calibers:
    by (county, item), where a heading row says them.
    """

    file: str
    sha256: str
    year: int | None
    scheme_id: str | None
    table: pd.DataFrame
    declared: Mapping[tuple[str, str], Declared]
    sources: Mapping[tuple[str, str], Source]
    adjustments: list[Adjustment]
    self_scores: pd.DataFrame | None
    problems: list[Problem]
    remark: str = ""
    vintages: tuple[Vintage, ...] = ()
    data_date: str = ""
    calibers: Mapping[tuple[str, str], Caliber] = field(default_factory=dict)
