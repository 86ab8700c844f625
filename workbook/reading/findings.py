"""Collects the problems of one sheet, each with its file, sheet and cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import repeat
from typing import TypedDict, Unpack

from scoring.problems import Problem, Severity, Source
from workbook.reading.grid import Place
from workbook.reading.raw import address, column_name

_SEVERITIES: dict[str, Severity] = {"E": "error", "W": "warning", "N": "note"}


def of_file(code: str, file: str, message: str, remedy: str = "", county: str = "", sheet: str = "") -> Problem:
    """A problem of a whole file or sheet, as grave as the code's first letter says."""
    return Problem(_SEVERITIES[code[0]], code, county, "", message, Source(file, sheet), "", remedy)


class Where(TypedDict, total=False):
    """Whom and what a problem concerns, and the cell as a reader sees it."""

    county: str
    item: str
    value: str


@dataclass(frozen=True)
class Fault:
    """What is wrong with a cell and what to do about it; the texts are Chinese."""

    code: str
    message: str
    remedy: str = ""


@dataclass
class Findings:
    """Problems found in a sheet so far, each as grave as the first letter of its code says."""

    file: str
    sheet: str
    problems: list[Problem] = field(default_factory=list)

    def source(self, place: Place | None = None) -> Source:
        """A place of this sheet; without one, the sheet."""
        return Source(self.file, self.sheet, address(*place) if place else "")

    def sources(self, row: int, columns: Iterable[int]) -> Iterable[Source]:
        """The places of cells of a row."""
        number = str(row + 1)
        cells = [column_name(column) + number for column in columns]
        return map(Source._make, zip(repeat(self.file), repeat(self.sheet), cells, strict=False))

    def add(self, code: str, message: str, remedy: str, place: Place | None = None, **where: Unpack[Where]) -> None:
        """Note a problem."""
        county, item, value = where.get("county", ""), where.get("item", ""), where.get("value", "")
        source = self.source(place)
        self.problems.append(Problem(_SEVERITIES[code[0]], code, county, item, message, source, value, remedy))

    def fault(self, fault: Fault, place: Place, **where: Unpack[Where]) -> None:
        """Note what is wrong with a cell."""
        self.add(fault.code, fault.message, fault.remedy, place, **where)
