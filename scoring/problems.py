"""A problem with the data: something an assessor must mend or know, with the place it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]


class Source(NamedTuple):
    """Where a figure was read. A tuple: a reader makes one for every cell."""

    file: str = ""
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        place = "!".join(part for part in (self.sheet, self.cell) if part)
        return "：".join(part for part in (self.file, place) if part)


@dataclass(frozen=True)
class Problem:
    """What is wrong, with whom, where, and what to do; the texts are Chinese, the code is for machines.

    also: other places that the same problem concerns, such as the other file of two that disagree.
    """

    severity: Severity
    code: str
    county: str
    item: str
    message: str
    source: Source = Source()
    value: str = ""
    remedy: str = ""
    also: tuple[Source, ...] = ()

    def full_text(self, end: str = "；") -> str:
        """Where (if that is known), what is wrong, what to do. end: between the last two."""
        place = str(self.source)
        return (f"{place}：" if place else "") + self.message + (f"{end}{self.remedy}" if self.remedy else "")
