"""What was submitted, by one file or by many: figures, declarations, adjustments, problems, and where each stood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

import pandas as pd

from scoring.assessment import Adjustment, Evidence
from scoring.coal import Caliber
from scoring.lists.rows import ListRows
from scoring.problems import Problem, Source
from scoring.vintages import Vintage
from workbook.reading.account import Account
from workbook.reading.roles import Provenance
from workbook.reading.stage import Stage
from workbook.reading.tables.cells import Declared


@dataclass(frozen=True)
class Submission:
    """One file, or a folder of files merged to one table.

    table: index = full county names in the region's order (all of them), columns = item ids in sheet order.
    A cell is a number in the item's unit (yes/no: 1.0 or 0.0), the text ``不适用``, the text ``暂缺``
    (declared missing), the text ``缺报`` (there is no figure that can be used, and ``problems`` says why),
    or NaN: blank, an error for a required item, "none was set" for an optional one.

    declared: what was declared, with its reason (maybe blank), by (county, item). sources: file, sheet and
    cell of every cell read, by (county, item). self_scores: points that counties gave themselves, index =
    county, columns = indicator ids, NaN where blank; None if there are none. files: SHA-256 of the bytes of
    every file that was read, by its name (relative to the folder). remark: a label that the figures carry
    (made-up figures say so). vintages: late revisions (数据修订), not yet in the table. data_date: ISO
    date of the table's own figures, or empty. calibers: by (county, item), where a heading row says them.

    layout: ``city`` (counties down, or many files merged) or ``county`` (one file of one county, items down).
    counties: those that are covered, the rows of ``table``; a county workbook covers one. lists: the evidence
    lists with at least one row, by list id; the figures counted from them stand in ``table`` already.
    elsewhere: figures that only checks read, by (county, id): ``energy_use@2024`` is another year's, and county
    ``""`` with ``energy_use@city`` the city's own figure. accounts: what became of the filled cells, by file.

    stage: 初评, 送审 or 审定. provenance: what the figures rest on, and who still owes one. approved_pending: counties
    that were approved as 待定.
    """

    files: Mapping[str, str]
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
    layout: Literal["city", "county"] = "city"
    counties: tuple[str, ...] = ()
    lists: Mapping[str, ListRows] = field(default_factory=dict)
    elsewhere: Mapping[tuple[str, str], float] = field(default_factory=dict)
    accounts: Mapping[str, Account] = field(default_factory=dict)
    stage: Stage = "初评"
    provenance: Provenance = field(default_factory=Provenance)
    approved_pending: frozenset[str] = frozenset()

    @property
    def evidence(self) -> Evidence:
        """What an assessment needs beside the table."""
        return Evidence(self.problems, self.sources, self.lists)

    def preceded_by(self, problems: Iterable[Problem]) -> Submission:
        """With what was found before its files were merged, first."""
        return replace(self, problems=[*problems, *self.problems])
