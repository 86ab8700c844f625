"""What one file said, before it is known what the others say."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from scoring.assessment import Adjustment
from scoring.lists.rows import ListRows
from scoring.problems import Problem, Source
from scoring.vintages import Vintage
from workbook.reading.account import Account
from workbook.reading.parts.declaration import Declaration
from workbook.reading.roles import Certificate, Role
from workbook.reading.tables.certificates import CertificateRow
from workbook.reading.tables.pending import PendingApproval
from workbook.reading.tables.values import SheetValues


@dataclass
class FileData:
    """One file, read. Every layout of a file is read to this; ``merging`` makes a Submission of one or many.

    file, sha256: its name in messages, and the hash of its bytes. counties: full names in the region's order
    (all of them), those that the file names where the scheme has no region, or the one that a county workbook is
    of. lists: the evidence lists with at least one row. elsewhere: figures that only checks read. vintages: late
    revisions; data_date: of the file's own figures. figures, self_scores: by county and item or indicator. What a file does not hold is not in ``figures``; a blank cell is, as NaN.
    problems: all of them, missing sheets, columns and rows too, as if the file stood alone. sheets: the names of all
    its sheets. account: of its filled cells; None if they were not counted.
    """

    file: str
    sha256: str
    declaration: Declaration
    counties: tuple[str, ...]
    layout: Literal["city", "county"] = "city"
    figures: SheetValues = field(default_factory=SheetValues)
    self_scores: SheetValues = field(default_factory=SheetValues)
    adjustments: list[Adjustment] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    lists: dict[str, ListRows] = field(default_factory=dict)
    elsewhere: dict[tuple[str, str], float] = field(default_factory=dict)
    vintages: tuple[Vintage, ...] = ()
    data_date: str = ""
    sheets: tuple[str, ...] = ()
    account: Account | None = None
    role: Role = Role.OFFICE
    place: Role | None = None
    certificates: dict[tuple[str, str], Certificate] = field(default_factory=dict)
    certificate_rows: dict[tuple[str, str], CertificateRow] = field(default_factory=dict)
    pending: tuple[PendingApproval, ...] = ()
    bureau: str = ""
    data_date_place: Source = Source()
    _counties_with_data: dict[str, int] | None = None

    def counties_with_data(self) -> dict[str, int]:
        """The counties that the file has figures, declarations or lists of, with their number."""
        if self._counties_with_data is not None:
            return self._counties_with_data
        figures = self.figures.values.items()
        found = Counter([county for (county, _), value in figures if value == value])  # a blank is NaN
        for rows in self.lists.values():
            for county in rows.frame["county"].unique():
                found[county] += 1
        self._counties_with_data = dict(found)
        return self._counties_with_data
