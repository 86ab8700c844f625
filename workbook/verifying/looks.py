"""What a reader of a workbook sees, and what its formulas use: the same for every program that saved it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class ErrorText(str):
    """An error value of a cell, such as #N/A."""

    __slots__ = ()


Value = float | bool | str | None


class Look(NamedTuple):
    """How a cell is printed: number format (normal form), font colour and fill as RRGGBB, fill "" for none."""

    number_format: str = "general"
    font: str = "000000"
    fill: str = ""


class CellLook(NamedTuple):
    """A cell with a content. value: None where a formula has no stored result. formula: None for a constant."""

    formula: str | None
    value: Value
    look: Look


@dataclass
class SheetLook:
    """A sheet. Areas are strings as the file has them; ``cells`` is keyed by A1 addresses."""

    cells: dict[str, CellLook] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: set[str] = field(default_factory=set)
    links: dict[str, str] = field(default_factory=dict)
    rules: list[tuple[str, ...]] = field(default_factory=list)
    """Conditional formats: area, kind, formulas, what the format shows."""
    validations: list[tuple[str, ...]] = field(default_factory=list)
    header: str = ""
    pictures: int = 0
    notes: frozenset[str] = frozenset()
    oddities: frozenset[str] = frozenset()
    """What hides figures of a whole sheet, in words."""


class SheetEntry(NamedTuple):
    """A sheet in the workbook's list. state: visible, hidden or veryHidden."""

    name: str
    state: str
    part: str


@dataclass(frozen=True)
class BookHead:
    """What stands outside the sheets. names: (name, sheet or "") → what it refers to."""

    sheets: tuple[SheetEntry, ...]
    names: Mapping[tuple[str, str], str]
    oddities: frozenset[str]
